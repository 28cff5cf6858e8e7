"""Where the cells of a workbook stand, told in one pass over its XML before anything is set aside (pure).

The library that reads a workbook keeps room for every cell between the first and the last, so a file of
a few kilobytes with one far cell would take all memory. The pass stops at the first cell too far away.
"""

import re
from collections.abc import Callable
from xml.parsers import expat

from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.importing.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from isa.register.importing.model import Unreadable, column_letter, column_number
from isa.register.importing.plain_cells import plain_size

_DAMAGED = _(
    "This workbook is damaged or is not what its name says. Open it, save it again, and retry."
)
_ALL_TOO_LARGE = _(
    "The sheets of this workbook have more than {most_cells:,} cells together, which is "
    "too much at once. Keep only the sheet with the table, save it as a new file, and "
    "retry."
).format(most_cells=MOST_CELLS)
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_NUMBER = re.compile(r"[0-9]{1,9}")
_ANOTHER_ALPHABET = (b"\xff\xfe", b"\xfe\xff")
_ODS_CELLS = ("table-cell", "covered-table-cell")

_Attributes = dict[str, str]


def check_size(rows: int, columns: int) -> None:
    """``Unreadable`` when a table is larger than any register."""
    if rows > MOST_ROWS:
        raise Unreadable(
            _(
                "A cell with something in it stands in row {rows:,}; {most_rows:,} rows is the most. "
                "Delete what is below your table, or import it in parts."
            ).format(rows=rows, most_rows=MOST_ROWS)
        )
    if columns > MOST_COLUMNS:
        raise Unreadable(
            _(
                "A cell with something in it stands in column {columns}; {most_columns} columns is "
                "the most. Delete the columns that are not needed."
            ).format(columns=column_letter(columns), most_columns=MOST_COLUMNS)
        )
    if rows * columns > MOST_CELLS:
        raise Unreadable(
            _(
                "The table has {rows:,} rows and {columns} columns, which is too much at once. "
                "Delete the columns that are not needed, or import it in parts."
            ).format(rows=rows, columns=columns)
        )


class Cells:
    """The cells of a whole workbook, as its parts are looked at one after another."""

    def __init__(self) -> None:
        """Begin with no cells."""
        self._total = 0
        self._formulas = 0
        self._without_value: list[str] = []

    def look_at(self, part: bytes) -> None:
        """Measure a part that has cells, whatever its name; ``Unreadable`` when they are too many or too far."""
        if part.startswith(_ANOTHER_ALPHABET):
            raise Unreadable(_DAMAGED)
        if b"sheetData" in part and not self._is_plain(part):
            sheet = _Sheet()
            _parse(part, sheet.start, sheet.end, sheet.use)
            self.add_sheet(sheet.rows, sheet.columns)
            self._formulas += sheet.formulas
            self._without_value += sheet.without_value
        if b"table-row" in part:
            _parse(part, (tables := _Tables()).start, tables.end)
            tables.finish()
            for rows, columns in tables.sizes:
                self.add_sheet(rows, columns)

    def _is_plain(self, part: bytes) -> bool:
        """Whether a sheet is of the ordinary sort and surely not too large; then it is counted."""
        size = plain_size(part)
        if size is None or size[0] > MOST_ROWS or size[1] > MOST_COLUMNS:
            return False
        room = size[0] * size[1]
        if self._total + room > MOST_CELLS:
            return False
        self._total += room
        return True

    def add_sheet(self, rows: int, columns: int) -> None:
        """Count the room a sheet takes; ``Unreadable`` when all sheets together take too much."""
        self._total += rows * columns
        if self._total > MOST_CELLS:
            raise Unreadable(_ALL_TOO_LARGE)

    @property
    def notes(self) -> list[str]:
        """What is worth saying about the formulas."""
        if not self._formulas:
            return []
        found = [
            ngettext(
                "{_formulas:,} cell holds a formula. It is not run: the value saved with it is used.",
                "{_formulas:,} cells hold formulas. They are not run: the value saved with each is used.",
                self._formulas,
            ).format(_formulas=self._formulas)
        ]
        if empty := self._without_value:
            found.append(
                _(
                    "These formulas have no saved value, so their cells are taken as empty: "
                    "{names}{more}. Open the workbook, save it, and retry to have their values."
                ).format(
                    names=", ".join(empty[:10]), more=_(" and more") if len(empty) > 10 else ""
                )
            )
        return found


def _parse(
    part: bytes,
    start: Callable[[str, _Attributes], None],
    end: Callable[[str], None],
    use: Callable[[expat.XMLParserType], None] | None = None,
) -> None:
    # The encoding is fixed: a part must not be read in one alphabet here and in another later.
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda name, told: start(name.rpartition(":")[2], told)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    if use is not None:
        use(parser)
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise Unreadable(_DAMAGED) from error


def _refuse(*_told: object) -> None:
    raise Unreadable(_DAMAGED)


class _Sheet:
    """The cells of one sheet of an XLSX file; a row or cell that says no place comes after the one before."""

    def __init__(self) -> None:
        self.rows = self.columns = self.formulas = 0
        self.without_value: list[str] = []
        self._row = self._column = self._cell_row = 0
        self._is_in_cell = self._is_formula = self._has_value = False
        self._parser: expat.XMLParserType | None = None

    def use(self, parser: expat.XMLParserType) -> None:
        self._parser = parser

    def start(self, name: str, told: _Attributes) -> None:
        if name == "c":
            self._start_cell(told.get("r"))
        elif name == "row":
            self._row = _number(told["r"]) if "r" in told else self._row + 1
            self._column = 0
        elif self._is_in_cell:
            self._in_cell(name)

    def _start_cell(self, place: str | None) -> None:
        self._is_in_cell, self._is_formula, self._has_value = True, False, False
        if place is None:
            self._cell_row, self._column = self._row, self._column + 1
            return
        found = _PLACE.fullmatch(place)
        if found is None:
            raise Unreadable(_DAMAGED)
        self._column, self._cell_row = column_number(found[1].upper()), int(found[2])

    def _in_cell(self, name: str) -> None:
        if self._cell_row > self.rows or self._column > self.columns:
            self.rows = max(self.rows, self._cell_row)
            self.columns = max(self.columns, self._column)
            check_size(self.rows, self.columns)
        if name == "f":
            self._is_formula = True
            self.formulas += 1
        elif name == "v" and self._is_formula and self._parser is not None:
            self._parser.CharacterDataHandler = self._value

    def _value(self, _text: str) -> None:
        self._has_value = True

    def end(self, name: str) -> None:
        if name == "c":
            self._is_in_cell = False
            if self._is_formula and not self._has_value:
                self.without_value.append(f"{column_letter(self._column)}{self._cell_row}")
        elif name == "v" and self._is_formula and self._parser is not None:
            self._parser.CharacterDataHandler = None


class _Tables:
    """The sheets of an ODS file, where one cell or row may stand for a million of its kind."""

    def __init__(self) -> None:
        self.sizes: list[tuple[int, int]] = []
        self._rows = self._columns = self._row = self._at = self._last = 0
        self._is_in_cell = False

    def start(self, name: str, told: _Attributes) -> None:
        if name == "table":
            self.finish()
        elif name == "table-row":
            self._row += _repeats(told, "table:number-rows-repeated")
            self._at = self._last = 0
        elif name in _ODS_CELLS:
            self._at += _repeats(told, "table:number-columns-repeated")
            self._is_in_cell = True
            if any(each.startswith("office:") for each in told):
                self._fill()
        elif self._is_in_cell:
            self._fill()

    def _fill(self) -> None:
        self._last = self._at
        if self._row > self._rows or self._last > self._columns:
            self._rows = max(self._rows, self._row)
            self._columns = max(self._columns, self._last)
            check_size(self._rows, self._columns)

    def end(self, name: str) -> None:
        if name in _ODS_CELLS:
            self._is_in_cell = False

    def finish(self) -> None:
        """Close the sheet that was being looked at."""
        self.sizes.append((self._rows, self._columns))
        self._rows = self._columns = self._row = self._at = 0


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise Unreadable(_DAMAGED)
    return int(text)


def _repeats(told: _Attributes, name: str) -> int:
    return _number(told[name]) if name in told else 1
