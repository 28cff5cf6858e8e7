"""Who may sign for an agency, and what the agency has confirmed about itself."""

from datetime import date

from sqlmodel import col, select

from isa.coverage.model import Frozen
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies.keeping.service import agency_row
from isa.register.agencies.tables import AgencyAssuranceRow, AgencySignatoryRow
from isa.register.checks import (
    Faults,
    day_faults,
    email_faults,
    name_faults,
    order_faults,
    raise_if_any,
    text_faults,
)
from isa.register.keepers.service import require_agency_keeper
from isa.register.vocabulary import vocabulary


class Signatory(Frozen):
    """A post that may sign for an agency, from a day, in its own right or under delegated authority."""

    id: str = ""
    title: str
    email: str = ""
    delegated_by: str = ""
    basis: str = ""
    valid_from: date
    valid_to: date | None = None

    def may_sign(self, on: date) -> bool:
        """Whether the post may sign on a day; the last day counts."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class Assurance(Frozen):
    """Something an agency confirmed about itself on a day."""

    kind: str
    confirmed_by: str
    confirmed_on: date
    expires_on: date | None = None
    note: str = ""


def signatory_faults(new: Signatory) -> Faults:
    """What is wrong with a post that may sign."""
    found = {
        **name_faults("title", new.title, _("the post that may sign"), limit=100),
        **(email_faults("email", new.email) if new.email else {}),
        **text_faults("delegated_by", new.delegated_by, _("the post that delegated it"), limit=100),
        **text_faults("basis", new.basis, _("what shows it"), limit=300),
        **day_faults("valid_from", new.valid_from, _("the first day")),
        **order_faults("valid_to", new.valid_from, new.valid_to, _("The last day")),
    }
    if new.delegated_by.strip() and not new.basis.strip():
        found["basis"] = _("Enter what shows the delegation: a scheme, a letter, a resolution")
    return found


def signatories(database: Database, actor: Actor, agency_id: str) -> tuple[Signatory, ...]:
    """The posts that may sign for an agency, or could once."""
    require(actor, Action.AGENCY_READ)
    with database.read() as session:
        rows = session.exec(
            select(AgencySignatoryRow)
            .where(AgencySignatoryRow.agency_id == agency_id)
            .order_by(col(AgencySignatoryRow.title), col(AgencySignatoryRow.valid_from))
        ).all()
        return tuple(Signatory(**row.model_dump(exclude={"agency_id"})) for row in rows)


def add_signatory(database: Database, actor: Actor, agency_id: str, new: Signatory) -> str:
    """Add a post that may sign for an agency; returns its id."""
    require_agency_keeper(database, actor, agency_id)
    raise_if_any(signatory_faults(new))
    with database.write(actor) as work:
        agency_row(work.session, agency_id)
        signatory_id = new_id("sgn")
        work.session.add(
            AgencySignatoryRow(agency_id=agency_id, **{**new.model_dump(), "id": signatory_id})
        )
        work.record("agency_signatory_added", agency_id, signatory=signatory_id)
    return signatory_id


def end_signatory(
    database: Database, actor: Actor, agency_id: str, signatory_id: str, *, on: date
) -> None:
    """Record the last day on which a post may sign; what it signed before stays signed."""
    require_agency_keeper(database, actor, agency_id)
    raise_if_any(day_faults("on", on, _("the last day")))
    with database.write(actor) as work:
        row = work.session.get(AgencySignatoryRow, signatory_id)
        if row is None or row.agency_id != agency_id:
            raise NotFound(_("This post is not on the agency's list."))
        raise_if_any(order_faults("on", row.valid_from, on, _("The last day")))
        row.valid_to = on
        work.session.add(row)
        work.record("agency_signatory_ended", agency_id, signatory=signatory_id)


def assurance_faults(new: Assurance, today: date) -> Faults:
    """What is wrong with something an agency confirmed."""
    found = {
        **name_faults("confirmed_by", new.confirmed_by, _("the post that confirmed it"), limit=100),
        **day_faults("confirmed_on", new.confirmed_on, _("the day it was confirmed")),
        **order_faults("expires_on", new.confirmed_on, new.expires_on, _("The last day")),
        **text_faults("note", new.note, _("the note"), limit=300),
    }
    if new.kind not in vocabulary().assurances:
        found["kind"] = _("Select what was confirmed")
    if new.confirmed_on > today:
        found["confirmed_on"] = _("The day it was confirmed must be today or in the past")
    return found


def assurances(database: Database, actor: Actor, agency_id: str) -> tuple[Assurance, ...]:
    """What an agency has confirmed about itself: the newest of each kind, in the order of the list."""
    require(actor, Action.AGENCY_READ)
    with database.read() as session:
        rows = session.exec(
            select(AgencyAssuranceRow)
            .where(AgencyAssuranceRow.agency_id == agency_id)
            .order_by(col(AgencyAssuranceRow.confirmed_on), col(AgencyAssuranceRow.at))
        ).all()
        newest = {row.kind: row for row in rows}
        return tuple(
            Assurance(
                **newest[kind].model_dump(exclude={"id", "agency_id", "actor_id", "at", "batch_id"})
            )
            for kind in vocabulary().assurances
            if kind in newest
        )


def confirm_assurance(database: Database, actor: Actor, agency_id: str, new: Assurance) -> None:
    """Record that an agency confirmed something about itself on a day."""
    require_agency_keeper(database, actor, agency_id)
    raise_if_any(assurance_faults(new, clock.today()))
    with database.write(actor) as work:
        agency_row(work.session, agency_id)
        work.session.add(
            AgencyAssuranceRow(
                id=new_id("ass"),
                agency_id=agency_id,
                actor_id=actor.id,
                at=work.at,
                **new.model_dump(),
            )
        )
        work.record("agency_assurance_confirmed", agency_id, kind=new.kind)
