"""Importing on both engines: staged, committed whole or not at all, undone, exported and read back."""

import base64
import json
import zlib
from datetime import date

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from isa.coverage.view import AgreementStatus, MembershipState, PartyState
from isa.platform import audit, clock, installation
from isa.platform.config import Settings
from isa.platform.crypto import new_key_ring_json
from isa.platform.database import UnitOfWork
from isa.platform.errors import Invalid, NotPermitted, Stale
from isa.platform.identity import SYSTEM, Role
from isa.register import service as register
from isa.register.agencies.tables import AgencyOfficerRow, AgencySignatoryRow, ContactKind
from isa.register.agreements.fields import fields
from isa.register.agreements.tables import AgreementDetailRow
from isa.register.exporting.service import export_register
from isa.register.exporting.shape import COMPARED
from isa.register.importing import service
from isa.register.importing.committing.agreements import service as agreements_service
from isa.register.importing.committing.lists.service import Lists
from isa.register.importing.model import Layout, Unreadable, Weight
from isa.register.importing.staging.reading import service as staging
from isa.register.importing.tables import ImportRowsRow
from isa.register.model import AgencyContact, Identifier, NewAgency, NewAgreement, NewParty, NewRow
from isa.register.publishing.service import publication
from isa.register.timeline.service import open_version
from isa.register.vocabulary import vocabulary
from tests.conftest import an_actor

LEAD = an_actor(Role.IG_LEAD)
ON = date(2026, 6, 1)
REGISTER = """\
Sharing register,,,,,
Kept by the IG team of Exampleshire,,,,,
,,,,,
Ref,Title,Lead organisation,Other organisations involved,Start date,Review date
EX-1,Sharing for child protection,Exampleshire Council,Exampleshire Police; Sampleton NHS FT,1/4/24,Mar-2027
EX-2,Housing and safety,Exampleshire Council,Sampleton Homes Exampleshire Police,April 2025,Under Review
"""


def staged(database, content=REGISTER, name="register.csv", **more):
    """A file as it waits, with the status said that its agreements have where none is given."""
    batch = service.stage(database, LEAD, content.encode(), name, **more)
    if batch.mapping.layout is not Layout.AGREEMENTS:
        return batch
    said = batch.mapping.model_copy(update={"status_means": "in_force"})
    return service.set_mapping(database, LEAD, batch.id, said)


def committed(database, content=REGISTER, **more):
    return service.commit(database, LEAD, staged(database, content, **more).id)


def known(database, table):
    with database.read() as session:
        query = f"SELECT count(*) FROM {table} WHERE known_to IS NULL"  # noqa: S608
        return session.execute(text(query)).scalar()


def count(database, table):
    with database.read() as session:
        return session.execute(text(f"SELECT count(*) FROM {table}")).scalar()  # noqa: S608


def exported(database, form="json"):
    return export_register(database, LEAD, form=form, on=ON)


def content_of(database):
    told = json.loads(exported(database))
    return {name: rows for name, rows in told.items() if isinstance(rows, list)}


def an_agency(database, agency_id, name, **changes):
    return register.add_agency(
        database, LEAD, NewAgency(id=agency_id, name=name, type="council", **changes)
    )


def test_a_messy_register_goes_in_and_keeps_its_raw_rows(database):
    an_agency(database, "council", "Exampleshire Council")
    batch = staged(database)

    plan = service.plan_of(database, LEAD, batch.id)
    assert plan.is_ready, plan.of(Weight.FAULT)
    assert plan.counts()["agreements_new"] == 2
    assert plan.counts()["agencies_new"] == 3
    assert plan.counts()["agencies_matched"] == 1
    assert count(database, "agreement") == 0

    service.commit(database, LEAD, batch.id, digest=plan.digest())

    found = register.list_agreements(database, SYSTEM, on=ON)
    assert {each.reference for each in found.agreements} == {"EX-1", "EX-2"}
    first = next(each for each in found.agreements if each.reference == "EX-1")
    assert (first.starts_on, first.review_due_on) == (date(2024, 4, 1), date(2027, 3, 31))
    assert first.lead_agency_id == "council"
    assert first.parties == 3
    second = next(each for each in found.agreements if each.reference == "EX-2")
    assert second.status is AgreementStatus.IN_REVIEW
    assert second.parties == 3
    assert service.raw_row(database, LEAD, batch.id, 5)[5] == "Mar-2027"
    with database.read() as session:
        audit.verify(session)
        stored = session.execute(text("SELECT token FROM import_rows")).scalar()
        assert "Exampleshire" not in stored
        change = session.execute(
            text("SELECT batch_id FROM register_change ORDER BY version DESC")
        ).first()
    assert change[0] == batch.id


def test_the_same_file_again_changes_nothing(database):
    committed(database)
    batch = staged(database)

    plan = service.plan_of(database, LEAD, batch.id)

    assert not plan.changes_anything
    assert plan.counts()["agreements_same"] == 2
    with pytest.raises(Invalid, match="nothing would change"):
        service.commit(database, LEAD, batch.id)


def test_a_newer_copy_changes_what_it_says_differently_and_takes_nothing_away(database):
    committed(database)
    newer = (
        "Ref,Title,Parties,Date signed,Review date,End date\n"
        "EX-1,Sharing for child protection,Exampleshire Police,2/5/2024,31/03/2029,31/3/2030\n"
        "EX-1,Sharing for child protection,Northmoor Academy,,,\n"
    )
    batch = staged(database, newer)
    plan = service.plan_of(database, LEAD, batch.id)
    changes = {(each.field, each.old, each.new) for each in plan.agreements[0].changes}
    assert changes == {
        ("review_due_on", "31 March 2027", "31 March 2029"),
        ("ends_on", "Not recorded", "31 March 2030"),
    }

    service.commit(database, LEAD, batch.id)

    found = register.list_agreements(database, SYSTEM, on=ON, text="EX-1").agreements[0]
    now = register.agreement(database, SYSTEM, found.id, on=date(2100, 1, 1))
    before = register.agreement(database, SYSTEM, found.id, on=date(2025, 1, 1))
    assert (now.review_due_on, before.review_due_on) == (date(2029, 3, 31), date(2027, 3, 31))
    assert before.ends_on == date(2030, 3, 31)
    held = {"Exampleshire Council", "Exampleshire Police", "Sampleton NHS FT"}
    assert plan.agreements[0].joins_on == clock.today()
    for day, added in ((ON, set()), (clock.today(), {"Northmoor Academy"})):
        parties = register.parties(database, SYSTEM, found.id, on=day).parties
        assert {each.name for each in parties} == held | added
    told = PartyState.SIGNED_UNVERIFIED
    signed = {each.name: each.signed_on for each in parties if each.state is told}
    assert signed == {"Exampleshire Police": date(2024, 5, 2)}


def test_rows_kept_by_an_earlier_release_are_read_as_they_were(sqlite_database):
    keys, rows = sqlite_database.keys, [["Title", "Start"], ["One", ""]]
    packed = base64.b64encode(zlib.compress(json.dumps(rows).encode())).decode()
    token = keys.encrypt(packed, table="import_rows", row="imp_x/0/0", column="token")
    kept = ImportRowsRow(batch_id="imp_x", sheet=0, first=0, token=token)
    assert [*staging._rows(keys, kept)] == [("Title", "Start"), ("One", "")]


def test_a_column_says_what_may_be_published_and_a_blank_says_nothing(database):
    heads = "Ref,Title,Lead,Published\n"
    committed(database, f"{heads}P-1,One,Exampleshire Council,Yes\nP-2,Two,Exampleshire Council,\n")

    public = publication(database, LEAD, on=ON)
    assert [each.reference for each in public.public.entries] == ["P-1"]
    assert public.not_decided == ("P-2",)

    batch = staged(database, f"{heads}P-1,One,Exampleshire Council,No\nP-2,Two,,whole\n")
    plan = service.plan_of(database, LEAD, batch.id)
    assert plan.counts()["agreements_public"] == 1
    service.commit(database, LEAD, batch.id)

    now = publication(database, LEAD, on=clock.today())
    assert [each.reference for each in now.public.entries] == ["P-2"]
    assert now.held_back == ("P-1",)
    service.undo(database, LEAD, batch.id)
    back = publication(database, LEAD, on=clock.today())
    assert [each.reference for each in back.public.entries] == ["P-1"]


def test_a_party_added_to_a_running_agreement_joins_on_the_day_it_signed_or_today(database):
    heads = "Ref,Title,Party,Date signed,Withdrawn\n"
    committed(database, f"{heads}EX-1,Sharing,Exampleshire Police,2/5/2024,\n")
    committed(
        database,
        f"{heads}EX-1,Sharing,Northmoor Homes,,\nEX-1,Sharing,Sampleton Homes,1/2/2025,\n"
        "EX-1,Sharing,Oldham Homes,,1/3/2025\n",
    )
    found = register.list_agreements(database, SYSTEM, on=ON, text="EX-1").agreements[0]

    def there(on):
        parties = register.parties(database, SYSTEM, found.id, on=on).parties
        return {each.name: each.state for each in parties}

    assert set(there(date(2025, 1, 31))) == {"Exampleshire Police"}
    assert there(date(2025, 2, 1))["Sampleton Homes"] is PartyState.SIGNED_UNVERIFIED
    assert there(date(2025, 3, 1))["Oldham Homes"] is PartyState.WITHDRAWN
    assert "Northmoor Homes" not in there(ON)
    assert there(clock.today())["Northmoor Homes"] is PartyState.INVITED


def test_a_name_said_to_be_another_new_one_is_remembered(database):
    batch = staged(database, "Title,Partners\nOne,Alder Group\nTwo,Birch Group\n")
    service.choose_names(database, LEAD, batch.id, {"alder group": "new:birch group"})
    service.commit(database, LEAD, batch.id)
    assert count(database, "agency") == 1

    again = staged(database, "Title,Partners\nThree,Alder Group\n")

    assert service.plan_of(database, LEAD, again.id).names[0].match.name == "Birch Group"


def test_a_signature_that_only_a_file_tells_of_counts_once_it_was_seen(database):
    committed(
        database,
        "Ref,Title,Party,Date signed,Signed,Withdrawn\n"
        "EX-1,Sharing,Exampleshire Police,2/5/2024,,\n"
        "EX-1,Sharing,Northmoor Academy,,yes,\n"
        "EX-1,Sharing,Sampleton Homes,2/5/2024,,1/6/2025\n"
        "EX-1,Sharing,Sampleton Trust,,,1/6/2025\n",
    )
    with database.read() as session:
        states = session.execute(text("SELECT state, count(*) FROM agreement_party GROUP BY state"))
        found = dict(states.all())
    assert found == {"signed_unverified": 4, "withdrawn": 2, "invited": 2}

    agreement = register.list_agreements(database, SYSTEM, on=ON).agreements[0]
    police = register.search_agencies(database, SYSTEM, "exampleshire police")[0]
    register.verify_signature(
        database, LEAD, agreement.id, police.id, confirmed="I have seen the signed page"
    )
    parties = register.parties(database, SYSTEM, agreement.id, on=ON).parties
    assert {each.name for each in parties if each.state is PartyState.SIGNED} == {police.name}
    again = staged(
        database, "Ref,Title,Party,Date signed\nEX-1,Sharing,Exampleshire Police,2/5/2024\n"
    )
    assert not service.plan_of(database, LEAD, again.id).changes_anything


@pytest.mark.parametrize("listed", ["asked", "signed"])
def test_where_a_column_says_who_signed_a_blank_is_no_signature(sqlite_database, listed):
    batch = staged(
        sqlite_database,
        "Agreement,SIGNATORY,signed?\nSharing,Exampleshire Police,\nSharing,Northmoor Academy,yes\n",
    )
    assert batch.mapping.listed_means == "asked"
    said = batch.mapping.model_copy(update={"listed_means": listed})
    service.set_mapping(sqlite_database, LEAD, batch.id, said)

    parties = service.plan_of(sqlite_database, LEAD, batch.id).agreements[0].parties

    assert {each.name: each.state.value for each in parties} == {
        "Exampleshire Police": "invited",
        "Northmoor Academy": "signed_unverified",
    }


def a_plan(database, content, **said):
    batch = staged(database, content)
    fresh = batch.mapping.model_copy(update=said)
    service.set_mapping(database, LEAD, batch.id, fresh)
    return service.plan_of(database, LEAD, batch.id)


def test_a_heading_never_says_that_anybody_signed(sqlite_database):
    content = "Agreement,SIGNATORY,Review date\nSharing,Exampleshire Police,Mar-2027\n"
    assert staged(sqlite_database, content).mapping.listed_means == "asked"

    plan = a_plan(sqlite_database, content, listed_means="signed")

    assert plan.agreements[0].parties[0].state is PartyState.SIGNED_UNVERIFIED
    assert plan.counts()["parties_said_signed"] == 1
    assert staged(sqlite_database, content).mapping.listed_means == "asked"


@pytest.mark.parametrize(
    "row", ["refused,", "refused,2/5/2024", "declined,", ",refused", ",1/1/2099"]
)
def test_a_refusal_left_out_is_no_signature(sqlite_database, row):
    content = f"Agreement,Party,signed?,Date signed\nSharing,Exampleshire Police,{row}\n"
    assert not a_plan(sqlite_database, content).is_ready

    plan = a_plan(sqlite_database, content, leave_out_unreadable=True, listed_means="signed")

    assert plan.is_ready
    assert plan.agreements[0].parties[0].state is PartyState.INVITED


def test_a_day_that_cannot_be_read_is_no_signature_of_a_listed_party(sqlite_database):
    content = "Agreement,Signatory,Date signed\nSharing,Exampleshire Police,refused\n"
    plan = a_plan(sqlite_database, content, leave_out_unreadable=True, listed_means="signed")
    assert plan.agreements[0].parties[0].state is PartyState.INVITED


@pytest.mark.parametrize(
    "status", ["awaiting sigs", "Rejected by DPO", "On hold", "Suspended by ICO", "Not signed"]
)
def test_a_status_left_out_is_a_draft_and_leniency_ends_with_the_file(sqlite_database, status):
    content = f"Ref,Title,Parties,Status\nEX-1,Sharing,Exampleshire Police,{status}\n"
    [fault] = a_plan(sqlite_database, content).of(Weight.FAULT)
    assert (fault.line, fault.column) == (2, 4)

    plan = a_plan(sqlite_database, content, leave_out_unreadable=True)

    assert plan.is_ready
    assert plan.agreements[0].status is AgreementStatus.DRAFT
    assert plan.agreements[0].guessed == ["type", "status"]
    again = staged(sqlite_database, content)
    assert not again.mapping.leave_out_unreadable
    assert not service.plan_of(sqlite_database, LEAD, again.id).is_ready


@pytest.mark.parametrize("status", ["", "On hold"])
def test_a_status_that_is_not_said_changes_nothing_the_register_has(sqlite_database, status):
    head = "Ref,Title,Parties,Status,Type"
    line = "EX-1,Sharing,Exampleshire Police"
    committed(sqlite_database, f"{head}\n{line},Expired,Memorandum of understanding\n")

    plan = a_plan(sqlite_database, f"{head}\n{line},{status},\n", leave_out_unreadable=True)

    assert plan.agreements[0].changes == []


def test_a_fault_stops_everything_and_names_row_and_column(database):
    bad = REGISTER.replace("1/4/24", "31/2/24").replace("April 2025", "the 5th of never")
    batch = staged(database, bad)

    with pytest.raises(Invalid) as stopped:
        service.commit(database, LEAD, batch.id)

    assert set(stopped.value.faults) == {
        "Row 5, column E (Start date)",
        "Row 6, column E (Start date)",
    }
    assert count(database, "agreement") == count(database, "agency") == 0
    assert service.batch(database, LEAD, batch.id).is_open


@pytest.mark.parametrize("part", ["isa_unit", "lists", "agreements"])
def test_a_crash_halfway_leaves_nothing(database, monkeypatch, part):
    def crash(*args, **more):
        raise RuntimeError("the machine went away")

    where = {
        "isa_unit": (UnitOfWork, "record"),
        "lists": (Lists, "put"),
        "agreements": (agreements_service, "hand_over"),
    }[part]
    batch = staged(database)
    before = content_of(database)
    monkeypatch.setattr(*where, crash)

    with pytest.raises(RuntimeError):
        service.commit(database, LEAD, batch.id)

    monkeypatch.undo()
    assert content_of(database) == before
    assert count(database, "agency") == count(database, "register_change") == 0
    assert service.commit(database, LEAD, batch.id).state == "committed"


def test_nobody_commits_what_they_have_not_seen(database):
    batch = staged(database)
    seen = service.plan_of(database, LEAD, batch.id).digest()
    an_agency(database, "council", "Exampleshire Council")

    with pytest.raises(Stale, match="changed since you looked"):
        service.commit(database, LEAD, batch.id, digest=seen)

    assert count(database, "agreement") == 0


def test_an_undone_import_leaves_the_register_as_it_was_and_can_come_again(database):
    an_agency(database, "council", "Exampleshire Council")
    batch = committed(database)
    before = content_of(database)
    assert before["agreements"]

    service.undo(database, LEAD, batch.id)

    after = content_of(database)
    assert [row["id"] for row in after["agencies"]] == ["council"]
    assert after["agreements"] == after["parties"] == []
    assert not register.search_agencies(database, SYSTEM, "sampleton")
    with pytest.raises(Stale):
        service.undo(database, LEAD, batch.id)
    again = committed(database)
    assert again.counts["agencies_new"] == 3
    assert again.counts["agreements_new"] == 2


def test_undoing_an_update_brings_back_what_it_replaced(database):
    committed(database)
    before = content_of(database)
    newer = "Ref,Title,Parties,Date signed,Review date\nEX-1,Sharing for child protection,Exampleshire Police,2/5/2024,31/03/2029\n"  # noqa: E501
    batch = committed(database, newer)
    assert content_of(database) != before

    service.undo(database, LEAD, batch.id)

    assert content_of(database) == before


def test_an_import_that_later_changes_stand_on_stays_and_says_why(database):
    batch = committed(database)
    found = register.list_agreements(database, SYSTEM, on=ON, text="EX-1").agreements[0]
    police = register.search_agencies(database, SYSTEM, "exampleshire police")[0]
    register.record_signature(
        database,
        LEAD,
        found.id,
        police.id,
        signed_on=date(2026, 1, 5),
        signatory_title="Chief constable",
        sign_method="wet",
    )

    with pytest.raises(Invalid, match=r"signature recorded on .* \(EX-1\)"):
        service.undo(database, LEAD, batch.id)

    assert service.reasons_against(database, LEAD, batch.id)
    assert service.batch(database, LEAD, batch.id).state == "committed"


def test_an_import_whose_agency_has_a_user_or_a_contact_or_another_agreement_stays(database):
    batch = committed(database)
    police = register.search_agencies(database, SYSTEM, "exampleshire police")[0]
    contact = AgencyContact(
        kind=ContactKind.SWITCHBOARD, label="Switchboard", number="01632 960001"
    )
    register.set_contacts(database, LEAD, police.id, (contact,), seen=())

    assert service.reasons_against(database, LEAD, batch.id) == (
        "a contact was recorded for Exampleshire Police",
    )

    register.set_contacts(database, LEAD, police.id, (), seen=(contact,))
    register.record_agreement(
        database,
        LEAD,
        NewAgreement(reference="X", title="Another", parties=(NewParty(agency_id=police.id),)),
    )
    assert "agreement recorded" in service.reasons_against(database, LEAD, batch.id)[0]


def test_a_mapping_and_a_name_are_remembered(database):
    an_agency(database, "council", "Exampleshire Council")
    odd = "Paper,Who,When\nSharing for schools,Exampleshire County Councill,1/4/24\n"
    batch = service.stage(database, LEAD, odd.encode(), "odd.csv", layout=Layout.AGREEMENTS)
    assert "title" not in batch.mapping.fields
    with pytest.raises(Invalid):
        service.set_mapping(database, LEAD, batch.id, batch.mapping)
    batch = service.set_mapping(
        database,
        LEAD,
        batch.id,
        batch.mapping.model_copy(
            update={"header_line": 1, "fields": ("title", "party", "starts_on")}
        ),
    )
    service.choose_names(database, LEAD, batch.id, {"exampleshire county councill": "council"})
    done = service.commit(database, LEAD, batch.id)
    assert done.counts["agencies_new"] == 0

    second = staged(database, odd.replace("schools", "nurseries"), layout=Layout.AGREEMENTS)

    plan = service.plan_of(database, LEAD, second.id)
    assert second.mapping.fields == ("title", "party", "starts_on")
    assert second.mapping.header_line == 1
    assert plan.counts()["agencies_new"] == 0
    lower = staged(database, f"Our papers,,\n,,\n{odd}", layout=Layout.AGREEMENTS)
    assert (lower.mapping.header_line, lower.mapping.fields) == (3, second.mapping.fields)
    whatever = staged(database, odd)
    assert whatever.mapping.fields == second.mapping.fields
    again = service.stage(database, LEAD, odd.encode(), "odd.csv")
    assert (second.mapping.status_means, again.mapping.status_means) == ("in_force", "")


def test_a_list_of_agencies_adds_codes_and_larger_bodies(database):
    an_agency(database, "northmoor", "Northmoor Primary School")
    schools = (
        "URN,EstablishmentName,Trusts (name),CloseDate\n"
        "100001,Northmoor Primary School,,\n"
        "100002,Sampleton High School,Sampleton Learning Trust,\n"
        "100003,Oldham Road School,,31-08-2012\n"
    )
    batch = staged(database, schools)
    assert batch.mapping.layout is Layout.AGENCIES

    done = service.commit(database, LEAD, batch.id)

    assert done.counts["agencies_new"] == 2
    assert done.counts["identifiers_added"] == 1
    assert register.find_agency(database, SYSTEM, "100001").id == "northmoor"
    school = register.find_agency(database, SYSTEM, "100002")
    assert school.controller_name == "Sampleton Learning Trust"
    service.undo(database, LEAD, batch.id)
    with pytest.raises(Invalid):
        register.find_agency(database, SYSTEM, "100001")


def fill(database):
    """A register with something in every sheet."""
    committed(database)
    an_agency(
        database,
        "northmoor",
        "=Northmoor School",
        other_names=("The old school",),
        identifiers=(Identifier(kind="urn", value="100009"),),
        contacts=(
            AgencyContact(
                kind=ContactKind.FRONT_DOOR, label="Office", number="01632 960002", verified_on=ON
            ),
        ),
    )
    register.add_agency(
        database, LEAD, NewAgency(id="schools", name="Schools of Exampleshire", type="agency_class")
    )
    register.record_membership(
        database,
        LEAD,
        class_id="schools",
        member_id="northmoor",
        state=MembershipState.ACCEDED,
        on=ON,
    )
    register.record_succession(
        database,
        LEAD,
        predecessor_id="northmoor",
        successor_id="schools",
        on=ON,
        is_confirmed=False,
    )
    register.record_agreement(
        database,
        LEAD,
        NewAgreement(
            id="whole",
            reference="W-1",
            title="-Whole",
            summary="'quoted\nand longer",
            starts_on=ON,
            purposes=("safeguard_child",),
            parties=(
                NewParty(agency_id="northmoor", state=PartyState.SIGNED, signed_on=ON),
                NewParty(agency_id="schools"),
            ),
            rows=(
                NewRow(
                    providers=("northmoor",),
                    recipients=("*",),
                    categories=("id_contact",),
                    subjects=("child",),
                    items="=1+1",
                ),
            ),
        ),
    )

    with database.write(LEAD) as work:
        of = {"id": "x1", "agency_id": "northmoor"}
        field = next(iter(fields()))
        detail = {"agreement_id": "whole", "field": field, "value": "+44 and more"}
        work.session.add(
            AgencyOfficerRow(role=next(iter(vocabulary().officer_roles)), post="Head", **of)
        )
        work.session.add(AgencySignatoryRow(title="Head", valid_from=ON, **of))
        work.session.add(
            AgreementDetailRow(**detail, valid_from=ON, known_from=open_version(work, "test"))
        )
        work.record("test", "whole")


def unchecked(content):
    """The same rows, as a register has them in which nobody has rung a number yet."""
    return {
        name: [row | {"verified_on": None} if "verified_on" in row else row for row in rows]
        for name, rows in content.items()
    }


def test_a_doctored_export_does_not_put_its_number_on_offer(database):
    fill(database)
    told = json.loads(exported(database))
    forged = next(row for row in told["contacts"] if row["agency_id"] == "northmoor")
    forged["number"] = "01632 960999"
    batch = service.stage(database, LEAD, json.dumps(told).encode(), "forged.json")
    doubts = service.plan_of(database, LEAD, batch.id).of(Weight.DOUBT)
    assert "number not checked here" in doubts[0].sentence

    service.commit(database, LEAD, batch.id)

    northmoor = register.agency(database, SYSTEM, "northmoor")
    assert [each.number for each in northmoor.contacts] == ["01632 960999"]
    assert northmoor.verified_number is None
    service.undo(database, LEAD, batch.id)
    assert register.agency(database, SYSTEM, "northmoor").verified_number == "01632 960002"


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_an_export_read_into_another_register_is_the_same_but_for_checks(database, tmp_path, form):
    fill(database)
    here = content_of(database)
    same = service.stage(database, LEAD, exported(database, form), "same")
    assert not service.plan_of(database, LEAD, same.id).changes_anything
    assert any(row["verified_on"] for row in here["contacts"])
    before = unchecked(here)
    assert all(before[name] for name in COMPARED)
    url, keys = f"sqlite:///{tmp_path / 'other.sqlite'}", SecretStr(new_key_ring_json())
    other = installation.create(Settings(database_url=url, keys=keys), installation.Kind.LIVE)
    batch = service.stage(other, LEAD, exported(database, form), f"register.{form}")
    assert batch.mapping.layout is Layout.WHOLE
    plan = service.plan_of(other, LEAD, batch.id)
    assert plan.is_ready, plan.of(Weight.FAULT)

    service.commit(other, LEAD, batch.id)

    assert content_of(other) == before
    again = service.stage(other, LEAD, exported(other, form), "again")
    assert not service.plan_of(other, LEAD, again.id).changes_anything
    service.undo(other, LEAD, batch.id)
    assert not any(content_of(other).values())
    second = service.stage(other, LEAD, exported(database, form), "again")
    service.commit(other, LEAD, second.id)
    assert content_of(other) == before
    other.engine.dispose()


def test_a_changed_export_changes_only_that_and_can_be_undone(database):
    fill(database)
    before = content_of(database)
    told = json.loads(exported(database))
    for name in ("agreements", "parties", "data_rows"):
        told[name] = [row for row in told[name] if row["agreement_id"] == "whole"]
    told["agreements"][0]["title"] = "Another title"
    for row in told["agencies"]:
        if row["id"] in ("northmoor", "schools"):
            row["name"] = f"Another {row['id']}"
    told["identifiers"][0]["value"] = "100010"
    batch = service.stage(database, LEAD, json.dumps(told).encode(), "changed.json")
    plan = service.plan_of(database, LEAD, batch.id)
    counts = plan.counts()
    assert (counts["agreements_changed"], counts["agencies_changed"]) == (1, 2)
    assert [each.sentence for each in plan.of(Weight.DOUBT)] == [
        "Sheet agencies, name: =Northmoor School has a number that was checked here, so what the "
        "register says of it stays. Change it on the agency's page"
    ]

    service.commit(database, LEAD, batch.id)
    now = content_of(database)
    assert {row["title"] for row in now["agreements"]} >= {"Another title", "Housing and safety"}
    assert register.agency(database, SYSTEM, "northmoor").name == "=Northmoor School"
    assert register.agency(database, SYSTEM, "schools").name == "Another schools"

    service.undo(database, LEAD, batch.id)
    assert content_of(database) == before


def test_a_spoilt_export_is_refused_at_its_cells(database):
    fill(database)
    told = json.loads(exported(database))
    told["agencies"][0]["type"] = "castle"
    told["parties"][0]["agency_id"] = "nobody"
    told["agreements"][0]["valid_from"] = "soon"
    batch = service.stage(database, LEAD, json.dumps(told).encode(), "spoilt.json")

    sentences = " ".join(
        each.sentence for each in service.plan_of(database, LEAD, batch.id).of(Weight.FAULT)
    )

    assert "castle" in sentences
    assert "nobody" in sentences
    assert "Write it like 2026-03-31" in sentences


def test_half_a_letter_in_json_is_refused_in_words(database):
    told = json.loads(exported(database))
    told["agencies"] = [{"id": "a", "name": "Half \ud800"}]
    for data in (
        json.dumps(told).encode(),
        json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"),
    ):
        with pytest.raises(Unreadable, match="half a character"):
            service.stage(database, LEAD, data, "half.json")


def test_only_an_ig_lead_imports_or_exports(database):
    teacher = an_actor(Role.PRACTITIONER)
    with pytest.raises(NotPermitted):
        service.stage(database, teacher, REGISTER.encode(), "x.csv")
    batch = staged(database)
    for act in (service.batch, service.plan_of, service.commit, service.undo, service.discard):
        with pytest.raises(NotPermitted):
            act(database, teacher, batch.id)
    with pytest.raises(NotPermitted):
        export_register(database, teacher, form="json", on=ON)


def test_raw_rows_are_never_changed_and_an_ended_import_stays(database):
    batch = staged(database)
    service.discard(database, LEAD, batch.id)

    with pytest.raises(Stale):
        service.commit(database, LEAD, batch.id)
    assert service.raw_row(database, LEAD, batch.id, 5)[0] == "EX-1"
    for statement in (
        "UPDATE import_rows SET token = 'x'",
        "DELETE FROM import_rows",
        "UPDATE import_batch SET state = 'staged'",
    ):
        with (
            pytest.raises(Exception, match=r"append-only|has ended"),
            database.engine.begin() as connection,
        ):
            connection.execute(text(statement))
