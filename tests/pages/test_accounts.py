"""What an administrator does with users, and what an auditor asks of the trail."""

import json

from streamlit.testing.v1 import AppTest

from isa.platform import users
from isa.platform.database import Database
from isa.platform.identity import SYSTEM, Grant, Role
from isa.platform.users import User
from tests.conftest import an_actor
from tests.pages.conftest import OpenAs


def found(demo: Database, email: str) -> User:
    return users.find_user(demo, SYSTEM, email)


def test_adding_a_user_without_answers_says_what_is_missing(open_as: OpenAs) -> None:
    app = open_as("demo-administrator", "isa/pages/user_new.py")
    app.button(key="primary").click().run()
    missing = (
        "an e-mail address",
        "the person's name",
        "the agency they work for",
        "at least one role",
    )
    assert all(each in said(app) for each in missing)


def test_an_administrator_adds_a_user_at_an_agency_found_by_name(
    open_as: OpenAs, demo: Database
) -> None:
    app = open_as("demo-administrator", "isa/pages/user_new.py")
    app.text_input(key="w.email").set_value("new.person@example.org")
    app.text_input(key="w.name").set_value("New Person")
    app.text_input(key="w.agency.text").set_value("exampleshire prim")
    app.checkbox(key="w.roles.practitioner").check()
    app.run()
    app.radio(key="w.agency").set_value("exampleshire-primary").run()
    app.button(key="primary").click().run()
    assert app.title[0].value == "Users"
    added = found(demo, "new.person@example.org")
    assert added.agency_id == "exampleshire-primary"
    assert {(g.role, g.agency_id) for g in added.grants} == {
        (Role.PRACTITIONER, "exampleshire-primary")
    }


def test_an_administrator_changes_roles_and_stops_access(open_as: OpenAs, demo: Database) -> None:
    app = open_as("demo-administrator", "isa/pages/user.py", id="demo-practitioner")
    app.checkbox(key="w.roles.practitioner").uncheck()
    app.checkbox(key="w.roles.auditor").check()
    app.button(key="primary").click().run()
    user = next(u for u in users.list_users(demo, SYSTEM) if u.id == "demo-practitioner")
    assert {grant.role for grant in user.grants} == {Role.AUDITOR}
    app.button(key="stop").click().run()
    assert users.actor_by_id(demo, "demo-practitioner") is None


def test_nobody_is_left_without_a_role_by_mistake(open_as: OpenAs, demo: Database) -> None:
    app = open_as("demo-administrator", "isa/pages/user.py", id="demo-practitioner")
    app.checkbox(key="w.roles.practitioner").uncheck()
    app.button(key="primary").click().run()
    assert users.actor_by_id(demo, "demo-practitioner").roles == {Role.PRACTITIONER}


def test_an_administrator_cannot_stop_themselves(open_as: OpenAs) -> None:
    app = open_as("demo-administrator", "isa/pages/user.py", id="demo-administrator")
    assert "stop" not in {button.key for button in app.button}


def test_an_auditor_checks_the_trail_and_sees_when_it_was_altered(
    open_as: OpenAs, demo: Database
) -> None:
    app = open_as("demo-auditor", "isa/pages/audit.py")
    app.button(key="check-trail").click().run()
    assert any("in order and unaltered" in element.value for element in app.markdown)
    with demo.engine.connect() as connection:
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS audit_event_no_update")
        triggers = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_event'"
        ).all()
        for (name,) in triggers:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE audit_event SET actor_id = 'somebody' WHERE n = 1")
        connection.commit()
    app.button(key="check-trail").click().run()
    assert any("event 1" in element.value for element in app.markdown)


def test_a_user_of_an_agency_that_is_not_in_the_register_can_be_seen_and_stopped(
    open_as: OpenAs, demo: Database
) -> None:
    user = users.add_user(
        demo,
        SYSTEM,
        email="first@example.org",
        name="First Person",
        job_title="",
        agency_id="not-listed-yet",
        grants=frozenset({Grant(role=Role.AUDITOR, agency_id=None)}),
    )
    listed = open_as("demo-administrator", "isa/pages/users.py")
    assert not listed.exception
    app = open_as("demo-administrator", "isa/pages/user.py", id=user.id)
    assert app.title[0].value == "First Person"
    app.button(key="stop").click().run()
    assert users.actor_by_id(demo, user.id) is None


def test_a_role_held_at_two_agencies_is_taken_at_both(open_as: OpenAs, demo: Database) -> None:
    at_another = Grant(role=Role.PRACTITIONER, agency_id="exampleshire-gp")
    users.set_role(demo, SYSTEM, "demo-practitioner", at_another, held=True)
    app = open_as("demo-administrator", "isa/pages/user.py", id="demo-practitioner")
    app.checkbox(key="w.roles.practitioner").uncheck()
    app.checkbox(key="w.roles.auditor").check()
    app.button(key="primary").click().run()
    assert users.actor_by_id(demo, "demo-practitioner").roles == {Role.AUDITOR}


def events(app: AppTest) -> list[list[str]]:
    """The rows of the table of events, as texts."""
    held = (json.loads(found.proto.json)[0] for found in app.get("bidi_component"))
    tables = [one for one in held if one.get("caption") == "Events, newest first"]
    return [[cell["text"] for cell in row["cells"]] for one in tables for row in one["rows"]]


def said(app: AppTest) -> str:
    return " ".join(element.value for element in app.markdown)


def test_an_auditor_sees_who_did_what_and_narrows_it_down(open_as: OpenAs, demo: Database) -> None:
    users.disable_user(
        demo, an_actor(Role.ADMINISTRATOR, user="demo-administrator"), "demo-ig-lead"
    )
    app = open_as("demo-auditor", "isa/pages/audit.py")
    rows = events(app)
    assert rows[0][2] == "User stopped"
    assert rows[0][3] not in ("", "demo-administrator")  # their name, not their identifier
    assert all("_" not in row[2] for row in rows)
    app.selectbox(key="w.about").set_value("agency").run()
    assert events(app)
    assert not any("User" in row[2] for row in events(app))
    app.text_input(key="w.who").set_value("nobody of this name").run()
    assert "No event is like this" in said(app)
    app.text_input(key="w.since.day").set_value("31")
    app.text_input(key="w.since.month").set_value("2").run()
    assert "real date" in said(app)


def test_an_administrator_moves_a_user_and_is_told_what_stays(
    open_as: OpenAs, demo: Database, bruise: str
) -> None:
    app = open_as("demo-administrator", "decisions/pages/user_move.py", id="demo-practitioner")
    assert "1 draft that" in said(app)
    app.text_input(key="w.agency.text").set_value("exampleshire gp").run()
    app.button(key="primary").click().run()
    assert "Select the agency they move to" in said(app)
    assert "Select at least one role" in said(app)
    app.radio(key="w.agency").set_value("exampleshire-gp").run()
    app.checkbox(key="w.roles.practitioner").check()
    app.button(key="primary").click().run()
    assert "has to sign in again" in said(app)
    moved = users.actor_by_id(demo, "demo-practitioner")
    assert moved is not None
    assert moved.agency_id == "exampleshire-gp"
    draft = open_as("demo-practitioner", "decisions/pages/check.py", draft=bruise)
    assert "stays with the agency" in said(draft)
