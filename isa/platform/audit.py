"""The audit trail: append-only, hash-chained, linked as the last act of each transaction.

``hash = SHA-256(previous hash || event bytes)`` over the exact bytes stored; nothing is ever
re-serialised. Bodies hold codes and identifiers only, so the trail never needs erasing. A chain
alone cannot show that its tail was cut off: a checkpoint that left the machine can.
"""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, select

from isa.platform.errors import Tampered
from isa.platform.identity import Actor
from isa.platform.tables import AuditEventRow, AuditHeadRow
from isa.platform.wording import gettext as _

_EVENT: sa.Table = AuditEventRow.__table__  # type: ignore[attr-defined]  # a table at run time
_HEAD_ROW: sa.Table = AuditHeadRow.__table__  # type: ignore[attr-defined]  # a table at run time
_LAST = sa.select(_HEAD_ROW.c.n, _HEAD_ROW.c.hash)
_HEAD = _LAST.with_for_update()
_APPEND = sa.insert(_EVENT)
_MOVE = sa.update(_HEAD_ROW).values(n=sa.bindparam("at_n"), hash=sa.bindparam("at_hash"))
GENESIS = hashlib.sha256(b"isa audit trail").hexdigest()


@dataclass(frozen=True)
class PendingEvent:
    """An event waiting for the end of its transaction."""

    type: str
    actor: Actor
    object_id: str
    at: datetime
    codes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class AuditEvent:
    """An event as a page shows it."""

    n: int
    at: datetime
    type: str
    actor_id: str
    object_id: str


def link(previous: str, body: bytes) -> str:
    """The hash of an event, given the hash before it."""
    return hashlib.sha256(previous.encode() + body).hexdigest()


def append(session: Session, events: list[PendingEvent]) -> None:
    """Lock the head, link the events and move the head: called last before commit, never earlier."""
    connection = session.connection()
    n, previous = connection.execute(_HEAD).one()
    rows = []
    for event in events:
        n += 1
        content = {
            "n": n,
            "at": event.at.isoformat(),
            "type": event.type,
            "actor": event.actor.id,
            "object": event.object_id,
            "codes": event.codes,
        }
        body = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
        previous = link(previous, body)
        rows.append(
            {
                "n": n,
                "body": body,
                "hash": previous,
                "type": event.type,
                "actor_id": event.actor.id,
                "object_id": event.object_id,
                "at": event.at,
            }
        )
    connection.execute(_APPEND, rows)
    connection.execute(_MOVE, {"at_n": n, "at_hash": previous})


@dataclass(frozen=True)
class Verification:
    """What a walk along the chain found: the number of events and the last hash."""

    events: int
    head: str


_EVERY = sa.select(
    _EVENT.c.n,
    _EVENT.c.body,
    _EVENT.c.hash,
    _EVENT.c.type,
    _EVENT.c.actor_id,
    _EVENT.c.object_id,
    sa.type_coerce(_EVENT.c.at, sa.types.NullType()),
).order_by(_EVENT.c.n)
_AT_ONCE = 1000


def _instant(stored: str | datetime) -> str:
    """A stored instant as it was hashed; SQLite has it as text, and is not made to read it."""
    if isinstance(stored, datetime):
        return stored.astimezone(UTC).isoformat()
    return f"{stored[:10]}T{stored[11:].removesuffix('.000000')}+00:00"


def _fits(body: bytes, n: int, kind: str, actor: str, about: str, at: str) -> bool:
    """Whether columns say what the body says: the body is read only where it is not written as usual."""
    start = f'{{"actor":"{actor}","at":"{at}","codes":'
    end = f',"n":{n},"object":"{about}","type":"{kind}"}}'
    if body.startswith(start.encode()) and body.endswith(end.encode()):
        return True
    content = json.loads(body)
    found = tuple(content[key] for key in ("n", "type", "actor", "object", "at"))
    return found == (n, kind, actor, about, at)


def verify(session: Session) -> Verification:
    """Walk the whole chain; ``Tampered`` names the first event that does not fit."""
    previous, count = GENESIS, 0
    rows = session.execute(_EVERY, execution_options={"yield_per": _AT_ONCE})
    for n, body, digest, kind, actor, about, at in rows:
        count += 1
        if n != count:
            raise Tampered(
                _("Audit event {count} is missing: the next one found is {n}.").format(
                    count=count, n=n
                )
            )
        if link(previous, body) != digest:
            raise Tampered(
                _("Audit event {n} was altered, or one before it was removed.").format(n=n)
            )
        if not _fits(body, n, kind, actor, about, _instant(at)):
            raise Tampered(
                _("Audit event {n}: its columns do not match the bytes that were hashed.").format(
                    n=n
                )
            )
        previous = digest
    head_n, head_hash = session.execute(_LAST).one()
    if (head_n, head_hash) != (count, previous):
        raise Tampered(
            _("The head of the trail names event {n}, but {count} events were found.").format(
                n=head_n, count=count
            )
        )
    return Verification(events=count, head=previous)


def events_about(session: Session, object_id: str, types: tuple[str, ...]) -> list[AuditEvent]:
    """Events of these types about one object, newest first."""
    found = session.exec(
        select(AuditEventRow)
        .where(AuditEventRow.object_id == object_id)
        .where(AuditEventRow.type.in_(types))  # type: ignore[attr-defined]  # a column at run time
        .order_by(AuditEventRow.n.desc())  # type: ignore[attr-defined]  # a column at run time
    )
    return [
        AuditEvent(
            n=row.n, at=row.at, type=row.type, actor_id=row.actor_id, object_id=row.object_id
        )
        for row in found
    ]


def codes_of(session: Session, object_ids: Collection[str], event_type: str) -> dict[str, Any]:
    """The codes of the events of one type about these objects, by object; the last one counts."""
    if not object_ids:
        return {}
    found = session.exec(
        select(AuditEventRow)
        .where(AuditEventRow.object_id.in_(object_ids))  # type: ignore[attr-defined]  # a column at run time
        .where(AuditEventRow.type == event_type)
        .order_by(AuditEventRow.n)  # type: ignore[arg-type]  # a column at run time
    )
    return {row.object_id: json.loads(row.body)["codes"] for row in found}
