"""The facts of one piece of information: what it is, how much of it is needed, and whose it is."""

from decisions.journey import people
from decisions.journey.answers import Answers, ItemAnswers
from decisions.journey.choices_item import About, Kind, Restriction
from decisions.journey.facts_person import person_facts
from decisions.journey.fields import Scope
from decisions.journey.said import ASKED_NOW, said
from decisions.policy.model import Answer
from decisions.policy.subjects import ANOTHER, CASE_PERSON, WHOSE


def item_facts(one: ItemAnswers, answers: Answers, case: dict[str, Answer]) -> dict[str, Answer]:
    """What holds of one item, and of somebody else whose choice it is."""
    restriction = one.care.restriction if one.care else None
    facts: dict[str, Answer | None] = {
        "item_about": _about(one.item.about if one.item else None),
        "item_class": _kinds(one.item.kinds if one.item else None),
        "how_much_needed": said(one.use, "how_much"),
        "item_needed": said(one.use, "needed") or ASKED_NOW,
        "effect_on_person": said(one.use, "effect"),
        "proportionate": _weighed(one, answers),
        "item_protects_child": _protects(one, case),
        "item_reliability": said(one.care, "reliability"),
        "restriction": said(one.care, "restriction"),
        "permission": said(one.care, "permission"),
        "locates_or_identifies": said(one.care, "locates"),
    }
    for old, new in (("item_needed", "how_much_needed"), ("proportionate", "effect_on_person")):
        if facts[old] != ASKED_NOW:
            facts[new] = ASKED_NOW
    if restriction is Restriction.NONE:
        facts["permission"] = "not_needed"
    whose = people.whose(answers, one.id)
    facts[WHOSE] = whose if whose in (None, CASE_PERSON) else ANOTHER
    if facts[WHOSE] == ANOTHER:
        facts.update(person_facts(answers, Scope.PERSON, whose))
    return {name: value for name, value in facts.items() if value is not None}


def _weighed(one: ItemAnswers, answers: Answers) -> str | None:
    """Whether it was weighed: asked as such of whoever shares against a no, and by older questions."""
    found = said(one.use, "weighed") or said(one.use, "proportionate")
    is_asked = people.work_out("weighs", answers, Scope.ITEM, one.id) == "against_a_no"
    return found or (None if is_asked else ASKED_NOW)


def _about(about: tuple[About, ...] | None) -> tuple[str, ...] | None:
    return None if about is None else tuple(sorted(about))


def _kinds(kinds: tuple[Kind, ...] | None) -> tuple[str, ...] | None:
    """The set fact: anonymous stands alone, everything else is personal information as well."""
    if kinds is None:
        return None
    if kinds == (Kind.ANONYMOUS,):
        return ("anonymous",)
    told = [kind.value for kind in kinds if kind not in (Kind.NONE, Kind.ANONYMOUS)]
    return tuple(sorted(["personal", *told]))


def _protects(one: ItemAnswers, case: dict[str, Answer]) -> str | None:
    """What was said; it is asked only where a child and an adult are both in play."""
    if "none" in (case.get("child_in_play"), case.get("adult_position")):
        return "not_applicable"
    return said(one.use, "protects_child")
