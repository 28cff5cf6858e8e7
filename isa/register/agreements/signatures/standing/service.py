"""What is done with a signature that stands: checked, shown by evidence, or taken back as a mistake.

Taking back is a correction and no withdrawal: from the day of the signature on the party stands as it
stood before. What the register said meanwhile is still known as at that time, and the history keeps both.
"""

from sqlmodel import Session, col, select

from isa.coverage.view import AgreementStatus, PartyState
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.register.agreements.changes.service import known_rows
from isa.register.agreements.events.service import put_event
from isa.register.agreements.lifecycle import SIGNED
from isa.register.agreements.papers.service import put_paper
from isa.register.agreements.parties.service import party_rows, signed_count
from isa.register.agreements.signatures.service import CONFIRMED, Acceptance, evidence_faults
from isa.register.agreements.tables import AgreementEventRow
from isa.register.checks import name_faults, raise_if_any
from isa.register.keepers.service import require_agreement_keeper
from isa.register.tables import AgreementPartyRow
from isa.register.timeline.service import change_from, known, open_version, replace_from

_NEVER_SIGNED: dict[str, object] = {
    "state": PartyState.INVITED.value,
    "signed_on": None,
    "signatory_title": "",
    "sign_method": "",
    "evidence": "",
    "authority": "",
    "clause": "",
    "note": "",
}


def verify_signature(
    database: Database, actor: Actor, agreement_id: str, agency_id: str, *, confirmed: str
) -> None:
    """Record how it became known that the person who signed may sign for the agency."""
    require_agreement_keeper(database, actor, agreement_id, party_id=agency_id)
    raise_if_any(name_faults("confirmed", confirmed, _("how you know"), limit=300))
    with database.write(actor) as work:
        version = open_version(work, "signature verified")
        rows = party_rows(work.session, version, agreement_id, agency_id)
        latest = rows[-1]
        if latest.state != PartyState.SIGNED_UNVERIFIED.value:
            raise Invalid({"confirmed": _("No signature of this agency is waiting to be checked")})
        replace_from(
            work.session,
            version,
            rows,
            latest.valid_from,
            {
                "state": PartyState.SIGNED.value,
                "authority": CONFIRMED,
                "note": confirmed.strip(),
            },
        )
        put_event(
            work,
            version,
            agreement_id,
            "party_state",
            agency_id=agency_id,
            held_on=latest.valid_from,
            before=latest.state,
            after=PartyState.SIGNED.value,
            reason=confirmed,
        )
        work.record("signature_verified", agreement_id, party=agency_id, version=version)


def keep_evidence(
    database: Database, actor: Actor, agreement_id: str, agency_id: str, evidence: Acceptance
) -> None:
    """Keep what shows a signature that stands already, as of one that was imported or came by telephone.

    ``Invalid`` when the file is none that shows an acceptance, or the party has not signed.
    """
    require_agreement_keeper(database, actor, agreement_id, party_id=agency_id)
    raise_if_any(evidence_faults(evidence))
    with database.write(actor) as work:
        version = open_version(work, "evidence kept")
        rows = party_rows(work.session, version, agreement_id, agency_id)
        latest = rows[-1]
        if PartyState(latest.state) not in SIGNED:
            raise Invalid({"file": _("It has not signed, so there is nothing to show")})
        paper = put_paper(
            work, agreement_id, "acceptance", evidence.title, evidence.data, agency_id
        )
        replace_from(work.session, version, rows, latest.valid_from, {"evidence": paper})
        put_event(
            work,
            version,
            agreement_id,
            "evidence_kept",
            agency_id=agency_id,
            held_on=clock.today(),
            after=evidence.title,
        )
        work.record(
            "signature_evidence_kept", agreement_id, party=agency_id, paper=paper, version=version
        )


def take_back_signature(
    database: Database, actor: Actor, agreement_id: str, agency_id: str, *, reason: str
) -> None:
    """Correct a signature that was recorded by mistake, as against the wrong party.

    An agreement that counts as partly signed by this signature alone is out for signature again. A file
    that was kept with it stays among the documents. ``Invalid`` without a reason, or without a signature.
    """
    require_agreement_keeper(database, actor, agreement_id, party_id=agency_id)
    raise_if_any(name_faults("reason", reason, _("what the mistake was"), limit=1000))
    with database.write(actor) as work:
        session = work.session
        version = open_version(work, "signature taken back")
        rows = party_rows(session, version, agreement_id, agency_id)
        if PartyState(rows[-1].state) not in SIGNED:
            raise Invalid({"reason": _("It has not signed, so there is nothing to take back")})
        start = rows[-1].valid_from
        for row in reversed(rows):
            if PartyState(row.state) not in SIGNED:
                break
            start = row.valid_from
        before = _before(session, rows[-1])
        replace_from(session, version, rows, start, before)
        _no_longer_partly(session, agreement_id, version)
        put_event(
            work,
            version,
            agreement_id,
            "signature_taken_back",
            agency_id=agency_id,
            held_on=start,
            before=rows[-1].state,
            after=str(before["state"]),
            reason=reason,
        )
        work.record("signature_taken_back", agreement_id, party=agency_id, version=version)


def _before(session: Session, signed: AgreementPartyRow) -> dict[str, object]:
    """How a party stood before its signature was recorded; not signed at all, where it came with one."""
    event, party = AgreementEventRow, AgreementPartyRow
    states = [state.value for state in SIGNED]
    recorded = session.exec(
        select(event.register_version)
        .where(event.agreement_id == signed.agreement_id, event.agency_id == signed.agency_id)
        .where(event.kind == "party_state")
        .where(col(event.after).in_(states), col(event.before).not_in(states))
        .order_by(col(event.register_version).desc())
    ).first()
    if recorded is None:
        return _NEVER_SIGNED
    held = session.exec(
        select(party)
        .where(party.agreement_id == signed.agreement_id, party.agency_id == signed.agency_id)
        .where(known(party, recorded - 1))
        .order_by(col(party.valid_from).desc())
    ).first()
    return {name: getattr(held, name) for name in _NEVER_SIGNED} if held else _NEVER_SIGNED


def _no_longer_partly(session: Session, agreement_id: str, version: int) -> None:
    """Undo what the signature did to the agreement, when nobody else has signed."""
    session.flush()
    agreements = known_rows(session, agreement_id, version)
    newest = max(agreements, key=lambda row: row.valid_from)
    is_partly = newest.status == AgreementStatus.PARTLY_SIGNED.value
    if is_partly and signed_count(session, agreement_id, clock.today(), version)[1] == 0:
        waits = {"status": AgreementStatus.OUT_FOR_SIGNATURE.value}
        change_from(session, version, agreements, newest.valid_from, waits)
