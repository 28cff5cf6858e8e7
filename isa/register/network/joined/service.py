"""The agreements that can join any two of some agencies, told from counts before one of them is read.

A national body is in thousands of agreements with others who are not asked about. What only one of
the agencies stands in joins no two of them, so it changes no answer and is not worth reading.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from isa.register.tables import AgreementPartyRow, AgreementReachRow
from isa.register.timeline.service import held

_AT_ONCE = 400


def joined(
    session: Session,
    behind: Mapping[str, Collection[str]],
    on: date,
    version: int,
    codes: Collection[str] = (),
) -> set[str]:
    """The agreements in which two or more agencies may stand; ``behind`` has those behind each party.

    With ``codes`` (purposes, and the type of charters) only those that may be for one of them.
    """
    party, reach = AgreementPartyRow, AgreementReachRow
    source = reach if codes else party
    where = [col(reach.code).in_(codes)] if codes else [held(party, on, version)]
    count = Counter[str]()
    for many in (False, True):
        ids = sorted(one for one, agencies in behind.items() if (len(agencies) > 1) is many)
        for part in parts(ids):
            statement = (
                select(col(source.agreement_id), func.count(col(source.agency_id).distinct()))
                .where(col(source.agency_id).in_(part), *where)
                .group_by(col(source.agreement_id))
            )
            for key, parties in session.connection().execute(statement):
                count[key] += 2 * parties if many else parties
    return {key for key, agencies in count.items() if agencies > 1}


def stands_in(session: Session, party_ids: Sequence[str], on: date, version: int) -> list[str]:
    """The agreements that any of these is a party to on a day."""
    party, found = AgreementPartyRow, set()
    for part in parts(party_ids):
        statement = (
            select(col(party.agreement_id))
            .where(col(party.agency_id).in_(part), held(party, on, version))
            .distinct()
        )
        found |= {row[0] for row in session.connection().execute(statement)}
    return sorted(found)


def parties_of(
    session: Session, agreement_ids: Sequence[str], on: date, version: int
) -> tuple[str, ...]:
    """Everyone who is a party to one of these agreements on a day."""
    party, found = AgreementPartyRow, set()
    for part in parts(agreement_ids):
        statement = select(col(party.agency_id)).where(
            col(party.agreement_id).in_(part), held(party, on, version)
        )
        found |= {row[0] for row in session.connection().execute(statement.distinct())}
    return tuple(sorted(found))


def parts(ids: Sequence[str]) -> list[Sequence[str]]:
    """The ids in parts that one statement can carry."""
    return [ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)]
