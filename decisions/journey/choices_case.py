"""The answers to the questions about the situation, with the words a person reads.

Codes of questions that feed a policy fact are the fact's own values. Codes never change meaning and
are never deleted; a retired one stays, so that an old record can still be read.
"""

from decisions.journey.fields import Choice
from isa.platform.wording import gettext as _

_NOT_KNOWN = _("I do not know and cannot find out in time")


class Trigger(Choice):
    """How this decision came about."""

    OWN_CONCERN = "own_concern", "I am worried about someone"
    REQUEST_RECEIVED = "request_received", "I have been asked for information"
    ALREADY_SHARED = "already_shared_record_it", "I have already told someone and need to record it"
    ROUTINE_SENDING = "routine_sending", "I am about to send a letter, minutes, a plan or a message"


class Depth(Choice):
    """How much is asked before the first advice."""

    PHONE = "phone", "Phone now", "Who, what, to whom and why. The rest within one working day."
    QUICK = "quick", "Quick", "The questions that can still change the advice, and no others."
    CHECK = "check", "Check before I send", "A minute with something you are about to send."
    FULL = "full", "Full", "Every question that can change the advice or the record."


class Who(Choice):
    """Who may come to harm."""

    CHILD = "child", "A child or young person under 18", "Include a baby who is not born yet."
    ADULT = "adult", "An adult"
    BOTH = "both", "An adult and a child", "For example a parent and the children at home."
    NEITHER = (
        "neither",
        "No one person: it is about someone who may harm others",
        "For example a worker, where you do not know who could be harmed.",
    )
    NOT_KNOWN = "not_known", _NOT_KNOWN


class ChildStage(Choice):
    """What is known of the child's age."""

    CHILD = "child", "Under 18"
    UNBORN = "unborn", "Not born yet"
    AGE_DISPUTED = (
        "age_disputed",
        "They may be under 18, but their age is disputed or not known",
        "Treat them as a child until it is settled.",
    )


class ChildAge(Choice):
    """How old a child is: it decides which questions about their choice make sense."""

    UNDER_12 = "under_12", "Under 12"
    FROM_12 = "12_to_15", "12 to 15"
    FROM_16 = "16_or_17", "16 or 17"
    NOT_KNOWN = "not_known", "I do not know"


class AdultPosition(Choice):
    """What is known of the adult's care needs and capacity."""

    AT_RISK = (
        "at_risk_care_needs",
        "They have care and support needs",
        "For example through age, disability, illness, mental health or substance use.",
    )
    OTHER = "other_adult", "They do not have care and support needs"
    CAPACITY_IN_DOUBT = (
        "lacks_or_doubt",
        "They may not be able to make this decision for themselves",
    )
    NOT_KNOWN = "not_known", _NOT_KNOWN


class Naming(Choice):
    """How the record names the person."""

    REFERENCE = (
        "reference_only",
        "By case reference or initials only",
        "Enough for most records.",
    )
    DETAILS = (
        "details",
        "With their name, date of birth or address",
        "Kept encrypted and sealed on its own, so that it can be left out of a copy.",
    )


class Harm(Choice):
    """What could happen if nobody is told: the harm of silence, and never that of telling."""

    IMMEDIATE = (
        "immediate",
        "Someone could be killed or seriously hurt now or in the next hours",
        "Ring 999 first. This page will still be here.",
    )
    SIGNIFICANT = (
        "significant",
        "Serious harm is happening or is likely",
        "A reasonable suspicion is enough. You do not need proof.",
    )
    SOME = "some", "Some harm, or they will not get help they need"
    NONE_SEEN = "none_seen", "I see no harm if nobody is told"
    NOT_KNOWN = "not_known", _NOT_KNOWN


class Purpose(Choice):
    """What the sharing is for."""

    PROTECT = "protect", "To protect someone, or to get them help"
    SUPPORT_OFFER = (
        "support_offer",
        "To offer help early, before anything is serious",
        "For example early help, a young carers' group or a food bank.",
    )
    DIRECT_CARE = "direct_care", "For their own health or social care"
    STATUTORY_ENQUIRY = (
        "statutory_enquiry",
        "To help an enquiry by children's or adults' social care",
    )
    CRIME = "crime", "To prevent or detect a crime, or to catch who did it"
    OWN_REQUEST = (
        "own_request",
        "They asked for it to be sent, for something of their own",
        "For example a benefit, an insurance claim, a place to live or a letter that they want.",
    )
    INFORM_FAMILY = (
        "inform_family",
        "A relative, a friend or a neighbour wants to know",
    )
    SERVICE_COMMUNICATION = (
        "service_communication",
        "An ordinary letter, report, plan or set of minutes",
        "For example a clinic letter to the GP, or a school report.",
    )
    STATUTORY_RETURN = (
        "statutory_return",
        "A notification, return or file that my organisation has to send",
        "For example a pupil's file to the next school, or a notice to a regulator.",
    )
    EMPLOYMENT = (
        "employment_suitability",
        "Whether someone is suitable to work with children or adults at risk",
        "For example a reference, or a worry about a volunteer.",
    )
    COURT_CORONER = "court_coroner", "For a court or a coroner"
    RIGHTS_REQUEST = (
        "rights_request",
        "To answer someone asking for their own information, or for their child's",
    )
    PLANNING_RESEARCH = "planning_research", "For planning, audit or research"
    IMMIGRATION = "immigration_enforcement", "For immigration enforcement"
    MEDIA = "media_curiosity", "For the press, or out of curiosity"
    NONE_STATED = "none_stated", "I cannot say what it is for"


class Time(Choice):
    """How long there is to decide."""

    MINUTES = "minutes", "Minutes"
    TODAY = "today", "Today"
    DAYS = "days", "Some days"


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
    NOT_KNOWN = "not_known", _NOT_KNOWN


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
    NOT_KNOWN = "not_known", _NOT_KNOWN


class BestInterests(Choice):
    """Whether a best interests decision was made."""

    FOR = "recorded_for", "Yes, and it was to share"
    AGAINST = "recorded_against", "Yes, and it was not to share"
    NOT_DONE = "not_done", "No, not yet"
    NOT_KNOWN = "not_known", _NOT_KNOWN


class View(Choice):
    """What the person says about sharing."""

    AGREES = "agrees", "They agree"
    REFUSES = "refuses", "They do not want it shared"
    WITHDREW = "withdrew", "They agreed, and have changed their mind"
    NOT_ASKED = "not_asked", "They have not been asked"
    CANNOT_BE_ASKED = "cannot_be_asked", "They cannot be asked", "For example they are unconscious."
    NOT_KNOWN = "not_known", _NOT_KNOWN


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
    NOT_KNOWN = "not_known", _NOT_KNOWN


class Advice(Choice):
    """Whether anyone has advised on this."""

    NOT_SOUGHT = "not_sought", "No, I have not asked"
    NO_REPLY = "sought_no_reply", "I asked and have had no reply"
    SUPPORTS = "supports", "Yes, they would share"
    AGAINST = "against", "Yes, they would not share"
    UNAVAILABLE = "unavailable", "Nobody was available"
