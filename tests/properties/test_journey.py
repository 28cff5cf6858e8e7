"""Whatever is answered: facts the pack accepts, an assessment, and a route that holds still."""

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from decisions.journey.answers import Answers
from decisions.journey.choices_case import Trigger
from decisions.journey.derive import derive, switches_of
from decisions.journey.fields import Scope, Step, Widget, questions
from decisions.journey.reading import build
from decisions.journey.relevance import offered, owners, relevant
from decisions.journey.steps import QUESTIONS
from decisions.policy.evaluate import validate_facts
from decisions.policy.model import FACTS
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
        elif asked.ask.widget is Widget.PERSON:
            fields[asked.name] = st.sampled_from(["case_person", "p0", "p1"])
    return st.fixed_dictionaries({}, optional=fields)


def _holder(scope: Scope, name: str | None) -> st.SearchStrategy[dict[str, Any]]:
    steps = {step.key: _values(step) for step in QUESTIONS if step.scope is scope}
    fixed = {"id": st.just(name)} if name else {}
    return st.fixed_dictionaries(fixed, optional=steps)


@st.composite
def any_answers(draw: st.DrawFn) -> Answers:
    raw = draw(_holder(Scope.CASE, None))
    raw["depth"] = draw(st.sampled_from(["full", "phone", "quick", "check"]))
    raw["trigger"] = draw(st.sampled_from([trigger.value for trigger in Trigger]))
    raw["recipients"] = [
        draw(_holder(Scope.RECIPIENT, f"r{n}")) for n in range(draw(st.integers(0, 2)))
    ]
    raw["items"] = [draw(_holder(Scope.ITEM, f"i{n}")) for n in range(draw(st.integers(0, 2)))]
    raw["people"] = [draw(_holder(Scope.PERSON, f"p{n}")) for n in range(2)]
    return build(raw)


@FAST
@given(any_answers())
def test_facts_are_always_ones_the_pack_accepts_and_break_no_constraint(answers: Answers) -> None:
    facts = derive(relevant(answers), KNOWN.discloser, KNOWN.listed, switches_of(pack().pack, ON))

    validate_facts(pack(), FACTS.dump_python(facts))
    assert assessed(answers).evaluation.breached == ()


def _ticks(codes: list[str]) -> st.SearchStrategy[list[str]]:
    alone = [code for code in codes if code in ("none", "anonymous")]
    some = [code for code in codes if code not in alone]
    picked = st.lists(st.sampled_from(some), min_size=1, max_size=3, unique=True)
    return st.one_of(picked, *[st.just([code]) for code in alone])


WHATEVER: dict[Widget, st.SearchStrategy[Any]] = {
    Widget.AGENCY: st.sampled_from(["csc", "stranger", "not_listed"]),
    Widget.PERSON: st.sampled_from(["case_person", "p0", "p1"]),
    Widget.DATED: st.just({"state": "not_known"}),
    Widget.DATE: st.just("2020-02-29"),
}


def _every(step: type[Step]) -> st.SearchStrategy[dict[str, Any]]:
    """An answer to every question of a step, whether it is asked or not."""
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for asked in questions(step):
        codes = [option.value for option in asked.options if not option.is_retired]
        if asked.is_many:
            fields[asked.name] = _ticks(codes)
        elif codes and not asked.ask.is_retired:
            fields[asked.name] = st.sampled_from(codes)
        elif not codes:
            fields[asked.name] = WHATEVER.get(asked.ask.widget, st.just("words"))
    return st.fixed_dictionaries(fields)


@st.composite
def whole_answers(draw: st.DrawFn) -> Answers:
    def every(scope: Scope) -> dict[str, Any]:
        return {step.key: draw(_every(step)) for step in QUESTIONS if step.scope is scope}

    raw = every(Scope.CASE)
    raw["trigger"] = draw(st.sampled_from([trigger.value for trigger in Trigger]))
    depths = (
        ["full", "quick", "check"] if raw["trigger"] == "routine_sending" else ["full", "quick"]
    )
    raw["depth"] = draw(st.sampled_from(depths))
    for kind, most in ((Scope.RECIPIENT, 2), (Scope.ITEM, 2), (Scope.PERSON, 2)):
        least = 2 if kind is Scope.PERSON else 1
        raw[kind.value] = [
            {"id": f"{kind.value[0]}{n}", **every(kind)}
            for n in range(draw(st.integers(least, most)))
        ]
    answers = build(raw)
    assume(not any(_is_not_offered(answers, step) for step in QUESTIONS))
    return answers


def _is_not_offered(answers: Answers, step: type[Step]) -> bool:
    """Whether the step holds an answer that its page would not have shown."""
    return any(
        held not in offered(asked, owner, answers)
        for owner in owners(answers, step.scope)
        for asked in questions(step)
        if asked.options and not asked.is_many
        if (held := getattr(answers.step(step, owner), asked.name, None)) is not None
    )


@FAST
@given(whole_answers())
def test_whoever_answers_every_page_gets_an_answer_with_one_reason(answers: Answers) -> None:
    found = assessed(answers)

    assert found.journey.next is None, found.journey.next
    assert found.assessment.is_settled, found.evaluation.missing


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
