"""Adding agencies and changing what is known of them."""

from datetime import date

from sqlmodel import Session, col, select

from isa.coverage.view import MembershipState
from isa.platform import audit, clock
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.people import people
from isa.platform.wording import gettext as _
from isa.register.agencies.checks import checked_themselves, contact_faults, new_agency_faults
from isa.register.agencies.service import MOST_IN_CHAIN, NO_AGENCY, controller_chains, shown
from isa.register.checks import day_faults, raise_if_any, text_faults
from isa.register.keepers.service import require_agency_keeper
from isa.register.model import (
    FROM_THE_BEGINNING,
    Agency,
    AgencyContact,
    Identifier,
    NewAgency,
)
from isa.register.naming import search_key
from isa.register.tables import (
    AgencyContactRow,
    AgencyIdentifierRow,
    AgencyRow,
    AgencyState,
    AgencyStatusRow,
    ClassMembershipRow,
    SuccessionRow,
)
from isa.register.timeline.service import change_from, change_onwards, known, open_version
from isa.register.vocabulary import vocabulary


def changed_meanwhile(session: Session, agency_id: str, event: str) -> Stale:
    """The refusal for whoever saves second: it names whoever was first, by the audit event they left."""
    before = audit.events_about(session, agency_id, (event,))
    names = people(session, (each.actor_id for each in before[:1]))
    who = next(iter(names.values()), _("Somebody else"))
    return Stale(
        _("{who} changed this while you were writing. Look at it again, then choose.").format(
            who=who
        )
    )


def add_agency(database: Database, actor: Actor, new: NewAgency) -> Agency:
    """Add an agency; ``Invalid`` says what is wrong and where."""
    require_agency_keeper(database, actor, new.parent_id)
    raise_if_any(new_agency_faults(new))
    with database.write(actor) as work:
        version = open_version(work, "agency added")
        row = put_agency(work, version, new)
        work.record("agency_added", row.id, type=row.type, version=version)
        return shown(work.session, row)


def put_agency(work: UnitOfWork, version: int, new: NewAgency) -> AgencyRow:
    """Write a checked agency inside a transaction that has a version."""
    session = work.session
    agency_id = new.id or new_id("agy")
    faults = {}
    if session.get(AgencyRow, agency_id) is not None:
        faults["id"] = _("Another agency has this id. Choose another")
    if new.parent_id is not None and session.get(AgencyRow, new.parent_id) is None:
        faults["parent_id"] = _("Choose a larger body that is in the register")
    for identifier in new.identifiers:
        if holder(session, identifier) is not None:
            faults["identifiers"] = _("Another agency has the {kind} {identifier}").format(
                kind=identifier.kind, identifier=identifier.value
            )
    raise_if_any(faults)
    row = AgencyRow(
        id=agency_id,
        name=new.name.strip(),
        search_key=search_key(new.name, new.other_names),
        type=new.type,
        area=new.area.strip(),
        other_names="\n".join(each.strip() for each in new.other_names),
        created_at=work.at,
    )
    session.add(row)
    session.flush()
    session.add(
        AgencyStatusRow(
            agency_id=agency_id,
            status=AgencyState.ACTIVE.value,
            controller_id=new.parent_id,
            valid_from=FROM_THE_BEGINNING,
            known_from=version,
        )
    )
    for identifier in new.identifiers:
        session.add(
            AgencyIdentifierRow(
                id=new_id("idn"),
                agency_id=agency_id,
                kind=identifier.kind,
                value=identifier.value.strip(),
            )
        )
    _put_contacts(session, agency_id, new.contacts)
    session.flush()
    return row


def holder(session: Session, identifier: Identifier) -> AgencyIdentifierRow | None:
    """Who has a code already."""
    return session.exec(
        select(AgencyIdentifierRow)
        .where(AgencyIdentifierRow.kind == identifier.kind)
        .where(AgencyIdentifierRow.value == identifier.value.strip())
    ).first()


def _put_contacts(session: Session, agency_id: str, contacts: tuple[AgencyContact, ...]) -> None:
    for contact in contacts:
        session.add(
            AgencyContactRow(
                id=new_id("ctc"),
                agency_id=agency_id,
                kind=contact.kind.value,
                label=contact.label.strip(),
                number=contact.number.strip(),
                hours=contact.hours.strip(),
                verified_on=contact.verified_on,
            )
        )


def set_contacts(
    database: Database,
    actor: Actor,
    agency_id: str,
    contacts: tuple[AgencyContact, ...],
    *,
    seen: tuple[AgencyContact, ...],
) -> Agency:
    """Replace an agency's contacts by these, in one step. ``Stale`` when they are not as ``seen``.

    A number that takes the place of another does not take the day on which that one was checked.
    """
    require_agency_keeper(database, actor, agency_id)
    raise_if_any(contact_faults(contacts, clock.today()))
    with database.write(actor) as work:
        row = work.session.get(AgencyRow, agency_id)
        if row is None:
            raise NotFound(NO_AGENCY)
        if set(shown(work.session, row).contacts) != set(seen):
            raise changed_meanwhile(work.session, agency_id, "agency_contacts_set")
        for old in work.session.exec(
            select(AgencyContactRow).where(AgencyContactRow.agency_id == agency_id)
        ).all():
            work.session.delete(old)
        _put_contacts(work.session, agency_id, checked_themselves(contacts, seen))
        work.session.flush()
        work.record("agency_contacts_set", agency_id, count=len(contacts))
        return shown(work.session, row)


def _require_agencies(session: Session, ids: dict[str, str]) -> None:
    """``Invalid`` for each path whose id is not in the register."""
    raise_if_any(
        {
            path: _("Choose an agency that is in the register")
            for path, agency_id in ids.items()
            if session.get(AgencyRow, agency_id) is None
        }
    )


def leads_back(
    session: Session,
    row: type[AgencyStatusRow] | type[SuccessionRow],
    here: str,
    there: str,
    start: str,
    end: str,
    *,
    on: date = FROM_THE_BEGINNING,
) -> bool:
    """Whether following links from one agency can reach another on any day from ``on``."""
    begins, ends = col(getattr(row, here)), col(getattr(row, there))
    seen: set[str] = set()
    ahead = {start}
    while ahead:
        if end in ahead:
            return True
        seen |= ahead
        further = session.exec(
            select(ends)
            .where(begins.in_(sorted(ahead)), ends.is_not(None), col(row.known_to).is_(None))
            .where(col(row.valid_to).is_(None) | (col(row.valid_to) > on))
        ).all()
        ahead = {each for each in further if each} - seen
    return False


def _known_status(session: Session, agency_id: str, version: int) -> list[AgencyStatusRow]:
    return list(
        session.exec(
            select(AgencyStatusRow)
            .where(AgencyStatusRow.agency_id == agency_id)
            .where(known(AgencyStatusRow, version))
        ).all()
    )


def close_agency(database: Database, actor: Actor, agency_id: str, *, on: date) -> None:
    """Record that an agency stopped operating; ``on`` is the first day without it."""
    require_agency_keeper(database, actor, agency_id)
    raise_if_any(day_faults("on", on, _("the day it closed")))
    with database.write(actor) as work:
        _require_agencies(work.session, {"agency_id": agency_id})
        version = open_version(work, "agency closed")
        rows = _known_status(work.session, agency_id, version)
        change_from(work.session, version, rows, on, {"status": AgencyState.CLOSED.value})
        work.record("agency_closed", agency_id, version=version)


def move_agency(
    database: Database, actor: Actor, agency_id: str, *, parent_id: str | None, on: date
) -> None:
    """Record that from a day an agency belongs to another controller, or to none but itself."""
    require_agency_keeper(database, actor, agency_id, *([parent_id] if parent_id else []))
    raise_if_any(day_faults("on", on, _("the day it moved")))
    with database.write(actor) as work:
        session = work.session
        wanted = {"agency_id": agency_id} | ({"parent_id": parent_id} if parent_id else {})
        _require_agencies(session, wanted)
        version = open_version(work, "agency moved")
        if parent_id is not None:
            chain = controller_chains(session, (parent_id,), on, version)[parent_id]
            back = leads_back(
                session, AgencyStatusRow, "agency_id", "controller_id", parent_id, agency_id, on=on
            )
            if back or agency_id in chain or len(chain) >= MOST_IN_CHAIN:
                raise Invalid({"parent_id": _("A body cannot be a service of itself")})
        rows = _known_status(session, agency_id, version)
        change_onwards(
            session, version, rows, on, {"controller_id": parent_id}, seen_on=clock.today()
        )
        work.record("agency_moved", agency_id, parent=parent_id, version=version)


def record_succession(
    database: Database,
    actor: Actor,
    *,
    predecessor_id: str,
    successor_id: str,
    on: date,
    is_confirmed: bool,
    confirmed_by: str = "",
    confirmed_on: date | None = None,
    basis: str = "",
) -> None:
    """Record that one agency took over from another; a later record for the same two replaces it.

    ``is_confirmed`` only when it is known (as by a transfer order) that agreements carry over; then
    the other three say which post confirmed it, when, and what shows it.
    """
    require_agency_keeper(database, actor, predecessor_id, successor_id)
    raise_if_any(
        day_faults("on", on, _("the day it took over")),
        day_faults("confirmed_on", confirmed_on, _("the day it was confirmed")),
        text_faults("confirmed_by", confirmed_by, _("who confirmed it"), limit=100),
        text_faults("basis", basis, _("what shows it"), limit=300),
        {"successor_id": _("Choose two different agencies")}
        if predecessor_id == successor_id
        else {},
    )
    with database.write(actor) as work:
        session = work.session
        _require_agencies(session, {"predecessor_id": predecessor_id, "successor_id": successor_id})
        version = open_version(work, "succession recorded")
        if leads_back(
            session, SuccessionRow, "successor_id", "predecessor_id", predecessor_id, successor_id
        ):
            raise Invalid(
                {
                    "successor_id": _(
                        "The register says that this agency came before the other one. "
                        "An agency cannot take over from its own successor"
                    )
                }
            )
        for old in session.exec(
            select(SuccessionRow)
            .where(SuccessionRow.predecessor_id == predecessor_id)
            .where(SuccessionRow.successor_id == successor_id)
            .where(col(SuccessionRow.known_to).is_(None))
        ).all():
            old.known_to = version
            session.add(old)
        session.add(
            SuccessionRow(
                predecessor_id=predecessor_id,
                successor_id=successor_id,
                is_confirmed=is_confirmed,
                confirmed_by=confirmed_by.strip(),
                confirmed_on=confirmed_on,
                basis=basis.strip(),
                valid_from=on,
                known_from=version,
            )
        )
        work.record("succession_recorded", predecessor_id, successor=successor_id, version=version)


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
        _require_agencies(work.session, {"class_id": class_id, "member_id": member_id})
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
