"""Onward paths: when A may not send to B, who in between might, and what each hop would need.

Cover is never passed on. A path only says that either hop has cover of its own for the purpose, and
whether the agreement of the first lets what it carried go further. One agency in between is as far
as anybody should pass on what they hold about somebody.
"""

from isa.coverage.model import Frozen, Verdict
from isa.coverage.network.book import Book
from isa.coverage.network.flow import COVERS, Cell, Flow
from isa.coverage.network.matrix import cells
from isa.coverage.view import AgreementType

MOST_PATHS = 10
_STRICTEST_FIRST = ("originator_consent", "same_purpose", "free")
"""Whatever else an agreement says of passing on, it forbids."""


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
    """Ways round for a flow, those without conditions first.

    The first hop is asked as if agreements that forbid passing on were not there: what came by one of
    those stays, and what came by another between the same two may go on.
    """
    lets_go = book.without_agreement(*_forbidding(book))
    between = [
        one
        for one in sorted(book.sides)
        if one not in (flow.provider, flow.recipient)
        and lets_go.common(flow.provider, one)
        and book.common(one, flow.recipient)
    ]
    first = cells(lets_go, [flow.model_copy(update={"recipient": one}) for one in between])
    second = cells(book, [flow.model_copy(update={"provider": one}) for one in between])
    found = [
        Path(between=one, first=there, second=on, onward_sharing=_rule(lets_go, there))
        for one, there, on in zip(between, first, second, strict=True)
        if there.verdict in COVERS and on.verdict in COVERS
    ]
    found.sort(key=lambda path: (COVERS.index(path.verdict), path.between))
    return tuple(found[:MOST_PATHS])


def _forbidding(book: Book) -> list[str]:
    """The agreements that let nothing go further. A charter shares nothing, so it has nothing to forbid."""
    return [
        key
        for key, one in book.agreements.items()
        if one.onward_sharing not in _STRICTEST_FIRST
        and one.type is not AgreementType.TIER1_CHARTER
    ]


def _rule(book: Book, hop: Cell) -> str:
    """The strictest rule on passing on of the agreements a hop stands on."""
    rules = [
        one.onward_sharing for one in book.agreements.values() if one.reference in hop.agreements
    ]
    return min(rules, key=_STRICTEST_FIRST.index)
