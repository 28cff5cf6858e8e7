"""What the tool says about a case: the value that is shown, sealed and printed, word for word.

An assessment is advice. A named person decides, in their own words (``decisions.decision``).
Sentences here are finished text in the practitioner's language; codes stand beside them so that a
record can be read by a program years later.
"""

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict

from isa.coverage.model import CoverageAnswer


class Frozen(BaseModel):
    """A value that never changes and refuses what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Frozen):
    """A source, with how sure we are of it. ``to_verify`` is always shown as such, never as settled."""

    key: str
    title: str
    pinpoint: str
    address: str | None
    edition: str
    confidence: str
    """``checked`` (text read at the source), ``secondary`` (read at second hand) or ``to_verify``."""
    checked_on: date | None
    commencement: str


class Reason(Frozen):
    """Why a finding holds: the table row that fired, in words, and what the practitioner had said."""

    table: str
    row: str
    sentence: str
    you_said: tuple[str, ...]
    cites: tuple[str, ...]


class ActNow(Frozen):
    """What waits for nothing: ``call_999``, ``front_door_now`` or ``urgent_clinical``."""

    code: str
    headline: str
    sentence: str
    reason: Reason
    contacts: tuple["Contact", ...]


class Contact(Frozen):
    """A number that somebody checked; ``checked_on`` is None for 999."""

    label: str
    number: str
    hours: str
    checked_on: date | None


class LawLine(Frozen):
    """One line of "what this rests on in law", for example a lawful basis or a duty."""

    heading: str
    code: str
    text: str
    cites: tuple[str, ...]
    to_verify: bool


class NextStep(Frozen):
    """Something to do, by whom and by when. ``due`` is words; ``due_at`` the instant if there is one."""

    code: str
    sentence: str
    owner: str
    due: str
    due_at: datetime | None
    cites: tuple[str, ...]


class ItemAdvice(Frozen):
    """What the tool advises for one item of information and one recipient."""

    item_id: str
    label: str
    outcome: str
    rule: str
    rule_label: str
    sentence: str
    reasons: tuple[Reason, ...]
    law: tuple[LawLine, ...]
    category: str
    subject: str


class RecipientAdvice(Frozen):
    """What the tool advises about one recipient: the answer first, then the evidence."""

    recipient_id: str
    name: str
    outcome: str
    headline: str
    sentence: str
    when: str
    scope: str
    reasons: tuple[Reason, ...]
    items: tuple[ItemAdvice, ...]
    law: tuple[LawLine, ...]
    conditions: tuple[NextStep, ...]
    consult: tuple[NextStep, ...]
    next_steps: tuple[NextStep, ...]
    prompts: tuple[NextStep, ...]
    second_person: str
    coverage: CoverageAnswer | None
    coverage_sentence: str


class Telling(Frozen):
    """Whether, when and by whom the person may be told: ``tell_before``, ``tell_after``, ``do_not_tell_review``."""

    code: str
    sentence: str
    reason: Reason | None
    is_contact_safe: bool
    """False removes every contact with the person or family from steps, titles and documents."""


class Assessment(Frozen):
    """Everything the assessment page shows, for the answers given, under one pack, on one day."""

    pack: str
    pack_digest: str
    engine: str
    on: date
    at: datetime
    act_now: ActNow | None
    act_now_may_become: tuple[str, ...]
    recipients: tuple[RecipientAdvice, ...]
    telling: Telling
    not_known: tuple[str, ...]
    missing: tuple[str, ...]
    citations: tuple[Citation, ...]
    is_settled: bool
    """True when every outcome has one value and one reason: only then may a record be sealed."""


ActNow.model_rebuild()
