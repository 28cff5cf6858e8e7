"""The answers about an item of information: what it is, whose, and how much of it goes."""

from decisions.journey.fields import Choice
from decisions.journey.yes_no import DO_NOT_KNOW


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
    NOT_KNOWN = "not_known", DO_NOT_KNOW


class EffectOnPerson(Choice):
    """What sharing an item would do to whoever it is about."""

    LITTLE = "little", "Little, or it would help them"
    SERIOUS = (
        "serious",
        "It could cost them dearly",
        "For example their home, work, family, good name or trust in those who help them.",
    )
    NOT_KNOWN = "not_known", DO_NOT_KNOW


class Needed(Choice):
    """Whether the recipient needs this item for what they have to do."""

    YES = "yes", "They need it as it is"
    LESS = "less_would_do", "Less would do", "For example only the risk, or without names."
    NO = "no", "They could do what they have to do without it"
    NOT_KNOWN = "not_known", DO_NOT_KNOW


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
    NOT_KNOWN = "not_known", DO_NOT_KNOW


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
    NOT_KNOWN = "not_known", DO_NOT_KNOW


class Permission(Choice):
    """Whether the permission that a restriction asks for was given."""

    GIVEN = "given", "Yes"
    REFUSED = "refused", "It was refused"
    NOT_SOUGHT = "not_sought", "Not yet asked for"
    NOT_KNOWN = "not_known", DO_NOT_KNOW
