"""Drafts: every answer is stored, encrypted, before ``save_field`` returns.

How a page uses it::

    draft = start_draft(database, actor, trigger=Trigger.OWN_CONCERN, depth=Depth.FULL)
    draft = load_draft(database, actor, draft_id)          # draft.answers, draft.seen
    saved = save_field(database, actor, draft_id, path, value, seen=draft.seen.get(path, 0))

``seen`` is the field's version when this tab loaded it. Two tabs meet field by field: ``Stale`` is
raised only when that very answer was changed elsewhere, to something else, in the meantime. Pass None
to overwrite. After the advice was first seen (``changes.note_assessed``) every changed answer to a question
is also kept as a change, for the record; what is decided after it is not a change. Somebody else's
draft does not exist.
Sealing ends a draft inside its own transaction with ``rows.close_as_sealed(work, draft_id)``.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from pydantic import Field
from sqlmodel import col, select

from decisions.assessment import Frozen
from decisions.journey import entries, rows, too_long
from decisions.journey.answers import Answers
from decisions.journey.carried import SetAside, carried
from decisions.journey.choices_case import Depth, Purpose, Trigger
from decisions.journey.fields import Widget
from decisions.journey.paths import question_at
from decisions.journey.reading import parse_field
from decisions.journey.sending import laid_out
from decisions.journey.steps import QUESTIONS
from decisions.journey.tables import DraftRow
from isa.platform.crypto import KeyRing
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, Stale
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action, may, require
from isa.platform.wording import gettext as _

_REFERENCE = "about.reference"
_CONTENTS = "contents.ticked"
_NOTHING_SAID: Mapping[str, object] = {}


class Saved(Frozen):
    """An answer that is in the database: when, and the version of that one answer."""

    at: datetime
    version: int


class Draft(Frozen):
    """A decision being prepared, with its answers and the version of each as loaded."""

    id: str
    actor_id: str
    agency_id: str
    state: str
    created_at: datetime
    saved_at: datetime
    assessed_at: datetime | None
    advice_shown: str | None
    """The digest of the advice last shown; ``advice_since`` is when that very advice was first shown."""
    advice_since: datetime | None
    version: int
    answers: Answers
    set_aside: tuple[SetAside, ...]
    """What this release cannot read: it counts for nothing, and is said where answers are checked."""
    too_long: dict[str, str] = Field(default_factory=dict)
    """Texts that are too long to be an answer, by path: they stand on their page again, and count for nothing."""
    seen: dict[str, int]


class DraftLine(Frozen):
    """A draft in a list: no answer but the case reference."""

    id: str
    reference: str
    depth: Depth
    trigger: Trigger
    created_at: datetime
    saved_at: datetime


def start_draft(
    database: Database,
    actor: Actor,
    *,
    trigger: Trigger = Trigger.OWN_CONCERN,
    depth: Depth = Depth.FULL,
    said: Mapping[str, object] = _NOTHING_SAID,
) -> Draft:
    """A new draft with one empty recipient and one empty item, owned by the actor.

    ``said`` are answers that the start itself gives, by path; ``recipient`` at the head of a path
    stands for the first recipient.
    """
    require(actor, Action.DRAFT_WRITE)
    with database.write(actor) as work:
        row = DraftRow(
            id=new_id("dft"),
            actor_id=actor.id,
            agency_id=actor.agency_id,
            trigger=trigger.value,
            depth=depth.value,
            state="open",
            created_at=work.at,
            updated_at=work.at,
            version=1,
        )
        work.session.add(row)
        work.session.flush()
        first = f"recipients.{new_id('r')}"
        for marker in (first, f"items.{new_id('i')}"):
            rows.put(work, row, marker, "{}")
        for path, value in said.items():
            head, rest = path.split(".", 1)
            path = f"{first}.{rest}" if head == "recipient" else path
            rows.put(work, row, path, parse_field(path, value))
        work.record("draft_started", row.id, depth=depth.value, trigger=trigger.value)
        draft_id = row.id
    return load_draft(database, actor, draft_id)


def load_draft(database: Database, actor: Actor, draft_id: str) -> Draft:
    """The actor's own draft; ``NotFound`` for one that is not theirs or has ended."""
    require(actor, Action.DRAFT_READ)
    with database.look() as connection:
        row, stored = rows.looked_up(connection, actor, draft_id)
    return _draft(database.keys, row, stored)


def save_field(
    database: Database,
    actor: Actor,
    draft_id: str,
    path: str,
    value: object,
    *,
    seen: int | None = None,
) -> Saved:
    """Check and store one answer. It is committed when this returns.

    Raises ``Invalid`` for an answer that will not do, ``Stale`` when the same answer was changed in
    another tab, ``StorageUnavailable`` when nothing was saved.
    """
    require(actor, Action.DRAFT_WRITE)
    try:
        stored = parse_field(path, value)
    except Invalid:
        too_long.keep(database, actor, draft_id, path, value)
        raise
    with database.write(actor) as work:
        row = rows.own(work.session, actor, draft_id, for_update=True)
        entries.require_owner_exists(work, draft_id, path)
        found = rows.held(work, draft_id, path)
        old = rows.opened(work.keys, found) if found else "null"
        if seen is not None and found and found.version != seen and old != stored:
            raise Stale(
                _("This answer was changed in another tab. Look at it again before you go on.")
            )
        if row.assessed_at is not None and old != stored and question_at(path).step in QUESTIONS:
            rows.keep_change(work, draft_id, path, old, stored)
        if question_at(path).ask.widget is Widget.PERSON:
            entries.meet(work, row, json.loads(stored))
        version = rows.put_over(work, row, path, stored, found)
        if too_long.is_text(path):
            too_long.drop(work, draft_id, path)
        if path == _CONTENTS and row.depth == Depth.CHECK:
            entries.lay_out(work, row, json.loads(stored) or ())
        if path == _REFERENCE:
            rows.set_reference(work, row, json.loads(stored))
        work.record("draft_answer_saved", draft_id, path=path)
    return Saved(at=work.at, version=version)


def deepen(database: Database, actor: Actor, draft_id: str, to: Depth = Depth.FULL) -> None:
    """Go on to more questions, in the end to every one; all answers stay."""
    require(actor, Action.DRAFT_WRITE)
    with database.write(actor) as work:
        row = rows.own(work.session, actor, draft_id, for_update=True)
        if row.depth == Depth.CHECK:
            _keep_laid_out(work, row)
        row.depth = to.value
        rows.touch(work, row)
        work.record("draft_deepened", draft_id)


def _keep_laid_out(work: UnitOfWork, row: DraftRow) -> None:
    """What a check worked out becomes answers like others, so that going on asks nothing twice."""
    answers = _draft(work.keys, row, rows.answers(work.session, row.id)).answers
    kept: dict[str, object] = {"purpose.aim": Purpose.SERVICE_COMMUNICATION.value}
    for item in answers.items:
        for key in ("item", "use", "care"):
            step = getattr(item, key)
            told = step.model_dump(mode="json", exclude_none=True)
            kept |= {f"items.{item.id}.{key}.{name}": value for name, value in told.items()}
    for path, value in kept.items():
        rows.put(work, row, path, parse_field(path, value))


def list_drafts(database: Database, actor: Actor) -> tuple[DraftLine, ...]:
    """The actor's open drafts, the last saved first."""
    require(actor, Action.DRAFT_READ)
    with database.read() as session:
        found = session.exec(
            select(DraftRow)
            .where(DraftRow.actor_id == actor.id, DraftRow.state == "open")
            .order_by(col(DraftRow.updated_at).desc())
        ).all()
        return tuple(
            DraftLine(
                id=row.id,
                reference=rows.reference(database.keys, row),
                depth=Depth.of(row.depth),
                trigger=Trigger.of(row.trigger),
                created_at=row.created_at,
                saved_at=row.updated_at,
            )
            for row in found
            if may(actor, Action.DRAFT_READ, agency_id=row.agency_id, owner_id=row.actor_id)
        )


def discard_draft(database: Database, actor: Actor, draft_id: str) -> None:
    """End a draft and delete its answers; the trail keeps only that it was discarded."""
    require(actor, Action.DRAFT_WRITE)
    with database.write(actor) as work:
        rows.end(work, rows.own(work.session, actor, draft_id, for_update=True), "discarded")
        work.record("draft_discarded", draft_id)


def _draft(keys: KeyRing, row: rows.AnyDraft, stored: Sequence[rows.AnyAnswer]) -> Draft:
    flat, over = too_long.apart(
        {answer.path: json.loads(rows.opened(keys, answer)) for answer in stored}
    )
    shown, since = rows.advice_shown(keys, row)
    answers, aside = carried(flat, trigger=row.trigger, depth=row.depth)
    return Draft(
        id=row.id,
        actor_id=row.actor_id,
        agency_id=row.agency_id,
        state=row.state,
        created_at=row.created_at,
        saved_at=row.updated_at,
        assessed_at=row.assessed_at,
        advice_shown=shown,
        advice_since=since,
        version=row.version,
        answers=laid_out(answers),
        set_aside=aside,
        too_long=over,
        seen={answer.path: answer.version for answer in stored},
    )
