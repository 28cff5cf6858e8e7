"""What a change would cost, before it is made: an agreement ends, a party or an agency leaves or merges.

Only the pairs that the change touches are read and asked about, so that the answer for the biggest
agreement of a nation takes about a second. What would take longer is refused in words.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from sqlalchemy import select
from sqlmodel import Session, col

from isa.coverage.network.asking import Asking
from isa.coverage.network.book import Book
from isa.coverage.network.changes import Change
from isa.coverage.network.losing import Weighing
from isa.coverage.network.lost import Loss, Lost, Pair, to_each
from isa.coverage.network.reach import Reach, reaches
from isa.coverage.view import AgreementType
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.network.joined.service import parties_of, parts, stands_in
from isa.register.network.reading.service import Reading, agreement_known_as, standing_behind
from isa.register.tables import AgreementCode, AgreementCodeRow, AgreementRow
from isa.register.timeline.service import held, newest_version
from isa.register.vocabulary import vocabulary

MOST_TOUCHED = 3_000
"""How many agencies a change may touch."""
MOST_SINGLY = 100_000
"""How many pairs, for one purpose each, may have to be added up one by one."""
MOST_OF_AGENCY = 30_000
"""The same where an agency leaves all its agreements, each of which has to be read and weighed."""
_CHARTER = AgreementType.TIER1_CHARTER.value


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
        family = _Family(session, key, on)
        book = _read(session, parties_of(session, [*family.below], on, family.version), family, on)
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
        family = _Family(session, key, on)
        book = _read(session, parties_of(session, [*family.below], on, family.version), family, on)
    through = _through(book, agency, {key})
    weighing = _weighing(book, book.without_way(key, agency))
    found = [
        part
        for one in family.below
        for reach in family.reaches(book, one)
        for part in _with_an_end_in(reach, through)
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


class _Family:
    """An agreement with what rests on it and what it rests on, as they hold on a day."""

    def __init__(self, session: Session, key: str, on: date) -> None:
        self.version = newest_version(session)
        row = AgreementRow
        statement = select(col(row.agreement_id), col(row.parent_id)).where(
            col(row.parent_id).is_not(None), held(row, on, self.version)
        )
        self._above = {one: above for one, above in session.connection().execute(statement)}  # noqa: C416 -- rows
        self.below = self._under(key)
        codes = _purposes(session, self.below, on, self.version)
        self.codes = {one for code in codes for one in vocabulary().purpose_line(code)} | {_CHARTER}

    def _under(self, key: str) -> dict[str, None]:
        found, frontier = {key: None}, {key}
        while frontier:
            frontier = {
                one for one, above in self._above.items() if above in frontier and one not in found
            }
            found |= dict.fromkeys(sorted(frontier))
        return found

    def reaches(self, book: Book, key: str) -> tuple[Reach, ...]:
        """What one of those below could stand behind, with what it rests on and what rests on it."""
        if key not in book.agreements:
            return ()
        base, above = set(self._under(key)), self._above.get(key)
        while above is not None and above not in base:
            base.add(above)
            above = self._above.get(above)
        return reaches(book, key, frozenset(base))


def _purposes(session: Session, keys: Collection[str], on: date, version: int) -> set[str]:
    return set().union(*_purposes_of(session, keys, on, version).values())


def _purposes_of(
    session: Session, keys: Collection[str], on: date, version: int
) -> dict[str, set[str]]:
    """What each agreement is for on a day."""
    row, code = AgreementRow, AgreementCodeRow
    found: dict[str, set[str]] = defaultdict(set)
    for part in parts(sorted(keys)):
        statement = (
            select(col(row.agreement_id), col(code.code))
            .join(code, col(row.row_id) == col(code.row_id))
            .where(
                col(row.agreement_id).in_(part),
                col(code.kind) == AgreementCode.PURPOSE.value,
                held(row, on, version),
            )
        )
        for key, purpose in session.connection().execute(statement):
            found[key].add(purpose)
    return found


def _read(session: Session, parties: Collection[str], family: _Family, on: date) -> Book:
    return _agencies(session, parties, family.version, on, family.codes)


def _agencies(
    session: Session,
    parties: Collection[str],
    version: int,
    on: date,
    codes: Collection[str],
    through: Collection[str] = (),
    purpose: str = "",
) -> Book:
    """The book of everyone who may stand behind these parties, groups and the closed left out.

    ``through`` are those one of whom is an end of every flow asked about, if that is known.
    """
    behind = standing_behind(session, parties, on, version)
    if len(behind) > MOST_TOUCHED:
        words = _(
            "This touches {count:,} agencies, and at most {most:,} can be worked out at once."
        )
        told = words.format(count=len(behind), most=MOST_TOUCHED)
        raise Invalid({"purpose": f"{told} {_next_step(purpose)}"})
    reading = Reading(session, sorted(behind), on)
    book = reading.book(reading.joined(codes, through))
    kinds = vocabulary().agency_types
    return book.only(
        {
            agency
            for agency, side in book.sides.items()
            if not side.is_closed and not kinds[book.types[agency]].is_class
        }
    )


def _of_agency(
    database: Database, agency: str, other: str, on: date, purpose: str
) -> tuple[Book, list[tuple[Reach, list[Pair]]]]:
    """The book of everyone an agency has agreements with, and each flow it or its services have."""
    with database.read() as session:
        version = newest_version(session)
        keys = stands_in(session, [agency], on, version)
        held_for = _purposes_of(session, keys, on, version)
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
        book = _agencies(session, parties, version, on, codes | {_CHARTER}, ends, purpose)
    through = _through(book, agency, keys)
    return book, _flows(book, keys, through, purpose)


def _flows(
    book: Book, keys: Iterable[str], through: frozenset[str], purpose: str
) -> list[tuple[Reach, list[Pair]]]:
    """Each pair and purpose once, asked about everything that any of these agreements shares for it.

    Pairs that the same agreements join are asked the same, so they stand together.
    """
    reached: list[Reach] = []
    joins: dict[tuple[str, Pair], list[int]] = defaultdict(list)
    controllers = {agency: side.controller_id for agency, side in book.sides.items()}
    for key in keys:
        for reach in reaches(book, key, frozenset()) if key in book.agreements else ():
            if purpose and reach.purpose != purpose:
                continue
            for part in _with_an_end_in(reach, through):
                for one, other in product(part.providers, part.recipients):
                    if controllers[one] != controllers[other]:
                        joins[reach.purpose, (one, other)].append(len(reached))
            reached.append(reach)
            _few_enough(len(joins), MOST_OF_AGENCY, purpose)
    alike: dict[tuple[str, tuple[int, ...]], list[Pair]] = defaultdict(list)
    for (code, pair), places in joins.items():
        alike[code, tuple(dict.fromkeys(places))].append(pair)
    return [
        (_together(code, [reached[place] for place in places]), them)
        for (code, places), them in alike.items()
    ]


def _together(purpose: str, found: Sequence[Reach]) -> Reach:
    """What several agreements share for a purpose between the same agencies, as one."""
    return Reach(
        purpose,
        tuple(sorted({code for one in found for code in one.categories})),
        tuple(sorted({who for one in found for who in one.subjects})),
        (),
        (),
        frozenset(),
    )


def _through(book: Book, party_id: str, keys: Collection[str]) -> frozenset[str]:
    """Everyone who stands in one of these agreements because this party does."""
    return frozenset(
        agency
        for agency, found in book.stands.items()
        if any(way.party_id == party_id for key in keys for way in found.get(key, ()))
    )


def _with_an_end_in(reach: Reach, some: frozenset[str]) -> tuple[Reach, ...]:
    """The same reach, where one end at least is among some agencies; each pair once."""
    inside = tuple(one for one in reach.providers if one in some)
    outside = tuple(one for one in reach.providers if one not in some)
    return (
        Reach(
            reach.purpose, reach.categories, reach.subjects, inside, reach.recipients, reach.base
        ),
        Reach(reach.purpose, reach.categories, reach.subjects, outside, inside, reach.base),
    )


def _weighing(before: Book, after: Book) -> Weighing:
    asking = Asking(before, before.on)
    return Weighing(asking, Asking(after, before.on, asking))


def _weighed(book: Book, weighing: Weighing, found: Iterable[Reach]) -> Impact:
    asked = 0
    for reach in found:
        asked += weighing.singly(reach)
        _few_enough(asked, MOST_SINGLY, "")
        weighing.weigh(reach)
    return _impact(book, weighing.lost())


def _few_enough(asked: int, most: int, purpose: str) -> None:
    if asked > most:
        words = _("More than {most:,} flows would have to be asked about one by one.")
        raise Invalid({"purpose": f"{words.format(most=most)} {_next_step(purpose)}"})


def _next_step(purpose: str) -> str:
    """How to ask about less: what was chosen already is not asked for again."""
    if purpose:
        return _(
            "Ask about one agreement at a time: open it, and select “What would lapse?”. The list of "
            "agreements can be narrowed to one party and one purpose."
        )
    return _("Choose one purpose, or ask about one agreement at a time.")


def _impact(book: Book, lost: Lost) -> Impact:
    return Impact(
        on=book.on,
        names={agency: book.name(agency) for agency in book.sides},
        references={key: one.reference for key, one in book.agreements.items()},
        lost=lost,
    )
