"""Every cell of a matrix is what the gates say of its question asked alone, in any register at all."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from isa.coverage.gates import cover
from isa.coverage.model import PairAnswer, Verdict
from isa.coverage.network.book import Book
from isa.coverage.network.flow import COVERS, Flow, question
from isa.coverage.network.matrix import cells
from isa.coverage.view import (
    ANY,
    Agreement,
    AgreementStatus,
    AgreementType,
    Direction,
    MembershipState,
    Party,
    PartyRole,
    PartyState,
    RouteKind,
    Row,
    Side,
)
from tests.unit.coverage.network_books import ON, WORDS

SEEDS = (0, 2, 4, 6, 7, 8, 40, 51, 66)
"""Some of many, among them those in which a one-way row is turned round or a charter does not bind."""
AGENCIES = tuple("abcdef")
PURPOSES = ("protect", "enquiry", "review", "demand")
CATEGORIES = ("contact", "school", "health", "health_sexual")
PEOPLE = ("child", "parent")
LINES = {code: (code,) for code in CATEGORIES} | {"health_sexual": ("health_sexual", "health")}
BOOK_WORDS = replace(
    WORDS,
    categories=LINES,
    leaves={**{code: (code,) for code in CATEGORIES}, "health": ("health", "health_sexual")},
)


class Chance:
    """Draws registers: most is as it should be, and everything that a gate looks at goes wrong at times."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 -- which register, no secret
        self.pick, self.some = self._random.choice, self._random.sample
        self._usual = self.pick((0.66, 0.85, 0.97))

    def mostly(self, usual: Any, *others: Any) -> Any:
        """The usual value more often than not; how often is drawn for each register."""
        return usual if self._random.random() < self._usual else self.pick(others)

    def few(self, codes: tuple[str, ...], most: int = 3) -> frozenset[str]:
        """One to some of the codes."""
        return frozenset(self.some(codes, self._random.randint(1, min(most, len(codes)))))

    def day(self, middle: date, spread: int) -> date:
        """A day around another."""
        return middle + timedelta(days=self._random.randint(-spread, spread))

    def row(self, number: int) -> Row:
        """A row that names anybody or somebody."""
        ends = [self.mostly(frozenset({ANY}), self.few((*AGENCIES, "group"))) for _ in range(2)]
        return Row(
            number=number,
            direction=self.mostly(Direction.RECIPROCAL, *Direction),
            providers=ends[0],
            recipients=ends[1],
            categories=self.few(CATEGORIES),
            subjects=self.mostly(frozenset({ANY}), frozenset({"child"})),
            exclusions=self.mostly(frozenset(), self.few(CATEGORIES, 1)),
            purposes=self.mostly(frozenset(), self.few(PURPOSES, 2)),
            hard_conditions=self.mostly((), ("consent",)),
            soft_conditions=self.mostly((), ("consent", "secure")),
        )

    def agreement(self, key: str, above: tuple[str, ...]) -> Agreement:
        """An agreement of any kind, at any point of its life."""
        kinds = (*AgreementType, *([AgreementType.TIER2_ISA] * 8))
        return Agreement(
            id=key,
            reference=f"R{key}",
            title=key,
            type=self.pick(kinds),
            status=self.mostly(AgreementStatus.IN_FORCE, *AgreementStatus),
            starts_on=self.mostly(date(2025, 4, 1), None, self.day(ON, 40)),
            ends_on=self.mostly(None, self.day(ON, 400)),
            review_due_on=self.mostly(None, self.day(ON, 200)),
            parent_id=self.mostly(None, *(above or (None,)), "elsewhere"),
            is_reciprocal=self.pick((True, False)),
            requires_all_signatures=self.mostly(False, True),
            has_unsigned_party=self.pick((True, False)),
            is_retrospective=self.mostly(False, True),
            purposes=self.few(PURPOSES[:3], 2),
            exclusions=self.mostly(frozenset(), frozenset(), self.few(CATEGORIES, 1)),
            rows=tuple(self.row(n) for n in range(1, self.pick((0, 1, 2, 2, 3, 3)) + 1)),
        )

    def way(self, agency: str) -> Party:
        """One way of being a party."""
        return Party(
            party_id=self.mostly(agency, "group", "before"),
            route=self.mostly(RouteKind.SELF, *RouteKind),
            role=self.mostly(PartyRole.CONTROLLER, *PartyRole),
            state=self.mostly(PartyState.SIGNED, *PartyState),
            signed_on=self.mostly(date(2025, 4, 1), None, self.day(ON, 40)),
            membership=self.mostly(MembershipState.ACCEDED, *MembershipState),
            is_succession_confirmed=self.mostly(True, False),
        )

    def book(self) -> Book:
        """Six agencies, two of them services of another, and up to nine agreements."""
        agreements: dict[str, Agreement] = {}
        for number in range(self._random.randint(1, 9)):
            agreements[f"A{number}"] = self.agreement(f"A{number}", tuple(agreements))
        stands: dict[str, dict[str, tuple[Party, ...]]] = {}
        for agency in AGENCIES:
            mine = self.some(sorted(agreements), self._random.randint(0, len(agreements)))
            stands[agency] = {
                key: tuple(self.way(agency) for _n in range(self.mostly(1, 2))) for key in mine
            }
        return Book(
            on=ON,
            register_version=1,
            words=BOOK_WORDS,
            sides={
                name: Side(
                    agency_id=name,
                    name=f"Agency {name}",
                    controller_id=self.mostly(name, "a"),
                    is_closed=self.mostly(False, True),
                )
                for name in AGENCIES
            },
            types=dict.fromkeys(AGENCIES, "school"),
            agreements=agreements,
            stands=stands,
        )


def flows() -> Iterator[Flow]:
    """Every pair and purpose, about one kind of information and about several."""
    for purpose in PURPOSES:
        for categories in (("contact",), ("school", "health")):
            for one in AGENCIES:
                for other in AGENCIES:
                    if one != other:
                        yield Flow(
                            provider=one,
                            recipient=other,
                            purpose=purpose,
                            categories=categories,
                            subjects=PEOPLE,
                        )


def alone(book: Book, flow: Flow) -> dict[str, object]:
    """The answer of the gates to the question asked alone, as a cell says it."""
    answer = cover(question(book, flow, ON), book.view(flow.provider, flow.recipient, flow.purpose))
    miss = answer.closest_miss
    return {
        "flow": flow,
        "verdict": answer.verdict,
        "reasons": answer.reasons,
        "agreements": tuple(
            dict.fromkeys(pair.agreement_reference for pair in answer.pairs if _is_covered(pair))
        ),
        "missing": tuple(
            (pair.category, pair.subject)
            for pair in answer.pairs
            if not _is_covered(pair) and pair.verdict is not Verdict.NOT_APPLICABLE
        ),
        "mend": miss.mend if miss else "",
        "near": miss.agreement_id if miss else "",
    }


def _is_covered(pair: PairAnswer) -> bool:
    return pair.verdict in COVERS


def test_a_cell_says_what_the_gates_say_of_its_question_alone() -> None:
    seen: Counter[object] = Counter()
    for seed in SEEDS:
        book = Chance(seed).book()
        for cell in cells(book, flows()):
            assert cell._asdict() == alone(book, cell.flow), (seed, cell.flow)
            seen[cell.verdict] += 1
            seen.update(cell.reasons)

    assert {*Verdict} <= seen.keys()
    assert len(seen) > 25
