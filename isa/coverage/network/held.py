"""One agreement as the gates read it on a day: what is the same whoever asks, worked out once.

Its lines are its rows in their order, or the agreement itself where it has none; every set of lines
is a number with a bit for each, so that thousands of lines are weighed against a pair in a few steps.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import pairwise

from isa.coverage.agreement_gates import NEVER_COVERS, force_faults
from isa.coverage.attempt import condition_faults, is_two_way, unrecorded_faults
from isa.coverage.network.catalogue import Catalogue
from isa.coverage.view import ANY, Agreement, AgreementType, Direction, Row


class Categories:
    """The categories of a question, each with itself and every broader one."""

    def __init__(self, lines: Mapping[str, frozenset[str]]) -> None:
        """Begin with nothing held against them."""
        self.codes, self.lines = tuple(lines), tuple(lines.values())
        self._within: dict[Held, tuple[int, ...]] = {}

    def within(self, held: "Held") -> tuple[int, ...]:
        """For each in turn the lines that include it, and those that leave it out in so many words."""
        found = self._within.get(held)
        if found is None:
            found = tuple(lines for line in self.lines for lines in held.within(line))
            self._within[held] = found
        return found


class Held:
    """An agreement on one day."""

    # A book may hold tens of thousands: what has no dictionary of its own is quickly made and swept.
    __slots__ = (
        *("_named", "agreement", "anybody_gives", "anybody_has", "both_ways", "count", "every"),
        *(
            "force",
            "has_own_purposes",
            "is_charter",
            "is_never",
            "is_plain",
            "is_processing",
            "key",
        ),
        *("order", "own", "purposes", "rows", "says_who", "stands_apart", "tails"),
    )

    def __init__(self, agreement: Agreement, on: date, catalogue: Catalogue) -> None:
        """Ask the gates everything that does not depend on the pair, the purpose or the category."""
        never = NEVER_COVERS.get(agreement.type)
        force = force_faults(agreement, on)
        start, end = agreement.starts_on, agreement.ends_on
        self.agreement, self.key, self.purposes = agreement, agreement.id, agreement.purposes
        self.order = (
            -(start or date.min).toordinal(),
            -(end or date.max).toordinal(),
            agreement.id,
        )
        """Its place among agreements that match the purpose equally well."""
        self.force = catalogue.number(force)
        self.own = catalogue.number((*force, never)) if never else self.force
        self.is_charter = agreement.type is AgreementType.TIER1_CHARTER
        self.is_never = never is not None
        self.rows: tuple[Row, ...] = () if never else _in_order(agreement.rows)
        self.count = len(self.rows) or 1
        self.every = (1 << self.count) - 1
        is_schedule = agreement.type is AgreementType.TIER3_PSA and agreement.parent_id is not None
        self.is_processing = agreement.type is AgreementType.PROCESSOR_ART28
        self.stands_apart = is_schedule or self.is_processing
        """Only the gates can say how it bears on others."""
        self._read(catalogue)
        self.is_plain = not (
            never
            or self.stands_apart
            or self.has_own_purposes
            or agreement.parent_id
            or agreement.exclusions
        )
        """Nothing stands above it, nothing is left out, and its rows are for all it is for."""

    def _read(self, catalogue: Catalogue) -> None:
        """Who may give and have by each row, and which rows are alike but for that."""
        gives = has = both_ways = says_who = own = 0
        named: set[str] = set()
        alike: dict[tuple[int, int], int] = {}
        for place, row in enumerate(self.rows):
            bit = 1 << place
            gives |= bit if ANY in row.providers else 0
            has |= bit if ANY in row.recipients else 0
            both_ways |= bit if is_two_way(self.agreement, row) else 0
            says_who |= bit if row.direction is not Direction.NOT_RECORDED else 0
            own |= bit if row.purposes else 0
            unrecorded = unrecorded_faults(self.agreement, row) or ()
            named.update(row.providers, row.recipients)
            key = catalogue.tail(unrecorded, condition_faults(row))
            alike[key] = alike.get(key, 0) | bit
        self._named = frozenset(named - {ANY})
        self.anybody_gives, self.anybody_has = gives, has
        self.both_ways, self.says_who, self.has_own_purposes = both_ways, says_who, own
        self.tails = catalogue.tails(alike)
        """What a row's faults are, what they are the wrong way round, and in which lines."""

    def named(self, names: AbstractSet[str]) -> tuple[int, int]:
        """The lines that name one of these as giving, and as having."""
        gives, has = self.anybody_gives, self.anybody_has
        if self._named.isdisjoint(names):
            return gives, has
        for place, row in enumerate(self.rows):
            gives |= (not row.providers.isdisjoint(names)) << place
            has |= (not row.recipients.isdisjoint(names)) << place
        return gives, has

    def within(self, line: frozenset[str]) -> tuple[int, int]:
        """The lines that include a category, given with every broader one, and those that leave it out."""
        if not self.rows:
            return 1, 0
        if not line.isdisjoint(self.agreement.exclusions):
            return 0, self.every
        included = left_out = 0
        for place, row in enumerate(self.rows):
            if row.exclusions and not line.isdisjoint(row.exclusions):
                left_out |= 1 << place
            elif not line.isdisjoint(row.categories):
                included |= 1 << place
        return included, left_out

    def about(self, subject: str) -> int:
        """The lines about a kind of person, or about everyone."""
        if not self.rows:
            return 1
        found = 0
        for place, row in enumerate(self.rows):
            if subject in row.subjects or ANY in row.subjects:
                found |= 1 << place
        return found

    def own_purposes(self) -> dict[str, int]:
        """The lines with a purpose of their own, by purpose: a row may be narrower than its agreement."""
        found: dict[str, int] = {}
        for place, row in enumerate(self.rows):
            for code in row.purposes:
                found[code] = found.get(code, 0) | 1 << place
        return found


def _in_order(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    if all(one.number <= other.number for one, other in pairwise(rows)):
        return rows
    return tuple(sorted(rows, key=lambda row: row.number))
