"""What a change would cost, before it is made: an agreement ends, a party or an agency leaves or merges.

Only the pairs that the change touches are read and asked about, so that the answer for the biggest
agreement of a nation takes about a second. What would take longer is refused in words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from isa.coverage.network.asking import Asking
from isa.coverage.network.book import Book
from isa.coverage.network.changes import Change
from isa.coverage.network.losing import Weighing
from isa.coverage.network.lost import Loss, Lost, Pair, to_each
from isa.coverage.network.reach import Reach
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.network.impact.flows import (
    MOST_SINGLY,
    few_enough,
    flows_of,
    standing_through,
    with_an_end_in,
)
from isa.register.network.impact.touched.service import CHARTER, book_of, purposes_of, read_family
from isa.register.network.joined.service import parties_of, stands_in
from isa.register.network.reading.service import agreement_known_as
from isa.register.timeline.service import newest_version
from isa.register.vocabulary import vocabulary


@dataclass(frozen=True)
class Impact:
    """What a change would take away on a day, and what goes on."""

    on: date
    names: dict[str, str]
    """Every agency the change touches."""
    references: dict[str, str]
    """Every agreement that may matter for it, by id."""
    lost: Lost

    def changes(self) -> Iterator[Change]:
        """Each flow that gets worse, lapses first."""
        for loss in self.lost.losses:
            for flow in loss.flows():
                yield Change(flow=flow, before=loss.before, after=loss.after, lost=loss.lost)


def pairs(losses: Iterable[Loss]) -> int:
    """Between how many pairs of a sender and a receiver something is lost."""
    return sum(len(to) for to in to_each(losses).values())


def agreement_ends(database: Database, actor: Actor, agreement: str, *, on: date) -> Impact:
    """What would lapse on a day if an agreement, by id or reference, were not there.

    What rests on it is counted too: the schedules of an agreement, the agreements under a charter.
    ``Invalid`` when there is no such agreement, or when it touches too many agencies.
    """
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        key = agreement_known_as(session, agreement)
        family, book = read_family(session, key, on)
    weighing = _weighing(book, book.without_agreement(key))
    found = [reach for one in family.below for reach in family.reaches(book, one)]
    return _weighed(book, weighing, found)


def party_leaves(
    database: Database, actor: Actor, agreement: str, agency: str, *, on: date
) -> Impact:
    """What would lapse if one party left one agreement, for itself and those its signature binds."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        key = agreement_known_as(session, agreement)
        family, book = read_family(session, key, on)
    through = standing_through(book, agency, {key})
    weighing = _weighing(book, book.without_way(key, agency))
    found = [
        part
        for one in family.below
        for reach in family.reaches(book, one)
        for part in with_an_end_in(reach, through)
    ]
    return _weighed(book, weighing, found)


def agency_leaves(
    database: Database, actor: Actor, agency: str, *, on: date, purpose: str = ""
) -> Impact:
    """What would lapse if an agency left every agreement, or closed.

    ``purpose`` asks about the agreements for it alone. ``Invalid`` when that touches too much.
    """
    require(actor, Action.AGREEMENT_READ)
    book, flows = _of_agency(database, agency, "", on, purpose)
    weighing = _weighing(book, book.without_party(agency))
    weighing.every(flows)
    return _impact(book, weighing.lost())


def agency_merges(
    database: Database, actor: Actor, agency: str, into: str, *, on: date, purpose: str = ""
) -> Impact:
    """What would lapse if another agency took this one over, until somebody confirms what carries over.

    A flow is named by who has it now; the answer afterwards is that of the agency it goes to.
    """
    require(actor, Action.AGREEMENT_READ)
    if agency == into:
        raise Invalid({"into": _("Choose another agency for it to become part of")})
    book, flows = _of_agency(database, agency, into, on, purpose)
    weighing = _weighing(book, book.merged(agency, into))
    weighing.every(flows, {agency: into})
    return _impact(book, weighing.lost())


def _of_agency(
    database: Database, agency: str, other: str, on: date, purpose: str
) -> tuple[Book, list[tuple[Reach, list[Pair]]]]:
    """The book of everyone an agency has agreements with, and each flow it or its services have."""
    with database.read() as session:
        version = newest_version(session)
        keys = stands_in(session, [agency], on, version)
        held_for = purposes_of(session, keys, on, version)
        if purpose:
            line = vocabulary().purpose_line(purpose)
            keys = [one for one in keys if not held_for[one].isdisjoint(line)]
        codes = {
            one
            for code in set().union(*(held_for[key] for key in keys))
            for one in vocabulary().purpose_line(code)
        }
        ends = {agency, other} - {""}
        parties = {*ends, *parties_of(session, keys, on, version)}
        book = book_of(session, parties, version, on, codes | {CHARTER}, ends, purpose)
    through = standing_through(book, agency, keys)
    return book, flows_of(book, keys, through, purpose)


def _weighing(before: Book, after: Book) -> Weighing:
    asking = Asking(before, before.on)
    return Weighing(asking, Asking(after, before.on, asking))


def _weighed(book: Book, weighing: Weighing, found: Iterable[Reach]) -> Impact:
    asked = 0
    for reach in found:
        asked += weighing.singly(reach)
        few_enough(asked, MOST_SINGLY, "")
        weighing.weigh(reach)
    return _impact(book, weighing.lost())


def _impact(book: Book, lost: Lost) -> Impact:
    return Impact(
        on=book.on,
        names={agency: book.name(agency) for agency in book.sides},
        references={key: one.reference for key, one in book.agreements.items()},
        lost=lost,
    )
