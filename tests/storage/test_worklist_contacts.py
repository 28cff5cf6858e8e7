"""Numbers and posts that nobody checked for a year: tasks, what to ask, and recording that they were confirmed."""

from datetime import timedelta

import pytest

from isa.platform.database import Database
from isa.platform.errors import Invalid, NotPermitted, Stale
from isa.platform.identity import SYSTEM, Grant, Role
from isa.register import service
from isa.register.agencies.keeping.service import Officer, officers, set_officers
from isa.register.model import AgencyContact, ContactKind
from isa.register.worklist.changes import Act, Request
from isa.register.worklist.confirming.service import confirm, preview_confirmed, to_confirm
from isa.register.worklist.model import TaskKey, TaskKind, Wanted
from isa.register.worklist.service import how_many, work_list
from tests.storage.test_worklist import ON, days, filled, lead

CONTACTS = Wanted(kind=TaskKind.CONTACT)
OLD = AgencyContact(
    kind=ContactKind.FRONT_DOOR, label="Front door", number="01632 960 001", verified_on=days(800)
)
FRESH = OLD.model_copy(update={"number": "01632 960 002", "verified_on": days(3)})
POST = Officer(role="siro", post="Director", email="siro@police.example", verified_on=days(500))


@pytest.fixture
def register(database: Database) -> Database:
    made = filled(database)
    for each in ("council", "police", "school"):
        seen = service.agency(made, SYSTEM, each).contacts
        service.set_contacts(made, SYSTEM, each, (), seen=seen)
        set_officers(made, SYSTEM, each, (), seen=officers(made, SYSTEM, each))
    service.set_contacts(made, SYSTEM, "police", (OLD, FRESH), seen=())
    set_officers(made, SYSTEM, "police", (POST,), seen=())
    service.set_contacts(made, SYSTEM, "school", (FRESH,), seen=())
    return made


def key(agency: str) -> TaskKey:
    return TaskKey(kind=TaskKind.CONTACT, agreement_id="", agency_id=agency)


def test_an_agency_is_one_task_with_what_is_old_and_not_in_the_in_tray(register: Database) -> None:
    (task,) = work_list(register, lead(), CONTACTS, on=ON).tasks

    assert task.key == TaskKey.read(str(key("police")))
    assert (task.due, task.days) == (days(800), 800)
    assert "01632 960 001" in task.detail
    assert "siro@police.example" in task.detail
    assert "01632 960 002" not in task.detail
    assert how_many(register, lead(), on=ON)[TaskKind.CONTACT] == 1
    assert task.key not in [each.key for each in work_list(register, lead(), Wanted(), on=ON).tasks]
    assert not work_list(
        register, lead(), CONTACTS.model_copy(update={"text": "school"}), on=ON
    ).tasks


def test_they_are_asked_in_words_that_accuse_nobody(register: Database) -> None:
    (letter,) = to_confirm(register, lead(), [key("police"), key("school")], on=ON)

    assert letter.addresses == ("siro@police.example",)
    assert "Front door: 01632 960 001" in letter.text
    assert "all right" in letter.text
    assert "wrong" not in letter.text


def test_what_was_looked_at_counts_as_checked_and_nothing_else(register: Database) -> None:
    request = Request(act=Act.CONFIRMED, keys=(key("police"),), on=ON)
    plan = preview_confirmed(register, lead(), request)
    assert [each.after for each in plan.changes] == [plan.changes[0].after] * 2
    assert service.agency(register, SYSTEM, "police").contacts

    newer = OLD.model_copy(update={"number": "01632 960 009", "verified_on": None})
    service.set_contacts(
        register,
        SYSTEM,
        "police",
        (newer, FRESH),
        seen=service.agency(register, SYSTEM, "police").contacts,
    )
    with pytest.raises(Stale):
        confirm(register, lead(), request, seen=plan.digest)
    assert {each.verified_on for each in service.agency(register, SYSTEM, "police").contacts} == {
        None,
        days(3),
    }

    again = preview_confirmed(register, lead(), request)
    assert "01632 960 009" in again.changes[0].what
    assert confirm(register, lead(), request, seen=again.digest) == 1
    assert {each.verified_on for each in service.agency(register, SYSTEM, "police").contacts} == {
        ON,
        days(3),
    }
    assert officers(register, SYSTEM, "police")[0].verified_on == ON
    assert not work_list(register, lead(), CONTACTS, on=ON).tasks


def test_only_a_keeper_confirms_and_no_day_to_come(register: Database) -> None:
    request = Request(act=Act.CONFIRMED, keys=(key("police"),), on=ON)
    grants = frozenset({Grant(role=Role.IG_LEAD, agency_id="school")})
    elsewhere = lead().model_copy(update={"grants": grants})
    (refused,) = preview_confirmed(register, elsewhere, request).refused
    assert refused.key == key("police")
    with pytest.raises(NotPermitted):
        confirm(register, elsewhere, request, seen="")
    later = request.model_copy(update={"on": ON + timedelta(days=1)})
    with pytest.raises(Invalid, match="today or in the past"):
        preview_confirmed(register, lead(), later)
