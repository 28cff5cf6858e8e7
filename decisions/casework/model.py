"""Casework: one thing around a decision, with its parties, what is due, and what came of it.

Not a case: nothing here is kept for longer, or says more, than following up one decision, one request
or one conversation needs. Words that people wrote stand in ``words``, in a log or in ``body``; codes
and times stand beside them so that what is due can be found without opening anything.
"""

from datetime import date, datetime

from pydantic import JsonValue

from decisions.assessment import Frozen
from decisions.journey.fields import Choice


class Kind(Choice):
    """What a piece of casework is about."""

    REQUEST = "request", "A request to other agencies"
    CONSULTATION = "consultation", "Advice asked for without names"
    FOLLOW_UP = "follow_up", "What follows a decision"


class State(Choice):
    """How far one party has come."""

    TO_SEND = "to_send", "Not sent yet"
    SENT = "sent", "Sent"
    RECEIVED = "received", "They have it"
    ANSWERED = "answered", "Answered"
    REFUSED = "refused", "Refused"


class Step(Choice):
    """Something that happened with one party, as it is written down."""

    SENT = "sent", "I sent it"
    RECEIVED = "received", "They confirmed that they have it"
    CHASED = "chased", "I tried again and have no answer yet"
    ANSWERED = "answered", "They answered"
    REFUSED = "refused", "They refused"


class Task(Choice):
    """Something to do that belongs to one decision."""

    REVIEW = "review", "Look at the decision again"
    SECOND_PERSON = "second_person", "A second person looks at it"


class Due(Choice):
    """What is waited for; the words stand in a list beside a name."""

    SEND = "send", "To be sent"
    RECEIPT = "receipt", "Confirm that they have it"
    ANSWER = "answer", "Their answer"
    ADVICE = "advice", "Advice"
    REVIEW = "review", "Look at the decision again"
    SECOND_PERSON = "second_person", "A second person looks at it"
    REMAINDER = "remainder", "Finish the record of a call"
    UNFINISHED = "unfinished", "Finish writing it"


class Reviewed(Choice):
    """What came of looking at a decision again."""

    STAYS = "stays", "It stays as it is, and need not be looked at again"
    AGAIN = "again", "It stays as it is for now, and I will look again"
    ANEW = (
        "anew",
        "It has to be decided again",
        "You go on to a new decision with the same answers.",
    )


class Look(Choice):
    """What came of asking a second person."""

    AGREES = "agrees", "They looked at it and would have decided the same"
    DIFFERS = "differs", "They looked at it and would have decided otherwise"
    NOBODY = (
        "nobody",
        "Nobody was available",
        "The decision stands. It is looked at on the next working day.",
    )


class Entry(Frozen):
    """One line of a log: what happened, when, who was spoken to, and what was said."""

    what: str
    at: datetime
    entered_at: datetime
    by: str
    """The id of whoever wrote it down."""
    who: str = ""
    words: str = ""


class PartyWords(Frozen):
    """What is encrypted of a party: who they are, and what was said."""

    name: str
    recipient_id: str = ""
    """Of a follow-up: the recipient in the record."""
    agency_id: str = ""
    """Of a request: the addressee in the register."""
    asked: str = ""
    """Of a request: what this addressee is asked, where it is not what all are asked."""
    too_long: str = ""
    """The same as it was typed, where it is too long: it has to be shortened before there is a letter."""
    clock: str = ""
    """The pack's clock for their answer, counted from sending; empty where there is none."""
    pack: str = ""
    is_urgent: bool = False
    """Something had to be done at once: the receipt is due on the day itself."""
    wants_answer: bool = False
    is_from_entry: bool = False
    """It went before it was written down, and nobody knew when: its clocks count from the entry."""
    log: tuple[Entry, ...] = ()


class Party(Frozen):
    """Somebody who is waited for, or was."""

    id: str
    state: State
    send_due: datetime | None
    sent_at: datetime | None
    receipt_due: datetime | None
    acknowledged_at: datetime | None
    answer_due: datetime | None
    answered_at: datetime | None
    chased_at: datetime | None
    words: PartyWords

    @property
    def waits_for(self) -> Due | None:
        """What comes next with them, or None when nothing does."""
        if self.state is State.TO_SEND:
            return Due.SEND
        if self.state is State.SENT:
            return Due.RECEIPT
        is_wanted = self.words.wants_answer or self.answer_due is not None
        return Due.ANSWER if self.state is State.RECEIVED and is_wanted else None

    @property
    def due_at(self) -> datetime | None:
        """When what comes next is due; None for nothing, or for no date."""
        dues = {Due.SEND: self.send_due, Due.RECEIPT: self.receipt_due, Due.ANSWER: self.answer_due}
        return dues[self.waits_for] if self.waits_for else None


class Action(Frozen):
    """Something to do about a decision, by when, and what came of it."""

    id: str
    code: Task
    due_at: datetime
    done_at: datetime | None
    log: tuple[Entry, ...]


class Casework(Frozen):
    """One piece of casework as a page shows it."""

    id: str
    kind: Kind
    owner_id: str
    agency_id: str
    created_at: datetime
    made_at: datetime | None
    """When a request or a log entry was finished; its words do not change after that."""
    closed_at: datetime | None
    record_id: str | None
    draft_id: str | None
    version: int
    body: dict[str, JsonValue]
    parties: tuple[Party, ...]
    actions: tuple[Action, ...]


class Waiting(Frozen):
    """Something that somebody else has to do, for a list: of a person no more than the reference."""

    casework_id: str
    kind: Kind
    record_id: str | None
    reference: str
    who: str
    what: Due
    since: datetime
    due_at: datetime | None
    chased_at: datetime | None
    is_overdue: bool


class ToReview(Frozen):
    """Something of one's own that is due to be looked at or finished."""

    what: Due
    casework_id: str | None
    record_id: str | None
    draft_id: str | None
    reference: str
    due_at: datetime
    is_overdue: bool


class Overdue(Frozen):
    """Something due at the agency, for its lead: whose it is, what and by or since when. Nobody's words."""

    owner_name: str
    what: Due
    due_at: datetime
    record_id: str | None
    chased_at: datetime | None


class NewParty(Frozen):
    """A party as a follow-up opens with it."""

    words: PartyWords
    sent_at: datetime | None


class NewFollowUp(Frozen):
    """What a sealed decision leaves to be followed."""

    parties: tuple[NewParty, ...]
    review_on: date | None
    second_person: str
    """``before_withholding``, ``after``, or empty where nobody else has to look."""
