"""Whatever is answered: facts the pack accepts, an assessment, and a route that holds still."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decisions.journey.answers import Answers, build
from decisions.journey.derive import derive, switches_of
from decisions.journey.fields import Scope, Step, Widget, questions
from decisions.journey.relevance import relevant
from decisions.journey.steps import QUESTIONS
from decisions.policy.evaluate import validate_facts
from tests.unit.journey.cases import KNOWN, ON, assessed, pack

FAST = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


def _values(step: type[Step]) -> st.SearchStrategy[dict[str, Any]]:
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for asked in questions(step):
        codes = [option.value for option in asked.options]
        if asked.is_many:
            fields[asked.name] = st.lists(
                st.sampled_from(codes), min_size=1, max_size=4, unique=True
            )
        elif codes:
            fields[asked.name] = st.sampled_from(codes)
        elif asked.ask.widget is Widget.AGENCY:
            fields[asked.name] = st.sampled_from(["csc", "stranger", "gone", "not_listed"])
    return st.fixed_dictionaries({}, optional=fields)


def _holder(scope: Scope, name: str | None) -> st.SearchStrategy[dict[str, Any]]:
    steps = {step.key: _values(step) for step in QUESTIONS if step.scope is scope}
    fixed = {"id": st.just(name)} if name else {}
    return st.fixed_dictionaries(fixed, optional=steps)


@st.composite
def any_answers(draw: st.DrawFn) -> Answers:
    raw = draw(_holder(Scope.CASE, None))
    raw["depth"] = draw(st.sampled_from(["full", "phone"]))
    raw["recipients"] = [
        draw(_holder(Scope.RECIPIENT, f"r{n}")) for n in range(draw(st.integers(0, 2)))
    ]
    raw["items"] = [draw(_holder(Scope.ITEM, f"i{n}")) for n in range(draw(st.integers(0, 2)))]
    return build(raw)


@FAST
@given(any_answers())
def test_facts_are_always_ones_the_pack_accepts_and_break_no_constraint(answers: Answers) -> None:
    facts = derive(relevant(answers), KNOWN.discloser, KNOWN.listed, switches_of(pack().pack, ON))

    validate_facts(pack(), facts.model_dump())
    assert assessed(answers).evaluation.breached == ()


@FAST
@given(any_answers())
def test_relevance_is_settled_after_one_pass(answers: Answers) -> None:
    once = relevant(answers)

    assert relevant(once) == once


@FAST
@given(any_answers())
def test_there_is_always_an_assessment_and_it_never_leads_to_the_family_unsafely(
    answers: Answers,
) -> None:
    found = assessed(answers)

    said = found.answers.harm
    if said and said.seriousness == "immediate":
        assert found.assessment.act_now is not None
    if not found.assessment.telling.is_contact_safe:
        codes = [s.code for one in found.assessment.recipients for s in one.next_steps]
        assert not [code for code in codes if code.startswith("family_")]
    if found.answers.telling is None or found.answers.telling.safe != "yes":
        assert not found.assessment.telling.is_contact_safe


@FAST
@given(any_answers())
def test_what_counts_is_the_same_when_it_is_sifted_again(answers: Answers) -> None:
    first = assessed(answers)
    again = assessed(first.answers)

    assert again.assessment == first.assessment
    assert [stop.key for stop in again.journey.stops] == [s.key for s in first.journey.stops]
