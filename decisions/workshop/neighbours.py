"""Which one answer would change the advice: first from a neighbouring scenario, else by trying.

For discussion after a vote on an invented situation. The practitioner's own screens never show
this before they have decided: it would teach people to answer for a result.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.model import Answer, Evaluation, Facts
from decisions.workshop.scenarios import Scenario
from isa.platform.errors import Invalid

_TRIED = (
    "view_on_sharing",
    "proxy_view",
    "free_choice",
    "person_competence",
    "others_at_risk",
    "safe_to_tell",
    "harm_if_shared",
    "item_needed",
    "proportionate",
    "harm_if_not_shared",
    "recipient_verified",
    "recipient_conflict",
    "purpose",
)
"""What is worth talking about, the most telling first."""

_TOO_EASY = ("immediate",)
"""Answers that change almost any advice, and are tried last."""

_LEVELS = {"recipient": "recipients", "item": "items"}
Spot = tuple[str, int, str]
"""The part (``case``, ``recipients`` or ``items``), the place in it, and the fact."""


@dataclass(frozen=True)
class Change:
    """One answer that would change the advice. ``beside`` is the scenario that has it, if one does."""

    fact: str
    place: int
    value: Answer
    found: Evaluation
    beside: Scenario | None = None


def flat(facts: Facts) -> dict[Spot, Answer]:
    """Every answer by where it stands; ticks without their order."""
    found: dict[Spot, Answer] = {}
    parts = (("case", (facts.case,)), ("recipients", facts.recipients), ("items", facts.items))
    for part, held in parts:
        for place, answers in enumerate(held):
            for fact, value in answers.items():
                is_one = isinstance(value, str)
                found[part, place, fact] = value if is_one else tuple(sorted(value))
    return found


def answer(pack: CompiledPack, scenario: Scenario) -> Evaluation:
    """What the tables say. Raises Invalid, naming the scenario, for a fact or value the pack lacks."""
    try:
        return evaluate(pack, validate_facts(pack, scenario.facts), on=scenario.on)
    except Invalid as error:
        raise Invalid(
            {f"{scenario.id} {path}": text for path, text in error.faults.items()}
        ) from None


def is_different(one: Evaluation, other: Evaluation) -> bool:
    """Whether another outcome is given, or something else must be done now."""
    return (one.act_now, one.outcomes) != (other.act_now, other.outcomes)


class Neighbours:
    """Every scenario of a folder, answered once, so that each can be laid beside the others."""

    def __init__(self, pack: CompiledPack, scenarios: Iterable[Scenario]) -> None:
        """Raises Invalid, naming the scenario, for a fact or value the pack does not have."""
        self.pack = pack
        self._all = {
            one.id: (one, answer(pack, one), flat(validate_facts(pack, one.facts)))
            for one in scenarios
        }

    def beside(self, scenario: Scenario) -> Iterator[Change]:
        """The scenarios that differ from this one in a single answer and in the advice."""
        _, found, here = self._all[scenario.id]
        for other, result, there in self._all.values():
            differing = dict(there.items() - here.items())
            if len(differing) != 1 or here.keys() != there.keys():
                continue
            ((_, place, fact), value) = differing.popitem()
            if is_different(found, result):
                yield Change(fact, place, value, result, other)


def tried(pack: CompiledPack, scenario: Scenario) -> Iterator[Change]:
    """Single answers that would change the advice, without contradicting the other answers."""
    found = answer(pack, scenario)
    for fact in _TRIED:
        if fact not in pack.pack.facts:
            continue
        part = _LEVELS.get(pack.pack.facts[fact].level, "case")
        held = scenario.facts[part] if part != "case" else [scenario.facts[part]]
        for place in range(len(held)):
            yield from _other_values(pack, scenario, found, (part, place, fact))


def _other_values(
    pack: CompiledPack, scenario: Scenario, found: Evaluation, spot: Spot
) -> Iterator[Change]:
    part, place, fact = spot
    for value in _values(pack, fact):
        changed = _with(scenario.facts, part, place, {fact: value})
        result = evaluate(pack, validate_facts(pack, changed), on=scenario.on)
        if not result.breached and is_different(found, result) and None not in result.outcomes:
            yield Change(fact, place, value, result)


def _values(pack: CompiledPack, fact: str) -> list[Answer]:
    """What could have been answered instead; of tick boxes, none or one of them."""
    values = pack.pack.facts[fact].values
    if pack.pack.facts[fact].kind == "set":
        return [(), *((value,) for value in values)]
    return sorted(values, key=_TOO_EASY.__contains__)


def _with(facts: dict[str, Any], part: str, place: int, more: dict[str, Any]) -> dict[str, Any]:
    if part == "case":
        return facts | {"case": facts["case"] | more}
    held = list(facts[part])
    held[place] = held[place] | more
    return facts | {part: held}
