"""Replacing a record: a new draft that begins with its answers and whose record will name it."""

import json

from decisions.journey import entries
from decisions.journey import rows as draft_rows
from decisions.journey import service as drafts
from decisions.journey.answers import build
from decisions.records import payload, rows
from decisions.records.flatten import flatten
from decisions.records.tables import CorrectionRow
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _


def supersede(database: Database, actor: Actor, record_id: str) -> str:
    """Start a draft that will replace a record; returns the draft's id.

    It begins with the record's answers. What was decided is not copied: the person decides again,
    in their own words. Raises ``Stale`` when the record was replaced already.
    """
    require(actor, Action.RECORD_SUPERSEDE)
    with database.read() as session:
        row = rows.readable(session, actor, record_id, Action.RECORD_SUPERSEDE)
        rows.refuse_if_replaced(session, record_id)
        held = rows.content(session, database.keys, row)
    if held is None:
        raise NotFound(_("The content of this record was disposed of, so it cannot be replaced."))
    answers = build(json.loads(payload.as_json(held.answers)))
    draft = drafts.start_draft(database, actor, trigger=answers.trigger, depth=answers.depth)
    for recipient in draft.answers.recipients:
        entries.remove_recipient(database, actor, draft.id, recipient.id)
    for item in draft.answers.items:
        entries.remove_item(database, actor, draft.id, item.id)
    with database.write(actor) as work:
        started = draft_rows.own(work.session, actor, draft.id, for_update=True)
        for path, stored in flatten(answers):
            draft_rows.put(work, started, path, stored)
        draft_rows.set_reference(work, started, held.reference)
        work.session.add(CorrectionRow(draft_id=draft.id, record_id=record_id))
        work.record("record_correction_started", record_id, draft=draft.id)
    return draft.id
