"""What holds whatever is answered, in whatever order, and however contradictory it is."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policy_by_hand import ENGLAND, complete_cases, nested, shaken

from decisions.policy.compiled import CompiledPack, compile_pack
from decisions.policy.evaluate import evaluate, validate_facts, walk_on
from decisions.policy.facts import WRITTEN_WITH
from decisions.policy.model import FACTS, Evaluation, Facts, Finding
from decisions.policy.pack import load_pack
from decisions.policy.subjects import WHOSE

DAY = date(2026, 11, 21)
PACK = compile_pack(load_pack(ENGLAND))
CASES = complete_cases()
SHARES = {code for code, rank in PACK.pack.order.rank.items() if rank == 2}
DANGER = {"act_now", *(table.name for table in PACK.tables if table.is_as_answered)}
fast = settings(max_examples=30, derandomize=True, deadline=None)


@st.composite
def coherent(draw: st.DrawFn) -> dict:
    """A complete case that keeps every constraint."""
    chance = random.Random(draw(st.integers(0, 10_000)))  # noqa: S311
    return shaken(PACK.pack, draw(st.sampled_from(CASES)), chance, chance.randrange(6))


def answer(name: str) -> st.SearchStrategy:
    fact = PACK.pack.facts[name.removeprefix("subject.")]
    if fact.kind == "set":
        return st.lists(st.sampled_from(fact.values), unique=True).map(tuple)
    return st.sampled_from(fact.values)


def answers(level: str) -> st.SearchStrategy[dict]:
    names = [name for name, fact in PACK.pack.facts.items() if fact.level in WRITTEN_WITH[level]]
    drawn = st.fixed_dictionaries({}, optional={name: answer(name) for name in names})
    return drawn.map(one_person) if level == "item" else drawn


def one_person(item: dict) -> dict:
    """An item about the case's person has no views of its own."""
    own = PACK.people if item.get("whose") == "case_person" else ()
    return {name: value for name, value in item.items() if name not in own}


anything = st.builds(
    Facts,
    case=answers("case"),
    recipients=st.lists(answers("recipient"), max_size=2).map(tuple),
    items=st.lists(answers("item"), max_size=3).map(tuple),
)


def downstream_of_danger(pack: CompiledPack) -> set[str]:
    """Tables that read, at any remove, what is read as answered: those may change with an answer."""
    found = set(DANGER)
    for table in pack.tables:
        names = {pack.variables[place].name for place in table.reads}
        if names & found:
            found.add(table.name)
    return found


WAITS = downstream_of_danger(PACK)


def findings(evaluation: Evaluation) -> dict[str, Finding]:
    return evaluation.case | evaluation.recipients[0] | evaluation.cells[0][0]


@fast
@given(coherent(), st.randoms(use_true_random=False))
def test_answering_more_never_brings_back_what_was_ruled_out(
    case: dict, chance: random.Random
) -> None:
    names = sorted(case)
    chance.shuffle(names)
    fewer, more = sorted((chance.randrange(len(names) + 1), chance.randrange(len(names) + 1)))

    before = evaluate(PACK, nested(PACK.pack, {n: case[n] for n in names[:fewer]}), on=DAY)
    after = evaluate(PACK, nested(PACK.pack, {n: case[n] for n in names[:more]}), on=DAY)

    for name, finding in findings(after).items():
        if name not in WAITS:
            assert set(finding.possible) <= set(findings(before)[name].possible), name
            assert set(findings(before)[name].certain) <= set(finding.certain), name
    if before.outcomes[0] is not None:
        assert after.outcomes == before.outcomes
    assert after.act_now in {before.act_now, *before.act_now_may_become}


@fast
@given(coherent())
def test_answering_what_is_missing_settles_the_outcome(case: dict) -> None:
    known: dict = {}
    rounds = 0
    while missing := evaluate(PACK, nested(PACK.pack, known), on=DAY).missing:
        asked = {asked_as(path) for path in missing}
        assert not asked & set(known), "it asks what was answered"
        known |= {name: case[name] for name in asked}
        rounds += 1
        assert rounds < 10

    settled = evaluate(PACK, nested(PACK.pack, known), on=DAY)
    assert settled.outcomes == evaluate(PACK, nested(PACK.pack, case), on=DAY).outcomes
    assert settled.outcomes[0] is not None


def asked_as(path: str) -> str:
    """The flat name of what a path asks for."""
    place, _, name = path.rpartition(".")
    return f"subject.{name}" if place and PACK.pack.facts[name].level == "person" else name


@fast
@given(anything)
def test_nothing_a_practitioner_can_answer_raises(facts: Facts) -> None:
    found = evaluate(PACK, facts, on=DAY)

    assert found.act_now is not None
    assert len(found.outcomes) == len(found.scopes) == max(1, len(facts.recipients))
    assert all(len(row) == max(1, len(facts.items)) for row in found.cells)
    checked = validate_facts(PACK, FACTS.dump_python(facts, mode="json"))
    assert validate_facts(PACK, FACTS.dump_python(checked, mode="json")) == checked
    for told, kept in zip(
        (facts.case, *facts.recipients, *facts.items),
        (checked.case, *checked.recipients, *checked.items),
        strict=True,
    ):
        assert kept.items() >= told.items()
        assert all(PACK.pack.facts[name].if_absent for name in kept.keys() - told.keys())


@fast
@given(anything)
def test_immediate_danger_is_acted_on_whatever_else_is_answered(facts: Facts) -> None:
    danger = replace(facts, case=facts.case | {"harm_if_not_shared": "immediate"})

    assert evaluate(PACK, danger, on=DAY).act_now in {"call_999", "urgent_clinical"}


@fast
@given(anything, st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(facts: Facts, chance: random.Random) -> None:
    def shuffled(one: dict) -> dict:
        pairs = list(one.items())
        chance.shuffle(pairs)
        return {
            name: tuple(chance.sample(v, len(v))) if isinstance(v, tuple) else v
            for name, v in pairs
        }

    again = Facts(
        case=shuffled(facts.case),
        recipients=tuple(shuffled(one) for one in facts.recipients),
        items=tuple(shuffled(one) for one in facts.items),
    )

    assert evaluate(PACK, again, on=DAY) == evaluate(PACK, facts, on=DAY)


@fast
@given(coherent(), st.lists(answers("item"), min_size=1, max_size=4))
def test_a_recipient_is_shared_with_if_and_only_if_an_item_is(
    case: dict, items: list[dict]
) -> None:
    facts = nested(PACK.pack, case)
    filled = tuple(one_person({**facts.items[0], **item}) for item in items)
    found = evaluate(PACK, replace(facts, items=filled), on=DAY)

    cells = [cell["outcome"].value for cell in found.cells[0]]
    if None not in cells:
        assert (found.outcomes[0] in SHARES) == bool(SHARES & set(cells))
        assert found.outcomes[0] == min(cells, key=PACK.pack.order.roll.index)
    if found.scopes[0] == "all":
        assert all(item["item_needed"] not in {"less_would_do", "no"} for item in filled)
    if found.outcomes[0] == "share_now":
        assert found.scopes[0] != "none"
    if found.outcomes[0] is not None and found.outcomes[0] not in SHARES:
        assert found.scopes[0] == "none"


def test_nothing_is_asked_of_an_item_while_its_own_answer_is_settled() -> None:
    asked_beside = set()
    for case in CASES[125:145]:
        facts = nested(PACK.pack, case)
        item = facts.items[0]
        opened = [{n: v for n, v in item.items() if n != name} for name in sorted(item)]
        found = evaluate(PACK, replace(facts, items=tuple(opened)), on=DAY)
        for place, cell in enumerate(found.cells[0]):
            if cell["outcome"].value is not None:
                asked_beside.add(bool(found.missing))
                assert not [path for path in found.missing if f"items[{place}]." in path]
    assert True in asked_beside


@pytest.mark.parametrize("case", CASES[:20])
def test_evaluation_is_the_same_every_time(case: dict) -> None:
    facts = nested(PACK.pack, case)

    assert repr(evaluate(PACK, facts, on=DAY)) == repr(evaluate(PACK, facts, on=DAY))


@fast
@given(coherent())
def test_the_quick_way_and_the_walk_find_the_same_for_complete_facts(case: dict) -> None:
    walk = walk_on(PACK, DAY)
    facts = nested(PACK.pack, case)
    several = replace(facts, recipients=facts.recipients * 2, items=facts.items * 3)

    for one in (facts, several):
        quick = walk.quickly(one)
        assert quick is not None
        assert quick == walk.by_states(one)


@fast
@given(coherent(), st.data())
def test_the_quick_way_leaves_what_is_open_or_contradictory_to_the_walk(
    case: dict, data: st.DataObject
) -> None:
    walk = walk_on(PACK, DAY)
    # Whose choice an item is says which answers it may carry: changed alone, it is refused before.
    name = data.draw(st.sampled_from(sorted(case.keys() - {WHOSE})))
    changed = {**case, name: data.draw(answer(name))}
    blank = {key: value for key, value in case.items() if key != name}

    quick = walk.quickly(nested(PACK.pack, changed))

    assert walk.quickly(nested(PACK.pack, blank)) is None
    assert quick in (None, walk.by_states(nested(PACK.pack, changed)))
    assert (quick is None) == bool(walk.by_states(nested(PACK.pack, changed)).breached)
