"""Quick asks less than Full and says the same; how many pages each takes."""

from statistics import median
from typing import Any

import pytest

from decisions.assessing import Assessed
from decisions.assessment import Assessment
from decisions.journey.choices_case import Depth
from decisions.journey.plan import PLANS
from decisions.journey.steps import QUESTIONS
from tests.unit.journey.cases import ADULT, CHILD, answers, assessed, with_mother

SERIOUSNESS = ["immediate", "significant", "some", "none_seen", "not_known"]
VIEWS = ["agrees", "refuses", "not_asked", "cannot_be_asked"]
RECIPIENTS = [
    {"agency_id": "csc", "verified": "known_route"},
    {
        "agency_id": "not_listed",
        "name": "the landlord",
        "recipient_class": "private_business",
        "verified": "not_verified",
        "channel": "yes",
    },
]
CASES = [
    (base, seriousness, view, recipient)
    for base in (CHILD, ADULT)
    for seriousness in SERIOUSNESS
    for view in VIEWS
    for recipient in RECIPIENTS
]


def _walk(depth: Depth, case: tuple[dict[str, Any], str, str, dict[str, Any]]) -> Assessed:
    base, seriousness, view, recipient = case
    views = {"view": view, "proxy": "not_asked", "reason_not_asked": "none"}
    given = answers(
        base, harm__seriousness=seriousness, views=views, recipients__0__recipient=recipient
    )
    return assessed(given.model_copy(update={"depth": depth}))


def _told(found: Assessment) -> tuple[object, ...]:
    return (
        found.act_now and found.act_now.code,
        [(one.outcome, [item.rule for item in one.items]) for one in found.recipients],
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[1]}-{case[2]}")
def test_quick_says_what_full_says_with_fewer_pages(case: Any) -> None:
    quick, full = _walk(Depth.QUICK, case), _walk(Depth.FULL, case)

    assert quick.journey.next is None
    assert quick.assessment.is_settled
    assert _told(quick.assessment) == _told(full.assessment)
    assert len(quick.journey.stops) < len(full.journey.stops) <= 16


def test_quick_takes_nine_pages_in_the_middle_and_thirteen_at_most() -> None:
    pages = [len(_walk(Depth.QUICK, case).journey.stops) for case in CASES]

    assert median(pages) <= 9
    assert max(pages) <= 13


def test_full_keeps_to_sixteen_pages_with_their_details_and_somebody_elses_choice() -> None:
    for seriousness in SERIOUSNESS:
        given = answers(
            with_mother(ADULT, view="not_asked", reason_not_asked="none"),
            harm__seriousness=seriousness,
            about__naming="details",
        )
        assert len(assessed(given).journey.stops) <= 16


def test_going_deeper_keeps_every_answer_and_asks_only_for_what_was_left_out() -> None:
    quick = answers(depth="quick", more=None, enquiries={"time": "today"})
    full = assessed(quick.model_copy(update={"depth": Depth.FULL}))

    assert assessed(quick).journey.next is None
    left = [key for stop in full.journey.stops if not stop.is_done for key in stop.keys]
    assert left == ["more", "enquiries"]


def test_every_question_has_a_page_on_the_full_path_and_each_page_one_place() -> None:
    every = {step.key for step in QUESTIONS}
    for depth, plan in PLANS.items():
        keys = [key for _, pages in plan for page in pages for key in page]
        assert len(keys) == len(set(keys)), depth
        assert set(keys) <= every
    some = {
        key
        for depth in (Depth.FULL, Depth.CHECK)
        for _, pages in PLANS[depth]
        for page in pages
        for key in page
    }
    assert some == every
