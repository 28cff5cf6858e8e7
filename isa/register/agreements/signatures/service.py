"""Recording signatures and withdrawals of parties."""

from datetime import date

from sqlmodel import Session, col, select

from isa.coverage.view import PartyState
from isa.platform import clock
from isa.platform.clock import show_date
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agreements.changes.service import NO_AGREEMENT, effective_from, known_rows
from isa.register.agreements.checks import signature_faults
from isa.register.checks import day_faults, raise_if_any
from isa.register.tables import AgreementPartyRow
from isa.register.timeline.service import change_from, known, open_version

_NOT_A_PARTY = _("This agency is not a party to this agreement.")


def _party_rows(
    session: Session, version: int, agreement_id: str, agency_id: str
) -> list[AgreementPartyRow]:
    rows = session.exec(
        select(AgreementPartyRow)
        .where(AgreementPartyRow.agreement_id == agreement_id)
        .where(AgreementPartyRow.agency_id == agency_id)
        .where(known(AgreementPartyRow, version))
        .order_by(col(AgreementPartyRow.valid_from))
    ).all()
    if not rows:
        raise NotFound(_NOT_A_PARTY)
    return list(rows)


def record_signature(
    database: Database,
    actor: Actor,
    agreement_id: str,
    agency_id: str,
    *,
    signed_on: date,
    signatory_title: str,
    sign_method: str,
) -> None:
    """Record that a party signed on a day, and in which role the person who signed did so.

    ``Invalid`` when the day is after today or the party has signed already; ``NotFound`` when the
    agreement or the party is not in the register.
    """
    require(actor, Action.AGREEMENT_WRITE)
    raise_if_any(signature_faults(signed_on, signatory_title, sign_method, today=clock.today()))
    with database.write(actor) as work:
        session = work.session
        version = open_version(work, "signature recorded")
        agreements = known_rows(session, agreement_id, version)
        if not agreements:
            raise NotFound(NO_AGREEMENT)
        rows = _party_rows(session, version, agreement_id, agency_id)
        latest = rows[-1]
        if latest.state == PartyState.SIGNED.value:
            when = (
                _(" on {signed_on}").format(signed_on=show_date(latest.signed_on))
                if latest.signed_on
                else ""
            )
            raise Invalid(
                {"agency_id": _("This agency has signed already{when}").format(when=when)}
            )
        terms = agreements[-1]
        start = effective_from(signed_on, terms.starts_on, is_retrospective=terms.is_retrospective)
        change_from(
            session,
            version,
            rows,
            start,
            {
                "state": PartyState.SIGNED.value,
                "signed_on": signed_on,
                "signatory_title": signatory_title.strip(),
                "sign_method": sign_method,
            },
        )
        work.record("signature_recorded", agreement_id, party=agency_id, version=version)


def record_withdrawal(
    database: Database, actor: Actor, agreement_id: str, agency_id: str, *, on: date
) -> None:
    """Record that from a day a party is no longer bound."""
    require(actor, Action.AGREEMENT_WRITE)
    raise_if_any(day_faults("on", on, _("the withdrawal")))
    with database.write(actor) as work:
        version = open_version(work, "withdrawal recorded")
        rows = _party_rows(work.session, version, agreement_id, agency_id)
        change_from(work.session, version, rows, on, {"state": PartyState.WITHDRAWN.value})
        work.record("withdrawal_recorded", agreement_id, party=agency_id, version=version)
