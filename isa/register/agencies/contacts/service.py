"""The numbers an agency is rung on."""

from sqlmodel import Session, select

from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.register.agencies.checks import checked_themselves, contact_faults
from isa.register.agencies.service import NO_AGENCY, changed_meanwhile, shown
from isa.register.agencies.tables import AgencyContactRow
from isa.register.checks import raise_if_any
from isa.register.keepers.service import require_agency_keeper
from isa.register.model import Agency, AgencyContact
from isa.register.tables import AgencyRow


def put_contacts(session: Session, agency_id: str, contacts: tuple[AgencyContact, ...]) -> None:
    """Write checked numbers inside a transaction."""
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
        put_contacts(work.session, agency_id, checked_themselves(contacts, seen))
        work.session.flush()
        work.record("agency_contacts_set", agency_id, count=len(contacts))
        return shown(work.session, row)
