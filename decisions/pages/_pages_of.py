"""A long list on a page, a part at a time: what is above and below it stays within reach."""

from collections.abc import Sequence
from typing import TypeVar

from isa.pages._register import pager
from isa.ui import state

_T = TypeVar("_T")
_OFFSET = "offset"


def part_of(key: str, found: Sequence[_T], size: int, *, from_end: bool = False) -> Sequence[_T]:
    """The part that was turned to; before that the first, or the one with the newest at the end."""
    start = _start(key, len(found), size, from_end=from_end)
    return found[start : start + size]


def turn(key: str, total: int, size: int, *, from_end: bool = False) -> None:
    """Below it: which part it is, and the way to the next; nothing for a list that is there whole."""
    pager(key, total, _start(key, total, size, from_end=from_end), size=size)


def _start(key: str, total: int, size: int, *, from_end: bool) -> int:
    last = max(total - 1, 0) // size * size
    turned = state.chosen(key, _OFFSET)
    return min(int(turned), last) if turned else last if from_end else 0
