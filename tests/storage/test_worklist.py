"""The work list finds what waits, says since when, and agrees with what one agreement says of itself."""

from datetime import date, timedelta

import pytest

from isa.coverage.view import (
    AgreementStatus,
    AgreementType,
    Direction,
    MembershipState,
    PartyState,
)
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotPermitted
from isa.platform.identity import SYSTEM, Actor, Role
from isa.register import service
from isa.register.model import NewAgency, NewAgreement, NewParty, NewRow
from isa.register.worklist.model import TaskKind, Wanted
from isa.register.worklist.service import everything, how_many, keys_of, work_list
from tests.conftest import an_actor

ON = clock.today()
ROW = NewRow(
    providers=("*",),
    recipients=("*",),
    categories=("edu_record",),
    subjects=("child",),
    justification="Needed",
)


def days(count: int) -> date:
    return ON - timedelta(days=count)


def lead() -> Actor:
    return an_actor(Role.IG_LEAD)


def an_agreement(agreement_id: str, **more: object) -> NewAgreement:
    given: dict[str, object] = {
        "id": agreement_id,
        "reference": agreement_id.upper(),
        "title": f"Sharing {agreement_id}",
        "status": AgreementStatus.IN_FORCE,
        "starts_on": days(700),
        "review_due_on": ON + timedelta(days=300),
        "lead_agency_id": "council",
        "purposes": ("safeguard_child",),
        "rows": (ROW,),
        "parties": (
            NewParty(agency_id="council", state=PartyState.SIGNED, signed_on=days(700)),
            NewParty(agency_id="police", state=PartyState.SIGNED, signed_on=days(690)),
        ),
    }
    return NewAgreement.model_validate({**given, **more})


def filled(database: Database) -> Database:
    """Three agencies and a group."""
    for agency in ("council", "police", "school"):
        new = NewAgency(id=agency, name=f"Sampleton {agency}", type=agency)
        service.add_agency(database, SYSTEM, new)
    group = NewAgency(id="practices", name="Sampleton practices", type="agency_class")
    service.add_agency(database, SYSTEM, group)
    return database


@pytest.fixture
def register(database: Database) -> Database:
    return filled(database)


def put(database: Database, *agreements: NewAgreement) -> None:
    for each in agreements:
        service.record_agreement(database, SYSTEM, each)


def found(database: Database, **wanted: object) -> list[tuple[str, str, str, int | None]]:
    page = work_list(database, lead(), Wanted.model_validate(wanted), on=ON)
    assert page.total == len(page.tasks)
    return [
        (task.key.kind.value, task.reference, task.key.agency_id, task.days) for task in page.tasks
    ]


def test_reviews_and_endings_come_by_how_long_they_are_due(register: Database) -> None:
    put(
        register,
        an_agreement("late", review_due_on=days(100)),
        an_agreement("soon", review_due_on=ON + timedelta(days=90)),
        an_agreement("later", review_due_on=ON + timedelta(days=91)),
        an_agreement("over", ends_on=days(10)),
        an_agreement("gone", status=AgreementStatus.EXPIRED, review_due_on=days(50)),
    )

    assert found(register) == [
        ("review", "LATE", "", 100),
        ("ending", "OVER", "", 10),
        ("review", "SOON", "", -90),
    ]
    assert found(register, days=50) == [("review", "LATE", "", 100)]


def test_whoever_keeps_others_waiting_is_listed_with_the_days(register: Database) -> None:
    waits = (
        NewParty(agency_id="council", state=PartyState.SIGNED, signed_on=days(700)),
        NewParty(agency_id="police", state=PartyState.INVITED, asked_on=days(94)),
        NewParty(agency_id="school", state=PartyState.INVITED),
        NewParty(agency_id="practices", state=PartyState.QUERIED, asked_on=days(30)),
    )
    put(register, an_agreement("one", parties=waits))
    draft = an_agreement("two", parties=waits[2:3], status=AgreementStatus.DRAFT)
    put(register, draft)

    assert found(register, kind="signature") == [
        ("signature", "ONE", "police", 94),
        ("signature", "ONE", "school", None),
    ]
    assert found(register, kind="question") == [("question", "ONE", "practices", None)]
    assert found(register, text="Sampleton police") == [("signature", "ONE", "police", 94)]
    assert found(register, kind="signature", days=95) == []


def test_a_signature_to_check_and_everything_the_register_cannot_say(register: Database) -> None:
    service.record_membership(
        register,
        SYSTEM,
        class_id="practices",
        member_id="school",
        state=MembershipState.NOT_RECORDED,
    )
    service.record_succession(
        register,
        SYSTEM,
        predecessor_id="police",
        successor_id="school",
        on=days(5),
        is_confirmed=False,
    )
    loose = ROW.model_copy(update={"direction": Direction.NOT_RECORDED})
    signed = [
        NewParty(agency_id="council", state=PartyState.SIGNED),
        NewParty(agency_id="police", state=PartyState.SIGNED, signed_on=days(9)),
        NewParty(agency_id="practices", state=PartyState.SIGNED, signed_on=days(9)),
        NewParty(agency_id="school", state=PartyState.SIGNED_UNVERIFIED, signed_on=days(4)),
    ]
    put(
        register,
        an_agreement("one", parties=signed),
        an_agreement("undated", starts_on=None, rows=(), parties=()),
        an_agreement("loose", rows=(loose,), parties=()),
        an_agreement("charter", type=AgreementType.TIER1_CHARTER, rows=(), parties=()),
    )

    assert found(register, kind="authority") == [("authority", "ONE", "school", 4)]
    told = everything(register, lead(), Wanted(kind=TaskKind.CANNOT_SAY), on=ON)
    assert [(t.reference, t.key.agency_id, t.detail) for t in told] == [
        ("LOOSE", "", "a row does not say who gives to whom"),
        ("ONE", "council", "the day it signed is not recorded"),
        ("ONE", "police", "its successor is not confirmed"),
        ("ONE", "practices", "for some members nobody recorded whether they joined"),
        ("UNDATED", "", "no start is recorded; no table of what is shared"),
    ]


def test_what_is_missing_is_counted_as_an_agreement_counts_it(register: Database) -> None:
    put(
        register,
        an_agreement("full"),
        an_agreement("bare", purposes=(), rows=(), parties=(), lead_agency_id=None),
        an_agreement("gap", rows=(ROW.model_copy(update={"justification": ""}),)),
        an_agreement("charter", type=AgreementType.TIER1_CHARTER, rows=(), purposes=()),
        an_agreement("internal", type=AgreementType.IOA, rows=(), summary="For one body"),
    )
    seen = service.agreement_terms(register, SYSTEM, "full", on=ON).register_version
    more = {"benefits": "Safer children", "owner_role": "IG manager", "retention": ""}
    service.revise_terms(register, SYSTEM, "full", more, seen=seen, on=None, reason="Known now")

    told = everything(register, lead(), Wanted(kind=TaskKind.INCOMPLETE), on=ON)

    shares = {}
    for task in told:
        terms = service.agreement_terms(register, SYSTEM, task.key.agreement_id, on=ON)
        shares[task.reference] = terms.completeness.percent
        assert task.detail.startswith(f"{terms.completeness.percent}%: ")
    assert set(shares) == {"FULL", "BARE", "GAP", "CHARTER", "INTERNAL"}
    assert list(shares.values()) == sorted(shares.values())
    assert len(set(shares.values())) >= 4
    assert TaskKind.INCOMPLETE not in {
        t.key.kind for t in everything(register, lead(), Wanted(), on=ON)
    }


def test_an_owner_narrows_the_list_and_counts_are_of_everything(register: Database) -> None:
    put(register, an_agreement("one", review_due_on=ON), an_agreement("two", review_due_on=ON))
    seen = service.agreement_terms(register, SYSTEM, "two", on=ON).register_version
    owned = {"owner_role": "IG manager"}
    service.revise_terms(register, SYSTEM, "two", owned, seen=seen, on=None, reason="Asked")

    assert found(register, owner="ig MANAGER ") == [("review", "TWO", "", 0)]
    counts = how_many(register, lead(), on=ON)
    assert (counts[TaskKind.REVIEW], counts[TaskKind.INCOMPLETE]) == (2, 2)
    keys = keys_of(register, lead(), Wanted(kind=TaskKind.REVIEW), on=ON)
    assert [str(key) for key in keys] == ["review/one/", "review/two/"]


def test_pages_of_a_long_list_never_repeat_or_lose_a_task(register: Database) -> None:
    put(register, *(an_agreement(f"a{n:02}", review_due_on=ON) for n in range(7)))

    pages = [work_list(register, lead(), Wanted(), on=ON, offset=at, limit=3) for at in (0, 3, 6)]

    assert [len(page.tasks) for page in pages] == [3, 3, 1]
    assert len({str(task.key) for page in pages for task in page.tasks}) == 7


def test_a_filter_that_will_not_do_is_told_and_nobody_else_reads_the_list(
    register: Database,
) -> None:
    with pytest.raises(Invalid) as told:
        work_list(register, lead(), Wanted(days=4000, text="x" * 300), on=ON)
    assert set(told.value.faults) == {"days", "text"}
    for role in set(Role) - {Role.IG_LEAD}:
        with pytest.raises(NotPermitted):
            work_list(register, an_actor(role), Wanted(), on=ON)
