"""The door decides who sees which page, and says so calmly when they may not."""

from pathlib import Path

import pytest

from isa.platform import users
from isa.platform.config import settings
from isa.platform.database import Database
from isa.platform.errors import StorageUnavailable
from isa.platform.identity import SYSTEM, Role
from isa.ui import door, site
from tests.pages.conftest import OpenAs

PEOPLE = {
    "demo-practitioner": Role.PRACTITIONER,
    "demo-safeguarding-lead": Role.SAFEGUARDING_LEAD,
    "demo-ig-lead": Role.IG_LEAD,
    "demo-auditor": Role.AUDITOR,
    "demo-administrator": Role.ADMINISTRATOR,
    "demo-legal-adviser": Role.LEGAL_ADVISER,
}
THERE = [entry for entry in site.PAGES if site.exists(entry)]
REFUSED = "Your role does not include this"


def test_nobody_in_particular_is_asked_who_to_be(open_as: OpenAs) -> None:
    app = open_as("")
    assert not app.exception
    assert app.title[0].value == "Who do you want to be?"


@pytest.mark.parametrize("user_id", PEOPLE)
def test_everybody_lands_on_the_first_page_of_their_role(open_as: OpenAs, user_id: str) -> None:
    app = open_as(user_id)
    assert not app.exception
    assert app.title[0].value not in {REFUSED, "Something went wrong", "Who do you want to be?"}


@pytest.mark.parametrize("user_id", PEOPLE)
def test_a_page_opens_for_its_roles_and_for_nobody_else(open_as: OpenAs, user_id: str) -> None:
    role = PEOPLE[user_id]
    for entry in THERE:
        app = open_as(user_id, entry.file)
        assert not app.exception, entry.url_path
        assert (app.title[0].value == REFUSED) == (role not in entry.roles), entry.url_path


def test_no_page_opens_for_a_stranger(open_as: OpenAs) -> None:
    titles = {
        entry.url_path: open_as("", entry.file).title[0].value
        for entry in THERE
        if entry.url_path not in site.OPEN_TO_ALL
    }
    assert set(titles.values()) == {"Who do you want to be?"}, titles


def test_a_stopped_user_is_a_stranger_at_the_next_run(open_as: OpenAs, demo: Database) -> None:
    app = open_as("demo-auditor")
    users.disable_user(demo, SYSTEM, "demo-auditor")
    assert app.run().title[0].value == "Who do you want to be?"


def test_a_demonstration_reached_through_a_proxy_shows_no_page(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "_headers", lambda: {"host": "localhost", "x-forwarded-for": "::1"})
    assert open_as("demo-auditor").title[0].value == "This demonstration is not shown here"


def test_an_empty_database_that_somebody_chose_says_what_to_run(
    open_as: OpenAs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ISA_DATABASE_URL", f"sqlite:///{tmp_path / 'other.sqlite'}")
    settings.cache_clear()
    app = open_as("")
    assert app.title[0].value == "This service is not ready"
    assert "isa migrate" in app.main.markdown[-1].value.replace("\\", "")


def test_a_database_that_does_not_answer_says_nothing_was_saved(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down() -> None:
        raise StorageUnavailable("The database did not answer, so nothing was saved.")

    monkeypatch.setattr(door, "open_installation", down)
    assert open_as("").title[0].value == "The service cannot save or read just now"


@pytest.mark.usefixtures("a_fault_is_meant")
def test_a_fault_in_a_page_shows_a_code_and_no_details(
    open_as: OpenAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **_named: object) -> None:
        raise ValueError("Mia Example, 4")

    monkeypatch.setattr("isa.platform.trail.events", broken)
    app = open_as("demo-auditor", "isa/pages/audit.py")
    shown = " ".join(element.value for element in app.markdown)
    assert "err" in shown
    assert "Mia" not in shown
    assert not app.exception


def test_the_first_look_makes_a_demonstration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ISA_DATABASE_URL", raising=False)
    settings.cache_clear()
    opened, kind = door.open_installation()
    assert kind == "demo"
    assert {actor.id for actor in users.all_actors(opened)} >= set(PEOPLE)
    opened.engine.dispose()
    settings.cache_clear()
