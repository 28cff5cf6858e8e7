"""Facts as records of the first pack hold them: they never change, whatever is asked today."""

from typing import Any

_CASE: dict[str, Any] = {
    "trigger": "own_concern",
    "purpose": "protect",
    "sharing_pattern": "one_off",
    "child_in_play": "child",
    "adult_position": "none",
    "others_at_risk": "none",
    "serious_crime": "no",
    "staff_or_provider_implicated": "no",
    "special_procedure": [],
    "personal_duty_event": [],
    "time_available": "today",
    "safe_to_tell": "yes",
    "person_competence": "not_assessed",
    "free_choice": "free",
    "view_on_sharing": "not_asked",
    "proxy_view": "not_asked",
    "reason_not_asked": "none",
    "best_interests": "not_applicable",
    "power_cited": "not_applicable",
    "power_binds_us": "not_applicable",
    "advice": "not_sought",
    "dpia": "not_needed",
    "apd": "held",
    "csa_duty_state": "not_in_force",
    "duty_16la_state": "uncertain",
    "acting_as": "public_authority_task",
    "discloser_health_or_secrecy": "no",
    "discloser_listed_16la": "not_known",
    "harm_if_not_shared": "significant",
}
_RECIPIENT: dict[str, Any] = {
    "recipient_class": "children_sc",
    "recipient_conflict": "none",
    "recipient_verified": "known_route",
    "recipient_can_help": "yes",
    "recipient_listed_16la": "not_known",
    "harm_if_shared": "none_seen",
    "coverage": "not_covered",
}
_ITEM: dict[str, Any] = {
    "item_about": "protected_child",
    "item_class": ["personal"],
    "item_needed": "yes",
    "item_reliability": "current_fact",
    "restriction": "none",
    "permission": "not_needed",
    "locates_or_identifies": "no",
    "proportionate": "yes",
    "item_protects_child": "not_applicable",
}

BRUISE: dict[str, Any] = {"case": _CASE, "recipients": [_RECIPIENT], "items": [_ITEM]}
"""A school tells children's services of a bruise."""

SCHOOL_TOLD: dict[str, Any] = {
    "case": {
        **_CASE,
        "personal_duty_event": ["encompass_notify"],
        "safe_to_tell": "not_known",
        "acting_as": "police_law_enforcement",
        "discloser_listed_16la": "listed",
        "harm_if_not_shared": "some",
    },
    "recipients": [{**_RECIPIENT, "recipient_class": "education"}],
    "items": [_ITEM],
}
"""Police tell a school of domestic abuse at home: the second pack says the law requires it."""
