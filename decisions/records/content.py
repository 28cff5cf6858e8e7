"""What a record holds, as values: everything a court, a guardian or the person may later ask for.

Machine text and human words are never mixed: ``assessment`` is what the tool said, word for word;
``decision`` and every ``Told`` marked ``is_own_words`` are what a person wrote.
"""

from datetime import datetime

from pydantic import JsonValue

from decisions.assessment import Assessment, Frozen, RecipientAdvice
from decisions.decision import Decision, RecipientDecision
from decisions.journey.choices_case import Depth
from decisions.journey.choices_decided import Outcome


class Told(Frozen):
    """One answer as the practitioner gave it: the question as asked, the answer in words."""

    question: str
    answer: str
    is_own_words: bool
    """True for text they wrote, False for an option they chose."""


class LateChange(Frozen):
    """An answer changed after the advice had been seen, with the question as it was asked."""

    path: str
    question: str
    before: str
    after: str
    at: datetime


class Letter(Frozen):
    """What one recipient is told besides the items: who sends, to whom, why, and what is asked."""

    sender_name: str
    sender_role: str
    sender_agency: str
    call_back: str
    to_agency: str
    to_person: str
    method: str
    sent_at: datetime | None
    """None when it had not been sent yet at the time of sealing."""
    purpose: str
    about: tuple[Told, ...]
    """Who the information is about; empty when it goes without names."""
    reason: str
    """Why this is sent, in one sentence."""
    risk: str
    """The immediate risk, and what may happen next."""
    done: str
    protective: str
    ask: str
    words: str
    """The child's or adult's own words, as they said them."""
    is_contact_safe: bool
    """Whether nothing stands against telling the person; ``may_hear`` says it more exactly."""
    chronology: str = ""
    """What happened when, oldest first; empty in letters from before it was asked."""
    is_reply: bool = False
    """Whether they had asked for it."""
    asked_by: str = ""
    """Who rang and asked, as they said it; in the letter to them alone."""
    your_reference: str = ""
    """The reference that whoever asked gave with the request; in the letter to them alone."""
    rung_back: str = ""
    """The number held here on which they were rung back."""
    leads_enquiry: bool = False
    """In letters from before ``reader``: whether they decide when and by whom anyone is told."""
    only_them: bool = False
    """In letters from before ``may_hear``: whether only the person may hear of it, alone."""
    may_hear: str = ""
    """Who may hear of it, beside the reader: a code of ``hearing.MayHear``; empty in older letters."""
    reader: str = ""
    """What the reader is, where it changes what they are told of telling: ``hearing.Reader``."""


class SharedItem(Frozen):
    """One piece of information as one recipient gets it: the decided wording and what kind it is."""

    number: int
    """Its place in this recipient's copy, counted over what they get and nothing else."""
    kind: str
    """A code of ``item_reliability``: fact, history, opinion, allegation or intelligence."""
    wording: str
    locates: bool = False
    """Whether it shows, or may show, where somebody is; never of what went with a part taken out."""


class FullItem(Frozen):
    """One piece of information as our own file keeps it; ``number`` is its place in the record."""

    number: int
    item_id: str
    label: str
    told: tuple[Told, ...]
    facts: dict[str, str | tuple[str, ...]]


class Addressee(Frozen):
    """Which blocks make up one recipient's copy, by block name; never part of that copy."""

    recipient_id: str
    letter: str
    items: tuple[str, ...]


class Content(Frozen):
    """A whole record. A part that was disposed of is None or empty."""

    record_id: str
    sealed_at: datetime
    reference: str
    person: tuple[Told, ...]
    concern: tuple[Told, ...]
    answers: dict[str, JsonValue]
    facts: dict[str, JsonValue]
    findings: dict[str, JsonValue]
    assessment: Assessment
    decision: Decision
    advice: tuple[Told, ...]
    """Whether anyone advised, and what they said; a block of its own, so that it can be left out."""
    changes: tuple[LateChange, ...]
    items: tuple[FullItem, ...]
    addressees: tuple[Addressee, ...]
    letters: dict[str, Letter]
    """What each recipient who gets anything was told besides the items, by recipient id."""

    @property
    def is_check(self) -> bool:
        """Whether something about to be sent was checked: it is itself what goes to its reader."""
        return self.answers.get("depth") == Depth.CHECK

    @property
    def shown_at(self) -> datetime:
        """When the advice below was first shown; in older records when it was last worked out."""
        return self.decision.advice_shown or self.assessment.at

    def advice_for(self, decided: RecipientDecision) -> RecipientAdvice:
        """What the tool had said about the recipient a decision is about."""
        return next(
            one for one in self.assessment.recipients if one.recipient_id == decided.recipient_id
        )


SHARING = frozenset({Outcome.SHARE, Outcome.SHARE_SOME})
"""Decided outcomes after which information goes to the recipient."""


def is_sent(decided: RecipientDecision) -> bool:
    """Whether this recipient gets anything."""
    return decided.outcome in SHARING


def overall(decision: Decision) -> str:
    """One outcome for a list: that of the first recipient who gets anything, else of the first."""
    sent = [one for one in decision.recipients if is_sent(one)]
    return (sent or list(decision.recipients))[0].outcome
