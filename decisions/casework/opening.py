"""What a sealed decision leaves to be followed: receipts, answers, a second look, a review.

It opens in the transaction that seals the record, so that no decision goes unfollowed. Nothing here
holds a decision back: what is missing when it is sealed is chased afterwards.
"""

from datetime import datetime

from decisions.assessment import RecipientAdvice
from decisions.casework import dues, rows
from decisions.casework.model import Kind, NewFollowUp, NewParty, PartyWords, State, Task
from decisions.casework.tables import CaseworkActionRow, CaseworkPartyRow, CaseworkRow
from decisions.decision import RecipientDecision
from decisions.journey.choices_decided import Outcome
from decisions.policy import released
from decisions.policy.model import Evaluation
from decisions.policy.source import Timescale
from decisions.records.content import is_sent
from decisions.records.payload import Material
from decisions.records.tables import RecordRow
from isa.platform.database import UnitOfWork
from isa.platform.ids import new_id

_ASKS_FOR_REPLY = ("chase_reply", "check_they_have_it")
"""The next steps by which a pack says that an answer is due, and under which clock."""
_ADVISED_TO_SHARE = frozenset({"share_now", "share_required"})
_HELD_BACK = frozenset({Outcome.DO_NOT_SHARE, Outcome.SEEK_ADVICE})
_BEFORE, _AFTER = "before_withholding", "after"


def planned(material: Material) -> NewFollowUp:
    """What has to be followed after a decision; pure."""
    advised = {one.recipient_id: one for one in material.assessment.recipients}
    parties = tuple(
        _party(material, one, advised[one.recipient_id])
        for one in material.decision.recipients
        if is_sent(one)
    )
    return NewFollowUp(
        parties=parties,
        review_on=material.decision.review_on,
        second_person=_second_person(material, advised),
    )


def _party(material: Material, decided: RecipientDecision, advice: RecipientAdvice) -> NewParty:
    letter = material.letters[decided.recipient_id]
    clock = next((one for one in advice.next_steps if one.code in _ASKS_FOR_REPLY), None)
    words = PartyWords(
        name=advice.name,
        recipient_id=decided.recipient_id,
        clock=_clock_of(material, clock.code) if clock else "",
        pack=material.assessment.pack,
        is_urgent=material.assessment.act_now is not None,
        wants_answer=bool(letter.ask),
        is_from_entry=bool(decided.is_gone and decided.sent_on is None),
    )
    entered = material.decision.entered_at if decided.is_gone else None
    return NewParty(words=words, sent_at=decided.sent_on or entered)


def _clock_of(material: Material, step: str) -> str:
    pack = released.load_sealed(material.assessment.pack_digest)
    return (pack.pack.wording.code[step].timescale or "") if pack else ""


def timescale(words: PartyWords) -> Timescale | None:
    """The clock of a party's answer, from the pack it was given under."""
    if not words.clock:
        return None
    return released.load_named(words.pack).pack.timescales[words.clock]


def _second_person(material: Material, advised: dict[str, RecipientAdvice]) -> str:
    codes = _codes(material.evaluation)
    if _BEFORE in codes:
        return _BEFORE
    goes_against = any(
        one.outcome in _HELD_BACK and advised[one.recipient_id].outcome in _ADVISED_TO_SHARE
        for one in material.decision.recipients
    )
    return _BEFORE if goes_against else (_AFTER if _AFTER in codes else "")


def _codes(evaluation: Evaluation) -> set[str | None]:
    found = [cell.get("second_person") for row in evaluation.cells for cell in row]
    return {one.value for one in found if one is not None}


def follow(work: UnitOfWork, record: RecordRow, material: Material) -> None:
    """Inside the sealing transaction: open what follows a decision, and end that of the one it replaces."""
    if record.supersedes:
        _end_reviews(work, record.supersedes)
    plan = planned(material)
    if not (plan.parties or plan.review_on or plan.second_person):
        return
    row = _opened(work, record)
    for place, one in enumerate(plan.parties):
        _add_party(work, row.id, place, one, record.sealed_at)
    if plan.review_on:
        add_action(work, row.id, Task.REVIEW, dues.end_of(plan.review_on))
    if plan.second_person:
        due = dues.second_look(plan.second_person, record.sealed_at)
        add_action(work, row.id, Task.SECOND_PERSON, due)
    rows.settle(work, row)
    work.record("follow_up_opened", row.id, record=record.id)


def _opened(work: UnitOfWork, record: RecordRow) -> CaseworkRow:
    row = CaseworkRow(
        id=new_id("fup"),
        kind=Kind.FOLLOW_UP.value,
        actor_id=record.author_id,
        agency_id=record.agency_id,
        created_at=record.sealed_at,
        updated_at=work.at,
        made_at=record.sealed_at,
        record_id=record.id,
    )
    work.session.add(row)
    work.session.flush()
    return row


def _add_party(
    work: UnitOfWork, casework_id: str, place: int, new: NewParty, sealed_at: datetime
) -> None:
    row = CaseworkPartyRow(
        id=new_id("pty"), casework_id=casework_id, place=place, state=State.TO_SEND.value, body=""
    )
    if new.sent_at is None:
        row.send_due = dues.today(sealed_at)
    else:
        mark_sent(row, new.words, new.sent_at)
    rows.put_party(work, row, new.words)


def mark_sent(row: CaseworkPartyRow, words: PartyWords, at: datetime) -> None:
    """Start the clocks of a party: when the receipt is due and, where a clock says so, the answer."""
    row.state, row.sent_at = State.SENT.value, at
    row.receipt_due = dues.receipt(at, is_urgent=words.is_urgent)
    row.answer_due = row.answer_due or dues.answer(timescale(words), at)


def add_action(work: UnitOfWork, casework_id: str, code: Task, due_at: datetime) -> None:
    """Something to do about the decision."""
    row = CaseworkActionRow(
        id=new_id("act"), casework_id=casework_id, code=code.value, due_at=due_at
    )
    rows.put_todo(work, row)


def _end_reviews(work: UnitOfWork, record_id: str) -> None:
    """The newer record is looked at again, not this one; receipts for what was sent stay open."""
    found = rows.of_record(work.session, record_id, Kind.FOLLOW_UP)
    for row in found:
        for action in rows.action_rows(work.session, row.id):
            action.done_at = action.done_at or work.at
            work.session.add(action)
        rows.settle(work, row)
