"""Writing a request or a log entry: every field is kept, encrypted, as it is given.

Once it is finished its words do not change. Legal advice goes into a compartment of its own, also when
the adviser is changed afterwards, and only whoever asked for it reads it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime

from pydantic import JsonValue, TypeAdapter, ValidationError
from sqlmodel import select

from decisions.casework import dues, rows, too_long
from decisions.casework.model import Kind, Party
from decisions.casework.tables import CaseworkRow
from decisions.casework.words import (
    PRIVILEGED,
    ConsultationWords,
    RequestWords,
    Sender,
    consultation_faults,
    longest,
    request_faults,
)
from decisions.journey import rows as draft_rows
from decisions.journey.cleaned import cleaned
from decisions.journey.fields import NARRATIVE_LIMIT
from decisions.records import rows as record_rows
from decisions.records.tables import RecordRow
from isa.platform.clock import LONDON
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, NotFound
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register import service as register

_JSON = TypeAdapter(dict[str, JsonValue])
OTHER_TAB = _(
    "This was changed in another tab. Look there to compare, or press the button again to keep what stands "
    "here"
)
_LINKED = _("It was linked to a decision already, perhaps in another tab. That stands")
_NOT_LISTED = _(
    "Your organisation is not in the register yet, and whoever gets a letter has to find it to check "
    "that it is really you. Ask whoever keeps the register of agreements to add it. What you wrote is kept"
)


def begin(database: Database, actor: Actor, kind: Kind) -> str:
    """An empty request or log entry of the actor's; returns its id."""
    require(actor, Action.CASEWORK_WRITE)
    with database.write(actor) as work:
        row = begun(work, kind)
        work.record("casework_begun", row.id, kind=kind.value)
        return row.id


def begun(work: UnitOfWork, kind: Kind, *, record_id: str | None = None) -> CaseworkRow:
    """Inside a transaction: an empty request or log entry of the actor's, and the record it comes from."""
    row = CaseworkRow(
        id=new_id("rqs" if kind is Kind.REQUEST else "adv"),
        kind=kind.value,
        actor_id=work.actor.id,
        agency_id=work.actor.agency_id,
        created_at=work.at,
        updated_at=work.at,
        record_id=record_id,
    )
    work.session.add(row)
    return row


def save(
    database: Database,
    actor: Actor,
    casework_id: str,
    given: Mapping[str, object],
    *,
    seen: Mapping[str, str] | None = None,
) -> None:
    """Keep fields as they are given. Raises ``Invalid`` for one that will not do; the others stand.

    A text that is only too long is kept beside them, so that it is there to be shortened. ``seen`` is what
    whoever writes knew of each field: one that says something else since is left as it is, and refused.
    """
    require(actor, Action.CASEWORK_WRITE)
    with database.write(actor) as work:
        row = unmade(work, actor, casework_id)
        held = _whole(work, row)
        faults: dict[str, str] = {}
        model = _model(row.kind)
        over = dict(model.model_validate(held).too_long)
        held.pop("too_long", None)
        for name, value in given.items():
            text = cleaned(value) if isinstance(value, str) else ""
            if seen is not None and other_tab(held.get(name), value, seen.get(name, "")):
                faults[name] = OTHER_TAB
                continue
            over.pop(name, None)
            if fault := too_long.fault(text, longest(model, name)):
                faults[name] = fault
                over |= {name: text} if too_long.is_kept(text) else {}
                continue
            try:
                held = checked(row.kind, {**held, name: value})
            except Invalid as error:
                faults |= error.faults
        _put(work, row, held | ({"too_long": _JSON.validate_python(over)} if over else {}))
        work.record("casework_saved", row.id, fields=sorted(set(given) - set(faults)))
    if faults:
        raise Invalid(faults)


def held(database: Database, actor: Actor, casework_id: str) -> dict[str, JsonValue]:
    """Every field of what the actor is still writing, as it is stored."""
    require(actor, Action.CASEWORK_WRITE)
    with database.read() as session:
        row = rows.allowed(session, actor, casework_id, to_write=True)
        return rows.body(database.keys, row) | rows.privileged(database.keys, session, row.id)


def as_seen(value: object) -> str:
    """A field as it is compared with what is stored: what is empty and what was never written are one.

    A digest, so that a browser can be given it without a second copy of the words.
    """
    text = cleaned(str(value)) if value else ""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def other_tab(held: object, given: object, seen: str) -> bool:
    """Whether a field says something else than what was seen of it, and than what is given for it."""
    return as_seen(held) not in (seen, as_seen(given))


def _whole(work: UnitOfWork, row: CaseworkRow) -> dict[str, JsonValue]:
    return rows.body(work.keys, row) | rows.privileged(work.keys, work.session, row.id)


def _model(kind: str) -> type[RequestWords] | type[ConsultationWords]:
    return RequestWords if kind == Kind.REQUEST else ConsultationWords


def checked(kind: str, words: Mapping[str, object]) -> dict[str, JsonValue]:
    """The words as they are stored; ``Invalid`` with a sentence at the field that will not do."""
    try:
        return _JSON.validate_python(
            _model(kind).model_validate(words).model_dump(mode="json", exclude_defaults=True)
        )
    except ValidationError as error:
        faults = {str(one["loc"][0]): _("Enter this again") for one in error.errors()}
        raise Invalid(faults) from None


def _put(work: UnitOfWork, row: CaseworkRow, words: dict[str, JsonValue]) -> None:
    """Keep the words; those of legal advice in their compartment and nowhere else."""
    apart: dict[str, JsonValue] = {}
    if row.kind == Kind.CONSULTATION and ConsultationWords.model_validate(words).is_privileged:
        apart = {name: words.pop(name) for name in list(words) if name in PRIVILEGED}
    rows.put_body(work, row, words)
    rows.put_privileged(work, row.id, apart)


def request_words(body: Mapping[str, JsonValue]) -> RequestWords:
    """What was written in a request."""
    return RequestWords.model_validate(body)


def consultation(database: Database, actor: Actor, casework_id: str) -> ConsultationWords:
    """A log entry with its answer; of legal advice only that it was sought, unless the actor asked."""
    require(actor, Action.CASEWORK_READ)
    with database.read() as session:
        row = rows.allowed(session, actor, casework_id)
        words = rows.body(database.keys, row)
        apart = rows.privileged(database.keys, session, row.id)
        if apart:
            require(actor, Action.PRIVILEGED_READ, agency_id=row.agency_id, owner_id=row.actor_id)
        return ConsultationWords.model_validate(words | apart)


def unmade(work: UnitOfWork, actor: Actor, casework_id: str) -> CaseworkRow:
    """The row of what is still being written, for writing; ``NotFound`` for any other."""
    row = rows.allowed(work.session, actor, casework_id, to_write=True, for_update=True)
    if row.made_at is not None or row.kind == Kind.FOLLOW_UP:
        raise NotFound(_("This is finished. Its words do not change; start a new one instead."))
    return row


def make_request(database: Database, actor: Actor, casework_id: str) -> None:
    """Finish a request, so that its letters can be taken away. ``Invalid`` says what is missing."""
    require(actor, Action.CASEWORK_WRITE)
    own = register.agencies_in_brief(database, actor, [actor.agency_id]).get(actor.agency_id)
    if own is None:
        raise Invalid({"": _NOT_LISTED})
    sender = Sender(
        name=actor.name,
        role=actor.job_title,
        agency_id=own.id,
        agency=own.name,
        agency_type=own.type,
        acting_as=own.acting_as,
    )
    with database.write(actor) as work:
        row = unmade(work, actor, casework_id)
        words = RequestWords.model_validate(_whole(work, row))
        parties = rows.party_rows(work.session, row.id)
        today = work.at.astimezone(LONDON).date()
        faults = request_faults(words, len(parties), own.type, today)
        if faults := faults | _asked_too_much([rows.party(work.keys, one) for one in parties]):
            raise Invalid(faults)
        for party in parties:
            party.send_due = dues.today(work.at)
            party.answer_due = dues.end_of(words.answer_by) if words.answer_by else None
            work.session.add(party)
        _put(work, row, checked(row.kind, {**_whole(work, row), "sender": sender}))
        row.made_at = work.at
        rows.settle(work, row)
        work.record("request_made", row.id, power=str(words.power), addressees=len(parties))


def _asked_too_much(parties: Iterable[Party]) -> dict[str, str]:
    """What one addressee alone is asked, where it is too long for a letter."""
    faults = {one: too_long.fault(one.words.too_long, NARRATIVE_LIMIT) for one in parties}
    return {
        f"asked.{one.id}": _("What you ask {name} for: {fault}").format(
            name=one.words.name, fault=fault
        )
        for one, fault in faults.items()
        if fault
    }


def finish_consultation(
    database: Database, actor: Actor, casework_id: str, *, at: datetime | None = None
) -> None:
    """Finish a log entry. ``Invalid`` says what is missing."""
    require(actor, Action.CASEWORK_WRITE)
    with database.write(actor) as work:
        row = unmade(work, actor, casework_id)
        words = ConsultationWords.model_validate(_whole(work, row))
        if faults := consultation_faults(words, at or work.at):
            raise Invalid(faults)
        row.made_at = work.at
        rows.settle(work, row)
        work.record("consultation_logged", row.id, role=str(words.role))


def link(
    database: Database, actor: Actor, casework_id: str, *, draft_id: str = "", record_id: str = ""
) -> None:
    """Say which decision a log entry led to: a draft of one's own, or a record one may read.

    It is said once. ``NotFound`` for anything that is not a log entry.
    """
    require(actor, Action.CASEWORK_WRITE)
    with database.write(actor) as work:
        row = rows.allowed(work.session, actor, casework_id, to_write=True, for_update=True)
        if row.kind != Kind.CONSULTATION:
            raise NotFound(rows.NOT_HERE)
        if row.draft_id or row.record_id:
            raise Invalid({"": _LINKED})
        if draft_id:
            row.draft_id = draft_rows.own(work.session, actor, draft_id).id
        if record_id:
            row.record_id = record_rows.readable(work.session, actor, record_id).id
        rows.touch(work, row)
        work.record("consultation_linked", row.id, draft=draft_id, record=record_id)


def decision_of(database: Database, actor: Actor, casework_id: str) -> str | None:
    """The record of the decision a log entry led to, once there is one."""
    require(actor, Action.CASEWORK_READ)
    with database.read() as session:
        row = rows.allowed(session, actor, casework_id)
        if row.record_id or not row.draft_id:
            return row.record_id
        return session.exec(select(RecordRow.id).where(RecordRow.draft_id == row.draft_id)).first()
