"""Lists that grow without end are shown a part at a time, and every part is within reach."""

import pytest
from streamlit.testing.v1 import AppTest

from decisions.journey import entries
from decisions.journey import service as drafts
from decisions.pages import _advice, _items, _pages_of, _record
from isa.platform.database import Database
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_review_page import sealed, started
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


def test_a_record_of_many_items_is_read_in_parts_what_differs_first_or_whole(
    open_as: OpenAs, demo: Database, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_record, "_AT_ONCE", 2)
    monkeypatch.setattr(_record, "_how_decided", lambda found: "two years" in found[0].label)
    app = open_as(ME, "decisions/pages/record.py", record=sealed(demo, amina))

    (sent,) = [one for one in app.button if "/sent-" in str(one.key) and "-next" in str(one.key)]
    assert "otherwise than for most stands first" in words(app)
    assert "1 to 2 of 3" in words(app)
    shown = _sent(app)
    assert shown.index("health two years ago") < shown.index("Bruise seen on Friday")

    app = sent.click().run()
    assert "health two years ago" not in _sent(app)
    (whole,) = [one for one in app.button if "/sent-" in str(one.key) and "-whole" in str(one.key)]
    app = whole.click().run()
    assert "health two years ago" in _sent(app)
    assert "Bruise seen on Friday" in _sent(app)
    assert " of 3" not in words(app), "nothing is left to turn to"
    (back,) = [one for one in app.button if "/sent-" in str(one.key)]
    assert "3 to 3 of 3" in words(back.click().run())


def _sent(app: AppTest) -> str:
    (found,) = [
        str(one.proto) for one in app.get("bidi_component") if "What was sent to" in str(one.proto)
    ]
    return found


def test_questions_asked_of_a_long_record_are_answered_in_parts_or_whole(
    open_as: OpenAs, demo: Database, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    part, turn = _pages_of.part_of, _pages_of.turn
    monkeypatch.setattr(_pages_of, "part_of", lambda key, rows, _size: part(key, rows, 1))
    monkeypatch.setattr(
        _pages_of, "turn", lambda key, total, _size, **more: turn(key, total, 1, **more)
    )
    app = open_as(ME, "decisions/pages/examine.py", record=sealed(demo, amina))
    asked = len(app.header)
    (on,) = [one for one in app.button if str(one.key).endswith("/examine-2-next")]
    first = words(app)
    app = on.click().run()
    assert "**Decided by**" in first
    assert "**Decided by**" not in words(app)
    assert len(app.header) == asked, "every question still stands there"
    assert "Leave it out" in words(app)
    assert "What makes this case different" in words(app), "a reason stays with its fact"
    app = next(one for one in app.button if str(one.key).endswith("-whole")).click().run()
    assert not [one for one in app.button if str(one.key).endswith("-next")]
    assert "**Decided by**" in words(app)
