"""What a name says about the kind of agency: 'Sampleton High School' is a school (pure)."""

import re
from functools import lru_cache

from isa.register.naming import fold

CLASS = "agency_class"
UNKNOWN = "other"

_KINDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"\b(youth (offending|justice)|yos|yot|yjs)\b", "youth_justice"),
        (r"\b(adult social|adults? services?|adults and)\b", "adults_sc"),
        (
            r"\b(children s? ?(services|social)|childrens (services|social)|"
            r"family services|early help)\b",
            "children_sc",
        ),
        (r"\b(fire and rescue|fire service|fire brigade|frs)\b", "fire"),
        (r"\bambulance\b", "ambulance"),
        (r"\b(integrated care board|icb|clinical commissioning group|ccg)\b", "icb"),
        (r"\b(police|constabulary)\b", "police"),
        (r"\b(probation|community rehabilitation company)\b", "probation"),
        (r"\b(hmp|prison|young offender institution)\b", "prison"),
        (r"\b(court|coroner|cafcass)\b", "court"),
        (r"\b(mental health|partnership)\b.*\b(trust?|ft)\b", "mental_health_trust"),
        (r"\bcommunity (health|healthcare|services)\b.*\b(nhs|trust|ft)\b", "community_health"),
        (r"\b(nhs|hospitals?|university hospitals?)\b.*\b(trust?|ft)\b", "hospital_trust"),
        (r"\bhospitals?\b|\bhealth board\b", "hospital_trust"),
        (
            r"\b(surgery|medical (centre|practice)|gp practice|health centre|"
            r"family practice)\b",
            "gp",
        ),
        (r"\b(drug|alcohol|substance)\b", "drugs_service"),
        (
            r"\b(academy trust|academies trust|multi academy|education trust|"
            r"learning trust|schools trust)\b",
            "academy_trust",
        ),
        (r"\b(nursery school)\b", "school"),
        (
            r"\b(nursery|nurseries|pre school|preschool|childminder|"
            r"playgroup|childcare)\b",
            "early_years",
        ),
        (r"\b(sixth form|further education)\b.*\bcollege\b|\bcollege\b", "college"),
        (r"\b(school|academy|primary|infants?|juniors?|pupil referral unit)\b", "school"),
        (r"\b(idva|refuge|women s aid|womens aid|domestic abuse|domestic violence)\b", "refuge"),
        (
            r"\b(housing association|homes|housing group|registered provider|"
            r"housing trust)\b",
            "housing_association",
        ),
        (r"\bhousing\b.*\b(local authority|council)\b|\bcouncil\b.*\bhousing\b", "council_housing"),
        (
            r"\b(department (for|of)|ministry|home office|dwp|hmrc|hm revenue|jobcentre|"
            r"agency uk|valuation office|border force|uk visas)\b",
            "government",
        ),
        (r"\b(disclosure and barring|dbs)\b", "dbs"),
        (
            r"\b(care quality commission|cqc|ofsted|general medical council|"
            r"nursing and midwifery council|social work england)\b",
            "professional_regulator",
        ),
        (
            r"\b(council|borough of|city of|county of|unitary authority|"
            r"combined authority|corporation of)\b",
            "council",
        ),
        (r"\b(care home|nursing home|home care|domiciliary)\b", "care_provider"),
        (r"\bhospice\b", "charity"),
        (
            r"\b(charity|charitable|foundation(?! trus)|mind|age uk|barnardo s|barnardos|"
            r"nspcc|victim support|voluntary)\b",
            "charity",
        ),
        (r"\b(ltd|limited|plc|llp)\b", "private_business"),
    )
)

_WRITTEN_KINDS = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"\bindependent\b.*\bschool\b", "independent_school"),
        (r"\b(multi academy trust|academy trust)\b", "academy_trust"),
        (r"\b(academ|school|pupil referral|all through|free schools?)", "school"),
        (r"\bnhs trust\b|\bfoundation trust\b", "hospital_trust"),
        (r"\bgp\b|\bpractice\b|\bprescribing\b", "gp"),
        (r"\bpharmac", "private_business"),
        (r"\b(unitary|borough|district|county|metropolitan|council|authority)\b", "council"),
    )
)

_MANY = (
    r"gps|gp practices|gp surgeries|general practices|doctors surgeries|schools|academies|colleges|"
    r"nurseries|childminders|early years settings|care homes|care providers|pharmacies|dentists|"
    r"housing (associations|providers)|registered (social landlords|providers)|rsls|landlords|"
    r"voluntary (organisations|groups|sector)|charities|local authorities|councils|district councils|"
    r"police forces|hospices|children s centres|fire and rescue services|"
    r"probation providers|employers|partner agencies"
)
_CLASS = re.compile(
    rf"\b(?:all|other|any|local)\b.*\b(?:{_MANY})\b|\b(?:{_MANY})\b(?:\s+(?:in|within|across|of)\b.*)?$"
)
_ROLE_ONLY = re.compile(
    r"^(?:(?:the|a|an|local|relevant)\s+)?(?:local authority|council|housing|health|education|police|"
    r"probation|probation service|social (?:care|services)|idva service|children s services|"
    r"adult social care|community rehabilitation company|youth offending (?:service|team)|"
    r"ambulance service|hospital|school|gp|fire service|voluntary sector|cafcass officer)$"
)


@lru_cache(maxsize=50_000)
def kind_of(name: str) -> str:
    """The kind of agency a name tells of; ``other`` where it tells nothing."""
    folded = fold(name)
    if is_class(name):
        return CLASS
    return next((kind for pattern, kind in _KINDS if pattern.search(folded)), UNKNOWN)


@lru_cache(maxsize=5_000)
def written_kind(text: str) -> str:
    """The kind a column says in somebody else's words; empty where it is none of ours."""
    folded = fold(text)
    return next((kind for pattern, kind in _WRITTEN_KINDS if pattern.search(folded)), "")


def is_class(name: str) -> bool:
    """Whether a name stands for many agencies: 'Sampleton GPs', 'all schools in the county'."""
    return bool(_CLASS.search(fold(re.sub(r"\([^)]*\)", " ", name))))


def is_role_only(name: str) -> bool:
    """Whether a name says what a body does and not which body it is: 'Housing (local authority)'."""
    return bool(_ROLE_ONLY.match(fold(re.sub(r"\([^)]*\)", " ", name))))
