"""What becomes of an agency: it closes, moves to another controller, or is taken over."""

from datetime import date

from sqlmodel import Session, col, select

from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.register.agencies.service import MOST_IN_CHAIN, controller_chains, require_agencies
from isa.register.checks import day_faults, raise_if_any, text_faults
from isa.register.keepers.service import require_agency_keeper
from isa.register.model import FROM_THE_BEGINNING
from isa.register.tables import AgencyState, AgencyStatusRow, SuccessionRow
from isa.register.timeline.service import change_from, change_onwards, known, open_version


def leads_back(
    session: Session,
    row: type[AgencyStatusRow] | type[SuccessionRow],
    here: str,
    there: str,
    start: str,
    end: str,
    *,
    on: date = FROM_THE_BEGINNING,
) -> bool:
    """Whether following links from one agency can reach another on any day from ``on``."""
    begins, ends = col(getattr(row, here)), col(getattr(row, there))
    seen: set[str] = set()
    ahead = {start}
    while ahead:
        if end in ahead:
            return True
        seen |= ahead
        further = session.exec(
            select(ends)
            .where(begins.in_(sorted(ahead)), ends.is_not(None), col(row.known_to).is_(None))
            .where(col(row.valid_to).is_(None) | (col(row.valid_to) > on))
        ).all()
        ahead = {each for each in further if each} - seen
    return False


def _known_status(session: Session, agency_id: str, version: int) -> list[AgencyStatusRow]:
    return list(
        session.exec(
            select(AgencyStatusRow)
            .where(AgencyStatusRow.agency_id == agency_id)
            .where(known(AgencyStatusRow, version))
        ).all()
    )


def close_agency(database: Database, actor: Actor, agency_id: str, *, on: date) -> None:
    """Record that an agency stopped operating; ``on`` is the first day without it."""
    require_agency_keeper(database, actor, agency_id)
    raise_if_any(day_faults("on", on, _("the day it closed")))
    with database.write(actor) as work:
        require_agencies(work.session, {"agency_id": agency_id})
        version = open_version(work, "agency closed")
        rows = _known_status(work.session, agency_id, version)
        change_from(work.session, version, rows, on, {"status": AgencyState.CLOSED.value})
        work.record("agency_closed", agency_id, version=version)


def move_agency(
    database: Database, actor: Actor, agency_id: str, *, parent_id: str | None, on: date
) -> None:
    """Record that from a day an agency belongs to another controller, or to none but itself."""
    require_agency_keeper(database, actor, agency_id, *([parent_id] if parent_id else []))
    raise_if_any(day_faults("on", on, _("the day it moved")))
    with database.write(actor) as work:
        session = work.session
        wanted = {"agency_id": agency_id} | ({"parent_id": parent_id} if parent_id else {})
        require_agencies(session, wanted)
        version = open_version(work, "agency moved")
        if parent_id is not None:
            chain = controller_chains(session, (parent_id,), on, version)[parent_id]
            back = leads_back(
                session, AgencyStatusRow, "agency_id", "controller_id", parent_id, agency_id, on=on
            )
            if back or agency_id in chain or len(chain) >= MOST_IN_CHAIN:
                words = _("It belongs to this one already. A body cannot belong to itself")
                raise Invalid({"parent_id": words})
        rows = _known_status(session, agency_id, version)
        change_onwards(
            session, version, rows, on, {"controller_id": parent_id}, seen_on=clock.today()
        )
        work.record("agency_moved", agency_id, parent=parent_id, version=version)


def record_succession(
    database: Database,
    actor: Actor,
    *,
    predecessor_id: str,
    successor_id: str,
    on: date,
    is_confirmed: bool,
    confirmed_by: str = "",
    confirmed_on: date | None = None,
    basis: str = "",
) -> None:
    """Record that one agency took over from another; a later record for the same two replaces it.

    ``is_confirmed`` only when it is known (as by a transfer order) that agreements carry over; then
    the other three say which post confirmed it, when, and what shows it.
    """
    require_agency_keeper(database, actor, predecessor_id, successor_id)
    raise_if_any(
        day_faults("on", on, _("the day it took over")),
        day_faults("confirmed_on", confirmed_on, _("the day it was confirmed")),
        text_faults("confirmed_by", confirmed_by, _("who confirmed it"), limit=100),
        text_faults("basis", basis, _("what shows it"), limit=300),
        {"successor_id": _("Choose two different agencies")}
        if predecessor_id == successor_id
        else {},
    )
    with database.write(actor) as work:
        session = work.session
        require_agencies(session, {"predecessor_id": predecessor_id, "successor_id": successor_id})
        version = open_version(work, "succession recorded")
        if leads_back(
            session, SuccessionRow, "successor_id", "predecessor_id", predecessor_id, successor_id
        ):
            raise Invalid(
                {
                    "successor_id": _(
                        "The register says that this agency came before the other one. "
                        "An agency cannot take over from its own successor"
                    )
                }
            )
        for old in session.exec(
            select(SuccessionRow)
            .where(SuccessionRow.predecessor_id == predecessor_id)
            .where(SuccessionRow.successor_id == successor_id)
            .where(col(SuccessionRow.known_to).is_(None))
        ).all():
            old.known_to = version
            session.add(old)
        session.add(
            SuccessionRow(
                predecessor_id=predecessor_id,
                successor_id=successor_id,
                is_confirmed=is_confirmed,
                confirmed_by=confirmed_by.strip(),
                confirmed_on=confirmed_on,
                basis=basis.strip(),
                valid_from=on,
                known_from=version,
            )
        )
        work.record("succession_recorded", predecessor_id, successor=successor_id, version=version)
