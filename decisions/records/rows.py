"""The rows of a record, written and read inside a transaction that a service has opened.

Nothing here checks a permission but ``readable``, which every use case about one record calls first.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from joserfc.jwk import OKPKey
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from decisions.assessment import Frozen
from decisions.records import payload, seal
from decisions.records.content import Content
from decisions.records.seal import Sealed
from decisions.records.tables import (
    DisposalRow,
    RecordDisclosureRow,
    RecordReferenceRow,
    RecordRow,
    SigningKeyRow,
)
from decisions.records.verify import verify
from isa.platform.crypto import KeyRing
from isa.platform.database import UnitOfWork
from isa.platform.errors import NotFound, Stale, Tampered
from isa.platform.identity import Actor
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _

_DISCLOSURE, _REFERENCE = "record_disclosure", "record_reference"
_RECORD: sa.Table = RecordRow.__table__  # type: ignore[attr-defined]  # a table at run time
_WORDS: sa.Table = RecordReferenceRow.__table__  # type: ignore[attr-defined]  # a table at run time
_DISPOSAL: sa.Table = DisposalRow.__table__  # type: ignore[attr-defined]  # a table at run time
Line = Any
"""A row of ``newest``: the columns of a line, the reference still encrypted."""
_NEWER = _RECORD.alias("newer")
_LINES = (
    sa.select(
        _RECORD.c.id,
        _RECORD.c.agency_id,
        _RECORD.c.author_id,
        _RECORD.c.outcome,
        _RECORD.c.sealed_at,
        _RECORD.c.review_on,
        _RECORD.c.supersedes,
        _WORDS.c.token,
        _NEWER.c.id.label("superseded_by"),
        _DISPOSAL.c.record_id.label("disposed_of"),
    )
    .select_from(
        _RECORD.outerjoin(_WORDS, _WORDS.c.record_id == _RECORD.c.id)
        .outerjoin(_NEWER, _NEWER.c.supersedes == _RECORD.c.id)
        .outerjoin(_DISPOSAL, _DISPOSAL.c.record_id == _RECORD.c.id)
    )
    .order_by(_RECORD.c.sealed_at.desc(), _RECORD.c.id.desc())
)
"""A page of a list in one statement: each part beside a record is found by a key of its own."""
FACTS = "facts"
"""The one block that is found without opening the others."""


class RecordLine(Frozen):
    """A record in a list: nothing of a person but the agency's own reference."""

    id: str
    agency_id: str
    author_id: str
    reference: str
    outcome: str
    sealed_at: datetime
    review_on: date | None
    supersedes: str | None
    superseded_by: str | None
    is_disposed: bool


def readable(
    session: Session, actor: Actor, record_id: str, action: Action = Action.RECORD_READ
) -> RecordRow:
    """The record, if the actor may do this to it; ``NotFound`` also for one they may not know of."""
    row = session.get(RecordRow, record_id)
    if row is None or not may(actor, action, agency_id=row.agency_id, owner_id=row.author_id):
        raise NotFound(_("There is no record with this address among those you may read."))
    return row


def put(work: UnitOfWork, row: RecordRow, sealed: Sealed, reference: str) -> None:
    """Write a record, its blocks and its reference."""
    _keep_signing_key(work, row.kid)
    work.session.add(row)
    work.session.flush()
    for name, disclosure in sealed.disclosures.items():
        digest = seal.digest(disclosure)
        body = work.keys.encrypt(
            disclosure, table=_DISCLOSURE, row=f"{row.id}/{digest}", column="body"
        )
        block = name if name == FACTS else None
        work.session.add(
            RecordDisclosureRow(record_id=row.id, digest=digest, body=body, block=block)
        )
    if reference:
        work.session.add(
            RecordReferenceRow(
                record_id=row.id,
                hash=work.keys.reference_hash(row.agency_id, reference),
                token=work.keys.encrypt(reference, table=_REFERENCE, row=row.id, column="token"),
            )
        )


def _keep_signing_key(work: UnitOfWork, kid: str) -> None:
    """Keep the public key at its first use; two first uses at once are both right."""
    if work.session.get(SigningKeyRow, kid) is not None:
        return
    x = str(work.keys.signing.as_dict(private=False)["x"])
    try:
        with work.session.begin_nested():
            work.session.add(SigningKeyRow(kid=kid, x=x, used_from=work.at))
    except IntegrityError:
        if work.session.get(SigningKeyRow, kid) is None:
            raise


def public_key(session: Session, kid: str) -> OKPKey:
    """The public key a record was signed with, as it was kept when it was first used."""
    row = session.get(SigningKeyRow, kid)
    if row is None:
        raise Tampered(_("The key that signed this record is no longer in the database."))
    return OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": row.x})


def sealed(session: Session, keys: KeyRing, row: RecordRow) -> Sealed:
    """The record with every block that is left, checked against its signature.

    Raises ``Tampered`` when anything stored does not fit what was signed.
    """
    found = session.exec(
        select(RecordDisclosureRow).where(RecordDisclosureRow.record_id == row.id)
    ).all()
    opened = [open_block(keys, row.id, one.digest, one.body) for one in found]
    verified = verify("~".join([row.jws, *opened, ""]), [public_key(session, row.kid)])
    if verified.claims.record_id != row.id:
        raise Tampered(_("The signed part belongs to another record."))
    # A block's name stands in its disclosure; both lists are in the order they were read.
    return Sealed(jws=row.jws, disclosures=dict(zip(verified.blocks, opened, strict=True)))


def open_block(keys: KeyRing, record_id: str, digest: str, body: str) -> str:
    """A stored disclosure, decrypted; ``Tampered`` if it was altered or is another record's."""
    return keys.decrypt(body, table=_DISCLOSURE, row=f"{record_id}/{digest}", column="body")


def reference(keys: KeyRing, row: RecordReferenceRow | None) -> str:
    """The agency's own case reference, or an empty text."""
    return _open_reference(keys, row.record_id, row.token) if row else ""


def _open_reference(keys: KeyRing, record_id: str, token: str) -> str:
    return keys.decrypt(token, table=_REFERENCE, row=record_id, column="token")


def line(session: Session, keys: KeyRing, row: RecordRow) -> RecordLine:
    """A record as a line of a list."""
    (found,) = newest(session.connection(), _RECORD.c.id == row.id)
    return told(keys, found)


def newest(
    connection: sa.Connection, condition: sa.ColumnElement[bool], most: int = 1
) -> Sequence[Line]:
    """The records that fit, newest first, each with what a line of a list says of it, still encrypted."""
    return connection.execute(_LINES.where(condition).limit(most)).all()


def told(keys: KeyRing, row: Line) -> RecordLine:
    """What ``newest`` found, as a line of a list."""
    return RecordLine(
        id=row.id,
        agency_id=row.agency_id,
        author_id=row.author_id,
        reference=_open_reference(keys, row.id, row.token) if row.token else "",
        outcome=row.outcome,
        sealed_at=row.sealed_at,
        review_on=row.review_on,
        supersedes=row.supersedes,
        superseded_by=row.superseded_by,
        is_disposed=row.disposed_of is not None,
    )


def content(session: Session, keys: KeyRing, row: RecordRow) -> Content | None:
    """What a record holds, or None once it was disposed of; ``Tampered`` when a part is missing."""
    if session.get(DisposalRow, row.id) is not None:
        return None
    blocks = {
        name: seal.shown(disclosure)
        for name, disclosure in sealed(session, keys, row).disclosures.items()
    }
    try:
        return payload.read(blocks, row.id, int(row.sealed_at.timestamp()))
    except ValueError as error:
        raise Tampered(_("Part of this record is missing, and no disposal explains it.")) from error


def refuse_if_replaced(session: Session, record_id: str) -> None:
    """Raise ``Stale`` when another record replaces this one already."""
    if session.exec(select(RecordRow.id).where(RecordRow.supersedes == record_id)).first():
        raise Stale(_("This record has been replaced already. Correct the newer one instead."))
