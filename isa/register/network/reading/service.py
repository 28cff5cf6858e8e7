"""Reading many agencies and their agreements at once, as the gates want them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from isa.coverage.network.book import Book, Words
from isa.coverage.view import Agreement, Party
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register.agencies.service import MOST_IN_CHAIN
from isa.register.answers.resolving.service import standings
from isa.register.answers.rows.service import rows_of
from isa.register.answers.standing import Standing
from isa.register.answers.terms.service import TERMS, agreement_of, incomplete
from isa.register.tables import (
    AgencyRow,
    AgencyStatusRow,
    AgreementPartyRow,
    AgreementReachRow,
    AgreementRow,
    ClassMembershipRow,
    SuccessionRow,
    Versioned,
)
from isa.register.timeline.service import held, newest_version
from isa.register.vocabulary import Vocabulary, vocabulary

_AT_ONCE = 400
_BELOW: tuple[tuple[type[Versioned], str, str], ...] = (
    (AgencyStatusRow, "controller_id", "agency_id"),
    (ClassMembershipRow, "class_id", "member_id"),
    (SuccessionRow, "predecessor_id", "successor_id"),
)
"""Where it is kept who stands below whom: the columns of the one above and of the one below."""


def read_book(
    session: Session, agency_ids: Sequence[str], on: date, codes: Collection[str] = ()
) -> Book:
    """What the register says about some agencies on a day.

    With ``codes`` (purposes, and the type of charters) it holds only the agreements for one of them
    in which at least two of the agencies stand: those that can join a pair.
    """
    version = newest_version(session)
    found: dict[str, Standing] = {}
    for part in parts(agency_ids):
        found |= standings(session, {f"agencies[{one}]": one for one in part}, on, version)
    behind: dict[str, list[str]] = defaultdict(list)
    for agency, standing in found.items():
        for party_id in standing.party_ids:
            behind[party_id].append(agency)
    stands: dict[str, dict[str, list[Party]]] = {agency: {} for agency in found}
    joining = _joining(session, behind, codes) if codes else None
    for key, party_id, role, state, signed_on in _party_rows(session, sorted(behind), on, version):
        if joining is not None and key not in joining:
            continue
        for agency in behind[party_id]:
            way = found[agency].party(key, party_id, role, state, signed_on)
            stands[agency].setdefault(key, []).append(way)
    keys = sorted({key for mine in stands.values() for key in mine})
    types = _types(session, agency_ids)
    return Book(
        on=on,
        register_version=version,
        words=_words(vocabulary()),
        sides={agency: standing.side for agency, standing in found.items()},
        types=types,
        agreements=_agreements(session, keys, on, version),
        stands={
            agency: {key: tuple(ways) for key, ways in mine.items()}
            for agency, mine in stands.items()
        },
    )


def _joining(
    session: Session, behind: Mapping[str, Collection[str]], codes: Collection[str]
) -> set[str]:
    """Agreements that may be for one of these purposes, in which two or more of the agencies may stand."""
    reach, count = AgreementReachRow, Counter[str]()
    for part in parts(sorted(behind)):
        statement = (
            select(col(reach.agency_id), col(reach.agreement_id))
            .where(col(reach.agency_id).in_(part), col(reach.code).in_(codes))
            .distinct()
        )
        for party_id, key in session.connection().execute(statement):
            count[key] += len(behind[party_id])
    return {key for key, many in count.items() if many > 1}


def standing_behind(
    session: Session, party_ids: Collection[str], on: date, version: int
) -> set[str]:
    """Everyone who may stand behind these parties: services, members of a group, successors, and theirs."""
    found, frontier = set(party_ids), set(party_ids)
    for _step in range(MOST_IN_CHAIN):
        below: set[str] = set()
        for row, above, under in _BELOW:
            for part in parts(sorted(frontier)):
                statement = select(col(getattr(row, under))).where(
                    col(getattr(row, above)).in_(part), held(row, on, version)
                )
                below |= {each[0] for each in session.connection().execute(statement)}
        frontier = below - found
        if not frontier:
            break
        found |= frontier
    return found


def _types(session: Session, agency_ids: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in parts(agency_ids):
        statement = select(col(AgencyRow.id), col(AgencyRow.type)).where(
            col(AgencyRow.id).in_(part)
        )
        found |= {row[0]: row[1] for row in session.connection().execute(statement)}
    return found


def _party_rows(
    session: Session, party_ids: Sequence[str], on: date, version: int
) -> list[tuple[str, str, str, str, date | None]]:
    party = AgreementPartyRow
    columns = (party.agreement_id, party.agency_id, party.role, party.state, party.signed_on)
    rows: list[Any] = []
    for part in parts(party_ids):
        statement = select(*(col(one) for one in columns)).where(
            col(party.agency_id).in_(part), held(party, on, version)
        )
        rows += session.connection().execute(statement).all()
    return [tuple(row) for row in rows]


def _agreements(
    session: Session, keys: Sequence[str], on: date, version: int
) -> dict[str, Agreement]:
    connection, row = session.connection(), AgreementRow
    found: dict[str, Agreement] = {}
    for part in parts(keys):
        statement = select(*TERMS).where(col(row.agreement_id).in_(part), held(row, on, version))
        terms = connection.execute(statement).all()
        rows = rows_of(connection, part, on, version)
        unsigned = incomplete(connection, terms, on, version)
        for each in terms:
            key = each.agreement_id
            found[key] = agreement_of(each, rows.get(key, ()), has_unsigned=key in unsigned)
    return found


def _words(words: Vocabulary) -> Words:
    return Words(
        purposes={code: words.purpose_line(code) for code in words.purposes},
        categories={code: words.category_line(code) for code in words.categories},
        leaves={code: words.leaves(code) for code in words.categories},
        labels={
            code: term.label
            for terms in (words.purposes, words.subjects, words.categories)
            for code, term in terms.items()
        },
    )


def agreement_known_as(session: Session, text: str) -> str:
    """The id of an agreement given by its id or its reference; ``Invalid`` if there is none."""
    row = AgreementRow
    for column in (row.agreement_id, row.reference):
        statement = select(col(row.agreement_id)).where(col(column) == text).limit(1)
        found = session.connection().execute(statement).scalar()
        if found is not None:
            return str(found)
    words = _("There is no agreement {text}. Give its reference as the register has it.")
    raise Invalid({"agreement": words.format(text=text)})


def stands_in(session: Session, party_ids: Sequence[str], on: date, version: int) -> list[str]:
    """The agreements that any of these is a party to on a day."""
    party = AgreementPartyRow
    statement = (
        select(col(party.agreement_id))
        .where(col(party.agency_id).in_(party_ids), held(party, on, version))
        .distinct()
    )
    return [row[0] for row in session.connection().execute(statement)]


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
