"""Not knowing is an answer to every question that offers it, and it always leads somewhere."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from decisions.assessing import Assessed
from decisions.journey.fields import Question, Scope, questions
from decisions.journey.steps import QUESTIONS
from tests.unit.journey.cases import ADULT, CHILD, answers, assessed, with_mother

BOTH: dict[str, Any] = {
    **CHILD,
    "about": {
        "who": "both",
        "child_stage": "child",
        "adult_position": "at_risk_care_needs",
        "naming": "reference_only",
    },
    "choice": {"competence": "lacks", "free": "free", "best_interests": "not_done"},
    "items": [
        {**CHILD["items"][0], "use": {**CHILD["items"][0]["use"], "protects_child": "yes"}},
    ],
}
CASES = {"child": CHILD, "adult": ADULT, "both": BOTH}
LEADS = ("advice_deadline_and_default", "apply_default_at_deadline")


def offers() -> Iterator[tuple[Question, str]]:
    """Each question that offers "I do not know", with the code of that answer."""
    for step in QUESTIONS:
        for asked in questions(step):
            for option in asked.options:
                if option.text.startswith("I do not know") or option.value == "not_known":
                    yield asked, option.value


def said(base: dict[str, Any], asked: Question, code: str) -> dict[str, Any]:
    raw = with_mother(base) if asked.step.scope is Scope.PERSON else copy.deepcopy(base)
    holder = raw
    if asked.step.scope is not Scope.CASE:
        holder = raw[asked.step.scope.value][0]
    holder.setdefault(asked.step.key, {})[asked.name] = [code] if asked.is_many else code
    return raw


def is_led_somewhere(found: Assessed) -> bool:
    """An outcome; and where that is to seek advice, from whom, by when, and what holds meanwhile."""
    one = found.assessment.recipients[0]
    if not one.outcome:
        return bool(found.assessment.missing) and any(not s.is_done for s in found.journey.stops)
    if one.outcome != "seek_advice":
        return True
    steps = (*one.consult, *one.next_steps)
    has_deadline = any(step.code in LEADS and step.due for step in steps)
    return has_deadline and any(step.code.startswith("default_") for step in steps)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    ("asked", "code"), list(offers()), ids=lambda one: getattr(one, "name", str(one))
)
def test_not_knowing_one_thing_leads_somewhere(case: str, asked: Question, code: str) -> None:
    found = assessed(answers(said(CASES[case], asked, code)))

    assert is_led_somewhere(found), found.assessment.recipients[0].next_steps


@pytest.mark.parametrize("case", CASES)
def test_the_cases_are_whole_before_anything_is_not_known(case: str) -> None:
    assert assessed(answers(CASES[case])).assessment.recipients[0].outcome


@pytest.mark.parametrize("case", CASES)
def test_knowing_nothing_leads_somewhere(case: str) -> None:
    raw = CASES[case]
    for asked, code in offers():
        raw = said(raw, asked, code)

    assert is_led_somewhere(assessed(answers(raw)))
