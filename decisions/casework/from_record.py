"""A request that begins from a sealed record: what comes over from it, and what is said beside it.

What comes over is what a letter to another agency needs and the record holds already: the reference,
the purpose, who it is about and the reason that was written for somebody outside. An address never
does, nor what was decided: that stands beside the request for whoever writes it, and in no letter.
"""

import json

from decisions.assessment import Frozen
from decisions.casework import rows
from decisions.casework.model import Casework, Kind
from decisions.casework.words import PURPOSES, RequestWords
from decisions.casework.writing import begun, checked
from decisions.journey.answers import Answers
from decisions.journey.choices_consent import SafeToTell, View
from decisions.journey.choices_decided import Outcome
from decisions.journey.derive import listed_id
from decisions.journey.fields import LINE_LIMIT, NARRATIVE_LIMIT
from decisions.journey.reading import build
from decisions.records import payload, wording
from decisions.records import rows as record_rows
from decisions.records.content import Content
from isa.platform.clock import show_date
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _

_HELD_BACK = frozenset({Outcome.DO_NOT_SHARE, Outcome.SEEK_ADVICE, Outcome.ASK_FIRST})
_SAID_NO = frozenset({View.REFUSES, View.WITHDREW})
_UNSAFE = {
    SafeToTell.NO: SafeToTell.NO,
    SafeToTell.ONE_PARENT: SafeToTell.NO,
    SafeToTell.PERSON_ONLY: SafeToTell.PERSON_ONLY,
}
"""What comes over of whether telling is safe. That it was safe is asked again: more people will know."""


class Beside(Frozen):
    """What the record says that whoever writes the request should have in view."""

    record_id: str
    decided: str
    """Who decided what, in one sentence."""
    has_refused: bool
    """Whether the person did not agree to sharing."""
    held_back: frozenset[str]
    """Agencies of the register to whom nothing was to go, or not yet."""


def begin_from_record(database: Database, actor: Actor, record_id: str) -> str:
    """A request that begins with what a record holds; its id.

    ``NotFound`` for a record the actor may not read, or whose content was disposed of.
    """
    require(actor, Action.CASEWORK_WRITE)
    with database.write(actor) as work:
        record = record_rows.readable(work.session, actor, record_id)
        held = record_rows.content(work.session, work.keys, record)
        if held is None:
            raise NotFound(
                _("The content of this record was disposed of. Start a request without it.")
            )
        row = begun(work, Kind.REQUEST, record_id=record_id)
        came = _came_over(held)
        rows.put_body(work, row, checked(row.kind, came.model_dump(mode="json")))
        work.record("casework_begun", row.id, kind=Kind.REQUEST.value, record=record_id)
        return row.id


def _came_over(held: Content) -> RequestWords:
    answers = _answers(held)
    aim = answers.purpose.aim if answers.purpose else None
    safe = answers.telling.safe if answers.telling else None
    return RequestWords(
        reference=held.reference[:LINE_LIMIT],
        purpose=aim if aim in PURPOSES else None,
        why=next((one.reason for one in held.letters.values() if one.reason.strip()), ""),
        about=_about(answers),
        safe=_UNSAFE.get(safe) if safe else None,
    )


def _about(answers: Answers) -> str:
    """What finds the right records. Where somebody lives is written by hand or not at all."""
    person = answers.person
    if person is None:
        return ""
    lines = (
        person.name or "",
        _("Born {day}").format(day=show_date(person.born)) if person.born else "",
        person.identifiers or "",
    )
    return "\n".join(filter(None, lines))[:NARRATIVE_LIMIT]


def _answers(held: Content) -> Answers:
    return build(json.loads(payload.as_json(held.answers)))


def beside(database: Database, actor: Actor, casework_id: str) -> Beside | None:
    """What stands beside a request that began from a record; None for any other, or a record now gone."""
    require(actor, Action.CASEWORK_READ)
    with database.read() as session:
        row = rows.allowed(session, actor, casework_id)
        if row.kind != Kind.REQUEST or not row.record_id:
            return None
        try:
            record = record_rows.readable(session, actor, row.record_id)
        except NotFound:
            return None
        held = record_rows.content(session, database.keys, record)
    if held is None:
        return None
    answers = _answers(held)
    listed = {one.id: which for one in answers.recipients if (which := listed_id(one))}
    return Beside(
        record_id=row.record_id,
        decided=wording.decided_sentence(held),
        has_refused=bool(answers.views and answers.views.view in _SAID_NO),
        held_back=frozenset(
            listed[one.recipient_id]
            for one in held.decision.recipients
            if one.outcome in _HELD_BACK and one.recipient_id in listed
        ),
    )


def requests_of(database: Database, actor: Actor, record_id: str) -> tuple[Casework, ...]:
    """The actor's own requests that began from a record, oldest first; ``NotFound`` as for the record."""
    require(actor, Action.CASEWORK_READ)
    with database.read() as session:
        record_rows.readable(session, actor, record_id)
        own = [
            row
            for row in rows.of_record(session, record_id, Kind.REQUEST)
            if row.actor_id == actor.id
        ]
        return tuple(rows.read(session, database.keys, row) for row in own)
