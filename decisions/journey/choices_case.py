"""The answers to the questions about the situation, with the words a person reads.

Codes of questions that feed a policy fact are the fact's own values. Codes never change meaning and
are never deleted; a retired one stays, so that an old record can still be read.
"""

from decisions.journey.fields import Choice
from decisions.journey.yes_no import DO_NOT_KNOW


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
        "No one person: someone may harm others, has died, or is being checked",
        "For example a worker where you do not know who could be harmed, a review after a death, or a report "
        "on somebody who wants to foster.",
    )
    NOT_KNOWN = "not_known", DO_NOT_KNOW


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
    NOT_KNOWN = "not_known", DO_NOT_KNOW


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
    NOT_KNOWN = "not_known", DO_NOT_KNOW


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
        "To help a safeguarding enquiry, or a review after serious harm or a death",
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
