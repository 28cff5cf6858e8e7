"""What stands between any two agencies of a book on a day, worked out once for each pair."""

from datetime import date

from isa.coverage.agreement_gates import side_faults
from isa.coverage.attempt import names
from isa.coverage.network.between import Between, HowStands, Shared
from isa.coverage.network.book import Book
from isa.coverage.network.catalogue import Catalogue
from isa.coverage.network.held import Held
from isa.coverage.view import Party

MOST_KEPT = 4_000
"""How many pairs are remembered: as many as a picture may ask about."""


class Weights:
    """Weighs pairs of agencies, remembering each agreement, each party and the newest pairs."""

    def __init__(self, book: Book, on: date) -> None:
        """Begin with nothing weighed."""
        self.book, self.on = book, on
        self._catalogue = Catalogue()
        self._held: dict[str, Held] = {}
        self._stands: dict[str, dict[str, HowStands]] = {key: {} for key in book.sides}
        self._sides: dict[object, tuple[int, int]] = {}
        self._shared: dict[tuple[str, str], Shared | None] = {}
        self._between: dict[tuple[str, str], Between] = {}

    def between(self, provider: str, recipient: str) -> Between | None:
        """What stands between a sender and a receiver; None where no agreement joins them."""
        found = self._between.get((provider, recipient))
        if found is not None:
            return found
        shared = self._joined(*sorted((provider, recipient)))
        if shared is None:
            return None
        if len(self._between) >= MOST_KEPT:
            self._between.clear()
        gives, has = self._stands[provider], self._stands[recipient]
        found = self._between[provider, recipient] = Between(shared, gives, has, self._catalogue)
        return found

    def _joined(self, one: str, other: str) -> Shared | None:
        pair = (one, other)
        if pair in self._shared:
            return self._shared[pair]
        if len(self._shared) >= MOST_KEPT:
            self._shared.clear()
        common = self.book.common(one, other)
        for agency in pair:
            self._place(agency, common)
        self._shared[pair] = Shared(self._held[key] for key in common) if common else None
        return self._shared[pair]

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
        return *faults, *held.named(names(side, ways))

    def _alike(self, way: Party) -> object:
        """What the gates look at of a way of being a party."""
        signed_on = way.signed_on
        return (
            *(way.route, way.role, way.state, way.membership, way.is_succession_confirmed),
            signed_on and signed_on <= self.on,
        )
