"""Who is in play, whatever was said and ticked: a child is not lost, and nobody is made an adult."""

from typing import Any

import pytest

from decisions.journey.choices_case import AdultPosition, ChildStage
from decisions.policy.model import Answer
from tests.unit.journey.cases import ADULT, answers
from tests.unit.journey.test_derive import facts_of

ABOUT_A_CHILD = ("sp_under13_sexual", "pd_fgm_5b", "pd_school_file_transfer", "pd_encompass_notify")
AN_ADULT = {"who": "adult", "adult_position": "other_adult"}


def who_of(about: dict[str, Any], *ticked: str, **changes: Any) -> tuple[Answer | None, ...]:
    lines = list(ticked) or ["none"]
    case = facts_of(answers(ADULT, about=about, circumstances={"ticked": lines}, **changes)).case
    return case.get("child_in_play"), case.get("adult_position")


@pytest.mark.parametrize(
    ("about", "child", "adult"),
    [
        ({"who": "adult", "adult_position": "other_adult"}, "none", "other_adult"),
        ({"who": "child", "child_stage": "unborn"}, "unborn", "none"),
        (
            {"who": "both", "child_stage": "child", "adult_position": "not_known"},
            "child",
            "not_known",
        ),
        ({"who": "neither"}, "none", "none"),
        ({"who": "not_known"}, "not_known", "not_known"),
        ({"who": "child"}, None, "none"),
        ({"who": "adult"}, "none", None),
        ({"who": "both"}, None, None),
        ({}, None, None),
    ],
)
def test_who_may_come_to_harm_says_who_is_in_play(
    about: dict[str, str], child: str | None, adult: str | None
) -> None:
    assert who_of(about) == (child, adult)


@pytest.mark.parametrize("stage", list(ChildStage))
def test_a_child_is_as_old_as_was_said(stage: ChildStage) -> None:
    assert who_of({"who": "child", "child_stage": stage.value}) == (stage.value, "none")


@pytest.mark.parametrize("position", list(AdultPosition))
def test_an_adult_is_in_the_position_that_was_said(position: AdultPosition) -> None:
    assert who_of({"who": "adult", "adult_position": position.value}) == ("none", position.value)


@pytest.mark.parametrize("line", ABOUT_A_CHILD)
@pytest.mark.parametrize("about", [AN_ADULT, {"who": "not_known"}, {}], ids=["adult", "?", "open"])
def test_a_line_that_is_about_a_child_puts_a_child_in_play(
    about: dict[str, str], line: str
) -> None:
    assert who_of(about, line)[0] == "child"


@pytest.mark.parametrize("line", ABOUT_A_CHILD)
def test_a_disputed_age_stays_disputed(line: str) -> None:
    assert who_of({"who": "child", "child_stage": "age_disputed"}, line)[0] == "age_disputed"


@pytest.mark.parametrize(
    ("about", "child"),
    [
        (AN_ADULT, "child"),
        ({}, "child"),
        ({"who": "not_known"}, "not_known"),
        ({"who": "child", "child_stage": "unborn"}, "unborn"),
    ],
)
def test_another_child_at_risk_is_a_child_in_play_where_none_is_known_of(
    about: dict[str, str], child: str
) -> None:
    assert who_of(about, "others_child")[0] == child
