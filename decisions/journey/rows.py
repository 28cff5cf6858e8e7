"""The rows of a draft, read and written inside a transaction that the service has opened.

Nothing here checks a permission but ``own``, which every use case calls first.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import delete, func
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, col, select

from decisions.journey.tables import DraftAnswerRow, DraftChangeRow, DraftRow
from isa.platform.crypto import KeyRing
from isa.platform.database import UnitOfWork
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _
from isa.register.unsaved.service import dispose_unsaved

AnyDraft = DraftRow | sa.Row[Any]
AnyAnswer = DraftAnswerRow | sa.Row[Any]
"""A row as an object of the session, or as a bare connection gives it: with the same columns."""

_DRAFT: sa.Table = DraftRow.__table__  # type: ignore[attr-defined]  # a table at run time
_ANSWER: sa.Table = DraftAnswerRow.__table__  # type: ignore[attr-defined]  # a table at run time
_ONE_DRAFT = sa.select(_DRAFT).where(_DRAFT.c.id == sa.bindparam("draft"))
_ITS_ANSWERS = (
    sa.select(_ANSWER)
    .where(_ANSWER.c.draft_id == sa.bindparam("draft"))
    .order_by(_ANSWER.c.since, _ANSWER.c.path)
)
_ONE_ANSWER = sa.select(_ANSWER).where(
    _ANSWER.c.draft_id == sa.bindparam("draft"), _ANSWER.c.path == sa.bindparam("at")
)
_ADD = sa.insert(_ANSWER)
_CHANGE = (
    sa.update(_ANSWER)
    .where(_ANSWER.c.draft_id == sa.bindparam("draft"), _ANSWER.c.path == sa.bindparam("at"))
    .values({name: sa.bindparam(name) for name in ("value", "saved_at", "version")})
)
_DROP = sa.delete(_ANSWER).where(
    _ANSWER.c.draft_id == sa.bindparam("draft"), _ANSWER.c.path == sa.bindparam("at")
)
_TOUCH = (
    sa.update(_DRAFT)
    .where(_DRAFT.c.id == sa.bindparam("draft"))
    .values({name: sa.bindparam(name) for name in ("version", "updated_at")})
)
_NO_DRAFT = _("There is no open draft with this address among yours.")
_ENDED = {
    "sealed": _(
        "This draft was sealed, perhaps in another tab. Its record is among your records; nothing is "
        "recorded twice. What was typed after that is not in it."
    ),
    "open": _(
        "This draft stays with the agency where you began it, and you do not decide there any more. "
        "If it has to be finished, ask whoever manages user accounts."
    ),
    "discarded": _("You discarded this draft, perhaps in another tab. Its answers were deleted."),
}
"""What the owner of a draft that has ended, or that they left behind, is told; anybody else learns nothing of it."""


def own(session: Session, actor: Actor, draft_id: str, *, for_update: bool = False) -> DraftRow:
    """The actor's own open draft; ``NotFound`` for any other."""
    row = session.get(DraftRow, draft_id, with_for_update=for_update or None)
    if row is None or not _is_own(row, actor):
        raise NotFound(_why_not(row, actor))
    return row


def _is_own(row: AnyDraft, actor: Actor) -> bool:
    return row.state == "open" and may(
        actor, Action.DRAFT_READ, agency_id=row.agency_id, owner_id=row.actor_id
    )


def _why_not(row: AnyDraft | None, actor: Actor) -> str:
    if row is None or row.actor_id != actor.id:
        return _NO_DRAFT
    return _ENDED.get(row.state, _NO_DRAFT)


def looked_up(
    connection: sa.Connection, actor: Actor, draft_id: str
) -> tuple[AnyDraft, Sequence[AnyAnswer]]:
    """As ``own``, with every stored answer in the order of ``answers``, for reading only."""
    row = connection.execute(_ONE_DRAFT, {"draft": draft_id}).one_or_none()
    if row is None or not _is_own(row, actor):
        raise NotFound(_why_not(row, actor))
    return row, connection.execute(_ITS_ANSWERS, {"draft": draft_id}).all()


def touch(work: UnitOfWork, row: DraftRow) -> None:
    """Bump the draft's version.

    Written outright, as answers are: to have the session find out what changed takes longer than
    all that is saved with an answer.
    """
    now = {"version": row.version + 1, "updated_at": work.at}
    work.connection.execute(_TOUCH, {"draft": row.id, **now})
    for name, value in now.items():
        set_committed_value(row, name, value)


def held(work: UnitOfWork, draft_id: str, path: str) -> AnyAnswer | None:
    """The stored answer at a path, or None."""
    return work.connection.execute(_ONE_ANSWER, {"draft": draft_id, "at": path}).one_or_none()


def put(work: UnitOfWork, row: DraftRow, path: str, stored: str) -> int:
    """Write one answer and bump both versions; the version of the answer."""
    return put_over(work, row, path, stored, held(work, row.id, path))


def put_over(
    work: UnitOfWork, row: DraftRow, path: str, stored: str, before: AnyAnswer | None
) -> int:
    """As ``put``, where the stored answer was read already."""
    touch(work, row)
    cell = f"{row.id}/{path}"
    token = work.keys.encrypt(stored, table="draft_answer", row=cell, column="value")
    version = before.version + 1 if before else 1
    written = {"value": token, "saved_at": work.at, "version": version}
    if before:
        work.connection.execute(_CHANGE, {"draft": row.id, "at": path, **written})
    else:
        new = {"draft_id": row.id, "path": path, "since": row.version}
        work.connection.execute(_ADD, {**new, **written})
    return version


def drop(work: UnitOfWork, draft_id: str, path: str) -> None:
    """Take one stored answer away; nothing where there is none."""
    work.connection.execute(_DROP, {"draft": draft_id, "at": path})


def answers(session: Session, draft_id: str) -> list[DraftAnswerRow]:
    """Every stored answer of a draft, in the order the paths were first saved."""
    rows = session.exec(
        select(DraftAnswerRow)
        .where(DraftAnswerRow.draft_id == draft_id)
        .order_by(col(DraftAnswerRow.since), col(DraftAnswerRow.path))
    )
    return list(rows.all())


def has(session: Session, draft_id: str, path: str) -> bool:
    """Whether anything is stored at a path of a draft."""
    return session.get(DraftAnswerRow, (draft_id, path)) is not None


def changes(session: Session, draft_id: str) -> list[DraftChangeRow]:
    """Every answer that was changed after the advice was first seen, in that order."""
    found = session.exec(
        select(DraftChangeRow)
        .where(DraftChangeRow.draft_id == draft_id)
        .order_by(col(DraftChangeRow.n))
    )
    return list(found.all())


def opened(keys: KeyRing, row: AnyAnswer) -> str:
    """The JSON text of a stored answer."""
    return keys.decrypt(
        row.value, table="draft_answer", row=f"{row.draft_id}/{row.path}", column="value"
    )


def cell(keys: KeyRing, row: DraftChangeRow, column: str) -> str:
    """One encrypted column of a change."""
    token = row.old if column == "old" else row.new
    return keys.decrypt(
        token, table="draft_change", row=f"{row.draft_id}/{row.n}/{row.path}", column=column
    )


def keep_change(work: UnitOfWork, draft_id: str, path: str, old: str, new: str) -> None:
    """Keep an answer that changed after the advice was first seen."""
    last = work.session.exec(
        select(func.max(DraftChangeRow.n)).where(DraftChangeRow.draft_id == draft_id)
    ).one()
    n = (last or 0) + 1
    cell = f"{draft_id}/{n}/{path}"
    work.session.add(
        DraftChangeRow(
            draft_id=draft_id,
            n=n,
            path=path,
            old=work.keys.encrypt(old, table="draft_change", row=cell, column="old"),
            new=work.keys.encrypt(new, table="draft_change", row=cell, column="new"),
            at=work.at,
        )
    )


def set_reference(work: UnitOfWork, row: DraftRow, reference: str | None) -> None:
    """Keep the case reference on the draft: encrypted, with a keyed hash to find it by."""
    if not reference:
        row.reference_hash = row.reference_token = None
    else:
        row.reference_hash = work.keys.reference_hash(row.agency_id, reference)
        row.reference_token = work.keys.encrypt(
            reference, table="draft", row=row.id, column="reference_token"
        )
    work.session.add(row)


def reference(keys: KeyRing, row: DraftRow) -> str:
    """The case reference of a draft, or an empty text."""
    if row.reference_token is None:
        return ""
    return keys.decrypt(row.reference_token, table="draft", row=row.id, column="reference_token")


def advice_shown(keys: KeyRing, row: AnyDraft) -> tuple[str | None, datetime | None]:
    """The digest of the advice that was last shown, and since when it is that advice.

    None for each that is not known: a digest from before the time was kept stands alone.
    """
    if row.advice_token is None:
        return None, None
    kept = keys.decrypt(row.advice_token, table="draft", row=row.id, column="advice_token")
    digest, *since = kept.split(" ")
    return digest, datetime.fromisoformat(since[0]) if since else None


def set_advice_shown(work: UnitOfWork, row: DraftRow, digest: str) -> None:
    """Keep the digest of the advice that is shown from now on."""
    kept = f"{digest} {work.at.isoformat()}"
    row.advice_token = work.keys.encrypt(kept, table="draft", row=row.id, column="advice_token")
    work.session.add(row)


def close_as_sealed(work: UnitOfWork, draft_id: str) -> None:
    """Inside the sealing transaction: end the draft. The sealed record now holds the answers."""
    end(work, own(work.session, work.actor, draft_id, for_update=True), "sealed")


def end(work: UnitOfWork, row: DraftRow, state: str) -> None:
    """End a draft and delete its answers and changes, and what was begun beside them."""
    row.state, row.reference_hash, row.reference_token = state, None, None
    row.advice_token = None
    touch(work, row)
    work.session.flush()
    work.session.exec(delete(DraftAnswerRow).where(col(DraftAnswerRow.draft_id) == row.id))
    work.session.exec(delete(DraftChangeRow).where(col(DraftChangeRow.draft_id) == row.id))
    dispose_unsaved(work, (row.id,))
