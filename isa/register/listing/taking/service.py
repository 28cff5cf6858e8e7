"""A table of a page as a file to take to a meeting: what is on the screen and what did not fit on it."""

from collections.abc import Iterable, Sequence

from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.register.listing.sheet import Cells, as_csv


def export_list(
    database: Database, actor: Actor, name: str, headings: Sequence[str], rows: Iterable[Cells]
) -> bytes:
    """The rows as CSV. Nothing is in it that its reader may not see on the page; the audit trail says so."""
    require(actor, Action.AGREEMENT_READ)
    made = list(rows)
    with database.write(actor) as work:
        work.record("list_exported", "register", list=name, count=len(made))
    return as_csv(headings, made)
