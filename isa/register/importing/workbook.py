"""Looking into a workbook (XLSX, ODS) before it is read, and reading it (pure).

A workbook is a zip file of XML. Its parts are measured while they are unpacked, because what a zip
file says of itself may be a lie; nothing in it is ever executed or fetched. Formulas give the value
that was saved with them. The reading itself is done by calamine.
"""

import io
import re
import zipfile
import zlib
from datetime import date, datetime

from python_calamine import CalamineWorkbook

from isa.register.importing.limits import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_PARTS,
    MOST_ROWS,
    MOST_SHEETS,
    MOST_UNPACKED,
)
from isa.register.importing.model import Sheet, Unreadable, column_letter

_DAMAGED = (
    "This workbook is damaged or is not what its name says. Open it, save it again, and retry."
)
_TOO_LARGE = (
    f"Unpacked, this workbook is larger than {MOST_UNPACKED // 1_000_000} MB. Keep only the sheet "
    "with the table, save it as a new file, and retry."
)
_MACROS = (
    "This workbook holds macros. They are never run here. Save it as an ordinary workbook (.xlsx) "
    "and retry."
)
_LINKS = (
    "Some cells take their value from other files. Nothing was fetched: the saved value is used."
)
_CHUNK = 1 << 20

_PREFIX = re.compile(rb"<(/?)\w+:")
_ROW = re.compile(rb'<row r="(\d+)"')
_FAR_COLUMN = re.compile(rb' r="(?:[A-Z]{3,}|[J-Z][A-Z]|I[W-Z])\d')
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"(?: [\w:]+="[^"]*")*>')
_ODD_PLACE = re.compile(rb'<(?:row|c)(?! r=")\s[^>]*?\br\s*=')
"""A row or cell that says its place in a way no spreadsheet program writes: it could hide how far away it is."""
_FORMULA = re.compile(rb"<f[ >/]")
_NO_VALUE = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*><f[^>]*(?:/>|>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>')
_ODS_SHEET = re.compile(rb"<table:table[\s>]")
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*?)(/?)>")
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d+)"')


def read_workbook(data: bytes) -> list[Sheet]:
    """Every sheet of a workbook as text; ``Unreadable`` says why when it cannot be."""
    notes = _looked_into(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        if len(book.sheet_names) > MOST_SHEETS:
            raise Unreadable(
                f"This workbook has more than {MOST_SHEETS} sheets. Keep the one you need."
            )
        return [_sheet(book, name, notes) for name in book.sheet_names]
    except Unreadable:
        raise
    except Exception as error:  # the library has many errors and they all say one thing
        raise Unreadable(_DAMAGED) from error


def _sheet(book: CalamineWorkbook, name: str, notes: tuple[str, ...]) -> Sheet:
    page = book.get_sheet_by_name(name)
    check_size(page.total_height, page.total_width)
    rows = page.to_python(skip_empty_area=False)
    return Sheet(name=name, rows=[tuple(map(_text, row)) for row in rows], notes=notes)


def check_size(rows: int, columns: int) -> None:
    """``Unreadable`` when a table is larger than any register."""
    if rows > MOST_ROWS:
        raise Unreadable(
            f"A cell with something in it stands in row {rows:,}; {MOST_ROWS:,} rows is the most. "
            "Delete what is below your table, or import it in parts."
        )
    if columns > MOST_COLUMNS:
        raise Unreadable(
            f"A cell with something in it stands in column {column_letter(columns)}; "
            f"{MOST_COLUMNS} columns is the most. Delete the columns that are not needed."
        )
    if rows * columns > MOST_CELLS:
        raise Unreadable(
            f"The table has {rows:,} rows and {columns} columns, which is too much at once. Delete "
            "the columns that are not needed, or import it in parts."
        )


def _text(value: object) -> str:
    """A cell as text: days as 2024-03-31, whole numbers without a point, ticks as yes or no."""
    if type(value) is str:
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if not (value.hour or value.minute) else value.isoformat(" ")
        )
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _looked_into(data: bytes) -> tuple[str, ...]:
    """What is worth saying about the workbook; ``Unreadable`` when it must not be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            return _parts(pack)
    except Unreadable:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise Unreadable(_DAMAGED) from error


def _parts(pack: zipfile.ZipFile) -> tuple[str, ...]:
    parts = pack.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or len(set(names)) != len(names):
        raise Unreadable(_DAMAGED)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(
            "This workbook is locked with a password. Take the password off and retry."
        )
    if any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names):
        raise Unreadable(_MACROS)
    left = MOST_UNPACKED
    notes: dict[str, None] = {}
    if any("externallinks/" in name.lower() for name in names):
        notes[_LINKS] = None
    for part in parts:
        content = _unpacked(pack, part, left)
        left -= len(content)
        if part.filename.startswith("xl/worksheets/") or part.filename == "xl/sharedStrings.xml":
            notes.update(dict.fromkeys(_looked_at_sheet(content)))
        elif part.filename == "content.xml":
            _look_at_ods(content)
    return tuple(notes)


def _unpacked(pack: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    """A part's bytes, counted as they come: the size in its heading may be false."""
    if part.file_size > most:
        raise Unreadable(_TOO_LARGE)
    pieces, size = [], 0
    with pack.open(part) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            if size > most:
                raise Unreadable(_TOO_LARGE)
            pieces.append(piece)
    return b"".join(pieces)


def _looked_at_sheet(xml: bytes) -> list[str]:
    """Refuse a sheet whose last cell is far away, before memory is set aside for all between."""
    if b"<!DOCTYPE" in xml[:2000]:
        raise Unreadable(_DAMAGED)
    if b":row " in xml:
        xml = _PREFIX.sub(rb"<\1", xml)
    if _ODD_PLACE.search(xml):
        raise Unreadable(_DAMAGED)
    far = _FAR_COLUMN.search(xml)
    last_row = max((int(found) for found in _ROW.findall(xml)), default=0)
    if far or last_row > MOST_ROWS:
        rows = columns = 0
        for found in _CELL.finditer(xml):
            rows = max(rows, int(found[2]))
            columns = max(columns, column_number(found[1].decode()))
        check_size(rows, columns)
    notes = []
    if formulas := len(_FORMULA.findall(xml)):
        notes.append(
            f"{formulas:,} cells hold formulas. They are not run: the value saved with each is used."
        )
        empty = [found[1].decode() for found in _NO_VALUE.finditer(xml)]
        if empty:
            notes.append(
                f"These formulas have no saved value, so their cells are taken as empty: "
                f"{', '.join(empty[:10])}{' and more' if len(empty) > 10 else ''}. Open the "
                "workbook, save it, and retry to have their values."
            )
    return notes


def column_number(letters: str) -> int:
    """The number of a column: A is 1, AB is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _look_at_ods(xml: bytes) -> None:
    """The same for ODS, where one cell may stand for a million of its kind."""
    if b"<!DOCTYPE" in xml[:2000]:
        raise Unreadable(_DAMAGED)
    for sheet in _ODS_SHEET.split(xml):
        row = 0
        for found in _ODS_ROW.finditer(sheet):
            row += _repeats(found[1])
            last = _last_filled(found[2] or b"")
            if last:
                check_size(row, last)


def _last_filled(row: bytes) -> int:
    """The number of the last cell of a row with something in it; 0 for an empty row."""
    at = last = 0
    for found in _ODS_CELL.finditer(row):
        at += _repeats(found[1])
        if not found[2] or b"office:value" in found[1]:
            last = at
    return last


def _repeats(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
