"""Share, and every item left out: not sealable, except for danger and where that is the advice."""

from typing import Any

from decisions.assessment import Assessment
from decisions.journey import nothing_sent
from decisions.journey.answers import Answers
from tests.unit.journey.cases import ADULT, CHILD, answers, assessed

PATH = "recipients.r1.items.i1.as_sent.rule"


def decided(base: dict[str, Any], outcome: str, rule: str | None) -> Answers:
    return answers(
        base,
        harm={"seriousness": "some"},
        recipients__0__decided={"outcome": outcome},
        recipients__0__items={"i1": {"as_sent": {"rule": rule}}} if rule else {},
    )


def found(base: dict[str, Any], outcome: str, rule: str | None, **change: Any) -> dict[str, str]:
    given = decided(base, outcome, rule)
    advice: Assessment = assessed(given).assessment.model_copy(update=change)
    return nothing_sent.faults(given, advice)


def test_sharing_nothing_is_no_sharing() -> None:
    for outcome in ("share", "share_some"):
        assert list(found(ADULT, outcome, "withhold", act_now=None)) == [PATH], outcome


def test_a_decision_that_sends_something_or_is_not_to_share_is_left_alone() -> None:
    assert found(ADULT, "share_some", "facts_only", act_now=None) == {}
    assert found(ADULT, "share_some", None, act_now=None) == {}
    assert found(ADULT, "do_not_share", "withhold", act_now=None) == {}


def test_a_warning_alone_may_go_where_danger_waits_for_nothing() -> None:
    now = assessed(answers(CHILD, harm={"seriousness": "immediate"})).assessment.act_now
    assert now is not None
    given = decided(ADULT, "share_some", "withhold")
    advice = assessed(given).assessment
    (one,) = advice.recipients
    for outcome, wrong in (
        ("seek_advice", []),
        ("verify_first", []),
        ("do_not_share", [PATH]),
        ("route_elsewhere", [PATH]),  # the press, or a neighbour who asks
    ):
        told = one.model_copy(update={"outcome": outcome})
        whole = advice.model_copy(update={"recipients": (told,), "act_now": now})
        assert list(nothing_sent.faults(given, whole)) == wrong, outcome


def test_who_follows_the_advice_to_share_and_keep_every_item_back_may_seal_it() -> None:
    given = decided(ADULT, "share_some", "withhold")
    advice = assessed(given).assessment
    (one,) = advice.recipients
    items = tuple(item.model_copy(update={"rule": "withhold"}) for item in one.items)
    for outcome, wrong in (("share_without_agreement", []), ("do_not_share", [PATH])):
        told = one.model_copy(update={"outcome": outcome, "items": items})
        whole = advice.model_copy(update={"recipients": (told,), "act_now": None})
        assert list(nothing_sent.faults(given, whole)) == wrong
