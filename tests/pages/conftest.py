"""The service in one process: a demonstration, and a way to open a page of it as anybody."""

import json
import shutil
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner

from decisions.journey import entries
from decisions.journey import service as drafts
from decisions.journey.reading import parse
from decisions.records.flatten import flatten
from isa.platform import clock, installation, users
from isa.platform.config import Settings, data_dir, settings
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.web import door_script
from isa.register.demo import load_demo
from isa.ui import door, state

OpenAs = Callable[..., AppTest]
_SECONDS = 20


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration made once; tests get a copy with its keys."""
    path = tmp_path_factory.mktemp("demo") / "isa.sqlite"
    database = installation.create(
        Settings(database_url=f"sqlite:///{path}"), installation.Kind.DEMO
    )
    load_demo(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    return path


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """Every run of an AppTest reads all packages for components and compiles its page; once is enough."""
    patch = pytest.MonkeyPatch()
    patch.setattr(
        manifest_scanner,
        "scan_component_manifests",
        lru_cache(manifest_scanner.scan_component_manifests),
    )
    compiled = ScriptCache()
    for module in (app_test, local_script_runner):
        patch.setattr(module, "ScriptCache", lambda: compiled)
    yield
    patch.undo()


@pytest.fixture
def a_fault_is_meant() -> None:
    """For a test in which a page goes wrong on purpose."""


@pytest.fixture(autouse=True)
def no_fault_unseen(
    caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> Iterator[None]:
    """No page goes wrong half-way down unnoticed: it says so calmly, below what a test looks at."""
    yield
    faults = [one.getMessage() for one in caplog.get_records("call") if one.name == "isa.pages"]
    assert not faults or "a_fault_is_meant" in request.fixturenames, faults


@pytest.fixture
def demo(
    demo_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A demonstration of this test's own, and the one its pages open."""
    path = tmp_path / "isa.sqlite"
    shutil.copy(demo_template, path)
    shutil.copy(demo_template.with_suffix(".keys.json"), path.with_suffix(".keys.json"))
    monkeypatch.setenv("ISA_DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setattr(door, "_headers", lambda: {"host": "localhost:8501"})
    settings.cache_clear()
    st.cache_resource.clear()
    database, _ = installation.open_existing(settings())
    yield database
    database.engine.dispose()
    settings.cache_clear()
    st.cache_resource.clear()


@pytest.fixture
def open_as(demo: Database) -> OpenAs:
    """Run the door as a user of the demonstration (nobody when empty), then a page by its file."""

    def opened(user_id: str, file: str = "", **params: str) -> AppTest:
        app = AppTest.from_file(str(door_script()), default_timeout=_SECONDS)
        if user_id:
            app.session_state[state.DEMO_USER] = user_id
        if file:
            app.switch_page(file)
            for name, value in params.items():
                app.query_params[name] = value
        return app.run()

    return opened


@pytest.fixture
def amina(demo: Database) -> Actor:
    """The practitioner of the demonstration."""
    found = users.actor_by_id(demo, "demo-practitioner")
    assert found is not None
    return found


@pytest.fixture
def bruise(demo: Database, amina: Actor) -> str:
    """A draft with the answers of the worked example; its id."""
    answers = parse((data_dir() / "demo/answers-bruise.json").read_text(), on=clock.today())
    made = drafts.start_draft(demo, amina)
    ids = {"r1": made.answers.recipients[0].id, "i1": made.answers.items[0].id}
    for item in ("i2", "i3"):
        ids[item] = entries.add_item(demo, amina, made.id)
    for path, stored in flatten(answers):
        if path.count(".") and stored != "{}":
            here = ".".join(ids.get(part, part) for part in path.split("."))
            drafts.save_field(demo, amina, made.id, here, json.loads(stored))
    return made.id
