"""How long a coverage question takes in a register of 45,000 agencies and 400,000 party rows.

Through the service, so that permission, both agencies' standing, the join and the gates all count.
On SQLite it is CPU time; PostgreSQL works in another process, so there it is the clock on the wall.
Each question is asked several times and its fastest answer counts: a busy machine only ever adds.
Run one engine alone: python -m bench.coverage [sqlite|postgresql]
"""

import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date

from bench.measure import Measure, percentile
from bench.nation import ENGINES, nation
from isa.coverage.model import CoverageQuestion
from isa.platform.database import Database
from isa.platform.identity import Actor, Grant, Role
from isa.register import service
from isa.register.national.agencies import Size, agency_id, hubs
from isa.register.national.agreements import agreements
from isa.register.vocabulary import vocabulary

DAY = date(2026, 11, 21)
BAR_MS = 10.0
GROWTH_BAR = 1.5
QUESTIONS = 150
TIMES = 3
FEW = Size(agencies=300, agreements=133, parties=2_667)
"""One place of the nation by itself: its agencies are in as many agreements as in the nation."""
DEGREE = range(8, 17)
ACTOR = Actor(
    id="measuring",
    name="Amina Yusuf",
    job_title="Designated safeguarding lead",
    agency_id=agency_id(0),
    grants=frozenset({Grant(role=Role.PRACTITIONER, agency_id=agency_id(0))}),
)
Pair = tuple[int, int, str]
KINDS = ("joined", "joined, 8 to 16 agreements each", "a hub and a partner", "two hubs", "any two")


class Asked:
    """Draws pairs of agencies and a purpose out of the nation that was put in."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.made = [(one.parties, one.purposes) for one in agreements(size, vocabulary())]
        self.chance = random.Random(3)  # noqa: S311
        degree = [0] * size.agencies
        for parties, _purposes in self.made:
            for party in parties:
                degree[party] += 1
        self.alike = {n for n, count in enumerate(degree) if count in DEGREE}

    def pair(self, kind: str) -> Pair:
        """Two of one agreement, two hubs, a hub and its partner, or any two."""
        chance = self.chance
        if kind in ("two hubs", "any two"):
            among = hubs() if kind == "two hubs" else self.size.agencies
            one, other = chance.sample(range(among), 2)
            return one, other, chance.choice(chance.choice(self.made)[1])
        while True:
            parties, purposes = chance.choice(self.made)
            first = chance.randrange(hubs()) if "hub" in kind else chance.choice(parties)
            others = [one for one in parties if one != first and one >= hubs()]
            if "agreements each" in kind:
                others = [one for one in others if one in self.alike and first in self.alike]
            if first in parties and others:
                return first, chance.choice(others), chance.choice(purposes)

    def question(self, kind: str) -> CoverageQuestion:
        """A question about three kinds of information and one kind of person."""
        words = vocabulary()
        provider, recipient, purpose = self.pair(kind)
        leaves = sorted(code for code, term in words.categories.items() if not term.is_group)
        return CoverageQuestion(
            provider=agency_id(provider),
            recipient=agency_id(recipient),
            purpose=purpose,
            categories=tuple(self.chance.sample(leaves, 3)),
            subjects=tuple(self.chance.sample(sorted(words.subjects), 1)),
            on=DAY,
        )


def asked(
    database: Database, size: Size, clock: Callable[[], float], kinds: tuple[str, ...] = KINDS
) -> dict[str, list[float]]:
    """The fastest of a few milliseconds for each question, by the kind of pair, kinds taking turns."""
    drawn = Asked(size)
    questions = [(kind, drawn.question(kind)) for _ in range(QUESTIONS) for kind in kinds]
    best = [float("inf")] * len(questions)
    for _time in range(TIMES):
        for number, (_kind, one) in enumerate(questions):
            start = clock()
            service.ask_coverage(database, ACTOR, one)
            best[number] = min(best[number], (clock() - start) * 1e3)
    took: dict[str, list[float]] = {kind: [] for kind in kinds}
    for (kind, _one), figure in zip(questions, best, strict=True):
        took[kind].append(figure)
    return took


def clock_of(engine: str) -> Callable[[], float]:
    """CPU time on SQLite; the wall on PostgreSQL, which works in another process."""
    return time.process_time if engine == "sqlite" else time.perf_counter


def measured(engine: str, database: Database) -> list[Measure]:
    """The bars of one engine: each kind of pair, and the growth from one place to the nation."""
    took, alike = asked(database, Size(), clock_of(engine)), KINDS[1]
    with nation(engine, FEW) as small:
        few = asked(small, FEW, clock_of(engine), (alike,))[alike]
    found = [
        Measure(
            what=f"coverage, {engine}, 45,000 agencies, {kind}: p99 (p50 "
            f"{statistics.median(times):.1f} ms)",
            ours=percentile(times, 0.99),
            fastest=min(times),
            bar=BAR_MS,
            unit="ms",
        )
        for kind, times in took.items()
    ]
    growth = Measure(
        what=f"coverage, {engine}, at equal degree: median at 45,000 agencies beside 300",
        ours=statistics.median(took[alike]),
        peer=statistics.median(few),
        peer_name="at 300",
        bar=GROWTH_BAR,
        unit="ms",
    )
    return [*found, growth]


def measure(engines: tuple[str, ...] = ENGINES) -> list[Measure]:
    found = []
    for engine in engines:
        with nation(engine, Size()) as database:
            found += measured(engine, database)
    return found


if __name__ == "__main__":
    for one in measure(tuple(sys.argv[1:]) or ENGINES):
        print(one.told())
