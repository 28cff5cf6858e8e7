"""What this database is, demo or live, and opening it safely at start-up.

Demo is a property of the data, written once and immutable by trigger; it is never a flag. A live
database has no path to demonstration identities, and refuses to open without its own keys.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from sqlalchemy import Engine
from sqlmodel import Session, select

from isa.platform import clock, put_back, schema
from isa.platform.config import Settings, settings
from isa.platform.crypto import KeyRing, configured_key_ring, demo_key_ring
from isa.platform.database import Database, answering, make_engine, sqlite_path
from isa.platform.errors import ConfigurationError, NotSetUp, SchemaError, Tampered
from isa.platform.identity import SYSTEM
from isa.platform.schema import SchemaState
from isa.platform.tables import InstallationRow
from isa.platform.wording import check_language
from isa.platform.wording import gettext as _

_CHECK = "isa"
_NO_KEYS = _(
    "This is a live installation and no key ring is set, so its records cannot be read or written. "
    "Set ISA_KEYS or ISA_KEY_FILE to the key ring made with: isa keys new"
)


class Kind(StrEnum):
    """A demonstration with invented people, or the real thing."""

    DEMO = "demo"
    LIVE = "live"


def kind_of(engine: Engine) -> Kind | None:
    """The kind written in the database, or None if it has not been set up.

    Raises ``StorageUnavailable`` when it does not answer, ``SchemaError`` when it is not ours.
    """
    with answering():
        found = schema.state(engine)
        if found is SchemaState.EMPTY:
            return None
        if found is SchemaState.FOREIGN:
            raise SchemaError(
                _(
                    "This database holds tables of another program. Point ISA_DATABASE_URL at an empty one."
                )
            )
        with Session(engine) as session:
            row = session.exec(select(InstallationRow)).first()
    return Kind(row.kind) if row else None


def keys_of(config: Settings, kind: Kind) -> KeyRing:
    """The key ring that is set; for a demonstration without one, the ring beside its database."""
    ring = configured_key_ring(config)
    if ring is not None:
        return ring
    path = sqlite_path(config.database_url)
    if kind is Kind.LIVE or path is None:
        raise ConfigurationError(_NO_KEYS)
    return demo_key_ring(path)


def _check_keys(database: Database) -> None:
    with database.read() as session:
        row = session.exec(select(InstallationRow)).one()
    try:
        database.keys.decrypt(row.key_check, table="installation", row="1", column="key_check")
    except Tampered as error:
        raise ConfigurationError(
            _(
                "The key ring that is set is not the one this database was made with. "
                "Set ISA_KEYS or ISA_KEY_FILE to the right one; nothing was changed."
            )
        ) from error


def create(config: Settings, kind: Kind) -> Database:
    """Set up an empty database, or bring an existing one of the same kind up to this release.

    Raises ``ConfigurationError`` when the database is of the other kind, when a demonstration is
    asked for on PostgreSQL, or when a live installation has no keys.
    """
    if kind is Kind.DEMO and sqlite_path(config.database_url) is None:
        raise ConfigurationError(
            _(
                "A demonstration runs on SQLite only, so that it can never stand on a shared server. "
                "Unset ISA_DATABASE_URL, or run: isa migrate"
            )
        )
    engine = make_engine(config.database_url)
    existing = kind_of(engine)
    if existing not in (None, kind):
        raise ConfigurationError(
            _(
                "This database is a {existing} installation and stays one. Point "
                "ISA_DATABASE_URL at an empty database instead."
            ).format(existing=existing)
        )
    if schema.state(engine) is SchemaState.AHEAD:
        raise SchemaError(_ahead())
    keys = keys_of(config, kind)
    with answering():
        schema.upgrade(engine)
    database = Database(engine, keys, is_demo=kind is Kind.DEMO)
    if existing is None:
        _write_kind(database, kind)
    _check_keys(database)
    return database


def _write_kind(database: Database, kind: Kind) -> None:
    with database.write(SYSTEM) as work:
        token = work.keys.encrypt(_CHECK, table="installation", row="1", column="key_check")
        work.session.add(
            InstallationRow(id=1, kind=kind.value, created_at=clock.now(), key_check=token)
        )
        work.record("installation_created", "installation", kind=kind.value)


def _ahead() -> str:
    return _(
        "This database was made by a newer release than this one. "
        "Start the newer release; going back needs a restored backup."
    )


def open_existing(config: Settings) -> tuple[Database, Kind]:
    """Open a database that has been set up.

    A demonstration is brought up to date by itself. A live database that is behind or ahead is
    refused with ``SchemaError``; one without keys, not set up at all, in a language that is not there,
    or put back from a copy of which nobody has said what went since, with ``ConfigurationError``.
    """
    database, kind = open_put_back(config)
    put_back.refuse_while_closed(database)
    return database, kind


@contextmanager
def opened() -> Iterator[Database]:
    """The database that is set, for one command."""
    database, _kind = open_existing(settings())
    try:
        yield database
    finally:
        database.engine.dispose()


def open_put_back(config: Settings) -> tuple[Database, Kind]:
    """Open a database as ``open_existing`` does, also one that is closed since it was put back."""
    check_language()
    engine = make_engine(config.database_url)
    kind = kind_of(engine)
    if kind is None:
        raise NotSetUp(
            _(
                "This database is empty. Run 'isa demo load' for a demonstration, "
                "or 'isa migrate' for a live installation."
            )
        )
    found = schema.state(engine)
    if found is SchemaState.AHEAD:
        raise SchemaError(_ahead())
    if found is SchemaState.BEHIND:
        if kind is Kind.LIVE:
            raise SchemaError(
                _("This database is behind this release. Take a backup, then run: isa migrate")
            )
        schema.upgrade(engine)
    database = Database(engine, keys_of(config, kind), is_demo=kind is Kind.DEMO)
    _check_keys(database)
    return database, kind
