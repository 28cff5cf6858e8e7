"""Adding agencies."""

from sqlmodel import Session, select

from isa.platform.database import Database, UnitOfWork
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.wording import gettext as _
from isa.register.agencies.checks import new_agency_faults
from isa.register.agencies.contacts.service import put_contacts
from isa.register.agencies.service import shown
from isa.register.checks import raise_if_any
from isa.register.keepers.service import require_agency_keeper
from isa.register.model import FROM_THE_BEGINNING, Agency, Identifier, NewAgency
from isa.register.naming import search_key
from isa.register.tables import AgencyIdentifierRow, AgencyRow, AgencyState, AgencyStatusRow
from isa.register.timeline.service import open_version


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
    put_contacts(session, agency_id, new.contacts)
    session.flush()
    return row


def holder(session: Session, identifier: Identifier) -> AgencyIdentifierRow | None:
    """Who has a code already."""
    return session.exec(
        select(AgencyIdentifierRow)
        .where(AgencyIdentifierRow.kind == identifier.kind)
        .where(AgencyIdentifierRow.value == identifier.value.strip())
    ).first()
