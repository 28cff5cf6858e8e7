"""A user moves to another agency: what ends, what stays, and what is not shown any more."""

import pytest

from decisions.casework import service as casework
from decisions.casework import writing
from decisions.casework.model import Kind
from decisions.journey import service as drafts
from decisions.leaving.service import unfinished
from isa.platform import clock, users
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound, NotPermitted
from isa.platform.identity import SYSTEM, Actor, Grant, Role
from isa.platform.moving import move_user
from tests.conftest import an_actor

AT_SCHOOL = Grant(role=Role.PRACTITIONER, agency_id="school")
AT_POLICE = Grant(role=Role.PRACTITIONER, agency_id="police")
BOSS = an_actor(Role.ADMINISTRATOR, user="boss")


def a_user(database: Database, name: str, *grants: Grant) -> Actor:
    made = users.add_user(
        database,
        SYSTEM,
        email=f"{name}@school.example",
        name=name.title(),
        job_title="Teacher",
        agency_id="school",
        grants=frozenset(grants or {AT_SCHOOL}),
    )
    found = users.actor_by_id(database, made.id)
    assert found is not None
    return found


def moved(database: Database, user: Actor, **changed: object) -> Actor:
    told = {
        "agency_id": "police",
        "email": "ama@police.example",
        "job_title": "Officer",
        "grants": frozenset({AT_POLICE}),
    }
    move_user(database, BOSS, user.id, **{**told, **changed})  # type: ignore[arg-type]  # as told
    found = users.actor_by_id(database, user.id)
    assert found is not None
    return found


def signed_in(email: str, at: float | None = None) -> dict[str, object]:
    issued = clock.now().timestamp() if at is None else at
    return {"iss": "https://id.example", "sub": email, "email": email, "iat": issued}


def test_a_user_who_moves_holds_only_the_roles_given_at_the_new_agency(database: Database) -> None:
    ama = a_user(database, "ama", AT_SCHOOL, Grant(role=Role.AUDITOR, agency_id=None))

    after = moved(database, ama)

    assert (after.agency_id, after.job_title, after.grants) == (
        "police",
        "Officer",
        frozenset({AT_POLICE}),
    )


def test_the_account_they_used_before_opens_nothing_any_more(sqlite_database: Database) -> None:
    ama = a_user(sqlite_database, "ama")
    old = signed_in("ama@school.example")
    assert users.resolve(sqlite_database, old) is not None

    moved(sqlite_database, ama)

    assert users.resolve(sqlite_database, old) is None
    later = signed_in("ama@school.example", clock.now().timestamp() + 60)
    assert users.resolve(sqlite_database, later) is None
    new = users.resolve(sqlite_database, signed_in("ama@police.example"))
    assert new is not None
    assert new.agency_id == "police"


def test_with_the_same_address_they_have_to_sign_in_again(sqlite_database: Database) -> None:
    ama = a_user(sqlite_database, "ama")
    claims = signed_in("ama@school.example")
    assert users.resolve(sqlite_database, claims) is not None

    moved(sqlite_database, ama, email="ama@school.example")

    assert users.resolve(sqlite_database, claims) is None
    again = signed_in("ama@school.example", clock.now().timestamp() + 1)
    assert users.resolve(sqlite_database, again) is not None


def test_a_draft_stays_with_the_agency_where_it_was_begun(database: Database) -> None:
    ama = a_user(database, "ama")
    draft = drafts.start_draft(database, ama)
    drafts.save_field(database, ama, draft.id, "about.reference", "CASE-1")

    after = moved(database, ama)

    assert drafts.list_drafts(database, after) == ()
    assert casework.to_review(database, after) == ()
    with pytest.raises(NotFound, match="stays with the agency"):
        drafts.load_draft(database, after, draft.id)
    (left,) = unfinished(database, BOSS, ama.id)
    assert (left.agency_id, left.drafts, left.requests) == ("school", 1, 0)
    back = moved(database, after, agency_id="school", grants=frozenset({AT_SCHOOL}))
    assert drafts.load_draft(database, back, draft.id).answers.about is not None


def test_what_waits_at_the_agency_that_was_left_is_not_listed_at_the_new_one(
    database: Database,
) -> None:
    ama = a_user(database, "ama")
    made = writing.begin(database, ama, Kind.REQUEST)

    assert [one.casework_id for one in casework.waiting_on(database, ama)] == [made]
    after = moved(database, ama)

    assert casework.waiting_on(database, after) == ()
    assert casework.mine(database, after, Kind.REQUEST) == ()
    (left,) = unfinished(database, BOSS, ama.id)
    assert (left.drafts, left.requests) == (0, 1)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"agency_id": "school"}, "agency"),
        ({"email": "ben@school.example"}, "email"),
        ({"email": "nowhere"}, "email"),
        ({"grants": frozenset()}, "roles"),
    ],
)
def test_a_move_that_cannot_be_says_why(
    sqlite_database: Database, changed: dict[str, object], field: str
) -> None:
    ama, _ben = a_user(sqlite_database, "ama"), a_user(sqlite_database, "ben")
    with pytest.raises(Invalid) as refused:
        moved(sqlite_database, ama, **changed)
    assert set(refused.value.faults) == {field}
    assert users.actor_by_id(sqlite_database, ama.id) == ama


def test_nobody_moves_themselves_nor_somebody_who_was_stopped(sqlite_database: Database) -> None:
    ama = a_user(sqlite_database, "ama")
    with pytest.raises(NotPermitted):
        move_user(
            sqlite_database,
            ama,
            ama.id,
            agency_id="police",
            email="x@y.example",
            job_title="",
            grants=frozenset({AT_POLICE}),
        )
    with pytest.raises(Invalid, match="Somebody else"):
        moved(sqlite_database, BOSS)
    users.disable_user(sqlite_database, SYSTEM, ama.id)
    with pytest.raises(Invalid, match="stopped"):
        moved(sqlite_database, ama)
