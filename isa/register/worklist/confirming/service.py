"""What to ask agencies to confirm, and recording for many at once that they did: a preview, then all or nothing.

Only what an agency itself confirmed, or what somebody rang, counts as checked: the day is set for exactly
the numbers and posts that were shown, and for nothing that was entered or changed since.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from sqlmodel import Session

from isa.platform import clock
from isa.platform.clock import show_date
from isa.platform.database import Database
from isa.platform.errors import Stale
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies.service import names_of
from isa.register.agencies.tables import AgencyContactRow, AgencyOfficerRow
from isa.register.checks import raise_if_any
from isa.register.keepers.service import keeps_agency, require_agency_keeper
from isa.register.worklist.changes import Change, Plan, Refused, Request, request_faults
from isa.register.worklist.chasing.service import Letter, addresses_of
from isa.register.worklist.contacts.service import Unchecked, unchecked_of
from isa.register.worklist.model import TaskKey, TaskKind


def to_confirm(
    database: Database, actor: Actor, keys: Sequence[TaskKey], *, on: date
) -> tuple[Letter, ...]:
    """What to write to each of the selected agencies about how it is reached, by name."""
    require(actor, Action.WORK_LIST_READ)
    ids = _agencies(keys)
    with database.read() as session:
        names = names_of(session, {*ids, actor.agency_id})
        old = unchecked_of(session, ids, on)
        found = [
            Letter(
                agency_id=each,
                agency_name=names.get(each, each),
                addresses=addresses_of(session, each, on),
                text=_text(old[each], names.get(actor.agency_id, "")),
            )
            for each in ids
            if each in old
        ]
    return tuple(sorted(found, key=lambda each: each.agency_name))


def _text(old: Sequence[Unchecked], sender: str) -> str:
    return "\n\n".join(
        part
        for part in (
            _("Subject: Are these still right?"),
            _("We keep these to reach you about information sharing:"),
            "\n".join(f"- {each.what}" for each in old),
            _(
                "Answer this e-mail with “all right”, or with what has changed. Say which of them can be "
                "rung at night and at weekends. We keep posts, not the names of people."
            ),
            sender,
        )
        if part
    )


def preview_confirmed(database: Database, actor: Actor, request: Request) -> Plan:
    """Exactly which numbers and posts would count as checked, and from which day. Nothing is written."""
    require(actor, Action.WORK_LIST_READ)
    raise_if_any(request_faults(request, today=clock.today()))
    with database.read() as session:
        return _plan(session, database, actor, request)


def confirm(database: Database, actor: Actor, request: Request, *, seen: str) -> int:
    """Record what was looked at, whole or not at all; returns how many agencies it reached.

    ``Stale`` when a number or a post of theirs is not as it was shown.
    """
    for agency_id in _agencies(request.keys):
        require_agency_keeper(database, actor, agency_id)
    raise_if_any(request_faults(request, today=clock.today()))
    with database.write(actor) as work:
        plan = _plan(work.session, database, actor, request)
        if plan.digest != seen or plan.refused or not plan.changes:
            raise Stale(
                _(
                    "Something you selected has changed since you looked. Nothing was changed. "
                    "Look at what would change again."
                )
            )
        reached = 0
        for agency_id, changes in groupby(plan.changes, key=lambda each: each.agency_id):
            these = list(changes)
            for each in these:
                kind, row_id = each.field.split(":")
                model = AgencyOfficerRow if kind == _POST else AgencyContactRow
                row = work.session.get_one(model, row_id)
                row.verified_on = request.on
                work.session.add(row)
            work.record("agency_contacts_confirmed", agency_id, count=len(these))
            reached += 1
    return reached


_POST, _NUMBER = "post", "number"


def _plan(session: Session, database: Database, actor: Actor, request: Request) -> Plan:
    on = request.on or clock.today()
    ids = _agencies(request.keys)
    names = names_of(session, set(ids))
    old = unchecked_of(session, ids, clock.today())
    changes: list[Change] = []
    refused: list[Refused] = []
    for agency_id in sorted(ids, key=lambda each: (names.get(each, each), each)):
        name = names.get(agency_id, agency_id)
        if not keeps_agency(database, actor, agency_id):
            key = TaskKey(kind=TaskKind.CONTACT, agreement_id="", agency_id=agency_id)
            why = _("Whoever keeps this agency confirms it. Ask there")
            refused.append(Refused(key=key, reference="", name=name, why=why))
            continue
        changes += [_change(each, name, on) for each in old.get(agency_id, [])]
    return Plan(
        changes=tuple(changes),
        refused=tuple(refused),
        unchanged=sum(each not in old for each in ids),
    )


def _change(old: Unchecked, name: str, on: date) -> Change:
    return Change(
        agreement_id="",
        agency_id=old.agency_id,
        reference="",
        name=name,
        field=f"{_POST if old.is_post else _NUMBER}:{old.id}",
        what=old.what,
        before=show_date(old.verified_on) if old.verified_on else _("Never checked"),
        after=_("Checked on {day}").format(day=show_date(on)),
        value=on.isoformat(),
    )


def _agencies(keys: Sequence[TaskKey]) -> list[str]:
    return list(dict.fromkeys(each.agency_id for each in keys if each.kind is TaskKind.CONTACT))
