"""The agreements that join two agencies, found in one join over the parties behind each."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from isa.coverage.view import Agreement, AgreementStatus, AgreementType, Party, PartyState
from isa.register.answers.rows.service import rows_of
from isa.register.answers.standing import Standing
from isa.register.tables import (
    AgreementCode,
    AgreementCodeRow,
    AgreementPartyRow,
    AgreementRow,
)
from isa.register.timeline.service import held

MOST_NEAR = 10
"""How many agreements with only one of the two are looked at for a closest miss."""

_Line = tuple[str, ...]


class Found:
    """Agreements being gathered, with the parties of either side."""

    def __init__(self) -> None:
        """Begin with none."""
        self.terms: dict[str, AgreementRow] = {}
        self.providers: dict[str, dict[str, Party]] = defaultdict(dict)
        self.recipients: dict[str, dict[str, Party]] = defaultdict(dict)

    def add(
        self, terms: AgreementRow, party: AgreementPartyRow, standing: Standing, *, gives: bool
    ) -> None:
        """Put an agreement and one of its parties on a side."""
        self.terms[terms.agreement_id] = terms
        side = self.providers if gives else self.recipients
        side[terms.agreement_id][party.agency_id] = standing.party(
            terms.agreement_id, party.agency_id, party.role, party.state, party.signed_on
        )


def joining(
    session: Session,
    provider: Standing,
    recipient: Standing,
    *,
    line: _Line,
    on: date,
    version: int,
) -> tuple[Agreement, ...]:
    """Every agreement both stand behind; if none is for the purpose, also some with one of them.

    Rows are read only where they can matter: for agreements with the purpose, or for the few that
    a closest miss may name.
    """
    found = _with_both(session, provider, recipient, on, version)
    codes = _codes(session, found)
    fitting = [key for key in found.terms if codes[key][AgreementCode.PURPOSE.value] & set(line)]
    if not fitting:
        _add_near(session, found, provider, recipient, line=line, on=on, version=version)
        codes = _codes(session, found)
        fitting = sorted(found.terms)[: 2 * MOST_NEAR]
    rows = rows_of(session, fitting, on, version)
    incomplete = _incomplete(session, found, on, version)
    return tuple(
        _agreement(terms, codes[key], found).model_copy(
            update={"rows": rows.get(key, ()), "has_unsigned_party": key in incomplete}
        )
        for key, terms in found.terms.items()
    )


def _with_both(
    session: Session, provider: Standing, recipient: Standing, on: date, version: int
) -> Found:
    giver, receiver = aliased(AgreementPartyRow), aliased(AgreementPartyRow)
    found = Found()
    for terms, gives, receives in session.exec(
        select(AgreementRow, giver, receiver)
        .join(giver, col(giver.agreement_id) == col(AgreementRow.agreement_id))
        .join(receiver, col(receiver.agreement_id) == col(giver.agreement_id))
        .where(col(giver.agency_id).in_(provider.party_ids))
        .where(col(receiver.agency_id).in_(recipient.party_ids))
        .where(held(giver, on, version))
        .where(held(receiver, on, version))
        .where(held(AgreementRow, on, version))
    ).all():
        found.add(terms, gives, provider, gives=True)
        found.add(terms, receives, recipient, gives=False)
    return found


def _add_near(
    session: Session,
    found: Found,
    provider: Standing,
    recipient: Standing,
    *,
    line: _Line,
    on: date,
    version: int,
) -> None:
    """A few agreements for the purpose with only one of the two: it may be enough for one to join."""
    for standing, gives in ((recipient, False), (provider, True)):
        for terms, party in session.exec(
            select(AgreementRow, AgreementPartyRow)
            .join(
                AgreementPartyRow,
                col(AgreementPartyRow.agreement_id) == col(AgreementRow.agreement_id),
            )
            .join(AgreementCodeRow, col(AgreementCodeRow.row_id) == col(AgreementRow.row_id))
            .where(col(AgreementPartyRow.agency_id).in_(standing.party_ids))
            .where(AgreementCodeRow.kind == AgreementCode.PURPOSE.value)
            .where(col(AgreementCodeRow.code).in_(line))
            .where(held(AgreementPartyRow, on, version))
            .where(held(AgreementRow, on, version))
            .order_by(col(AgreementRow.agreement_id))
            .limit(MOST_NEAR)
        ).all():
            found.add(terms, party, standing, gives=gives)


def _codes(session: Session, found: Found) -> dict[str, dict[str, set[str]]]:
    """The codes beside each agreement, by kind."""
    keys = {terms.row_id: key for key, terms in found.terms.items()}
    codes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    if keys:
        for row_id, kind, code in session.exec(
            select(AgreementCodeRow.row_id, AgreementCodeRow.kind, AgreementCodeRow.code).where(
                col(AgreementCodeRow.row_id).in_(list(keys))
            )
        ).all():
            codes[keys[row_id]][kind].add(code)
    return codes


def _incomplete(session: Session, found: Found, on: date, version: int) -> set[str]:
    """Among agreements that wait for every signature, those that still lack one."""
    waiting: Sequence[str] = [
        key for key, terms in found.terms.items() if terms.requires_all_signatures
    ]
    if not waiting:
        return set()
    party = AgreementPartyRow
    return set(
        session.exec(
            select(party.agreement_id)
            .where(col(party.agreement_id).in_(waiting))
            .where(held(party, on, version))
            .where(or_(col(party.state) != PartyState.SIGNED.value, col(party.signed_on) > on))
        ).all()
    )


def _agreement(terms: AgreementRow, codes: dict[str, set[str]], found: Found) -> Agreement:
    key = terms.agreement_id
    return Agreement(
        id=key,
        reference=terms.reference,
        title=terms.title,
        type=AgreementType(terms.type),
        status=AgreementStatus(terms.status),
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        review_due_on=terms.review_due_on,
        parent_id=terms.parent_id,
        is_reciprocal=terms.is_reciprocal,
        requires_all_signatures=terms.requires_all_signatures,
        is_retrospective=terms.is_retrospective,
        has_part3_clause=terms.has_part3_clause,
        areas=frozenset(codes[AgreementCode.AREA.value]),
        purposes=frozenset(codes[AgreementCode.PURPOSE.value]),
        exclusions=frozenset(codes[AgreementCode.EXCLUSION.value]),
        provider_parties=tuple(found.providers[key].values()),
        recipient_parties=tuple(found.recipients[key].values()),
    )
