"""Rows below the headings, made whole: ditto marks filled in, blank and repeated rows left out (pure)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from isa.platform.wording import gettext as _
from isa.register.importing.headers import MANY_TIMES
from isa.register.importing.model import ColumnMap, Findings, Sheet
from isa.register.naming import fold

_DITTO = re.compile(
    r"""^\s*(?:["'\u201c\u201d\u2033\u3003]{1,2}|-?\s*(?:ditto|do\.?|as above|same as above|same)\s*-?)\s*$""",
    re.IGNORECASE,
)
_DITTO_BEGINS = frozenset(" \"'\u201c\u201d\u2033\u3003-dDaAsS")
_NOT_DITTO = frozenset({"is_signed"})
_QUOTED_FORMULA = re.compile(r"^'(?=[=+\-@'\t\r])")
_NEWLINES = re.compile(r"_x000D_|\r\n?")


@dataclass(frozen=True, slots=True)
class Line:
    """A row as mapped: its number in the file and the text of each field; several columns are joined."""

    number: int
    cells: dict[str, str]

    def get(self, field: str) -> str:
        """The text of a field; empty where the file has none."""
        return self.cells.get(field, "")


def lines(sheet: Sheet, mapping: ColumnMap, findings: Findings) -> Iterator[Line]:
    """The rows of a sheet as fields. A cell with a ditto mark takes what stands above it."""
    wanted = [(place, code) for place, code in enumerate(mapping.fields) if code]
    headings = (
        [fold(cell) for cell in sheet.rows[mapping.header_line - 1]] if mapping.header_line else []
    )
    above: dict[int, str] = {}
    for number, row in enumerate(sheet.rows[mapping.header_line :], start=mapping.header_line + 1):
        cells = _cells(row, wanted, above, number, findings)
        if cells and not _is_heading_again(row, headings):
            yield Line(number, cells)


def _cells(
    row: Sequence[str],
    wanted: Sequence[tuple[int, str]],
    above: dict[int, str],
    number: int,
    findings: Findings,
) -> dict[str, str]:
    cells: dict[str, str] = {}
    for place, code in wanted:
        text = row[place] if place < len(row) else ""
        if not text:
            continue
        if text[0] in _DITTO_BEGINS and code not in _NOT_DITTO and _DITTO.match(text):
            text = above.get(place, "")
            if not text:
                findings.fault(number, place + 1, _("A ditto mark, and nothing stands above it"))
        text = cleaned(text)
        if text.startswith("="):
            findings.fault(
                number, place + 1, _("This cell holds a formula. Put its value there instead")
            )
        elif text:
            above[place] = text
            cells[code] = f"{cells[code]}; {text}" if code in MANY_TIMES and code in cells else text
    return cells


def cleaned(text: str) -> str:
    """A cell without stray spaces, and without the mark that kept a spreadsheet from running it."""
    if not text or (text[0] != "'" and text[0] > " " and text[-1] > " " and "\r" not in text):
        return text
    return _NEWLINES.sub("\n", _QUOTED_FORMULA.sub("", text)).strip().lstrip("\ufeff")


def _is_heading_again(row: Sequence[str], headings: Sequence[str]) -> bool:
    """A row of headings in the middle of the table, as where pages were put together."""
    if sum(map(bool, headings)) < 2:
        return False
    return all(fold(cell) == heading for cell, heading in zip(row, headings, strict=False))


def filled_down(found: Iterator[Line], keys: Sequence[str], needs: Sequence[str]) -> Iterator[Line]:
    """Rows under a merged cell: where the keys are blank and something of a party is given, the row above's keys."""
    last: dict[str, str] = {}
    for line in found:
        if any(line.get(key) for key in keys):
            last = {key: line.get(key) for key in keys if line.get(key)}
            yield line
        elif last and any(line.get(need) for need in needs):
            yield Line(line.number, {**line.cells, **last})
        else:
            yield line
