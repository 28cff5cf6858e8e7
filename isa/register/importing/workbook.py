"""Looking into a workbook (XLSX, ODS) before it is read, and reading it (pure).

A workbook is a zip file of XML. Its parts are measured while they are unpacked, because what a zip
file says of itself may be a lie; nothing in it is ever executed or fetched. Formulas give the value
that was saved with them. The reading itself is done by calamine.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from python_calamine import CalamineWorkbook

from isa.platform.wording import gettext as _
from isa.register.importing.cells import Cells, check_size
from isa.register.importing.limits import MOST_PARTS, MOST_SHEETS, MOST_UNPACKED
from isa.register.importing.model import Sheet, Unreadable

_DAMAGED = _(
    "This workbook is damaged or is not what its name says. Open it, save it again, and retry."
)
_TOO_LARGE = _(
    "Unpacked, this workbook is larger than {most_unpacked} MB. Keep only the sheet with "
    "the table, save it as a new file, and retry."
).format(most_unpacked=MOST_UNPACKED // 1000000)
_MACROS = _(
    "This workbook holds macros. They are never run here. Save it as an ordinary "
    "workbook (.xlsx) and retry."
)
_BINARY = _("This is a binary workbook (.xlsb). Open it, save it as .xlsx, and retry.")
_LINKS = _(
    "Some cells take their value from other files. Nothing was fetched: the saved value is used."
)
_CHUNK = 1 << 20


def read_workbook(data: bytes) -> list[Sheet]:
    """Every sheet of a workbook as text; ``Unreadable`` says why when it cannot be."""
    notes = _looked_into(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        if len(book.sheet_names) > MOST_SHEETS:
            raise Unreadable(
                _(
                    "This workbook has more than {most_sheets} sheets. Keep the one you need."
                ).format(most_sheets=MOST_SHEETS)
            )
        # Two sheets may be one part of the file, so what was measured there is counted again here.
        cells = Cells()
        return [_sheet(book, name, notes, cells) for name in book.sheet_names]
    except Unreadable:
        raise
    except Exception as error:  # the library has many errors and they all say one thing
        raise Unreadable(_DAMAGED) from error


def _sheet(book: CalamineWorkbook, name: str, notes: tuple[str, ...], cells: Cells) -> Sheet:
    page = book.get_sheet_by_name(name)
    check_size(page.total_height, page.total_width)
    cells.add_sheet(page.total_height, page.total_width)
    # Row by row the empty rows above a table are told, but not the empty columns before it.
    before = ("",) * (page.start[1] if page.start else 0)
    rows = [before + _texts(row) for row in page.iter_rows()]
    return Sheet(name=name, rows=rows, notes=notes)


def _texts(row: Sequence[object]) -> tuple[str, ...]:
    """The cells of a row; nearly all are text already."""
    return tuple([cell if type(cell) is str else _text(cell) for cell in row])


def _text(value: object) -> str:
    """A cell as text: days as 2024-03-31, whole numbers without a point, ticks as yes or no."""
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
    with opened_zip(data, _DAMAGED) as pack:
        return _parts(pack)


@contextmanager
def opened_zip(data: bytes, damaged: str) -> Iterator[zipfile.ZipFile]:
    """A zip file while it is read; whatever is wrong with it raises ``Unreadable`` in these words."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            yield pack
    except Unreadable:
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise Unreadable(damaged) from error


def _parts(pack: zipfile.ZipFile) -> tuple[str, ...]:
    parts = pack.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or len(set(names)) != len(names):
        raise Unreadable(_DAMAGED)
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(
            _("This workbook is locked with a password. Take the password off and retry.")
        )
    if any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names):
        raise Unreadable(_MACROS)
    if any(name.lower().endswith("workbook.bin") for name in names):
        raise Unreadable(_BINARY)
    left = MOST_UNPACKED
    notes: dict[str, None] = {}
    if any("externallinks/" in name.lower() for name in names):
        notes[_LINKS] = None
    cells = Cells()
    for part in parts:
        content = unpacked(pack, part, left)
        left -= len(content)
        # Any part may be named as a sheet, so the content says which ones are, never the path.
        cells.look_at(content)
    return (*notes, *cells.notes)


def unpacked(
    pack: zipfile.ZipFile, part: zipfile.ZipInfo, most: int, too_large: str = _TOO_LARGE
) -> bytes:
    """A part's bytes, counted as they come: the size in its heading may be false."""
    if part.file_size > most:
        raise Unreadable(too_large)
    pieces, size = [], 0
    with pack.open(part) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            if size > most:
                raise Unreadable(too_large)
            pieces.append(piece)
    return b"".join(pieces)
