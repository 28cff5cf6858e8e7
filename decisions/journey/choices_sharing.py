"""The answers about a recipient, an item of information, and the decision."""

from decisions.journey.fields import RETIRED, Choice
from isa.platform.wording import gettext as _

_NOT_KNOWN = _("I do not know and cannot find out in time")


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
    NOT_KNOWN = "not_known", _NOT_KNOWN


class Conflict(Choice):
    """Whether the recipient is linked to whoever may be causing the harm."""

    NONE = "none", "No link that I know of, and I have thought about it"
    SOURCE = "suspected_source", "They may be the one causing the harm"
    ASSOCIATE = (
        "associate",
        "They are close to, or may pass things to, whoever may be causing it",
    )
    STAFF = "staff_conflict", "Someone who works there is involved or close to it"
    NOT_KNOWN = "not_known", _NOT_KNOWN


class YesNoNotKnown(Choice):
    """Yes, no, or not known in time."""

    YES = "yes", "Yes"
    NO = "no", "No"
    NOT_KNOWN = "not_known", _NOT_KNOWN


class YesNo(Choice):
    """Yes or no."""

    YES = "yes", "Yes"
    NO = "no", "No"


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
    NOT_KNOWN = "not_known", _NOT_KNOWN


class Unmet(Choice):
    """Whether something is left undone while this recipient does not know."""

    YES = "yes", "Yes, something that would keep someone safe or well"
    NO = "no", "No, others who know are dealing with it"
    NOT_KNOWN = "not_known", _NOT_KNOWN


class HarmIfShared(Choice):
    """The harm that telling this recipient could do: never the harm of silence."""

    NONE_SEEN = "none_seen", "None that I can see"
    MANAGEABLE = "manageable", "Telling this recipient could do some harm, and that can be managed"
    SERIOUS = "serious", "Telling this recipient could do serious harm"
    OUTWEIGHS = "outweighs", "Telling this recipient would do more harm than telling nobody"
    NOT_KNOWN = "not_known", _NOT_KNOWN


class About(Choice):
    """Whom an item says something about; it may be several people, or one in two parts."""

    PROTECTED_CHILD = "protected_child", "The child who may be harmed"
    PROTECTED_ADULT = "protected_adult", "The adult who may be harmed"
    PARENT_CARER = "parent_carer", "A parent or carer"
    SUSPECTED = "suspected", "Someone who may be causing the harm"
    OTHER_PERSON = "other_person", "Someone else, for example a brother or sister"
    REFERRER = "referrer_witness", "Someone who told us, or a witness"
    STAFF = "staff", "A member of staff"
    DECEASED = "deceased", "Someone who has died"
    THE_PERSON = (
        "the_person",
        "The person themselves, who is not at risk and not suspected",
        "For example their own claim, letter or job check.",
    )


class Kind(Choice):
    """What kinds of information are in an item."""

    SPECIAL = (
        "special",
        "Health, disability, sex life, sexuality, race, ethnicity, religion, beliefs or genetics",
    )
    CRIMINAL = "criminal_offence", "Crimes, or suspicions of crime"
    CONFIDENTIAL = (
        "confidential",
        "Something told in confidence",
        "For example to a doctor, nurse, counsellor or social worker.",
    )
    ANONYMOUS = (
        "anonymous",
        "Nobody could be recognised from it",
        "Not even by someone who knows them.",
    )
    NONE = "none", "None of these"


class HowMuchNeeded(Choice):
    """How much of an item the recipient needs for what they would do."""

    ALL = "all_of_it", "All of it: they could not do it with less"
    PART = "part_of_it", "Part of it would do", "For example only the risk, or only the last visit."
    WITHOUT_NAMES = (
        "without_names",
        "All of it, without anything that shows who it is about",
        "For example to ask for advice, to count or to learn from it.",
    )
    NONE = "none_of_it", "None of it: they could do the same without it"
    NOT_KNOWN = "not_known", _NOT_KNOWN


class EffectOnPerson(Choice):
    """What sharing an item would do to whoever it is about."""

    LITTLE = "little", "Little, or it would help them"
    SERIOUS = (
        "serious",
        "It could cost them dearly",
        "For example their home, work, family, good name or trust in those who help them.",
    )
    NOT_KNOWN = "not_known", _NOT_KNOWN


class Needed(Choice):
    """Whether the recipient needs this item for what they have to do."""

    YES = "yes", "They need it as it is"
    LESS = "less_would_do", "Less would do", "For example only the risk, or without names."
    NO = "no", "They could do what they have to do without it"
    NOT_KNOWN = "not_known", _NOT_KNOWN


class Proportionate(Choice):
    """Whether the good outweighs the intrusion."""

    YES = "yes", "Yes, the good outweighs the effect on them"
    NO = "no", "No, the effect on them outweighs the good"
    NOT_WEIGHED = "not_weighed", "I have not been able to weigh it"


class Reliability(Choice):
    """What sort of thing is known."""

    CURRENT_FACT = "current_fact", "A fact that is true now", "Seen, heard or checked."
    HISTORIC = "historic", "True in the past, and may have changed"
    OPINION = "opinion", "An opinion or judgement"
    ALLEGATION = "unproven_allegation", "Something alleged, and not proved"
    UNCHECKED = "unchecked", "Nobody has checked it yet"
    INTELLIGENCE = "graded_intelligence", "Graded police intelligence"
    KNOWN_WRONG = "known_wrong", "I know that it is wrong", "For example in a record we were sent."
    NOT_KNOWN = "not_known", _NOT_KNOWN


class Restriction(Choice):
    """Whether something outside us limits the sharing of an item."""

    NONE = "none", "Nothing limits it"
    COURT = "family_or_cop_court", "Papers of a family court or the Court of Protection"
    ADOPTION = "adoption", "Adoption records"
    PRIVILEGED = "privileged", "Legal advice"
    SEXUAL_HEALTH = "sexual_reproductive", "Sexual or reproductive health clinic records"
    GENDER = "gender_certificate", "A gender recognition certificate, or an application for one"
    ORIGINATOR = "originator", "Another organisation has said that it must be asked first"
    STATUTE = "statute_locked", "Tax, benefit or other data that a law locks"
    THIRD_PARTY = "third_party_confidence", "Someone gave it to us in confidence"
    NOT_KNOWN = "not_known", _NOT_KNOWN


class Permission(Choice):
    """Whether the permission that a restriction asks for was given."""

    GIVEN = "given", "Yes"
    REFUSED = "refused", "It was refused"
    NOT_SOUGHT = "not_sought", "Not yet asked for"
    NOT_KNOWN = "not_known", _NOT_KNOWN


class Outcome(Choice):
    """What a person can decide. The advice is never preselected."""

    SHARE = "share", "Share"
    SHARE_SOME = "share_some", "Share some of it"
    ASK_FIRST = "ask_first", "Ask them first"
    SEEK_ADVICE = "seek_advice", "Get advice first"
    VERIFY_FIRST = "verify_first", "Check who they are first"
    ROUTE_ELSEWHERE = "route_elsewhere", "Send it another way, or to someone else"
    DO_NOT_SHARE = "do_not_share", "Do not share with them"


class ItemRule(Choice):
    """What a person can decide about one item for one recipient."""

    SHARE = "share", "Share it as it is"
    REDACT = "redact", "Share it with parts taken out"
    FACTS_ONLY = "facts_only", "Say the facts, and leave the document"
    ANONYMISE = "anonymise", "Share it without anything that says who it is"
    WITHHOLD = "withhold", "Leave it out"


class Method(Choice):
    """How it was or will be sent."""

    PHONE = "phone_callback", "By phone, on a number we hold"
    SECURE_EMAIL = "secure_email", "Secure e-mail"
    PORTAL = "portal", "Their portal or referral form"
    SECURE_TRANSFER = "secure_transfer", "Secure file transfer"
    MEETING = "in_meeting", "In a meeting"
    POST = "post_tracked", "Tracked post or by hand"
    NOT_SENT = "not_sent", "Nothing will be sent"


class Gone(Choice):
    """Whether it was sent or said before the decision is written down."""

    NOW = "now", "Yes, just now"
    EARLIER = "earlier", "Yes, earlier"
    NOT_YET = "not_yet", "No, not yet"


class TellingBy(Choice):
    """Who tells the person."""

    ME = "me", "I will"
    COLLEAGUE = "colleague", "A colleague"
    RECIPIENT = "recipient", "The agency it is shared with"
    ALREADY = "already_told", "They have been told"
    NOT_TOLD = "not_told", "They will not be told for now"
