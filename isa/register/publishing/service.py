"""What of the register anybody may see, read in a handful of statements whatever its size."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from isa.coverage.model import Frozen
from isa.coverage.view import AgreementStatus
from isa.documents.public_register import PublicEntry, PublicRegister
from isa.platform import installation
from isa.platform.config import data_dir
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.register.agreements.fields import fields, several
from isa.register.agreements.standing import RUNNING, standing
from isa.register.agreements.tables import AgreementDetailRow
from isa.register.answers.resolving.service import standings
from isa.register.publishing.binding import SIGNED, Signature, bound_by, has_signed
from isa.register.tables import (
    AgencyRow,
    AgreementCode,
    AgreementCodeRow,
    AgreementPartyRow,
    AgreementRow,
)
from isa.register.timeline.service import held, newest_version
from isa.register.vocabulary import vocabulary

DROPPED_AFTER = timedelta(days=90)
"""A register that drops what is overdue drops it when its review is this late (as in Essex)."""
ENTRY_ONLY, WHOLE = "entry_only", "whole"


class Publication(Frozen):
    """The register to publish, and what was kept out of it with the reason, by reference."""

    public: PublicRegister
    not_decided: tuple[str, ...]
    """Nobody has said whether these may be published."""
    held_back: tuple[str, ...]
    """Marked as not to be published: an exemption has to be named to whoever asks."""
    overdue: tuple[str, ...]
    """Left out because their review is more than three months late."""


def publication(
    database: Database,
    actor: Actor,
    *,
    on: date,
    agency_id: str = "",
    drops_overdue: bool = False,
) -> Publication:
    """The agreements in force on a day as anybody may see them; of one agency, if it is named.

    ``agency_id`` gives the answer to "list your agreements": those that bind the agency, also through
    its controller, a group or a body it took over from. ``Invalid`` at ``agency`` for an unknown one.
    """
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        version = newest_version(session)
        rows = [row for row in _rows(session, on, version) if _is_running(row, on)]
        parties = _parties(session, on, version)
        names = _names(session)
        bound: dict[str, tuple[str, ...]] = {}
        if agency_id:
            stands = standings(session, {"agency": agency_id}, on, version)[agency_id]
            bound = {
                row.agreement_id: bound_by(
                    stands, row.agreement_id, parties[row.agreement_id], names, on
                )
                for row in rows
            }
            rows = [row for row in rows if bound[row.agreement_id]]
        details = _details(session, on, version)
        late = {row.agreement_id for row in rows if _is_late(row, on)} if drops_overdue else set()
        codes = _purposes(session)
    shown = [row for row in rows if row.agreement_id not in late]
    may = {row.agreement_id: details[row.agreement_id].get("publication", "") for row in shown}
    entries = tuple(
        _entry(
            row, details[row.agreement_id], parties[row.agreement_id], names, codes, on
        ).model_copy(update={"bound_by": bound.get(row.agreement_id, ())})
        for row in shown
        if may[row.agreement_id] in (ENTRY_ONLY, WHOLE)
    )
    not_decided = tuple(row.reference for row in shown if not may[row.agreement_id])
    held_back = tuple(row.reference for row in shown if may[row.agreement_id] == "no")
    overdue = tuple(row.reference for row in rows if row.agreement_id in late)
    return Publication(
        public=PublicRegister(
            publisher=names.get(agency_id or actor.agency_id, ""),
            on=on,
            entries=entries,
            not_decided=len(not_decided),
            held_back=len(held_back),
            overdue=len(overdue),
            is_demonstration=installation.kind_of(database.engine) is installation.Kind.DEMO,
        ),
        not_decided=not_decided,
        held_back=held_back,
        overdue=overdue,
    )


def entries_of(
    session: Session, agreement_ids: Collection[str], on: date, *, said: str = ""
) -> tuple[PublicEntry, ...]:
    """What anybody sees of some agreements on a day, by reference; ``said`` as if that were decided.

    Nothing of those that are not in force, and of those that may not be published.
    """
    version = newest_version(session)
    parties, names, codes = _parties(session, on, version), _names(session), _purposes(session)
    details = _details(session, on, version)
    found = []
    for row in _rows(session, on, version):
        told = details[row.agreement_id] | ({"publication": said} if said else {})
        may_be = told.get("publication") in (ENTRY_ONLY, WHOLE)
        if row.agreement_id in agreement_ids and may_be and _is_running(row, on):
            found.append(_entry(row, told, parties[row.agreement_id], names, codes, on))
    return tuple(found)


def style() -> str:
    """The look of the public page."""
    return (data_dir() / "templates" / "public_register.css").read_text(encoding="utf-8")


def _rows(session: Session, on: date, version: int) -> Sequence[AgreementRow]:
    statement = (
        select(AgreementRow)
        .where(held(AgreementRow, on, version))
        .order_by(col(AgreementRow.reference))
    )
    return session.connection().execute(statement).all()  # type: ignore[return-value]  # columns by name


def _is_running(row: AgreementRow, on: date) -> bool:
    has_begun = row.starts_on is None or row.starts_on <= on
    return row.status in RUNNING and has_begun and (row.ends_on is None or on <= row.ends_on)


def _is_late(row: AgreementRow, on: date) -> bool:
    return row.review_due_on is not None and on - row.review_due_on > DROPPED_AFTER


def _parties(session: Session, on: date, version: int) -> dict[str, list[Signature]]:
    party = AgreementPartyRow
    statement = select(
        col(party.agreement_id), col(party.agency_id), col(party.state), col(party.signed_on)
    ).where(held(party, on, version), col(party.state).in_(SIGNED))
    found: dict[str, list[Signature]] = defaultdict(list)
    for agreement_id, agency_id, state, signed_on in session.connection().execute(statement):
        if has_signed((agency_id, state, signed_on), on):
            found[agreement_id].append((agency_id, state, signed_on))
    return found


def _details(session: Session, on: date, version: int) -> dict[str, dict[str, str]]:
    row = AgreementDetailRow
    statement = select(col(row.agreement_id), col(row.field), col(row.value)).where(
        held(row, on, version), col(row.field).in_(("publication", "lawful_basis"))
    )
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for agreement_id, field, value in session.connection().execute(statement):
        found[agreement_id][field] = value
    return found


def _names(session: Session) -> dict[str, str]:
    statement = select(col(AgencyRow.id), col(AgencyRow.name))
    return {row[0]: row[1] for row in session.connection().execute(statement)}


def _purposes(session: Session) -> dict[int, list[str]]:
    row = AgreementCodeRow
    statement = select(col(row.row_id), col(row.code)).where(
        col(row.kind) == AgreementCode.PURPOSE.value
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row_id, code in session.connection().execute(statement):
        found[row_id].append(code)
    return found


def _entry(
    row: AgreementRow,
    details: dict[str, str],
    parties: list[Signature],
    names: dict[str, str],
    codes: dict[int, list[str]],
    on: date,
) -> PublicEntry:
    words = vocabulary()
    basis = fields()["lawful_basis"].options
    others = sorted(
        names[one[0]] for one in parties if one[0] != row.lead_agency_id and one[0] in names
    )
    stands = standing(
        AgreementStatus(row.status), row.starts_on, row.ends_on, row.review_due_on, on=on
    )
    return PublicEntry(
        reference=row.reference,
        title=row.title,
        type=words.agreement_types[row.type].label,
        purposes=tuple(
            words.purposes[code].label for code in sorted(codes.get(row.row_id or 0, ()))
        ),
        lead=names.get(row.lead_agency_id or "", ""),
        parties=tuple(others),
        lawful_basis=tuple(
            basis.get(code, code) for code in several(details.get("lawful_basis", ""))
        ),
        starts_on=row.starts_on,
        review_due_on=row.review_due_on,
        ends_on=row.ends_on,
        standing=stands.label,
        summary=row.summary if details.get("publication") == WHOLE else "",
    )
