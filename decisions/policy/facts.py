"""Facts as they arrive from outside, checked one by one against the pack.

A missing fact is unanswered and stays so: nothing is filled in here. ``not_known`` is an answer.
"""

from collections.abc import Mapping
from functools import lru_cache

from decisions.policy.compiled import CompiledPack
from decisions.policy.model import Answer, Facts
from isa.platform.errors import Invalid

_ROOTS = {"case", "recipients", "items"}
_LEVELS = {"recipients": "recipient", "items": "item"}
Spelling = Mapping[str, tuple[bool, frozenset[str]]]
"""For one level: each fact's name, whether it is a set, and its values."""


def validate_facts(pack: CompiledPack, raw: object) -> Facts:
    """Facts from parsed JSON: ``{"case": {...}, "recipients": [{...}], "items": [{...}]}``.

    Raises Invalid with one sentence per fault, keyed by path, for example
    ``recipients[0].recipient_class``.
    """
    if not isinstance(raw, Mapping):
        raise Invalid({"": "Give an object with case, recipients and items."})
    faults: dict[str, str] = {
        str(
            name
        ): f"There is no part called {str(name)!r}; the parts are case, recipients and items."
        for name in raw
        if name not in _ROOTS
    }
    case = _answers(pack, "case", raw.get("case", {}), "", faults)
    recipients = _each(pack, "recipients", raw, faults)
    items = _each(pack, "items", raw, faults)
    if faults:
        raise Invalid(faults)
    return Facts.model_construct(case=case, recipients=recipients, items=items)


def _each(
    pack: CompiledPack, part: str, raw: Mapping[str, object], faults: dict[str, str]
) -> tuple[dict[str, Answer], ...]:
    entries = raw.get(part, ())
    if not isinstance(entries, list | tuple):
        faults[part] = f"Give a list of objects, one for each of the {part}."
        return ()
    level = _LEVELS[part]
    return tuple(
        _answers(pack, level, entry, f"{part}[{place}].", faults)
        for place, entry in enumerate(entries)
    )


def _answers(
    pack: CompiledPack, level: str, raw: object, path: str, faults: dict[str, str]
) -> dict[str, Answer]:
    if not isinstance(raw, Mapping):
        faults[path.rstrip(".") or level] = "Give an object that maps each fact to its value."
        return {}
    known = spelling(pack, level)
    answers: dict[str, Answer] = {}
    for name, value in raw.items():
        fact = known.get(name)
        if fact is None:
            faults[f"{path}{name}"] = _unknown(pack, level, name)
        elif not fact[0] and isinstance(value, str) and value in fact[1]:
            answers[name] = value
        elif fact[0] and _is_list_within(value, fact[1]):
            answers[name] = tuple(value)
        else:
            faults[f"{path}{name}"] = _wrong(pack, name, value)
    return answers


def _is_list_within(value: object, members: frozenset[str]) -> bool:
    if not isinstance(value, list | tuple):
        return False
    return all(isinstance(member, str) for member in value) and members.issuperset(value)


@lru_cache(maxsize=32)
def spelling(pack: CompiledPack, level: str) -> Spelling:
    """The facts of one level, as they may be written."""
    return {
        name: (fact.kind == "set", frozenset(fact.values))
        for name, fact in pack.pack.facts.items()
        if fact.level == level
    }


def _unknown(pack: CompiledPack, level: str, name: object) -> str:
    fact = pack.pack.facts.get(str(name))
    if fact is None:
        return f"There is no fact called {str(name)!r} in {pack.pack.id}."
    place = {"case": "the case", "recipient": "a recipient", "item": "an item"}[fact.level]
    return f"{name} is about {place}; it cannot be given for the {level}."


def _wrong(pack: CompiledPack, name: str, value: object) -> str:
    fact = pack.pack.facts[name]
    values = ", ".join(fact.values)
    if value is None:
        return f"{name} has no value. Leave it out if it was not answered."
    if fact.kind == "set":
        return f"{name} takes a list with any of {values}; an empty list means none of them."
    if not isinstance(value, str):
        return f"{name} takes one value as text: {values}."
    return f"{name} has no value {value!r}; it takes one of {values}."
