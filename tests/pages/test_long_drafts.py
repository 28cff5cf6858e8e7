"""Lists that grow without end are shown a part at a time, and every part is within reach."""

import pytest
from streamlit.testing.v1 import AppTest

from decisions.journey import entries
from decisions.journey import service as drafts
from decisions.pages import _advice, _items, _pages_of
from isa.platform.database import Database
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import started
from tests.pages.test_wizard import words

ME = "demo-practitioner"


def tables(app: AppTest) -> str:
    return "".join(str(one.proto) for one in app.get("bidi_component"))


@pytest.mark.parametrize("page", ["home", "records"])
def test_more_drafts_than_fit_are_turned_to(
    open_as: OpenAs, demo: Database, amina: Actor, page: str
) -> None:
    for number in range(21):
        which = drafts.start_draft(demo, amina).id
        drafts.save_field(demo, amina, which, "about.reference", f"CASE-{number}-")
    app = open_as(ME, f"decisions/pages/{page}.py")
    assert "1 to 20 of 21" in words(app)
    assert "CASE-20-" in tables(app)
    assert "CASE-0-" not in tables(app)
    app = app.button(key=f"{page}-next").click().run()
    assert "21 to 21 of 21" in words(app)
    assert "CASE-0-" in tables(app)


def test_a_long_list_of_items_opens_at_its_newest_and_is_checked_in_parts(
    open_as: OpenAs, demo: Database, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    which = started(demo, amina)
    items = drafts.load_draft(demo, amina, which).answers.items
    drafts.save_field(demo, amina, which, f"items.{items[-1].id}.item.label", "The newest")
    monkeypatch.setattr(_items, "_AT_ONCE", 2)
    app = open_as(ME, "decisions/pages/question.py", draft=which, step="more")
    assert "3 to 3 of 3" in words(app)
    assert "The newest" in tables(app)
    app = app.button(key=f"{which}/items-previous").click().run()
    assert "1 to 2 of 3" in words(app)
    assert "The newest" not in tables(app)


def test_answers_about_many_items_are_checked_in_parts(
    open_as: OpenAs, demo: Database, amina: Actor
) -> None:
    which = started(demo, amina)
    for number in range(10):
        new = entries.add_item(demo, amina, which)
        drafts.save_field(demo, amina, which, f"items.{new}.item.label", f"Note {number} of ten")
    app = open_as(ME, "decisions/pages/check.py", draft=which)
    headings = "".join(one.value for one in app.header)
    assert "1 to 12 of 16" in words(app)
    assert "Note 9 of ten" not in headings
    app = app.button(key=f"{which}/check-next").click().run()
    assert "Note 9 of ten" in "".join(one.value for one in app.header)
    assert "Add or remove information" in [one.label for one in app.button]


def test_of_many_items_those_that_are_kept_back_stand_out(
    open_as: OpenAs, demo: Database, amina: Actor, bruise: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_advice, "_MANY", 1)
    app = open_as(ME, "decisions/pages/assessment.py", draft=bruise)

    (usual,) = [one for one in app.expander if one.label == "Share: 2 items"]
    inside = "".join(str(one.proto) for one in usual.get("bidi_component"))
    assert "Bruise seen on Friday" in inside
    assert "health two years ago" not in inside
    assert "health two years ago" in tables(app)


def test_the_page_before_sealing_shows_a_long_list_in_parts(
    open_as: OpenAs, demo: Database, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _pages_of.part_of
    monkeypatch.setattr(_pages_of, "part_of", lambda key, rows, _size: whole(key, rows, 2))
    turn = _pages_of.turn
    monkeypatch.setattr(_pages_of, "turn", lambda key, total, _size: turn(key, total, 2))
    which = started(demo, amina)
    open_as(ME, "decisions/pages/assessment.py", draft=which)
    app = open_as(ME, "decisions/pages/seal.py", draft=which)

    (on,) = [one for one in app.button if "/seal/1-next" in str(one.key)]
    assert "1 to 2 of 3" in words(app)
    assert "health two years ago" not in tables(app)
    app = on.click().run()
    assert "3 to 3 of 3" in words(app)
    assert "health two years ago" in tables(app)
