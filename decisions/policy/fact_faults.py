"""What is said of a fact that will not do: which it is, and what it takes. Values are not repeated."""

from collections.abc import Callable

from decisions.pointing import did_you_mean, unknown_value
from decisions.policy.compiled import CompiledPack
from decisions.policy.model import MOST
from decisions.policy.source import Fact
from decisions.policy.subjects import ANOTHER, WHOSE

Faults = dict[str, Callable[[], str]]
"""By path, how to say each fault: of thousands only the first are said."""

PARTS = ("case", "recipients", "items")
WRITTEN_WITH = {"case": ("case", "person"), "recipient": ("recipient",), "item": ("item", "person")}
"""Which facts may be written for the case, a recipient and an item."""
_ABOUT = {
    "case": "the case",
    "person": "the case, or an item about somebody else",
    "recipient": "a recipient",
    "item": "an item",
}


def no_parts() -> str:
    """Something that is no object at all."""
    return "Give an object with case, recipients and items."


def no_part(name: object) -> str:
    """A key beside case, recipients and items."""
    near = did_you_mean(name, PARTS)
    return f"There is no part with this name; the parts are {', '.join(PARTS)}. {near}".strip()


def no_list(part: str, entries: object) -> str:
    """Recipients or items that are no list, or too long a one."""
    if isinstance(entries, list | tuple):
        return f"There are {len(entries):,}; a decision takes at most {MOST[part]}. Split it up."
    return f"Give a list of objects, one for each of the {part}."


def no_object() -> str:
    """A case, recipient or item that holds no facts."""
    return "Give an object that maps each fact to its value."


def nobody_else(name: str) -> str:
    """A person fact of an item that is about the person the case is about."""
    return (
        f"{WHOSE} says this is about the person the case is about: leave {name} out here, or "
        f"write {WHOSE} = {ANOTHER!r}."
    )


def sentence(pack: CompiledPack, level: str, name: str, value: object) -> str:
    """One sentence about a fact that was given for the case, a recipient or an item."""
    fact = pack.pack.facts.get(name)
    if fact is None:
        known = [one for one, fact in pack.pack.facts.items() if fact.level in WRITTEN_WITH[level]]
        near = did_you_mean(name, known) or "It may come from a later version."
        return f"There is no fact with this name in {pack.pack.id}. {near}"
    if fact.level not in WRITTEN_WITH[level]:
        return f"{name} is about {_ABOUT[fact.level]}; it cannot be given for the {level}."
    return _of_set(fact, value) if fact.kind == "set" else unknown_value(value, fact.values)


def _of_set(fact: Fact, value: object) -> str:
    takes = "a list with any of"
    if isinstance(value, list | tuple):
        value = next((one for one in value if one not in fact.values), ())
    if value is None or isinstance(value, str):
        return unknown_value(value, fact.values, takes=takes)
    return f"This takes {takes} {', '.join(fact.values)}; an empty list means none of them."
