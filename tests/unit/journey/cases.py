"""Answers for the tests of the journey: a whole case to vary, and the pack to assess it under."""

import copy
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from decisions import assessing
from decisions.assessing import Assessed, Known
from decisions.assessment import Contact
from decisions.journey.answers import Answers, Discloser
from decisions.journey.contacts import Contacts
from decisions.journey.derive import Listed
from decisions.journey.reading import build
from decisions.policy.compiled import CompiledPack
from decisions.policy.released import load_released

ON = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)

SCHOOL = Discloser(
    agency_id="school",
    name="Exampleshire Primary",
    acting_as="public_authority_task",
    health_or_secrecy="no",
    listed_16la="not_known",
)
FRONT_DOOR = Contact(
    label="Front door", number="01632 960112", hours="Day and night", checked_on=date(2026, 11, 3)
)
KNOWN = Known(
    discloser=SCHOOL,
    listed={
        "csc": Listed(
            agency_id="csc",
            name="Exampleshire children's services",
            recipient_class="children_sc",
            listed_16la="listed",
            contacts=(FRONT_DOOR,),
        ),
        "stranger": Listed(agency_id="stranger", name="A new body", recipient_class="police"),
    },
    contacts=Contacts(names={"r1": "Exampleshire children's services"}, front_door=(FRONT_DOOR,)),
)

CHILD: dict[str, Any] = {
    "about": {"who": "child", "child_stage": "child", "naming": "reference_only"},
    "harm": {"seriousness": "significant"},
    "story": {
        "concern": "A bruise, and two accounts that differ.",
        "happened": {"state": "not_known"},
        "known": {"state": "exact", "on": "2026-11-20"},
    },
    "purpose": {"aim": "protect"},
    "circumstances": {"ticked": ["none"]},
    "telling": {"safe": "yes"},
    "choice": {"competence": "lacks", "free": "free"},
    "views": {"view": "not_asked", "reason_not_asked": "none", "proxy": "not_asked"},
    "recipients": [
        {
            "id": "r1",
            "recipient": {"agency_id": "csc", "verified": "known_route"},
            "link": {"conflict": "none", "use": "act_to_protect", "unmet": "yes"},
            "effect": {"harm": "none_seen"},
        }
    ],
    "items": [
        {
            "id": "i1",
            "item": {
                "label": "Bruise",
                "words": "A bruise on the arm.",
                "category": "edu_record",
                "about": ["protected_child"],
                "kinds": ["special"],
            },
            "use": {
                "how_much": "all_of_it",
                "used_for": "Decide what to do.",
                "effect": "little",
                "weighed": "yes",
            },
            "care": {"restriction": "none", "reliability": "current_fact", "locates": "no"},
        }
    ],
    "more": {"another": "no"},
    "enquiries": {"tried": "Asked the teacher.", "time": "today", "advice": "not_sought"},
}

ADULT: dict[str, Any] = {
    **CHILD,
    "about": {"who": "adult", "adult_position": "other_adult", "naming": "reference_only"},
    "choice": {"competence": "has_capacity", "free": "free"},
    "views": {"view": "refuses"},
}


MOTHER: dict[str, Any] = {
    "id": "p1",
    "them": {
        "label": "her mother",
        "competence": "presumed",
        "free": "free",
        "view": "refuses",
        "safe": "yes",
    },
}


def with_mother(base: dict[str, Any], **them: Any) -> dict[str, Any]:
    """The case with one item about a parent's own life, which is her choice."""
    raw = copy.deepcopy(base)
    raw["items"][0]["item"] |= {"about": ["parent_carer"], "whose": "p1"}
    raw["people"] = [{"id": "p1", "them": {**MOTHER["them"], **them}}]
    return raw


def answers(base: dict[str, Any] = CHILD, **changes: Any) -> Answers:
    """The case with answers changed by path, dots written as double underscores; None takes one out."""
    raw = copy.deepcopy(base)
    for path, value in changes.items():
        holder, (*way, last) = raw, path.split("__")
        for part in way:
            holder = holder[int(part)] if part.isdigit() else holder.setdefault(part, {})
        if value is None:
            holder.pop(last, None)
        else:
            holder[last] = value
    return build(raw)


@lru_cache
def pack() -> CompiledPack:
    return load_released(ON)


def assessed(given: Answers, known: Known = KNOWN) -> Assessed:
    """The advice, as the pages get it."""
    counting, pages = assessing.counted(given, known, pack(), ON)
    return assessing.assess(counting, pages, known, pack(), {}, on=ON, at=AT)
