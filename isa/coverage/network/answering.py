"""The answer for a flow from what stands between its ends: what the gates give the question alone."""

from collections.abc import Sequence

from isa.coverage.attempt import CATEGORY_OUT, SUBJECT_OUT, VERDICTS
from isa.coverage.faults import Weight
from isa.coverage.gates import combine
from isa.coverage.model import ReasonCode, Verdict
from isa.coverage.nearest import mending
from isa.coverage.network.between import Between, Shared, first
from isa.coverage.network.book import Book
from isa.coverage.network.catalogue import Found
from isa.coverage.network.flow import COVERS, Cell, Flow
from isa.coverage.network.held import Categories, Held

Pair = tuple[str, str]
Best = tuple[Verdict, Held, int, tuple[ReasonCode, ...]]
"""What a pair rests on or comes nearest to: the answer, the agreement, the work to mend it, the reasons."""
_CAN_BE = (Weight.NOTE, Weight.CONDITION, Weight.UNKNOWN)
"""What lets a pair of category and person be better than not covered, the best first."""


class _Choice:
    """The lines to weigh for one flow, with what was found in them."""

    def __init__(self, between: Between, steps: Sequence[int], chosen: int, out: int) -> None:
        self._owner, self._steps = between.shared.owner, steps
        self._found = between.found(chosen, out)
        self._by_weight = [0, 0, 0, 0]
        for what, lines in self._found:
            self._by_weight[what.weight] |= lines

    def best(self, within: int, left_out: int, about: int) -> Best:
        """What the answer rests on, or comes nearest to, from the lines that include a category and a person."""
        owner, reached = self._owner, within & about
        for weight in _CAN_BE:
            if lines := self._by_weight[weight] & reached:
                place = first(lines, self._steps)
                found = self._found_at(place)
                if weight is not Weight.UNKNOWN:
                    return VERDICTS[weight], owner[place], 0, found.reasons
                mended = found.miss(category="", is_subject_out=False)
                return Verdict.INDETERMINATE, owner[place], *mended
        place = first(self._nearest(within, about), self._steps)
        scope = "" if within >> place & 1 else "excluded" if left_out >> place & 1 else "out"
        is_out = not about >> place & 1
        mended = self._found_at(place).miss(category=scope, is_subject_out=is_out)
        return Verdict.NOT_COVERED, owner[place], *mended

    def _nearest(self, within: int, about: int) -> int:
        """The lines that would take least to mend."""
        levels = (
            (within & about, 0),
            (within ^ about, CATEGORY_OUT.effort),
            (~(within | about), CATEGORY_OUT.effort + SUBJECT_OUT.effort),
        )
        least, nearest = -1, 0
        for what, lines in self._found:
            effort = what.effort
            if 0 <= least < effort:
                continue
            level, more = next(one for one in levels if one[0] & lines)
            if least < 0 or effort + more < least:
                least, nearest = effort + more, lines & level
            elif effort + more == least:
                nearest |= lines & level
        return nearest

    def _found_at(self, place: int) -> Found:
        for what, lines in self._found:
            if lines >> place & 1:
                return what
        raise AssertionError("A line that was weighed is in one of the kinds.")


def answered(book: Book, flow: Flow, between: Between, categories: Categories) -> Cell | None:
    """The answer for each pair of category and subject, and the whole; None where only the gates can say."""
    shared, line = between.shared, book.words.purposes[flow.purpose]
    chosen, out = shared.chosen(line)
    if shared.needs_gates(chosen, categories):
        return None
    steps = shared.steps(line)
    alike = (chosen, out, steps, flow.categories, flow.subjects)
    known = between.answers.get(alike)
    if known is None:
        choice = _Choice(between, steps, chosen, out)
        known = between.answers[alike] = _weighed(book, flow, shared, choice, chosen, categories)
    return Cell(flow, *known[1:])


def _weighed(
    book: Book, flow: Flow, shared: Shared, choice: _Choice, chosen: int, categories: Categories
) -> Cell:
    apart: dict[tuple[int, int, int], tuple[Best, Pair]] = {}
    missing: list[Pair] = []
    about = [(who, shared.about(who) & chosen) for who in flow.subjects]
    for code, (within, left_out) in zip(categories.codes, shared.within(categories), strict=True):
        included, excluded = within & chosen, left_out & chosen
        for who, lines in about:
            key = included, excluded, lines
            found = apart.get(key)
            if found is None:
                found = apart[key] = choice.best(*key), (code, who)
            if found[0][0] not in COVERS:
                missing.append((code, who))
    return _cell(book, flow, tuple(apart.values()), tuple(missing))


def _cell(
    book: Book, flow: Flow, apart: Sequence[tuple[Best, Pair]], missing: tuple[Pair, ...]
) -> Cell:
    """The whole answer from those that differ, each with the first pair it is the answer for."""
    mend, near = _miss(book, flow, apart) if missing else ("", "")
    if len(apart) == 1:
        ((verdict, held, _effort, reasons), _pair), covered = apart[0], not missing
        agreements = (held.agreement.reference,) if covered else ()
        return Cell(flow, verdict, reasons, agreements, missing, mend, near)
    best = [one for one, _pair in apart]
    said = (one[1].agreement.reference for one in best if one[0] in COVERS)
    return Cell(
        flow=flow,
        verdict=combine(tuple(one[0] for one in best)),
        reasons=tuple(dict.fromkeys(reason for one in best for reason in one[3])),
        agreements=tuple(dict.fromkeys(said)),
        missing=missing,
        mend=mend,
        near=near,
    )


def _miss(book: Book, flow: Flow, apart: Sequence[tuple[Best, Pair]]) -> tuple[str, str]:
    """What would mend the pair that takes least, and the id of the agreement that comes nearest."""
    missed = (one for one in apart if one[0][0] not in COVERS)
    (_verdict, held, _effort, reasons), (category, subject) = min(missed, key=_work)
    labels = book.words.labels
    words = {
        "agreement": held.agreement.reference,
        "provider": book.name(flow.provider),
        "recipient": book.name(flow.recipient),
        "category": labels.get(category, category),
        "subject": labels.get(subject, subject),
    }
    return mending(reasons, words), held.agreement.id


def _work(one: tuple[Best, Pair]) -> int:
    return one[0][2]


def outside(flow: Flow, reason: ReasonCode) -> Cell:
    """A flow that is no matter for an agreement."""
    return Cell(flow, Verdict.NOT_APPLICABLE, (reason,))
