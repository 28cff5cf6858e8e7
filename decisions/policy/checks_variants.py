"""Whether words that differ with the case turn on what exists, and on what may be read there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from decisions.policy.faults import Fault
from decisions.policy.source import Condition

if TYPE_CHECKING:
    from decisions.policy.pack import Pack

_TICK = ("yes", "no")


def faults(pack: "Pack") -> Iterator[Fault]:
    """Conditions on unknown names or values, and words for danger that would wait for a recipient."""
    for section in ("act_now", "outcome", "when", "telling", "code"):
        for code, words in getattr(pack.wording, section).items():
            for variant in words.variant:
                yield from _given(pack, section, f"{section}.{code}.variant", variant.given)


def _given(pack: "Pack", section: str, key: str, given: Condition) -> Iterator[Fault]:
    """What waits for nothing reads the case alone, so its words may not read a recipient either."""
    for name, values in given.items():
        known = _of_case(pack, name) if section == "act_now" else _readable(pack, name)
        if known is None:
            problem = (
                f"{name!r} is no fact or finding of the case with one answer"
                if section == "act_now"
                else f"{name!r} is no fact, tick or table with one answer"
            )
            yield Fault("wording.toml", key, problem, "Name one, or remove the condition")
            continue
        for value in values:
            if value not in known:
                problem, mend = f"{name} has no answer {value!r}", f"Use one of {', '.join(known)}"
                yield Fault("wording.toml", key, problem, mend)


def _of_case(pack: "Pack", name: str) -> tuple[str, ...] | None:
    fact, table = pack.facts.get(name), pack.tables.get(name)
    if table is not None and table.level == "case" and table.hit == "first":
        return table.values
    is_known = fact is not None and fact.level in ("case", "person") and fact.kind == "one"
    return fact.values if fact is not None and is_known else None


def _readable(pack: "Pack", name: str) -> tuple[str, ...] | None:
    fact, table = pack.facts.get(name), pack.tables.get(name)
    if fact is not None and fact.kind == "one":
        return fact.values
    if table is not None and table.hit == "first":
        return table.values
    prefix, _, member = name.partition(".")
    ticks = (one for one in pack.facts.values() if one.prefix == prefix and member in one.values)
    return _TICK if any(ticks) else None
