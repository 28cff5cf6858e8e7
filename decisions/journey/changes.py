"""When the advice was first seen, and the answers that were changed after that."""

from datetime import datetime

from decisions.assessment import Frozen
from decisions.journey import rows
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require


class Change(Frozen):
    """An answer changed after the advice was first seen; the values are JSON texts."""

    path: str
    old: str
    new: str
    at: datetime


def note_assessed(
    database: Database, actor: Actor, draft_id: str, shown: str | None = None
) -> None:
    """Remember when the advice was first seen, and the digest of the advice that is shown now.

    Nothing is written when both are known already.
    """
    require(actor, Action.DRAFT_WRITE)
    with database.read() as session:
        row = rows.own(session, actor, draft_id)
        is_known = shown in (None, rows.advice_shown(database.keys, row)[0])
        if row.assessed_at is not None and is_known:
            return
    with database.write(actor) as work:
        row = rows.own(work.session, actor, draft_id, for_update=True)
        row.assessed_at = row.assessed_at or work.at
        work.session.add(row)
        if shown is not None:
            rows.set_advice_shown(work, row, shown)
        work.record("draft_assessment_seen", draft_id)


def changes(database: Database, actor: Actor, draft_id: str) -> tuple[Change, ...]:
    """The answers changed after the advice was first seen, oldest first.

    What one answer went through while it was being typed is one change, from what stood there when
    the advice was seen.
    """
    require(actor, Action.DRAFT_READ)
    with database.read() as session:
        rows.own(session, actor, draft_id)
        every = [
            Change(
                path=row.path,
                old=rows.cell(database.keys, row, "old"),
                new=rows.cell(database.keys, row, "new"),
                at=row.at,
            )
            for row in rows.changes(session, draft_id)
        ]
    return _without_typing(every)


def _without_typing(every: list[Change]) -> tuple[Change, ...]:
    """Changes of the same answer in a row as one, and none where it came back to what it was."""
    kept: list[Change] = []
    for change in every:
        if kept and kept[-1].path == change.path:
            change = change.model_copy(update={"old": kept.pop().old})
        kept.append(change)
    return tuple(change for change in kept if change.old != change.new)
