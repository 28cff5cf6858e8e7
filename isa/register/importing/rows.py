"""Rows below the headings, made whole: ditto marks filled in, blank and repeated rows left out (pure)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from isa.platform.wording import gettext as _
from isa.register.importing import left_out
from isa.register.importing.model import ColumnMap, Findings, Sheet
from isa.register.naming import fold

_DITTO = re.compile(
    r"""^\s*(?:["'\u201c\u201d\u2033\u3003]{1,2}|-?\s*(?:ditto|do\.?|as above|same as above|same)\s*-?)\s*$""",
    re.IGNORECASE,
)
_DITTO_BEGINS = frozenset(" \"'\u201c\u201d\u2033\u3003-dDaAsS")
_LONGEST_DITTO = 20
_NOT_DITTO = frozenset({"is_signed"})
_QUOTED_FORMULA = re.compile(r"^'(?=[=+\-@'\t\r])")
_NEWLINES = re.compile(r"_x000D_|\r\n?")


class Line(NamedTuple):
    """A row as mapped: its number in the file and the text of each field; several columns are joined."""

    number: int
    cells: dict[str, str]

    def get(self, field: str) -> str:
        """The text of a field; empty where the file has none."""
        return self.cells.get(field, "")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a sheet by column: what a rule says of a column is said of all its cells at once."""

    numbers: Sequence[int]
    """The number of each row in the file."""
    columns: Mapping[str, Sequence[str]]
    """By field, the text of each row; empty where it has none."""

    def column(self, field: str) -> Sequence[str]:
        """The texts of a field; nothing but empty ones where no column holds it."""
        return self.columns.get(field) or [""] * len(self.numbers)

    def line(self, place: int) -> Line:
        """A row by its place among the rows."""
        found = {field: texts[place] for field, texts in self.columns.items() if texts[place]}
        return Line(self.numbers[place], found)


def lines(sheet: Sheet, mapping: ColumnMap, findings: Findings) -> Iterator[Line]:
    """The rows of a sheet as fields. A cell with a ditto mark takes what stands above it."""
    told = table(sheet, mapping, findings)
    return map(told.line, range(len(told.numbers)))


def table(sheet: Sheet, mapping: ColumnMap, findings: Findings) -> Table:
    """The rows of a sheet as columns of fields, without blank rows and headings that come again."""
    first = mapping.header_line + 1
    body = sheet.rows[mapping.header_line :]
    raw = {
        place: [row[place] if place < len(row) else "" for row in body]
        for place, code in enumerate(mapping.fields)
        if code
    }
    again = _headings_again(body, sheet.rows[first - 2] if mapping.header_line else (), raw)
    counting = left_out.counting(body, raw.values(), first, findings)
    columns: dict[str, list[str]] = {}
    for place, texts in raw.items():
        for row in (*again, *counting):
            texts[row] = ""
        code = mapping.fields[place]
        found = _column(texts, code, first, place + 1, findings)
        if code in columns:
            beside = zip(columns[code], found, strict=True)
            found = ["; ".join(filter(None, pair)) for pair in beside]
        columns[code] = found
    numbers = range(first, first + len(body))
    if any(all(texts) for texts in columns.values()):
        return Table(numbers, columns)
    filled = [any(row) for row in zip(*columns.values(), strict=True)]
    left_out.tell(body, filled, {*again, *counting}, first, findings)
    return Table(
        [*compress(numbers, filled)],
        {code: [*compress(texts, filled)] for code, texts in columns.items()},
    )


def _column(texts: list[str], code: str, first: int, column: int, findings: Findings) -> list[str]:
    """Texts cleaned and filled in; each different one is looked at once, because registers repeat themselves."""
    different = set(texts)
    untidy = {text: cleaned(text) for text in different if text and not _is_tidy(text)}
    if untidy:
        texts = [untidy.get(text, text) for text in texts]
        different = {untidy.get(text, text) for text in different}
    is_marked = any(
        text[:1] == "="
        or (len(text) < _LONGEST_DITTO and text[:1] in _DITTO_BEGINS and _is_ditto(text))
        for text in different
    )
    return [*_filled(texts, code, first, column, findings)] if is_marked else texts


def _is_ditto(text: str) -> bool:
    return bool(_DITTO.match(text))


def _filled(
    texts: Sequence[str], code: str, first: int, column: int, findings: Findings
) -> Iterator[str]:
    """A column with its ditto marks filled in and its formulas refused."""
    above = ""
    for number, each in enumerate(texts, start=first):
        text = each
        if code not in _NOT_DITTO and _is_ditto(text):
            text = above
            if not text:
                findings.fault(number, column, _("A ditto mark, and nothing stands above it"))
        if text.startswith("="):
            sentence = _("This cell holds a formula. Put its value there instead")
            findings.fault(number, column, sentence)
            text = ""
        above = text or above
        yield text


def cleaned(text: str) -> str:
    """A cell without stray spaces, and without the mark that kept a spreadsheet from running it."""
    if not text or _is_tidy(text):
        return text
    return _NEWLINES.sub("\n", _QUOTED_FORMULA.sub("", text)).strip().lstrip("\ufeff")


def _is_tidy(text: str) -> bool:
    return text[0] != "'" and text[0] > " " and text[-1] > " " and "\r" not in text


def _headings_again(
    body: Sequence[Sequence[str]], headings: Sequence[str], raw: Mapping[int, Sequence[str]]
) -> Sequence[int]:
    """Rows of headings in the middle of the table, as where pages were put together, by their place."""
    heads = [fold(cell) for cell in headings]
    named = [
        (texts, heads[place]) for place, texts in raw.items() if heads[place : place + 1] != [""]
    ]
    if sum(map(bool, heads)) < 2 or not named:
        return ()
    # The column that says the fewest different things is looked through first.
    texts, head = min(named, key=lambda each: len(set(each[0])))
    likely = {text for text in set(texts) if fold(text) == head}
    return [
        number
        for number, text in enumerate(texts if likely else ())
        if text in likely
        and all(fold(cell) == known for cell, known in zip(body[number], heads, strict=False))
    ]


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
