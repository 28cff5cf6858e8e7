"""Writing down what happened: sent, received, chased, answered, refused; looked at again or by a second person.

A line that was written stays; a later one stands below it. The sealed record is never touched.
"""

from datetime import date, datetime, timedelta

from decisions.casework import dues, opening, rows, too_long
from decisions.casework.model import Entry, Kind, Look, PartyWords, Reviewed, State, Step, Task
from decisions.casework.tables import CaseworkActionRow, CaseworkPartyRow, CaseworkRow
from decisions.journey.cleaned import cleaned
from isa.platform.clock import LONDON
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, NotFound, NotPermitted
from isa.platform.identity import Actor
from isa.platform.permissions import Action, may, require
from isa.platform.wording import gettext as _

LONGEST_NAME = 300
LONGEST = 20_000
_CLOCKS_DIFFER = timedelta(minutes=2)
_STATES = {
    Step.RECEIVED: State.RECEIVED,
    Step.ANSWERED: State.ANSWERED,
    Step.REFUSED: State.REFUSED,
}
_ENDED = frozenset({State.ANSWERED.value, State.REFUSED.value})


def note(
    database: Database,
    actor: Actor,
    casework_id: str,
    party_id: str,
    step: Step,
    *,
    who: str = "",
    words: str = "",
    at: datetime | None = None,
) -> None:
    """Write down what happened with one party.

    Raises ``Invalid`` for a receipt without who confirmed it, an answer or a refusal without what was
    said, and a time that is still to come.
    """
    require(actor, Action.CASEWORK_WRITE)
    with database.write(actor) as work:
        row = rows.allowed(work.session, actor, casework_id, to_write=True, for_update=True)
        party = work.session.get(CaseworkPartyRow, party_id)
        if party is None or party.casework_id != row.id or row.made_at is None:
            raise NotFound(rows.NOT_HERE)
        happened = at or work.at
        _refuse(step, party, who, words, happened, work.at)
        held = rows.party(work.keys, party).words
        _move(party, step, happened, held)
        line = _line(work, step.value, happened, who, words)
        rows.put_party(work, party, held.model_copy(update={"log": (*held.log, line)}))
        rows.settle(work, row)
        work.record("casework_noted", row.id, party=party.id, step=step.value)


def _refuse(
    step: Step, party: CaseworkPartyRow, who: str, words: str, at: datetime, now: datetime
) -> None:
    faults = _too_long(who, words)
    if step is Step.RECEIVED and not who.strip():
        faults.setdefault("who", _("Enter who confirmed that they have it"))
    if step is Step.ANSWERED and not words.strip():
        faults.setdefault("words", _("Enter what they answered"))
    if step is Step.REFUSED and not words.strip():
        faults.setdefault("words", _("Enter the reason they gave, or that they gave none"))
    if step is Step.SENT and party.sent_at is not None:
        faults["step"] = _("It is written down as sent already. Select what happened since")
    if at > now + _CLOCKS_DIFFER:
        faults["at"] = _("The time must be now or earlier")
    if faults:
        raise Invalid(faults)


def _too_long(who: str, words: str) -> dict[str, str]:
    faults = {}
    who, words = cleaned(who), cleaned(words)
    if len(who) > LONGEST_NAME:
        faults["who"] = _("Use at most {longest_name} characters").format(longest_name=LONGEST_NAME)
    if fault := too_long.fault(words, LONGEST):
        faults["words"] = fault
    return faults


def _move(party: CaseworkPartyRow, step: Step, at: datetime, held: PartyWords) -> None:
    """The times and the state after a step; an end stays an end unless they answer after all."""
    if party.sent_at is None and step is not Step.CHASED:
        opening.mark_sent(party, held, at)
    if step is Step.CHASED:
        party.chased_at = at
    elif step is Step.RECEIVED:
        party.acknowledged_at = party.acknowledged_at or at
    elif step in (Step.ANSWERED, Step.REFUSED):
        party.acknowledged_at = party.acknowledged_at or at
        party.answered_at = at
    wanted = _STATES.get(step)
    if wanted is not None and not (step is Step.RECEIVED and party.state in _ENDED):
        party.state = wanted.value


def _line(work: UnitOfWork, what: str, at: datetime, who: str, words: str) -> Entry:
    return Entry(
        what=what,
        at=at,
        entered_at=work.at,
        by=work.actor.id,
        who=cleaned(who).strip(),
        words=cleaned(words).strip(),
    )


def looked_again(
    database: Database,
    actor: Actor,
    casework_id: str,
    outcome: Reviewed,
    *,
    words: str,
    again_on: date | None = None,
) -> None:
    """Write down what came of looking at a decision again.

    Where it has to be decided anew the review stays open until the new record is sealed.
    """
    require(actor, Action.FOLLOW_UP_WRITE)
    with database.write(actor) as work:
        row, action = _action(work, actor, casework_id, Task.REVIEW)
        faults = _too_long("", words)
        if not words.strip():
            faults.setdefault("words", _("Enter what you looked at and what you found"))
        if outcome is Reviewed.AGAIN and (again_on is None or again_on <= _day(work)):
            faults["again_on"] = _("Enter a date after today on which you will look again")
        if faults:
            raise Invalid(faults)
        log = rows.todo(work.keys, action).log
        action.done_at = None if outcome is Reviewed.ANEW else work.at
        rows.put_todo(work, action, (*log, _line(work, outcome.value, work.at, "", words)))
        if outcome is Reviewed.AGAIN and again_on is not None:
            opening.add_action(work, row.id, Task.REVIEW, dues.end_of(again_on))
        rows.settle(work, row)
        work.record("decision_looked_at_again", row.id, outcome=outcome.value)


def _day(work: UnitOfWork) -> date:
    return work.at.astimezone(LONDON).date()


def second_look(
    database: Database,
    actor: Actor,
    casework_id: str,
    look: Look,
    *,
    who: str = "",
    words: str = "",
) -> None:
    """Write down a second person's view, by whoever decided or by the lead who looked.

    The decision stands in any case. Nobody available is an answer: it is chased on the next working
    day. Where the second person differs, the decision is due to be looked at again by then.
    """
    require(actor, Action.FOLLOW_UP_WRITE)
    with database.write(actor) as work:
        row, action = _action(work, actor, casework_id, Task.SECOND_PERSON)
        is_own = row.actor_id == actor.id
        seen_by = who.strip() if is_own else actor.name
        if not is_own and not may(actor, Action.SECOND_LOOK, agency_id=row.agency_id):
            raise NotPermitted(_("Only a lead of the agency looks at a colleague's decision."))
        faults = _too_long(who, words)
        if look is not Look.NOBODY and not seen_by:
            faults.setdefault("who", _("Enter who looked at it"))
        if look is Look.DIFFERS and not words.strip():
            faults.setdefault("words", _("Enter what they would have decided, and why"))
        if faults:
            raise Invalid(faults)
        line = _line(work, look.value, work.at, seen_by if look is not Look.NOBODY else who, words)
        log = rows.todo(work.keys, action).log
        _settle_look(work, row, action, look)
        rows.put_todo(work, action, (*log, line))
        rows.settle(work, row)
        work.record("second_person_looked", row.id, look=look.value)


def _settle_look(work: UnitOfWork, row: CaseworkRow, action: CaseworkActionRow, look: Look) -> None:
    later = dues.next_working_day(work.at)
    if look is Look.NOBODY:
        action.due_at = max(action.due_at, later)
        return
    action.done_at = work.at
    if look is Look.DIFFERS:
        opening.add_action(work, row.id, Task.REVIEW, later)


def _action(
    work: UnitOfWork, actor: Actor, casework_id: str, code: Task
) -> tuple[CaseworkRow, CaseworkActionRow]:
    """The open action of a kind that is due first; ``NotFound`` when there is none."""
    row = rows.allowed(work.session, actor, casework_id, to_write=True, for_update=True)
    for action in rows.action_rows(work.session, row.id):
        if action.code == code.value and action.done_at is None and row.kind == Kind.FOLLOW_UP:
            return row, action
    raise NotFound(_("This has been written down already. Open the record again to see it."))
