"""The facts of stored records, read a page at a time: plain columns, no objects, nothing kept.

Each block of facts is decrypted and held against the digests in the signed part of its record. The
signatures themselves are for ``isa record verify``, which reads a record whole.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, select
from sqlmodel import Session, col

from decisions.records import seal
from decisions.records.rows import FACTS, open_block
from decisions.records.seal import Signed
from decisions.records.tables import DisposalRow, RecordDisclosureRow, RecordRow
from isa.platform.crypto import KeyRing
from isa.platform.errors import Tampered

PAGE = 2000
DISPOSED = "Its content was disposed of."
ALTERED = "Its facts are not what was sealed. Check it with: isa record show"


class Stored(NamedTuple):
    """One record's facts as text, or why there are none."""

    record_id: str
    agency_id: str
    author_id: str
    sealed_at: datetime
    signed: Signed
    facts: str
    why_not: str


def page(
    session: Session, keys: KeyRing, condition: ColumnElement[bool], after: str
) -> Iterator[Stored]:
    """The next records, in the order of their ids, that meet a condition; none at the end."""
    of_record = col(RecordRow.id)
    is_facts = and_(
        col(RecordDisclosureRow.record_id) == of_record, col(RecordDisclosureRow.block) == FACTS
    )
    columns: tuple[Any, ...] = (
        of_record,
        RecordRow.agency_id,
        RecordRow.author_id,
        RecordRow.sealed_at,
        RecordRow.jws,
        RecordDisclosureRow.digest,
        RecordDisclosureRow.body,
        col(DisposalRow.record_id).label("disposed"),
    )
    query = (
        select(*columns)
        .outerjoin(RecordDisclosureRow, is_facts)
        .outerjoin(DisposalRow, col(DisposalRow.record_id) == of_record)
        .where(condition, of_record > after)
        .order_by(of_record)
        .limit(PAGE)
    )
    for row in session.execute(query).all():
        signed = seal.signed_part(row.jws)
        facts, why_not = "", DISPOSED
        if row.disposed is None:
            facts, why_not = _facts(session, keys, row, signed)
        yield Stored(row.id, row.agency_id, row.author_id, row.sealed_at, signed, facts, why_not)


def _facts(session: Session, keys: KeyRing, row: Row[Any], signed: Signed) -> tuple[str, str]:
    """The facts as they were sealed, or an empty text and why not."""
    blocks: Sequence[tuple[str, str]] = [(row.digest, row.body)]
    if row.body is None:  # sealed before it was kept which block holds the facts
        query = select(col(RecordDisclosureRow.digest), col(RecordDisclosureRow.body)).where(
            col(RecordDisclosureRow.record_id) == row.id
        )
        blocks = [(digest, body) for digest, body in session.execute(query)]
    for digest, body in blocks:
        try:
            disclosure = open_block(keys, row.id, digest, body)
        except Tampered:
            return "", ALTERED
        facts = seal.text_of(disclosure, FACTS)
        if facts is not None and seal.digest(disclosure) in signed.digests:
            return facts, ""
    return "", ALTERED


def since_newest(session: Session, condition: ColumnElement[bool], limit: int) -> datetime | None:
    """The instant from which on there are ``limit`` records that meet a condition, or None."""
    query = (
        select(col(RecordRow.sealed_at))
        .where(condition)
        .order_by(col(RecordRow.sealed_at).desc())
        .offset(limit - 1)
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none()
