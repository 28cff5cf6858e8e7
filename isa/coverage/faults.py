"""What a gate can find, and what a finding does to the verdict."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property

from isa.coverage.model import ReasonCode


class Gate(StrEnum):
    """The gates, in the order in which a miss is mended."""

    PARTY = "party"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    SCOPE = "scope"
    DIRECTION = "direction"
    CONDITIONS = "conditions"


class Weight(IntEnum):
    """What a fault does to the verdict."""

    NOTE = 0
    CONDITION = 1
    UNKNOWN = 2
    BLOCK = 3


# How much work it is to mend a fault: a signature is a telephone call, a new purpose a negotiation,
# and a charter can never be mended into cover.
_EFFORT = {
    Gate.SIGNED: 1,
    Gate.CONDITIONS: 1,
    Gate.IN_FORCE: 2,
    Gate.PARTY: 3,
    Gate.DIRECTION: 3,
    Gate.SCOPE: 4,
}
_CHARTER_EFFORT = 20


@dataclass(frozen=True)
class Fault:
    """One thing a gate found."""

    gate: Gate
    reason: ReasonCode
    weight: Weight

    @cached_property
    def effort(self) -> int:
        """How much it would take to mend; nothing for what does not stand in the way."""
        if self.weight in (Weight.NOTE, Weight.CONDITION):
            return 0
        return _CHARTER_EFFORT if self.reason is ReasonCode.TIER1_ONLY else _EFFORT[self.gate]
