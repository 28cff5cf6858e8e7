"""Finding one agency by its id, an identifier or its exact name; otherwise saying what is near."""

import difflib

from sqlmodel import Session, col, or_, select

from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies.service import shown
from isa.register.model import Agency
from isa.register.naming import fold
from isa.register.tables import AgencyIdentifierRow, AgencyRow

MOST_NEAR = 5
_LOOKED_AT = 500


def find_agency(database: Database, actor: Actor, text: str, *, path: str = "agency") -> Agency:
    """The agency meant by an id, an identifier or an exact name (accents and case do not matter).

    ``Invalid`` at ``path`` when there is none, naming the nearest, or when several have the name.
    """
    require(actor, Action.AGENCY_READ)
    with database.read() as session:
        row = session.get(AgencyRow, text) or _by_identifier(session, text)
        if row is not None:
            return shown(session, row)
        named = _by_name(session, text)
        if len(named) == 1:
            return shown(session, named[0])
        if named:
            ids = ", ".join(row.id for row in named[:MOST_NEAR])
            raise Invalid(
                {
                    path: _("Several agencies have this name. Use one of the ids: {ids}").format(
                        ids=ids
                    )
                }
            )
        raise Invalid({path: _not_found(session, text)})


def _by_identifier(session: Session, text: str) -> AgencyRow | None:
    found = session.exec(
        select(AgencyRow)
        .join(AgencyIdentifierRow, col(AgencyIdentifierRow.agency_id) == col(AgencyRow.id))
        .where(AgencyIdentifierRow.value == text.strip())
    ).all()
    return found[0] if len(found) == 1 else None


def _by_name(session: Session, text: str) -> list[AgencyRow]:
    folded = fold(text)
    if not folded:
        return []
    rows = session.exec(
        select(AgencyRow).where(col(AgencyRow.search_key).like(f"%| {folded} %"))
    ).all()
    return [row for row in rows if f"| {folded} |" in f"{row.search_key}|"]


def _not_found(session: Session, text: str) -> str:
    shown_text = text.strip()[:60]
    words = [word[:4] for word in fold(text).split()][:6]
    near: list[str] = []
    if words:
        rows = session.exec(
            select(AgencyRow)
            .where(or_(*(col(AgencyRow.search_key).like(f"% {word}%") for word in words)))
            .limit(_LOOKED_AT)
        ).all()
        names = {row.name: row.id for row in rows}
        close = difflib.get_close_matches(text, names, n=MOST_NEAR, cutoff=0.3)
        near = [f"{name} ({names[name]})" for name in close]
    sentence = _("There is no agency '{shown_text}' in the register.").format(shown_text=shown_text)
    return (
        _("{sentence} Nearest: {near}").format(sentence=sentence, near="; ".join(near))
        if near
        else sentence
    )
