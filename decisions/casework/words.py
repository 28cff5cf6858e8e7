"""What people write in a request and in the log of advice asked for without names.

Every field may be empty while it is being written; ``faults`` says what is still missing.
"""

from datetime import date, datetime

from pydantic import Field

from decisions.assessment import Frozen
from decisions.casework import too_long
from decisions.casework.powers import Power, carries, may_use
from decisions.journey.choices_case import Purpose
from decisions.journey.choices_consent import SafeToTell
from decisions.journey.fields import Choice, Line, Narrative
from isa.platform.wording import gettext as _

PURPOSES = (
    Purpose.PROTECT,
    Purpose.STATUTORY_ENQUIRY,
    Purpose.SUPPORT_OFFER,
    Purpose.DIRECT_CARE,
    Purpose.CRIME,
    Purpose.EMPLOYMENT,
)
"""What a request may be for."""
MOST_ADDRESSEES = 30


class Sender(Frozen):
    """Who asks, as the register knew them when the letters were made."""

    name: str
    role: str
    agency_id: str
    agency: str
    agency_type: str
    acting_as: str


class Written(Frozen):
    """What is being written, and beside it the texts that are too long to be part of it, by field."""

    too_long: dict[str, str] = Field(default_factory=dict)


class RequestWords(Written):
    """One purpose and one power; what is asked, about whom, by when, and how to answer."""

    reference: Line = ""
    purpose: Purpose | None = None
    why: Narrative = ""
    power: Power | None = None
    power_named: Line = ""
    asked: Narrative = ""
    about: Narrative = ""
    safe: SafeToTell | None = None
    answer_by: date | None = None
    reply_to: Line = ""
    sender: Sender | None = None

    @property
    def is_telling_safe(self) -> bool:
        """Whether the letter may leave out that nobody around the person may be told."""
        return self.safe is SafeToTell.YES


class Adviser(Choice):
    """Who was asked, by role."""

    OWN_LEAD = "own_lead", "Safeguarding lead of my own organisation"
    FRONT_DOOR = "front_door", "Front door or advice line of social care"
    LADO = "lado", "Local authority designated officer (LADO)"
    CALDICOTT = "caldicott", "Caldicott Guardian"
    DPO = "dpo", "Data protection officer or information governance"
    NAMED = "named_professional", "Named or designated nurse, doctor or professional"
    POLICE = "police", "Police"
    ABUSE_SERVICE = "abuse_service", "Domestic abuse or other specialist service"
    LEGAL = (
        "legal",
        "Solicitor or legal adviser",
        "What you ask and what they say is kept apart from everything else.",
    )
    OTHER = "other", "Somebody else"


class ConsultationWords(Written):
    """Advice asked for without naming anyone. ``question`` and ``answer`` of a lawyer are kept apart."""

    reference: Line = ""
    role: Adviser | None = None
    where: Line = ""
    asked_at: datetime | None = None
    question: Narrative = ""
    answer: Narrative = ""
    then: Narrative = ""

    @property
    def is_privileged(self) -> bool:
        """Whether the question and the answer are legal advice."""
        return self.role is Adviser.LEGAL


PRIVILEGED = frozenset({"question", "answer", "too_long"})
"""What is kept apart of legal advice."""


def longest(words: type[Written], name: str) -> int:
    """How many characters a field may have that is typed; 0 for any other."""
    field = words.model_fields.get(name)
    limits = [getattr(one, "max_length", 0) for one in field.metadata] if field else []
    return max(limits, default=0)


def _over(words: Written) -> dict[str, str]:
    """Texts that are too long, by field: each holds up finishing it."""
    kind = type(words)
    return {
        name: too_long.fault(text, longest(kind, name)) for name, text in words.too_long.items()
    }


def request_faults(
    words: RequestWords, addressees: int, agency_type: str, on: date
) -> dict[str, str]:
    """What a request still lacks on a day, by field; empty when letters can be made."""
    wanted = {
        "purpose": (words.purpose, _("Select what the information is for")),
        "why": (words.why.strip(), _("Enter why you need it")),
        "power": (words.power, _("Select the power you ask under, or that there is none")),
        "asked": (words.asked.strip(), _("Enter what you ask for")),
        "about": (
            words.about.strip(),
            _("Enter who it is about, so that they can find the records"),
        ),
        "safe": (words.safe, _("Select whether it is safe to tell them")),
        "answer_by": (words.answer_by, _("Enter the date by which you need an answer")),
        "reply_to": (words.reply_to.strip(), _("Enter who the answer goes to, and how")),
        "whom": (addressees, _("Add at least one agency to ask")),
    }
    found = {name: fault for name, (value, fault) in wanted.items() if not value}
    found |= _over(words)
    if words.power is Power.OTHER and not words.power_named.strip():
        found["power_named"] = _("Enter the law and the section")
    if words.power is not None and not may_use(words.power, agency_type):
        found["power"] = _(
            "Your organisation cannot ask under this power. Select one that it has, or none"
        )
    elif words.power and words.purpose and not carries(words.power, words.purpose):
        found["power"] = _(
            "This power does not serve that purpose. Select another power or none, or change what the "
            "information is for"
        )
    if words.answer_by is not None and words.answer_by < on:
        found["answer_by"] = _("The date for the answer must be today or later")
    return found


def consultation_faults(words: ConsultationWords, now: datetime) -> dict[str, str]:
    """What a log entry still lacks; empty when it can be finished."""
    wanted = {
        "role": (words.role, _("Select who you asked")),
        "asked_at": (words.asked_at, _("Enter when you asked")),
        "question": (words.question.strip(), _("Enter what you asked")),
        "answer": (words.answer.strip(), _("Enter what they said, or that no answer came")),
        "then": (words.then.strip(), _("Enter what you decided next")),
    }
    found = {name: fault for name, (value, fault) in wanted.items() if not value}
    found |= _over(words)
    if words.asked_at is not None and words.asked_at > now:
        found["asked_at"] = _("The time must be now or earlier")
    return found
