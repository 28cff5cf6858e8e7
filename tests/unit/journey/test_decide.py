"""The decision beside the advice: anything may be decided, with reasons where it matters."""

from typing import Any

from decisions.journey import decide
from decisions.journey.choices_decided import Outcome
from decisions.journey.fields import question
from decisions.journey.relevance import offered
from decisions.journey.steps_decide import After, Decided
from isa.platform.identity import Role
from tests.conftest import an_actor
from tests.unit.journey.cases import AT, answers, assessed

DECIDED: dict[str, Any] = {
    "outcome": "share",
    "reasons": "Two accounts differ.",
    "weighed_against": "The mother may be upset.",
    "method": "phone_callback",
    "sent_to": "Duty desk",
    "verified_how": "Rang the number held here",
    "gone": "not_yet",
}
MESSAGE = {"reason": "A bruise, and two accounts that differ."}


def whole(**changes: Any):
    given = {
        "recipients__0__decided": DECIDED,
        "recipients__0__message": MESSAGE,
        "recipients__0__items": {"i1": {"as_sent": {"rule": "share"}}},
        "after": {"telling_by": "me", "telling_when": "Today, after the call"},
    }
    return answers(**{**given, **changes})


def faults_of(given) -> dict[str, str]:
    return decide.faults(given, assessed(given).assessment, at=AT)


def test_a_whole_decision_lacks_nothing() -> None:
    assert faults_of(whole()) == {}


def test_nothing_is_decided_until_somebody_decides() -> None:
    found = faults_of(answers())

    assert found["recipients.r1.decided.outcome"] == "Select what you have decided"
    assert "recipients.r1.decided.reasons" in found


def test_a_decision_that_differs_needs_what_makes_this_case_different() -> None:
    given = whole(recipients__0__decided={**DECIDED, "outcome": "do_not_share"})
    found = faults_of(given)

    assert "recipients.r1.decided.differs_because" in found
    assert "after.review_on" in found


def test_a_decision_as_advised_is_not_asked_why_it_differs() -> None:
    given = whole()
    names = [q.name for q in decide.asked(Decided, "r1", given, assessed(given).assessment)]

    assert "differs_because" not in names


def test_every_decision_not_to_share_needs_a_date_to_look_again() -> None:
    for outcome in Outcome:
        given = whole(
            recipients__0__decided={**DECIDED, "outcome": outcome.value, "differs_because": "x"}
        )
        is_share = outcome in (Outcome.SHARE, Outcome.SHARE_SOME)
        assert ("after.review_on" in faults_of(given)) is not is_share


def test_a_review_date_in_the_past_is_refused() -> None:
    assert "after.review_on" in faults_of(
        whole(after={"telling_by": "me", "telling_when": "x", "review_on": "2026-11-20"})
    )


def test_what_goes_out_reduced_needs_the_words_that_are_sent() -> None:
    found = faults_of(whole(recipients__0__items={"i1": {"as_sent": {"rule": "redact"}}}))

    assert found["recipients.r1.items.i1.as_sent.wording"] == "Enter the words that will be sent"


def test_who_tells_the_person_is_not_asked_where_telling_is_unsafe() -> None:
    given = whole(telling__safe="no", after=None)
    names = [q.name for q in decide.asked(After, None, given, assessed(given).assessment)]

    assert names == ["review_on"]
    assert "after.telling_by" not in faults_of(given)


def test_the_sealed_decision_sends_the_item_as_written_or_the_words_written_for_it() -> None:
    given = whole()
    made = decide.to_decision(
        given,
        assessed(given).assessment,
        an_actor(Role.PRACTITIONER),
        agency_name="Exampleshire Primary",
        role="practitioner",
        at=AT,
    )

    assert made.recipients[0].items[0].wording == "A bruise on the arm."
    assert made.happened == "Not known"
    assert made.known == "20 November 2026"
    assert made.telling_by == "I will"


def test_why_it_would_differ_is_not_kept_once_it_is_decided_as_advised() -> None:
    given = whole(recipients__0__decided={**DECIDED, "differs_because": "Written before."})
    made = decide.to_decision(
        given,
        assessed(given).assessment,
        an_actor(Role.PRACTITIONER),
        agency_name="",
        role="practitioner",
        at=AT,
    )

    assert made.recipients[0].differs_because == ""


def test_a_decision_not_to_share_sends_no_words_of_any_item() -> None:
    given = whole(
        recipients__0__decided={**DECIDED, "outcome": "do_not_share", "differs_because": "x"}
    )
    made = decide.to_decision(
        given,
        assessed(given).assessment,
        an_actor(Role.PRACTITIONER),
        agency_name="",
        role="practitioner",
        at=AT,
    )

    assert made.recipients[0].differs_because == "x"
    assert [(i.rule, i.wording) for i in made.recipients[0].items] == [("withhold", "")]
    assert made.recipients[0].method == "not_sent"


def test_whoever_decided_to_share_is_not_offered_to_send_nothing() -> None:
    given = whole()
    asked = question(Decided, "method")

    codes = [one.value for one in offered(asked, given.recipients[0].id, given)]

    assert "phone_callback" in codes
    assert "not_sent" not in codes


def test_an_unsafe_telling_never_reaches_the_record_as_a_plan_to_tell() -> None:
    given = whole(telling__safe="no")
    made = decide.to_decision(
        given,
        assessed(given).assessment,
        an_actor(Role.PRACTITIONER),
        agency_name="",
        role="practitioner",
        at=AT,
    )

    assert made.telling_by == decide.NOT_ASKED
    assert made.telling_when == ""
