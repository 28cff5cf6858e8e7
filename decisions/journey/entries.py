"""The lists of a draft: recipients, items of information, and people whose choice an item is.

Each entry is a marker among the answers, ``items.<id>``, and the answers below it. Sending in a check
lays its parts out as items; somebody whom an item points to is in the draft from then on.
"""

from collections.abc import Collection, Sequence

from decisions.journey import rows
from decisions.journey.answers import MAX_ITEMS, MAX_PEOPLE, MAX_RECIPIENTS
from decisions.journey.choices_case import Trigger
from decisions.journey.paths import LISTS
from decisions.journey.sending import PARTS
from decisions.journey.steps import QUESTIONS
from decisions.journey.tables import DraftRow
from decisions.policy.subjects import CASE_PERSON
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, NotFound
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _

_ASKED_KEYS = frozenset(step.key for step in QUESTIONS)


def add_item(database: Database, actor: Actor, draft_id: str) -> str:
    """An empty item of information at the end of the list; returns its id."""
    return _add(database, actor, draft_id, "items", "i", MAX_ITEMS)


def add_recipient(database: Database, actor: Actor, draft_id: str) -> str:
    """An empty recipient at the end of the list; returns its id."""
    return _add(database, actor, draft_id, "recipients", "r", MAX_RECIPIENTS)


def _add(database: Database, actor: Actor, draft_id: str, kind: str, prefix: str, most: int) -> str:
    require(actor, Action.DRAFT_WRITE)
    with database.write(actor) as work:
        row = rows.own(work.session, actor, draft_id, for_update=True)
        if len(_markers(work, draft_id, kind)) >= most:
            raise Invalid(
                {
                    kind: _("A decision takes at most {most} of these. Split it up.").format(
                        most=most
                    )
                }
            )
        new = new_id(prefix)
        rows.put(work, row, f"{kind}.{new}", "{}")
        work.record("draft_list_lengthened", draft_id, list=kind, entry=new)
    return new


def is_asker(trigger: str, recipients: Sequence[str], one: str) -> bool:
    """Whether a recipient is who asked: the first of a request. Nobody takes their place."""
    return trigger == Trigger.REQUEST_RECEIVED and [one] == list(recipients[:1])


def remove_item(database: Database, actor: Actor, draft_id: str, item_id: str) -> None:
    """Take an item and its answers out of the draft."""
    _remove(database, actor, draft_id, "items", item_id)


def remove_recipient(database: Database, actor: Actor, draft_id: str, recipient_id: str) -> None:
    """Take a recipient and the answers about it out of the draft."""
    _remove(database, actor, draft_id, "recipients", recipient_id)


def _remove(database: Database, actor: Actor, draft_id: str, kind: str, entry: str) -> None:
    require(actor, Action.DRAFT_WRITE)
    with database.write(actor) as work:
        row = rows.own(work.session, actor, draft_id, for_update=True)
        listed = _markers(work, draft_id, kind)
        if f"{kind}.{entry}" not in listed:
            raise NotFound(_("This is no longer in the draft."))
        if kind == "recipients" and is_asker(
            row.trigger, [one.split(".")[1] for one in listed], entry
        ):
            raise Invalid(
                {
                    kind: _(
                        "They asked, so the answer to them is part of this decision. If somebody else asked, "
                        "change who it is."
                    )
                }
            )
        for answer in rows.answers(work.session, draft_id):
            parts = answer.path.split(".")
            is_cell = kind == "items" and len(parts) >= 6 and parts[3] == entry
            if parts[:2] != [kind, entry] and not is_cell:
                continue
            old = rows.opened(work.keys, answer)
            if row.assessed_at is not None and len(parts) == 4 and parts[2] in _ASKED_KEYS:
                rows.keep_change(work, draft_id, answer.path, old, "null")
            work.session.delete(answer)
        rows.touch(work, row)
        work.record("draft_list_shortened", draft_id, list=kind, entry=entry)


def meet(work: UnitOfWork, row: DraftRow, person: str | None) -> None:
    """Somebody an item points to for the first time: they are in the draft from now on."""
    if person in (None, CASE_PERSON):
        return
    known = _markers(work, row.id, "people")
    if f"people.{person}" in known:
        return
    if len(known) >= MAX_PEOPLE:
        raise Invalid(
            {
                "people": _("A decision takes at most {max_people} of these. Split it up.").format(
                    max_people=MAX_PEOPLE
                )
            }
        )
    rows.put(work, row, f"people.{person}", "{}")
    work.record("draft_list_lengthened", row.id, list="people", entry=person)


def lay_out(work: UnitOfWork, row: DraftRow, ticked: Collection[str]) -> None:
    """The parts of what is about to be sent, as items: those ticked now, and no longer those that were."""
    held = set(_markers(work, row.id, "items"))
    for part in (one.value for one in PARTS):
        marker = f"items.{part}"
        if part in ticked and marker not in held:
            rows.put(work, row, marker, "{}")
            work.record("draft_list_lengthened", row.id, list="items", entry=part)
        elif part not in ticked and marker in held:
            for answer in rows.answers(work.session, row.id):
                parts = answer.path.split(".")
                if parts[:2] == ["items", part] or (len(parts) >= 6 and parts[3] == part):
                    work.session.delete(answer)
            work.record("draft_list_shortened", row.id, list="items", entry=part)


def require_owner_exists(work: UnitOfWork, draft_id: str, path: str) -> None:
    """An answer about an item, recipient or person needs them to be in the draft."""
    parts = path.split(".")
    needed = [f"{parts[0]}.{parts[1]}"] if parts[0] in LISTS else []
    if len(parts) == 6:
        needed.append(f"items.{parts[3]}")
    for marker in needed:
        if not rows.has(work.session, draft_id, marker):
            raise NotFound(_("This is no longer in the draft."))


def _markers(work: UnitOfWork, draft_id: str, kind: str) -> list[str]:
    return [
        row.path
        for row in rows.answers(work.session, draft_id)
        if row.path.startswith(f"{kind}.") and row.path.count(".") == 1
    ]
