"""The answers about how a decision came about: a request that was received, something to be sent."""

from decisions.journey.fields import Choice
from isa.platform.wording import gettext as _

_NOT_KNOWN = _("I do not know and cannot find out in time")


class ReceivedBy(Choice):
    """How a request came in."""

    PHONE = "phone", "By phone"
    EMAIL = "email", "By e-mail or message"
    LETTER = "letter", "By letter or on a form"
    IN_PERSON = "in_person", "In person"
    MEETING = "meeting", "In a meeting"


class Power(Choice):
    """Which law or power the requester named; the codes are those of the fact."""

    NONE = "none_cited", "None, or they did not say"
    S47 = (
        "s47_9",
        "A child protection enquiry by the council",
        "Section 47 of the Children Act 1989.",
    )
    S16H = (
        "s16h",
        "A request by the safeguarding partners for children",
        "Section 16H of the Children Act 2004. The partners are the council, the police and the NHS.",
    )
    S45 = (
        "s45",
        "A request by the safeguarding adults board",
        "Section 45 of the Care Act 2014.",
    )
    CHILD_DEATH = "child_death_review", "A child death review"
    VICTIM = (
        "victim_info_request",
        "A police request for a victim's records",
        "They have to give you a written notice. It does not bind you to answer.",
    )
    COURT_ORDER = "court_order", "A court order"
    CORONER = "coroner", "A coroner"
    OTHER = "other_power", "Another law or power"


class Named(Choice):
    """Whether an order is addressed to the organisation that holds the information."""

    YES = "yes", "Yes, it names my organisation"
    NO = "no", "No, it names somebody else"
    NOT_KNOWN = "not_known", _NOT_KNOWN
