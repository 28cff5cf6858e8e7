"""Adding up what each agreement between two agencies covers by itself, where nothing but adding is needed.

Agreements touch each other only through schedules, exclusions and contracts with a processor; where
there are none, the answer for a pair is the best that any of them gives alone, a charter weighed with
the agreement under it. So each is asked once for each way its two ends stand, and the rest is adding.
"""

from dataclasses import dataclass

from isa.coverage.gates import STATUTORY
from isa.coverage.model import Verdict
from isa.coverage.network.asking import Asking
from isa.coverage.network.reach import Reach
from isa.coverage.view import Agreement, AgreementType


@dataclass(frozen=True)
class Sum:
    """A bit for each pair of category and subject of a reach, in its order."""

    plain: int = 0
    """Covered without a condition."""
    covered: int = 0
    unknown: int = 0

    def __or__(self, other: "Sum") -> "Sum":
        """The better of two for each pair."""
        return Sum(
            self.plain | other.plain, self.covered | other.covered, self.unknown | other.unknown
        )

    def verdict(self, whole: int) -> Verdict:
        """The answer on all pairs together, ``whole`` being every bit."""
        if self.covered == whole:
            return Verdict.COVERED if self.plain == whole else Verdict.WITH_CONDITIONS
        if self.covered:
            return Verdict.PARTLY
        return Verdict.INDETERMINATE if self.unknown else Verdict.NOT_COVERED


class Adding:
    """Adds up answers for the pairs of one reach."""

    def __init__(self, asking: Asking, reach: Reach, beside: "Adding | None" = None) -> None:
        """Begin with nothing asked, or with what was asked before a change."""
        self.asking, self.reach = asking, reach
        self._categories = asking.categories(reach.flow("", ""))
        self.pairs = tuple((code, who) for code in self._categories.codes for who in reach.subjects)
        self.whole = (1 << len(self.pairs)) - 1
        self._sums: dict[object, Sum] = beside._sums if beside else {}
        self._alone: dict[str, bool] = {}

    def sum(self, provider: str, recipient: str) -> tuple[Sum, tuple[str, ...]] | None:
        """What a pair's agreements cover together, and which cover something; None where adding is not enough."""
        found = self.asking.joined_for_it(provider, recipient, self.reach.purpose)
        if not all(self._is_alone(key) for key, _gives, _has in found):
            return None
        standing = {key: (gives, has) for key, gives, has in found}
        total, by = Sum(), []
        for key in standing:
            one = self._one(provider, recipient, key, standing)
            if one.covered:
                by.append(key)
            total |= one
        return total, tuple(by)

    def _one(
        self, provider: str, recipient: str, key: str, standing: dict[str, tuple[int, int]]
    ) -> Sum:
        """What one agreement covers, with the charter above it."""
        sides = self.asking.book.sides
        closed = sides[provider].is_closed, sides[recipient].is_closed
        above = self.asking.book.agreements[key].parent_id
        place = (key, standing[key], closed, above and standing.get(above))
        one = self._sums.get(place)
        if one is None:
            only = {key, above} if above in standing else {key}
            one = self._sums[place] = self._ask(provider, recipient, only)
        return one

    def _ask(self, provider: str, recipient: str, only: set[str]) -> Sum:
        """What the lines of some agreements say of each pair, were they the only ones."""
        line = self.asking.book.words.purposes[self.reach.purpose]
        if STATUTORY in line:
            return Sum()
        between = self.asking.among(provider, recipient, only)
        chosen, out = between.shared.chosen(line)
        by_weight = [0, 0, 0, 0]
        for what, lines in between.found(chosen, out):
            by_weight[what.weight] |= lines
        sound, conditional, unsure, _blocked = by_weight
        plain = covered = unknown = place = 0
        about = [between.shared.about(who) for who in self.reach.subjects]
        for within, _left_out in between.shared.within(self._categories):
            if not within:
                place += len(about)
                continue
            for lines in about:
                reached = within & lines
                plain |= bool(sound & reached) << place
                covered |= bool((sound | conditional) & reached) << place
                unknown |= bool(unsure & reached) << place
                place += 1
        return Sum(plain, covered, unknown & ~covered)

    def _is_alone(self, key: str) -> bool:
        """Whether an agreement's answer depends on no other but its charter."""
        if key not in self._alone:
            self._alone[key] = self._stands_alone(self.asking.book.agreements[key])
        return self._alone[key]

    def _stands_alone(self, one: Agreement) -> bool:
        above = one.parent_id
        is_under = above is not None and above in self.asking.book.agreements
        return (
            not one.exclusions
            and one.type not in (AgreementType.TIER3_PSA, AgreementType.PROCESSOR_ART28)
            and not (is_under and not self.asking.is_charter(str(above)))
        )
