"""A database that was put back from a copy stays closed until what went since the copy went again.

A copy holds what was disposed of after it was taken, and cannot know that. That it was put back, and
that the question was answered, are events of its own audit trail, so that a copy of any release has
room for both.
"""

from sqlmodel import Session

from isa.platform import audit
from isa.platform.clock import show_instant
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import ConfigurationError
from isa.platform.identity import SYSTEM
from isa.platform.wording import gettext as _

PUT_BACK, ANSWERED = "database_put_back", "disposed_again"
_ABOUT = "installation"
_CLOSED = _(
    "This database was put back from a copy on {at}. What was disposed of after the copy was taken is in "
    "it again, so it stays closed. Run: isa dispose --again FILE, with what isa dispose --certificates "
    "printed last, or the certificates downloaded from the page. If nothing was disposed of since the copy "
    "was taken, a safeguarding lead says so: isa dispose --none-since --by lead@example.org"
)


def note(database: Database) -> None:
    """Write down that this database was put back: it stays closed from now on."""
    with database.write(SYSTEM) as work:
        work.record(PUT_BACK, _ABOUT)


def answer(work: UnitOfWork, again: int) -> None:
    """Write down that what went since the copy went again, or that nothing had; it opens from now on."""
    work.record(ANSWERED, _ABOUT, records=again)


def is_closed(session: Session) -> bool:
    """Whether it was put back and nobody has said yet what went since."""
    found = audit.events_about(session, _ABOUT, (PUT_BACK, ANSWERED))
    return bool(found) and found[0].type == PUT_BACK


def refuse_while_closed(database: Database) -> None:
    """``ConfigurationError`` with what to run while nobody has said what went since the copy."""
    with database.read() as session:
        found = audit.events_about(session, _ABOUT, (PUT_BACK, ANSWERED))
    if found and found[0].type == PUT_BACK:
        raise ConfigurationError(_CLOSED.format(at=show_instant(found[0].at)))
