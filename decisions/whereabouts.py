"""Which recipients may hear where the person is now: asked of the tables as of any item that locates.

Where somebody is at this hour is never an item that was described, so the tables are asked about one
that says nothing else. A recipient hears it only where they would be given that as it is, and where
nobody decided to keep something that locates anyone back from them. In doubt it stays out: whoever
rings can still say it, and a page that went out cannot be called back.
"""

from collections.abc import Mapping
from dataclasses import replace

from decisions.assessing import Assessed
from decisions.journey.answers import RecipientAnswers
from decisions.journey.choices_decided import ItemRule
from decisions.journey.decide import GOES_OUT
from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate
from decisions.policy.model import Answer, Finding
from decisions.policy.subjects import CASE_PERSON, WHOSE

_GOES = frozenset({"share", "label_and_share"})
_LOCATES = frozenset({"yes", "not_known"})
_KEPT_BACK = frozenset({ItemRule.WITHHOLD, ItemRule.REDACT, ItemRule.ANONYMISE})
_MUST_ACT = frozenset(
    {"emergency_service", "police", "children_sc", "adults_sc", "own_safeguarding_lead"}
)
"""Who has to find somebody in order to help them. While the rest is not asked yet, as in Phone now, a
checked line of theirs may hear it: "where are they now?" is the first thing they ask."""
_CHECKED = frozenset({"known_route", "verified"})
_NO_LINK = frozenset({None, "none"})


def hearers(pack: CompiledPack, assessed: Assessed) -> frozenset[str]:
    """The recipients who may be told where the person is now, by id."""
    facts = assessed.facts
    asked = replace(facts, items=(_where_now(facts.case),))
    found = evaluate(pack, asked, on=assessed.assessment.on)
    told = zip(assessed.answers.recipients, found.cells, facts.recipients, strict=False)
    return frozenset(
        one.id
        for one, cells, known in told
        if _goes(cells[0]["item_rule"], known) and not _keeps_back(one, assessed)
    )


def _keeps_back(one: RecipientAnswers, assessed: Assessed) -> bool:
    """Whether a person decided that something that locates anyone stays out, though it was advised to go."""
    advised = next((r for r in assessed.assessment.recipients if r.recipient_id == one.id), None)
    if advised is None:
        return False
    for item, known in zip(advised.items, assessed.facts.items, strict=False):
        cell = one.items.get(item.item_id)
        rule = cell.as_sent.rule if cell and cell.as_sent else None
        is_less = rule in _KEPT_BACK and rule is not GOES_OUT.get(item.rule)
        if is_less and known.get("locates_or_identifies") in _LOCATES:
            return True
    return False


def _goes(rule: Finding, recipient: Mapping[str, Answer]) -> bool:
    if rule.value is not None:
        return rule.value in _GOES
    return must_find(recipient)


def must_find(known: Mapping[str, object]) -> bool:
    """Whether these facts of a recipient say that they act on where somebody is, and that it is them."""
    return (
        known.get("recipient_class") in _MUST_ACT
        and known.get("recipient_verified") in _CHECKED
        and known.get("recipient_conflict") in _NO_LINK
    )


def _where_now(case: Mapping[str, Answer]) -> dict[str, Answer]:
    """Where the person is now, as an item: needed, true, and about nobody else."""
    child, adult = case.get("child_in_play"), case.get("adult_position")
    is_child = child not in (None, "none")
    about = "protected_child" if is_child else "protected_adult"
    return {
        "item_about": (about,),
        "item_class": ("personal",),
        "how_much_needed": "all_of_it",
        "item_needed": "not_applicable",
        "effect_on_person": "little",
        "proportionate": "not_applicable",
        "item_protects_child": "yes" if is_child and adult != "none" else "not_applicable",
        "item_reliability": "current_fact",
        "restriction": "none",
        "permission": "not_needed",
        "locates_or_identifies": "yes",
        WHOSE: CASE_PERSON,
    }
