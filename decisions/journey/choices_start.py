"""The answers about how a decision came about: a request that was received, something to be sent."""

from decisions.journey.fields import Choice
from decisions.journey.yes_no import DO_NOT_KNOW
from isa.platform.wording import gettext as _


class ReceivedBy(Choice):
    """How a request came in."""

    PHONE = "phone", "By phone"
    EMAIL = "email", "By e-mail or message"
    LETTER = "letter", "By letter or on a form"
    IN_PERSON = "in_person", "In person"
    MEETING = "meeting", "In a meeting"


class CallerNamed(Choice):
    """Whether somebody who rang said who they are."""

    GAVE = "gave", "Yes"
    WOULD_NOT = (
        "would_not",
        "They would not give a name",
        "Tell them nothing. What they tell you may still matter: write it down.",
    )
    NOT_ASKED = "not_asked", "I have not asked yet"


class Power(Choice):
    """Which law or power the requester named; the codes are those of the fact."""

    NONE = (
        "none_cited",
        "None, or they did not say",
        "Also a data protection form of the police (Schedule 2, once section 29). It lets you answer and "
        "does not bind you.",
    )
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
    RIGHT = (
        "own_right",
        "Their own right to see it, or a parent's or client's right",
        "Asked by the person, a parent or a solicitor. A right to a copy has a route and a time limit of "
        "its own; it is no power over you to answer now.",
    )
    OTHER = "other_power", "Another law or power"


class Named(Choice):
    """Whether an order is addressed to the organisation that holds the information."""

    YES = "yes", "Yes, it names my organisation"
    NO = "no", "No, it names somebody else"
    NOT_KNOWN = "not_known", DO_NOT_KNOW


class Warned(Choice):
    """What whoever asked said about telling the person or those around them."""

    NOBODY = "nobody", "The person, their family and those around them may not be told"
    ONLY_THEM = "only_them", "Only the person may be told, and only alone"
    MAY_KNOW = "may_know", "It is safe for them to know"
    NOT_SAID = "not_said", "They did not say"


class Paper(Choice):
    """What is about to be sent."""

    LETTER = "letter", "A letter or an e-mail to one reader"
    REPORT = "report", "A report"
    MINUTES = "minutes", "Minutes or a record of a meeting"
    PLAN = "plan", "A plan, or a summary of one"
    BUNDLE = "bundle", "A bundle of papers, or a copy of a file"
    GROUP = "group", "An e-mail or a message to several people"
    PORTAL = "portal", "An entry in a portal or a record that others can open"


_WHOLE = _("The whole of it")
_PARTS = _("Parts that may have to come out")


class Carried(Choice):
    """What is in something that is about to be sent."""

    SPECIAL = (
        "special",
        "Health, sex life, race or faith",
        "Also a disability, whom they love, and what they believe.",
        _WHOLE,
    )
    CRIMINAL = "criminal_offence", "Crimes, or suspicions of crime", "", _WHOLE
    CONFIDENTIAL = "confidential", "Something told in confidence", "", _WHOLE
    WHEREABOUTS = (
        "whereabouts",
        "Where somebody lives, works, goes to school or can be found",
        "Look at the heading, the list of copies, the file name and the last page.",
        _PARTS,
    )
    OTHER = (
        "other_person",
        "Something about somebody else",
        "For example a brother, a new partner or another client.",
        _PARTS,
    )
    PARENT = "parent_life", "A parent's or carer's own life or health", "", _PARTS
    REFERRER = "referrer", "Who told us something, or saw it", "", _PARTS
    SUSPECTED = (
        "suspected",
        "What is thought of somebody who may be causing harm",
        "",
        _PARTS,
    )
    UNCHECKED = "unchecked", "Something that nobody has checked, or that is out of date", "", _PARTS
    LIMITED = (
        "limited",
        "Papers of a court or a lawyer, or what we were given on terms",
        "For example by the police, who must be asked first.",
        _PARTS,
    )
    NONE = "none", "None of these"


class Kept(Choice):
    """A part that the reader needs for what they do."""

    WHEREABOUTS = "whereabouts", "Where somebody can be found"
    SUSPECTED = "suspected", "What is thought of somebody who may be causing harm"
    UNCHECKED = "unchecked", "What nobody has checked, or is out of date"
    NONE = "none", "None of these"
