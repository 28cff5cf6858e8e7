"""Disposing of decisions that have been kept long enough: listed for review, then one by one by a person.

What can be read goes whole and is never edited: the blocks, the reference, the hashes of the reasons, and
what was followed up, with legal advice about it. The signed part stays, so the audit trail and the record's
signature still verify; what stays of the content are salted digests that tell nobody anything.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import delete
from sqlmodel import Session, col, func, select

from decisions.casework.tables import (
    CaseworkActionRow,
    CaseworkPartyRow,
    CaseworkPrivilegedRow,
    CaseworkRow,
)
from decisions.disposal.holding.service import held_by
from decisions.disposal.model import RULE, Certificate, Due, due_on, last_of_chain
from decisions.disposal.tables import CertificateRow
from decisions.records import seal
from decisions.records.service import visible
from decisions.records.tables import (
    DisposalRow,
    ReasonRow,
    RecordDisclosureRow,
    RecordReferenceRow,
    RecordRow,
)
from isa.platform.clock import LONDON, show_date
from isa.platform.crypto import KeyRing
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import ConfigurationError, Invalid, NotFound, NotPermitted, Stale
from isa.platform.identity import SYSTEM, Actor
from isa.platform.permissions import Action, may, require
from isa.platform.wording import gettext as _
from isa.register.checks import raise_if_any, text_faults

_WHY_LIMIT = 500
_NO_PERIOD = _(
    "Nobody has said how long decisions are kept, so none is due. Set ISA_RETENTION_YEARS to the number of "
    "years in your retention schedule."
)
_A_PERSON = _("A named person disposes of a record, never the system. Say who with --by.")
_TABLE = str(CertificateRow.__tablename__)


def due(database: Database, actor: Actor, *, years: int | None, on: date) -> tuple[Due, ...]:
    """The records that have been kept long enough, oldest first, with what stops any of them.

    A record that was replaced is kept for as long as the one that replaced it.
    """
    require(actor, Action.RECORD_DISPOSE)
    if years is None:
        raise ConfigurationError(_NO_PERIOD)
    with database.read() as session:
        return tuple(_due(session, actor, years, on))


def _due(session: Session, actor: Actor, years: int, on: date) -> Iterator[Due]:
    row = RecordRow
    newer = {
        older: record_id
        for older, record_id in session.exec(select(row.supersedes, row.id)).all()
        if older is not None
    }
    sealed = dict(session.exec(select(row.id, row.sealed_at)).all())
    gone = select(DisposalRow.record_id)
    for record in session.exec(
        select(row)
        .where(visible(actor, Action.RECORD_DISPOSE), col(row.id).not_in(gone))
        .order_by(col(row.sealed_at), col(row.id))
    ):
        last = sealed[last_of_chain(record.id, newer)]
        day = due_on(last.astimezone(LONDON).date(), years)
        if day > on:
            continue
        yield Due(
            record_id=record.id,
            agency_id=record.agency_id,
            sealed_at=record.sealed_at,
            due_on=day,
            stopped_by=tuple(_stopped_by(session, record, on)),
        )


def _stopped_by(session: Session, record: RecordRow, on: date) -> Iterator[str]:
    yield from held_by(session, record.id)
    if record.review_on is not None and record.review_on > on:
        yield _("It is to be looked at again on {day}").format(day=show_date(record.review_on))
    still = session.exec(
        select(func.count())
        .select_from(CaseworkRow)
        .where(CaseworkRow.record_id == record.id, col(CaseworkRow.closed_at).is_(None))
    ).one()
    if still:
        yield _("What follows from it is not finished: close its follow-up first")


def dispose(
    database: Database, actor: Actor, record_id: str, *, why: str, years: int | None, on: date
) -> Certificate:
    """Dispose of one record that is due. ``Invalid`` says what stops it; nothing can be brought back."""
    if actor is SYSTEM:
        raise NotPermitted(_A_PERSON)
    require(actor, Action.RECORD_DISPOSE)
    raise_if_any(
        {} if why.strip() else {"why": _("Say why it may go")},
        text_faults("why", why, _("why it may go"), limit=_WHY_LIMIT),
    )
    if years is None:
        raise ConfigurationError(_NO_PERIOD)
    with database.write(actor) as work:
        record = _own(work.session, actor, record_id)
        found = {each.record_id: each for each in _due(work.session, actor, years, on)}
        if record_id not in found:
            raise Invalid({"": _("It has not been kept for {years} years yet").format(years=years)})
        if found[record_id].stopped_by:
            raise Invalid({"": "; ".join(found[record_id].stopped_by)})
        work.session.add(DisposalRow(record_id=record_id, at=work.at, actor_id=actor.id, rule=RULE))
        work.session.flush()
        return _take_out(work, record, why.strip())


def _own(session: Session, actor: Actor, record_id: str) -> RecordRow:
    """The record, locked, if the actor may dispose of it and nobody has."""
    record = session.exec(
        select(RecordRow).where(RecordRow.id == record_id).with_for_update()
    ).first()
    if record is None or not may(actor, Action.RECORD_DISPOSE, agency_id=record.agency_id):
        raise NotFound(_("There is no record with this id among those you may dispose of."))
    if session.get(DisposalRow, record_id) is not None:
        raise Stale(_("The content of this record was disposed of already."))
    return record


def _take_out(work: UnitOfWork, record: RecordRow, why: str) -> Certificate:
    session, blocks = work.session, RecordDisclosureRow
    digests = session.exec(
        select(blocks.digest).where(blocks.record_id == record.id).order_by(col(blocks.digest))
    ).all()
    for model in (RecordDisclosureRow, RecordReferenceRow, ReasonRow):
        session.execute(delete(model).where(col(model.record_id) == record.id))
    row = CertificateRow(
        record_id=record.id,
        why=work.keys.encrypt(why, table=_TABLE, row=record.id, column="why"),
        fingerprint=seal.fingerprint(record.jws),
        blocks=len(digests),
        casework=_take_out_casework(session, record.id),
        removed=hashlib.sha256("\n".join(digests).encode()).hexdigest(),
    )
    session.add(row)
    work.record(
        "record_disposed",
        record.id,
        rule=RULE,
        jws_sha256=row.fingerprint,
        blocks=row.blocks,
        casework=row.casework,
        removed_sha256=row.removed,
    )
    session.flush()
    return _certificate(work.keys, record, session.get_one(DisposalRow, record.id), row)


def _take_out_casework(session: Session, record_id: str) -> int:
    ids = session.exec(select(CaseworkRow.id).where(CaseworkRow.record_id == record_id)).all()
    for model in (CaseworkActionRow, CaseworkPartyRow, CaseworkPrivilegedRow):
        session.execute(delete(model).where(col(model.casework_id).in_(ids)))
    session.execute(delete(CaseworkRow).where(col(CaseworkRow.id).in_(ids)))
    return len(ids)


def certificates(database: Database, actor: Actor) -> tuple[Certificate, ...]:
    """What was disposed of, oldest first: keep it elsewhere too, a copy of the database is older."""
    require(actor, Action.RECORD_DISPOSE)
    with database.read() as session:
        found = session.exec(
            select(RecordRow, DisposalRow, CertificateRow)
            .join(DisposalRow, col(DisposalRow.record_id) == col(RecordRow.id))
            .join(CertificateRow, col(CertificateRow.record_id) == col(RecordRow.id))
            .where(visible(actor, Action.RECORD_DISPOSE))
            .order_by(col(DisposalRow.at), col(RecordRow.id))
        ).all()
        return tuple(_certificate(database.keys, *each) for each in found)


def _certificate(
    keys: KeyRing, record: RecordRow, disposal: DisposalRow, row: CertificateRow
) -> Certificate:
    return Certificate(
        record_id=record.id,
        agency_id=record.agency_id,
        sealed_at=record.sealed_at,
        disposed_at=disposal.at,
        disposed_by=disposal.actor_id,
        rule=disposal.rule,
        why=keys.decrypt(row.why, table=_TABLE, row=record.id, column="why"),
        fingerprint=row.fingerprint,
        blocks=row.blocks,
        casework=row.casework,
        removed=row.removed,
    )


def again(database: Database, actor: Actor, found: Iterable[Certificate]) -> int:
    """Dispose again of what a copy that was put back still holds; how many records that were.

    Certificates are matched by the record and its fingerprint. A hold placed since stops it.
    """
    require(actor, Action.RECORD_DISPOSE)
    count = 0
    for each in found:
        with database.read() as session:
            row = session.get(RecordRow, each.record_id)
            is_there = row is not None and session.get(DisposalRow, each.record_id) is None
            if row is None or not is_there or seal.fingerprint(row.jws) != each.fingerprint:
                continue
        with database.write(actor) as work:
            record = _own(work.session, actor, each.record_id)
            if stops := list(held_by(work.session, record.id)):
                raise Invalid({each.record_id: "; ".join(stops)})
            work.session.add(
                DisposalRow(
                    record_id=record.id,
                    at=each.disposed_at,
                    actor_id=each.disposed_by,
                    rule=each.rule,
                )
            )
            work.session.flush()
            _take_out(work, record, each.why)
        count += 1
    return count
