"""The answers about a recipient, an item of information, and the decision."""

from decisions.journey.fields import Choice

_NOT_KNOWN = "I do not know and cannot find out in time"


class RecipientClass(Choice):
    """What kind of recipient this is. Asked only when the agency is not in the register."""

    EMERGENCY = "emergency_service", "Ambulance, fire or other emergency service"
    POLICE = "police", "Police"
    CHILDREN_SC = "children_sc", "Children's social care"
    ADULTS_SC = "adults_sc", "Adults' social care"
    HEALTH = "health", "Health service"
    EDUCATION = "education", "School, college or other education"
    PROBATION = "probation", "Probation"
    HOUSING = "housing", "Housing"
    VOLUNTARY = "voluntary_support", "Charity or support service"
    REGULATOR = "regulator_dbs_lado", "Regulator, DBS or local authority designated officer (LADO)"
    NRM = "nrm_home_office", "Home Office, National Referral Mechanism"
    EMPLOYER = "employer_provider", "Employer or care provider"
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


class HarmIfShared(Choice):
    """The harm that could come from telling this recipient."""

    NONE_SEEN = "none_seen", "None that I can see"
    MANAGEABLE = "manageable", "Some, and it can be managed"
    SERIOUS = "serious", "Serious harm is possible"
    OUTWEIGHS = "outweighs", "More harm than if they are not told"
    NOT_KNOWN = "not_known", _NOT_KNOWN


class About(Choice):
    """Whose information an item is."""

    PROTECTED_CHILD = "protected_child", "The child who may be harmed"
    PROTECTED_ADULT = "protected_adult", "The adult who may be harmed"
    PARENT_CARER = "parent_carer", "A parent or carer"
    SUSPECTED = "suspected", "Someone who may be causing the harm"
    OTHER_PERSON = "other_person", "Someone else, for example a brother or sister"
    REFERRER = "referrer_witness", "Someone who told us, or a witness"
    STAFF = "staff", "A member of staff"
    DECEASED = "deceased", "Someone who has died"


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
    ALLEGATION = "unproven_allegation", "Something alleged, or not checked"
    INTELLIGENCE = "graded_intelligence", "Graded police intelligence"


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


class TellingBy(Choice):
    """Who tells the person."""

    ME = "me", "I will"
    COLLEAGUE = "colleague", "A colleague"
    RECIPIENT = "recipient", "The agency it is shared with"
    ALREADY = "already_told", "They have been told"
    NOT_TOLD = "not_told", "They will not be told for now"
