"""Opening the database, and the two ways to use it: read, and write in one audited transaction.

SQLite (WAL) by default, PostgreSQL by address. A writer on SQLite begins immediately, so two
writers queue instead of failing; on PostgreSQL only the audit head is locked, last.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session, create_engine

from isa.platform import audit, clock
from isa.platform.crypto import KeyRing
from isa.platform.errors import ConfigurationError, Stale, StorageUnavailable
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _

_UNAVAILABLE = _("The database did not answer, so nothing was saved. Wait a moment and try again.")
_TAKEN = _("Somebody else saved the same thing first. Look at it again before you go on.")
_DEFECTS = (ProgrammingError, DataError)
"""Faults of this program, not of the database; they keep their own type."""
_REFUSED_BY_TRIGGER = "P0001"
_UNIQUE = frozenset({"23505", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"})


def _code(error: DBAPIError) -> str:
    """What the engine calls the fault: a SQLSTATE on PostgreSQL, a name on SQLite."""
    found = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", None)
    return str(found or "")


@contextmanager
def answering() -> Iterator[None]:
    """Tell a database that does not answer, or that somebody was first, from a defect of ours.

    Raises ``StorageUnavailable`` when the database is away, busy, full, damaged or read-only, and
    ``Stale`` when another writer took the same unique key a moment earlier.
    """
    try:
        yield
    except PoolTimeout as error:
        raise StorageUnavailable(_UNAVAILABLE) from error
    except IntegrityError as error:
        if _code(error) in _UNIQUE:
            raise Stale(_TAKEN) from error
        raise
    except DBAPIError as error:
        if isinstance(error, _DEFECTS) or _code(error) == _REFUSED_BY_TRIGGER:
            raise
        raise StorageUnavailable(_UNAVAILABLE) from error


class UnitOfWork:
    """One write transaction: the session, the keys, and the audit events that will close it."""

    def __init__(self, session: Session, keys: KeyRing, actor: Actor) -> None:
        """Open with no events; a use case that records none is a defect and fails."""
        self.session = session
        self.keys = keys
        self.actor = actor
        self.at: datetime = clock.now()
        self._events: list[audit.PendingEvent] = []

    @property
    def connection(self) -> Connection:
        """The connection of this transaction, for a statement that needs no objects made of rows."""
        return self.session.connection()

    def record(
        self, event_type: str, object_id: str, **codes: str | int | list[str] | None
    ) -> None:
        """Queue an audit event. ``codes`` are codes and identifiers, never a person's details."""
        self._events.append(
            audit.PendingEvent(
                type=event_type, actor=self.actor, object_id=object_id, at=self.at, codes=codes
            )
        )

    def close(self) -> None:
        """Write the events and commit; the audit head is locked here and nowhere else."""
        if not self._events:
            raise AssertionError("A write transaction must record at least one audit event.")
        self.session.flush()
        audit.append(self.session, self._events)
        self.session.commit()


class Database:
    """An open database with the key ring that reads its encrypted fields."""

    def __init__(self, engine: Engine, keys: KeyRing, *, is_demo: bool = False) -> None:
        """Keep the engine; sessions are made per use. ``is_demo`` is what the database says it is.

        A reading on PostgreSQL ends with a commit, because its driver forgets with a rollback which
        statements it has prepared; it is read only, so that nothing can be kept by mistake.
        """
        self.engine = engine
        self.keys = keys
        self.is_demo = is_demo
        self._writer = engine.execution_options(isa_write=True)
        self._reader = engine.execution_options(postgresql_readonly=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for reading: nothing that is written in it is kept."""
        with answering(), Session(self._reader, expire_on_commit=False) as session:
            yield session
            if self.is_postgresql:
                session.commit()

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A bare connection for reading: no objects are made of rows, which is what takes time."""
        with answering(), self._reader.connect() as connection:
            yield connection
            if self.is_postgresql:
                connection.commit()

    @contextmanager
    def write(self, actor: Actor) -> Iterator[UnitOfWork]:
        """One audited transaction; anything raised inside rolls all of it back."""
        with answering(), Session(self._writer, expire_on_commit=False) as session:
            work = UnitOfWork(session, self.keys, actor)
            yield work
            work.close()

    @property
    def is_postgresql(self) -> bool:
        """Whether this is PostgreSQL rather than SQLite."""
        return self.engine.dialect.name == "postgresql"


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite address, or None for another engine."""
    parsed = make_url(url)
    return (
        Path(parsed.database) if parsed.get_backend_name() == "sqlite" and parsed.database else None
    )


def make_engine(url: str) -> Engine:
    """An engine with our settings: WAL, foreign keys and immediate writers on SQLite; lock limits on PostgreSQL.

    Its errors never hold the values of a statement. ``ConfigurationError`` for an address that
    cannot be one; the address itself is not repeated, because it may hold a password.
    """
    try:
        path = sqlite_path(url)
        engine = create_engine(url, pool_pre_ping=path is None, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise ConfigurationError(
            "ISA_DATABASE_URL is not an address of a database that this program can use. It begins "
            "with sqlite:/// or postgresql+psycopg://"
        ) from error
    if path is None:
        event.listen(engine, "connect", _limit_postgresql_waits)
        return engine
    _make_folder(path.parent)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            _(
                "The folder of the database cannot be made: {strerror}. Check ISA_DATABASE_URL."
            ).format(strerror=error.strerror)
        ) from error


def _limit_postgresql_waits(connection: Any, _entry: ConnectionPoolEntry) -> None:  # noqa: ANN401 -- DBAPI
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '5s'")
        cursor.execute("SET statement_timeout = '30s'")
    connection.commit()


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:  # noqa: ANN401 -- DBAPI
    connection.isolation_level = None  # SQLAlchemy's begin event decides how a transaction starts
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer waits for its turn here, where SQLAlchemy tells a busy database; a reader cannot fail.

    Every page opens several readings, and what SQLAlchemy does around a statement would take longer
    than the statement.
    """
    if connection.get_execution_options().get("isa_write", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    elif (driver := connection.connection.dbapi_connection) is not None:
        driver.cursor().execute("BEGIN")
