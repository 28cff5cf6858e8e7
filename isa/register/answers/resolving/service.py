"""Resolving agencies as at a day: controllers above them, agencies before them, groups around them."""

from datetime import date

from sqlmodel import Session, col, select

from isa.coverage.view import MembershipState, RouteKind, Side
from isa.register.agencies.service import MOST_IN_CHAIN, controller_chains
from isa.register.answers.standing import Route, Standing
from isa.register.checks import raise_if_any
from isa.register.tables import (
    AgencyRow,
    AgencyState,
    AgencyStatusRow,
    ClassMembershipRow,
    SuccessionRow,
)
from isa.register.timeline.service import held

_Memberships = list[ClassMembershipRow]


def standings(session: Session, ids: dict[str, str], on: date, version: int) -> dict[str, Standing]:
    """The standing of each agency, by its id; ``ids`` are keyed by the path a fault is shown at."""
    wanted = tuple(dict.fromkeys(ids.values()))
    names = dict(
        session.exec(
            select(AgencyRow.id, AgencyRow.name).where(col(AgencyRow.id).in_(wanted))
        ).all()
    )
    unknown = "Choose an agency that is in the register"
    raise_if_any({path: unknown for path, agency_id in ids.items() if agency_id not in names})
    chains = controller_chains(session, wanted, on, version)
    closed = _closed(session, wanted, on, version)
    routes = _with_predecessors(session, chains, on, version)
    around = _memberships(session, chains, on, version)
    return {
        agency_id: _standing(
            Side(
                agency_id=agency_id,
                name=names[agency_id],
                controller_id=chains[agency_id][-1],
                is_closed=agency_id in closed,
            ),
            routes[agency_id],
            chains[agency_id],
            around,
        )
        for agency_id in wanted
    }


def _closed(session: Session, wanted: tuple[str, ...], on: date, version: int) -> set[str]:
    return set(
        session.exec(
            select(AgencyStatusRow.agency_id)
            .where(col(AgencyStatusRow.agency_id).in_(wanted))
            .where(AgencyStatusRow.status == AgencyState.CLOSED.value)
            .where(held(AgencyStatusRow, on, version))
        ).all()
    )


def _with_predecessors(
    session: Session, chains: dict[str, tuple[str, ...]], on: date, version: int
) -> dict[str, dict[str, Route]]:
    """Each agency's own routes and those of the agencies it took over from, nearest first."""
    routes = {
        agency_id: {
            party_id: Route(party_id, RouteKind.CONTROLLER if step else RouteKind.SELF)
            for step, party_id in enumerate(chain)
        }
        for agency_id, chain in chains.items()
    }
    frontier = {party_id for found in routes.values() for party_id in found}
    for _step in range(MOST_IN_CHAIN):
        before = session.exec(
            select(SuccessionRow)
            .where(col(SuccessionRow.successor_id).in_(sorted(frontier)))
            .where(held(SuccessionRow, on, version))
        ).all()
        if not before:
            break
        for row in before:
            for found in routes.values():
                later = found.get(row.successor_id)
                if later is not None and row.predecessor_id not in found:
                    found[row.predecessor_id] = Route(
                        row.predecessor_id,
                        RouteKind.PREDECESSOR,
                        is_confirmed=later.is_confirmed and row.is_confirmed,
                    )
        frontier = {row.predecessor_id for row in before}
    return routes


def _memberships(
    session: Session, chains: dict[str, tuple[str, ...]], on: date, version: int
) -> _Memberships:
    members = sorted({party_id for chain in chains.values() for party_id in chain})
    return list(
        session.exec(
            select(ClassMembershipRow)
            .where(col(ClassMembershipRow.member_id).in_(members))
            .where(held(ClassMembershipRow, on, version))
        ).all()
    )


def _standing(
    side: Side, routes: dict[str, Route], chain: tuple[str, ...], around: _Memberships
) -> Standing:
    """Put an agency's groups beside its routes; its own accession counts before its controller's."""
    memberships: dict[tuple[str, str | None], MembershipState] = {}
    found = dict(routes)
    for member_id in chain:
        for row in around:
            if row.member_id != member_id:
                continue
            found.setdefault(row.class_id, Route(row.class_id, RouteKind.CLASS))
            memberships.setdefault((row.class_id, row.agreement_id), MembershipState(row.state))
    return Standing(side=side, routes=tuple(found.values()), memberships=memberships)
