"""Reading many agencies and their agreements at once, and what the network says about them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from isa.coverage.network.book import Book, Words
from isa.coverage.view import (
    Agreement,
    AgreementStatus,
    AgreementType,
    Party,
)
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agreements.founding.service import is_waited_for
from isa.register.answers.resolving.service import standings
from isa.register.answers.rows.service import rows_of
from isa.register.answers.standing import Standing
from isa.register.tables import (
    AgencyRow,
    AgencyState,
    AgencyStatusRow,
    AgreementCode,
    AgreementCodeRow,
    AgreementPartyRow,
    AgreementRow,
)
from isa.register.timeline.service import held, newest_version
from isa.register.vocabulary import Vocabulary, vocabulary

MOST_AGENCIES = 400
"""How many agencies one picture or matrix may have; a whole nation is asked pair by pair."""
_AT_ONCE = 400


def network_book(
    database: Database, actor: Actor, agency_ids: Collection[str], *, on: date
) -> Book:
    """What the register says about some agencies on a day, ready for the matrix.

    ``Invalid`` names an agency that is not in the register, or that there are too many.
    """
    require(actor, Action.AGREEMENT_READ)
    if len(agency_ids) > MOST_AGENCIES:
        words = _("Choose at most {most} agencies; there are {count}.")
        raise Invalid({"agencies": words.format(most=MOST_AGENCIES, count=len(agency_ids))})
    with database.read() as session:
        return _book(session, sorted(set(agency_ids)), on)


def partnership(database: Database, actor: Actor, area: str | None, *, on: date) -> tuple[str, ...]:
    """The agencies of one place that operate on a day; a group is no agency, its members are.

    An empty place is that of agencies for which nobody recorded one, None is everywhere. Where there
    are more than a picture can hold, those with the most agreements come first.
    """
    require(actor, Action.AGENCY_READ)
    kinds = [code for code, kind in vocabulary().agency_types.items() if not kind.is_class]
    with database.read() as session:
        version = newest_version(session)
        party = AgreementPartyRow
        has = (
            select(func.count())
            .where(col(party.agency_id) == col(AgencyRow.id), held(party, on, version))
            .scalar_subquery()
        )
        statement = (
            select(col(AgencyRow.id))
            .join(AgencyStatusRow, col(AgencyStatusRow.agency_id) == col(AgencyRow.id))
            .where(
                *([] if area is None else [col(AgencyRow.area) == area]),
                col(AgencyRow.type).in_(kinds),
                col(AgencyStatusRow.status) == AgencyState.ACTIVE.value,
                held(AgencyStatusRow, on, version),
            )
            .order_by(has.desc(), col(AgencyRow.id))
            .limit(MOST_AGENCIES)
        )
        return tuple(sorted(row[0] for row in session.connection().execute(statement)))


def version_now(database: Database, actor: Actor) -> int:
    """The version of the register: what was worked out at another may be out of date."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        return newest_version(session)


def areas(database: Database, actor: Actor) -> tuple[str, ...]:
    """Every place that an agency of the register serves; empty where somebody's is not recorded."""
    require(actor, Action.AGENCY_READ)
    with database.read() as session:
        statement = select(col(AgencyRow.area)).distinct().order_by(col(AgencyRow.area))
        return tuple(row[0] for row in session.connection().execute(statement))


def stakeholders(
    database: Database, actor: Actor, *, on: date, agreement_id: str = "", agency_id: str = ""
) -> tuple[str, ...]:
    """Who a change touches: the parties of an agreement, or those an agency has agreements with.

    ``Invalid`` when there is no such agreement or agency.
    """
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        version = newest_version(session)
        if agreement_id:
            return _parties_of(session, [_agreement_id(session, agreement_id)], on, version)
        own = standings(session, {"agency": agency_id}, on, version)[agency_id]
        mine = _stands_in(session, own.party_ids, on, version)
        found = _parties_of(session, mine, on, version)
        return tuple(sorted({agency_id, *found}))


def agreement_known_as(database: Database, actor: Actor, text: str) -> str:
    """The id of an agreement given by its id or its reference; ``Invalid`` if there is none."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        return _agreement_id(session, text)


def _agreement_id(session: Session, text: str) -> str:
    row = AgreementRow
    for column in (row.agreement_id, row.reference):
        statement = select(col(row.agreement_id)).where(col(column) == text).limit(1)
        found = session.connection().execute(statement).scalar()
        if found is not None:
            return str(found)
    words = _("There is no agreement {text}. Give its reference as the register has it.")
    raise Invalid({"agreement": words.format(text=text)})


def _stands_in(session: Session, party_ids: Sequence[str], on: date, version: int) -> list[str]:
    party = AgreementPartyRow
    statement = (
        select(col(party.agreement_id))
        .where(col(party.agency_id).in_(party_ids), held(party, on, version))
        .distinct()
    )
    return [row[0] for row in session.connection().execute(statement)]


def _parties_of(
    session: Session, agreement_ids: Sequence[str], on: date, version: int
) -> tuple[str, ...]:
    party, found = AgreementPartyRow, set()
    for part in _parts(agreement_ids):
        statement = select(col(party.agency_id)).where(
            col(party.agreement_id).in_(part), held(party, on, version)
        )
        found |= {row[0] for row in session.connection().execute(statement.distinct())}
    return tuple(sorted(found))


def _book(session: Session, agency_ids: Sequence[str], on: date) -> Book:
    version = newest_version(session)
    found: dict[str, Standing] = {}
    for part in _parts(agency_ids):
        found |= standings(session, {f"agencies[{one}]": one for one in part}, on, version)
    behind: dict[str, list[str]] = defaultdict(list)
    for agency, standing in found.items():
        for party_id in standing.party_ids:
            behind[party_id].append(agency)
    stands: dict[str, dict[str, list[Party]]] = {agency: {} for agency in found}
    for key, party_id, role, state, signed_on in _party_rows(session, sorted(behind), on, version):
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


def _types(session: Session, agency_ids: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in _parts(agency_ids):
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
    for part in _parts(party_ids):
        statement = select(*(col(one) for one in columns)).where(
            col(party.agency_id).in_(part), held(party, on, version)
        )
        rows += session.connection().execute(statement).all()
    return [tuple(row) for row in rows]


def _agreements(
    session: Session, keys: Sequence[str], on: date, version: int
) -> dict[str, Agreement]:
    found: dict[str, Agreement] = {}
    for part in _parts(keys):
        terms = {
            row.agreement_id: row
            for row in session.exec(  # type: ignore[call-overload]  # one table, whole
                select(AgreementRow).where(
                    col(AgreementRow.agreement_id).in_(part), held(AgreementRow, on, version)
                )
            ).scalars()
        }
        codes = _codes(session, {row.row_id: key for key, row in terms.items()})
        rows = rows_of(session, part, on, version)
        waiting = [key for key, row in terms.items() if row.requires_all_signatures]
        incomplete = _incomplete(session, waiting, on, version)
        for key, row in terms.items():
            found[key] = Agreement(
                id=key,
                reference=row.reference,
                title=row.title,
                type=AgreementType(row.type),
                status=AgreementStatus(row.status),
                starts_on=row.starts_on,
                ends_on=row.ends_on,
                review_due_on=row.review_due_on,
                parent_id=row.parent_id,
                is_reciprocal=row.is_reciprocal,
                requires_all_signatures=row.requires_all_signatures,
                has_unsigned_party=key in incomplete,
                is_retrospective=row.is_retrospective,
                has_part3_clause=row.has_part3_clause,
                onward_sharing=row.onward_sharing,
                areas=frozenset(codes[key, AgreementCode.AREA.value]),
                purposes=frozenset(codes[key, AgreementCode.PURPOSE.value]),
                exclusions=frozenset(codes[key, AgreementCode.EXCLUSION.value]),
                rows=rows.get(key, ()),
            )
    return found


def _codes(session: Session, keys: dict[Any, str]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    row = AgreementCodeRow
    statement = select(col(row.row_id), col(row.kind), col(row.code)).where(
        col(row.row_id).in_(list(keys))
    )
    for row_id, kind, code in session.connection().execute(statement):
        found[keys[row_id], kind].add(code)
    return found


def _incomplete(session: Session, waiting: Sequence[str], on: date, version: int) -> set[str]:
    """Among agreements that wait for every signature, those that still lack one."""
    party = AgreementPartyRow
    if not waiting:
        return set()
    statement = select(col(party.agreement_id)).where(
        col(party.agreement_id).in_(waiting),
        is_waited_for(party, on, version),
    )
    return {row[0] for row in session.connection().execute(statement.distinct())}


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


def _parts(ids: Sequence[str]) -> list[Sequence[str]]:
    """The ids in parts that one statement can carry."""
    return [ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE)]
