"""An information governance lead of one agency changes what that agency keeps, and nothing else."""

import ast
import importlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from isa.coverage.view import AgreementStatus, MembershipState, PartyState
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import NotFound, NotPermitted
from isa.platform.identity import Actor, Grant, Role
from isa.register import service
from isa.register.exporting.service import whole
from isa.register.importing.staging.reading.service import batches
from isa.register.model import NewAgency, NewAgreement, NewParty, NewRow
from isa.register.timeline.service import newest_version
from isa.register.worklist.changes import Act, Request
from isa.register.worklist.model import TaskKey, TaskKind
from isa.register.worklist.together.service import carry_out, preview
from tests.conftest import an_actor

ROOT = Path(__file__).resolve().parents[2]
EVERYWHERE = an_actor(Role.IG_LEAD)
START = date(2025, 4, 1)
ROW = NewRow(
    providers=("school",), recipients=("council",), categories=("id_contact",), subjects=("child",)
)
SIGNING = {"signed_on": clock.today(), "signatory_title": "Head", "sign_method": "wet"}


def a_lead(agency: str, *at: str) -> Actor:
    grants = frozenset(Grant(role=Role.IG_LEAD, agency_id=each) for each in (at or (agency,)))
    return an_actor(Role.IG_LEAD, agency=agency).model_copy(update={"grants": grants})


SCHOOL, COUNCIL = a_lead("school"), a_lead("council")


def led_by(lead: str, reference: str) -> NewAgreement:
    return NewAgreement(
        id=reference.lower(),
        reference=reference,
        title="Sharing for child protection",
        status=AgreementStatus.IN_FORCE,
        lead_agency_id=lead,
        starts_on=START,
        purposes=("safeguard_child",),
        parties=tuple(NewParty(agency_id=each) for each in ("council", "police", "school")),
        rows=(ROW,),
    )


@pytest.fixture
def register(sqlite_database: Database) -> Database:
    for agency_id, kind, parent in (
        ("council", "council", None),
        ("school", "school", None),
        ("police", "police", None),
        ("nursery", "school", "council"),
        ("schools", "agency_class", None),
    ):
        service.add_agency(
            sqlite_database,
            EVERYWHERE,
            NewAgency(id=agency_id, name=f"The {agency_id}", type=kind, parent_id=parent),
        )
    service.record_agreement(sqlite_database, EVERYWHERE, led_by("council", "ESH-001"))
    service.record_agreement(sqlite_database, EVERYWHERE, led_by("school", "ESH-002"))
    service.record_agreement(sqlite_database, EVERYWHERE, led_by("nursery", "ESH-003"))
    return sqlite_database


def writers() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function of the register that opens a transaction to write, wherever it is added."""
    for file in sorted(ROOT.glob("isa/register/**/service.py")):
        module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                takes = [each.arg for each in node.args.args]
                if "database" in takes and "database.write(" in ast.unparse(node):
                    yield module, node


NEITHER_CHANGES_NOR_TAKES = {
    *("paper_bytes", "keep_filter", "drop_filter"),
    *("keep_unsaved", "drop_unsaved"),
}
"""A read that is written into the audit trail, and what is a lead's own."""
_NEW = SimpleNamespace(parent_id=None, lead_agency_id="council", supersedes_id=None, id=None)
SOMEBODY_ELSES: dict[str, Any] = {
    "agreement_id": "esh-001",
    "source_id": "esh-001",
    "agency_id": "police",
    "class_id": "schools",
    "predecessor_id": "police",
    "successor_id": "school",
    "lead_agency_id": "council",
    "new": _NEW,
    "request": SimpleNamespace(
        keys=(SimpleNamespace(agreement_id="esh-001", agency_id="police", kind=TaskKind.CONTACT),)
    ),
}


@pytest.mark.parametrize(
    ("module", "node"), list(writers()), ids=[node.name for _module, node in writers()]
)
def test_no_function_of_the_register_lets_a_school_change_what_others_keep(
    register: Database, module: str, node: ast.FunctionDef
) -> None:
    if node.name in NEITHER_CHANGES_NOR_TAKES:
        return
    write: Callable[..., object] = getattr(importlib.import_module(module), node.name)
    places = [each.arg for each in node.args.args[2:]]
    named = [each.arg for each in node.args.kwonlyargs]
    with register.read() as session:
        before, version = whole(session), newest_version(session)

    with pytest.raises(NotPermitted, match=r"ask|Ask|knows who"):
        write(
            register,
            SCHOOL,
            *(SOMEBODY_ELSES.get(each) for each in places),
            **{each: SOMEBODY_ELSES.get(each) for each in named},
        )

    with register.read() as session:
        assert whole(session) == before
        assert newest_version(session) == version


def test_the_functions_that_write_are_found() -> None:
    found = {node.name for _module, node in writers()}

    assert {"close_agency", "revise_terms", "record_signature", "commit", "undo"} <= found
    assert len(found) > 35


def test_a_refusal_says_whom_to_ask(register: Database) -> None:
    with pytest.raises(NotPermitted, match=r"^The council keeps this.*information governance lead"):
        service.add_note(register, SCHOOL, "esh-001", "Ours now")
    with pytest.raises(NotPermitted, match="The police keeps this"):
        service.close_agency(register, SCHOOL, "police", on=START)
    with pytest.raises(NotPermitted, match="whoever keeps the whole register"):
        service.add_agency(register, SCHOOL, NewAgency(name="A front door", type="council"))
    with pytest.raises(NotPermitted, match="Your role does not allow this"):
        batches(register, SCHOOL)


def test_a_lead_writes_what_their_agency_leads_and_reads_everything(register: Database) -> None:
    service.revise_terms(
        register, SCHOOL, "esh-002", {"title": "Ours"}, seen=99, on=None, reason="Because"
    )
    service.set_contacts(register, SCHOOL, "school", (), seen=())

    assert service.agreement(register, SCHOOL, "esh-002", on=clock.today()).title == "Ours"
    assert service.agreement(register, SCHOOL, "esh-001", on=clock.today()).title
    assert service.agency(register, SCHOOL, "police").name == "The police"


def test_a_party_records_what_it_did_itself_and_nothing_of_another(register: Database) -> None:
    assert service.record_signature(register, SCHOOL, "esh-001", "school", **SIGNING)
    with pytest.raises(NotPermitted, match="The council"):
        service.record_signature(register, SCHOOL, "esh-001", "police", **SIGNING)
    service.set_party_state(
        register,
        SCHOOL,
        "esh-001",
        "school",
        PartyState.WITHDRAWN,
        on=clock.today(),
        note="We leave",
    )
    with pytest.raises(NotPermitted):
        service.remove_party(register, SCHOOL, "esh-001", "school", reason="Never mind")


def test_the_lead_agency_records_what_any_party_did(register: Database) -> None:
    assert service.record_signature(register, SCHOOL, "esh-002", "police", **SIGNING)


def test_a_body_keeps_the_services_below_it(register: Database) -> None:
    service.add_note(register, COUNCIL, "esh-003", "Checked")
    service.close_agency(register, COUNCIL, "nursery", on=clock.today())
    service.add_agency(
        register, COUNCIL, NewAgency(name="Team", type="council", parent_id="council")
    )
    with pytest.raises(NotPermitted, match="The council"):
        service.close_agency(register, a_lead("nursery"), "council", on=clock.today())


def test_nobody_takes_a_controller_or_a_predecessor_that_is_not_theirs(register: Database) -> None:
    for change in (
        lambda: service.move_agency(register, SCHOOL, "school", parent_id="council", on=START),
        lambda: service.move_agency(register, SCHOOL, "police", parent_id="school", on=START),
        lambda: service.record_succession(
            register,
            SCHOOL,
            predecessor_id="police",
            successor_id="school",
            on=START,
            is_confirmed=True,
        ),
        lambda: service.record_membership(
            register,
            SCHOOL,
            class_id="schools",
            member_id="school",
            state=MembershipState.ACCEDED,
        ),
    ):
        with pytest.raises(NotPermitted):
            change()


def test_replacing_an_agreement_is_writing_it(register: Database) -> None:
    with pytest.raises(NotPermitted, match="The council"):
        service.record_agreement(
            register,
            SCHOOL,
            led_by("school", "ESH-009").model_copy(update={"supersedes_id": "esh-001"}),
        )
    with pytest.raises(NotPermitted, match="The council"):
        service.revise_terms(
            register,
            SCHOOL,
            "esh-002",
            {"supersedes_id": "ESH-001"},
            seen=99,
            on=None,
            reason="Because",
        )
    service.record_agreement(
        register,
        EVERYWHERE,
        led_by("school", "ESH-010").model_copy(
            update={"supersedes_id": "esh-001", "status": AgreementStatus.PARTLY_SIGNED}
        ),
    )
    for agency_id in ("council", "police"):
        service.record_signature(register, SCHOOL, "esh-010", agency_id, **SIGNING)
    with pytest.raises(NotPermitted, match="The council"):
        service.move_agreement(
            register,
            SCHOOL,
            "esh-010",
            AgreementStatus.IN_FORCE,
            on=clock.today(),
            reason="All signed",
        )


def test_an_agreement_without_a_lead_is_for_whoever_keeps_the_register(register: Database) -> None:
    service.record_agreement(
        register,
        EVERYWHERE,
        led_by("council", "ESH-004").model_copy(update={"lead_agency_id": None}),
    )

    assert not service.keeps_agreement(register, COUNCIL, "esh-004")
    assert service.keeps_agreement(register, EVERYWHERE, "esh-004")
    with pytest.raises(NotPermitted, match="whole register"):
        service.add_note(register, COUNCIL, "esh-004", "Ours")
    with pytest.raises(NotFound):
        service.add_note(register, COUNCIL, "no-such", "Ours")


def test_a_role_at_another_agency_reaches_there(register: Database) -> None:
    visiting = a_lead("school", "council")

    service.add_note(register, visiting, "esh-001", "From next door")
    with pytest.raises(NotPermitted):
        service.add_note(register, visiting, "esh-002", "My employer's")


def test_a_change_to_many_is_not_made_where_one_is_not_theirs(register: Database) -> None:
    request = Request(
        act=Act.OWNER,
        keys=tuple(
            TaskKey(kind=TaskKind.REVIEW, agreement_id=each) for each in ("esh-001", "esh-002")
        ),
        owner="The head",
        reason="Because",
    )

    plan = preview(register, SCHOOL, request)

    assert [each.why for each in plan.refused] == ["The council keeps it. Ask there"]
    assert {each.reference for each in plan.changes} == {"ESH-002"}
    with pytest.raises(NotPermitted, match="The council"):
        carry_out(register, SCHOOL, request, seen=plan.digest)
