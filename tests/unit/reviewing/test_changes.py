"""What would change the advice: single changes, derived anew, at most three, towards sharing first."""

from dataclasses import replace

import pytest

from decisions.journey.answers import Answers
from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.reviewing.changes import MOST_TOLD, Change, Changer
from decisions.reviewing.known_then import known_then
from tests.unit.journey.cases import ADULT, CHILD, KNOWN, ON, answers, pack

NAMES = {"r1": "Children's services", "i1": "Bruise"}
ASKED_FIRST = {
    "harm__seriousness": "some",
    "views__view": "not_asked",
    "views__reason_not_asked": "none",
    "items__0__use__proportionate": "yes",
    "items__0__item__about": "protected_adult",
}


def changer(of: CompiledPack | None = None) -> Changer:
    return Changer(KNOWN, of or pack(), ON, NAMES)


def changes(given: Answers) -> dict[str, Change]:
    return {f"{one.fact}={one.value}": one for one in changer().changes(given)}


def test_an_adult_asked_first_may_agree_or_come_into_danger() -> None:
    found = changes(answers(ADULT, **ASKED_FIRST))

    assert next(iter(found)) == "harm_if_not_shared=immediate"
    agreed = found["view_on_sharing=agrees"]
    assert agreed.if_ == "if the person agrees"
    assert agreed.shifts[0].was.startswith("Ask first")
    assert agreed.shifts[0].would_be.startswith("Share with Children's services, as agreed")


def test_towards_more_urgent_sharing_comes_first_and_three_are_told_at_most() -> None:
    roll = pack().pack.order.roll
    given = answers(ADULT, **ASKED_FIRST)
    told = changer().changes(given)
    moves = []
    for one in told:
        base = changer().state(given).evaluation.outcomes[0]
        after = _after(given, one)
        moves.append(roll.index(base) - roll.index(after))

    assert len(told) == MOST_TOLD
    assert moves == sorted(moves, reverse=True)
    assert moves[0] > 0


def _after(given: Answers, one: Change) -> str:
    """The outcome with the changed answer typed in, as if the person had given it."""
    typed = {
        "harm_if_not_shared": {"harm__seriousness": one.value},
        "view_on_sharing": {"views__view": one.value, "views__reason_not_asked": None},
        "safe_to_tell": {"telling__safe": one.value},
        "recipient_conflict": {"recipients__0__link__conflict": one.value},
    }[one.fact]
    if typed.get("telling__safe") == "no":
        typed["telling__unsafe"] = ["harm_to_person"]
    found = changer().state(answers(ADULT, **{**ASKED_FIRST, **typed})).evaluation.outcomes[0]
    assert found is not None
    return found


@pytest.mark.parametrize("base", [CHILD, ADULT])
def test_only_what_the_pack_names_may_change_and_something_always_differs(base: dict) -> None:
    facts = pack().pack.facts
    for one in changer().changes(answers(base)):
        assert one.if_ == facts[one.fact].could_change[one.value]
        assert all(shift.was != shift.would_be for shift in one.shifts)
        assert one.shifts


def test_a_pack_that_names_nothing_changes_nothing() -> None:
    bare = {
        name: fact.model_copy(update={"could_change": {}})
        for name, fact in pack().pack.facts.items()
    }

    assert changer(compile_pack(replace(pack().pack, facts=bare))).changes(answers(CHILD)) == ()


def test_relevance_holds_after_a_change() -> None:
    """Agreeing takes the reason for not asking out of the facts, as it does on the pages."""
    given = answers(ADULT, **ASKED_FIRST)
    before = changer().state(given).facts.case
    asked = answers(ADULT, **{**ASKED_FIRST, "views__view": "agrees"})
    after = changer().state(asked).facts.case

    assert before["reason_not_asked"] == "none"
    assert after["reason_not_asked"] == "not_applicable"


def test_what_the_register_said_is_read_back_from_the_facts() -> None:
    facts = changer().state(answers(CHILD)).facts
    then = Changer(known_then(answers(CHILD), facts), pack(), ON, NAMES)

    assert then.state(answers(CHILD)).facts == facts


def test_a_pack_may_only_name_values_a_fact_has() -> None:
    for name, fact in pack().pack.facts.items():
        assert set(fact.could_change) <= set(fact.values), name
        assert fact.ask == "ask" or not fact.could_change
