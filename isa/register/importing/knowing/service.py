"""What the register holds, loaded for comparing a file with it; and the plan of an import."""

from collections import OrderedDict
from datetime import date
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select
from sqlmodel import Session, col

from isa.coverage.view import PartyState
from isa.platform import clock
from isa.platform.crypto import KeyRing
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.tables import AuditEventRow
from isa.platform.wording import gettext as _
from isa.register.agreements.tables import AgreementDetailRow
from isa.register.exporting.kept.service import kept_rows, own_filters
from isa.register.exporting.service import whole, withdrawn_agencies
from isa.register.exporting.shape import FILTERS, KEPT
from isa.register.importing.comparing import Agreements, KnownAgreement, KnownParty
from isa.register.importing.matching import Code, KnownAgency, Register
from isa.register.importing.model import ColumnMap, Layout
from isa.register.importing.plan import Plan
from isa.register.importing.planning import Known, leaves_status_unsaid, make_plan
from isa.register.importing.staging.reading.service import (
    Batch,
    batch_in,
    papers_there,
    sheet_of,
)
from isa.register.importing.tables import ImportNameRow
from isa.register.importing.whole import compare_whole
from isa.register.importing.whole_reading import entries_of
from isa.register.tables import (
    AgencyIdentifierRow,
    AgencyRow,
    AgencyState,
    AgencyStatusRow,
    AgreementPartyRow,
    AgreementRow,
)
from isa.register.timeline.service import held, newest_version

_KEPT = 4
_plans: WeakKeyDictionary[Engine, "OrderedDict[tuple[Any, ...], Plan]"] = WeakKeyDictionary()
"""The last plans, so that neither turning a page of a preview nor committing reads the file again."""
_BESIDE_THE_REGISTER = (
    "draft_answer_%",
    "draft_assessment_%",
    "draft_deepened",
    "draft_list_%",
    "casework_%",
    "import_%",
    "register_exported",
)
"""Events after which the register is what it was: most of what happens in a day. Others may change it."""


class Basis(NamedTuple):
    """What a plan rests on: the register's version, and the last event that may have changed it."""

    version: int
    event: int


def basis(session: Session, *, before: int = 0) -> Basis:
    """What a plan made now rests on. ``before`` is a version that this transaction opened itself."""
    version = before - 1 if before else newest_version(session)
    kind = col(AuditEventRow.type)
    last = session.execute(
        select(col(AuditEventRow.n))
        .where(*(kind.not_like(each) for each in _BESIDE_THE_REGISTER))
        .order_by(col(AuditEventRow.n).desc())
        .limit(1)
    ).scalar()
    return Basis(version, last or 0)


def plan_of(database: Database, actor: Actor, batch_id: str) -> Plan:
    """What an import would change if it were committed now."""
    require(actor, Action.REGISTER_IMPORT)
    with database.read() as session:
        return kept_plan(database, session, batch_in(database.keys, session, batch_id))


def lacks_status(database: Database, actor: Actor, batch_id: str, mapping: ColumnMap) -> bool:
    """Whether an agreement of the file gives no status when its columns mean what ``mapping`` says."""
    require(actor, Action.REGISTER_IMPORT)
    if not mapping.column("status"):
        return True
    with database.read() as session:
        batch = batch_in(database.keys, session, batch_id)
        sheet = sheet_of(database.keys, session, batch, batch.sheet)
    return leaves_status_unsaid(sheet, mapping)


def kept_plan(database: Database, session: Session, batch: Batch) -> Plan:
    """The plan of an import as the register stands inside a session; made once while it stays so."""
    key = (batch.id, batch.revision, basis(session), clock.today())
    kept = _plans.setdefault(database.engine, OrderedDict())
    if key not in kept:
        kept[key] = plan_in(database.keys, session, batch)
        if len(kept) > _KEPT:
            kept.popitem(last=False)
    return kept[key]


def plan_in(keys: KeyRing, session: Session, batch: Batch) -> Plan:
    """The plan of an import as the register stands inside a session."""
    if batch.mapping.layout is Layout.WHOLE:
        return _whole_plan(keys, session, batch)
    sheet = sheet_of(keys, session, batch, batch.sheet)
    on, version = clock.today(), newest_version(session)
    known = known_register(
        session, on, version, with_agreements=batch.mapping.layout is Layout.AGREEMENTS
    )
    chosen = {row.name: row.agency_id for row in _remembered(session)} | batch.choices.names
    return make_plan(sheet, batch.mapping, known, chosen, today=on)


def _whole_plan(keys: KeyRing, session: Session, batch: Batch) -> Plan:
    plan = Plan(layout=Layout.WHOLE)
    sheets = [sheet_of(keys, session, batch, place) for place in range(len(batch.sheets))]
    entries = entries_of(sheets, plan.findings)
    held = whole(session) | {name: kept_rows(session, name, are_judged=False) for name in KEPT}
    held[FILTERS] = own_filters(session, keys, batch.actor_id)
    papers = papers_there(session, batch.id)
    plan.whole = compare_whole(entries, held, plan.findings, today=clock.today(), papers=papers)
    plan.rows = sum(map(len, entries.values()))
    return plan


def _remembered(session: Session) -> list[ImportNameRow]:
    return list(session.execute(select(ImportNameRow)).scalars())


def known_register(session: Session, on: date, version: int, *, with_agreements: bool) -> Known:
    """The register as an import compares itself with it, on a day."""
    agreements = _agreements(session, on, version) if with_agreements else []
    references = (
        session.execute(select(col(AgreementRow.reference)).distinct()).scalars()
        if with_agreements
        else ()
    )

    def parties(wanted: list[KnownAgreement]) -> None:
        _load_parties(session, on, version, wanted)

    return Known(
        register=Register.of(_agencies(session, on, version)),
        agreements=Agreements.of(agreements),
        references=tuple(references),
        parties=parties,
    )


def _agencies(session: Session, on: date, version: int) -> list[KnownAgency]:
    codes: dict[str, list[Code]] = {}
    for agency_id, kind, value in session.execute(
        select(
            col(AgencyIdentifierRow.agency_id),
            col(AgencyIdentifierRow.kind),
            col(AgencyIdentifierRow.value),
        )
    ):
        codes.setdefault(agency_id, []).append(Code(kind, value))
    standing = {
        agency_id: (status, parent)
        for agency_id, status, parent in session.execute(
            select(
                col(AgencyStatusRow.agency_id),
                col(AgencyStatusRow.status),
                col(AgencyStatusRow.controller_id),
            ).where(held(AgencyStatusRow, on, version))
        )
    }
    gone = withdrawn_agencies(session)
    found = session.execute(
        select(
            col(AgencyRow.id), col(AgencyRow.name), col(AgencyRow.type), col(AgencyRow.search_key)
        )
    )
    return [
        KnownAgency(
            id=agency_id,
            name=name,
            type=kind,
            names=tuple(each.strip() for each in key.split("|")[1:] if each.strip()),
            identifiers=tuple(codes.get(agency_id, ())),
            parent_id=standing.get(agency_id, ("", None))[1],
            is_closed=standing.get(agency_id, ("", None))[0] == AgencyState.CLOSED.value,
        )
        for agency_id, name, kind, key in found
        if agency_id not in gone
    ]


_COMPARED = (
    "title",
    "summary",
    "type",
    "status",
    "lead_agency_id",
    "starts_on",
    "ends_on",
    "review_due_on",
)


def _agreements(session: Session, on: date, version: int) -> list[KnownAgreement]:
    row = AgreementRow
    found = session.execute(select(col(AgencyRow.id), col(AgencyRow.name))).all()
    names = {row[0]: row[1] for row in found}
    public = _publications(session, on, version)
    compared: list[Any] = [getattr(row, each) for each in _COMPARED]
    wanted = select(col(row.agreement_id), col(row.reference), *compared)
    return [
        KnownAgreement(
            id=agreement_id,
            reference=reference,
            title=values[0],
            values=dict(zip(_COMPARED, values, strict=True))
            | {"publication": public.get(agreement_id, "")},
            lead_name=names.get(values[4] or "", _("Not recorded")),
        )
        for agreement_id, reference, *values in session.execute(
            wanted.where(held(row, on, version))
        )
    ]


def _publications(session: Session, on: date, version: int) -> dict[str, str]:
    """Whether agreements may be published, by agreement, as far as anybody has said."""
    row = AgreementDetailRow
    found = session.execute(
        select(col(row.agreement_id), col(row.value)).where(
            col(row.field) == "publication", held(row, on, version)
        )
    )
    return {row.agreement_id: row.value for row in found}


def _load_parties(session: Session, on: date, version: int, wanted: list[KnownAgreement]) -> None:
    by_id = {each.id: each for each in wanted}
    row = AgreementPartyRow
    ids = sorted(by_id)
    for start in range(0, len(ids), 500):
        found = session.execute(
            select(
                col(row.agreement_id), col(row.agency_id), col(row.state), col(row.signed_on)
            ).where(col(row.agreement_id).in_(ids[start : start + 500]), held(row, on, version))
        )
        for agreement_id, agency_id, state, signed_on in found:
            by_id[agreement_id].parties[agency_id] = KnownParty(PartyState(state), signed_on)
