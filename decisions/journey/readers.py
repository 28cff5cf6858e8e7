"""Readers of the same paper: a list of them at once, and one set apart from a group.

Whether a reader is linked to whoever may be causing harm is never copied from one to another. It is
said for the list as a whole, or asked of each; of a group that loses a reader it is asked again.
"""

import json
from collections.abc import Mapping, Sequence

from decisions.journey import rows
from decisions.journey.answers import MAX_RECIPIENTS
from decisions.journey.choices_recipient import Conflict
from decisions.journey.fields import NOT_LISTED
from decisions.journey.reading import parse_field
from decisions.journey.tables import DraftRow
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, NotFound
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _

NAMES = "names"
"""What a fault of the list is about."""
_SAME = (
    "recipient.recipient_class",
    "recipient.verified",
    "recipient.channel",
    "link.use",
    "effect.harm",
)
"""What holds of every reader of one kind."""
_CONFLICT = "link.conflict"


def names_of(text: str) -> tuple[str, ...]:
    """The names in a pasted list, one to a line, each once."""
    lines = (" ".join(line.split()).strip("-*\u2022 ") for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def add_like(
    database: Database,
    actor: Actor,
    draft_id: str,
    like: str,
    names: Sequence[str],
    *,
    is_none_linked: bool,
) -> None:
    """More readers of the kind of ``like``, by name; ``is_none_linked`` is said of every one of them.

    ``Invalid`` for no name, or more readers than a decision takes; then nothing is added.
    """
    require(actor, Action.DRAFT_WRITE)
    with database.write(actor) as work:
        row = rows.own(work.session, actor, draft_id, for_update=True)
        same = _theirs(work, row, like, _SAME)
        if is_none_linked:
            same[_CONFLICT] = Conflict.NONE.value
        _add(work, row, names, same)


def set_apart(
    database: Database, actor: Actor, draft_id: str, group: str, names: Sequence[str]
) -> None:
    """Judge readers of a group on their own: the group is then everyone but them."""
    require(actor, Action.DRAFT_WRITE)
    with database.write(actor) as work:
        row = rows.own(work.session, actor, draft_id, for_update=True)
        held = _theirs(work, row, group, (*_SAME, "recipient.agency_id", "recipient.name"))
        _add(work, row, names, {path: held[path] for path in _SAME if path in held})
        if held.get("recipient.agency_id") == NOT_LISTED:
            others = _("{group}, but not {names}").format(
                group=held.get("recipient.name") or _("The group"), names=", ".join(names)
            )
            _put(work, row, group, "recipient.name", others)
        _put(work, row, group, _CONFLICT, None)


def _add(work: UnitOfWork, row: DraftRow, names: Sequence[str], same: Mapping[str, object]) -> None:
    if not names:
        raise Invalid({NAMES: _("Enter at least one name")})
    held = sum(one.path.count(".") == 1 for one in _recipients(work, row))
    if held + len(names) > MAX_RECIPIENTS:
        raise Invalid({NAMES: _no_room(len(names), MAX_RECIPIENTS - held)})
    for name in names:
        new = new_id("r")
        rows.put(work, row, f"recipients.{new}", "{}")
        told = {**same, "recipient.agency_id": NOT_LISTED, "recipient.name": name}
        for path, value in told.items():
            _put(work, row, new, path, value)
        work.record("draft_list_lengthened", row.id, list="recipients", entry=new)


def _no_room(given: int, room: int) -> str:
    """How many names were given and how many fit, so that a pasted list can be split."""
    return _(
        "You gave {given}, and there is room for {room}. A decision takes at most {most}: start another for "
        "the rest"
    ).format(given=given, room=room, most=MAX_RECIPIENTS)


def _put(work: UnitOfWork, row: DraftRow, recipient: str, path: str, value: object) -> None:
    whole = f"recipients.{recipient}.{path}"
    try:
        stored = parse_field(whole, value)
    except Invalid as error:
        raise Invalid({NAMES: next(iter(error.faults.values()))}) from None
    found = {one.path: one for one in _recipients(work, row)}.get(whole)
    old = rows.opened(work.keys, found) if found else "null"
    if row.assessed_at is not None and old not in (stored, "null"):
        rows.keep_change(work, row.id, whole, old, stored)
    rows.put(work, row, whole, stored)


def _theirs(
    work: UnitOfWork, row: DraftRow, recipient: str, paths: Sequence[str]
) -> dict[str, object]:
    """What is answered about one reader, of these."""
    start = f"recipients.{recipient}"
    stored = {one.path: one for one in _recipients(work, row)}
    if start not in stored:
        raise NotFound(_("This is no longer in the draft."))
    return {
        path: json.loads(rows.opened(work.keys, stored[f"{start}.{path}"]))
        for path in paths
        if f"{start}.{path}" in stored
    }


def _recipients(work: UnitOfWork, row: DraftRow) -> list[rows.AnyAnswer]:
    found = rows.answers(work.session, row.id)
    return [one for one in found if one.path.startswith("recipients.")]
