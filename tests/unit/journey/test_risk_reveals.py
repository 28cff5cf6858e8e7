"""A question whose answer can lower the outcome is not revealed by an answer about risk.

Which questions a risk answer reveals is found by trying every one. More harm reveals nothing. A tick
that brings a child into play has to reveal two things, because the constraints ask for them: whether
an item helps to protect that child (K03), and, where nobody was in play, whose choice it is (K08).
For those it is proved over every case of casework there could be that no answer lowers the outcome
in serious harm. Where it is not known how serious the harm is, a child in play means timed advice,
whatever is answered; in lesser harm the item is weighed, for a child as for an adult.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import Any

import pytest
import z3

from decisions.journey.answers import Answers
from decisions.journey.choices_circumstances import Circumstance
from decisions.journey.relevance import owners, relevant, relevant_questions
from decisions.journey.steps import QUESTIONS
from decisions.policy.model import Answer
from decisions.policy.proof.check import Prover
from decisions.policy.proof.encoding import Encoding
from decisions.policy.subjects import subject_of
from tests.unit.journey.cases import ADULT, CHILD, answers, pack, with_mother
from tests.unit.journey.test_derive import WHO, facts_of

HARM = ("none_seen", "some", "significant", "immediate")
SERIOUS = ("significant", "immediate")
FAMILY = ("parent_carer", "family_friend")
BRINGS_A_CHILD = {
    "others_child",
    "sp_under13_sexual",
    "pd_fgm_5b",
    "pd_school_file_transfer",
    "pd_encompass_notify",
}
PERSON_QUESTIONS = {"competence", "free", "view", "reason_not_asked", "proxy", "safe", "whose"}
CASEWORK = ("protect", "statutory_enquiry", "crime")
"""What is not asked to protect anyone has its own way, as in invariant S7, and so has a letter."""


def asked(given: Answers) -> set[str]:
    kept = relevant(given)
    return {
        f"{step.key}.{one.name}"
        for step in QUESTIONS
        for owner in owners(kept, step.scope)
        for one in relevant_questions(step, owner, kept)
        if one.ask.facts
    }


@pytest.mark.parametrize("about", WHO, ids=lambda about: "-".join(about.values()))
@pytest.mark.parametrize("base", [CHILD, ADULT], ids=["child", "adult"])
def test_more_harm_reveals_no_question(base: dict[str, Any], about: dict[str, str]) -> None:
    for less, more in combinations(HARM, 2):
        low = asked(answers(with_mother(base), about=about, harm__seriousness=less))
        high = asked(answers(with_mother(base), about=about, harm__seriousness=more))
        assert high <= low, (less, more)


@pytest.mark.parametrize("about", WHO, ids=lambda about: "-".join(about.values()))
@pytest.mark.parametrize("base", [CHILD, ADULT], ids=["child", "adult"])
def test_a_tick_reveals_a_question_only_by_bringing_a_child_into_play(
    base: dict[str, Any], about: dict[str, str]
) -> None:
    without = asked(answers(with_mother(base), about=about, circumstances__ticked=["none"]))
    for line in Circumstance:
        ticked = answers(with_mother(base), about=about, circumstances__ticked=[line.value])
        revealed = asked(ticked) - without
        if about["who"] == "adult" and line in BRINGS_A_CHILD:
            assert revealed == {"use.protects_child"}, line
        elif about["who"] == "neither" and line in BRINGS_A_CHILD:
            assert {path.rpartition(".")[2] for path in revealed} <= PERSON_QUESTIONS, line
        else:
            assert not revealed, line


@cache
def side_by_side() -> tuple[Encoding, Encoding]:
    return Prover(pack()).pair


def fixed(encoding: Encoding, values: Mapping[str, Answer]) -> Iterator[z3.BoolRef]:
    """These facts, and no others, have these values."""
    for name, value in values.items():
        fact = pack().pack.facts[name]
        said = (
            {f"{fact.prefix}.{one}": "yes" if one in value else "no" for one in fact.values}
            if fact.kind == "set"
            else {name: value}
        )
        for variable, code in said.items():
            place = pack().index[variable]
            yield encoding.values[place][pack().variables[place].values.index(str(code))]


def among(encoding: Encoding, name: str, codes: tuple[str, ...]) -> z3.BoolRef:
    place = pack().index[name]
    values = pack().variables[place].values
    return z3.Or([encoding.values[place][values.index(code)] for code in codes])


def same_but(first: Encoding, second: Encoding, free: set[str]) -> Iterator[z3.BoolRef]:
    free |= {subject_of(name) for name in free}
    for place, variable in enumerate(pack().variables):
        if variable.fact is not None and not {variable.fact, variable.name} & free:
            pairs = zip(first.values[place], second.values[place], strict=True)
            yield z3.And([one == other for one, other in pairs])


def falls(first: Encoding, second: Encoding) -> z3.BoolRef:
    place, order = pack().index["outcome"], pack().pack.order.rank
    codes = pack().variables[place].values
    masks = [
        sum(1 << at for at, code in enumerate(codes) if order[code] == level)
        for level in sorted(set(order.values()))
    ]
    return z3.Or(
        [
            z3.And(first.possible(place, high), second.possible(place, low))
            for at, low in enumerate(masks)
            for high in masks[at + 1 :]
        ]
    )


def is_lowered(
    about: dict[str, str], harm: str, revealed: set[str], *, towards_family: bool = True
) -> bool:
    """Whether some answer revealed by "another child is at risk" gives less than without the tick."""
    given = {"about": {**about, "naming": "reference_only"}, "harm__seriousness": harm}
    before = facts_of(answers(**given, circumstances__ticked=["none"])).case
    after = facts_of(answers(**given, circumstances__ticked=["others_child"])).case
    people = pack().people
    moved = {n for n in before if before[n] != after.get(n) and n not in people}
    pinned = moved | {"harm_if_not_shared", "adult_position"}
    first, second = side_by_side()
    solver = first.solver
    solver.push()
    for encoding, values in ((first, before), (second, after)):
        solver.add(*fixed(encoding, {name: values[name] for name in pinned}))
        solver.add(among(encoding, "purpose", CASEWORK))
        solver.add(z3.Not(among(encoding, "trigger", ("routine_sending",))))
        if not towards_family:
            solver.add(z3.Not(among(encoding, "recipient_class", FAMILY)))
    solver.add(*same_but(first, second, pinned | revealed), falls(first, second))
    found = solver.check() == z3.sat
    solver.pop()
    return found


@pytest.mark.parametrize("harm", SERIOUS)
@pytest.mark.parametrize("position", ["at_risk_care_needs", "other_adult", "lacks_or_doubt"])
def test_whether_an_item_protects_the_child_never_lowers_the_outcome_in_serious_harm(
    position: str, harm: str
) -> None:
    about = {"who": "adult", "adult_position": position}

    assert not is_lowered(about, harm, {"item_protects_child"})


@pytest.mark.parametrize("harm", SERIOUS)
def test_whose_choice_it_is_never_lowers_the_outcome_in_serious_harm(harm: str) -> None:
    revealed = set(pack().people) - {"safe_to_tell"}  # which is asked of everybody

    assert not is_lowered({"who": "neither"}, harm, revealed, towards_family=False)
    assert is_lowered({"who": "neither"}, harm, revealed) is (harm == "significant")  # X78 holds it


def test_the_proof_can_fail() -> None:
    anything = set(pack().pack.facts) - {"purpose", "trigger"}

    assert is_lowered({"who": "adult", "adult_position": "other_adult"}, "significant", anything)
