"""The newest version that changed what an agreement says: terms, codes, details, rows, who its parties are.

A move from one status to the next changes nothing of that, and neither does how far a party has come.
"""

from sqlmodel import Session, col, select

from isa.register.agreements.tables import AgreementDetailRow, AgreementEventRow
from isa.register.tables import AgreementPartyRow, AgreementRow, DataRowRow


def changed_at(session: Session, agreement_id: str) -> int:
    """The version at which an agreement last said something else; 0 when it was never recorded."""
    event = AgreementEventRow
    moves = set(
        session.exec(
            select(event.register_version).where(
                event.agreement_id == agreement_id, event.kind == "status"
            )
        ).all()
    )
    times = {
        *(each for each in _times(session, AgreementRow, agreement_id) if each not in moves),
        *_times(session, AgreementDetailRow, agreement_id),
        *_times(session, DataRowRow, agreement_id),
        *_parties(session, agreement_id),
    }
    return max(times, default=0)


def _times(
    session: Session,
    table: type[AgreementRow] | type[AgreementDetailRow] | type[DataRowRow],
    agreement_id: str,
) -> list[int]:
    """Every version that wrote or closed a row; the codes of a row are written with it."""
    found = session.exec(
        select(col(table.known_from), col(table.known_to)).where(
            col(table.agreement_id) == agreement_id
        )
    ).all()
    return [each for pair in found for each in pair if each is not None]


def _parties(session: Session, agreement_id: str) -> list[int]:
    """The versions at which a party came or went."""
    party = AgreementPartyRow
    stretches: dict[str, list[tuple[int, int | None]]] = {}
    for agency, start, end in session.exec(
        select(party.agency_id, party.known_from, party.known_to).where(
            party.agreement_id == agreement_id
        )
    ).all():
        stretches.setdefault(agency, []).append((start, end))
    found = []
    for told in stretches.values():
        found.append(min(start for start, _end in told))
        ends = [end for _start, end in told if end is not None]
        if len(ends) == len(told):
            found.append(max(ends))
    return found
