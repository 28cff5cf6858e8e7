"""What a party answers short of signing."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from isa.coverage.view import PartyState
from isa.platform.clock import show_date
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.register.agreements.events.service import put_event
from isa.register.agreements.lifecycle import SIGNED, party_move_fault
from isa.register.agreements.parties.service import day_that_was, party_rows, require_agreement
from isa.register.checks import Faults, raise_if_any, text_faults
from isa.register.keepers.service import require_agreement_keeper
from isa.register.tables import AgreementPartyRow
from isa.register.timeline.service import open_version
from isa.register.timeline.service import replace_from as replace_state_from

_NEEDS_WORDS = {
    PartyState.QUERIED: _("Enter what it asked"),
    PartyState.DECLINED: _("Enter why it declined"),
    PartyState.WITHDRAWN: _("Enter why it withdrew"),
}


def _set(
    session: Session,
    version: int,
    rows: Sequence[AgreementPartyRow],
    on: date,
    changes: dict[str, object],
) -> None:
    """From a day on; a party recorded only since a later day changes from that day."""
    replace_state_from(session, version, rows, max(on, rows[0].valid_from), changes)


def set_party_state(
    database: Database,
    actor: Actor,
    agreement_id: str,
    agency_id: str,
    state: PartyState,
    *,
    on: date,
    clause: str = "",
    note: str = "",
) -> None:
    """Record what a party did on a day, short of signing: looked, asked, declined, withdrew.

    ``Invalid`` when the move is not possible, or the day comes before what is recorded already: a
    withdrawal, for example, before the signature.
    """
    require_agreement_keeper(database, actor, agreement_id, party_id=agency_id)
    raise_if_any(
        day_that_was(on),
        text_faults("note", note, _("the words"), limit=1000),
        text_faults("clause", clause, _("the clause"), limit=100),
        {} if note.strip() or state not in _NEEDS_WORDS else {"note": _NEEDS_WORDS[state]},
    )
    with database.write(actor) as work:
        session = work.session
        version = open_version(work, "party state recorded")
        require_agreement(session, agreement_id, version)
        rows = party_rows(session, version, agreement_id, agency_id)
        before = rows[-1]
        raise_if_any(_state_faults(before, state, on))
        changes: dict[str, object] = {
            "state": state.value,
            "clause": clause.strip(),
            "note": note.strip(),
        }
        if state is PartyState.INVITED:
            changes |= {
                "asked_on": on,
                "signed_on": None,
                "signatory_title": "",
                "sign_method": "",
                "evidence": "",
                "authority": "",
            }
        _set(session, version, rows, on, changes)
        put_event(
            work,
            version,
            agreement_id,
            "party_state",
            agency_id=agency_id,
            held_on=on,
            before=before.state,
            after=state.value,
            clause=clause,
            reason=note,
        )
        work.record(
            "party_state_recorded",
            agreement_id,
            party=agency_id,
            state=state.value,
            version=version,
        )


def _state_faults(before: AgreementPartyRow, state: PartyState, on: date) -> Faults:
    if fault := party_move_fault(PartyState(before.state), state):
        return {"state": fault}
    if (
        before.signed_on is not None
        and PartyState(before.state) in SIGNED
        and on < before.signed_on
    ):
        return {
            "on": _("It signed on {signed_on}. Enter that day or a later one").format(
                signed_on=show_date(before.signed_on)
            )
        }
    if on < before.valid_from:
        return {
            "on": _(
                "Something later is recorded already, for {valid_from}. Enter that day or "
                "a later one"
            ).format(valid_from=show_date(before.valid_from))
        }
    return {}
