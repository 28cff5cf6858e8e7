"""Taking back a move that was recorded for a later day and has not come true."""

from datetime import date

from sqlmodel import Session

from isa.coverage.model import Frozen
from isa.coverage.view import AgreementStatus
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agreements.changes.service import RUNNING, known_rows
from isa.register.agreements.events.service import put_event
from isa.register.checks import name_faults, raise_if_any
from isa.register.keepers.service import require_agreement_keeper
from isa.register.tables import AgreementRow
from isa.register.timeline.service import codes_of, newest_version, open_version, replace_from

_NOT_TERMS = {"row_id", "valid_from", "valid_to", "known_from", "known_to", "status"}


class LaterMove(Frozen):
    """A status that an agreement takes on a day to come."""

    status: AgreementStatus
    on: date


def later_move(database: Database, actor: Actor, agreement_id: str) -> LaterMove | None:
    """The last move of an agreement that is recorded for a day to come; None when there is none."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        found = _last_two(session, agreement_id, newest_version(session))
        if found is None:
            return None
        return LaterMove(status=AgreementStatus(found[1].status), on=found[1].valid_from)


def withdraw_move(database: Database, actor: Actor, agreement_id: str, *, reason: str) -> None:
    """Take back the last move recorded for a day to come, so that the status before it stays.

    ``Invalid`` when there is none, when terms change on that day as well, or when the agreement that
    this one replaces ends by it: that end is taken back first.
    """
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(name_faults("reason", reason, _("why it is taken back"), limit=1000))
    with database.write(actor) as work:
        session = work.session
        version = open_version(work, "move withdrawn")
        found = _last_two(session, agreement_id, version)
        if found is None:
            raise Invalid({"status": _("No move is recorded for a later day")})
        before, later = found
        if _terms(session, before) != _terms(session, later):
            raise Invalid(
                {"status": _("Its terms change on that day as well. Put the terms back first")}
            )
        if later.status in RUNNING and later.supersedes_id:
            other = _last_two(session, later.supersedes_id, version)
            if other and other[1].status == AgreementStatus.SUPERSEDED.value:
                raise Invalid(
                    {"status": _("The agreement it replaces ends by this. Take that back first")}
                )
        start, after = later.valid_from, later.status
        status = before.status
        rows = known_rows(session, agreement_id, version)
        replace_from(session, version, rows, before.valid_from, {"status": status})
        put_event(
            work,
            version,
            agreement_id,
            "status",
            held_on=start,
            before=after,
            after=status,
            reason=reason,
        )
        work.record(
            "agreement_move_withdrawn", agreement_id, before=after, status=status, version=version
        )


def _last_two(
    session: Session, agreement_id: str, version: int
) -> tuple[AgreementRow, AgreementRow] | None:
    """The last two stretches, where the last is yet to come and has another status."""
    rows = sorted(known_rows(session, agreement_id, version), key=lambda row: row.valid_from)
    if len(rows) < 2:
        return None
    before, later = rows[-2:]
    is_move = later.valid_from > clock.today() and later.status != before.status
    is_move = is_move and before.valid_to == later.valid_from and later.valid_to is None
    return (before, later) if is_move else None


def _terms(session: Session, row: AgreementRow) -> object:
    return row.model_dump(exclude=_NOT_TERMS), codes_of(session, row)
