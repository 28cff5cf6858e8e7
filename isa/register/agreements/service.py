"""Showing agreements: rows of a list, one agreement, its parties."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, func, select

from isa.coverage.view import (
    AgreementStatus,
    AgreementType,
    Direction,
    PartyRole,
    PartyState,
)
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies.service import names_of
from isa.register.model import (
    Agreement,
    AgreementParty,
    AgreementSummary,
    DataRow,
    PartyPage,
)
from isa.register.naming import fold
from isa.register.tables import (
    AgencyRow,
    AgreementCode,
    AgreementPartyRow,
    AgreementRow,
    DataRowCode,
    DataRowRow,
)
from isa.register.timeline.service import codes_of, held, newest_version
from isa.register.vocabulary import vocabulary

NO_AGREEMENT = _("There is no agreement with this id in the register.")
SETTLED = (PartyState.SIGNED.value, PartyState.WITHDRAWN.value, PartyState.DECLINED.value)
_WAITS = (PartyState.INVITED.value, PartyState.VIEWED.value, PartyState.QUERIED.value)


def summaries(
    session: Session, rows: Sequence[AgreementRow], on: date, version: int
) -> tuple[AgreementSummary, ...]:
    """Agreement rows as a list shows them, with their parties counted."""
    names = names_of(session, {row.lead_agency_id for row in rows if row.lead_agency_id})
    keys = [row.agreement_id for row in rows]
    everyone = _count_parties(session, keys, on, version, unsigned_only=False)
    unsigned = _count_parties(session, keys, on, version, unsigned_only=True)
    types = vocabulary().agreement_types
    return tuple(
        AgreementSummary(
            id=row.agreement_id,
            reference=row.reference,
            title=row.title,
            type=AgreementType(row.type),
            type_label=types[row.type].label,
            status=AgreementStatus(row.status),
            lead_agency_id=row.lead_agency_id,
            lead_name=names.get(row.lead_agency_id or "", ""),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            review_due_on=row.review_due_on,
            parties=everyone.get(row.agreement_id, 0),
            unsigned=unsigned.get(row.agreement_id, 0),
        )
        for row in rows
    )


def _count_parties(
    session: Session, keys: list[str], on: date, version: int, *, unsigned_only: bool
) -> dict[str, int]:
    party = AgreementPartyRow
    wanted = [col(party.agreement_id).in_(keys), held(party, on, version)]
    if unsigned_only:
        wanted.append(col(party.state).not_in(SETTLED))
    return dict(
        session.exec(
            select(party.agreement_id, func.count())
            .where(*wanted)
            .group_by(col(party.agreement_id))
        ).all()
    )


def agreement(database: Database, actor: Actor, agreement_id: str, *, on: date) -> Agreement:
    """One agreement with its terms and rows as at a day; ``NotFound`` when there is none."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        version = newest_version(session)
        row = session.exec(
            select(AgreementRow)
            .where(AgreementRow.agreement_id == agreement_id)
            .where(held(AgreementRow, on, version))
        ).first()
        if row is None:
            raise NotFound(NO_AGREEMENT)
        rows = rows_at(session, agreement_id, on, version)
        codes = codes_of(session, row)
        parent = session.exec(
            select(AgreementRow.reference)
            .where(AgreementRow.agreement_id == row.parent_id)
            .where(held(AgreementRow, on, version))
        ).first()
        mentioned = {each for line in rows for each in (*line.providers, *line.recipients)}
        return Agreement(
            **summaries(session, [row], on, version)[0].model_dump(),
            summary=row.summary,
            parent_id=row.parent_id,
            parent_reference=parent or "",
            supersedes_id=row.supersedes_id,
            is_reciprocal=row.is_reciprocal,
            requires_all_signatures=row.requires_all_signatures,
            is_retrospective=row.is_retrospective,
            has_part3_clause=row.has_part3_clause,
            onward_sharing=row.onward_sharing,
            purposes=_named(codes, AgreementCode.PURPOSE),
            areas=_named(codes, AgreementCode.AREA),
            exclusions=_named(codes, AgreementCode.EXCLUSION),
            rows=rows,
            names=names_of(session, mentioned),
            register_version=version,
        )


def _named(codes: list[tuple[str, str]], *kinds: AgreementCode | DataRowCode) -> tuple[str, ...]:
    wanted = {kind.value for kind in kinds}
    return tuple(code for kind, code in codes if kind in wanted)


def rows_at(session: Session, agreement_id: str, on: date, version: int) -> tuple[DataRow, ...]:
    """The sharing table of an agreement as at a day, in order."""
    rows = session.exec(
        select(DataRowRow)
        .where(DataRowRow.agreement_id == agreement_id)
        .where(held(DataRowRow, on, version))
        .order_by(col(DataRowRow.number))
    ).all()
    return tuple(_data_row(row, codes_of(session, row)) for row in rows)


def _data_row(row: DataRowRow, codes: list[tuple[str, str]]) -> DataRow:
    return DataRow(
        id=row.data_row_id,
        number=row.number,
        direction=Direction(row.direction),
        items=row.items,
        justification=row.justification,
        providers=_named(codes, DataRowCode.PROVIDER),
        recipients=_named(codes, DataRowCode.RECIPIENT),
        categories=_named(codes, DataRowCode.CATEGORY),
        subjects=_named(codes, DataRowCode.SUBJECT),
        exclusions=_named(codes, DataRowCode.EXCLUSION),
        purposes=_named(codes, DataRowCode.PURPOSE),
        methods=_named(codes, DataRowCode.METHOD),
        conditions=_named(codes, DataRowCode.HARD, DataRowCode.SOFT),
        frequencies=_named(codes, DataRowCode.FREQUENCY),
        formats=_named(codes, DataRowCode.FORMAT),
    )


def parties(
    database: Database,
    actor: Actor,
    agreement_id: str,
    *,
    on: date,
    text: str = "",
    states: tuple[PartyState, ...] = (),
    agency_id: str | None = None,
    offset: int = 0,
    limit: int = 50,
) -> PartyPage:
    """The parties of an agreement as at a day, those who have not signed first, the longest asked first.

    ``states`` keeps those in one of these states, ``agency_id`` one agency; without them, all.
    """
    require(actor, Action.AGREEMENT_READ)
    party = AgreementPartyRow
    with database.read() as session:
        wanted = [
            col(party.agreement_id) == agreement_id,
            held(party, on, newest_version(session)),
            *(col(AgencyRow.search_key).like(f"% {word}%") for word in fold(text)[:200].split()),
        ]
        if agency_id is not None:
            wanted.append(col(party.agency_id) == agency_id)
        if states:
            wanted.append(col(party.state).in_([state.value for state in states]))
        total = session.exec(
            select(func.count())
            .select_from(party)
            .join(AgencyRow, col(AgencyRow.id) == col(party.agency_id))
            .where(*wanted)
        ).one()
        rows = session.exec(
            select(party, AgencyRow.name)
            .join(AgencyRow, col(AgencyRow.id) == col(party.agency_id))
            .where(*wanted)
            .order_by(
                col(party.state).in_(SETTLED),
                func.coalesce(col(party.asked_on), on),
                col(AgencyRow.name),
            )
            .offset(offset)
            .limit(limit)
        ).all()
        return PartyPage(parties=tuple(_party(row, name, on) for row, name in rows), total=total)


def _party(row: AgreementPartyRow, name: str, on: date) -> AgreementParty:
    is_waiting = row.state in _WAITS and row.asked_on is not None
    return AgreementParty(
        agency_id=row.agency_id,
        name=name,
        role=PartyRole(row.role),
        state=PartyState(row.state),
        asked_on=row.asked_on,
        signed_on=row.signed_on,
        signatory_title=row.signatory_title,
        sign_method=row.sign_method,
        waiting_days=(on - row.asked_on).days if is_waiting and row.asked_on else None,
        clause=row.clause,
        note=row.note,
        authority=row.authority,
        evidence=row.evidence,
    )
