"""Asking once for all who stand alike says what asking each pair says, whatever the register."""

import random
from datetime import date

import pytest

from isa.coverage.gates import cover
from isa.coverage.network import changes, reach
from isa.coverage.network.asking import Asking
from isa.coverage.network.book import Book
from isa.coverage.network.flow import Flow, question
from isa.coverage.network.losing import Weighing
from isa.coverage.network.lost import Loss
from isa.coverage.network.matrix import cells
from isa.coverage.network.reach import reaches
from isa.coverage.view import AgreementType
from tests.unit.coverage.network_books import ON, Agreed, book, flow

AGENCIES = "abcdefgh"
Worse = tuple[str, str, str, tuple[tuple[str, str], ...]]


def invented(seed: int) -> Book:
    """A register by chance: charters and schedules, unsigned parties, exclusions, ends, one-way rows."""
    chance = random.Random(seed)  # noqa: S311 -- which register, no secret
    made: list[Agreed] = [Agreed("CH", "a b c d?", "", "", type=AgreementType.TIER1_CHARTER)]
    for number in range(chance.randint(2, 7)):
        parties = chance.sample(AGENCIES, chance.randint(2, 6))
        above = chance.choice([None, None, *[one.reference for one in made]])
        is_under = above not in (None, "CH")
        made.append(
            Agreed(
                f"P{number}",
                " ".join(one + chance.choice(["", "", "", "?"]) for one in parties),
                " ".join(chance.sample(["protect", "enquiry", "review"], chance.randint(1, 2))),
                " ".join(chance.sample(["contact", "school", "health"], chance.randint(1, 3))),
                ends_on=chance.choice([None, None, date(2026, 1, 1), date(2027, 1, 1)]),
                starts_on=chance.choice([date(2025, 1, 1), date(2025, 6, 1)]),
                type=AgreementType.TIER3_PSA if is_under else AgreementType.TIER2_ISA,
                parent=above,
                excludes=chance.choice(["", "", "school"]),
                senders=chance.choice(["*", "*", parties[0]]),
            )
        )
    return book(*made)


def one_by_one(register: Book, key: str) -> set[Worse]:
    flows = [one for under in below(register, key) for one in changes.flows_of(register, under)]
    return {
        (one.flow.purpose, one.flow.provider, one.flow.recipient, one.lost)
        for one in changes.without_agreement(register, flows, key)
    }


def below(register: Book, key: str) -> list[str]:
    """The agreement and everything that rests on it."""
    found = [key]
    for one in register.agreements.values():
        if one.parent_id in found:
            found.append(one.id)
    return found


def all_at_once(register: Book, key: str) -> list[Loss]:
    weighing = Weighing(Asking(register, ON), Asking(register.without_agreement(key), ON))
    base = frozenset(below(register, key))
    for one in base:
        for each in reaches(register, one, base):
            weighing.weigh(each)
    return list(weighing.lost().losses)


@pytest.mark.parametrize("few", [0, 1_000])
def test_what_is_lost_is_the_same_asked_together_or_one_by_one(
    monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(reach, "FEW_PAIRS", few)
    seen = 0
    for seed in range(6):
        register = invented(seed)
        for key in register.agreements:
            found = all_at_once(register, key)
            said = [
                (one.purpose, each.provider, each.recipient, one.lost)
                for one in found
                for each in one.flows()
            ]
            assert set(said) == one_by_one(register, key), (seed, key)
            assert sum(one.count for one in found) == len(said)
            seen += len(said)
    assert seen > 60


def test_every_cell_is_what_the_gates_say_of_the_pair_alone() -> None:
    for seed in range(8):
        register = invented(seed)
        flows = [
            flow(one, two, categories, purpose)
            for one in AGENCIES
            for two in AGENCIES
            for categories, purpose in (("contact school", "enquiry"), ("health", "protect"))
            if one != two and {one, two} <= register.sides.keys()
        ]
        for cell in cells(register, flows):
            assert said_alone(register, cell.flow) in (
                None,
                (cell.verdict, cell.missing, cell.mend),
            )


def said_alone(register: Book, asked: Flow) -> object:
    """The verdict, what is missing and what would mend it; None where no agreement joins the two."""
    if not register.common(asked.provider, asked.recipient):
        return None
    view = register.view(asked.provider, asked.recipient, asked.purpose)
    answer = cover(question(register, asked, ON), view)
    missing = tuple(
        (pair.category, pair.subject) for pair in answer.pairs if pair.agreement_id is None
    )
    return answer.verdict, missing, answer.closest_miss.mend if answer.closest_miss else ""
