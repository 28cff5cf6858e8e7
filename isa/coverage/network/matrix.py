"""The matrix: one coverage answer for each flow asked about, with only as much work as it needs."""

from collections.abc import Iterable, Iterator
from datetime import date

from isa.coverage.gates import cover
from isa.coverage.model import CoverageAnswer, CoverageQuestion, Frozen, ReasonCode, Verdict
from isa.coverage.network.book import Book

COVERS = (Verdict.COVERED, Verdict.WITH_CONDITIONS)
_NOTHING_JOINS = (ReasonCode.NO_COMMON_AGREEMENT,)


class Flow(Frozen):
    """One agency would send these kinds of information, about these people, to another."""

    provider: str
    recipient: str
    purpose: str
    categories: tuple[str, ...]
    subjects: tuple[str, ...]


class Cell(Frozen):
    """The answer for one flow, small enough to hold thousands.

    ``missing`` are the pairs of category and subject that no agreement covers;
    ``agreements`` the references the rest stands on; ``mend`` what would close the nearest miss.
    """

    flow: Flow
    verdict: Verdict
    reasons: tuple[ReasonCode, ...] = ()
    agreements: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    mend: str = ""
    near: str = ""
    """The id of the agreement that came nearest."""

    @property
    def missing_categories(self) -> tuple[str, ...]:
        """What is not covered, for one kind of person at least."""
        return tuple(dict.fromkeys(category for category, _subject in self.missing))

    @property
    def is_covered(self) -> bool:
        """Whether every pair of the flow is covered, conditions or not."""
        return self.verdict in COVERS


def cells(book: Book, flows: Iterable[Flow], *, on: date | None = None) -> Iterator[Cell]:
    """The answer for each flow, in order, on the book's day or on another day of the same register.

    ``on`` looks ahead: nothing is signed or ended until then but what dates already say.
    """
    day = on or book.on
    for flow in flows:
        yield _cell(book, flow, day)


def _cell(book: Book, flow: Flow, on: date) -> Cell:
    one, other = book.sides[flow.provider], book.sides[flow.recipient]
    is_apart = one.controller_id != other.controller_id
    if is_apart and not book.common(flow.provider, flow.recipient):
        return Cell(
            flow=flow,
            verdict=Verdict.NOT_COVERED,
            reasons=_NOTHING_JOINS,
            missing=tuple((c, s) for c in _kinds(book, flow) for s in flow.subjects),
        )
    return _of(flow, cover(question(book, flow, on), book.view(*_ends(flow))))


def _ends(flow: Flow) -> tuple[str, str, str]:
    return flow.provider, flow.recipient, flow.purpose


def question(book: Book, flow: Flow, on: date) -> CoverageQuestion:
    """The same flow as a question of its own: a group of categories is each kind it stands for."""
    return CoverageQuestion(
        provider=flow.provider,
        recipient=flow.recipient,
        purpose=flow.purpose,
        categories=_kinds(book, flow),
        subjects=flow.subjects,
        on=on,
    )


def _kinds(book: Book, flow: Flow) -> tuple[str, ...]:
    found = (one for code in flow.categories for one in book.words.leaves[code])
    return tuple(dict.fromkeys(found))


def _of(flow: Flow, answer: CoverageAnswer) -> Cell:
    covered = [pair for pair in answer.pairs if pair.verdict in COVERS]
    missed = [
        (pair.category, pair.subject)
        for pair in answer.pairs
        if pair.verdict not in COVERS and pair.verdict is not Verdict.NOT_APPLICABLE
    ]
    miss = answer.closest_miss
    return Cell(
        flow=flow,
        verdict=answer.verdict,
        reasons=answer.reasons,
        agreements=tuple(
            dict.fromkeys(p.agreement_reference for p in covered if p.agreement_reference)
        ),
        missing=tuple(missed),
        mend=miss.mend if miss else "",
        near=miss.agreement_id if miss else "",
    )
