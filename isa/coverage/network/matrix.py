"""The matrix: one coverage answer for each flow asked about, with only as much work as it needs."""

from collections.abc import Iterable, Iterator
from datetime import date

from isa.coverage.network.asking import Asking
from isa.coverage.network.book import Book
from isa.coverage.network.flow import Cell, Flow


def cells(book: Book, flows: Iterable[Flow], *, on: date | None = None) -> Iterator[Cell]:
    """The answer for each flow, in order, on the book's day or on another day of the same register.

    ``on`` looks ahead: nothing is signed or ended until then but what dates already say.
    """
    asked = list(flows)
    asking = Asking(book, on or book.on, purposes={flow.purpose for flow in asked})
    for flow in asked:
        yield asking.cell(flow)
