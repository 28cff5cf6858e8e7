"""One change to many: what is shown is what is done, whole or not at all, and each is in its history."""

import csv
import io
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest

from isa.coverage.view import AgreementStatus, PartyState
from isa.platform import clock, trail
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound, NotPermitted, Stale
from isa.platform.identity import SYSTEM, Role
from isa.register import service
from isa.register.agencies.keeping.service import Officer
from isa.register.drawing_up.papers import signing_packs
from isa.register.model import NewParty
from isa.register.publishing.service import publication
from isa.register.worklist.changes import Act, Request, next_review
from isa.register.worklist.chasing.service import letters
from isa.register.worklist.exporting.service import export_work_list
from isa.register.worklist.filters.service import (
    MOST_FILTERS,
    drop_filter,
    keep_filter,
    kept_filters,
)
from isa.register.worklist.model import MOST_AT_ONCE, TaskKey, TaskKind, Wanted
from isa.register.worklist.together.service import carry_out, preview
from tests.conftest import an_actor
from tests.storage.test_worklist import ON, an_agreement, days, filled, found, lead, put

AHEAD = ON + timedelta(days=400)
WAITS = (
    NewParty(agency_id="council", state=PartyState.SIGNED, signed_on=days(700)),
    NewParty(agency_id="police", state=PartyState.INVITED, asked_on=days(94)),
    NewParty(agency_id="school", state=PartyState.INVITED, asked_on=days(10)),
)


@pytest.fixture
def register(database: Database) -> Database:
    return filled(database)


@pytest.fixture
def sqlite_register(sqlite_database: Database) -> Database:
    return filled(sqlite_database)


def of(*agreements: str, agency: str = "", kind: TaskKind = TaskKind.REVIEW) -> tuple[TaskKey, ...]:
    return tuple(TaskKey(kind=kind, agreement_id=each, agency_id=agency) for each in agreements)


def do(database: Database, request: Request) -> int:
    seen = preview(database, lead(), request).digest
    return carry_out(database, lead(), request, seen=seen)


def newest(database: Database, agreement_id: str) -> tuple[str, str]:
    event = service.agreement_events(database, SYSTEM, agreement_id).events[0]
    return event.kind, event.reason


def test_a_review_date_is_set_for_many_and_each_says_so_in_its_history(register: Database) -> None:
    put(register, an_agreement("one"), an_agreement("two", review_due_on=AHEAD))
    wanted = Request(act=Act.REVIEW_DATE, keys=of("one", "two"), on=AHEAD, reason="Board date")

    plan = preview(register, lead(), wanted)
    reached = do(register, wanted)

    assert [(c.reference, c.what, c.after) for c in plan.changes] == [
        ("ONE", "Review due on", plan.changes[0].after)
    ]
    assert (plan.unchanged, plan.refused, reached) == (1, (), 1)
    assert service.agreement(register, SYSTEM, "one", on=ON).review_due_on == AHEAD
    assert newest(register, "one") == ("terms_changed", "Board date")
    assert trail.events(register, an_actor(Role.AUDITOR), trail.Wanted())[0].type == (
        "agreement_revised"
    )


def test_one_that_cannot_be_changed_keeps_all_from_being_changed(register: Database) -> None:
    put(register, an_agreement("one"), an_agreement("over", status=AgreementStatus.EXPIRED))
    wanted = Request(act=Act.REVIEW_DATE, keys=of("one", "over", "gone"), on=AHEAD, reason="Board")

    plan = preview(register, lead(), wanted)

    assert [(each.reference, each.why) for each in plan.refused] == [
        ("OVER", "It is over, so it has no review"),
        ("", "It is no longer in the register"),
    ]
    with pytest.raises(Stale):
        carry_out(register, lead(), wanted, seen=plan.digest)
    assert service.agreement(register, SYSTEM, "one", on=ON).review_due_on != AHEAD


def test_what_changed_since_it_was_looked_at_is_not_overwritten(register: Database) -> None:
    put(register, an_agreement("one"), an_agreement("two"))
    wanted = Request(act=Act.OWNER, keys=of("one", "two"), owner="IG manager", reason="New post")
    seen = preview(register, lead(), wanted).digest
    version = service.agreement_terms(register, SYSTEM, "two", on=ON).register_version
    theirs = {"owner_role": "Records officer"}
    service.revise_terms(register, SYSTEM, "two", theirs, seen=version, on=None, reason="Mine")

    with pytest.raises(Stale):
        carry_out(register, lead(), wanted, seen=seen)

    terms = [
        service.agreement_terms(register, SYSTEM, each, on=ON).terms for each in ("one", "two")
    ]
    assert [each.get("owner_role", "") for each in terms] == ["", "Records officer"]
    assert do(register, wanted) == 2
    assert found(register, kind="incomplete", owner="IG manager")


def test_a_review_that_was_held_moves_it_on_by_its_own_cycle(register: Database) -> None:
    put(register, an_agreement("one", review_due_on=days(30)), an_agreement("two"))
    version = service.agreement_terms(register, SYSTEM, "one", on=ON).register_version
    cycle = {"review_cycle": "months_12"}
    service.revise_terms(register, SYSTEM, "one", cycle, seen=version, on=None, reason="As agreed")
    due = AgreementStatus.REVIEW_DUE
    service.move_agreement(register, SYSTEM, "one", due, on=days(20), reason="Due")
    held = days(3)
    wanted = Request(act=Act.REVIEWED, keys=of("one", "two"), on=held, reason="At the board")

    plan = preview(register, lead(), wanted)
    assert [each.why for each in plan.refused] == [
        "It does not say how often it is reviewed. Enter the day of the next review"
    ]
    alone = wanted.model_copy(update={"keys": of("one")})
    assert do(register, alone) == 1

    shown = service.agreement(register, SYSTEM, "one", on=ON)
    assert shown.status is AgreementStatus.IN_FORCE
    assert shown.review_due_on == next_review(held, "months_12")
    kinds = [e.kind for e in service.agreement_events(register, SYSTEM, "one").events]
    assert {"reviewed", "status"} <= set(kinds[:2])
    given = wanted.model_copy(update={"next_due": AHEAD, "keys": of("two")})
    assert do(register, given) == 1
    assert service.agreement(register, SYSTEM, "two", on=ON).review_due_on == AHEAD


@pytest.mark.parametrize(
    ("held", "cycle", "due"),
    [
        (date(2026, 8, 31), "months_6", date(2027, 2, 28)),
        (date(2024, 2, 29), "months_12", date(2025, 2, 28)),
        (date(2026, 12, 15), "months_24", date(2028, 12, 15)),
        (date(2026, 12, 15), "other", None),
    ],
)
def test_a_cycle_ends_on_a_day_that_exists(held: date, cycle: str, due: date | None) -> None:
    assert next_review(held, cycle) == due


def test_chasing_is_recorded_for_each_party_and_shown_in_the_list(register: Database) -> None:
    put(register, an_agreement("one", parties=WAITS), an_agreement("two", parties=WAITS))
    keys = of("one", "two", agency="police", kind=TaskKind.SIGNATURE)
    wanted = Request(act=Act.CHASED, keys=keys, on=ON)

    assert [each.before for each in preview(register, lead(), wanted).changes] == ["Never", "Never"]
    assert do(register, wanted) == 2
    again = preview(register, lead(), wanted)
    assert (again.changes, again.unchanged) == ((), 2)
    early = wanted.model_copy(update={"on": days(95)})
    signed = of("one", agency="council", kind=TaskKind.SIGNATURE)
    refused = preview(register, lead(), early.model_copy(update={"keys": (*keys, *signed)})).refused
    assert [each.why.split(" only")[0] for each in refused] == [
        "It was asked",
        "It was asked",
        "It does not keep anybody waiting any more",
    ]
    event = service.agreement_events(register, SYSTEM, "one").events[0]
    assert (event.kind, event.agency_id) == ("party_chased", "police")


def test_each_agency_gets_one_message_with_all_it_keeps_waiting(register: Database) -> None:
    put(register, an_agreement("one", parties=WAITS), an_agreement("two", parties=WAITS[:2]))
    post = Officer(role="ig_lead", post="IG lead", email="ig@police.example")
    service.set_officers(register, SYSTEM, "police", (post,), seen=())
    keys = (
        *of("one", "two", agency="police", kind=TaskKind.SIGNATURE),
        *of("one", agency="school", kind=TaskKind.SIGNATURE),
        *of("one", agency="council", kind=TaskKind.SIGNATURE),
        *of("two"),
    )

    police, school = letters(register, lead(), keys, on=ON)

    assert (police.agency_name, police.addresses) == ("Sampleton police", ("ig@police.example",))
    assert police.text.startswith("Subject: Waiting for your signature: ONE, TWO\n")
    assert "these agreements" in police.text
    assert "this agreement:" in school.text
    assert school.addresses == ()


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"keys": ()}, ""),
        ({"on": None}, "on"),
        ({"on": ON}, "on"),
        ({"reason": " "}, "reason"),
        ({"act": Act.OWNER, "owner": ""}, "owner"),
        ({"act": Act.CHASED, "on": AHEAD}, "on"),
        ({"act": Act.REVIEWED, "on": days(9), "next_due": days(10)}, "next_due"),
    ],
)
def test_a_request_that_will_not_do_is_told_by_its_field(
    sqlite_database: Database, change: dict[str, object], path: str
) -> None:
    good = Request(act=Act.REVIEW_DATE, keys=of("one"), on=AHEAD, reason="Board")
    with pytest.raises(Invalid) as told:
        preview(sqlite_database, lead(), good.model_copy(update=change))
    assert set(told.value.faults) == {path}


def test_nobody_else_changes_many_and_nobody_too_many(sqlite_database: Database) -> None:
    wanted = Request(act=Act.OWNER, keys=of("one"), owner="IG manager", reason="Why")
    for role in set(Role) - {Role.IG_LEAD}:
        for use in (preview, lambda *args: carry_out(*args, seen="")):
            with pytest.raises(NotPermitted):
                use(sqlite_database, an_actor(role), wanted)
    many = of(*(f"a{n}" for n in range(MOST_AT_ONCE + 1)))
    with pytest.raises(Invalid):
        preview(sqlite_database, lead(), wanted.model_copy(update={"keys": many}))


def test_packs_of_several_agreements_are_one_file_or_none(sqlite_register: Database) -> None:
    put(sqlite_register, an_agreement("one", parties=WAITS), an_agreement("two", parties=WAITS))
    at = clock.now()

    made = signing_packs(sqlite_register, lead(), ["one", "two"], on=ON, at=at)

    names = zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert [name for name in names if name.startswith("01-ONE/")] == [
        "01-ONE/agreement.docx",
        "01-ONE/email.txt",
        "01-ONE/signature-page-001.docx",
        "01-ONE/signature-page-002.docx",
        "01-ONE/who-gets-which.csv",
    ]
    with pytest.raises(NotFound):
        signing_packs(sqlite_register, lead(), ["one", "gone"], on=ON, at=at)
    with pytest.raises(Invalid):
        signing_packs(sqlite_register, lead(), ["one"] * 31, on=ON, at=at)


def test_a_list_as_a_file_runs_no_formula(sqlite_register: Database) -> None:
    put(sqlite_register, an_agreement("one", title="=1+1", review_due_on=days(3)))
    wanted = Wanted(kind=TaskKind.REVIEW)

    text = export_work_list(sqlite_register, lead(), wanted, form="csv", on=ON).decode("utf-8-sig")
    book = export_work_list(sqlite_register, lead(), wanted, form="xlsx", on=ON)

    line = list(csv.reader(io.StringIO(text)))[1]
    assert (line[2], line[5]) == ("'=1+1", "3")
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    assert (sheet["C2"].value, sheet["C2"].data_type, sheet["F2"].value) == ("'=1+1", "s", 3)
    assert sheet["E2"].value.date() == days(3)


def test_filters_are_kept_by_name_for_one_person_alone(register: Database) -> None:
    mine, other = lead(), an_actor(Role.IG_LEAD, user="another")
    late = Wanted(kind=TaskKind.REVIEW, days=30, text="Sampleton")
    first = keep_filter(register, mine, " Very late ", late)
    assert keep_filter(register, mine, "Very late", Wanted(days=60)) == first
    keep_filter(register, other, "Very late", late)

    assert [(f.name, f.wanted.days) for f in kept_filters(register, mine)] == [("Very late", 60)]
    with pytest.raises(NotFound):
        drop_filter(register, other, first)
    drop_filter(register, mine, first)
    assert kept_filters(register, mine) == ()
    with pytest.raises(Invalid):
        keep_filter(register, mine, "", Wanted(days=-1))
    for number in range(MOST_FILTERS - 1):
        keep_filter(register, other, f"Filter {number}", late)
    with pytest.raises(Invalid):
        keep_filter(register, other, "One more", late)


def publish(*agreements: str, said: str = "whole") -> Request:
    keys = of(*agreements, kind=TaskKind.INCOMPLETE)
    return Request(act=Act.PUBLICATION, keys=keys, publication=said, reason="Board decided")


def test_what_becomes_public_is_shown_exactly_and_why_some_cannot(register: Database) -> None:
    put(
        register,
        an_agreement("one", summary="Keeps children safe", parties=WAITS[:1]),
        an_agreement("mute"),
        an_agreement("nobody", lead_agency_id=None, summary="For all"),
        an_agreement("draft", status=AgreementStatus.DRAFT),
        an_agreement("gone", status=AgreementStatus.EXPIRED),
    )

    plan = preview(register, lead(), publish("one", "mute", "nobody", "draft", "gone"))

    assert [each.reference for each in plan.changes] == ["ONE"]
    assert {each.reference: each.why.split(".")[0] for each in plan.refused} == {
        "MUTE": "It does not say what it is for",
        "NOBODY": "It does not say which agency leads it",
        "DRAFT": "It is not in force yet",
        "GONE": "It is over, so it is not in the public register",
    }
    assert [each.summary for each in plan.shown] == ["Keeps children safe"]
    assert preview(register, lead(), publish("mute", said="entry_only")).shown[0].summary == ""


def test_what_was_shown_is_published_and_taken_out_again(register: Database) -> None:
    put(register, an_agreement("one", summary="Keeps children safe"), an_agreement("two"))
    request = publish("one")
    seen = preview(register, lead(), request)
    assert carry_out(register, lead(), request, seen=seen.digest) == 1
    assert publication(register, lead(), on=ON).public.entries == seen.shown

    out = publish("one", "two", said="no")
    plan = preview(register, lead(), out)
    assert [each.reference for each in plan.hidden] == ["ONE"]
    assert len(plan.changes) == 2
    assert carry_out(register, lead(), out, seen=plan.digest) == 2
    assert publication(register, lead(), on=ON).public.entries == ()
    assert publication(register, lead(), on=ON).held_back == ("ONE", "TWO")
    assert preview(register, lead(), out).unchanged == 2


def test_nothing_is_published_when_what_would_be_seen_has_changed(register: Database) -> None:
    put(register, an_agreement("one", summary="Keeps children safe"))
    request = publish("one")
    seen = preview(register, lead(), request).digest
    version = service.agreement_terms(register, SYSTEM, "one", on=ON).register_version
    terms = {"summary": "Something else"}
    service.revise_terms(register, SYSTEM, "one", terms, seen=version, on=None, reason="Typo")

    with pytest.raises(Stale):
        carry_out(register, lead(), request, seen=seen)
    with pytest.raises(Invalid):
        preview(register, lead(), publish("one", said=""))
    with pytest.raises(Invalid):
        preview(register, lead(), publish("one", said="perhaps"))
