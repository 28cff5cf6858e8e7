"""A copy of the whole database in one file, and putting such a copy back where nothing is.

A copy is taken while the service runs. Neither way overwrites anything, and a copy counts only when
the file is sound and its audit trail holds together. The keys are never in it: without the key ring
no record of it can be read, so a copy is put back only where the key ring that is set opens it.
"""

import hashlib
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy import text as sql
from sqlmodel import Session

from isa.platform import audit, installation, put_back
from isa.platform import backup_postgresql as postgresql
from isa.platform.audit import Verification
from isa.platform.backup_keys import check_keys
from isa.platform.config import Settings
from isa.platform.crypto import KeyRing, configured_key_ring
from isa.platform.database import Database, answering, make_engine, sqlite_path
from isa.platform.errors import ConfigurationError
from isa.platform.installation import Kind
from isa.platform.wording import gettext as _

_PAGES_AT_ONCE = 4096
_THERE = _("There is something at {to} already, and nothing is overwritten. Name another place.")


@dataclass(frozen=True)
class Copied:
    """A finished copy: where it is, its digest, and the audit trail it holds."""

    path: Path
    kind: str
    sha256: str
    trail: Verification


def back_up(config: Settings, to: Path) -> Copied:
    """Copy the database that is set to a new file; ``ConfigurationError`` says what stands in the way.

    ``Tampered`` when the audit trail does not hold together: no copy is left then.
    """
    source = sqlite_path(config.database_url)
    if source is None:
        return _dumped(config.database_url, to)
    if not source.is_file():
        raise ConfigurationError(_("There is no database at {source}.").format(source=source))
    return _copied(source, to)


def restore(config: Settings, source: Path) -> Copied:
    """Put a copy where the address that is set has no database yet; ``ConfigurationError`` otherwise.

    Also when the key ring that is set does not open what the copy holds: the keys it lacks are named.
    What was put back stays closed until somebody said what was disposed of since; see ``put_back``.
    """
    if not source.is_file():
        raise ConfigurationError(_("There is no file {source}.").format(source=source))
    to = sqlite_path(config.database_url)
    with source.open("rb") as handle:
        is_dump = handle.read(len(postgresql.BEGINS)) == postgresql.BEGINS
    if is_dump is not (to is None):
        raise ConfigurationError(
            _(
                "{source} is a copy of PostgreSQL, and ISA_DATABASE_URL names SQLite. Set it to an empty "
                "PostgreSQL database."
            ).format(source=source)
            if is_dump
            else _("{source} is not a copy of PostgreSQL, and ISA_DATABASE_URL names one.").format(
                source=source
            )
        )
    if to is None:
        return _loaded(config, source)
    return _copied(source, to, config)


def _dumped(url: str, to: Path) -> Copied:
    """A sound copy of a PostgreSQL database at a place where nothing was."""
    engine = make_engine(url)
    try:
        with _fresh(to) as fresh, answering():
            kind = _kind(engine, _("The database that is set"))
            trail = postgresql.dump(engine, url, fresh)
            os.link(fresh, to)
    finally:
        engine.dispose()
    return Copied(to, kind.value, _digest(to), trail)


def _loaded(config: Settings, source: Path) -> Copied:
    """A copy in the PostgreSQL database that is set, or nothing there at all."""
    engine = make_engine(config.database_url)
    with answering():
        before = postgresql.functions(engine)
        postgresql.load(engine, config.database_url, source)
        try:
            kind = _kind(engine, str(source))
            with Session(engine) as session:
                session.execute(sql("SET LOCAL statement_timeout = 0"))
                trail = audit.verify(session)
                ring = _ring(config, kind)
                check_keys(session, ring)
            put_back.note(Database(engine, ring, is_demo=kind is Kind.DEMO))
        except BaseException:
            postgresql.take_out(engine, before)
            raise
        finally:
            engine.dispose()
    return Copied(source, kind.value, _digest(source), trail)


def _ring(config: Settings, kind: Kind) -> KeyRing:
    """The key ring that is set, never a new one: that could open nothing."""
    beside = sqlite_path(config.database_url)
    if kind is Kind.DEMO and beside is not None and configured_key_ring(config) is None:
        ring = beside.with_suffix(".keys.json")
        if not ring.exists():
            raise ConfigurationError(
                _(
                    "The keys of a demonstration lie beside its database. Copy its .keys.json to {ring} first."
                ).format(ring=ring)
            )
    return installation.keys_of(config, kind)


def _digest(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _kind(engine: Engine, where: str) -> Kind:
    kind = installation.kind_of(engine)
    if kind is None:
        raise ConfigurationError(_("{source} holds no installation.").format(source=where))
    return kind


def _copied(source: Path, to: Path, keys_of: Settings | None = None) -> Copied:
    """A sound copy at a place where nothing was, or nothing there at all.

    ``keys_of`` says whose key ring must open it; a copy that is only kept may be sealed with any.
    """
    try:
        with _fresh(to) as fresh:
            _copy(source, fresh)
            kind, trail = _checked(fresh, source, keys_of)
            os.link(fresh, to)  # fails where something has come to be meanwhile
    except sqlite3.DatabaseError as error:
        raise ConfigurationError(
            _("{source} is not a sound database.").format(source=source)
        ) from error
    return Copied(to, kind, _digest(to), trail)


@contextmanager
def _fresh(to: Path) -> Iterator[Path]:
    """An empty file of nobody else's beside a place where nothing is yet; it goes again in any case."""
    if to.exists():
        raise ConfigurationError(_THERE.format(to=to))
    if not to.parent.is_dir():
        raise ConfigurationError(
            _("There is no folder {folder}. Make it first.").format(folder=to.parent)
        )
    fresh = to.with_name(f".{to.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield fresh
    except FileExistsError as error:
        raise ConfigurationError(_THERE.format(to=to)) from error
    finally:
        for left in (fresh, *(fresh.with_name(fresh.name + end) for end in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)


def _copy(source: Path, to: Path) -> None:
    """By SQLite itself, so that what others write meanwhile is in it whole or not at all."""
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as read,
        closing(sqlite3.connect(to)) as write,
    ):
        read.backup(write, pages=_PAGES_AT_ONCE)
        if write.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError


def _close(path: Path) -> None:
    """Everything in the one file, with no journal beside it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _checked(fresh: Path, source: Path, keys_of: Settings | None) -> tuple[str, Verification]:
    engine = make_engine(f"sqlite:///{fresh}")
    try:
        kind = _kind(engine, str(source))
        with Session(engine) as session:
            trail = audit.verify(session)
            if keys_of is not None:
                ring = _ring(keys_of, kind)
                check_keys(session, ring)
        if keys_of is not None:
            put_back.note(Database(engine, ring, is_demo=kind is Kind.DEMO))
    finally:
        engine.dispose()
    _close(fresh)
    return kind.value, trail
