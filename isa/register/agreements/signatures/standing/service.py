"""What is done with a signature that stands: checked, shown by evidence, or taken back as a mistake.

Taking back is a correction and no withdrawal: from the day of the signature on the party stands as it
stood before. So is taking back a withdrawal that was recorded by mistake. What the register said
meanwhile is still known as at that time, and the history keeps both.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from sqlmodel import Session, col, select

from isa.coverage.view import AgreementStatus, PartyState
from isa.platform import clock
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.register.agreements.changes.service import known_rows
from isa.register.agreements.events.service import put_event
from isa.register.agreements.lifecycle import LEFT, SIGNED
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

    A withdrawal or a lapse that was recorded after it goes with it: who never signed had nothing to
    leave. An agreement that counts as partly signed by this signature alone is out for signature again.
    A file that was kept with it stays among the documents. ``Invalid`` without a reason, or without a
    signature.
    """
    with _correction(database, actor, agreement_id, agency_id, reason, "signature") as (
        work,
        found,
    ):
        version, rows = found
        signed = [row for row in rows if PartyState(row.state) in SIGNED]
        if PartyState(rows[-1].state) not in SIGNED and not _has_left(rows):
            raise Invalid({"reason": _("It has not signed, so there is nothing to take back")})
        start = rows[-1].valid_from
        for row in reversed(signed):
            if row.valid_to not in (None, start):
                break
            start = row.valid_from
        before = _before(work.session, rows[-1])
        replace_from(work.session, version, rows, start, before)
        _no_longer_partly(work.session, agreement_id, version)
        _tell(work, found, "signature_taken_back", start, str(before["state"]), reason)
        work.record("signature_taken_back", agreement_id, party=agency_id, version=version)


def take_back_leaving(
    database: Database, actor: Actor, agreement_id: str, agency_id: str, *, reason: str
) -> None:
    """Correct a withdrawal or a lapse that was recorded by mistake: the signature stands as before.

    ``Invalid`` without a reason, or for a party that did not leave after it had signed.
    """
    with _correction(database, actor, agreement_id, agency_id, reason, "leaving") as (work, found):
        version, rows = found
        if not _has_left(rows):
            raise Invalid({"reason": _("It did not leave, so there is nothing to take back")})
        left, stood = rows[-1], rows[-2] if len(rows) > 1 else rows[-1]
        is_kept = PartyState(stood.state) in SIGNED
        as_before = {
            "state": stood.state if is_kept else _left_as(work.session, left),
            "clause": stood.clause if is_kept else "",
            "note": stood.note if is_kept else "",
        }
        replace_from(work.session, version, rows, left.valid_from, as_before)
        state = str(as_before["state"])
        _tell(work, found, "leaving_taken_back", left.valid_from, state, reason)
        work.record("leaving_taken_back", agreement_id, party=agency_id, version=version)


_Found = tuple[int, list[AgreementPartyRow]]


@contextmanager
def _correction(
    database: Database, actor: Actor, agreement_id: str, agency_id: str, reason: str, what: str
) -> Iterator[tuple[UnitOfWork, _Found]]:
    """A transaction that corrects what is recorded of a party, with the version it makes and its life."""
    require_agreement_keeper(database, actor, agreement_id, party_id=agency_id)
    raise_if_any(name_faults("reason", reason, _("what the mistake was"), limit=1000))
    with database.write(actor) as work:
        version = open_version(work, f"{what} taken back")
        yield work, (version, party_rows(work.session, version, agreement_id, agency_id))


def _tell(work: UnitOfWork, found: _Found, kind: str, since: date, state: str, reason: str) -> None:
    """Put a correction into the history of the party."""
    version, rows = found
    party = rows[-1]
    put_event(
        work,
        version,
        party.agreement_id,
        kind,
        agency_id=party.agency_id,
        held_on=since,
        before=party.state,
        after=state,
        reason=reason,
    )


def _has_left(rows: Sequence[AgreementPartyRow]) -> bool:
    """Whether a party left after it had signed; one that left on the day it signed holds no more of it."""
    has_signed = rows[-1].signed_on is not None or (
        len(rows) > 1 and PartyState(rows[-2].state) in SIGNED
    )
    return PartyState(rows[-1].state) in LEFT and has_signed


def _told(session: Session, party: AgreementPartyRow, *kinds: str) -> list[AgreementEventRow]:
    """What happened to a party, newest first."""
    event = AgreementEventRow
    return list(
        session.exec(
            select(event)
            .where(event.agreement_id == party.agreement_id, event.agency_id == party.agency_id)
            .where(col(event.kind).in_(kinds))
            .order_by(col(event.register_version).desc())
        )
    )


def _left_as(session: Session, left: AgreementPartyRow) -> str:
    """How a party stood when it left, where nothing but the history says so: signed, checked or not."""
    for each in _told(session, left, "party_state"):
        if each.after == left.state and each.before in SIGNED:
            return each.before
    return PartyState.SIGNED_UNVERIFIED.value


def _before(session: Session, signed: AgreementPartyRow) -> dict[str, object]:
    """How a party stood before its signature was recorded; not signed at all, where it came with one."""
    recorded = _recorded(session, signed)
    if recorded is None:
        return _NEVER_SIGNED
    party = AgreementPartyRow
    held = session.exec(
        select(party)
        .where(party.agreement_id == signed.agreement_id, party.agency_id == signed.agency_id)
        .where(known(party, recorded - 1))
        .order_by(col(party.valid_from).desc())
    ).first()
    return {name: getattr(held, name) for name in _NEVER_SIGNED} if held else _NEVER_SIGNED


def _recorded(session: Session, signed: AgreementPartyRow) -> int | None:
    """At which version the signature that stands was recorded: the newest that was not taken back since."""
    taken_back = 0
    for each in _told(session, signed, "party_state", "signature_taken_back"):
        if each.kind == "signature_taken_back":
            taken_back += 1
        elif each.after in SIGNED and each.before not in SIGNED:
            if not taken_back:
                return each.register_version
            taken_back -= 1
    return None


def _no_longer_partly(session: Session, agreement_id: str, version: int) -> None:
    """Undo what the signature did to the agreement, when nobody else has signed."""
    session.flush()
    agreements = known_rows(session, agreement_id, version)
    newest = max(agreements, key=lambda row: row.valid_from)
    is_partly = newest.status == AgreementStatus.PARTLY_SIGNED.value
    if is_partly and signed_count(session, agreement_id, clock.today(), version)[1] == 0:
        waits = {"status": AgreementStatus.OUT_FOR_SIGNATURE.value}
        change_from(session, version, agreements, newest.valid_from, waits)
