"""What would close the gaps with the least work: a signature here, a new agreement there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import networkx as nx

from isa.coverage.model import Frozen, ReasonCode
from isa.coverage.network.book import Book
from isa.coverage.network.flow import Cell

_SIGNING = {
    ReasonCode.PROVIDER_UNSIGNED,
    ReasonCode.RECIPIENT_UNSIGNED,
    ReasonCode.SIGNATORY_UNVERIFIED,
    ReasonCode.CLASS_MEMBERSHIP_UNKNOWN,
}


class Mend(Frozen):
    """One thing to do to an agreement there is, and how many gaps it has a part in."""

    agreement_id: str
    reference: str
    what: str
    """The sentence that says what to do."""
    is_signature: bool
    gaps: int


class Proposal(Frozen):
    """One new agreement: who would be party to it, for what, and how many gaps it closes."""

    purpose: str
    parties: tuple[str, ...]
    categories: tuple[str, ...]
    gaps: int


def mends(book: Book, found: Iterable[Cell]) -> tuple[Mend, ...]:
    """What would mend agreements that are nearly enough, those that help most gaps first."""
    counted: dict[tuple[str, str], int] = defaultdict(int)
    signing: dict[tuple[str, str], bool] = {}
    for cell in found:
        if cell.near and cell.mend:
            key = (cell.near, cell.mend)
            counted[key] += 1
            signing[key] = set(cell.reasons) <= _SIGNING
    return tuple(
        Mend(
            agreement_id=agreement_id,
            reference=book.agreements[agreement_id].reference,
            what=what,
            is_signature=signing[agreement_id, what],
            gaps=count,
        )
        for (agreement_id, what), count in sorted(
            counted.items(), key=lambda item: (-item[1], not signing[item[0]], item[0])
        )
    )


def proposals(found: Sequence[Cell]) -> tuple[Proposal, ...]:
    """The fewest new agreements that close every gap: for each purpose, one for each group it joins.

    Two gaps for one purpose that share an agency fit in one agreement, so the groups are the parts of
    the network of gaps; fewer agreements would have to join agencies that share nothing.
    """
    by_purpose: dict[str, list[Cell]] = defaultdict(list)
    for cell in found:
        by_purpose[cell.flow.purpose].append(cell)
    made = [
        _proposal(purpose, part, missed)
        for purpose, missed in by_purpose.items()
        for part in nx.connected_components(_joined(missed))
    ]
    return tuple(sorted(made, key=lambda one: (-one.gaps, one.purpose, one.parties)))


def _joined(missed: Sequence[Cell]) -> "nx.Graph[str]":
    made: nx.Graph[str] = nx.Graph()
    made.add_edges_from((cell.flow.provider, cell.flow.recipient) for cell in missed)
    return made


def _proposal(purpose: str, part: set[str], missed: Sequence[Cell]) -> Proposal:
    within = [cell for cell in missed if cell.flow.provider in part]
    return Proposal(
        purpose=purpose,
        parties=tuple(sorted(part)),
        categories=tuple(sorted({code for cell in within for code in cell.missing_categories})),
        gaps=len(within),
    )
