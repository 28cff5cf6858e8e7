"""A copy of a PostgreSQL database by its own tools, checked as a copy of SQLite is.

The trail is verified in the very snapshot that ``pg_dump`` writes down. A copy is put back in one
transaction into a database without tables, checked there, and taken out again when it does not hold. The
password goes to the tools in their environment, never on a command line that others of the machine can read.
"""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy import text as sql
from sqlalchemy.engine import URL, make_url
from sqlmodel import Session

from isa.platform import audit
from isa.platform.audit import Verification
from isa.platform.errors import ConfigurationError
from isa.platform.wording import gettext as _

BEGINS = b"PGDMP"
"""How a copy in pg_dump's own form begins."""
_OURS = sql(
    "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace"
)


def dump(engine: Engine, url: str, to: Path) -> Verification:
    """Write what the database holds at one moment to a file that is there and empty; what its trail ends in."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        connection.execute(sql("SET LOCAL statement_timeout = 0"))
        snapshot = connection.execute(sql("SELECT pg_export_snapshot()")).scalar_one()
        with Session(connection) as session:
            trail = audit.verify(session)
            _run(
                "pg_dump",
                url,
                "--format=custom",
                "--no-owner",
                "--no-privileges",
                f"--snapshot={snapshot}",
                f"--file={to}",
            )
    return trail


def load(engine: Engine, url: str, source: Path) -> None:
    """Put a copy into a database without tables, whole or not at all."""
    if inspect(engine).get_table_names():
        raise ConfigurationError(
            _(
                "The database that is set holds tables already, and nothing is overwritten. Name an empty one."
            )
        )
    _run(
        "pg_restore",
        url,
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        str(source),
    )


def functions(engine: Engine) -> set[str]:
    """The functions that are there, so that those of a copy can be told from them."""
    with engine.connect() as connection:
        return set(connection.execute(_OURS).scalars())


def take_out(engine: Engine, before: set[str]) -> None:
    """Leave a database as empty as it was before a copy that did not hold was put into it."""
    quote = engine.dialect.identifier_preparer.quote
    with engine.begin() as connection:
        for table in inspect(connection).get_table_names():
            connection.execute(sql(f"DROP TABLE {quote(table)} CASCADE"))
        for name in set(connection.execute(_OURS).scalars()) - before:
            connection.execute(sql(f"DROP FUNCTION {name} CASCADE"))


def _run(tool: str, url: str, *words: str) -> None:
    found = shutil.which(tool)
    if found is None:
        raise ConfigurationError(
            _(
                "This is PostgreSQL, and {tool} is not on the PATH. Install the client tools of PostgreSQL, of "
                "the server's release or a newer one, and retry."
            ).format(tool=tool)
        )
    parsed = make_url(url)
    plain = URL.create(
        "postgresql",
        username=parsed.username,
        host=parsed.host,
        port=parsed.port,
        database=parsed.database,
        query=parsed.query,
    )
    environment = dict(os.environ)
    if parsed.password is not None:
        environment["PGPASSWORD"] = str(parsed.password)
    target = f"--dbname={plain.render_as_string()}"
    done = subprocess.run(  # noqa: S603 -- a fixed tool and our own words, no shell
        [found, target, *words], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = " ".join(done.stderr.split())
        raise ConfigurationError(
            _("{tool} stopped, and nothing was written: {told}").format(tool=tool, told=told[:300])
        )
