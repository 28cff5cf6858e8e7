"""Whom a request asks, while it is being written: an agency of the register each, and what each is asked."""

from collections.abc import Iterable
from datetime import date

from decisions.casework import rows, too_long
from decisions.casework.model import Party, PartyWords, State
from decisions.casework.tables import CaseworkPartyRow, CaseworkRow
from decisions.casework.words import MOST_ADDRESSEES
from decisions.casework.writing import OTHER_TAB, other_tab, unmade
from decisions.journey.cleaned import cleaned
from decisions.journey.fields import NARRATIVE_LIMIT
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, NotFound
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.service import Ended


def add(database: Database, actor: Actor, casework_id: str, agency_id: str) -> None:
    """Ask one more agency of the register; the same one twice is one."""
    require(actor, Action.CASEWORK_WRITE)
    name = register.agency(database, actor, agency_id).name
    with database.write(actor) as work:
        row = unmade(work, actor, casework_id)
        held = rows.party_rows(work.session, row.id)
        asked = {rows.party(work.keys, one).words.agency_id for one in held}
        if agency_id not in asked and len(held) >= MOST_ADDRESSEES:
            raise Invalid({"whom": _("A request takes at most 30 agencies. Split it up")})
        if agency_id not in asked:
            place = max((one.place for one in held), default=-1) + 1
            _ask(work, row, place, PartyWords(name=name, agency_id=agency_id, wants_answer=True))
        work.record("casework_addressee_added", row.id, agency=agency_id)


def _ask(work: UnitOfWork, row: CaseworkRow, place: int, words: PartyWords) -> None:
    new = CaseworkPartyRow(
        id=new_id("pty"), casework_id=row.id, place=place, state=State.TO_SEND.value, body=""
    )
    rows.put_party(work, new, words)
    rows.touch(work, row)


def ended(
    database: Database, actor: Actor, parties: Iterable[Party], *, on: date
) -> dict[str, Ended]:
    """Those who are asked whose agency closed or was taken over, by party id."""
    require(actor, Action.CASEWORK_READ)
    asked = {one.id: one.words.agency_id for one in parties if one.words.agency_id}
    found = register.ended_agencies(database, actor, asked.values(), on=on)
    return {party: found[agency] for party, agency in asked.items() if agency in found}


def hand_over(
    database: Database,
    actor: Actor,
    casework_id: str,
    party_id: str,
    successor_id: str,
    *,
    on: date,
) -> None:
    """Ask the agency that took over from one that is asked; what it alone is asked stays.

    ``NotFound`` for one that did not take over.
    """
    require(actor, Action.CASEWORK_WRITE)
    with database.read() as session:
        row = rows.allowed(session, actor, casework_id, to_write=True)
        held = rows.read(session, database.keys, row).parties
    gone = ended(database, actor, held, on=on).get(party_id)
    name = dict(gone.successors).get(successor_id) if gone else None
    if name is None:
        raise NotFound(_("This agency did not take over from the one you chose."))
    with database.write(actor) as work:
        row = unmade(work, actor, casework_id)
        party = _party(work, row, party_id)
        if any(one.words.agency_id == successor_id for one in held):
            work.session.delete(party)
        else:
            words = rows.party(work.keys, party).words
            new = {"name": name, "agency_id": successor_id}
            rows.put_party(work, party, words.model_copy(update=new))
        rows.touch(work, row)
        work.record("casework_addressee_added", row.id, agency=successor_id)
        work.record("casework_addressee_removed", row.id, party=party_id)


def remove(database: Database, actor: Actor, casework_id: str, party_id: str) -> None:
    """Do not ask this agency after all."""
    require(actor, Action.CASEWORK_WRITE)
    with database.write(actor) as work:
        row = unmade(work, actor, casework_id)
        work.session.delete(_party(work, row, party_id))
        rows.touch(work, row)
        work.record("casework_addressee_removed", row.id, party=party_id)


def ask_for(
    database: Database,
    actor: Actor,
    casework_id: str,
    party_id: str,
    asked: str,
    *,
    seen: str | None = None,
) -> None:
    """What this agency alone is asked, instead of what all are asked; empty for what all are.

    ``Invalid`` for a text that is too long, which is kept beside it to be shortened, and where it says
    something else than whoever writes has ``seen`` (``writing.as_seen``): then nothing changes.
    """
    require(actor, Action.CASEWORK_WRITE)
    asked = cleaned(asked)
    fault = too_long.fault(asked, NARRATIVE_LIMIT)
    new = {"asked": asked, "too_long": ""}
    if fault:
        new = {"too_long": asked if too_long.is_kept(asked) else ""}
    with database.write(actor) as work:
        row = unmade(work, actor, casework_id)
        party = _party(work, row, party_id)
        words = rows.party(work.keys, party).words
        if seen is not None and other_tab(stands(words), asked, seen):
            raise Invalid({f"asked.{party_id}": OTHER_TAB})
        rows.put_party(work, party, words.model_copy(update=new))
        rows.touch(work, row)
        work.record("casework_saved", row.id, party=party_id)
    if fault:
        raise Invalid({f"asked.{party_id}": fault})


def stands(words: PartyWords) -> str:
    """What stands in the field: as it was typed, where it is too long."""
    return words.too_long or words.asked


def _party(work: UnitOfWork, row: CaseworkRow, party_id: str) -> CaseworkPartyRow:
    party = work.session.get(CaseworkPartyRow, party_id)
    if party is None or party.casework_id != row.id:
        raise NotFound(rows.NOT_HERE)
    return party
