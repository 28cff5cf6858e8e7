"""How far the cells of an ordinary sheet reach, told without parsing its XML (pure).

Nearly every program writes a cell as ``<c r="B12"``. Where a part holds no cell written otherwise, no
formula and nothing that may hide a cell, its places are read many at a time. Every other part, and
every one that seems too large, is parsed (``isa.register.importing.cells``).
"""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?\?>")
_UTF8 = re.compile(rb"""encoding=["']utf-8["']""", re.IGNORECASE)
_EMPTY_ROW = re.compile(rb"<row[^>]{0,400}/>")
_EMPTY_CELL = re.compile(rb"<c [^>]{0,400}/>")
_AT_ONCE = 8_000_000
_PAD = b"\0" * 32
_MOST_LETTERS, _MOST_DIGITS = 3, 7
_BEGINS = b' r="'

Bytes = NDArray[np.uint8]
Places = NDArray[Any]


def plain_size(part: bytes) -> tuple[int, int] | None:
    """The last row and column with a cell in it, filled or not; None where the part has to be parsed."""
    start = _after_declaration(part)
    if start is None:
        return None
    rows = columns = open_rows = open_cells = 0
    for text in _stretches(part, start):
        told = _Tags(text)
        size = told.size()
        if size is None:
            return None
        rows, columns = max(rows, size[0]), max(columns, size[1])
        open_rows += told.open_rows
        open_cells += told.open_cells
    is_closed = (not open_rows or open_rows == len(_EMPTY_ROW.findall(part))) and (
        not open_cells or open_cells == len(_EMPTY_CELL.findall(part))
    )
    return (rows, columns) if is_closed else None


def _after_declaration(part: bytes) -> int | None:
    """Where the XML begins that is said to be UTF-8, or of which nothing is said; None for any other."""
    said = _DECLARED.match(part)
    if said is None:
        return 0
    is_utf8 = b"encoding" not in said[0] or _UTF8.search(said[0]) is not None
    return said.end() if is_utf8 else None


def _stretches(part: bytes, start: int) -> Iterator[Bytes]:
    """The part in pieces that begin with a tag, each with room behind it."""
    while start < len(part):
        cut = part.find(b"<", start + _AT_ONCE)
        end = cut if cut >= 0 else len(part)
        yield np.frombuffer(part[start:end] + _PAD, dtype=np.uint8)
        start = end


def _any_of(letters: bytes, text: Bytes) -> bool:
    """Whether one of some letters stands in a text: sooner told one by one than all at once."""
    return any(bool((text == letter).any()) for letter in letters)


class _Tags:
    """The tags of a stretch, by where they begin."""

    def __init__(self, text: Bytes) -> None:
        self._text = text
        self._at = np.flatnonzero(text == ord("<"))
        self._first, self._second = text[self._at + 1], text[self._at + 2]
        self._cells = self._at[(self._first == ord("c")) & (self._second == ord(" "))]
        is_end = self._first == ord("/")
        closed = self._at[is_end & (self._second == ord("c"))]
        closed_cells = np.count_nonzero(text[closed + 3] == ord(">"))
        self.open_cells = len(self._cells) - int(closed_cells)
        self.open_rows = self._row_tags(self._at[self._first == ord("r")] + 1) - self._row_tags(
            self._at[is_end & (self._second == ord("r"))] + 2
        )

    def _row_tags(self, at: Places) -> int:
        text = self._text
        is_row = (text[at + 1] == ord("o")) & (text[at + 2] == ord("w"))
        return int(np.count_nonzero(is_row))

    def size(self) -> tuple[int, int] | None:
        """The last row and column; None where a cell is written otherwise or something may hide one."""
        if self._is_otherwise():
            return None
        at = self._cells + 2
        for letter in _BEGINS:
            if not (self._text[at] == letter).all():
                return None
            at = at + 1
        return self._places(at)

    def _is_otherwise(self) -> bool:
        """Whether there is a formula, an instruction, a comment, a prefix or a cell without a place."""
        prefixed = self._text[np.flatnonzero(self._text == ord(":")) + 1]
        return (
            _any_of(b"f!?", self._first)
            or _any_of(b"\t\r\n/>", self._second[self._first == ord("c")])
            or _any_of(b"cf", prefixed)
        )

    def _places(self, at: Places) -> tuple[int, int] | None:
        """Letters, digits and the closing mark of every cell's place, a position at a time."""
        columns, at = self._number(at, ord("A"), 26, 1, _MOST_LETTERS)
        rows, end = self._number(at, ord("0"), 10, 0, _MOST_DIGITS)
        is_well = (columns > 0) & (end > at) & (self._text[end] == ord('"'))
        if not is_well.all():
            return None
        return int(rows.max(initial=0)), int(columns.max(initial=0))

    def _number(
        self, at: Places, lowest: int, base: int, counts_from: int, most: int
    ) -> tuple[Places, Places]:
        """Numbers written from a position on, as far as digits of a base go; where each ends."""
        number = np.zeros(len(at), dtype=np.int32)
        goes_on = np.ones(len(at), dtype=bool)
        for _digit in range(most):
            digit = self._text[at].astype(np.int32) - lowest
            goes_on &= (digit >= 0) & (digit < base)
            if not goes_on.any():
                break
            number = np.where(goes_on, number * base + digit + counts_from, number)
            at = at + goes_on
        return number, at
