"""What is wrong with a policy pack, said so that its author can mend it.

A pack is law written as data. There is no fallback: a pack with one fault is not loaded at all.
"""

import difflib
from collections.abc import Collection
from dataclasses import dataclass

from isa.platform.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: in which file, at which key, what it is, and how to mend it."""

    file: str
    key: str
    problem: str
    mend: str

    def __str__(self) -> str:
        """One line for an author."""
        return f"{self.file}: {self.key}: {self.problem}. {self.mend}."


class PackError(ConfigurationError):
    """A pack that cannot be used; ``faults`` lists everything found, never only the first."""

    def __init__(self, folder: str, faults: tuple[Fault, ...]) -> None:
        """Name the pack's folder and say each fault on a line of its own."""
        self.faults = faults
        lines = "\n".join(f"  {fault}" for fault in faults)
        super().__init__(f"The policy pack {folder} cannot be used:\n{lines}")


def nearest(wrong: str, known: Collection[str]) -> str:
    """How to mend a name that is not known: the one that was probably meant, if there is one."""
    close = difflib.get_close_matches(wrong, list(known), n=1)
    return f"Did you mean {close[0]!r}" if close else "Correct the name or add it"
