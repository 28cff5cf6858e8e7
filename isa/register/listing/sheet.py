"""A list as a file for a spreadsheet program: CSV and XLSX, and no cell that runs as a formula (pure)."""

import csv
import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter

from isa.register.exporting.shape import guarded
from isa.register.exporting.workbook import AS_TEXT, fit, lay_out

Cells = tuple[str | int | date, ...]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(headings: Sequence[str], rows: Sequence[Cells]) -> bytes:
    """The rows as CSV with a mark that spreadsheet programs know UTF-8 by."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(title: str, headings: Sequence[str], rows: Sequence[Cells]) -> bytes:
    """The rows as a workbook: days as days, numbers as numbers, every text as text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, AS_TEXT)
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    page = book.add_worksheet(title)
    lay_out(page)
    for place, heading in enumerate(headings):
        fit(page, place, max(map(len, (heading, *(str(row[place]) for row in rows)))))
        page.write_string(0, place, heading, bold)
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(line, place, cell, day)
            elif isinstance(cell, int):
                page.write_number(line, place, cell)
            elif cell:
                page.write_string(line, place, guarded(cell))
    page.autofilter(0, 0, max(len(rows), 1), len(headings) - 1)
    book.close()
    return out.getvalue()
