"""A table of a page as a file to take to a meeting: what is on the screen and what did not fit on it."""

from collections.abc import Iterable, Sequence

from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.register.listing.sheet import Cells, as_csv


def export_list(
    database: Database, actor: Actor, name: str, headings: Sequence[str], rows: Iterable[Cells]
) -> bytes:
    """The rows as CSV, for whoever may take the register away. The audit trail says that it was taken."""
    require(actor, Action.REGISTER_EXPORT)
    made = list(rows)
    with database.write(actor) as work:
        work.record("list_exported", "register", list=name, count=len(made))
    return as_csv(headings, made)
