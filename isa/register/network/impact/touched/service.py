"""What of the register a change touches: the family of an agreement, and everyone behind its parties."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from isa.coverage.network.book import Book
from isa.coverage.network.reach import Reach, reaches
from isa.coverage.view import AgreementType
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register.network.impact.flows import next_step
from isa.register.network.joined.service import parties_of, parts
from isa.register.network.reading.service import Reading, standing_behind
from isa.register.tables import AgreementCode, AgreementCodeRow, AgreementRow
from isa.register.timeline.service import held, newest_version
from isa.register.vocabulary import vocabulary

MOST_TOUCHED = 3_000
"""How many agencies a change may touch."""
CHARTER = AgreementType.TIER1_CHARTER.value


class Family:
    """An agreement with what rests on it and what it rests on, as they hold on a day."""

    def __init__(self, session: Session, key: str, on: date) -> None:
        """The family of the agreement with this key."""
        self.version = newest_version(session)
        row = AgreementRow
        statement = select(col(row.agreement_id), col(row.parent_id)).where(
            col(row.parent_id).is_not(None), held(row, on, self.version)
        )
        self._above = {one: above for one, above in session.connection().execute(statement)}  # noqa: C416 -- rows
        self.below = self._under(key)
        held_for = purposes_of(session, self.below, on, self.version)
        codes = set().union(*held_for.values())
        self.codes = {one for code in codes for one in vocabulary().purpose_line(code)} | {CHARTER}

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


def purposes_of(
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


def read_family(session: Session, key: str, on: date) -> tuple[Family, Book]:
    """An agreement's family, and the book of everyone who may stand behind its parties."""
    family = Family(session, key, on)
    parties = parties_of(session, [*family.below], on, family.version)
    return family, book_of(session, parties, family.version, on, family.codes)


def book_of(
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
        raise Invalid({"purpose": f"{told} {next_step(purpose)}"})
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
