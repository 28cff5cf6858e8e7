"""The parties of an agreement: adding them, taking them away, and how many have signed."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, func, select

from isa.coverage.view import MembershipState, PartyRole, PartyState
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agreements.changes.service import NO_AGREEMENT, known_rows, unknown_agencies
from isa.register.agreements.checks import MOST_PARTIES
from isa.register.agreements.events.service import put_event
from isa.register.agreements.founding.service import is_founding
from isa.register.agreements.lifecycle import SIGNED, WAITING, has_run
from isa.register.checks import Faults, day_faults, name_faults, raise_if_any
from isa.register.keepers.service import require_agreement_keeper
from isa.register.model import FROM_THE_BEGINNING
from isa.register.tables import AgreementPartyRow, AgreementRow, ClassMembershipRow
from isa.register.timeline.service import end_from, held, known, newest_version, open_version

_HAS_SIGNED = tuple(state.value for state in SIGNED)
NOT_A_PARTY = _("This agency is not a party to this agreement.")


def party_rows(
    session: Session, version: int, agreement_id: str, agency_id: str
) -> list[AgreementPartyRow]:
    """Every stretch of a party's life as known at a version, in order; ``NotFound`` when there is none."""
    rows = session.exec(
        select(AgreementPartyRow)
        .where(AgreementPartyRow.agreement_id == agreement_id)
        .where(AgreementPartyRow.agency_id == agency_id)
        .where(known(AgreementPartyRow, version))
        .order_by(col(AgreementPartyRow.valid_from))
    ).all()
    if not rows:
        raise NotFound(NOT_A_PARTY)
    return list(rows)


def require_agreement(session: Session, agreement_id: str, version: int) -> None:
    """``NotFound`` when there is no such agreement."""
    if not known_rows(session, agreement_id, version):
        raise NotFound(NO_AGREEMENT)


def add_parties(
    database: Database,
    actor: Actor,
    agreement_id: str,
    agency_ids: Sequence[str],
    *,
    role: PartyRole = PartyRole.CONTROLLER,
) -> int:
    """Add agencies as parties that nobody has asked yet; returns how many were not parties already.

    No other party changes. In an agreement that others rely on, or did, they are parties from today, so
    that nobody loses cover by them. ``Invalid`` when an agency is not in the register.
    """
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any({} if agency_ids else {"agencies": _("Add at least one agency")})
    with database.write(actor) as work:
        session = work.session
        version = open_version(work, "parties added")
        start = _joins_on(known_rows(session, agreement_id, version))
        wanted = list(dict.fromkeys(agency_ids))
        raise_if_any(unknown_agencies(session, {f"agencies.{each}": each for each in wanted}))
        there = set(
            session.exec(
                select(AgreementPartyRow.agency_id)
                .where(AgreementPartyRow.agreement_id == agreement_id)
                .where(known(AgreementPartyRow, version))
            ).all()
        )
        fresh = [each for each in wanted if each not in there]
        if len(there) + len(fresh) > MOST_PARTIES:
            raise Invalid(
                {
                    "agencies": _(
                        "Record at most {most_parties:,} parties in one agreement"
                    ).format(most_parties=MOST_PARTIES)
                }
            )
        for agency_id in fresh:
            session.add(
                AgreementPartyRow(
                    agreement_id=agreement_id,
                    agency_id=agency_id,
                    role=role.value,
                    state=PartyState.INVITED.value,
                    valid_from=start,
                    known_from=version,
                )
            )
            put_event(
                work,
                version,
                agreement_id,
                "party_added",
                agency_id=agency_id,
                held_on=clock.today(),
            )
        work.record("parties_added", agreement_id, count=len(fresh), version=version)
    return len(fresh)


def _joins_on(agreements: Sequence[AgreementRow]) -> date:
    """From when a party that is added is one; ``NotFound`` when there is no such agreement."""
    if not agreements:
        raise NotFound(NO_AGREEMENT)
    return clock.today() if has_run(row.status for row in agreements) else FROM_THE_BEGINNING


def members_of(database: Database, actor: Actor, class_id: str, *, on: date) -> tuple[str, ...]:
    """The agencies on a group's roster on a day, whether or not they acceded; those who declined not."""
    require(actor, Action.AGENCY_READ)
    with database.read() as session:
        found = session.exec(
            select(ClassMembershipRow.member_id)
            .where(ClassMembershipRow.class_id == class_id)
            .where(col(ClassMembershipRow.agreement_id).is_(None))
            .where(ClassMembershipRow.state != MembershipState.DECLINED.value)
            .where(held(ClassMembershipRow, on, newest_version(session)))
            .order_by(col(ClassMembershipRow.member_id))
        ).all()
    return tuple(dict.fromkeys(found))


def day_that_was(on: date | None) -> Faults:
    """What is wrong with the day on which something happened: it is missing, to come or far away."""
    if on is None:
        return {"on": _("Enter the day")}
    if on > clock.today():
        return {"on": _("The day must be today or in the past")}
    return day_faults("on", on, _("the day"))


def remove_party(
    database: Database, actor: Actor, agreement_id: str, agency_id: str, *, reason: str
) -> None:
    """Take away a party that was named by mistake and never signed; one that signed withdraws."""
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(name_faults("reason", reason, _("why it is taken away"), limit=1000))
    with database.write(actor) as work:
        session = work.session
        version = open_version(work, "party removed")
        require_agreement(session, agreement_id, version)
        rows = party_rows(session, version, agreement_id, agency_id)
        if any(PartyState(row.state) not in {*WAITING, PartyState.DECLINED} for row in rows):
            raise Invalid(
                {
                    "reason": _(
                        "It has signed. Record that it withdrew, or take its signature back if that was recorded "
                        "by mistake"
                    )
                }
            )
        end_from(session, version, rows, FROM_THE_BEGINNING)
        put_event(
            work,
            version,
            agreement_id,
            "party_removed",
            agency_id=agency_id,
            held_on=clock.today(),
            before=rows[-1].state,
            reason=reason,
        )
        work.record("party_removed", agreement_id, party=agency_id, version=version)


def signed_count(session: Session, agreement_id: str, on: date, version: int) -> tuple[int, int]:
    """How many parties there are on a day, and how many have signed; one added later counts once it has."""
    party = AgreementPartyRow
    counts = dict(
        session.exec(
            select(party.state, func.count())
            .where(party.agreement_id == agreement_id)
            .where(held(party, on, version))
            .where(col(party.state).in_(_HAS_SIGNED) | is_founding(party, version))
            .group_by(col(party.state))
        ).all()
    )
    return sum(counts.values()), sum(counts.get(state.value, 0) for state in SIGNED)
