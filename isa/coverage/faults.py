"""What a gate can find, and what a finding does to the verdict."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

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


@dataclass(frozen=True)
class Fault:
    """One thing a gate found."""

    gate: Gate
    reason: ReasonCode
    weight: Weight
