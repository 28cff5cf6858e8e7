"""The ground, on both engines: migrations, triggers, the audit chain, keys, start-up refusals."""

import threading
from collections.abc import Callable
from contextlib import nullcontext

import pytest
from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.exc import DBAPIError
from typer.testing import CliRunner

from isa import cli
from isa.platform import audit, clock, installation, schema, users
from isa.platform.config import Settings
from isa.platform.crypto import new_key_ring_json
from isa.platform.database import Database, make_engine
from isa.platform.errors import (
    ConfigurationError,
    Invalid,
    NotFound,
    NotPermitted,
    SchemaError,
    Stale,
    StorageUnavailable,
    Tampered,
)
from isa.platform.identity import SYSTEM, Actor, Grant, Role
from isa.platform.schema import SchemaState
from isa.platform.tables import UserRow
from tests.conftest import ENGINES, KEYS, live_settings

IG_AT_COUNCIL = frozenset({Grant(role=Role.IG_LEAD, agency_id="council")})


def add(database: Database, actor: Actor, email: str = "morag@council.example") -> users.User:
    return users.add_user(
        database,
        actor,
        email=email,
        name="Morag Testwell",
        job_title="IG lead",
        agency_id="council",
        grants=IG_AT_COUNCIL,
    )


def signed_in(**more: object) -> dict[str, object]:
    """Claims of an identity provider, made just now."""
    return {"iss": "i", "sub": "1", "iat": int(clock.now().timestamp()), **more}


@pytest.mark.parametrize("engine_name", ENGINES)
def test_migrations_go_up_down_and_up_again(
    engine_name: str, fresh_url: Callable[..., str]
) -> None:
    engine = make_engine(fresh_url(engine_name, empty=True))

    schema.upgrade(engine)
    first = set(inspect(engine).get_table_names())
    schema.downgrade(engine, "base")
    left = set(inspect(engine).get_table_names())
    schema.upgrade(engine)

    assert left == {"alembic_version"}
    assert set(inspect(engine).get_table_names()) == first
    assert schema.state(engine) is SchemaState.CURRENT
    engine.dispose()


@pytest.mark.parametrize("engine_name", ENGINES)
def test_migrations_build_what_the_tables_declare(
    engine_name: str, fresh_url: Callable[..., str]
) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlmodel import SQLModel

    engine = make_engine(fresh_url(engine_name))
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)

    assert differences == []
    engine.dispose()


def test_every_write_leaves_an_audit_event(database: Database, administrator: Actor) -> None:
    user = add(database, administrator)

    with database.read() as session:
        found = audit.events_about(session, user.id, ("user_added",))
        assert [event.actor_id for event in found] == [administrator.id]
        assert audit.verify(session).events == 2


def test_a_write_without_an_audit_event_is_refused(database: Database) -> None:
    with pytest.raises(AssertionError, match="audit event"), database.write(SYSTEM):
        pass


def test_a_failed_write_leaves_nothing(database: Database, administrator: Actor) -> None:
    add(database, administrator)

    with pytest.raises(Invalid, match="already has a user"):
        add(database, administrator)

    with database.read() as session:
        assert audit.verify(session).events == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET type = 'x'",
        "DELETE FROM audit_event",
        "UPDATE installation SET kind = 'demo'",
        "DELETE FROM installation",
        "UPDATE audit_head SET n = 0",
    ],
)
def test_triggers_refuse_to_rewrite_history(database: Database, statement: str) -> None:
    with pytest.raises(DBAPIError), database.engine.begin() as connection:
        connection.execute(text(statement))


def test_verify_finds_a_row_altered_around_the_triggers(
    database: Database, administrator: Actor
) -> None:
    add(database, administrator)
    name = "audit_event_no_update"
    drop = (
        f"DROP TRIGGER {name} ON audit_event" if database.is_postgresql else f"DROP TRIGGER {name}"
    )
    with database.engine.begin() as connection:
        connection.execute(text(drop))
        body = connection.execute(text("SELECT body FROM audit_event WHERE n = 2")).scalar_one()
        altered = bytes(body).replace(administrator.id.encode(), b"user-somebody-els")
        connection.execute(text("UPDATE audit_event SET body = :b WHERE n = 2"), {"b": altered})

    with database.read() as session, pytest.raises(Tampered, match="Audit event 2"):
        audit.verify(session)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE audit_event SET actor_id = 'other' WHERE n = 2", "columns do not match"),
        ("DELETE FROM audit_event WHERE n = 1", "Audit event 1 is missing"),
        ("DELETE FROM audit_event WHERE n = 2", "head of the trail names event 2"),
    ],
)
def test_verify_names_what_is_wrong(
    database: Database, administrator: Actor, change: str, says: str
) -> None:
    add(database, administrator)
    with database.engine.begin() as connection:
        for name in ("audit_event_no_update", "audit_event_no_delete"):
            on = " ON audit_event" if database.is_postgresql else ""
            connection.execute(text(f"DROP TRIGGER {name}{on}"))
        connection.execute(text(change))

    with database.read() as session, pytest.raises(Tampered, match=says):
        audit.verify(session)


def test_many_writers_leave_one_gapless_chain(database: Database, administrator: Actor) -> None:
    failures: list[Exception] = []

    def write(worker: int) -> None:
        try:
            for n in range(5):
                add(database, administrator, email=f"w{worker}-{n}@council.example")
        except Exception as error:
            failures.append(error)

    workers = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert failures == []
    with database.read() as session:
        assert audit.verify(session).events == 41


def test_only_an_administrator_adds_users(database: Database, practitioner: Actor) -> None:
    with pytest.raises(NotPermitted):
        add(database, practitioner)


def test_first_sign_in_binds_the_identity_and_only_that_one(
    database: Database, administrator: Actor
) -> None:
    add(database, administrator)
    claims = signed_in(iss="https://id.example", email="Morag@Council.example")

    assert users.resolve(database, claims) is not None
    assert users.resolve(database, {**claims, "email": "changed@council.example"}) is not None
    assert users.resolve(database, {**claims, "sub": "2"}) is None
    assert users.resolve(database, {**claims, "iss": "https://other.example"}) is None


def test_unverified_email_never_signs_in(database: Database, administrator: Actor) -> None:
    add(database, administrator)
    for said in (False, "false", None, 0):
        claims = signed_in(email="morag@council.example", email_verified=said)
        assert users.resolve(database, claims) is None


def test_a_sign_in_lasts_twelve_hours_and_one_without_a_time_not_at_all(
    sqlite_database: Database, administrator: Actor
) -> None:
    add(sqlite_database, administrator)
    now = clock.now().timestamp()
    claims = signed_in(email="morag@council.example")
    assert users.resolve(sqlite_database, claims) is not None

    for issued in (now - 12 * 3600 - 1, now + 3600, None, True, "1795280280"):
        assert users.resolve(sqlite_database, {**claims, "iat": issued}) is None
    del claims["iat"]
    assert users.resolve(sqlite_database, claims) is None


def test_a_disabled_user_is_out_at_the_next_click(database: Database, administrator: Actor) -> None:
    user = add(database, administrator)
    claims = signed_in(email="morag@council.example")
    assert users.resolve(database, claims) is not None

    users.disable_user(database, administrator, user.id)

    assert users.resolve(database, claims) is None
    assert users.actor_by_id(database, user.id) is None


def test_roles_are_given_and_taken(database: Database, administrator: Actor) -> None:
    user = add(database, administrator)
    grant = Grant(role=Role.AUDITOR, agency_id="council")

    users.set_role(database, administrator, user.id, grant, held=True)
    given = users.actor_by_id(database, user.id)
    users.set_role(database, administrator, user.id, grant, held=False)
    taken = users.actor_by_id(database, user.id)

    assert given is not None
    assert grant in given.grants
    assert taken is not None
    assert grant not in taken.grants


def test_a_role_that_is_not_held_there_cannot_seem_to_be_taken(
    database: Database, administrator: Actor
) -> None:
    user = add(database, administrator)
    everywhere = Grant(role=Role.IG_LEAD, agency_id=None)

    with pytest.raises(NotFound, match="does not hold"):
        users.set_role(database, administrator, user.id, everywhere, held=False)


def test_a_role_given_on_the_command_line_reaches_the_persons_own_agency_unless_asked(
    database: Database, administrator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = add(database, administrator)
    monkeypatch.setattr(cli.installation, "opened", lambda: nullcontext(database))
    run = CliRunner().invoke

    run(cli.app, ["user", "role", user.email, "safeguarding_lead"])
    run(cli.app, ["user", "role", user.email, "auditor", "--whole-installation"])
    run(cli.app, ["user", "role", user.email, "administrator"])

    given = users.actor_by_id(database, user.id)
    assert given is not None
    assert given.grants - IG_AT_COUNCIL == {
        Grant(role=Role.SAFEGUARDING_LEAD, agency_id="council"),
        Grant(role=Role.AUDITOR, agency_id=None),
        Grant(role=Role.ADMINISTRATOR, agency_id=None),
    }


@pytest.mark.parametrize("engine_name", ENGINES)
def test_a_live_database_behind_this_release_is_refused(
    engine_name: str, fresh_url: Callable[..., str]
) -> None:
    url = fresh_url(engine_name)
    engine = make_engine(url)
    schema.downgrade(engine, "0003")
    engine.dispose()

    with pytest.raises(SchemaError, match=r"behind this release.*isa migrate"):
        installation.open_existing(live_settings(url))


@pytest.mark.parametrize("engine_name", ENGINES)
def test_a_database_ahead_of_this_release_is_refused(
    engine_name: str, fresh_url: Callable[..., str]
) -> None:
    url = fresh_url(engine_name)
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(SchemaError, match="newer release"):
        installation.open_existing(live_settings(url))


def test_a_demo_database_behind_this_release_is_brought_up_to_date(tmp_path) -> None:
    config = Settings(database_url=f"sqlite:///{tmp_path}/demo.sqlite")
    made = installation.create(config, installation.Kind.DEMO)
    schema.downgrade(made.engine, "0003")

    database, kind = installation.open_existing(config)

    assert kind is installation.Kind.DEMO
    assert schema.state(database.engine) is SchemaState.CURRENT


def test_a_live_start_without_a_key_is_refused(fresh_url: Callable[..., str]) -> None:
    with pytest.raises(ConfigurationError, match="no key ring is set"):
        installation.open_existing(Settings(database_url=fresh_url("sqlite")))


def test_a_start_with_the_wrong_key_is_refused(fresh_url: Callable[..., str]) -> None:
    wrong = Settings(database_url=fresh_url("sqlite"), keys=new_key_ring_json())

    with pytest.raises(ConfigurationError, match="not the one this database was made with"):
        installation.open_existing(wrong)


def test_a_demonstration_is_refused_on_postgresql() -> None:
    config = Settings(database_url="postgresql+psycopg://nowhere/x", keys=KEYS)

    with pytest.raises(ConfigurationError, match="SQLite only"):
        installation.create(config, installation.Kind.DEMO)


def test_a_live_database_never_becomes_a_demonstration(fresh_url: Callable[..., str]) -> None:
    with pytest.raises(ConfigurationError, match="live installation and stays one"):
        installation.create(live_settings(fresh_url("sqlite")), installation.Kind.DEMO)


def test_an_empty_database_says_how_to_begin(tmp_path) -> None:
    with pytest.raises(ConfigurationError, match="isa demo load"):
        installation.open_existing(live_settings(f"sqlite:///{tmp_path}/new.sqlite"))


def test_a_stopped_database_says_that_nothing_was_saved(
    postgresql_server: str, administrator: Actor
) -> None:
    gone = make_engine("postgresql+psycopg://postgres@127.0.0.1:1/none")
    ring = installation.configured_key_ring(live_settings("sqlite://"))
    assert ring is not None

    with pytest.raises(StorageUnavailable, match="nothing was saved"):
        add(Database(gone, ring), administrator)


def test_a_database_that_does_not_answer_is_named_at_the_door() -> None:
    with pytest.raises(StorageUnavailable):
        installation.open_existing(
            live_settings("postgresql+psycopg://postgres:s3cret@127.0.0.1:1/none")
        )


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://root:s3cret@host/isa", "oracle://x"])
def test_an_address_that_cannot_be_one_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ConfigurationError, match="ISA_DATABASE_URL") as refused:
        installation.open_existing(Settings(database_url=url, keys=KEYS))

    assert "s3cret" not in str(refused.value)


def test_the_tables_of_another_program_are_left_alone(tmp_path) -> None:
    url = f"sqlite:///{tmp_path}/other.sqlite"
    with make_engine(url).begin() as connection:
        connection.execute(text("CREATE TABLE theirs (id INTEGER)"))

    with pytest.raises(SchemaError, match="another program"):
        installation.create(live_settings(url), installation.Kind.LIVE)


def test_a_locked_database_says_that_nothing_was_saved(
    sqlite_database: Database, administrator: Actor
) -> None:
    with sqlite_database.engine.connect() as waiting:
        waiting.connection.driver_connection.execute("PRAGMA busy_timeout=1")
    with make_engine(str(sqlite_database.engine.url)).connect() as other:
        other.exec_driver_sql("PRAGMA locking_mode=NORMAL")
        other.connection.driver_connection.execute("COMMIT")
        other.connection.driver_connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageUnavailable, match="nothing was saved"):
            add(sqlite_database, administrator)
        other.connection.driver_connection.execute("ROLLBACK")


def test_a_read_only_database_says_that_nothing_was_saved(
    database: Database, administrator: Actor
) -> None:
    @event.listens_for(database.engine, "begin")
    def no_writing(connection: Connection) -> None:
        is_sqlite = connection.dialect.name == "sqlite"
        connection.exec_driver_sql(
            "PRAGMA query_only=ON" if is_sqlite else "SET TRANSACTION READ ONLY"
        )

    with pytest.raises(StorageUnavailable, match="nothing was saved"):
        add(database, administrator)


def put_user(database: Database, actor: Actor, user_id: str, *, fails: bool = False) -> None:
    with database.write(actor) as work:
        row = UserRow(id=user_id, email="x@y.example", name="", agency_id="", created_at=work.at)
        work.session.add(row)
        work.session.flush()
        work.record("user_added", user_id)
        if fails:
            raise RuntimeError


def change(database: Database, actor: Actor, statement: str) -> None:
    with database.write(actor) as work:
        work.session.execute(text(statement))
        work.record("never", "x")


def test_two_who_add_the_same_key_at_once_are_told_that_one_was_first(
    database: Database, administrator: Actor
) -> None:
    user = add(database, administrator)

    with pytest.raises(Stale):
        put_user(database, administrator, user.id)


def test_what_a_trigger_refuses_is_a_defect_and_not_a_busy_database(
    database: Database, administrator: Actor
) -> None:
    add(database, administrator)

    with pytest.raises(DBAPIError):
        change(database, administrator, "DELETE FROM audit_event")


def test_an_exception_of_the_database_never_holds_a_value(database: Database) -> None:
    with pytest.raises(DBAPIError) as failed, database.engine.connect() as connection:
        connection.execute(text("SELECT nothing FROM nowhere WHERE x = :x"), {"x": "Sami K"})

    assert "Sami" not in str(failed.value)


def test_an_exception_in_the_middle_leaves_nothing(
    database: Database, administrator: Actor
) -> None:
    with pytest.raises(RuntimeError):
        put_user(database, administrator, "u", fails=True)

    assert users.actor_by_id(database, "u") is None
    with database.read() as session:
        assert audit.verify(session).events == 1
