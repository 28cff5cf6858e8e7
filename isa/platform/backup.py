"""A copy of the whole database in one file, and putting such a copy back where nothing is (SQLite).

A copy is taken while the service runs. Neither way overwrites anything, and a copy counts only when
the file is sound and its audit trail holds together. The keys are never in it: without the key ring
no record of it can be read. PostgreSQL has its own tools, which the refusal names.
"""

import hashlib
import os
import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from isa.platform import audit, installation
from isa.platform.audit import Verification
from isa.platform.config import Settings
from isa.platform.database import make_engine, sqlite_path
from isa.platform.errors import ConfigurationError
from isa.platform.wording import gettext as _

_PAGES_AT_ONCE = 4096


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
        raise ConfigurationError(
            _(
                "This is PostgreSQL, which is copied with its own tool: pg_dump --format=custom --file={to} "
                "and put back with pg_restore into an empty database. Then run: isa audit verify"
            ).format(to=to)
        )
    if not source.is_file():
        raise ConfigurationError(_("There is no database at {source}.").format(source=source))
    return _copied(source, to)


def restore(config: Settings, source: Path) -> Copied:
    """Put a copy where the address that is set has no database yet; ``ConfigurationError`` otherwise."""
    to = sqlite_path(config.database_url)
    if to is None:
        raise ConfigurationError(
            _(
                "This is PostgreSQL: put the copy back with pg_restore into an empty database. "
                "Then run: isa audit verify"
            )
        )
    if not source.is_file():
        raise ConfigurationError(_("There is no file {source}.").format(source=source))
    return _copied(source, to)


def _copied(source: Path, to: Path) -> Copied:
    """A sound copy at a place where nothing was, or nothing there at all."""
    if to.exists():
        raise ConfigurationError(
            _(
                "There is something at {to} already, and nothing is overwritten. Name another place."
            ).format(to=to)
        )
    if not to.parent.is_dir():
        raise ConfigurationError(
            _("There is no folder {folder}. Make it first.").format(folder=to.parent)
        )
    fresh = to.with_name(f".{to.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(source, fresh)
        kind, trail = _checked(fresh, source)
        os.link(fresh, to)  # fails where something has come to be meanwhile
    except FileExistsError as error:
        raise ConfigurationError(
            _(
                "There is something at {to} already, and nothing is overwritten. Name another place."
            ).format(to=to)
        ) from error
    except sqlite3.DatabaseError as error:
        raise ConfigurationError(
            _("{source} is not a sound database.").format(source=source)
        ) from error
    finally:
        for left in (fresh, *(fresh.with_name(fresh.name + end) for end in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)
    return Copied(to, kind, hashlib.sha256(to.read_bytes()).hexdigest(), trail)


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


def _checked(fresh: Path, source: Path) -> tuple[str, Verification]:
    engine = make_engine(f"sqlite:///{fresh}")
    try:
        kind = installation.kind_of(engine)
        if kind is None:
            raise ConfigurationError(_("{source} holds no installation.").format(source=source))
        with Session(engine) as session:
            trail = audit.verify(session)
    finally:
        engine.dispose()
    _close(fresh)
    return kind.value, trail
