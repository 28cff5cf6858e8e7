"""What the gates found, numbered: lines in which they find the same are told apart by nothing."""

from collections.abc import Mapping

from isa.coverage.agreement_gates import PURPOSE_OUT
from isa.coverage.attempt import (
    DIRECTION_OUT,
    ROWS_UNKNOWN,
    SCOPES,
    SUBJECT_OUT,
    effort,
    worst,
)
from isa.coverage.composition import NO_CHARTER
from isa.coverage.faults import Fault, Gate, Weight
from isa.coverage.model import ReasonCode
from isa.coverage.nearest import standing_in_the_way

Faults = tuple[Fault, ...]
Kind = tuple[int, int, int, int, bool]
"""A kind of line: numbers for the giver, the receiver, the agreement and the row; whether it is a row."""
Tails = tuple[tuple[int, int, int], ...]
"""Numbers for what a row's faults are, for what they are the wrong way round, and in which lines."""


class Found:
    """What the gates find in some lines, but for the category and the person."""

    __slots__ = ("_faults", "_misses", "effort", "reasons", "weight")

    def __init__(self, faults: Faults) -> None:
        """Weigh them."""
        self._faults = faults
        self._misses: dict[tuple[str, bool], tuple[int, tuple[ReasonCode, ...]]] = {}
        self.weight, self.effort = worst(faults), effort(faults)
        self.reasons = tuple(dict.fromkeys(fault.reason for fault in faults))
        """What there is to say of a line that covers."""

    def miss(self, *, category: str, is_subject_out: bool) -> tuple[int, tuple[ReasonCode, ...]]:
        """How much it would take to mend, and what: the category is "", ``out`` or ``excluded``."""
        found = self._misses.get((category, is_subject_out))
        if found is None:
            about = (SUBJECT_OUT,) if is_subject_out else ()
            faults = (*self._faults, *SCOPES[category], *about)
            reasons = dict.fromkeys(fault.reason for fault in standing_in_the_way(faults))
            found = self._misses[category, is_subject_out] = effort(faults), tuple(reasons)
        return found


class Catalogue:
    """Numbers for faults, and everything found in a kind of line."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self._numbers: dict[Faults, int] = {}
        self._faults: list[Faults] = []
        self._light: list[bool] = []
        self._tails: dict[tuple[Faults, Faults], tuple[int, int]] = {}
        self._found: dict[tuple[Kind, bool, bool], Found] = {}
        none = self.number(())
        self._alike: dict[Tails, Tails] = {(): ((none, none, 1),)}

    def number(self, faults: Faults) -> int:
        """The same number for the same faults."""
        known = self._numbers.get(faults)
        if known is None:
            known = self._numbers[faults] = len(self._faults)
            self._faults.append(faults)
            self._light.append(worst(faults) <= Weight.CONDITION)
        return known

    def is_light(self, number: int) -> bool:
        """Whether nothing in it stands in the way."""
        return self._light[number]

    def tail(self, unrecorded: Faults, conditions: Faults) -> tuple[int, int]:
        """The numbers of a row's own faults, and of those it has the wrong way round."""
        key = (unrecorded, conditions)
        found = self._tails.get(key)
        if found is None:
            fine, turned = (*unrecorded, *conditions), (DIRECTION_OUT, *conditions)
            found = self._tails[key] = self.number(fine), self.number(turned)
        return found

    def tails(self, alike: Mapping[tuple[int, int], int]) -> Tails:
        """The same object for the same; an agreement without rows is one line that no row makes worse."""
        found = tuple((*key, lines) for key, lines in alike.items())
        return self._alike.setdefault(found, found)

    def found(self, kind: Kind, *, is_out: bool, lacks_charter: bool) -> Found:
        """Everything found in lines of a kind; ``is_out``: they are for another purpose."""
        place = (kind, is_out, lacks_charter)
        found = self._found.get(place)
        if found is None:
            faults = self._together(kind, is_out=is_out, lacks_charter=lacks_charter)
            found = self._found[place] = Found(faults)
        return found

    def _together(self, kind: Kind, *, is_out: bool, lacks_charter: bool) -> Faults:
        gives, has, own, tail, is_row = kind
        shared = (
            *(*self._faults[gives], *self._faults[has], *self._faults[own]),
            *((PURPOSE_OUT,) if is_out else ()),
            *((NO_CHARTER,) if lacks_charter else ()),
        )
        if is_row:
            return tuple(dict.fromkeys((*shared, *self._faults[tail])))
        is_in_scope = all(fault.gate is not Gate.SCOPE for fault in shared)
        return (*shared, ROWS_UNKNOWN) if is_in_scope else shared
