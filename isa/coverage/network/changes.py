"""What a change would cost: an agreement that ends, an agency that leaves, a day that passes."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from isa.coverage.model import Frozen, Verdict
from isa.coverage.network.book import Book
from isa.coverage.network.flow import COVERS, Cell, Flow
from isa.coverage.network.losing import is_worse, taken
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
    ends: dict[date, list[str]] = {}
    for key, one in book.agreements.items():
        if one.ends_on is not None and book.on <= one.ends_on < until:
            ends.setdefault(one.ends_on, []).append(key)
    found = []
    for last, keys in sorted(ends.items()):
        touched = [flow for flow in flows if _rests_on(book, flow, keys)]
        day = last + timedelta(days=1)
        if changes := worse(cells(book, touched, on=last), cells(book, touched, on=day)):
            ended = sorted((book.agreements[key].reference, key) for key in keys)
            found.append(
                Lapse(
                    on=day,
                    agreements=tuple(reference for reference, _key in ended),
                    keys=tuple(key for _reference, key in ended),
                    changes=changes,
                )
            )
    return tuple(found)


def _rests_on(book: Book, flow: Flow, keys: Sequence[str]) -> bool:
    """Whether both ends of a flow stand behind one of these agreements, for its purpose or a charter."""
    gives, has = book.stands.get(flow.provider, {}), book.stands.get(flow.recipient, {})
    line = book.words.purposes[flow.purpose]
    return any(
        one.type is AgreementType.TIER1_CHARTER or one.purposes.intersection(line)
        for one in (book.agreements[key] for key in keys if key in gives and key in has)
    )


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
