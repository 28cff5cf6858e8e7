"""The work list as a file for a spreadsheet program: what a filter finds, in office formats."""

import csv
import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter

from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.exporting.shape import guarded
from isa.register.exporting.workbook import AS_TEXT
from isa.register.worklist.model import LABELS, Task, Wanted
from isa.register.worklist.service import everything

_HEADINGS = (
    _("Task"),
    _("Reference"),
    _("Title"),
    _("Party"),
    _("Due, or since"),
    _("Days"),
    _("More"),
    _("Looked after by"),
    _("Last chased"),
)
_WIDE = (2, 3, 6)
Cells = tuple[str | int | date, ...]


def export_work_list(
    database: Database, actor: Actor, wanted: Wanted, *, form: str, on: date
) -> bytes:
    """Everything a filter finds as ``xlsx`` or ``csv``. The export is written into the audit trail."""
    require(actor, Action.REGISTER_EXPORT)
    rows = [_cells(task) for task in everything(database, actor, wanted, on=on)]
    with database.write(actor) as work:
        work.record("worklist_exported", "register", form=form, count=len(rows))
    return as_xlsx(rows) if form == "xlsx" else as_csv(rows)


def _cells(task: Task) -> Cells:
    return (
        LABELS[task.key.kind],
        task.reference,
        task.title,
        task.agency_name,
        task.due or "",
        "" if task.days is None else task.days,
        task.detail,
        task.owner,
        task.chased_on or "",
    )


def as_csv(rows: Sequence[Cells]) -> bytes:
    """The rows as CSV with a mark that spreadsheet programs know UTF-8 by; no cell runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_HEADINGS)
    for row in rows:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(rows: Sequence[Cells]) -> bytes:
    """The rows as a workbook: days as days, numbers as numbers, every text as text."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, AS_TEXT)
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    page = book.add_worksheet(_("Work list"))
    page.freeze_panes(1, 0)
    for place, heading in enumerate(_HEADINGS):
        page.set_column(place, place, 40 if place in _WIDE else 18)
        page.write_string(0, place, heading, bold)
    for line, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(line, place, cell, day)
            elif isinstance(cell, int):
                page.write_number(line, place, cell)
            elif cell:
                page.write_string(line, place, guarded(cell))
    page.autofilter(0, 0, max(len(rows), 1), len(_HEADINGS) - 1)
    book.close()
    return out.getvalue()
