"""The time of a decision as it was told, apart from the time it was written down."""

from datetime import timedelta
from typing import Any

import pytest

from decisions.decision import Decision
from decisions.journey import decide
from decisions.journey.answers import Answers
from decisions.journey.when_decided import was_before
from decisions.records.times import Moment, moments
from isa.platform.clock import LONDON
from isa.platform.identity import Role
from tests.conftest import an_actor
from tests.unit.journey.cases import AT, assessed
from tests.unit.journey.test_decide import DECIDED, faults_of, whole
from tests.unit.records.test_documents import CONTENT

EXACT = {"state": "exact", "on": "2026-11-20", "at": "18:05:00"}
GONE = {**DECIDED, "gone": "earlier"}
SENT = {"recipients__0__decided": {**GONE, "sent": {**EXACT, "at": "18:30:00"}}}


def told(after: dict[str, Any] | None = None, **changes: Any) -> Answers:
    """The decision with what is said of its time."""
    said = {"telling_by": "me", "telling_when": "Today", **(after or {})}
    return whole(**{"after": said, **changes})


def decision(given: Answers) -> Decision:
    return decide.to_decision(
        given,
        assessed(given).assessment,
        an_actor(Role.PRACTITIONER),
        agency_name="Exampleshire Primary",
        role="Teacher",
        at=AT,
    )


def in_the_record(made: Decision) -> Moment:
    """The line that a record shows for when it was decided."""
    told = made.model_dump(include={"decided_at", "decided_words", "entered_at"})
    content = CONTENT.model_copy(update={"decision": CONTENT.decision.model_copy(update=told)})
    return next(one for one in moments(content) if one.what == "When it was decided")


def test_days_are_counted_to_a_decision_only_where_its_time_is_known() -> None:
    known = {"story": {"known": {"state": "exact", "on": "2026-11-18"}}}
    for words, counted in (("", True), ("About Friday evening", False)):
        decision = CONTENT.decision.model_copy(update={"decided_words": words})
        found = moments(CONTENT.model_copy(update={"decision": decision, "answers": known}))
        assert any("before it was decided" in one.note for one in found) is counted


def test_nothing_is_asked_while_nothing_went_out_and_the_entry_is_the_decision() -> None:
    given = told({"decided": EXACT})

    assert not was_before(given)
    assert faults_of(given) == {}
    assert decision(given).decided_at == decision(given).entered_at == AT


@pytest.mark.parametrize(
    "changes", [SENT, {"trigger": "already_shared_record_it"}], ids=["sent", "rang"]
)
def test_what_went_out_already_was_decided_before_and_the_time_is_asked(
    changes: dict[str, Any],
) -> None:
    assert "after.decided" in faults_of(told(**changes))

    made = decision(told({"decided": EXACT}, **changes))
    assert faults_of(told({"decided": EXACT}, **changes)) == {}
    assert made.decided_at.astimezone(LONDON).isoformat() == "2026-11-20T18:05:00+00:00"
    assert made.entered_at == AT


def test_a_time_that_is_not_known_is_sealed_in_words_and_never_as_the_time_of_the_entry() -> None:
    rang = {"trigger": "already_shared_record_it"}
    about = decision(told({"decided": {"state": "about", "words": "Friday evening"}}, **rang))
    unknown = decision(told({"decided": {"state": "not_known"}}, **rang))

    assert about.decided_words == "About Friday evening"
    assert unknown.decided_words == "Not known"
    assert in_the_record(about).when == "About Friday evening"


@pytest.mark.parametrize(
    ("decided", "sentence"),
    [
        ({"state": "exact", "on": "2026-11-20"}, "the date and the time you decided"),
        ({**EXACT, "on": "2026-11-21", "at": "23:59:00"}, "must be now or earlier"),
        ({**EXACT, "at": "18:31:00"}, "It was sent before this"),
    ],
    ids=["no_time", "to_come", "after_it_was_sent"],
)
def test_a_time_that_cannot_be_is_told_back(decided: dict[str, Any], sentence: str) -> None:
    assert sentence in faults_of(told({"decided": decided}, **SENT))["after.decided"]


def test_an_entry_days_after_the_decision_says_that_it_is_late() -> None:
    made = decision(told({"decided": EXACT}, **SENT))

    assert not in_the_record(made).is_late
    assert in_the_record(made.model_copy(update={"entered_at": AT + timedelta(days=5)})).is_late
