"""Who may change what of the register: asked by everything that writes there, and by the pages.

An agency is kept by whoever holds the role there or at a body it is a service of. An agreement is kept
by its lead agency; what one party did may be recorded by that party too. Reading is open to all.
"""

from sqlmodel import Session, col, select

from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import NotFound, NotPermitted
from isa.platform.identity import Actor
from isa.platform.permissions import Action, may, require
from isa.platform.wording import gettext as _
from isa.register.agencies.service import controller_chains, names_of
from isa.register.tables import AgreementRow
from isa.register.timeline.service import newest_version

_NO_AGREEMENT = _("There is no agreement with this id in the register.")


def keeps_agency(
    database: Database,
    actor: Actor,
    agency_id: str | None,
    *,
    action: Action = Action.AGENCY_WRITE,
) -> bool:
    """Whether the actor keeps an agency; None is none in particular: only the whole register will do."""
    if may(actor, action, agency_id=agency_id):
        return True
    if agency_id is None or not _could(actor, action):
        return False
    with database.read() as session:
        return _reaches(session, actor, action, agency_id)


def require_agency_keeper(
    database: Database,
    actor: Actor,
    *agency_ids: str | None,
    action: Action = Action.AGENCY_WRITE,
) -> None:
    """``NotPermitted`` unless the actor keeps each of these agencies; it says whom to ask."""
    for agency_id in agency_ids:
        if not keeps_agency(database, actor, agency_id, action=action):
            _refuse(database, actor, action, agency_id)


def keeps_agreement(
    database: Database, actor: Actor, agreement_id: str, *, party_id: str | None = None
) -> bool:
    """Whether the actor keeps an agreement, or ``party_id`` where it is about what that party did."""
    if may(actor, Action.AGREEMENT_WRITE):
        return True
    with database.read() as session:
        return is_kept_by(session, actor, agreement_id, party_id=party_id)


def is_kept_by(
    session: Session, actor: Actor, agreement_id: str, *, party_id: str | None = None
) -> bool:
    """The same inside a transaction."""
    action = Action.AGREEMENT_WRITE
    if may(actor, action):
        return True
    if not _could(actor, action):
        return False
    sides = (_lead(session, agreement_id), party_id)
    return any(_reaches(session, actor, action, side) for side in sides if side)


def require_agreement_keeper(
    database: Database, actor: Actor, agreement_id: str, *, party_id: str | None = None
) -> None:
    """``NotPermitted`` unless the actor keeps the agreement, or the party that did something."""
    if keeps_agreement(database, actor, agreement_id, party_id=party_id):
        return
    action = Action.AGREEMENT_WRITE
    if not _could(actor, action):
        require(actor, action)
    with database.read() as session:
        lead = _lead(session, agreement_id)
    _refuse(database, actor, action, lead)


def _could(actor: Actor, action: Action) -> bool:
    """Whether the actor may do this somewhere, so that it is worth asking the register where."""
    return any(may(actor, action, agency_id=grant.agency_id) for grant in actor.grants)


def _reaches(session: Session, actor: Actor, action: Action, agency_id: str) -> bool:
    chains = controller_chains(session, (agency_id,), clock.today(), newest_version(session))
    return any(may(actor, action, agency_id=each) for each in chains[agency_id])


def _lead(session: Session, agreement_id: str) -> str | None:
    """Who leads an agreement: today, or, when it holds on another day only, as was known last."""
    row, today = AgreementRow, clock.today()
    found = session.exec(
        select(row)
        .where(row.agreement_id == agreement_id, col(row.known_to).is_(None))
        .order_by((col(row.valid_from) <= today).desc(), col(row.valid_from).desc())
    ).first()
    if found is None:
        raise NotFound(_NO_AGREEMENT)
    return found.lead_agency_id


def _refuse(database: Database, actor: Actor, action: Action, agency_id: str | None) -> None:
    if not _could(actor, action):
        require(actor, action, agency_id=agency_id)
    with database.read() as session:
        name = names_of(session, {agency_id} if agency_id else set()).get(agency_id or "", "")
    if not name:
        raise NotPermitted(
            _(
                "Only whoever keeps the whole register may do this. The person who manages "
                "user accounts knows who that is."
            )
        )
    raise NotPermitted(
        _(
            "{agency} keeps this, and your role does not reach it. Ask its information governance "
            "lead, or whoever keeps the whole register."
        ).format(agency=name)
    )
