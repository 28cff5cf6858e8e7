"""What an agreement's rows could stand behind, as everyone of some to everyone of others."""

from dataclasses import dataclass

from isa.coverage.network.book import Book
from isa.coverage.network.flow import Flow
from isa.coverage.view import ANY

FEW_PAIRS = 1_000
"""Up to so many pairs each is asked by itself, so that each is told what comes nearest."""


@dataclass(frozen=True)
class Reach:
    """What an agreement's rows could stand behind: everyone of these to everyone of those.

    ``base`` are the agreements whose parts in it are the same for all who stand alike: itself, and
    those it rests on or that rest on it.
    """

    purpose: str
    categories: tuple[str, ...]
    subjects: tuple[str, ...]
    providers: tuple[str, ...]
    recipients: tuple[str, ...]
    base: frozenset[str]

    @property
    def is_small(self) -> bool:
        """Whether each pair can be asked by itself."""
        return len(self.providers) * len(self.recipients) <= FEW_PAIRS

    def flow(self, provider: str, recipient: str) -> Flow:
        """The flow from one to the other."""
        return Flow.model_construct(
            provider=provider,
            recipient=recipient,
            purpose=self.purpose,
            categories=self.categories,
            subjects=self.subjects,
        )


def reaches(book: Book, agreement_id: str, base: frozenset[str]) -> tuple[Reach, ...]:
    """Everything an agreement's rows could stand behind, between those of the book who stand behind it.

    A pair the rows do not name is among them and does no harm: it was never covered, so nothing of it
    can be lost. A row for everyone is asked about children.
    """
    agreement = book.agreements[agreement_id]
    members = tuple(agency for agency, found in book.stands.items() if agreement_id in found)
    codes = sorted({code for row in agreement.rows for code in row.categories - row.exclusions})
    people = sorted({one for row in agreement.rows for one in row.subjects if one != ANY})
    known = agreement.purposes & book.words.purposes.keys()
    purposes = {one for row in agreement.rows for one in row.purposes or known} & known
    if not codes:
        return ()
    return tuple(
        Reach(
            purpose=purpose,
            categories=tuple(codes),
            subjects=tuple(people or ["child"]),
            providers=members,
            recipients=members,
            base=base,
        )
        for purpose in sorted(purposes)
    )
