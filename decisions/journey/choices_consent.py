"""The answers about telling the person, whose choice it is, and what they say."""

from decisions.journey.fields import Choice
from decisions.journey.yes_no import DO_NOT_KNOW


class SafeToTell(Choice):
    """Whether telling the person, or a child's parents, is safe."""

    YES = "yes", "Yes, it is safe to tell them"
    PERSON_ONLY = (
        "person_only",
        "Only the child or adult it is about, alone",
        "Not a parent or relative: nobody near them may hear of it.",
    )
    ONE_PARENT = (
        "one_parent",
        "One parent, but not the other",
        "For parents who live apart. You are asked which, and nobody is told before you have advice.",
    )
    NO = "no", "No"
    NOT_KNOWN = "not_known", DO_NOT_KNOW


class Unsafe(Choice):
    """What makes telling unsafe."""

    HARM_TO_PERSON = "harm_to_person", "It could lead to harm or pressure on them"
    HARM_TO_OTHERS = "harm_to_others", "It could lead to harm to someone else, including staff"
    EVIDENCE = "evidence", "It could spoil an enquiry or evidence"
    FLIGHT = "flight", "Someone could be taken away or disappear"
    COERCED = "coerced", "They are controlled by, or close to, whoever is causing the harm"
    DEFEATS = "defeats", "Telling them would defeat the reason for sharing"
    OTHER = "other", "Something else"


class Competence(Choice):
    """Whether the person can decide about this for themselves."""

    HAS_CAPACITY = (
        "has_capacity",
        "Yes, and I have thought about whether they can",
        "16 or over.",
    )
    PRESUMED = (
        "presumed",
        "Yes, I have no reason to doubt it",
        "16 or over. The law presumes that they can.",
    )
    GILLICK = (
        "gillick_competent",
        "Under 16, and understands enough to decide about this",
        "Sometimes called Gillick competent.",
    )
    LACKS = "lacks", "No, they cannot decide about this", "Or they are too young to."
    DOUBT = "fluctuating_doubt", "There is real doubt, or it comes and goes"
    NOT_ASSESSED = (
        "not_assessed",
        "I do not know: there is a reason to doubt it, and I cannot find out in time",
    )
    NOBODY = (
        "not_applicable",
        "It is not one person's choice",
        "For example a baby not yet born, someone who has died, or a group of people.",
    )


class FreeChoice(Choice):
    """Whether anyone is putting pressure on the person."""

    FREE = "free", "No, nobody is putting pressure on them"
    PRESSURE = "pressure_suspected", "Yes, or I suspect pressure, fear or control"
    NOT_KNOWN = "not_known", DO_NOT_KNOW


class BestInterests(Choice):
    """Whether a best interests decision was made."""

    FOR = "recorded_for", "Yes, and it was to share"
    AGAINST = "recorded_against", "Yes, and it was not to share"
    NOT_DONE = "not_done", "No, not yet"
    NOT_KNOWN = "not_known", DO_NOT_KNOW


class View(Choice):
    """What the person says about sharing."""

    AGREES = "agrees", "They agree"
    REFUSES = "refuses", "They do not want it shared"
    WITHDREW = "withdrew", "They agreed, and have changed their mind"
    NOT_ASKED = "not_asked", "They have not been asked"
    CANNOT_BE_ASKED = "cannot_be_asked", "They cannot be asked", "For example they are unconscious."
    NOT_KNOWN = "not_known", DO_NOT_KNOW


class ProxyView(Choice):
    """What somebody with the right to speak for the person says."""

    AGREES = "agrees", "They agree"
    REFUSES = "refuses", "They do not want it shared"
    DISAGREE = "proxies_disagree", "They disagree with each other"
    CONFLICTED = "conflicted_proxy", "They may be part of the problem"
    NOT_ASKED = "not_asked", "They have not been asked"
    NO_AUTHORITY = (
        "no_authority",
        "Someone speaks for them who has no right to",
        "For example a carer without parental responsibility, or an attorney for money matters only.",
    )
    NONE = "no_proxy", "Nobody has the right to speak for them, or I do not know who does"
    NOT_KNOWN = "not_known", "I do not know what they say and cannot find out in time"


class ReasonNotAsked(Choice):
    """Why the person was not asked."""

    RAISES_RISK = "raises_risk", "Asking could put someone at risk"
    PREJUDICES = "prejudices_enquiry", "Asking could spoil an enquiry or evidence"
    URGENT = "urgent", "There is no time to ask"
    CANNOT_REACH = "cannot_reach", "They cannot be reached"
    COERCED = (
        "source_or_coerced",
        "The person to ask may be causing the harm, or is controlled by whoever is",
    )
    DEFEATS = "telling_defeats_duty", "The law requires sharing and asking would defeat it"
    NONE = "none", "No reason: they could be asked"
    NOT_KNOWN = "not_known", DO_NOT_KNOW


class Advice(Choice):
    """Whether anyone has advised on this."""

    NOT_SOUGHT = "not_sought", "No, I have not asked"
    NO_REPLY = "sought_no_reply", "I asked and have had no reply"
    SUPPORTS = "supports", "Yes, they would share"
    AGAINST = "against", "Yes, they would not share"
    UNAVAILABLE = "unavailable", "Nobody was available"
