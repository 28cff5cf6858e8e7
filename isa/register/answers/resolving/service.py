"""Resolving agencies as at a day: controllers above them, agencies before them, groups around them.

Its statements are made once, because a coverage question is asked on every step of a decision.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Executable, and_, bindparam, select
from sqlmodel import Session, col

from isa.coverage.view import MembershipState, RouteKind, Side
from isa.platform.columns import evenly
from isa.platform.wording import gettext as _
from isa.register.agencies.service import MOST_IN_CHAIN
from isa.register.answers.standing import Route, Standing
from isa.register.checks import raise_if_any
from isa.register.tables import (
    AgencyRow,
    AgencyState,
    AgencyStatusRow,
    ClassMembershipRow,
    SuccessionRow,
)
from isa.register.timeline.service import held_then

_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_WHO = (
    select(
        col(AgencyRow.id),
        col(AgencyRow.name),
        col(AgencyStatusRow.status),
        col(AgencyStatusRow.controller_id),
    )
    .outerjoin(
        AgencyStatusRow,
        and_(col(AgencyStatusRow.agency_id) == col(AgencyRow.id), held_then(AgencyStatusRow)),
    )
    .where(col(AgencyRow.id).in_(_IDS))
)
_BEFORE = select(
    col(SuccessionRow.predecessor_id),
    col(SuccessionRow.successor_id),
    col(SuccessionRow.is_confirmed),
).where(col(SuccessionRow.successor_id).in_(_IDS), held_then(SuccessionRow))
_AROUND = select(
    col(ClassMembershipRow.member_id),
    col(ClassMembershipRow.class_id),
    col(ClassMembershipRow.agreement_id),
    col(ClassMembershipRow.state),
).where(col(ClassMembershipRow.member_id).in_(_IDS), held_then(ClassMembershipRow))

_Around = list[tuple[str, str, str | None, str]]


class _Reader:
    """Runs statements about some ids as at one day and version."""

    def __init__(self, session: Session, on: date, version: int) -> None:
        self._connection = session.connection()
        self._when = {"on": on, "version": version}

    def rows(self, statement: Executable, ids: Collection[str]) -> Iterable[Any]:
        return self._connection.execute(statement, {**self._when, "ids": evenly(ids)}).all()


def standings(session: Session, ids: dict[str, str], on: date, version: int) -> dict[str, Standing]:
    """The standing of each agency, by its id; ``ids`` are keyed by the path a fault is shown at."""
    reader = _Reader(session, on, version)
    known = {row[0]: row for row in reader.rows(_WHO, set(ids.values()))}
    unknown = _("Choose an agency that is in the register")
    raise_if_any({path: unknown for path, agency_id in ids.items() if agency_id not in known})
    chains = _chains(reader, {agency_id: row[3] for agency_id, row in known.items()})
    routes = _with_predecessors(reader, chains)
    members = {party_id for chain in chains.values() for party_id in chain}
    around = list(reader.rows(_AROUND, members))
    return {
        agency_id: _standing(
            Side(
                agency_id=agency_id,
                name=name,
                controller_id=chains[agency_id][-1],
                is_closed=status == AgencyState.CLOSED.value,
            ),
            routes[agency_id],
            chains[agency_id],
            around,
        )
        for agency_id, name, status, _parent in known.values()
    }


def _chains(reader: _Reader, parents: dict[str, str | None]) -> dict[str, tuple[str, ...]]:
    """For each agency, itself and the bodies it is a service of, the controller last."""
    above = dict(parents)
    frontier = {parent for parent in parents.values() if parent is not None}
    for _step in range(MOST_IN_CHAIN):
        frontier -= above.keys()
        if not frontier:
            break
        for agency_id, _name, _status, parent in reader.rows(_WHO, frontier):
            above[agency_id] = parent
        frontier = {parent for parent in above.values() if parent is not None}
    return {agency_id: _chain(agency_id, above) for agency_id in parents}


def _chain(agency_id: str, above: dict[str, str | None]) -> tuple[str, ...]:
    chain = [agency_id]
    while (parent := above.get(chain[-1])) is not None and len(chain) <= MOST_IN_CHAIN:
        chain.append(parent)
    return tuple(chain)


def _with_predecessors(
    reader: _Reader, chains: dict[str, tuple[str, ...]]
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
        before = list(reader.rows(_BEFORE, frontier))
        if not before:
            break
        for predecessor_id, successor_id, is_confirmed in before:
            for found in routes.values():
                later = found.get(successor_id)
                if later is not None and predecessor_id not in found:
                    found[predecessor_id] = Route(
                        predecessor_id,
                        RouteKind.PREDECESSOR,
                        is_confirmed=later.is_confirmed and is_confirmed,
                    )
        frontier = {row[0] for row in before}
    return routes


def _standing(
    side: Side, routes: dict[str, Route], chain: tuple[str, ...], around: _Around
) -> Standing:
    """Put an agency's groups beside its routes; its own accession counts before its controller's."""
    memberships: dict[tuple[str, str | None], MembershipState] = {}
    found = dict(routes)
    for each in chain:
        for member_id, class_id, agreement_id, state in around:
            if member_id != each:
                continue
            found.setdefault(class_id, Route(class_id, RouteKind.CLASS))
            memberships.setdefault((class_id, agreement_id), MembershipState(state))
    return Standing(side=side, routes=tuple(found.values()), memberships=memberships)
