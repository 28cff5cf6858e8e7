"""What the tool says about a case: the value that is shown, sealed and printed, word for word.

An assessment is advice. A named person decides, in their own words (``decisions.decision``).
Sentences here are finished text in the practitioner's language; codes stand beside them so that a
record can be read by a program years later.
"""

from datetime import date, datetime
from itertools import chain
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from isa.coverage.model import CoverageAnswer
from isa.platform.wording import gettext as _

Moment = Literal["first", "before", "with", "after"]
"""When a step is done: what danger calls for, then before anything is shared, with it, after it."""


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


class Ground(Frozen):
    """One thing the advice rests on: what it is about, and what was answered or is known of it."""

    fact: str
    what: str
    said: str
    about: str
    """The item it is about, where there are several; empty for what holds of all of them."""


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


class LocalGuidance(Frozen):
    """A sentence of the partnership's overlay, shown as "Local guidance (partnership name)"."""

    partnership: str
    text: str
    source: str
    asks_for_contact: bool
    """Whether it may lead to contact with the person or family; then never shown where that is unsafe."""


class LocalThreshold(Frozen):
    """A passage of the partnership's threshold document, beside the answer about harm it goes with."""

    about: str
    """``child`` or ``adult``."""
    level: str
    beside: str
    quotation: str
    source: str


class LocalStage(Frozen):
    """One stage of the partnership's escalation. Immediate danger goes through none of them."""

    stage: int
    roles: tuple[str, ...]
    hours: int
    what: str


class LocalWords(Frozen):
    """Which overlay was used, and its words about the whole case. It never changes the advice.

    With an empty ``id`` no overlay was used, and ``note`` says why.
    """

    id: str = ""
    version: str = ""
    digest: str = ""
    partnership: str = ""
    note: str = ""
    thresholds: tuple[LocalThreshold, ...] = ()
    escalation: tuple[LocalStage, ...] = ()


class NextStep(Frozen):
    """Something to do, by whom and by when. ``due`` is words; ``due_at`` the instant if there is one.

    ``due_source`` names the local document when the partnership's shorter clock is the one given.
    """

    code: str
    sentence: str
    owner: str
    due: str
    due_at: datetime | None
    cites: tuple[str, ...]
    due_source: str = ""
    guidance: tuple[LocalGuidance, ...] = ()
    moment: Moment = "with"


def in_order(*lists: tuple[NextStep, ...]) -> tuple[NextStep, ...]:
    """The steps of all the lists in the order in which they are done, otherwise as they stand."""
    return tuple(sorted(chain(*lists), key=lambda step: get_args(Moment).index(step.moment)))


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
    guidance: tuple[LocalGuidance, ...] = ()
    rests_on: tuple[Ground, ...] = ()
    """Every fact read by the rows that decided, through every finding they read."""

    @property
    def to_do(self) -> tuple[NextStep, ...]:
        """Conditions and next steps in the order in which they are done."""
        return in_order(self.conditions, self.next_steps)


class Telling(Frozen):
    """Whether, when and by whom the person may be told: ``tell_before``, ``tell_after``, ``do_not_tell_review``."""

    code: str
    sentence: str
    reason: Reason | None
    is_contact_safe: bool
    """False removes every contact with the person or family from steps, titles and documents."""
    guidance: tuple[LocalGuidance, ...] = ()
    person_may_hear: bool = False
    """Whether the words above let the person alone hear of it, where nobody else may."""


class Given(Frozen):
    """One answer as it stood: the question as asked, the answer in words."""

    question: str
    answer: str


class Doubt(Frozen):
    """Answers that may not fit together, pointed out beside the advice. They hold nothing up."""

    sentence: str
    about: str
    """The recipient or item it is about, where there are several; empty otherwise."""
    answers: tuple[Given, ...]

    @property
    def words(self) -> str:
        """The sentence, and of one among several what it is about."""
        if not self.about:
            return self.sentence
        return _("{name}: {sentence}").format(name=self.about, sentence=self.sentence)


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
    local: LocalWords | None = None
    """The partnership's overlay, where one is used or should have been."""
    doubts: tuple[Doubt, ...] = ()
    """What was pointed out of the answers it rests on; none in records from before it was kept."""

    def is_to_verify(self, line: LawLine) -> bool:
        """Whether a line is shown as "to verify": it, or one of its sources, was not read at first hand."""
        sources = {one.key: one for one in self.citations}
        unsure = (sources[key].confidence != "checked" for key in line.cites if key in sources)
        return line.to_verify or any(unsure)


ActNow.model_rebuild()
