"""Notes beside an agreement, for those who keep the register."""

from datetime import datetime

from sqlmodel import col, select

from isa.coverage.model import Frozen
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.people import brought, people
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agreements.tables import AgreementNoteRow
from isa.register.agreements.terms.service import row_at
from isa.register.checks import raise_if_any, text_faults
from isa.register.keepers.service import require_agreement_keeper
from isa.register.timeline.service import newest_version


class AgreementNote(Frozen):
    """A note for those who keep the register."""

    text: str
    actor_id: str
    by: str
    """The name of whoever wrote it."""
    at: datetime


def add_note(database: Database, actor: Actor, agreement_id: str, text: str) -> None:
    """Keep a note beside an agreement; it is never published."""
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(
        {} if text.strip() else {"note": _("Write the note first")},
        text_faults("note", text, _("the note"), limit=2000),
    )
    with database.write(actor) as work:
        row_at(work.session, agreement_id, clock.today(), newest_version(work.session))
        work.session.add(
            AgreementNoteRow(
                id=new_id("nte"),
                agreement_id=agreement_id,
                text=text.strip(),
                actor_id=actor.id,
                at=work.at,
            )
        )
        work.record("agreement_note_added", agreement_id)


def notes(database: Database, actor: Actor, agreement_id: str) -> tuple[AgreementNote, ...]:
    """The notes beside an agreement, newest first."""
    require(actor, Action.AGREEMENT_PAPERS_READ)
    with database.read() as session:
        rows = session.exec(
            select(AgreementNoteRow)
            .where(AgreementNoteRow.agreement_id == agreement_id)
            .order_by(col(AgreementNoteRow.at).desc())
        ).all()
        who = people(session, (row.actor_id for row in rows))
        return tuple(
            AgreementNote(
                text=row.text,
                actor_id=row.actor_id,
                by=brought(who[row.actor_id], row.batch_id),
                at=row.at,
            )
            for row in rows
        )
