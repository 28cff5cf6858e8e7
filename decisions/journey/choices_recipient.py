"""The answers about a recipient: who they are, and what telling them would do."""

from decisions.journey.fields import RETIRED, Choice
from decisions.journey.yes_no import DO_NOT_KNOW


class RecipientClass(Choice):
    """What kind of recipient this is. Asked only when the agency is not in the register."""

    OWN_LEAD = (
        "own_safeguarding_lead",
        "The safeguarding lead of my own organisation",
        "For example the designated safeguarding lead, the named nurse or the Caldicott Guardian.",
    )
    EMERGENCY = "emergency_service", "Ambulance, fire or other emergency service"
    POLICE = "police", "Police"
    CHILDREN_SC = "children_sc", "Children's social care"
    ADULTS_SC = "adults_sc", "Adults' social care"
    HEALTH = "health", "Health service"
    EDUCATION = "education", "School, college or other education"
    PROBATION = "probation", "Probation"
    HOUSING = "housing", "Housing"
    VOLUNTARY = "voluntary_support", "Charity or support service"
    PANEL = (
        "multi_agency_panel",
        "A meeting of several agencies",
        "For example a MARAC, MAPPA, strategy meeting or case conference.",
    )
    LADO = (
        "lado",
        "Local authority designated officer (LADO)",
        "For allegations against people who work with children.",
    )
    DBS = "dbs", "Disclosure and Barring Service (DBS)"
    REGULATOR = (
        "professional_regulator",
        "Regulator of a profession or a service",
        "For example the GMC, the NMC, Social Work England, Ofsted or the CQC.",
    )
    REGULATOR_DBS_LADO = (
        "regulator_dbs_lado",
        "Regulator, DBS or local authority designated officer (LADO)",
        "",
        "",
        RETIRED,
    )
    NRM = "nrm_home_office", "Home Office, National Referral Mechanism"
    EMPLOYER = "employer_provider", "Employer or care provider"
    GOVERNMENT = (
        "government_or_insurer",
        "Government office or insurer",
        "For example the DWP, the DVLA or an insurance company.",
    )
    BUSINESS = (
        "private_business",
        "A solicitor, a bank or another firm",
        "Also a landlord's agent. A solicitor counts here whoever they act for.",
    )
    PARENT_CARER = "parent_carer", "Parent or carer"
    FAMILY_FRIEND = "family_friend", "Another relative, a friend or a neighbour"
    THE_PERSON = "the_person", "The person themselves"
    COURT = "court_coroner", "Court or coroner"
    MEDIA = "media_public", "Press or the public"
    OTHER = "other", "Someone else"


class Verified(Choice):
    """How the practitioner will know that it is really them."""

    KNOWN_ROUTE = "known_route", "I will use a number or address that we already hold for them"
    VERIFIED = "verified", "I have checked who they are in another way"
    NOT_VERIFIED = "not_verified", "I have only the details they gave me, or have not checked"


class Channel(Choice):
    """Whether the way it goes is safe; ``yes`` says that it is."""

    YES = "yes", "No, only they would see it"
    NO = "no", "Yes, someone else could see or overhear it"
    NOT_KNOWN = "not_known", DO_NOT_KNOW


class Conflict(Choice):
    """Whether the recipient is linked to whoever may be causing the harm."""

    NONE = "none", "No link that I know of, and I have thought about it"
    SOURCE = "suspected_source", "They may be the one causing the harm"
    ASSOCIATE = (
        "associate",
        "They are close to, or may pass things to, whoever may be causing it",
    )
    STAFF = "staff_conflict", "Someone who works there is involved or close to it"
    NOT_KNOWN = "not_known", DO_NOT_KNOW


class RecipientUse(Choice):
    """What the recipient would do with what they are told."""

    PROTECT = (
        "act_to_protect",
        "Act to keep someone safe",
        "For example ask questions, look into it, arrest or move someone.",
    )
    SERVICE = "provide_service", "Give care, treatment, help or advice"
    WATCH = (
        "watch_over",
        "Look out for someone from day to day",
        "For example at school, at home or at work.",
    )
    DECIDE = (
        "decide_something",
        "Decide something that is theirs to decide",
        "For example a place, a benefit, a licence or whether someone may work there.",
    )
    ONLY_KNOW = "only_know", "Know it, and do nothing with it"
    NOT_KNOWN = "not_known", DO_NOT_KNOW


class Unmet(Choice):
    """Whether something is left undone while this recipient does not know."""

    YES = "yes", "Yes, something that would keep someone safe or well"
    NO = "no", "No, others who know are dealing with it"
    NOT_KNOWN = "not_known", DO_NOT_KNOW


class HarmIfShared(Choice):
    """The harm that telling this recipient could do: never the harm of silence."""

    NONE_SEEN = "none_seen", "None that I can see"
    MANAGEABLE = "manageable", "Telling this recipient could do some harm, and that can be managed"
    SERIOUS = "serious", "Telling this recipient could do serious harm"
    OUTWEIGHS = "outweighs", "Telling this recipient would do more harm than telling nobody"
    NOT_KNOWN = "not_known", DO_NOT_KNOW
