"""Keeping what is typed into a form until it is saved, so that a refresh loses nothing.

A form is one text, the newest wins: two tabs of one person overwrite each other here, and only
here. Nobody else reads it, and it counts for nothing until it is saved.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlmodel import col, delete

from isa.coverage.model import Frozen
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.unsaved.tables import UnsavedFormRow

KEPT_FOR = timedelta(days=60)
LONGEST = 500_000
_TABLE = str(UnsavedFormRow.__tablename__)


class UnsavedForm(Frozen):
    """What was typed, as the page wrote it, and when it was kept."""

    text: str
    at: datetime


def unsaved_form(database: Database, actor: Actor, form: str) -> UnsavedForm | None:
    """What this person typed into a form and did not save; None when there is nothing."""
    require(actor, Action.FORM_KEEP)
    with database.read() as session:
        row = session.get(UnsavedFormRow, (actor.id, form))
        if row is None:
            return None
        place = f"{actor.id}/{form}"
        text = database.keys.decrypt(row.token, table=_TABLE, row=place, column="token")
        return UnsavedForm(text=text, at=row.saved_at)


def keep_unsaved(database: Database, actor: Actor, form: str, text: str) -> None:
    """Keep what is typed into a form. What anybody left lying for two months is thrown away."""
    require(actor, Action.FORM_KEEP)
    if len(text) > LONGEST:
        raise Invalid(
            {"": _("This is too long to be kept while you write. Save it, or shorten it")}
        )
    with database.write(actor) as work:
        _throw_away_old(work)
        row = work.session.get(UnsavedFormRow, (actor.id, form))
        row = row or UnsavedFormRow(actor_id=actor.id, form=form, token="", saved_at=work.at)
        place = f"{actor.id}/{form}"
        row.token = work.keys.encrypt(text, table=_TABLE, row=place, column="token")
        row.saved_at = work.at
        work.session.add(row)
        work.record("unsaved_form_kept", form)


def _throw_away_old(work: UnitOfWork) -> None:
    old = delete(UnsavedFormRow).where(col(UnsavedFormRow.saved_at) < work.at - KEPT_FOR)
    work.session.connection().execute(old)


def drop_unsaved(database: Database, actor: Actor, form: str) -> None:
    """Forget what was typed into a form: it was saved, or put down. Nothing happens where nothing is."""
    require(actor, Action.FORM_KEEP)
    with database.read() as session:
        if session.get(UnsavedFormRow, (actor.id, form)) is None:
            return
    with database.write(actor) as work:
        row = work.session.get(UnsavedFormRow, (actor.id, form))
        if row is not None:
            work.session.delete(row)
        work.record("unsaved_form_dropped", form)


def dispose_unsaved(work: UnitOfWork, stems: Iterable[str]) -> None:
    """Inside a transaction: forget what anybody typed into the forms whose names begin so."""
    for stem in stems:
        name = col(UnsavedFormRow.form)
        forms = delete(UnsavedFormRow).where(name.startswith(f"{stem}/", autoescape=True))
        work.session.connection().execute(forms)
