"""Graver harm takes no protection away: what was said of safety before still counts.

A page that graver harm makes needless is not asked any more. Each case here was answered whole in the
lesser harm; then only the harm is changed, as a practitioner does who hears worse on the phone.
"""

from itertools import combinations, product
from typing import Any

import pytest

from decisions.assessing import Assessed
from decisions.journey.choices_circumstances import Circumstance
from decisions.journey.choices_consent import SafeToTell
from decisions.journey.steps import QUESTIONS
from tests.unit.journey.cases import ADULT, CHILD, answers, assessed

HARM = ("none_seen", "some", "significant", "immediate")
FEARED = [Circumstance.HBA_FM.value, Circumstance.FGM_KNOWN.value]
ABOUT_TELLING = ("circumstances", "telling", "choice", "views")
QUIET = {"no_contact_no_letters_check_portals", "neutral_titles"}
CASES = [
    case
    for case in product(("child", "adult"), ("quick", "full"), SafeToTell, ("none", "feared"))
    if case[0] == "child"
    or case[2] is not SafeToTell.ONE_PARENT  # an adult's page has no such answer
]


def found(base: str, depth: str, safe: SafeToTell, ticked: str, harm: str) -> Assessed:
    telling: dict[str, Any] = {"safe": safe.value}
    if safe is SafeToTell.NO:
        telling["unsafe"] = ["harm_to_person"]
    return assessed(
        answers(
            {"child": CHILD, "adult": ADULT}[base],
            depth=depth,
            telling=telling,
            circumstances__ticked=["none"] if ticked == "none" else FEARED[: 1 + (base == "child")],
            harm__seriousness=harm,
        )
    )


def steps_to_take(one: Assessed) -> set[str]:
    advice = one.assessment.recipients[0]
    return {step.code for step in (*advice.conditions, *advice.next_steps)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(map(str, case)))
def test_more_harm_never_takes_a_protection_away(case: tuple[Any, ...]) -> None:
    by_harm = {harm: found(*case, harm) for harm in HARM}
    for less, more in combinations(HARM, 2):
        low, high = by_harm[less], by_harm[more]
        assert low.assessment.telling.is_contact_safe or not high.assessment.telling.is_contact_safe
        assert steps_to_take(low) & QUIET <= steps_to_take(high), (less, more)
        for key in ABOUT_TELLING:
            if getattr(low.answers, key) is not None:
                assert getattr(high.answers, key) is not None, (key, less, more)


def test_what_was_said_before_the_danger_is_still_there_and_can_be_changed() -> None:
    one = found("child", "quick", SafeToTell.NO, "feared", "immediate")

    assert one.answers.circumstances
    assert set(one.answers.circumstances.ticked or ()) == set(FEARED)
    assert one.answers.telling
    assert one.answers.telling.safe is SafeToTell.NO
    assert steps_to_take(one) >= QUIET
    assert "not settled by what" not in one.assessment.telling.sentence
    assert one.journey.next is None
    for key in ("circumstances", "telling"):
        assert key not in {name for stop in one.journey.stops for name in stop.keys}
        assert one.journey.stop(key) is not None
        assert one.journey.can_visit(key)


def test_nothing_is_asked_again_that_the_danger_made_needless() -> None:
    """Only what was answered is kept: an empty page never comes back."""
    one = assessed(answers(depth="quick", harm__seriousness="immediate", telling=None, views=None))

    kept = {stop.step.key for stop in one.journey.kept}
    assert not {"telling", "views"} & kept
    assert kept <= {step.key for step in QUESTIONS}
