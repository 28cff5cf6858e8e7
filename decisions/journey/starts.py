"""The ways to start, as data: what each one says by itself, so that nobody is asked it again.

``said`` are answers by path, with ``recipient`` standing for the first recipient. They are answers
like any other: shown where they are asked, and changed there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from decisions.journey.choices_case import Depth, Purpose, Trigger
from decisions.journey.choices_recipient import RecipientClass
from decisions.journey.choices_start import CallerNamed, Power, ReceivedBy
from decisions.journey.fields import NOT_LISTED
from isa.platform.wording import gettext as _


@dataclass(frozen=True)
class Start:
    """One start: its words, and what pressing it says."""

    key: str
    label: str
    sentence: str
    trigger: Trigger
    depth: Depth
    said: Mapping[str, str] = field(default_factory=dict)


DECIDE = Start(
    "decide",
    _("Decide whether to share"),
    _(
        "You are worried about someone, or somebody should know something. About nine short pages, "
        "then what you decide."
    ),
    Trigger.OWN_CONCERN,
    Depth.QUICK,
)
EVERYTHING = Start(
    "everything",
    _("Decide, with every question"),
    _("For a decision that others will look at closely. You can also go on to this later."),
    Trigger.OWN_CONCERN,
    Depth.FULL,
)
RANG = Start(
    "rang",
    _("I already rang someone: record it"),
    _("Record what you said, to whom and why. The rest is due within one working day."),
    Trigger.ALREADY_SHARED,
    Depth.PHONE,
)


SEND = Start(
    "send",
    _("Check before I send"),
    _("A letter, minutes, a plan, a bundle or a message. Seven short pages, or fewer."),
    Trigger.ROUTINE_SENDING,
    Depth.CHECK,
)


def _person(kind: RecipientClass) -> dict[str, str]:
    """Somebody who is no agency of the register."""
    return {
        "recipient.recipient.agency_id": NOT_LISTED,
        "recipient.recipient.recipient_class": kind.value,
    }


PARENT = Start(
    "parent",
    _("Tell a parent or carer"),
    _("Whether to tell them, how much, and whether it is safe to."),
    Trigger.OWN_CONCERN,
    Depth.QUICK,
    _person(RecipientClass.PARENT_CARER),
)
TOLD = Start(
    "told",
    _("They are telling me about someone who may come to harm"),
    _("Write down what they say. Then decide whom to tell."),
    Trigger.OWN_CONCERN,
    Depth.QUICK,
)


def _asker(
    key: str,
    label: str,
    sentence: str,
    kind: RecipientClass,
    purpose: Purpose | None = None,
    power: Power | None = None,
    *,
    is_agency: bool = False,
) -> Start:
    said = _person(kind)
    if is_agency:
        del said["recipient.recipient.agency_id"]
    if purpose:
        said["purpose.aim"] = purpose.value
    if power:
        said["request.power"] = power.value
    return Start(key, label, sentence, Trigger.REQUEST_RECEIVED, Depth.QUICK, said)


_AGENCIES = (
    _asker(
        "police",
        _("The police, about a crime or a danger"),
        _(
            "Once you have rung them back you may share what is needed. Ask which offence, what they "
            "need, why, and which officer."
        ),
        RecipientClass.POLICE,
        is_agency=True,
    ),
    _asker(
        "victim",
        _("The police, for a victim's or a witness's records"),
        _(
            "For example counselling, health or school records. There is a test and a written notice."
        ),
        RecipientClass.POLICE,
        Purpose.CRIME,
        Power.VICTIM,
        is_agency=True,
    ),
    _asker(
        "children_sc",
        _("Children's social care"),
        _("An enquiry, an assessment or a check by the front door."),
        RecipientClass.CHILDREN_SC,
        is_agency=True,
    ),
    _asker(
        "adults_sc",
        _("Adults' social care, or the safeguarding adults board"),
        _("An enquiry about an adult at risk, or a review."),
        RecipientClass.ADULTS_SC,
        is_agency=True,
    ),
    _asker(
        "health",
        _("A health service"),
        _("A doctor, a hospital, a health visitor or a mental health team."),
        RecipientClass.HEALTH,
        is_agency=True,
    ),
    _asker(
        "education",
        _("A school, a college or a nursery"),
        _("For example the safeguarding lead of a child's new school."),
        RecipientClass.EDUCATION,
        is_agency=True,
    ),
    _asker(
        "government",
        _("A government office or an insurer"),
        _("For example the DWP or the DVLA. They can usually be told what the person agreed to."),
        RecipientClass.GOVERNMENT,
        is_agency=True,
    ),
    _asker(
        "court",
        _("A court or a coroner"),
        _("This goes through your legal team or information governance lead."),
        RecipientClass.COURT,
        Purpose.COURT_CORONER,
    ),
)
_PEOPLE = (
    _asker(
        "subject",
        _("The person it is about"),
        _(
            "They have a right to their own information. It has a route and a time limit of its own."
        ),
        RecipientClass.THE_PERSON,
        Purpose.RIGHTS_REQUEST,
    ),
    _asker(
        "parent_asks",
        _("A parent or carer"),
        _("For the child's record, or to know what is going on."),
        RecipientClass.PARENT_CARER,
    ),
    _asker(
        "relative",
        _("A relative, a friend or a neighbour"),
        _("They have no right to know. What they tell you may still matter."),
        RecipientClass.FAMILY_FRIEND,
        Purpose.INFORM_FAMILY,
    ),
    _asker(
        "solicitor",
        _("A solicitor"),
        _("Ask for whom they act, and for that person's signed agreement."),
        RecipientClass.BUSINESS,
    ),
    _asker(
        "employer",
        _("An employer, about someone who works for them"),
        _("For example a reference, or a worry about a worker."),
        RecipientClass.EMPLOYER,
        Purpose.EMPLOYMENT,
    ),
    _asker(
        "media",
        _("The press, or somebody who is curious"),
        _("Confirm nothing, not even that you know the person."),
        RecipientClass.MEDIA,
        Purpose.MEDIA,
    ),
)
_SOMEBODY = Start(
    "somebody",
    _("Somebody else, or I cannot tell who it is"),
    _("You are asked who they are, and how you will know."),
    Trigger.REQUEST_RECEIVED,
    Depth.QUICK,
)
ASKERS: tuple[tuple[str, tuple[Start, ...]], ...] = (
    (_("An organisation"), _AGENCIES),
    (_("A person"), _PEOPLE),
    (_("Not known"), (_SOMEBODY,)),
)
"""Who may ask for information, under headings."""

RANG_UP = {"caller.named": CallerNamed.NOT_ASKED.value}
"""What a call says besides."""
BY_PHONE = {**RANG_UP, "request.received_by": ReceivedBy.PHONE.value}
"""What a call that asks for something says besides."""
