"""Bringing 50,000 rows in: read, kept, validated with every error located, beside an unvalidated insert.

The peer reads the same CSV file and inserts its rows as they are. For XLSX the peer is the same work
with openpyxl reading the file. One interleaved run on SQLite. Then, how long another session's answer
waits while the rows go into the register.
"""

import csv
import io
import random
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import openpyxl
import xlsxwriter
from pydantic import SecretStr

from bench.measure import Measure, compared, race
from isa.platform import installation
from isa.platform.config import Settings
from isa.platform.crypto import new_key_ring_json
from isa.platform.database import Database
from isa.platform.errors import StorageUnavailable
from isa.platform.identity import SYSTEM
from isa.register.importing import service
from isa.register.importing.model import Weight
from isa.register.importing.reading import read
from isa.register.importing.workbook import read_workbook

ROWS = 50_000
BAD = 372
ROUNDS = 3
CSV_BAR = 4.0
XLSX_BAR = 0.2
WAIT_BAR = 1.0
HEADINGS = [
    "URN",
    "EstablishmentName",
    "Type",
    "Town",
    "Postcode",
    "Street",
    "Phase",
    "UKPRN",
    "CloseDate",
    "Region",
    "Local",
    "Notes",
]


def rows(seed: int = 1) -> Iterator[list[str]]:
    """An invented list of schools; some rows have no name, a code given twice or a day that is none."""
    chance = random.Random(seed)  # noqa: S311
    bad = set(chance.sample(range(10, ROWS), BAD))
    for n in range(ROWS):
        row = [
            str(100_000 + n),
            f"{chance.choice(('Northmoor', 'Sampleton', 'Oldham Road'))} School {n}",
            "Academies",
            "Sampleton",
            f"SA{n % 90} {n % 9}XX",
            f"{n % 300} High Street",
            "Primary",
            str(10_000_000 + n),
            "",
            "Exampleshire",
            f"L{n}",
            "An invented school",
        ]
        if n in bad:
            place, wrong = ((0, "100001"), (1, ""), (8, "31/02/2020"))[n % 3]
            row[place] = wrong
        yield row


def as_csv() -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADINGS, *rows()])
    return out.getvalue().encode()


def as_xlsx() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("List")
        for number, row in enumerate([HEADINGS, *rows()]):
            page.write_row(number, 0, row)
    return out.getvalue()


def unvalidated(data: bytes, folder: Path, turn: int) -> None:
    """What nobody can go below: the rows read and inserted as they are."""
    connection = sqlite3.connect(folder / f"peer-{turn}.sqlite")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(
        f"CREATE TABLE raw ({', '.join(f'c{n} TEXT' for n in range(len(HEADINGS)))})"
    )
    reader = csv.reader(io.StringIO(data.decode(), newline=""))
    marks = ", ".join("?" * len(HEADINGS))
    connection.executemany(f"INSERT INTO raw VALUES ({marks})", reader)  # noqa: S608
    connection.commit()
    connection.close()


def validated(database: Database, data: bytes) -> None:
    """Read, kept with its raw rows, matched and validated: every error at its row and column."""
    batch = service.stage(database, SYSTEM, data, "list")
    plan = service.plan_of(database, SYSTEM, batch.id)
    faults = plan.of(Weight.FAULT)
    assert len(faults) == BAD, len(faults)
    assert all(each.line and each.column for each in faults)


def by_openpyxl(data: bytes) -> list[tuple[str, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    page = book.worksheets[0]
    return [
        tuple("" if c is None else str(c) for c in row) for row in page.iter_rows(values_only=True)
    ]


def longest_wait(database: Database) -> float:
    """Seconds that an answer of another session waits at most while a list without faults goes in."""
    good = [row for row in rows() if row[0] != "100001" and row[1] and not row[8]]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADINGS, *good])
    batch = service.stage(database, SYSTEM, out.getvalue().encode(), "list")
    is_in = threading.Event()
    waits = [0.0]

    def answers() -> None:
        while not is_in.is_set():
            start = time.perf_counter()
            # One that gives up waited in vain: its time counts like any other.
            with suppress(StorageUnavailable), database.write(SYSTEM) as work:
                work.record("draft_answer_saved", "dft_bench", path="person.age")
            waits.append(time.perf_counter() - start)
            is_in.wait(0.02)

    other = threading.Thread(target=answers)
    other.start()
    try:
        service.commit(database, SYSTEM, batch.id)
    finally:
        is_in.set()
        other.join()
    return max(waits)


def measure() -> list[Measure]:
    flat, book = as_csv(), as_xlsx()
    keys = SecretStr(new_key_ring_json())
    with tempfile.TemporaryDirectory(prefix="isa-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'isa.sqlite'}"
        database = installation.create(
            Settings(database_url=url, keys=keys), installation.Kind.LIVE
        )
        assert read(flat)[0].rows[1:] == read_workbook(book)[0].rows[1:]
        took = race(
            {
                "validated": lambda _: validated(database, flat),
                "an unvalidated insert": lambda n: unvalidated(flat, folder, n),
            },
            [[n] for n in range(ROUNDS)],
        )
        read_took = race(
            {
                "xlsx": lambda _: read_workbook(book),
                "openpyxl": lambda _: by_openpyxl(book),
            },
            [[n] for n in range(2)],
        )
        waited = longest_wait(database)
        database.engine.dispose()
    return [
        Measure(
            what="import, the longest wait of an answer while 50,000 rows go in",
            ours=waited,
            bar=WAIT_BAR,
            unit="s",
        ),
        compared(
            "import, 50,000 rows of CSV kept and validated, each of 372 errors located",
            took,
            "validated",
            "an unvalidated insert",
            CSV_BAR,
            "ms",
        ),
        compared(
            "import, reading 50,000 rows of XLSX, looked into first",
            read_took,
            "xlsx",
            "openpyxl",
            XLSX_BAR,
            "ms",
        ),
    ]


if __name__ == "__main__":
    for one in measure():
        print(one.told())
