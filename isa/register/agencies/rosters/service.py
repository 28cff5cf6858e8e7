"""Groups and their members, and which agency came before which: reading, and adding many at once."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel import Session, col, func, select

from isa.coverage.model import Frozen
from isa.coverage.view import MembershipState
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies.membership.service import put_membership
from isa.register.agencies.service import MOST_IN_CHAIN, names_of
from isa.register.checks import day_faults, raise_if_any
from isa.register.keepers.service import require_agency_keeper
from isa.register.naming import fold
from isa.register.tables import (
    AgencyRow,
    AgencyState,
    AgencyStatusRow,
    ClassMembershipRow,
    SuccessionRow,
)
from isa.register.timeline.service import held, known, newest_version, open_version

STATE_LABELS = {
    MembershipState.ACCEDED: _("Acceded"),
    MembershipState.DECLINED: _("Declined"),
    MembershipState.NOT_RECORDED: _("Not known"),
}


class Member(Frozen):
    """An agency on a group's roster, and whether it agreed to be bound by what the group signs."""

    agency_id: str
    name: str
    state: MembershipState
    since: date


class Roster(Frozen):
    """Some of a group's members, how many there are, and how many are in each state."""

    members: tuple[Member, ...]
    total: int
    counts: dict[MembershipState, int]


class Succession(Frozen):
    """One agency took over from another on a day."""

    predecessor_id: str
    predecessor_name: str
    successor_id: str
    successor_name: str
    on: date
    is_confirmed: bool
    confirmed_by: str
    confirmed_on: date | None
    basis: str


class Ended(Frozen):
    """An agency that closed, or whose work another took over, and who does its work now."""

    agency_id: str
    name: str
    closed_on: date | None
    successors: tuple[tuple[str, str], ...]
    """Ids and names of those that took over and are still there; empty where nobody is named."""


def roster(
    database: Database,
    actor: Actor,
    class_id: str,
    *,
    on: date,
    text: str = "",
    offset: int = 0,
    limit: int = 50,
) -> Roster:
    """A group's members as at a day, those nobody knows about first."""
    require(actor, Action.AGENCY_READ)
    row = ClassMembershipRow
    with database.read() as session:
        there = [
            col(row.class_id) == class_id,
            col(row.agreement_id).is_(None),
            held(row, on, newest_version(session)),
        ]
        counts = session.exec(select(row.state, func.count()).where(*there).group_by(row.state))
        words = [col(AgencyRow.search_key).like(f"% {word}%") for word in fold(text)[:200].split()]
        found = (
            select(row, AgencyRow.name)
            .join(AgencyRow, col(AgencyRow.id) == col(row.member_id))
            .where(*there, *words)
        )
        total = session.exec(select(func.count()).select_from(found.subquery())).one()
        rows = session.exec(
            found.order_by(
                (col(row.state) != MembershipState.NOT_RECORDED.value), col(AgencyRow.name)
            )
            .offset(offset)
            .limit(limit)
        ).all()
        return Roster(
            members=tuple(
                Member(
                    agency_id=each.member_id,
                    name=name,
                    state=MembershipState(each.state),
                    since=each.valid_from,
                )
                for each, name in rows
            ),
            total=total,
            counts={MembershipState(state): count for state, count in counts.all()},
        )


def record_members(
    database: Database,
    actor: Actor,
    class_id: str,
    member_ids: Sequence[str],
    *,
    state: MembershipState,
    on: date,
) -> int:
    """Put agencies on a group's roster, or change their state, all or none; returns how many."""
    require_agency_keeper(database, actor, class_id)
    raise_if_any(
        day_faults("on", on, _("the day")),
        {} if member_ids else {"members": _("Add at least one agency")},
    )
    wanted = list(dict.fromkeys(member_ids))
    with database.write(actor) as work:
        version = open_version(work, "members recorded")
        for member_id in wanted:
            put_membership(work.session, version, class_id, member_id, state, on, None)
        work.record(
            "members_recorded", class_id, count=len(wanted), state=state.value, version=version
        )
    return len(wanted)


def successions(database: Database, actor: Actor, agency_id: str) -> tuple[Succession, ...]:
    """The agencies that came before or after an agency, as they are known now."""
    require(actor, Action.AGENCY_READ)
    row = SuccessionRow
    with database.read() as session:
        rows = session.exec(
            select(row)
            .where(
                (col(row.predecessor_id) == agency_id) | (col(row.successor_id) == agency_id),
                known(row, newest_version(session)),
            )
            .order_by(col(row.valid_from))
        ).all()
        names = names_of(session, {i for r in rows for i in (r.predecessor_id, r.successor_id)})
        return tuple(
            Succession(
                predecessor_id=each.predecessor_id,
                predecessor_name=names[each.predecessor_id],
                successor_id=each.successor_id,
                successor_name=names[each.successor_id],
                on=each.valid_from,
                is_confirmed=each.is_confirmed,
                confirmed_by=each.confirmed_by,
                confirmed_on=each.confirmed_on,
                basis=each.basis,
            )
            for each in rows
        )


def ended_agencies(
    database: Database, actor: Actor, agency_ids: Collection[str], *, on: date
) -> dict[str, Ended]:
    """Those of these agencies that closed or were taken over by a day, by id, with who came after.

    A successor that has itself ended is followed to its own, a few times at most.
    """
    require(actor, Action.AGENCY_READ)
    if not agency_ids:
        return {}
    with database.read() as session:
        version = newest_version(session)
        after: dict[str, set[str]] = {}
        closed: dict[str, date] = {}
        ids = set(agency_ids)
        for _step in range(MOST_IN_CHAIN):
            new = ids - after.keys()
            if not new:
                break
            closed |= _closed(session, new, on, version)
            after |= _taken_over(session, new, on, version)
            ids = {one for id_ in new for one in after[id_]}
        wanted = {id_ for id_ in agency_ids if id_ in closed or after.get(id_)}
        found = {id_: _standing(id_, after, closed) for id_ in wanted}
        names = names_of(session, wanted | {one for ids in found.values() for one in ids})
        return {
            id_: Ended(
                agency_id=id_,
                name=names[id_],
                closed_on=closed.get(id_),
                successors=tuple(sorted(((one, names[one]) for one in ids), key=lambda s: s[1])),
            )
            for id_, ids in found.items()
        }


def _closed(session: Session, ids: Collection[str], on: date, version: int) -> dict[str, date]:
    row = AgencyStatusRow
    return dict(
        session.exec(
            select(col(row.agency_id), col(row.valid_from))
            .where(col(row.agency_id).in_(ids), held(row, on, version))
            .where(row.status == AgencyState.CLOSED.value)
        ).all()
    )


def _taken_over(
    session: Session, ids: Collection[str], on: date, version: int
) -> dict[str, set[str]]:
    row = SuccessionRow
    after: dict[str, set[str]] = {id_: set() for id_ in ids}
    found = session.exec(
        select(col(row.predecessor_id), col(row.successor_id)).where(
            col(row.predecessor_id).in_(ids), held(row, on, version)
        )
    ).all()
    for before, then in found:
        after[before].add(then)
    return after


def _standing(agency_id: str, after: dict[str, set[str]], closed: dict[str, date]) -> set[str]:
    """Who does an agency's work now: the last of each line of successors that has not closed."""
    found: set[str] = set()
    for one in after.get(agency_id, ()):
        found |= _standing(one, after, closed) or (set() if one in closed else {one})
    return found
