"""Replacing a record: a new draft that begins with its answers and whose record will name it."""

import json
from collections.abc import Iterable, Mapping

from pydantic import JsonValue

from decisions.journey import rows as draft_rows
from decisions.journey import service as drafts
from decisions.journey.choices_case import Depth, Trigger
from decisions.journey.reading import build
from decisions.records import payload, rows
from decisions.records.flatten import flatten, flatten_old
from decisions.records.tables import CorrectionRow
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _


def supersede(database: Database, actor: Actor, record_id: str) -> str:
    """Start a draft that will replace a record; returns the draft's id.

    It begins with the record's answers; those of an older release that cannot be read are set aside in
    it. What was decided is not copied: the person decides again, in their own words. Raises ``Stale``
    when the record was replaced already.
    """
    require(actor, Action.RECORD_SUPERSEDE)
    with database.read() as session:
        row = rows.readable(session, actor, record_id, Action.RECORD_SUPERSEDE)
        rows.refuse_if_replaced(session, record_id)
        held = rows.content(session, database.keys, row)
    if held is None:
        raise NotFound(_("The content of this record was disposed of, so it cannot be replaced."))
    trigger, depth, said = _carried(held.answers)
    draft = drafts.start_draft(database, actor, trigger=trigger, depth=depth)
    with database.write(actor) as work:
        started = draft_rows.own(work.session, actor, draft.id, for_update=True)
        for path in (one.path for one in draft_rows.answers(work.session, draft.id)):
            draft_rows.drop(
                work, draft.id, path
            )  # the recipient and the item that every draft begins with
        for path, stored in said:
            draft_rows.put(work, started, path, stored)
        draft_rows.set_reference(work, started, held.reference)
        work.session.add(CorrectionRow(draft_id=draft.id, record_id=record_id))
        work.record("record_correction_started", record_id, draft=draft.id)
    return draft.id


def _carried(sealed: Mapping[str, JsonValue]) -> tuple[Trigger, Depth, Iterable[tuple[str, str]]]:
    """How the decision began, how far it went, and its answers by path."""
    try:
        answers = build(json.loads(payload.as_json(sealed)))
    except Invalid:
        begun, far = sealed.get("trigger"), sealed.get("depth")
        trigger = next((one for one in Trigger if one == begun), Trigger.OWN_CONCERN)
        return trigger, next((one for one in Depth if one == far), Depth.FULL), flatten_old(sealed)
    return answers.trigger, answers.depth, flatten(answers)
