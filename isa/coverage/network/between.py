"""What stands between two agencies: every line of the agreements that join them, weighed together.

A set of lines is a number with a bit for each, in the order for display, so a question for a purpose,
a category and a kind of person only chooses among bits. How agreements bear on each other beyond a
charter is left to the gates: ``needs_gates`` says where.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from isa.coverage.network.catalogue import Catalogue, Found, Kind
from isa.coverage.network.flow import Cell
from isa.coverage.network.held import Categories, Held

HowStands = tuple[int, int, int, int]
"""What the gates find in an agency as giver and as receiver, and the lines that name it as either."""


class Shared:
    """The lines of the agreements two agencies share, either way round."""

    def __init__(self, held: Iterable[Held]) -> None:
        """Put the lines in order."""
        self.held: Sequence[Held] = sorted(held, key=lambda one: one.order)
        self.owner: list[Held] = []
        self.starts: dict[str, int] = {}
        self._charters = self._never = self._apart = self._narrower = 0
        self._for: dict[str, int] = defaultdict(int)
        self._by_row: dict[str, int] = defaultdict(int)
        self._children: dict[str, int] = defaultdict(int)
        self._excluding: list[tuple[Held, int]] = []
        self._within: dict[Categories, list[tuple[int, int]]] = {}
        self._about: dict[str, int] = {}
        for one in self.held:
            self._add(one)
        self._every = (1 << len(self.owner)) - 1

    def _add(self, one: Held) -> None:
        at = len(self.owner)
        lines = one.every << at
        self.starts[one.key] = at
        self.owner += [one] * one.count
        for code in one.purposes:
            self._for[code] |= lines
        if not one.is_plain:
            self._add_rest(one, at, lines)

    def _add_rest(self, one: Held, at: int, lines: int) -> None:
        agreement = one.agreement
        if one.is_never:
            self._never |= lines
            self._charters |= lines if one.is_charter else 0
        if one.stands_apart:
            self._apart |= lines
        elif agreement.parent_id is not None:
            self._children[agreement.parent_id] |= lines
        if agreement.exclusions:
            self._excluding.append((one, lines))
        if one.has_own_purposes:
            self._narrower |= one.has_own_purposes << at
            for code, mine in one.own_purposes().items():
                self._by_row[code] |= mine << at

    def is_for(self, line: Iterable[str]) -> bool:
        """Whether an agreement is for a purpose, given with every broader one."""
        return any(code in self._for for code in line)

    def steps(self, line: Sequence[str]) -> tuple[int, ...]:
        """The lines for a purpose, then for each broader one in turn, where there are any."""
        if not self._narrower:
            return tuple(self._for[code] for code in line if code in self._for)
        found = [self._for.get(code, 0) & ~self._narrower | self._by_row[code] for code in line]
        return tuple(lines for lines in found if lines)

    def chosen(self, line: Sequence[str]) -> tuple[int, int]:
        """The lines to weigh for a purpose, given with every broader one, and those of them not for it.

        Agreements for the purpose and charters; where none is for it, all there is.
        """
        for_it = 0
        for code in line:
            for_it |= self._for.get(code, 0)
        if not for_it:
            return self._every, self._every & ~self._never
        if not self._narrower:
            return for_it | self._charters, 0
        by_row = 0
        for code in line:
            by_row |= self._by_row.get(code, 0)
        return for_it | self._charters, for_it & self._narrower & ~by_row

    def needs_gates(self, chosen: int, categories: Categories) -> bool:
        """Whether one of the chosen lines bears on another: a schedule, a processor, an exclusion."""
        if chosen & self._apart:
            return True
        return bool(self._excluding) and any(
            chosen & mine and not line.isdisjoint(one.agreement.exclusions)
            for one, mine in self._excluding
            for line in categories.lines
        )

    def under(self, chosen: int) -> list[tuple[str, int]]:
        """The agreements above some of the chosen lines, with those lines."""
        return [(key, mine) for key, mine in self._children.items() if mine & chosen]

    def within(self, categories: Categories) -> list[tuple[int, int]]:
        """For each category the lines that include it, and those that leave it out in so many words."""
        found = self._within.get(categories)
        if found is None:
            joined = [0] * (2 * len(categories.codes))
            at = 0
            for one in self.held:
                for place, lines in enumerate(categories.within(one)):
                    joined[place] |= lines << at
                at += one.count
            found = list(zip(joined[::2], joined[1::2], strict=True))
            self._within[categories] = found
        return found

    def about(self, subject: str) -> int:
        """The lines about a kind of person."""
        found = self._about.get(subject)
        if found is None:
            found = at = 0
            for one in self.held:
                found |= one.about(subject) << at
                at += one.count
            self._about[subject] = found
        return found


class Between:
    """The same lines from one of the two agencies to the other."""

    def __init__(
        self,
        shared: Shared,
        gives: Mapping[str, HowStands],
        has: Mapping[str, HowStands],
        catalogue: Catalogue,
    ) -> None:
        """Weigh every line; ``gives`` and ``has`` say how either end stands, by agreement."""
        self.answers: dict[object, Cell] = {}
        """What was answered for one purpose, for another that chooses the same lines."""
        self.shared, self._gives, self._has, self._catalogue = shared, gives, has, catalogue
        kinds: dict[Kind, int] = {}
        at = 0
        for one in shared.held:
            giving, _having, sends, takes = gives[one.key]
            _giving, having, sends_back, takes_back = has[one.key]
            turned = one.says_who & ~(sends & takes_back | takes & sends_back & one.both_ways)
            is_row = bool(one.rows)
            for tail, turned_tail, lines in one.tails:
                if fine := lines & ~turned:
                    kind = giving, having, one.own, tail, is_row
                    kinds[kind] = kinds.get(kind, 0) | fine << at
                if turned & lines:
                    kind = giving, having, one.own, turned_tail, is_row
                    kinds[kind] = kinds.get(kind, 0) | (turned & lines) << at
            at += one.count
        self._kinds = tuple(
            (kind, catalogue.found(kind, is_out=False, lacks_charter=False), lines)
            for kind, lines in kinds.items()
        )

    def found(self, chosen: int, out: int) -> list[tuple[Found, int]]:
        """What the gates find in the chosen lines, of which ``out`` are not for the purpose."""
        unbound = self._unbound(chosen)
        if not out and not unbound:
            return [(what, some) for _kind, what, lines in self._kinds if (some := lines & chosen)]
        found = []
        for kind, _what, lines in self._kinds:
            for is_out, some in ((False, lines & chosen & ~out), (True, lines & chosen & out)):
                for lacks_charter, few in ((False, some & ~unbound), (True, some & unbound)):
                    if few:
                        what = self._catalogue.found(
                            kind, is_out=is_out, lacks_charter=lacks_charter
                        )
                        found.append((what, few))
        return found

    def _unbound(self, chosen: int) -> int:
        """The chosen lines of agreements under one that does not bind both, or is not looked at."""
        unbound = 0
        for key, lines in self.shared.under(chosen):
            at = self.shared.starts.get(key)
            is_bound = at is not None and chosen >> at & 1 and self._binds(self.shared.owner[at])
            unbound |= 0 if is_bound else lines
        return unbound

    def _binds(self, above: Held) -> bool:
        key, light = above.key, self._catalogue.is_light
        return light(self._gives[key][0]) and light(self._has[key][1]) and light(above.force)


def first(lines: int, steps: Sequence[int]) -> int:
    """The place of the first of some lines: for the nearest purpose, then in the order for display."""
    for step in steps:
        if lines & step:
            lines &= step
            break
    return (lines & -lines).bit_length() - 1
