"""Facts as they arrive from outside, checked one by one against the pack.

A missing fact is unanswered and stays so, but for one: a fact that facts written for an earlier pack
could not know is read as that pack's fact says (``if_absent``). ``not_known`` is an answer.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeGuard

from decisions.policy.compiled import CompiledPack
from decisions.policy.model import Answer, Facts
from decisions.policy.subjects import ANOTHER, CASE_PERSON, WHOSE
from isa.platform.errors import Invalid

_ROOTS = {"case", "recipients", "items"}
_LEVELS = {"recipients": "recipient", "items": "item"}
NONE_OF_THEM = "none"
WRITTEN_WITH = {"case": ("case", "person"), "recipient": ("recipient",), "item": ("item", "person")}
"""Which facts may be written for the case, a recipient and an item."""
Spelling = tuple[frozenset[tuple[str, str]], dict[str, frozenset[str]]]
"""For one level: the pairs of fact and value there can be, and for each set its members."""


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
    pairs, sets = spelling(pack, level)
    answers = {**_absent(pack, level, raw), **raw}
    ticked: dict[str, Answer] = {}
    for name in sets.keys() & answers.keys():
        value = _ticked(answers.pop(name), sets[name])
        if value is None:
            faults[f"{path}{name}"] = _wrong(pack, name, raw[name])
        else:
            ticked[name] = value
    if not _all_known(answers, pairs):
        for name, value in answers.items():
            if not _all_known({name: value}, pairs):
                faults[f"{path}{name}"] = _fault(pack, level, name, value)
    if answers.get(WHOSE) == CASE_PERSON:
        _nobody_else(pack, answers, path, faults)
    answers.update(ticked)
    return answers


def _absent(pack: CompiledPack, level: str, raw: Mapping[str, object]) -> dict[str, Answer]:
    """What facts count as that could not be known when these were written."""
    filled = _if_absent(pack, level)
    if level == "item" and not pack.people.isdisjoint(raw):
        return {**filled, WHOSE: ANOTHER}
    return filled


@lru_cache(maxsize=32)
def _if_absent(pack: CompiledPack, level: str) -> dict[str, Answer]:
    return {
        name: fact.if_absent
        for name, fact in pack.pack.facts.items()
        if fact.level in WRITTEN_WITH[level] and fact.if_absent is not None
    }


def _nobody_else(
    pack: CompiledPack, answers: Mapping[str, object], path: str, faults: dict[str, str]
) -> None:
    for name in pack.people & answers.keys():
        faults[f"{path}{name}"] = (
            f"{WHOSE} says this is about the person the case is about: leave {name} out here, or "
            f"write {WHOSE} = {ANOTHER!r}."
        )


def _ticked(value: object, members: frozenset[str]) -> tuple[str, ...] | None:
    """The members ticked; one may be written without a list, and ``none`` for none of them."""
    if value == NONE_OF_THEM:
        return ()
    if isinstance(value, str):
        value = (value,)
    return tuple(value) if _is_list_within(value, members) else None


def _all_known(answers: Mapping[str, object], pairs: frozenset[tuple[str, str]]) -> bool:
    try:
        return pairs.issuperset(answers.items())
    except TypeError:
        return False


def _is_list_within(value: object, members: frozenset[str]) -> TypeGuard[Sequence[str]]:
    if not isinstance(value, list | tuple):
        return False
    try:
        return members.issuperset(value)
    except TypeError:
        return False


@lru_cache(maxsize=32)
def spelling(pack: CompiledPack, level: str) -> Spelling:
    """The answers of one level, as they may be written."""
    facts = {
        name: fact for name, fact in pack.pack.facts.items() if fact.level in WRITTEN_WITH[level]
    }
    pairs = frozenset(
        (name, value) for name, fact in facts.items() if fact.kind == "one" for value in fact.values
    )
    sets = {name: frozenset(fact.values) for name, fact in facts.items() if fact.kind == "set"}
    return pairs, sets


def _fault(pack: CompiledPack, level: str, name: object, value: object) -> str:
    fact = pack.pack.facts.get(str(name))
    is_here = fact is not None and fact.level in WRITTEN_WITH[level]
    return _wrong(pack, str(name), value) if is_here else _unknown(pack, level, name)


def _unknown(pack: CompiledPack, level: str, name: object) -> str:
    fact = pack.pack.facts.get(str(name))
    if fact is None:
        return f"There is no fact called {str(name)!r} in {pack.pack.id}."
    place = {
        "case": "the case",
        "person": "the case, or an item about somebody else",
        "recipient": "a recipient",
        "item": "an item",
    }[fact.level]
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
