"""What a change would cost: an agreement that ends, an agency that leaves, a day that passes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from isa.coverage.model import Frozen, Verdict
from isa.coverage.network.book import Book
from isa.coverage.network.flow import COVERS, Cell, Flow
from isa.coverage.network.lost import is_worse, taken
from isa.coverage.network.matrix import cells
from isa.coverage.network.reach import reaches
from isa.coverage.view import AgreementType


class Change(Frozen):
    """One flow before and after, where the answer is worse after."""

    flow: Flow
    before: Verdict
    after: Verdict
    lost: tuple[tuple[str, str], ...]
    """The pairs of category and subject that were covered and are no longer."""


class Lapse(Frozen):
    """A day on which cover ends, with the agreements that end it and the flows that get worse."""

    on: date
    """The first day without it."""
    agreements: tuple[str, ...]
    """References."""
    keys: tuple[str, ...]
    """Their ids, in the same order."""
    changes: tuple[Change, ...]


def worse(before: Iterable[Cell], after: Iterable[Cell]) -> tuple[Change, ...]:
    """The flows whose answer falls from one matrix to another of the same flows."""
    return tuple(
        Change(flow=was.flow, before=was.verdict, after=now.verdict, lost=taken(was, now))
        for was, now in zip(before, after, strict=True)
        if is_worse(was, now)
    )


def without_agreement(book: Book, flows: Sequence[Flow], agreement_id: str) -> tuple[Change, ...]:
    """What would be worse had this agreement never been."""
    return worse(cells(book, flows), cells(book.without_agreement(agreement_id), flows))


def without_party(book: Book, flows: Sequence[Flow], agency_id: str) -> tuple[Change, ...]:
    """What would be worse between everyone else, and with this agency, if it left every agreement."""
    return worse(cells(book, flows), cells(book.without_party(agency_id), flows))


def lapses(book: Book, flows: Sequence[Flow], until: date) -> tuple[Lapse, ...]:
    """What ends by itself between the book's day and another, day by day, if nobody does anything.

    A review that falls due ends nothing and so is no lapse. Only flows that rest on what ends that
    day are looked at, because no other answer can get worse by it.
    """
    ends = {
        key: one.ends_on
        for key, one in book.agreements.items()
        if one.ends_on is not None and book.on <= one.ends_on < until
    }
    touched: dict[date, list[Flow]] = {}
    for flow in flows:
        for last in {ends[key] for key in _rests_on(book, flow, ends)}:
            touched.setdefault(last, []).append(flow)
    found = []
    for last, asked in sorted(touched.items()):
        day = last + timedelta(days=1)
        if changes := worse(cells(book, asked, on=last), cells(book, asked, on=day)):
            rested = {key for one in changes for key in _rests_on(book, one.flow, ends)}
            ended = sorted(
                (book.agreements[key].reference, key) for key in rested if ends[key] == last
            )
            found.append(
                Lapse(
                    on=day,
                    agreements=tuple(reference for reference, _key in ended),
                    keys=tuple(key for _reference, key in ended),
                    changes=changes,
                )
            )
    return tuple(found)


def _rests_on(book: Book, flow: Flow, keys: Collection[str]) -> list[str]:
    """Those of some agreements that both ends of a flow stand behind, for its purpose or a charter."""
    line = book.words.purposes[flow.purpose]
    return [
        key
        for key in book.common(flow.provider, flow.recipient)
        if key in keys
        and (
            book.agreements[key].type is AgreementType.TIER1_CHARTER
            or not book.agreements[key].purposes.isdisjoint(line)
        )
    ]


def flows_of(book: Book, agreement_id: str) -> tuple[Flow, ...]:
    """Every flow an agreement's rows could stand behind, between those of the book who stand behind it."""
    return tuple(
        reach.flow(provider, recipient)
        for reach in reaches(book, agreement_id, frozenset((agreement_id,)))
        for provider in reach.providers
        for recipient in reach.recipients
        if book.sides[provider].controller_id != book.sides[recipient].controller_id
    )


def covered(found: Iterable[Cell]) -> int:
    """How many of the flows are wholly covered."""
    return sum(cell.verdict in COVERS for cell in found)
