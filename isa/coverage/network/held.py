"""One agreement as the gates read it on a day: what is the same whoever asks, worked out once.

Its lines are its rows in their order, or the agreement itself where it has none; every set of lines
is a number with a bit for each, so that thousands of lines are weighed against a pair in a few steps.
"""

from collections.abc import Set as AbstractSet
from datetime import date

from isa.coverage.agreement_gates import NEVER_COVERS, force_faults
from isa.coverage.attempt import condition_faults, is_two_way, unrecorded_faults
from isa.coverage.network.catalogue import Catalogue
from isa.coverage.view import ANY, Agreement, AgreementType, Direction, Row

Categories = tuple[tuple[str, frozenset[str]], ...]
"""Categories asked about, each with itself and every broader one."""


class Held:
    """An agreement on one day."""

    def __init__(self, agreement: Agreement, on: date, catalogue: Catalogue) -> None:
        """Ask the gates everything that does not depend on the pair, the purpose or the category."""
        never = NEVER_COVERS.get(agreement.type)
        force = force_faults(agreement, on)
        start, end = agreement.starts_on, agreement.ends_on
        self.agreement = agreement
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
        self._within: dict[Categories, list[tuple[int, int]]] = {}
        self._about: dict[str, int] = {}
        self._read(catalogue)

    def _read(self, catalogue: Catalogue) -> None:
        """Who may give and have by each row, and which rows are alike but for that."""
        gives = has = both_ways = says_who = own = 0
        alike: dict[tuple[int, int], int] = {}
        for place, row in enumerate(self.rows):
            bit = 1 << place
            gives |= bit if ANY in row.providers else 0
            has |= bit if ANY in row.recipients else 0
            both_ways |= bit if is_two_way(self.agreement, row) else 0
            says_who |= bit if row.direction is not Direction.NOT_RECORDED else 0
            own |= bit if row.purposes else 0
            unrecorded = unrecorded_faults(self.agreement, row) or ()
            key = catalogue.tail(unrecorded, condition_faults(row))
            alike[key] = alike.get(key, 0) | bit
        self.anybody_gives, self.anybody_has = gives, has
        self.both_ways, self.says_who, self.has_own_purposes = both_ways, says_who, own
        self.tails = tuple((*key, lines) for key, lines in alike.items()) or catalogue.no_tails
        """What a row's faults are, what they are the wrong way round, and in which lines."""

    def named(self, names: AbstractSet[str]) -> tuple[int, int]:
        """The lines that name one of these as giving, and as having."""
        gives, has = self.anybody_gives, self.anybody_has
        if gives & has == self.every:
            return gives, has
        for place, row in enumerate(self.rows):
            gives |= (not row.providers.isdisjoint(names)) << place
            has |= (not row.recipients.isdisjoint(names)) << place
        return gives, has

    def within(self, categories: Categories) -> list[tuple[int, int]]:
        """For each category the lines that include it, and those that leave it out in so many words."""
        found = self._within.get(categories)
        if found is None:
            found = self._within[categories] = [self._reach(line) for _code, line in categories]
        return found

    def _reach(self, line: frozenset[str]) -> tuple[int, int]:
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
        found = self._about.get(subject)
        if found is None:
            found = 0 if self.rows else 1
            for place, row in enumerate(self.rows):
                found |= (subject in row.subjects or ANY in row.subjects) << place
            self._about[subject] = found
        return found

    def own_purposes(self) -> dict[str, int]:
        """The lines with a purpose of their own, by purpose: a row may be narrower than its agreement."""
        found: dict[str, int] = {}
        for place, row in enumerate(self.rows):
            for code in row.purposes:
                found[code] = found.get(code, 0) | 1 << place
        return found


def _in_order(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: row.number))
