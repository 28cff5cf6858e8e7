"""Whether links between things lead round in a circle (pure)."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

T = TypeVar("T")


def leads_back(leads: Mapping[T, AbstractSet[T]], start: T, first: AbstractSet[T]) -> bool:
    """Whether one of those that ``start`` leads to first leads back to it; ``leads`` may hold circles."""
    seen: set[T] = set()
    waiting = list(first)
    while waiting:
        at = waiting.pop()
        if at == start:
            return True
        if at not in seen:
            seen.add(at)
            waiting.extend(leads.get(at, ()))
    return False
