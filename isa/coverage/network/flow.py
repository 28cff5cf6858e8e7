"""A flow somebody may need, the question it is, and the answer, small enough to hold thousands."""

from datetime import date
from typing import NamedTuple

from isa.coverage.model import CoverageQuestion, Frozen, ReasonCode, Verdict
from isa.coverage.network.book import Book

COVERS = (Verdict.COVERED, Verdict.WITH_CONDITIONS)


class Flow(Frozen):
    """One agency would send these kinds of information, about these people, to another."""

    provider: str
    recipient: str
    purpose: str
    categories: tuple[str, ...]
    subjects: tuple[str, ...]


class Cell(NamedTuple):
    """The answer for one flow.

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


def question(book: Book, flow: Flow, on: date) -> CoverageQuestion:
    """The same flow as a question of its own: a group of categories is each kind it stands for."""
    return CoverageQuestion(
        provider=flow.provider,
        recipient=flow.recipient,
        purpose=flow.purpose,
        categories=kinds(book, flow),
        subjects=flow.subjects,
        on=on,
    )


def kinds(book: Book, flow: Flow) -> tuple[str, ...]:
    """The kinds of information a flow is about, each group as what it stands for."""
    found = (one for code in flow.categories for one in book.words.leaves[code])
    return tuple(dict.fromkeys(found))
