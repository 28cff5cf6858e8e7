"""A long list on a page, a part at a time: what is above and below it stays within reach.

On a page that is read or printed whole, one press shows every list of it from end to end.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import streamlit as st

from isa.pages._register import pager
from isa.platform.wording import gettext as _
from isa.ui import state

_T = TypeVar("_T")
_OFFSET, _WHOLE = "offset", "whole"


def part_of(key: str, found: Sequence[_T], size: int, *, from_end: bool = False) -> Sequence[_T]:
    """The part that was turned to; before that the first, or the one with the newest at the end."""
    if _is_whole(key):
        return found
    start = _start(key, len(found), size, from_end=from_end)
    return found[start : start + size]


def turn(
    key: str, total: int, size: int, *, from_end: bool = False, may_be_whole: bool = False
) -> None:
    """Below it: which part it is, and the way to the next; nothing for a list that is there whole.

    ``may_be_whole`` offers every list of the page from end to end; keys of one page begin alike, before a slash.
    """
    if total <= size:
        return
    if _is_whole(key):
        _offer(key, _("Show a part at a time"), "")
        return
    pager(key, total, _start(key, total, size, from_end=from_end), size=size)
    if may_be_whole:
        _offer(key, _("Show all of it, to read or print"), "yes")


def unusual_first(found: Sequence[_T], size: int, told: Callable[[_T], Hashable]) -> Sequence[_T]:
    """Of more than one part, those of which something else is told than of most; a short list stays as it is."""
    if len(found) <= size:
        return found
    ((usual, _count),) = Counter(told(one) for one in found).most_common(1)
    return sorted(found, key=lambda one: told(one) == usual)


def _offer(key: str, label: str, whole: str) -> None:
    page = key.partition("/")[0]
    st.button(
        label,
        key=f"{key}-whole",
        type="tertiary",
        on_click=state.choose,
        args=(page, _WHOLE, whole),
    )


def _is_whole(key: str) -> bool:
    return bool(state.chosen(key.partition("/")[0], _WHOLE))


def _start(key: str, total: int, size: int, *, from_end: bool) -> int:
    last = max(total - 1, 0) // size * size
    turned = state.chosen(key, _OFFSET)
    return min(int(turned), last) if turned else last if from_end else 0
