"""What the register says about many agencies on one day, held so that every pair can be asked about.

A book gives each pair the very view that a single question would get, so a cell of the matrix and
the answer to a question cannot disagree. It holds no more than its agencies and their agreements.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date

from isa.coverage.view import (
    Agreement,
    AgreementType,
    Party,
    RegisterView,
    RouteKind,
    Side,
)


@dataclass(frozen=True)
class Words:
    """The lines of codes that gates need: each with itself and every broader one, nearest first."""

    purposes: dict[str, tuple[str, ...]]
    categories: dict[str, tuple[str, ...]]
    leaves: dict[str, tuple[str, ...]]
    """Each category as the kinds it stands for: itself, or what lies under a group."""
    labels: dict[str, str]


@dataclass(frozen=True)
class Book:
    """Agencies and the agreements any of them stands behind, as at ``on``, as known at a version."""

    on: date
    register_version: int
    words: Words
    sides: dict[str, Side]
    types: dict[str, str]
    agreements: dict[str, Agreement]
    """Without parties: those are ``stands``."""
    stands: dict[str, dict[str, tuple[Party, ...]]] = field(default_factory=dict)
    """By agency, by agreement: each way in which the agency is a party to it."""

    def name(self, agency_id: str) -> str:
        """The agency's name."""
        return self.sides[agency_id].name

    def common(self, one: str, other: str) -> tuple[str, ...]:
        """The agreements both stand behind, whatever they are about."""
        mine, theirs = self.stands.get(one, {}), self.stands.get(other, {})
        few, many = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
        return tuple(key for key in few if key in many)

    def view(
        self, provider: str, recipient: str, purpose: str, only: Collection[str] | None = None
    ) -> RegisterView:
        """What the gates may look at for one pair and purpose; nothing of what only came near.

        ``only`` are the agreements to look at, where not all that join the two.
        """
        line = self.words.purposes[purpose]
        joined = self.common(provider, recipient) if only is None else only
        found = [self.agreements[key] for key in joined]
        for_it = [one for one in found if one.purposes.intersection(line)]
        charters = [one for one in found if one.type is AgreementType.TIER1_CHARTER]
        chosen = [*for_it, *(one for one in charters if one not in for_it)] if for_it else found
        return RegisterView(
            provider=self.sides[provider],
            recipient=self.sides[recipient],
            agreements=tuple(
                one._replace(
                    provider_parties=self.stands[provider][one.id],
                    recipient_parties=self.stands[recipient][one.id],
                )
                for one in chosen
            ),
            purpose_line=line,
            category_lines=self.words.categories,
            labels=self.words.labels,
            register_version=self.register_version,
        )

    def without_agreement(self, *gone: str) -> "Book":
        """The same book had this agreement, or these, never been."""
        return replace(
            self,
            agreements={key: one for key, one in self.agreements.items() if key not in gone},
            stands={
                agency: {key: ways for key, ways in found.items() if key not in gone}
                for agency, found in self.stands.items()
            },
        )

    def without_party(self, agency_id: str) -> "Book":
        """The same book had this agency, and whoever stands behind its signature, left every agreement.

        Its own parties go, and so do those of its services and successors that rest on them.
        """
        return self._ways(lambda _key, way: None if way.party_id == agency_id else way)

    def without_way(self, agreement_id: str, party_id: str) -> "Book":
        """The same book had this party never joined one agreement."""
        return self._ways(
            lambda key, way: None if (key, way.party_id) == (agreement_id, party_id) else way
        )

    def merged(self, agency_id: str, into: str) -> "Book":
        """The same book had one agency taken over another's parties, and nobody confirmed that they carry over."""
        later = self._ways(
            lambda _key, way: _unconfirmed(way) if way.party_id == agency_id else way
        )
        own = {
            key: taken
            for key, ways in later.stands.get(agency_id, {}).items()
            if (taken := tuple(way for way in ways if way.party_id == agency_id))
        }
        mine = later.stands.get(into, {})
        both = {key: (*mine.get(key, ()), *own.get(key, ())) for key in {**mine, **own}}
        return replace(later, stands={**later.stands, into: both})

    def _ways(self, kept: Callable[[str, Party], Party | None]) -> "Book":
        """The same book with each way of being a party as ``kept`` leaves it, or without it."""
        stands = {}
        for agency, found in self.stands.items():
            left = {
                key: tuple(way for each in ways if (way := kept(key, each)) is not None)
                for key, ways in found.items()
            }
            stands[agency] = {key: ways for key, ways in left.items() if ways}
        return replace(self, stands=stands)

    def only(self, agency_ids: Collection[str]) -> "Book":
        """The same book with these agencies alone."""
        return replace(
            self,
            sides={key: side for key, side in self.sides.items() if key in agency_ids},
            types={key: one for key, one in self.types.items() if key in agency_ids},
            stands={key: one for key, one in self.stands.items() if key in agency_ids},
        )


def _unconfirmed(way: Party) -> Party:
    return way._replace(route=RouteKind.PREDECESSOR, is_succession_confirmed=False)
