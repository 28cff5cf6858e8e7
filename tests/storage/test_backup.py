"""A copy holds everything or does not exist, and is put back only where nothing is."""

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from isa.cli import app
from isa.platform import audit, installation
from isa.platform.backup import back_up, restore
from isa.platform.config import Settings, settings
from isa.platform.database import Database
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
    opened, _kind = installation.open_existing(at(tmp_path / "new.sqlite"))
    assert [hit.id for hit in service.list_agencies(opened, SYSTEM).hits] == ["council"]
    with opened.read() as session:
        assert audit.verify(session) == made.trail
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


def test_postgresql_is_told_its_own_tools(tmp_path: Path) -> None:
    config = Settings(database_url="postgresql+psycopg://nobody@localhost/isa", keys=KEYS)
    with pytest.raises(ConfigurationError, match="pg_dump"):
        back_up(config, tmp_path / "copy")
    with pytest.raises(ConfigurationError, match="pg_restore"):
        restore(config, tmp_path / "copy")


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
