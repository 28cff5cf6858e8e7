"""One measured bar, and races in which every way takes its turn on the same machine at the same time.

Ratios inside one race count; times by themselves say more about the machine than about the code.
"""

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Took = dict[str, list[float]]
"""Seconds for one call of each way, one figure for each round."""


@dataclass(frozen=True)
class Measure:
    """A bar with what was measured.

    ``ours`` and ``peer`` are in ``unit``. With a peer the bar is the most that ours / peer may be,
    otherwise the most that ours may be. ``fastest`` is the same figure from the fastest rounds: on a
    busy machine the two part.
    """

    what: str
    ours: float
    bar: float
    unit: str
    peer: float | None = None
    peer_name: str = ""
    fastest: float | None = None

    @property
    def figure(self) -> float:
        """What is held against the bar."""
        return self.ours if self.peer is None else self.ours / self.peer

    @property
    def is_met(self) -> bool:
        """Whether the bar is kept by the medians."""
        return self.figure <= self.bar

    def told(self) -> str:
        """The measure as one line."""
        verdict = "met" if self.is_met else "MISSED"
        if self.peer is None:
            return f"{self.what}: {self.ours:.1f} {self.unit}; bar {self.bar:g}: {verdict}"
        fastest = f" (fastest rounds {self.fastest:.3g})" if self.fastest is not None else ""
        return (
            f"{self.what}: {self.figure:.3g}{fastest} of {self.peer_name} "
            f"({self.ours:.1f} beside {self.peer:.1f} {self.unit}); bar {self.bar:g}: {verdict}"
        )


def race(
    ways: Mapping[str, Callable[[int], object]],
    rounds: Sequence[Sequence[int]],
    clock: Callable[[], float] = time.process_time,
) -> Took:
    """Each way in turn on each round's cases, another one first each round.

    Whoever is first finds the cases cold. CPU time unless another process does the work.
    """
    took: Took = {name: [] for name in ways}
    turns = list(ways.items())
    for number, cases in enumerate(rounds):
        gc.collect()
        first = number % len(turns)
        for name, way in turns[first:] + turns[:first]:
            start = clock()
            for case in cases:
                way(case)
            took[name].append((clock() - start) / len(cases))
    return took


def compared(what: str, took: Took, ours: str, peer: str, bar: float, unit: str = "us") -> Measure:
    """Ours against a peer of the same race."""
    scale = {"us": 1e6, "ms": 1e3, "s": 1.0}[unit]
    return Measure(
        what=what,
        ours=statistics.median(took[ours]) * scale,
        peer=statistics.median(took[peer]) * scale,
        peer_name=peer,
        fastest=min(took[ours]) / min(took[peer]),
        bar=bar,
        unit=unit,
    )


def percentile(figures: Sequence[float], share: float) -> float:
    """The figure that this share of them does not pass."""
    return sorted(figures)[min(len(figures) - 1, int(share * len(figures)))]
