"""An export as a workbook or as JSON (pure: bytes out of rows)."""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date

import xlsxwriter

from isa.platform.wording import gettext as _
from isa.register.exporting.shape import (
    ABOUT,
    FORMAT,
    FORMAT_VERSION,
    SHAPE,
    Row,
    guarded,
    written,
)

Sheets = Mapping[str, Sequence[Row]]
AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""How every workbook of ours is opened: a text stays a text."""
_WIDE = {"title", "name", "items", "justification", "summary", "other_names"}
_FIRST_REAL_DAY = date(1950, 1, 1)
"""Earlier days, such as "always", are written as text: a spreadsheet has no days before 1900."""
_TOLD = _(
    "This is the whole register. It can be imported again. Change what you like; leave "
    "the ids, the headings and the names of the sheets as they are. A row that is left "
    "out of a sheet is taken away only if other rows of the same agency or agreement are "
    "still there."
)


def as_xlsx(sheets: Sheets, *, version: int, on: date) -> bytes:
    """The register as a workbook. Every text is written as text, and none can be run as a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, AS_TEXT)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    about = book.add_worksheet(ABOUT)
    about.set_column(0, 1, 30)
    for number, (name, value) in enumerate(
        (
            (FORMAT, str(FORMAT_VERSION)),
            (_("register version"), str(version)),
            (_("exported on"), written(on)),
        )
    ):
        about.write_string(number, 0, name, bold)
        about.write_string(number, 1, value)
    about.write_string(4, 0, _TOLD)
    for name, columns in SHAPE.items():
        page = book.add_worksheet(name)
        page.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            page.set_column(place, place, 40 if column.name in _WIDE else 16)
            page.write_string(0, place, column.name, bold)
        for line, row in enumerate(sheets[name], start=1):
            for place, column in enumerate(columns):
                cell = row[column.name]
                if isinstance(cell, date) and cell >= _FIRST_REAL_DAY:
                    page.write_datetime(line, place, cell, day)
                elif text := written(cell):
                    page.write_string(line, place, guarded(text))
        page.autofilter(0, 0, max(len(sheets[name]), 1), len(columns) - 1)
    book.close()
    return out.getvalue()


def as_json(sheets: Sheets, *, version: int, on: date) -> bytes:
    """The register as JSON: one list for each sheet of the workbook."""
    told = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "register_version": version,
        "exported_on": written(on),
        **{
            name: [
                {
                    column.name: list(value)
                    if isinstance(value := row[column.name], tuple)
                    else written(value)
                    if isinstance(value, date)
                    else value
                    for column in columns
                }
                for row in sheets[name]
            ]
            for name, columns in SHAPE.items()
        },
    }
    return json.dumps(told, indent=1, ensure_ascii=False).encode()
