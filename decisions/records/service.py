"""Records: sealing a decision, reading it, finding it, replacing it, and who has looked at it.

A record never changes. A correction is a new record that names the one it replaces. Somebody
else's record does not exist for an actor who may not read it.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, or_, true
from sqlmodel import col, select, tuple_

from decisions.assessment import Frozen
from decisions.casework import opening
from decisions.journey import rows as draft_rows
from decisions.records import alike, finished, payload, rows, seal
from decisions.records.content import SHARING, Content, overall
from decisions.records.finished import Seen as Seen
from decisions.records.payload import Material
from decisions.records.rows import RecordLine as RecordLine
from decisions.records.seal import Claims, Sealed
from decisions.records.tables import CorrectionRow, RecordReferenceRow, RecordRow
from isa.coverage.model import CoverageAnswer
from isa.platform import audit, clock
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import NotFound, Stale
from isa.platform.identity import SYSTEM, Actor
from isa.platform.ids import new_id
from isa.platform.people import people
from isa.platform.permissions import MATRIX, Action, Scope, require
from isa.platform.tables import UserRow
from isa.platform.wording import gettext as _
from isa.register.demand.service import note_demand

PAGE = 50
VIEWED, EXPORTED = "record_viewed", "record_exported"


class Record(Frozen):
    """A record as a page shows it; ``content`` is None once it was disposed of."""

    line: RecordLine
    kid: str
    fingerprint: str
    """SHA-256 of the signed part, as the audit trail has it."""
    content: Content | None


class View(Frozen):
    """That somebody looked at a record, or took a copy, and when."""

    at: datetime
    actor_name: str
    is_export: bool


def seal_decision(
    database: Database,
    actor: Actor,
    draft_id: str,
    *,
    at: datetime | None = None,
    read: int | None = None,
) -> Record:
    """Seal the decision in a draft; the second time it gives the record that is there.

    ``read`` is the version of the draft that the person checked; None where nobody looked at it before.
    Raises ``Invalid`` while the advice is not settled or the decision is not complete (own words;
    why it differs; a date to look again when not sharing), ``AdviceChanged`` when the advice is not
    the one the person last read, and ``Stale`` when an answer was changed in another tab meanwhile.
    """
    require(actor, Action.DECISION_SEAL)
    existing = sealed_from(database, actor, draft_id)
    if existing is not None:
        return existing
    now = at or clock.now()
    try:
        material, seen = finished.finished(database, actor, draft_id, at=now)
    except NotFound:
        return _sealed_meanwhile(database, actor, draft_id)
    if read not in (None, seen.version):
        raise Stale(
            _(
                "An answer was changed in another tab after you opened this page. Nothing was sealed. What "
                "stands below is how it is now: check it, then seal."
            )
        )
    return store(database, actor, material, seen, at=now)


def store(
    database: Database, actor: Actor, material: Material, seen: Seen, *, at: datetime
) -> Record:
    """Sign and keep a record, and end its draft, in one transaction.

    Signing comes before the transaction, so that nobody waits for it. Sealing the same draft again
    gives the record that is there. Raises ``Stale`` when the draft changed meanwhile.
    """
    require(actor, Action.DECISION_SEAL)
    decision = material.decision
    record_id = new_id("rec")
    claims = Claims(
        iss=decision.agency_id,
        iat=int(at.timestamp()),
        record_id=record_id,
        answers_schema=seen.answers_schema,
        facts_schema=seen.facts_schema,
        engine=material.assessment.engine,
        pack_digest=material.assessment.pack_digest,
    )
    sealed = seal.seal(payload.compose(material), claims, database.keys.signing)
    row = RecordRow(
        id=record_id,
        draft_id=seen.draft_id,
        agency_id=decision.agency_id,
        author_id=actor.id,
        sealed_at=at.replace(microsecond=0),
        outcome=overall(decision),
        review_on=decision.review_on,
        kid=database.keys.signing.thumbprint(),
        jws=sealed.jws,
    )
    try:
        with database.write(actor) as work:
            _keep(work, row, sealed, material.reference, seen)
            alike.put(work, record_id, decision)
            opening.follow(work, row, material)
            note_demand(work, _shared_under(material), at.astimezone(clock.LONDON).date())
    except NotFound:
        return _sealed_meanwhile(database, actor, seen.draft_id)
    return record(database, actor, record_id)


def _sealed_meanwhile(database: Database, actor: Actor, draft_id: str) -> Record:
    """The record that another press made of a draft that has just ended."""
    existing = sealed_from(database, actor, draft_id)
    if existing is None:
        raise NotFound(_("There is no open draft with this address among yours."))
    return existing


def _keep(work: UnitOfWork, row: RecordRow, sealed: Sealed, reference: str, seen: Seen) -> None:
    draft = draft_rows.own(work.session, work.actor, seen.draft_id, for_update=True)
    if draft.version != seen.version:
        raise Stale(
            _("An answer was changed while this was being sealed. Check your answers again.")
        )
    correction = work.session.get(CorrectionRow, seen.draft_id)
    if correction is not None:
        rows.refuse_if_replaced(work.session, correction.record_id)
        row.supersedes = correction.record_id
    rows.put(work, row, sealed, reference)
    draft_rows.close_as_sealed(work, seen.draft_id)
    work.record(
        "decision_sealed",
        row.id,
        draft=seen.draft_id,
        jws_sha256=seal.fingerprint(row.jws),
        supersedes=row.supersedes,
    )


def _shared_under(material: Material) -> list[CoverageAnswer]:
    """What the register said of each flow that the person decided to send."""
    sent = {one.recipient_id for one in material.decision.recipients if one.outcome in SHARING}
    return [
        one.coverage
        for one in material.assessment.recipients
        if one.recipient_id in sent and one.coverage is not None
    ]


def sealed_from(database: Database, actor: Actor, draft_id: str) -> Record | None:
    """The record that was sealed from a draft, if there is one and the actor may read it."""
    require(actor, Action.RECORD_READ)
    with database.read() as session:
        found = session.exec(select(RecordRow.id).where(RecordRow.draft_id == draft_id)).first()
    return record(database, actor, found) if found else None


def record(database: Database, actor: Actor, record_id: str) -> Record:
    """One record, checked against its signature; ``Tampered`` when it does not fit."""
    require(actor, Action.RECORD_READ)
    with database.read() as session:
        row = rows.readable(session, actor, record_id)
        return Record(
            line=rows.line(session, database.keys, row),
            kid=row.kid,
            fingerprint=seal.fingerprint(row.jws),
            content=rows.content(session, database.keys, row),
        )


def visible(actor: Actor, action: Action = Action.RECORD_READ) -> ColumnElement[bool]:
    """Over which records the actor may do this, as a condition; the same rule as ``permissions.may``."""
    return or_(false(), *_granted(actor, action))


def _granted(actor: Actor, action: Action) -> list[ColumnElement[bool]]:
    """The same, grant by grant."""
    if actor is SYSTEM:
        return [true()]
    allowed: list[ColumnElement[bool]] = []
    for grant in actor.grants:
        scope = MATRIX[grant.role].get(action)
        if scope is None:
            continue
        if scope is Scope.ANY:
            return [true()]
        here = true() if grant.agency_id is None else col(RecordRow.agency_id) == grant.agency_id
        mine = col(RecordRow.author_id) == actor.id
        allowed.append(and_(here, mine) if scope is Scope.OWN else here)
    return allowed


def _page(
    database: Database, actor: Actor, narrowed: ColumnElement[bool], after: RecordLine | None
) -> tuple[RecordLine, ...]:
    """The newest of what each grant lets the actor read: each walks along an index of its own."""
    if after is not None:
        place = tuple_(col(RecordRow.sealed_at), col(RecordRow.id))
        narrowed = and_(narrowed, place < tuple_(after.sealed_at, after.id))
    with database.look() as connection:
        found = {
            row.id: row
            for granted in _granted(actor, Action.RECORD_READ)
            for row in rows.newest(connection, and_(granted, narrowed), PAGE)
        }
    newest = sorted(found.values(), key=lambda row: (row.sealed_at, row.id), reverse=True)
    return tuple(rows.told(database.keys, row) for row in newest[:PAGE])


def my_records(
    database: Database, actor: Actor, *, after: RecordLine | None = None
) -> tuple[RecordLine, ...]:
    """The records the actor made, newest first; ``after`` is the last line of the page before."""
    require(actor, Action.RECORD_READ)
    return _page(database, actor, col(RecordRow.author_id) == actor.id, after)


def readable_records(
    database: Database, actor: Actor, *, after: RecordLine | None = None
) -> tuple[RecordLine, ...]:
    """Every record the actor may read, newest first, a page at a time."""
    require(actor, Action.RECORD_READ)
    return _page(database, actor, true(), after)


def authors(database: Database, actor: Actor, lines: Iterable[RecordLine]) -> dict[str, str]:
    """Who decided, by id, for lines of a list that the actor was given."""
    require(actor, Action.RECORD_READ)
    with database.read() as session:
        return people(session, [line.author_id for line in lines])


def find_by_reference(database: Database, actor: Actor, reference: str) -> tuple[RecordLine, ...]:
    """The records of the actor's own agency with exactly this case reference, newest first.

    Only the whole reference is found: text of a record is encrypted and not searchable, by design.
    """
    require(actor, Action.RECORD_READ)
    wanted = database.keys.reference_hash(actor.agency_id, reference)
    matching = select(RecordReferenceRow.record_id).where(RecordReferenceRow.hash == wanted)
    with database.read() as session:
        ids = session.exec(matching).all()  # first: the list would be walked for them otherwise
    return _page(database, actor, col(RecordRow.id).in_(ids), None)


def log_view(database: Database, actor: Actor, record_id: str) -> None:
    """Note that the actor looked at a record: once a day for each record, on entering the page."""
    require(actor, Action.RECORD_READ)
    with database.read() as session:
        rows.readable(session, actor, record_id)
        today = clock.today()
        for event in audit.events_about(session, record_id, (VIEWED,)):
            if event.actor_id == actor.id and event.at.astimezone(clock.LONDON).date() == today:
                return
    with database.write(actor) as work:
        work.record(VIEWED, record_id)


def views(database: Database, actor: Actor, record_id: str) -> tuple[View, ...]:
    """Who has looked at a record or taken a copy of it, newest first."""
    require(actor, Action.RECORD_VIEWS_READ)
    with database.read() as session:
        rows.readable(session, actor, record_id, Action.RECORD_VIEWS_READ)
        found = []
        for event in audit.events_about(session, record_id, (VIEWED, EXPORTED)):
            user = session.get(UserRow, event.actor_id)
            name = user.name if user else event.actor_id
            found.append(View(at=event.at, actor_name=name, is_export=event.type == EXPORTED))
        return tuple(found)
