"""Readings: nothing written in one is kept, and what is asked often is planned once."""

from contextlib import suppress

import pytest
from sqlalchemy import bindparam, select, text
from sqlmodel import col

from isa.platform.columns import evenly
from isa.platform.database import Database
from isa.platform.errors import StorageUnavailable
from isa.platform.tables import AuditHeadRow, UserRow

OFTEN = 8
"""More often than the driver of PostgreSQL waits before it prepares a statement."""


def test_nothing_that_is_written_in_a_reading_is_kept(database: Database) -> None:
    write = text("UPDATE audit_head SET n = n + 7")
    with database.look() as connection:
        before = connection.execute(select(col(AuditHeadRow.n))).scalar_one()

    with suppress(StorageUnavailable), database.read() as session:
        session.connection().execute(write)
    with suppress(StorageUnavailable), database.look() as connection:
        connection.execute(write)

    with database.look() as connection:
        assert connection.execute(select(col(AuditHeadRow.n))).scalar_one() == before


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("way", ["read", "look"])
def test_what_is_read_often_stays_prepared(database: Database, way: str) -> None:
    prepared = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%app_user%'")
    some = select(col(UserRow.id)).where(col(UserRow.id).in_(bindparam("ids", expanding=True)))

    for number in range(OFTEN):
        with getattr(database, way)() as reading:
            reading.execute(some, {"ids": evenly([f"user-{n}" for n in range(5 + number % 4)])})

    with database.look() as connection:
        assert connection.execute(prepared).scalar_one() == 1


@pytest.mark.parametrize(("count", "length"), [(0, 0), (1, 1), (2, 2), (3, 4), (5, 8), (8, 8)])
def test_lists_have_few_lengths_and_lose_nothing(count: int, length: int) -> None:
    several = {f"agency-{n}" for n in range(count)}

    found = evenly(several)

    assert set(found) == several
    assert len(found) == length
