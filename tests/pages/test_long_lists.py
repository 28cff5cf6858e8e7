"""Deciding a long list of items: a page of ten at a time, each deep link opens, and nothing is decided unread."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from decisions import service as advice
from decisions.assessing import Assessed
from decisions.journey import entries, service
from decisions.pages import _deciding
from decisions.pages._deciding import AT_ONCE, Place
from isa.platform.database import Database
from isa.platform.identity import Actor
from tests.pages.test_review_page import started
from tests.pages.test_wizard import words
from tests.unit.journey.cases import answers

OpenAs = Callable[..., AppTest]
DECIDE = "decisions/pages/decide.py"
EXTRA = 9
"""Items added to the three of the worked example: a second page holds the last two."""


@pytest.fixture
def long_draft(demo: Database, amina: Actor) -> service.Draft:
    which = started(demo, amina)
    first = service.load_draft(demo, amina, which).answers.items[0]
    for number in range(EXTRA):
        new = entries.add_item(demo, amina, which)
        for key in ("item", "use", "care"):
            told = getattr(first, key).model_dump(mode="json", exclude_none=True)
            for name, value in told.items():
                said = f"Item {number}" if name == "label" else value
                service.save_field(demo, amina, which, f"items.{new}.{key}.{name}", said)
    return service.load_draft(demo, amina, which)


def test_a_hundred_items_are_ten_pages_and_every_answer_is_on_one() -> None:
    one = answers().items[0]
    given = answers(recipients__0__decided={"outcome": "share"}).model_copy(
        update={"items": tuple(one.model_copy(update={"id": f"i{n}"}) for n in range(100))}
    )
    places = [p for p in _deciding.places(given) if p.kind == "items"]

    assert [p.key for p in places[:2]] == ["items/r1", "items/r1/2"]
    assert len(places) == 100 // AT_ONCE
    assert [i.id for p in places for i in p.items(given)] == [i.id for i in given.items]
    path = "recipients.r1.items.i57.as_sent.rule"
    assert [p.part for p in places if p.holds(path, given)] == [6]
    assert _deciding.place(given, "items/r1/11") is None
    assert Place("decided", "r1").holds("recipients.r1.decided.outcome", given)


def test_a_page_shows_ten_and_what_is_left_open_is_decided_as_advised_by_one_press(
    open_as: OpenAs, demo: Database, amina: Actor, long_draft: service.Draft
) -> None:
    which, owner = long_draft.id, long_draft.answers.recipients[0].id
    app = open_as("demo-practitioner", DECIDE, draft=which, step=f"items/{owner}/2")
    assert "Items 11 to 12 of 12" in words(app)
    assert not [button for button in app.button if button.key == "as-advised"]

    app = open_as("demo-practitioner", DECIDE, draft=which, step=f"items/{owner}")
    assert "Items 1 to 10 of 12" in words(app)
    rules = [radio for radio in app.radio if str(radio.key).endswith(".as_sent.rule")]
    assert len(rules) == AT_ONCE
    assert [radio.value for radio in rules[3:]] == [None] * (AT_ONCE - 3)
    app.button(key="as-advised").click().run()

    cells = service.load_draft(demo, amina, which).answers.recipients[0].items
    held = [cells[i.id].as_sent for i in long_draft.answers.items[:AT_ONCE] if i.id in cells]
    assert [one.rule for one in held if one][:3] == ["withhold"] * 3  # what was decided stays
    assert len(held) > 3
    assert not set(cells) & {i.id for i in long_draft.answers.items[AT_ONCE:]}  # nobody read those


def test_sealing_leads_to_the_page_that_still_lacks_an_answer(
    open_as: OpenAs, long_draft: service.Draft
) -> None:
    app = open_as("demo-practitioner", "decisions/pages/seal.py", draft=long_draft.id)

    assert "Items 1 to 10 of 12" in words(app)
    assert "still needs an answer before the record can be sealed" in words(app)


def test_deciding_works_the_advice_out_once_and_again_when_an_answer_changes(
    open_as: OpenAs,
    demo: Database,
    amina: Actor,
    long_draft: service.Draft,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    assess = advice.assess_draft

    def counted(*args: Any, **named: Any) -> Assessed:
        asked.append("assessed")
        return assess(*args, **named)

    monkeypatch.setattr(advice, "assess_draft", counted)
    which, owner = long_draft.id, long_draft.answers.recipients[0].id
    app = open_as("demo-practitioner", DECIDE, draft=which, step=f"items/{owner}")
    app.button(key="as-advised").click().run()
    app.run()
    assert len(asked) == 1

    service.save_field(demo, amina, which, "telling.safe", "yes")
    app.run()
    assert len(asked) == 2
