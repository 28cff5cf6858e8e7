"""The schema's version: bringing a database up to this release, and refusing one that does not fit.

Migrations are forward-only once landed and never edited; round trips are tested before.
"""

from enum import StrEnum
from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from isa.platform.config import ROOT


class SchemaState(StrEnum):
    """How a database's schema compares with this release."""

    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    AHEAD = "ahead"
    FOREIGN = "foreign"


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "isa" / "platform" / "migrations"))
    return config


@cache
def _scripts() -> ScriptDirectory:
    """The migrations of this release, read once: alembic compiles every file of them each time."""
    return ScriptDirectory.from_config(_config())


def state(engine: Engine) -> SchemaState:
    """Compare the database with the newest migration this release knows."""
    scripts = _scripts()
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        has_tables = bool(inspect(connection).get_table_names())
    if revision is None:
        return SchemaState.FOREIGN if has_tables else SchemaState.EMPTY
    if revision == scripts.get_current_head():
        return SchemaState.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return SchemaState.BEHIND if revision in known else SchemaState.AHEAD


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Run the migrations up to ``revision`` in one transaction."""
    config = _config()
    with engine.execution_options(isa_write=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Undo migrations down to ``revision``; for tests of the round trip, never for a live database."""
    config = _config()
    with engine.execution_options(isa_write=True).begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
