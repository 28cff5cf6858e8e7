"""Behind which parties an agency stands on a day: itself, its controller, its groups, those before it."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from isa.coverage.view import MembershipState, Party, PartyRole, PartyState, RouteKind, Side

_ROLES = {one.value: one for one in PartyRole}
_STATES = {one.value: one for one in PartyState}


@dataclass(frozen=True)
class Route:
    """One party id that an agency stands behind, and how."""

    party_id: str
    kind: RouteKind
    is_confirmed: bool = True


@dataclass(frozen=True)
class Standing:
    """An agency resolved: every party it may be in the register's agreements."""

    side: Side
    routes: tuple[Route, ...]
    memberships: dict[tuple[str, str | None], MembershipState] = field(default_factory=dict)
    """By class, and by agreement where the accession is to one agreement alone."""

    @property
    def party_ids(self) -> tuple[str, ...]:
        """The ids to look for."""
        return tuple(sorted({route.party_id for route in self.routes}))

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which a row may list it."""
        return (self.side.agency_id, self.side.controller_id, *self.party_ids)

    @cached_property
    def _by_party(self) -> dict[str, Route]:
        """The nearest route to each party: a hub is asked about a hundred times."""
        return {route.party_id: route for route in reversed(self.routes)}

    def party(
        self, agreement_id: str, party_id: str, role: str, state: str, signed_on: date | None
    ) -> Party:
        """A party row of an agreement as it concerns this agency."""
        route = self._by_party[party_id]
        membership = MembershipState.NOT_RECORDED
        if self.memberships:
            roster = self.memberships.get((party_id, None), membership)
            membership = self.memberships.get((party_id, agreement_id), roster)
        return Party(
            party_id=party_id,
            route=route.kind,
            role=_ROLES[role],
            state=_STATES[state],
            signed_on=signed_on,
            membership=membership,
            is_succession_confirmed=route.is_confirmed,
        )
