"""The one tick list: what else is going on. "None of these" answers five facts at once.

Each member says which fact and value it stands for (``FEEDS``), so that nothing is asked twice.
"""

from decisions.journey.fields import Choice
from isa.platform.wording import gettext as _

OTHERS = _("Other people")
ABOUT_CRIME = _("Crime")
STAFF = _("Staff and services")
SITUATION = _("What kind of situation")
DUTIES = _("Duties that may fall on you or your organisation")


class Circumstance(Choice):
    """Something that changes what to do, or who has to be told."""

    OTHERS_CHILD = (
        "others_child",
        "A child, apart from the person you are worried about, is at risk",
        "",
        OTHERS,
    )
    OTHERS_ADULT = (
        "others_adult",
        "An adult, apart from the person you are worried about, is at risk",
        "",
        OTHERS,
    )
    OTHERS_PUBLIC = (
        "others_public",
        "The public, or people nobody has named, are at risk",
        "",
        OTHERS,
    )
    OTHERS_NOT_KNOWN = (
        "others_not_known",
        "I do not know whether anyone else is at risk",
        "",
        OTHERS,
    )
    CRIME = "crime", "A serious crime may have happened or may happen", "", ABOUT_CRIME
    CRIME_ASSERTED = (
        "crime_asserted",
        "We are told that a crime is serious, and not what it is",
        "",
        ABOUT_CRIME,
    )
    CRIME_NOT_KNOWN = (
        "crime_not_known",
        "I do not know whether there is a serious crime",
        "",
        ABOUT_CRIME,
    )
    STAFF_CHILD = (
        "staff_child",
        "Someone who works or volunteers with children may have caused harm",
        "",
        STAFF,
    )
    STAFF_ADULT = (
        "staff_adult",
        "Someone who works or volunteers with adults may have caused harm",
        "",
        STAFF,
    )
    STAFF_ORGANISATION = (
        "staff_organisation",
        "A service or organisation may be causing harm",
        "",
        STAFF,
    )
    STAFF_NOT_KNOWN = "staff_not_known", "I do not know whether staff are involved", "", STAFF
    HBA_FM = "sp_hba_fm", "Forced marriage, or abuse in the name of honour", "", SITUATION
    FGM_KNOWN = "sp_fgm_known", "A girl has had female genital mutilation (FGM)", "", SITUATION
    FGM_RISK = "sp_fgm_risk", "A girl may be at risk of FGM", "", SITUATION
    UNDER13 = "sp_under13_sexual", "Sexual activity with a child under 13", "", SITUATION
    EXPLOITATION = (
        "sp_exploitation",
        "Sexual or criminal exploitation, or county lines",
        "Also where somebody under 18 has a much older partner, or is given money, drugs or a place to stay.",
        SITUATION,
    )
    FII = "sp_fii", "A carer may be making up or causing an illness", "", SITUATION
    TRAFFICKING = "sp_trafficking", "Trafficking or modern slavery", "", SITUATION
    MISSING = "sp_missing", "Someone is missing", "", SITUATION
    TERRORISM = "sp_terrorism", "Terrorism that is planned, helped or has happened", "", SITUATION
    PREVENT = "sp_prevent_channel", "Someone may be drawn into terrorism (Prevent)", "", SITUATION
    MARAC = "sp_marac", "High-risk domestic abuse (MARAC level)", "", SITUATION
    DVDS = (
        "sp_dvds",
        "Whether to tell a partner about a violent past (Clare's Law)",
        "",
        SITUATION,
    )
    CSODS = (
        "sp_csods",
        "Whether to tell a parent about a child sex offender (Sarah's Law)",
        "",
        SITUATION,
    )
    MAPPA = "sp_mappa", "Someone managed as a dangerous offender (MAPPA)", "", SITUATION
    SELF_NEGLECT = "sp_self_neglect", "Serious self-neglect", "", SITUATION
    SELF_HARM = "sp_self_harm", "Someone is hurting themselves", "", SITUATION
    SUICIDE = "sp_suicide_crisis", "Someone may be about to take their own life", "", SITUATION
    PUBLIC_HEALTH = (
        "sp_public_health",
        "An infection, or another danger to public health, that has to be notified",
        "",
        SITUATION,
    )
    FGM_DUTY = (
        "pd_fgm_5b",
        "In my work as a regulated professional, a girl under 18 told me of FGM, or I saw signs of it",
        "For example as a nurse, a doctor or a teacher. This duty is yours in person.",
        DUTIES,
    )
    SLAVERY_DUTY = (
        "pd_msa_52",
        "We must tell the Home Office of slavery or trafficking, and have reason to believe that "
        "someone is a victim",
        "The police, councils and some other bodies must.",
        DUTIES,
    )
    TERRORISM_DUTY = (
        "pd_terrorism_38b",
        "I have information that could help prevent an act of terrorism, or catch who did it",
        "",
        DUTIES,
    )
    DBS_DUTY = (
        "pd_dbs_35",
        "My organisation has removed someone from work with children or adults because of harm or risk",
        "",
        DUTIES,
    )
    CSA_DUTY = "pd_csa_report", "I have been told of, or seen, child sexual abuse", "", DUTIES
    SCHOOL_FILE = (
        "pd_school_file_transfer",
        "A pupil has moved to another school or college and the child protection file has to follow",
        "",
        DUTIES,
    )
    ENCOMPASS = (
        "pd_encompass_notify",
        "I am in the police, and a child lives where there was a domestic abuse incident",
        "",
        DUTIES,
    )
    NONE = "none", "None of these", "", ""


FACT_VALUE: dict[Circumstance, tuple[str, str]] = {
    Circumstance.OTHERS_CHILD: ("others_at_risk", "child"),
    Circumstance.OTHERS_ADULT: ("others_at_risk", "adult"),
    Circumstance.OTHERS_PUBLIC: ("others_at_risk", "public"),
    Circumstance.OTHERS_NOT_KNOWN: ("others_at_risk", "not_known"),
    Circumstance.CRIME: ("serious_crime", "yes"),
    Circumstance.CRIME_ASSERTED: ("serious_crime", "asserted_only"),
    Circumstance.CRIME_NOT_KNOWN: ("serious_crime", "not_known"),
    Circumstance.STAFF_CHILD: ("staff_or_provider_implicated", "position_of_trust_child"),
    Circumstance.STAFF_ADULT: ("staff_or_provider_implicated", "position_of_trust_adult"),
    Circumstance.STAFF_ORGANISATION: ("staff_or_provider_implicated", "organisation"),
    Circumstance.STAFF_NOT_KNOWN: ("staff_or_provider_implicated", "not_known"),
}
"""The fact and value a tick stands for; ``sp_`` and ``pd_`` members are set members of their fact."""

SETS = {"sp_": "special_procedure", "pd_": "personal_duty_event"}
"""Set facts by the prefix of their members' codes."""
