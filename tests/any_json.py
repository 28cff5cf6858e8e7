"""Any JSON at any place of a file: what a hand, or another program, may have done to it."""

from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

TYPED = "Mary Example of 3 High Street"
"""What somebody typed where it does not belong: it may stand in no message."""


def paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in nested plain values, the whole first."""
    yield path
    if isinstance(value, dict | list):
        for key, held in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(held, (*path, key))


def any_json(known: Sequence[str]) -> st.SearchStrategy[Any]:
    """Any value of JSON, among whose texts are these known ones and what somebody typed."""
    words = st.one_of(
        st.text(max_size=8).map(lambda end: f"{TYPED}{end}"), st.sampled_from(["", *known])
    )
    return st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | words,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
        max_leaves=6,
    )
