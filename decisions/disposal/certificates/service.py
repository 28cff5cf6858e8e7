"""What stays of a disposal, and disposing again of what a copy that was put back brought with it."""

import hashlib
from collections.abc import Iterable

from sqlalchemy import delete
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import Select

from decisions.casework.tables import (
    CaseworkActionRow,
    CaseworkPartyRow,
    CaseworkPrivilegedRow,
    CaseworkRow,
)
from decisions.disposal.holding.service import held_by, lift_as_disposed
from decisions.disposal.model import RULE, Certificate, CertificateLine, CertificatePage
from decisions.disposal.tables import CertificateRow
from decisions.records import seal, wording
from decisions.records.service import visible
from decisions.records.tables import (
    DisposalRow,
    ReasonRow,
    RecordDisclosureRow,
    RecordReferenceRow,
    RecordRow,
)
from isa.platform import put_back
from isa.platform.crypto import KeyRing
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, NotFound, NotPermitted, Stale
from isa.platform.identity import SYSTEM, Actor
from isa.platform.permissions import Action, may, require
from isa.platform.tables import UserRow
from isa.platform.wording import gettext as _
from isa.register.agencies.service import names_of
from isa.register.unsaved.service import dispose_unsaved

_TABLE = str(CertificateRow.__tablename__)


def certificates(database: Database, actor: Actor) -> tuple[Certificate, ...]:
    """What was disposed of, oldest first: keep it elsewhere too, a copy of the database is older."""
    require(actor, Action.RECORD_DISPOSE)
    with database.read() as session:
        found = session.exec(
            _kept(actor).order_by(col(DisposalRow.at), col(DisposalRow.record_id))
        ).all()
        return tuple(_certificate(database.keys, *each) for each in found)


def certificate_page(
    database: Database, actor: Actor, *, offset: int = 0, limit: int = 50
) -> CertificatePage:
    """Some of what was disposed of, newest first."""
    require(actor, Action.RECORD_DISPOSE)
    with database.read() as session:
        kept = _kept(actor)
        total = session.exec(select(func.count()).select_from(kept.subquery())).one()
        found = session.exec(
            kept.order_by(col(DisposalRow.at).desc(), col(DisposalRow.record_id))
            .offset(offset)
            .limit(limit)
        ).all()
        return CertificatePage(
            lines=tuple(_line(session, database.keys, *each) for each in found), total=total
        )


def certificate(database: Database, actor: Actor, record_id: str) -> CertificateLine:
    """What stays to show that one record was disposed of."""
    require(actor, Action.RECORD_DISPOSE)
    with database.read() as session:
        found = session.exec(_kept(actor).where(col(RecordRow.id) == record_id)).first()
        if found is None:
            raise NotFound(_("There is no certificate with this address among those you may read."))
        return _line(session, database.keys, *found)


def taken_away(database: Database, actor: Actor, record_id: str) -> CertificateLine:
    """One certificate for a file that leaves the service, noted as such."""
    found = certificate(database, actor, record_id)
    with database.write(actor) as work:
        work.record("certificate_exported", record_id)
    return found


def all_taken_away(database: Database, actor: Actor) -> tuple[Certificate, ...]:
    """All certificates for a file that leaves the service, noted as such."""
    found = certificates(database, actor)
    with database.write(actor) as work:
        work.record("certificate_exported", "disposal", count=len(found))
    return found


def _line(
    session: Session,
    keys: KeyRing,
    record: RecordRow,
    disposal: DisposalRow,
    row: CertificateRow,
) -> CertificateLine:
    user = session.get(UserRow, disposal.actor_id)
    return CertificateLine(
        **vars(_certificate(keys, record, disposal, row)),
        disposed_by_name=user.name if user else disposal.actor_id,
        agency_name=names_of(session, {record.agency_id}).get(
            record.agency_id, wording.NOT_THERE_THEN
        ),
    )


def _kept(actor: Actor) -> Select[RecordRow, DisposalRow, CertificateRow]:
    return (
        select(RecordRow, DisposalRow, CertificateRow)
        .join(DisposalRow, col(DisposalRow.record_id) == col(RecordRow.id))
        .join(CertificateRow, col(CertificateRow.record_id) == col(RecordRow.id))
        .where(visible(actor, Action.RECORD_DISPOSE))
    )


def again(database: Database, actor: Actor, found: Iterable[Certificate]) -> int:
    """Dispose again of what a copy that was put back still holds; how many records that were.

    Certificates are matched by the record and its fingerprint. A hold of before the disposal had been
    lifted when the record went, so it is lifted again; one placed since stops it. A database that was
    closed because it was put back opens with that, once all of them went.
    """
    require(actor, Action.RECORD_DISPOSE)
    count = sum(_go_again(database, actor, each) for each in found)
    _answer(database, actor, count)
    return count


def none_since(database: Database, actor: Actor) -> None:
    """A person says that nothing was disposed of since the copy was taken; the database opens with that."""
    if actor is SYSTEM:
        raise NotPermitted(_("A named person says so, never the system. Say who with --by."))
    require(actor, Action.RECORD_DISPOSE)
    _answer(database, actor, 0)


def _answer(database: Database, actor: Actor, count: int) -> None:
    with database.read() as session:
        is_closed = put_back.is_closed(session)
    if is_closed:
        with database.write(actor) as work:
            put_back.answer(work, count)


def _go_again(database: Database, actor: Actor, went: Certificate) -> bool:
    """Whether the record was there, and is gone again now."""
    with database.read() as session:
        row = session.get(RecordRow, went.record_id)
        is_gone = session.get(DisposalRow, went.record_id) is not None
        if row is None or is_gone or seal.fingerprint(row.jws) != went.fingerprint:
            return False
    with database.write(actor) as work:
        record = own(work.session, actor, went.record_id)
        lift_as_disposed(work, record.id, went.disposed_at)
        if stops := held_by(work.session, [record.id])[record.id]:
            raise Invalid({went.record_id: "; ".join(stops)})
        work.session.add(
            DisposalRow(
                record_id=record.id, at=went.disposed_at, actor_id=went.disposed_by, rule=went.rule
            )
        )
        work.session.flush()
        take_out(work, record, went.why)
    return True


def own(session: Session, actor: Actor, record_id: str) -> RecordRow:
    """The record, locked, if the actor may dispose of it and nobody has."""
    record = session.exec(
        select(RecordRow).where(RecordRow.id == record_id).with_for_update()
    ).first()
    if record is None or not may(actor, Action.RECORD_DISPOSE, agency_id=record.agency_id):
        raise NotFound(_("There is no record with this id among those you may dispose of."))
    if session.get(DisposalRow, record_id) is not None:
        raise Stale(_("The content of this record was disposed of already."))
    return record


def take_out(work: UnitOfWork, record: RecordRow, why: str) -> Certificate:
    """Inside a transaction that wrote the disposal: everything that can be read goes, a certificate stays."""
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
        casework=_take_out_casework(work, record.id),
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


def _take_out_casework(work: UnitOfWork, record_id: str) -> int:
    session = work.session
    ids = session.exec(select(CaseworkRow.id).where(CaseworkRow.record_id == record_id)).all()
    for model in (CaseworkActionRow, CaseworkPartyRow, CaseworkPrivilegedRow):
        session.execute(delete(model).where(col(model.casework_id).in_(ids)))
    session.execute(delete(CaseworkRow).where(col(CaseworkRow.id).in_(ids)))
    dispose_unsaved(work, (record_id, *ids))
    return len(ids)


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
