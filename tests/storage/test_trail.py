"""An auditor reads who did what, to what and when; and only as far as their role reaches."""

from datetime import timedelta
from itertools import pairwise

import pytest

from isa.platform import clock, trail, users
from isa.platform.database import Database
from isa.platform.errors import NotPermitted
from isa.platform.event_words import About
from isa.platform.identity import SYSTEM, Actor, Grant, Role
from isa.platform.trail import Told, Wanted
from tests.conftest import an_actor

WIDE = an_actor(Role.AUDITOR)
TODAY = clock.today()


def person(database: Database, name: str, agency: str) -> Actor:
    """A user at an agency."""
    made = users.add_user(
        database,
        SYSTEM,
        email=f"{name.split()[0].lower()}@{agency}.example",
        name=name,
        job_title="",
        agency_id=agency,
        grants=frozenset({Grant(role=Role.IG_LEAD, agency_id=agency)}),
    )
    found = users.actor_by_id(database, made.id)
    assert found is not None
    return found


@pytest.fixture
def kept(database: Database) -> Database:
    """A trail in which two people of two agencies did two things each."""
    for name, agency in (("Morag Testwell", "council"), ("Idris 100% Sample", "school")):
        who = person(database, name, agency)
        for thing in ("rec_one", "agr_two"):
            with database.write(who) as work:
                kind = "record_viewed" if thing == "rec_one" else "agreement_note_added"
                work.record(kind, thing, count=3)
    return database


def told(database: Database, actor: Actor = WIDE, **wanted: object) -> list[Told]:
    return trail.events(database, actor, Wanted.model_validate(wanted))


def test_events_are_found_by_what_by_whom_about_which_and_when(kept: Database) -> None:
    every = told(kept)
    assert all(one.n > other.n for one, other in pairwise(every))
    assert [one.type for one in told(kept, about=About.RECORD)] == ["record_viewed"] * 2
    assert {one.object_id for one in told(kept, thing="agr_two")} == {"agr_two"}
    assert {one.actor_name for one in told(kept, who="morag")} == {"Morag Testwell"}
    assert [one.codes for one in told(kept, who="100% s", about=About.RECORD)] == [{"count": 3}]
    assert told(kept, who="100_ s") == []  # a mark of the search is a letter like any other
    assert {one.actor_id for one in told(kept, who="system")} == {"system"}
    assert len(told(kept, since=TODAY, until=TODAY)) == len(every)
    assert told(kept, until=TODAY - timedelta(days=1)) == []
    assert told(kept, since=TODAY + timedelta(days=1)) == []


def test_pages_of_the_trail_neither_repeat_nor_lose_an_event(kept: Database) -> None:
    every, found, before = told(kept), list[Told](), 0
    while part := trail.events(kept, WIDE, Wanted(), before=before, limit=3):
        found, before = found + part, part[-1].n
    assert found == every


def test_names_are_told_as_far_as_the_auditor_reaches(kept: Database) -> None:
    held = frozenset({Grant(role=Role.AUDITOR, agency_id="council")})
    at_the_council = WIDE.model_copy(update={"grants": held})
    assert {one.actor_name for one in told(kept, at_the_council)} == {"", "Morag Testwell"}
    assert len(told(kept, at_the_council)) == len(told(kept))
    assert told(kept, at_the_council, who="Idris") == []
    assert {one.actor_name for one in told(kept)} == {"", "Morag Testwell", "Idris 100% Sample"}


def test_taking_the_trail_away_stands_in_it(kept: Database) -> None:
    count = len(trail.taken(kept, WIDE, Wanted(about=About.RECORD)))
    (last, *_rest) = told(kept)
    assert (last.type, last.codes) == ("trail_exported", {"count": count})


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.AUDITOR}))
def test_nobody_else_reads_the_trail(kept: Database, role: Role) -> None:
    for ask in (trail.events, trail.taken):
        with pytest.raises(NotPermitted):
            ask(kept, an_actor(role), Wanted())
