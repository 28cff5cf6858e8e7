"""What is wrong with a policy pack, said so that its author can mend it.

A pack is law written as data. There is no fallback: a pack with one fault is not loaded at all.
"""

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
