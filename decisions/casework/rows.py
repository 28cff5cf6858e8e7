"""The rows of casework, read and written inside a transaction that a service has opened.

Nothing here checks a permission but ``allowed``, which every use case calls first.
"""

import json
from collections.abc import Iterable
from datetime import datetime

from pydantic import JsonValue, TypeAdapter
from sqlmodel import Session, col, select

from decisions.casework.model import Action as Todo
from decisions.casework.model import Casework, Entry, Kind, Party, PartyWords, State, Task
from decisions.casework.tables import (
    CaseworkActionRow,
    CaseworkPartyRow,
    CaseworkPrivilegedRow,
    CaseworkRow,
)
from decisions.journey.choices_case import Depth
from decisions.journey.tables import DraftRow
from isa.platform import audit
from isa.platform.crypto import KeyRing
from isa.platform.database import UnitOfWork
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _

_DRAFT_STARTED = "draft_started"
_LOG = TypeAdapter(tuple[Entry, ...])
_BODY = TypeAdapter(dict[str, JsonValue])
_READ = {Kind.FOLLOW_UP: Action.FOLLOW_UP_READ}
_WRITE = {Kind.FOLLOW_UP: Action.FOLLOW_UP_WRITE}
NOT_HERE = _("There is nothing with this address among what you may see.")


def allowed(
    session: Session,
    actor: Actor,
    casework_id: str,
    *,
    to_write: bool = False,
    for_update: bool = False,
) -> CaseworkRow:
    """The row, if the actor may read it or write in it; ``NotFound`` for any other."""
    row = session.get(CaseworkRow, casework_id, with_for_update=for_update or None)
    if row is not None:
        kind = Kind.of(row.kind)
        needed = (
            _WRITE.get(kind, Action.CASEWORK_WRITE)
            if to_write
            else _READ.get(kind, Action.CASEWORK_READ)
        )
        if may(actor, needed, agency_id=row.agency_id, owner_id=row.actor_id):
            return row
    raise NotFound(NOT_HERE)


def party_rows(session: Session, casework_id: str) -> list[CaseworkPartyRow]:
    """The parties in their order."""
    found = session.exec(
        select(CaseworkPartyRow)
        .where(CaseworkPartyRow.casework_id == casework_id)
        .order_by(col(CaseworkPartyRow.place))
    )
    return list(found.all())


def of_record(session: Session, record_id: str, kind: Kind) -> list[CaseworkRow]:
    """The casework of a kind that belongs to a record, oldest first; whose it is, is not asked here."""
    found = session.exec(
        select(CaseworkRow)
        .where(CaseworkRow.record_id == record_id, CaseworkRow.kind == kind.value)
        .order_by(col(CaseworkRow.created_at))
    )
    return list(found.all())


def by_phone(session: Session, drafts: list[DraftRow]) -> list[DraftRow]:
    """Those that began as Phone now, also when they went on to every question since."""
    began = audit.codes_of(session, [draft.id for draft in drafts], _DRAFT_STARTED)
    return [one for one in drafts if began.get(one.id, {}).get("depth") == Depth.PHONE.value]


def action_rows(session: Session, casework_id: str) -> list[CaseworkActionRow]:
    """The actions, the earliest due first."""
    found = session.exec(
        select(CaseworkActionRow)
        .where(CaseworkActionRow.casework_id == casework_id)
        .order_by(col(CaseworkActionRow.due_at), col(CaseworkActionRow.id))
    )
    return list(found.all())


def party(keys: KeyRing, row: CaseworkPartyRow) -> Party:
    """A party as a value."""
    text = keys.decrypt(row.body, table="casework_party", row=row.id, column="body")
    return Party(
        id=row.id,
        state=State.of(row.state),
        send_due=row.send_due,
        sent_at=row.sent_at,
        receipt_due=row.receipt_due,
        acknowledged_at=row.acknowledged_at,
        answer_due=row.answer_due,
        answered_at=row.answered_at,
        chased_at=row.chased_at,
        words=PartyWords.model_validate_json(text),
    )


def put_party(work: UnitOfWork, row: CaseworkPartyRow, words: PartyWords) -> None:
    """Write a party with its words."""
    row.body = work.keys.encrypt(
        words.model_dump_json(), table="casework_party", row=row.id, column="body"
    )
    work.session.add(row)


def todo(keys: KeyRing, row: CaseworkActionRow) -> Todo:
    """An action as a value."""
    text = (
        keys.decrypt(row.body, table="casework_action", row=row.id, column="body")
        if row.body
        else "[]"
    )
    return Todo(
        id=row.id,
        code=Task.of(row.code),
        due_at=row.due_at,
        done_at=row.done_at,
        log=_LOG.validate_json(text),
    )


def put_todo(work: UnitOfWork, row: CaseworkActionRow, log: Iterable[Entry] = ()) -> None:
    """Write an action with its log."""
    lines = tuple(log)
    row.body = (
        work.keys.encrypt(
            _LOG.dump_json(lines).decode(), table="casework_action", row=row.id, column="body"
        )
        if lines
        else None
    )
    work.session.add(row)


def body(keys: KeyRing, row: CaseworkRow) -> dict[str, JsonValue]:
    """What was written, as plain JSON."""
    if row.body is None:
        return {}
    return _BODY.validate_json(keys.decrypt(row.body, table="casework", row=row.id, column="body"))


def put_body(work: UnitOfWork, row: CaseworkRow, words: dict[str, JsonValue]) -> None:
    """Keep what was written, encrypted."""
    row.body = work.keys.encrypt(json.dumps(words), table="casework", row=row.id, column="body")
    touch(work, row)


def privileged(keys: KeyRing, session: Session, casework_id: str) -> dict[str, JsonValue]:
    """The compartment of legal advice; empty where there is none."""
    row = session.get(CaseworkPrivilegedRow, casework_id)
    if row is None:
        return {}
    return _BODY.validate_json(
        keys.decrypt(row.body, table="casework_privileged", row=casework_id, column="body")
    )


def put_privileged(work: UnitOfWork, casework_id: str, words: dict[str, JsonValue]) -> None:
    """Keep legal advice in its compartment, or empty it."""
    row = work.session.get(CaseworkPrivilegedRow, casework_id)
    if not words:
        if row is not None:
            work.session.delete(row)
        return
    row = row or CaseworkPrivilegedRow(casework_id=casework_id, body="")
    row.body = work.keys.encrypt(
        json.dumps(words), table="casework_privileged", row=casework_id, column="body"
    )
    work.session.add(row)


def touch(work: UnitOfWork, row: CaseworkRow) -> None:
    """Bump the version."""
    row.version += 1
    row.updated_at = work.at
    work.session.add(row)


def settle(work: UnitOfWork, row: CaseworkRow) -> None:
    """Work out what is due next, and close what has nothing left; after every change of a part."""
    work.session.flush()
    parties = [party(work.keys, one) for one in party_rows(work.session, row.id)]
    undone = [one for one in action_rows(work.session, row.id) if one.done_at is None]
    dues: list[datetime] = [one.due_at for one in parties if one.due_at is not None]
    dues += [one.due_at for one in undone]
    row.next_due = min(dues, default=None)
    is_open = bool(undone) or any(one.waits_for for one in parties)
    row.closed_at = None if is_open or row.made_at is None else (row.closed_at or work.at)
    touch(work, row)


def read(session: Session, keys: KeyRing, row: CaseworkRow) -> Casework:
    """The whole of one piece of casework, without the privileged compartment."""
    return Casework(
        id=row.id,
        kind=Kind.of(row.kind),
        owner_id=row.actor_id,
        agency_id=row.agency_id,
        created_at=row.created_at,
        made_at=row.made_at,
        closed_at=row.closed_at,
        record_id=row.record_id,
        draft_id=row.draft_id,
        version=row.version,
        body=body(keys, row),
        parties=tuple(party(keys, one) for one in party_rows(session, row.id)),
        actions=tuple(todo(keys, one) for one in action_rows(session, row.id)),
    )
