"""Asking the parties of an agreement to sign."""

from datetime import date

from sqlmodel import Session, col, select

from isa.coverage.model import Frozen
from isa.coverage.view import PartyState
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies.service import names_of
from isa.register.agreements.events.service import put_event
from isa.register.agreements.parties.service import day_that_was, require_agreement
from isa.register.checks import raise_if_any
from isa.register.keepers.service import require_agreement_keeper
from isa.register.tables import AgreementPartyRow
from isa.register.timeline.service import (
    held,
    known,
    newest_version,
    open_version,
    replace_all_from,
)


class Unasked(Frozen):
    """The parties nobody has asked to sign yet: how many, and the names of the first."""

    total: int
    names: tuple[str, ...]


def _unasked(
    session: Session, agreement_id: str, on: date, version: int
) -> list[AgreementPartyRow]:
    party = AgreementPartyRow
    return list(
        session.exec(
            select(party)
            .where(party.agreement_id == agreement_id)
            .where(party.state == PartyState.INVITED.value)
            .where(col(party.asked_on).is_(None))
            .where(held(party, on, version))
            .order_by(col(party.agency_id))
        ).all()
    )


def unasked(database: Database, actor: Actor, agreement_id: str, *, first: int = 20) -> Unasked:
    """Whom "ask everyone" would ask: a preview, so that nobody is asked by surprise."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        rows = _unasked(session, agreement_id, clock.today(), newest_version(session))
        names = names_of(session, {row.agency_id for row in rows[:first]})
        return Unasked(total=len(rows), names=tuple(sorted(names.values())))


def _everyones_rows(
    session: Session, version: int, agreement_id: str
) -> dict[str, list[AgreementPartyRow]]:
    """Every stretch of every party's life, by agency, in one statement: there may be thousands."""
    found: dict[str, list[AgreementPartyRow]] = {}
    for row in session.exec(
        select(AgreementPartyRow)
        .where(AgreementPartyRow.agreement_id == agreement_id)
        .where(known(AgreementPartyRow, version))
        .order_by(col(AgreementPartyRow.valid_from))
    ).all():
        found.setdefault(row.agency_id, []).append(row)
    return found


def ask_all(database: Database, actor: Actor, agreement_id: str, *, on: date) -> int:
    """Record that every party nobody had asked was asked to sign on a day; returns how many."""
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(day_that_was(on))
    with database.write(actor) as work:
        session = work.session
        version = open_version(work, "parties asked")
        require_agreement(session, agreement_id, version)
        rows = _unasked(session, agreement_id, clock.today(), version)
        if not rows:
            raise Invalid({"": _("Every party has been asked already")})
        stretches = _everyones_rows(session, version, agreement_id)
        whom = [stretches[row.agency_id] for row in rows]
        replace_all_from(session, version, whom, on, {"asked_on": on})
        for row in rows:
            put_event(
                work, version, agreement_id, "party_asked", agency_id=row.agency_id, held_on=on
            )
        work.record("parties_asked", agreement_id, count=len(rows), version=version)
    return len(rows)
