"""The tables read straight from the pack, one case at a time: slow, short and independent.

Shares nothing with the compiled form but the pack's own rows.
"""

import itertools
import json
import random
from collections.abc import Iterator
from pathlib import Path

from decisions.policy.checks import original
from decisions.policy.model import FACTS, Answer, Facts
from decisions.policy.pack import Pack
from decisions.policy.released import newest_folder
from decisions.policy.source import Row

ENGLAND = newest_folder()
WITNESSES = Path(__file__).parents[1] / "golden" / "witnesses.json"
Answers = dict[str, Answer | None]


def by_hand(pack: Pack, answers: Answers, gates: frozenset[str], fixed: dict[str, str]) -> dict:
    """The rows that fire in each table; ``fixed`` holds findings that are not to be worked out."""
    values = _spelled_out(pack, answers) | fixed
    fired: dict[str, list] = {}

    def value(name: str, level: str) -> Answer | None:
        if name in pack.facts and pack.facts[name].level == "person" and level == "item":
            return _of_subject(answers, name)
        if name not in values:
            values[name] = rows(name)[0].then
        return values[name]

    def rows(table: str) -> list:
        if table not in fired:
            spec = original(pack, table)
            holds = [
                row
                for row in spec.row
                if _gates(row) <= gates
                and all(value(name, spec.level) in allowed for name, allowed in row.when.items())
            ]
            fired[table] = holds[:1] if spec.hit == "first" else holds
        return fired[table]

    for table in pack.tables:
        rows(table)
    return fired


def _of_subject(answers: Answers, name: str) -> Answer | None:
    """A person fact of whoever the item is about."""
    return answers[name if answers["whose"] == "case_person" else f"subject.{name}"]


def _spelled_out(pack: Pack, answers: Answers) -> dict:
    """Answers with each set written as a yes or no for each member."""
    values = dict(answers)
    for name, fact in pack.facts.items():
        if fact.kind == "set":
            ticked = values.pop(name, None)
            for member in fact.values:
                is_ticked = "yes" if ticked is not None and member in ticked else "no"
                values[f"{fact.prefix}.{member}"] = None if ticked is None else is_ticked
    return values


def _gates(row: Row) -> set[str]:
    dated = {f"{row.starts or ''}/{row.ends or ''}"} if row.starts or row.ends else set()
    return dated | ({row.switch} if row.switch else set())


def is_coherent(pack: Pack, answers: Answers) -> bool:
    """Whether complete answers keep every constraint, of the case's person and of the item's."""
    people = [name for name, fact in pack.facts.items() if fact.level == "person"]
    subject = {name: _of_subject(answers, name) for name in people}

    def holds(condition: dict, answers: Answers) -> bool:
        for name, allowed in condition.items():
            prefix, dot, member = name.partition(".")
            fact = next(
                (f for f, spec in pack.facts.items() if dot and spec.prefix == prefix), name
            )
            answer = answers[fact]
            got = ("yes" if member in (answer or ()) else "no") if dot else answer
            if got not in allowed:
                return False
        return True

    return all(
        holds(one.then, whose)
        for whose in (answers, {**answers, **subject})
        for one in pack.constraints
        if holds(one.when, whose)
    )


def complete_cases() -> list[Answers]:
    """Complete, coherent answers: the cases that between them fire every row."""
    kept = json.loads(WITNESSES.read_text(encoding="utf-8"))
    wanted = f"{ENGLAND.parent.name}/{ENGLAND.name}"
    return [flat(FACTS.validate_python(one["facts"])) for one in kept if one["pack"] == wanted]


def flat(facts: Facts) -> Answers:
    """One recipient's and one item's facts in one mapping; another person's as ``subject.``."""
    item = {f"subject.{k}" if k in facts.case else k: v for k, v in facts.items[0].items()}
    return {**facts.case, **facts.recipients[0], **item}


def nested(pack: Pack, answers: Answers) -> Facts:
    """The same, at three levels."""
    levels: dict[str, dict] = {"case": {}, "recipient": {}, "item": {}}
    for name, answer in answers.items():
        prefix, _, plain = name.rpartition(".")
        level = "item" if prefix else pack.facts[name].level
        levels["case" if level == "person" else level][plain] = answer
    return Facts(case=levels["case"], recipients=(levels["recipient"],), items=(levels["item"],))


def shaken(pack: Pack, base: Answers, chance: random.Random, changes: int) -> Answers:
    """A coherent neighbour of a case: a few answers changed at random."""
    for _ in range(50):
        answers = dict(base)
        for name in chance.sample(sorted(pack.facts), changes):
            fact = pack.facts[name]
            if fact.kind == "set":
                answers[name] = tuple(v for v in fact.values if chance.random() < 0.2)
            else:
                answers[name] = chance.choice(fact.values)
        _of_whom(pack, answers, chance)
        if is_coherent(pack, answers):
            return answers
    return dict(base)


def _of_whom(pack: Pack, answers: Answers, chance: random.Random) -> None:
    """Another person has answers of their own; the case's person has not got them twice."""
    for name, fact in pack.facts.items():
        if fact.level == "person":
            if answers["whose"] == "case_person":
                answers.pop(f"subject.{name}", None)
            else:
                answers.setdefault(f"subject.{name}", chance.choice([answers[name], *fact.values]))


def completions(pack: Pack, partial: Answers, base: Answers) -> Iterator[Answers]:
    """Every coherent way to answer what is still open."""
    gaps = [name for name in base if name not in partial]
    ways = [
        list(_subsets(pack.facts[name].values))
        if pack.facts[name].kind == "set"
        else list(pack.facts[name].values)
        for name in (gap.removeprefix("subject.") for gap in gaps)
    ]
    for values in itertools.product(*ways):
        answers = {**partial, **dict(zip(gaps, values, strict=True))}
        if is_coherent(pack, answers):
            yield answers


def _subsets(members: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for size in range(len(members) + 1):
        yield from itertools.combinations(members, size)
