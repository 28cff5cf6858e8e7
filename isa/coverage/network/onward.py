"""Onward paths: when A may not send to B, who in between might, and what each hop would need.

Cover is never passed on. A path only says that either hop has cover of its own for the purpose, and
whether the agreement of the first lets what it carried go further. One agency in between is as far
as anybody should pass on what they hold about somebody.
"""

from isa.coverage.model import Frozen, Verdict
from isa.coverage.network.book import Book
from isa.coverage.network.flow import COVERS, Cell, Flow
from isa.coverage.network.matrix import cells

MOST_PATHS = 10
NEVER = "none"
_STRICTEST_FIRST = (NEVER, "originator_consent", "same_purpose", "free")


class Path(Frozen):
    """A way from one agency to another through a third: either hop with its own answer."""

    between: str
    first: Cell
    second: Cell
    onward_sharing: str
    """What the first hop's agreement says of passing on: originator_consent, same_purpose or free."""

    @property
    def verdict(self) -> Verdict:
        """The worse of the two hops."""
        return max((self.first.verdict, self.second.verdict), key=COVERS.index)


def onward(book: Book, flow: Flow) -> tuple[Path, ...]:
    """Ways round for a flow, those without conditions first; an agreement that forbids it is no way."""
    found = []
    for between in sorted(book.sides):
        if between in (flow.provider, flow.recipient):
            continue
        if not book.common(flow.provider, between) or not book.common(between, flow.recipient):
            continue
        there = flow.model_copy(update={"recipient": between})
        on_from_there = flow.model_copy(update={"provider": between})
        first, second = cells(book, (there, on_from_there))
        rule = _rule(book, first)
        if first.verdict in COVERS and second.verdict in COVERS and rule != NEVER:
            found.append(Path(between=between, first=first, second=second, onward_sharing=rule))
    found.sort(key=lambda path: (COVERS.index(path.verdict), path.between))
    return tuple(found[:MOST_PATHS])


def _rule(book: Book, hop: Cell) -> str:
    """The strictest rule on passing on of the agreements a hop stands on."""
    rules = [
        one.onward_sharing for one in book.agreements.values() if one.reference in hop.agreements
    ]
    known = [rule if rule in _STRICTEST_FIRST else NEVER for rule in rules]
    return min(known, key=_STRICTEST_FIRST.index, default=NEVER)
