"""What needs an information governance lead's attention, as at a day."""

from datetime import date

from sqlalchemy import case
from sqlmodel import Session, col, func, select

from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.register.agreements.service import summaries
from isa.register.agreements.standing import WARNED_BEFORE, Stands
from isa.register.listing.agreements.service import count
from isa.register.listing.model import RUNNING, AgreementsWanted, Gap, Publicity, Review
from isa.register.listing.narrowing.service import never_asked, running, waits
from isa.register.model import RegisterHealth
from isa.register.tables import AgreementPartyRow, AgreementRow
from isa.register.timeline.service import newest_version, now
from isa.register.worklist.waiting.service import open_ended

MOST_LAPSING = 20


def register_health(database: Database, actor: Actor, *, on: date) -> RegisterHealth:
    """Counts of what is in force, overdue, unsigned, unanswerable; and what lapses within 90 days."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        row = AgreementRow
        outstanding, oldest, not_asked = _outstanding(session, on)
        lapsing = session.exec(
            select(row)
            .where(now(row, on), *running(on), col(row.ends_on) <= on + WARNED_BEFORE)
            .order_by(col(row.ends_on), col(row.reference))
            .limit(MOST_LAPSING)
        ).all()
        return RegisterHealth(
            agreements=count(session, AgreementsWanted(), on),
            in_force=count(session, AgreementsWanted(standing=RUNNING), on),
            reviews_overdue=count(session, AgreementsWanted(review=Review.OVERDUE), on),
            signatures_outstanding=outstanding,
            not_asked=not_asked,
            oldest_outstanding_days=(on - oldest).days if oldest else None,
            cannot_say=count(session, AgreementsWanted(gap=Gap.CANNOT_SAY), on),
            not_decided=count(
                session, AgreementsWanted(standing=RUNNING, public=Publicity.NOT_DECIDED), on
            ),
            ending_soon=count(session, AgreementsWanted(standing=Stands.ENDS_SOON), on),
            lapsing=summaries(session, lapsing, on, newest_version(session)),
        )


def _outstanding(session: Session, on: date) -> tuple[int, date | None, int]:
    """Parties that have not signed, in agreements that have not ended: waited for, since when, never asked."""
    party, terms = AgreementPartyRow, AgreementRow
    waiting, oldest, not_asked = session.exec(
        select(func.count(), func.min(party.asked_on), func.sum(case((never_asked(), 1), else_=0)))
        .select_from(party)
        .join(terms, col(terms.agreement_id) == col(party.agreement_id))
        .where(waits(), now(party, on), now(terms, on), *open_ended(on))
    ).one()
    return waiting - (not_asked or 0), oldest, not_asked or 0
