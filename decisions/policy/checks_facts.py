"""Whether the facts of a pack fit together: values, words, prefixes, whose they are, their orders."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from decisions.policy.faults import Fault, nearest
from decisions.policy.subjects import ANOTHER, CASE_PERSON, WHOSE

if TYPE_CHECKING:
    from decisions.policy.pack import Pack


def faults(pack: "Pack") -> Iterator[Fault]:
    """Sets have a prefix of their own; said, default and excused values exist; orders name values."""
    prefixes: dict[str, str] = {}
    for name, fact in pack.facts.items():
        key = f"fact.{name}"
        if (fact.kind == "set") != (fact.prefix is not None):
            yield Fault(
                "facts.toml",
                key,
                "a set needs a prefix, and only a set has one",
                "Add or remove prefix",
            )
        if fact.prefix and prefixes.setdefault(fact.prefix, name) != name:
            yield Fault(
                "facts.toml",
                key,
                f"prefix {fact.prefix!r} is also {prefixes[fact.prefix]}'s",
                "Choose another prefix",
            )
        named = [value for value in (fact.default, fact.if_absent) if value is not None]
        for value in (*fact.says, *fact.could_change, *fact.unreachable_ok, *named):
            if value not in fact.values:
                yield Fault(
                    "facts.toml",
                    key,
                    f"{value!r} is not one of its values",
                    nearest(value, fact.values),
                )
        for value in fact.values:
            if value not in fact.says:
                yield Fault(
                    "facts.toml",
                    f"{key}.says",
                    f"nothing is said for {value!r}",
                    f'Add {value} = "..."',
                )
    yield from _people(pack)
    yield from _orders(pack)


def _people(pack: "Pack") -> Iterator[Fault]:
    """A person fact has one answer, and then every item says whose choice it is."""
    people = [name for name, fact in pack.facts.items() if fact.level == "person"]
    for name in people:
        if pack.facts[name].kind == "set":
            problem, mend = "a person fact has one answer", "Make it kind one, or of another level"
            yield Fault("facts.toml", f"fact.{name}", problem, mend)
    whose = pack.facts.get(WHOSE)
    if people and (whose is None or {CASE_PERSON, ANOTHER} - {*whose.values}):
        problem = "there are person facts, and no item fact says whose choice an item is"
        mend = f"Add it with the values {CASE_PERSON} and {ANOTHER}"
        yield Fault("facts.toml", f"fact.{WHOSE}", problem, mend)


def _orders(pack: "Pack") -> Iterator[Fault]:
    harm = pack.facts.get("harm_if_not_shared")
    outcome = pack.tables.get("outcome")
    if harm is None or outcome is None:
        yield Fault(
            "tables.toml", "outcome", "the pack has no harm_if_not_shared or no outcome", "Add both"
        )
        return
    for value in pack.order.harm_if_not_shared:
        if value not in harm.values:
            yield Fault(
                "facts.toml",
                "order.harm_if_not_shared",
                f"unknown value {value!r}",
                nearest(value, harm.values),
            )
    for key, codes in (("order.rank", tuple(pack.order.rank)), ("order.roll", pack.order.roll)):
        if sorted(codes) != sorted(outcome.values):
            yield Fault(
                "facts.toml",
                key,
                "it does not list every outcome exactly once",
                "List each outcome once",
            )
