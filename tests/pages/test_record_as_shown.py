"""A record says when its advice was shown, and what that advice told them to do."""

from datetime import datetime, timedelta

import pytest

from decisions import service as advice
from decisions.journey import service as drafts
from decisions.records import decision_document, examination
from decisions.records import service as records
from decisions.records.content import Content
from decisions.records.times import moments
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.identity import Actor
from tests.pages.conftest import OpenAs
from tests.pages.test_record_reading import tables
from tests.pages.test_review_page import RECORD, actor, seal, sealed, shown, started
from tests.unit.records.test_documents import words

NOON = clock.now().astimezone(clock.LONDON).replace(hour=12, minute=20, second=0, microsecond=0)


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> dict[str, datetime]:
    """The time that every reading of the clock gives; a test moves it."""
    told = {"now": NOON}
    monkeypatch.setattr(clock, "now", lambda: told["now"])
    return told


def read(demo: Database, who: Actor, draft: str) -> None:
    """The advice as it stands is shown."""
    found = advice.assess_draft(demo, who, draft, on=clock.today(), at=clock.now())
    advice.note_shown(demo, who, draft, found.assessment)


def content(demo: Database, who: Actor, record: str) -> Content:
    found = records.record(demo, who, record).content
    assert found is not None
    return found


def test_the_advice_was_shown_when_it_was_read_and_not_when_it_was_sealed(
    open_as: OpenAs, demo: Database, it_is: dict[str, datetime]
) -> None:
    who = actor(demo, "demo-practitioner")
    draft = started(demo, who)
    read(demo, who, draft)
    it_is["now"] = NOON + timedelta(minutes=3)
    record = seal(demo, who, draft)

    app = open_as(who.id, RECORD, record=record)
    made = content(demo, who, record)
    then, later = clock.show_instant(NOON), clock.show_instant(it_is["now"])

    assert {m.what: m.when for m in moments(made)}["When the advice was shown"] == then
    assert f"Shown on {then}" in tables(app) + shown(app)
    paper = words(decision_document.render(made, kid="k", demonstration=False))
    assert f"Shown on {then}" in paper
    assert f"Shown on {later}" not in paper
    said = [one.words for asked in examination.examination(made) for one in asked.said]
    assert any(one.startswith(then) for one in said)


def test_where_the_advice_changed_both_times_are_kept(
    demo: Database, it_is: dict[str, datetime]
) -> None:
    who = actor(demo, "demo-practitioner")
    draft = started(demo, who)
    read(demo, who, draft)
    it_is["now"] = NOON + timedelta(minutes=2)
    drafts.save_field(demo, who, draft, "telling.safe", "yes")
    read(demo, who, draft)
    it_is["now"] = NOON + timedelta(minutes=9)
    made = content(demo, who, seal(demo, who, draft))

    times = {one.what: one.when for one in moments(made)}
    assert times["When advice was first shown"] == clock.show_instant(NOON)
    decided_on = clock.show_instant(NOON + timedelta(minutes=2))
    assert times["When the advice decided on was shown"] == decided_on


def test_a_record_from_before_the_time_was_kept_reads_as_it_did(demo: Database) -> None:
    who = actor(demo, "demo-practitioner")
    made = content(demo, who, sealed(demo, who))
    bare = {"advice_first": None, "advice_shown": None}
    old = made.model_copy(update={"decision": made.decision.model_copy(update=bare)})

    times = {one.what: one.when for one in moments(old)}
    assert times["When the advice was shown"] == clock.show_instant(old.assessment.at)


def test_a_record_shows_the_steps_that_were_advised(open_as: OpenAs, demo: Database) -> None:
    who = actor(demo, "demo-practitioner")
    record = sealed(demo, who)
    advised = content(demo, who, record).assessment.recipients[0]

    app = open_as(who.id, RECORD, record=record)

    steps = (*advised.conditions, *advised.consult, *advised.next_steps, *advised.prompts)
    assert steps
    for one in steps:
        assert one.sentence in shown(app)
