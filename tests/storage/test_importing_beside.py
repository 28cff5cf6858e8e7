"""An import beside others: who writes meanwhile does not wait, and a process that dies leaves nothing."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import event, text

from isa.platform.identity import SYSTEM, Role
from isa.register import service as register
from isa.register.importing import service
from isa.register.importing.committing import service as committing
from isa.register.importing.committing.agreements.service import Agreements
from isa.register.importing.knowing import service as knowing
from isa.register.importing.undoing import service as undoing
from isa.register.model import NewAgency
from tests.conftest import an_actor

LEAD = an_actor(Role.IG_LEAD)
SHORT_OF_THE_LOCK = 4.0
"""A writer on SQLite gives up after five seconds; so long a wait would be one for the import."""


def a_list(rows: int, first: int = 100_000) -> bytes:
    lines = (f"{first + n},Sampleton School {first + n},Sampleton Trust" for n in range(rows))
    return "\n".join(["URN,EstablishmentName,Trusts (name)", *lines]).encode()


def a_register(rows: int) -> bytes:
    lines = (f"R-{n},Sharing about homes {n},Exampleshire Police,1/4/2024" for n in range(rows))
    return "\n".join(["Ref,Title,Party,Date signed", *lines]).encode()


def count(database, table):
    with database.read() as session:
        return session.execute(text(f"SELECT count(*) FROM {table}")).scalar()  # noqa: S608


def an_answer(database):
    """What another session saves meanwhile: an audited write of its own."""
    with database.write(an_actor(Role.PRACTITIONER)) as work:
        work.record("draft_answer_saved", "dft_other", path="person.age")


def meanwhile(act, monkeypatch, module, name):
    """Let ``act`` happen in another thread just before a function of a module."""
    was, calls = getattr(module, name), []

    def between(*args, **more):
        calls.append(name)
        if len(calls) == 1:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(act).result(timeout=SHORT_OF_THE_LOCK)
        return was(*args, **more)

    monkeypatch.setattr(module, name, between)
    return calls


@pytest.mark.parametrize(
    ("module", "name"),
    [(knowing, "plan_in"), (committing, "_check"), (committing, "ready_lists")],
)
def test_an_answer_is_saved_while_an_import_is_planned(database, monkeypatch, module, name):
    batch = service.stage(database, LEAD, a_list(20), "list.csv")
    calls = meanwhile(lambda: an_answer(database), monkeypatch, module, name)

    service.commit(database, LEAD, batch.id)

    assert calls == [name], "an answer does not touch the register, so the plan still holds"
    assert count(database, "agency") == 21


def test_an_answer_is_saved_while_what_stands_on_an_import_is_looked_for(database, monkeypatch):
    batch = service.stage(database, LEAD, a_list(20), "list.csv")
    service.commit(database, LEAD, batch.id)
    meanwhile(lambda: an_answer(database), monkeypatch, undoing, "standing_on")

    assert service.undo(database, LEAD, batch.id).state == "undone"


def test_a_register_that_moves_meanwhile_is_planned_for_again(database, monkeypatch):
    batch = service.stage(database, LEAD, a_list(3), "list.csv")
    trust = NewAgency(id="trust", name="Sampleton Trust", type="academy_trust")
    calls = meanwhile(
        lambda: register.add_agency(database, SYSTEM, trust), monkeypatch, committing, "ready_lists"
    )

    done = service.commit(database, LEAD, batch.id)

    assert len(calls) == 2
    assert done.counts["agencies_new"] == 3
    assert count(database, "agency") == 4


def test_a_register_that_never_rests_is_planned_for_under_the_lock(database, monkeypatch):
    batch = service.stage(database, LEAD, a_list(3), "list.csv")
    was, calls = committing.basis, []

    def moving(session, **more):
        calls.append(more)
        found = was(session, **more)
        return found._replace(event=-len(calls)) if len(calls) < 5 else found

    monkeypatch.setattr(committing, "basis", moving)

    assert service.commit(database, LEAD, batch.id).state == "committed"
    assert count(database, "register_change") == 1


@pytest.mark.parametrize("content", [a_list, a_register])
def test_under_the_lock_there_are_as_many_statements_for_ten_rows_as_for_a_thousand(
    sqlite_database, content
):
    said = []
    for rows in (10, 1_000):
        data = content(rows).replace(b"R-", b"R%d-" % rows).replace(b"homes", b"homes %d" % rows)
        batch = service.stage(sqlite_database, LEAD, data, "x.csv")
        plan = service.plan_of(sqlite_database, LEAD, batch.id)
        assert plan.is_ready, plan.findings.found[:3]
        said.append(0)
        is_locked = [False]

        def heard(_connection, _cursor, statement, *_rest, locked=is_locked):
            locked[0] = locked[0] or statement.startswith("BEGIN IMMEDIATE")
            said[-1] += locked[0]
            locked[0] = locked[0] and not statement.startswith("COMMIT")

        event.listen(sqlite_database.engine, "before_cursor_execute", heard)
        service.commit(sqlite_database, LEAD, batch.id)
        event.remove(sqlite_database.engine, "before_cursor_execute", heard)
    assert said[0] > 5
    assert said[1] <= said[0] + 3


def killed(*args, **more):
    os.kill(os.getpid(), signal.SIGKILL)


def dies_in(database, act):
    """Do something in another process; how that ended."""
    child = os.fork()
    if child == 0:
        try:
            database.engine.dispose(close=False)
            act()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("after", [(Agreements, "put"), (committing, "_remember_names")])
def test_a_process_killed_in_the_middle_of_a_commit_leaves_nothing(database, monkeypatch, after):
    batch = service.stage(database, LEAD, a_register(30), "register.csv")
    monkeypatch.setattr(*after, killed)

    ended = dies_in(database, lambda: service.commit(database, LEAD, batch.id))

    monkeypatch.undo()
    assert ended == -signal.SIGKILL
    for table in ("agency", "agreement", "agreement_party", "register_change", "import_name"):
        assert count(database, table) == 0
    assert service.batch(database, LEAD, batch.id).is_open
    service.commit(database, LEAD, batch.id)
    found = register.list_agreements(database, SYSTEM, on=date(2026, 6, 1))
    assert found.total == 30


def test_staging_keeps_the_lock_for_no_longer_than_it_writes(sqlite_database, monkeypatch):
    was = sqlite_database.keys.encrypt
    done = []

    def encrypt(self, *args, **more):
        if more["table"] == "import_rows" and not done:
            done.append(time.monotonic())
            with ThreadPoolExecutor(1) as pool:
                pool.submit(an_answer, sqlite_database).result(timeout=SHORT_OF_THE_LOCK)
        return was(*args, **more)

    monkeypatch.setattr(type(sqlite_database.keys), "encrypt", encrypt)

    service.stage(sqlite_database, LEAD, a_list(20), "list.csv")

    assert done
