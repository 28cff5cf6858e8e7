"""The list of records, newest first, with a million of them stored, beside a bare page from an index.

Every way a list is narrowed takes its turn: by author, by agency, by several grants at once, not at
all, and by the case reference. The bare page is fifty rows from one index, read with the driver.

Run: python -m bench.records_list [decisions]
"""

import argparse
import math
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import insert

from bench.measure import Measure, compared, race
from decisions.records import service
from decisions.records.tables import RecordReferenceRow, RecordRow, SigningKeyRow
from isa.platform import installation
from isa.platform.config import Settings
from isa.platform.crypto import new_key_ring_json
from isa.platform.database import Database
from isa.platform.identity import Actor, Grant, Role

BAR, MOST_GROWTH = 40, 0.2
MEANT_FOR, SMALL = 1_000_000, 10_000
AGENCIES, AUTHORS = 10, 200
ROUNDS = 30
_AT_ONCE = 50_000
_FIRST = datetime(2024, 1, 1, tzinfo=UTC)
_BARE = """SELECT id, agency_id, author_id, outcome, sealed_at, review_on, supersedes FROM record
WHERE agency_id = ? ORDER BY sealed_at DESC, id DESC LIMIT 50"""


def fill(database: Database, number: int) -> None:
    """So many records, one a minute: the rows that a list reads, and no content.

    Only the newest can be shown, so only they have a reference that can be opened.
    """
    outcomes = ("share_now", "share_with_agreement", "do_not_share", "seek_advice")
    key = {"kid": "bench", "x": "bench", "used_from": _FIRST}
    with database.engine.begin() as connection:
        connection.execute(insert(SigningKeyRow), key)
        for first in range(0, number, _AT_ONCE):
            places = range(first, min(first + _AT_ONCE, number))
            connection.execute(
                insert(RecordRow),
                [
                    {
                        "id": f"rec_{place:08}",
                        "draft_id": f"dft_{place:08}",
                        "agency_id": f"agency-{place % AGENCIES}",
                        "author_id": f"author-{place % AUTHORS}",
                        "sealed_at": _FIRST + timedelta(minutes=place),
                        "outcome": outcomes[place % len(outcomes)],
                        "kid": "bench",
                        "jws": "x" * 400,
                    }
                    for place in places
                ],
            )
            connection.execute(
                insert(RecordReferenceRow),
                [_reference(database, place, number) for place in places],
            )


def _reference(database: Database, place: int, number: int) -> dict[str, str]:
    words, record = f"CASE {place}", f"rec_{place:08}"
    is_shown = place >= number - 2 * service.PAGE * AUTHORS
    return {
        "record_id": record,
        "hash": database.keys.reference_hash(f"agency-{place % AGENCIES}", words),
        "token": database.keys.encrypt(words, table="record_reference", row=record, column="token")
        if is_shown
        else "",
    }


@contextmanager
def stored(number: int) -> Iterator[Database]:
    """A throw-away installation with so many records; it goes when the measuring is done."""
    with tempfile.TemporaryDirectory(prefix="isa-") as folder:
        url = f"sqlite:///{Path(folder) / 'isa.sqlite'}"
        keys = SecretStr(new_key_ring_json())
        database = installation.create(
            Settings(database_url=url, keys=keys), installation.Kind.LIVE
        )
        fill(database, number)
        yield database
        database.engine.dispose()


def who(*grants: tuple[Role, str | None]) -> Actor:
    held = frozenset(Grant(role=role, agency_id=at) for role, at in grants)
    return Actor(id="author-7", name="Bench", job_title="", agency_id="agency-7", grants=held)


def ways(database: Database, number: int) -> dict[str, Callable[[int], object]]:
    path = str(database.engine.url.database)
    bare = sqlite3.connect(path)
    practitioner = who((Role.PRACTITIONER, "agency-7"))
    lead = who((Role.SAFEGUARDING_LEAD, "agency-7"))
    both = who((Role.PRACTITIONER, "agency-7"), (Role.SAFEGUARDING_LEAD, "agency-9"))
    auditor = who((Role.AUDITOR, None))
    reference = f"CASE {7 + AGENCIES * (number // AGENCIES - 1)}"

    def page(read: Callable[[], tuple[object, ...]], least: int) -> Callable[[int], object]:
        assert len(read()) >= least
        return lambda _number: read()

    return {
        "bare index page": lambda _number: bare.execute(_BARE, ("agency-7",)).fetchall(),
        "mine": page(lambda: service.my_records(database, practitioner), 50),
        "my agency's": page(lambda: service.readable_records(database, lead), 50),
        "mine and another agency's": page(lambda: service.readable_records(database, both), 50),
        "everybody's": page(lambda: service.readable_records(database, auditor), 50),
        "with a reference": page(lambda: service.find_by_reference(database, lead, reference), 1),
    }


def measure(number: int = MEANT_FOR) -> list[Measure]:
    taken = {}
    for size in (SMALL, number):
        with stored(size) as database:
            taken[size] = race(ways(database, size), [[one] for one in range(ROUNDS)])
    found = []
    for name in taken[number]:
        if name == "bare index page":
            continue
        what = f"newest 50 records, {name}, {number:,} stored"
        found.append(compared(what, taken[number], name, "bare index page", BAR))
        growth = min(taken[number][name]) / min(taken[SMALL][name])
        exponent = math.log(growth) / math.log(number / SMALL) if number > SMALL else 0.0
        found.append(
            Measure(
                what=f"{what}: exponent of growth from {SMALL:,}",
                ours=exponent,
                bar=MOST_GROWTH,
                unit="",
            )
        )
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("decisions", nargs="?", type=int, default=MEANT_FOR)
    for one in measure(parser.parse_args().decisions):
        print(one.told())
