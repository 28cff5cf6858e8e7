"""What is told of each of many decisions, put together from the findings of its cells.

A cell is a recipient with an item. As in ``decisions.policy.rollup``, a recipient gets one outcome
and one scope for all its items; decisions whose cells found the same are told the same, once.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from decisions.policy.columns import Settled
from decisions.policy.compiled import CompiledPack
from decisions.policy.gathered import BLANK, Shape
from decisions.policy.model import Finding
from decisions.policy.rollup import best_of, scope_of

WANTED = ("act_now", "outcome", "item_rule")
"""The tables whose findings are told."""


class Told(NamedTuple):
    """What the tables say of one decision; None where it is not settled."""

    act_now: str | None
    outcomes: tuple[str | None, ...]
    scopes: tuple[str | None, ...]
    rules: tuple[tuple[str | None, ...], ...]
    """For each recipient, the rule of each item."""


class Sums:
    """From the findings of the cells to what is told of a decision; each combination once."""

    def __init__(self, pack: CompiledPack) -> None:
        """Take the codes and the order of outcomes from the pack."""
        self._codes = {table.name: table.codes for table in pack.tables if table.name in WANTED}
        order = pack.pack.order
        best = max(order.rank.values())
        self._shares = frozenset(code for code, rank in order.rank.items() if rank == best)
        self._roll = {code: place for place, code in enumerate(order.roll)}
        self._kept: dict[tuple[object, ...], Told] = {}

    def told(
        self, shapes: Sequence[Shape], acts: Sequence[int], settled: dict[str, Settled]
    ) -> Iterator[Told]:
        """What is told of each shape of a chunk; ``acts`` is by case, the rest by cell."""
        width = len(self._codes["item_rule"])
        both = settled["outcome"].possible << np.uint64(width) | settled["item_rule"].possible
        cells = both.tolist()
        start = 0
        for case, recipients, items in shapes:
            end = start + len(recipients) * len(items)
            key = (acts[case], len(recipients), items[0] == BLANK, *cells[start:end])
            told = self._kept.get(key)
            if told is None:
                told = self._kept[key] = self._sum(
                    acts[case], len(recipients), items, cells[start:end]
                )
            yield told
            start = end

    def _sum(self, act: int, recipients: int, items: tuple[int, ...], cells: Sequence[int]) -> Told:
        width = len(self._codes["item_rule"])
        rows = [cells[n * len(items) : (n + 1) * len(items)] for n in range(recipients)]
        outcomes, scopes, rules = [], [], []
        for row in rows:
            found = [self._finding("item_rule", cell & ((1 << width) - 1)) for cell in row]
            outcome = best_of([self._finding("outcome", cell >> width) for cell in row], self._roll)
            is_danger_alone = outcome == "share_now" and items[0] == BLANK
            outcomes.append(outcome)
            scopes.append("some" if is_danger_alone else scope_of(outcome, self._shares, found))
            rules.append(tuple(one.value for one in found))
        return Told(
            self._finding("act_now", act).value, tuple(outcomes), tuple(scopes), tuple(rules)
        )

    def _finding(self, table: str, mask: int) -> Finding:
        codes = self._codes[table]
        possible = tuple(code for place, code in enumerate(codes) if mask >> place & 1)
        return Finding(table, possible, (), ())
