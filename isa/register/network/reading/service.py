"""Reading many agencies and their agreements at once, as the gates want them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
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
from isa.register.answers.terms.service import TERMS, agreement_of
from isa.register.network.joined.service import joined, parts, stands_in
from isa.register.tables import (
    AgencyRow,
    AgencyStatusRow,
    AgreementPartyRow,
    AgreementRow,
    ClassMembershipRow,
    SuccessionRow,
    Versioned,
)
from isa.register.timeline.service import held, held_then, newest_version
from isa.register.vocabulary import Vocabulary, vocabulary

_BELOW: tuple[tuple[type[Versioned], str, str], ...] = (
    (AgencyStatusRow, "controller_id", "agency_id"),
    (ClassMembershipRow, "class_id", "member_id"),
    (SuccessionRow, "predecessor_id", "successor_id"),
)
"""Where it is kept who stands below whom: the columns of the one above and of the one below."""


class Reading:
    """Some agencies resolved on a day: whose parties each stands behind, and what there is to read."""

    def __init__(self, session: Session, agency_ids: Sequence[str], on: date) -> None:
        """Resolve the agencies; ``Invalid`` names one that is not in the register."""
        self._session, self._ids, self._on = session, agency_ids, on
        self._version = newest_version(session)
        self._found: dict[str, Standing] = {}
        for part in parts(agency_ids):
            paths = {f"agencies[{one}]": one for one in part}
            self._found |= standings(session, paths, on, self._version)
        self._behind: dict[str, list[str]] = defaultdict(list)
        for agency, standing in self._found.items():
            for party_id in standing.party_ids:
                self._behind[party_id].append(agency)

    def joined(self, codes: Collection[str] = (), through: Collection[str] = ()) -> set[str]:
        """The agreements in which at least two of the agencies may stand: those that can join a pair.

        With ``codes`` (purposes, and the type of charters) only those that may be for one of them; with
        ``through`` only those in which one of these agencies stands, or somebody behind one of them.
        """
        keys = joined(self._session, self._behind, self._on, self._version, codes)
        if not through:
            return keys
        mine = [one for one in self._found.values() if not set(through).isdisjoint(one.party_ids)]
        parties = sorted({party_id for one in mine for party_id in one.party_ids})
        return keys.intersection(stands_in(self._session, parties, self._on, self._version))

    def book(self, keys: Collection[str] = ()) -> Book:
        """The book of the agencies and of these agreements alone; of none, who they are."""
        stands: dict[str, dict[str, list[Party]]] = {agency: {} for agency in self._found}
        parties = sorted(self._behind) if keys else []
        rows = _party_rows(self._session, parties, self._on, self._version)
        for key, party_id, role, state, signed_on in rows:
            for agency in self._behind[party_id] if key in keys else ():
                way = self._found[agency].party(key, party_id, role, state, signed_on)
                stands[agency].setdefault(key, []).append(way)
        held_by = sorted({key for mine in stands.values() for key in mine})
        return Book(
            on=self._on,
            register_version=self._version,
            words=_words(vocabulary()),
            sides={agency: standing.side for agency, standing in self._found.items()},
            types=_types(self._session, self._ids),
            agreements=_agreements(self._session, held_by, self._on, self._version),
            stands={
                agency: {key: tuple(ways) for key, ways in mine.items()}
                for agency, mine in stands.items()
            },
        )


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
    when = {"on": on, "version": version}
    for part in parts(keys):
        statement = select(*TERMS).where(col(row.agreement_id).in_(part), held_then(row))
        rows = rows_of(connection, part, on, version)
        for each in connection.execute(statement, when).all():
            key = each.agreement_id
            found[key] = agreement_of(each, rows.get(key, ()))
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
