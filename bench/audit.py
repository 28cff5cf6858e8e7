"""The audit trail: walking the chain, and what a chained append costs beside a bare insert.

The peer of the walk is the least there can be: SHA-256 of each stored body and a bare scan of the
table. The bar is meant for 1,000,000 events; the cost of one event does not depend on their number,
so fewer are measured unless a number is given: python -m bench.audit 1000000
"""

import hashlib
import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import insert
from sqlalchemy.engine import make_url

from bench.measure import Measure, compared, race
from isa.platform import audit, clock, installation
from isa.platform.config import Settings
from isa.platform.crypto import new_key_ring_json
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.platform.tables import AuditEventRow

EVENTS = 50_000
VERIFY_BAR, APPEND_BAR = 2.0, 1.5
APPENDS = 40
_AT_ONCE = 10_000


def fill(database: Database, count: int) -> None:
    """Put linked events behind those that the installation made."""
    at = clock.now()
    with database.engine.begin() as connection:
        found = connection.exec_driver_sql("SELECT n, hash FROM audit_head").one()
        n, digest = found
        rows = []
        for _ in range(count):
            n += 1
            content = {
                "n": n,
                "at": at.isoformat(),
                "type": "draft_answer_saved",
                "actor": "demo-practitioner",
                "object": f"dft_{n:012}",
                "codes": {"path": "circumstances.features_of_the_situation"},
            }
            body = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
            digest = audit.link(digest, body)
            rows.append(
                {
                    "n": n,
                    "body": body,
                    "hash": digest,
                    "type": content["type"],
                    "actor_id": content["actor"],
                    "object_id": content["object"],
                    "at": at,
                }
            )
            if len(rows) == _AT_ONCE:
                connection.execute(insert(AuditEventRow), rows)
                rows = []
        if rows:
            connection.execute(insert(AuditEventRow), rows)
        connection.exec_driver_sql("UPDATE audit_head SET n = ?, hash = ?", (n, digest))


def verifying(database: Database) -> Callable[[int], object]:
    def way(_number: int) -> object:
        with database.read() as session:
            return audit.verify(session)

    return way


def hashing(path: str) -> Callable[[int], object]:
    """SHA-256 of each body as it is read, linked to nothing."""

    def way(_number: int) -> object:
        with sqlite3.connect(path) as connection:
            for (body,) in connection.execute("SELECT body FROM audit_event ORDER BY n"):
                hashlib.sha256(body).hexdigest()
        return connection.close()

    return way


def appending(database: Database) -> Callable[[int], object]:
    """A transaction that records one event and nothing else."""

    def way(number: int) -> object:
        with database.write(SYSTEM) as work:
            work.record("measured", f"object-{number}", path="about.who")
        return work

    return way


def inserting(database: Database) -> Callable[[int], object]:
    """The same way into the database, one row of the same size, no chain."""
    with database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE bare (n INTEGER PRIMARY KEY, body BLOB)")
    body = b"x" * 200

    def way(_number: int) -> object:
        with database._writer.begin() as connection:
            return connection.exec_driver_sql("INSERT INTO bare (body) VALUES (?)", (body,))

    return way


def measure(count: int = EVENTS) -> list[Measure]:
    with tempfile.TemporaryDirectory(prefix="isa-") as folder:
        url = f"sqlite:///{Path(folder) / 'isa.sqlite'}"
        keys = SecretStr(new_key_ring_json())
        database = installation.create(
            Settings(database_url=url, keys=keys), installation.Kind.LIVE
        )
        fill(database, count)
        path = make_url(url).database or ""
        walked = race({"verify": verifying(database), "SHA-256 + scan": hashing(path)}, [[0]] * 5)
        added = race(
            {"append": appending(database), "bare insert": inserting(database)},
            [range(APPENDS)] * 7,
        )
        database.engine.dispose()
    return [
        compared(
            f"audit verify, {count:,} events", walked, "verify", "SHA-256 + scan", VERIFY_BAR, "ms"
        ),
        compared("audit append + commit", added, "append", "bare insert", APPEND_BAR),
    ]


if __name__ == "__main__":
    for one in measure(*map(int, sys.argv[1:2])):
        print(one.told())
