"""Which agencies are on a group's roster, and which of them acceded to be bound by it."""

from datetime import date

from sqlmodel import Session, col, select

from isa.coverage.view import MembershipState
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.register.agencies.service import require_agencies
from isa.register.keepers.service import require_agency_keeper
from isa.register.model import FROM_THE_BEGINNING
from isa.register.tables import AgencyRow, ClassMembershipRow
from isa.register.timeline.service import change_from, known, open_version
from isa.register.vocabulary import vocabulary


def record_membership(
    database: Database,
    actor: Actor,
    *,
    class_id: str,
    member_id: str,
    state: MembershipState,
    on: date = FROM_THE_BEGINNING,
    agreement_id: str | None = None,
) -> None:
    """Record that an agency is on a group's roster, and whether it acceded to be bound by it.

    With ``agreement_id`` the accession is to that agreement alone. It holds from ``on``; a later
    record for the same three changes it from its own day.
    """
    require_agency_keeper(database, actor, class_id)
    with database.write(actor) as work:
        require_agencies(work.session, {"class_id": class_id, "member_id": member_id})
        version = open_version(work, "membership recorded")
        put_membership(work.session, version, class_id, member_id, state, on, agreement_id)
        work.record(
            "membership_recorded", class_id, member=member_id, state=state.value, version=version
        )


def put_membership(
    session: Session,
    version: int,
    class_id: str,
    member_id: str,
    state: MembershipState,
    on: date,
    agreement_id: str | None,
) -> None:
    """Write a membership inside a transaction that has a version."""
    group, member = session.get(AgencyRow, class_id), session.get(AgencyRow, member_id)
    types = vocabulary().agency_types
    if group is None or not types[group.type].is_class:
        raise Invalid({"class_id": _("Choose a group: other agencies have no members")})
    if member is None or types[member.type].is_class:
        raise Invalid({"member_id": _("Choose an agency: a group cannot be a member of a group")})
    same = col(ClassMembershipRow.agreement_id)
    rows = session.exec(
        select(ClassMembershipRow)
        .where(ClassMembershipRow.class_id == class_id)
        .where(ClassMembershipRow.member_id == member_id)
        .where(same.is_(None) if agreement_id is None else same == agreement_id)
        .where(known(ClassMembershipRow, version))
    ).all()
    if change_from(session, version, rows, on, {"state": state.value}) is None:
        session.add(
            ClassMembershipRow(
                class_id=class_id,
                member_id=member_id,
                agreement_id=agreement_id,
                state=state.value,
                valid_from=on,
                known_from=version,
            )
        )
