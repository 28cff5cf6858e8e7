"""The work list as a file for a spreadsheet program: what a filter finds, in office formats."""

from datetime import date

from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.listing.sheet import Cells, as_csv, as_xlsx
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


def export_work_list(
    database: Database, actor: Actor, wanted: Wanted, *, form: str, on: date
) -> bytes:
    """Everything a filter finds as ``xlsx`` or ``csv``. The export is written into the audit trail."""
    require(actor, Action.REGISTER_EXPORT)
    rows = [_cells(task) for task in everything(database, actor, wanted, on=on)]
    with database.write(actor) as work:
        work.record("worklist_exported", "register", form=form, count=len(rows))
    if form == "xlsx":
        return as_xlsx(_("Work list"), _HEADINGS, rows)
    return as_csv(_HEADINGS, rows)


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
