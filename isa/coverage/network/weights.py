"""What stands between any two agencies of a book on a day, worked out once for each pair."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from isa.coverage.agreement_gates import side_faults
from isa.coverage.attempt import names
from isa.coverage.network.between import Between, HowStands, Shared
from isa.coverage.network.book import Book
from isa.coverage.network.catalogue import Catalogue
from isa.coverage.network.held import Held
from isa.coverage.view import AgreementType, Party, Side

MOST_KEPT = 4_000
"""How many pairs are remembered, each way round: as many as a picture may ask about."""


class Weights:
    """Weighs pairs of agencies, remembering each agreement, each party and the newest pairs."""

    def __init__(self, book: Book, on: date, purposes: Collection[str] | None = None) -> None:
        """Begin with nothing weighed. With ``purposes``, each pair is first weighed for those alone."""
        self.book, self.on = book, on
        self._catalogue = Catalogue()
        self._wanted = None if purposes is None else _wanted(book, purposes)
        self._held: dict[str, Held] = {}
        self._stands: dict[str, dict[str, HowStands]] = {key: {} for key in book.sides}
        self._named: dict[str, frozenset[str]] = {}
        self._sides: dict[object, tuple[int, int]] = {}
        self._shared: dict[tuple[str, str, bool], Shared | None] = {}
        self._between: dict[tuple[str, str, bool], Between] = {}

    def between(self, provider: str, recipient: str, line: Sequence[str]) -> Between | None:
        """What stands between a sender and a receiver for a purpose, given with every broader one.

        Where nothing is for it, all that joins them; None where no agreement does.
        """
        found = self._between_both(provider, recipient, is_whole=False)
        if self._wanted is None or (found is not None and found.shared.is_for(line)):
            return found
        return self._between_both(provider, recipient, is_whole=True)

    def among(self, provider: str, recipient: str, only: Collection[str]) -> Between:
        """What stands between two agencies, were these agreements, which join them, the only ones."""
        keys = tuple(only)
        for agency in (provider, recipient):
            self._place(agency, keys)
        gives, has = self._stands[provider], self._stands[recipient]
        return Between(Shared(self._held[key] for key in keys), gives, has, self._catalogue)

    def _between_both(self, provider: str, recipient: str, *, is_whole: bool) -> Between | None:
        key = (provider, recipient, is_whole)
        found = self._between.get(key)
        if found is not None:
            return found
        one, other = sorted((provider, recipient))
        shared = self._joined((one, other, is_whole))
        if shared is None:
            return None
        if len(self._between) >= MOST_KEPT:
            self._between.clear()
        gives, has = self._stands[provider], self._stands[recipient]
        found = self._between[key] = Between(shared, gives, has, self._catalogue)
        return found

    def _joined(self, place: tuple[str, str, bool]) -> Shared | None:
        one, other, is_whole = place
        if place in self._shared:
            return self._shared[place]
        if len(self._shared) >= MOST_KEPT:
            self._shared.clear()
        common = self.book.common(one, other)
        if self._wanted is not None and not is_whole:
            common = tuple(key for key in common if key in self._wanted)
        for agency in (one, other):
            self._place(agency, common)
        self._shared[place] = Shared(self._held[key] for key in common) if common else None
        return self._shared[place]

    def _place(self, agency: str, keys: tuple[str, ...]) -> None:
        """Work out how an agency stands in these agreements, where that is not known yet."""
        known, ways = self._stands[agency], self.book.stands.get(agency, {})
        for key in keys:
            if key not in known:
                known[key] = self._standing(agency, key, ways[key])

    def _standing(self, agency: str, key: str, ways: tuple[Party, ...]) -> HowStands:
        held = self._held.get(key)
        if held is None:
            found = self.book.agreements[key]
            held = self._held[key] = Held(found, self.on, self._catalogue)
        side, agreement = self.book.sides[agency], held.agreement
        alike = (
            *(agreement.is_retrospective, held.is_processing, side.is_closed),
            *[self._alike(way) for way in ways],
        )
        faults = self._sides.get(alike)
        if faults is None:
            gives, has = (
                side_faults(agreement, side, ways, is_provider=is_provider, on=self.on)
                for is_provider in (True, False)
            )
            number = self._catalogue.number
            faults = self._sides[alike] = number(gives), number(has)
        return *faults, *held.named(self._names(side, ways))

    def _names(self, side: Side, ways: tuple[Party, ...]) -> AbstractSet[str]:
        """Every name under which a row may list an agency; nearly always the same."""
        usual = self._named.get(side.agency_id)
        if usual is None:
            usual = self._named[side.agency_id] = frozenset(names(side, ()))
        if all(way.party_id in usual for way in ways):
            return usual
        return names(side, ways)

    def _alike(self, way: Party) -> object:
        """What the gates look at of a way of being a party."""
        signed_on = way.signed_on
        return (
            *(way.route, way.role, way.state, way.membership, way.is_succession_confirmed),
            signed_on and signed_on <= self.on,
        )


def _wanted(book: Book, purposes: Collection[str]) -> frozenset[str]:
    """The agreements for one of some purposes, and charters."""
    codes = {code for one in purposes for code in book.words.purposes[one]}
    return frozenset(
        key
        for key, one in book.agreements.items()
        if one.type is AgreementType.TIER1_CHARTER or not codes.isdisjoint(one.purposes)
    )
