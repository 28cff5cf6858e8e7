"""Recording that a party signed, with the evidence, and whether whoever signed may.

A signature counts for the agency only when the post that signed is on the agency's list, holds
delegated authority, or the agency confirmed it. Until then it is a signature to check.
"""

from datetime import date, timedelta

from sqlmodel import Session, col, select

from isa.coverage.model import Frozen
from isa.coverage.view import AgreementStatus, PartyState
from isa.platform import clock
from isa.platform.clock import show_date
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.register.agencies.tables import AgencySignatoryRow
from isa.register.agreements.changes.service import NO_AGREEMENT, effective_from, known_rows
from isa.register.agreements.checks import signature_faults
from isa.register.agreements.events.service import put_event
from isa.register.agreements.lifecycle import BEING_WRITTEN, LABELS, OVER, SIGNED
from isa.register.agreements.papers.content import ACCEPTANCE, content_fault, media_type
from isa.register.agreements.papers.service import put_paper
from isa.register.agreements.parties.service import party_rows
from isa.register.checks import Faults, name_faults, raise_if_any, text_faults
from isa.register.keepers.service import require_agreement_keeper
from isa.register.model import FROM_THE_BEGINNING
from isa.register.naming import fold
from isa.register.tables import AgreementPartyRow, AgreementRow
from isa.register.timeline.service import change_from, open_version, replace_from

_LONG_BEFORE = timedelta(days=366)
LISTED, DELEGATED, CONFIRMED = "listed", "delegated", "confirmed"


class Acceptance(Frozen):
    """The evidence of an acceptance: a file, and what it is."""

    title: str
    data: bytes


def record_signature(
    database: Database,
    actor: Actor,
    agreement_id: str,
    agency_id: str,
    *,
    signed_on: date,
    signatory_title: str,
    sign_method: str,
    confirmed: str = "",
    evidence: Acceptance | None = None,
) -> PartyState:
    """Record that a party signed on a day, in which post the person did so, and what shows it.

    Returns ``signed`` when the post may sign for the agency: it is on the agency's list on that day, or
    ``confirmed`` says how the agency confirmed it. Otherwise ``signed_unverified``. ``Invalid`` when
    the day is impossible or the party has signed already; ``NotFound`` for a stranger.
    """
    require_agreement_keeper(database, actor, agreement_id, party_id=agency_id)
    raise_if_any(
        signature_faults(signed_on, signatory_title, sign_method, today=clock.today()),
        text_faults("confirmed", confirmed, _("how it was confirmed"), limit=300),
        evidence_faults(evidence),
    )
    with database.write(actor) as work:
        session = work.session
        version = open_version(work, "signature recorded")
        agreements = known_rows(session, agreement_id, version)
        if not agreements:
            raise NotFound(NO_AGREEMENT)
        rows = party_rows(session, version, agreement_id, agency_id)
        raise_if_any(_when_faults(rows, agreements, signed_on))
        authority = _authority(session, agency_id, signatory_title, signed_on, confirmed)
        state = PartyState.SIGNED if authority else PartyState.SIGNED_UNVERIFIED
        paper = ""
        if evidence is not None:
            paper = put_paper(
                work, agreement_id, "acceptance", evidence.title, evidence.data, agency_id
            )
        terms = _newest(agreements)
        start = effective_from(signed_on, terms.starts_on, is_retrospective=terms.is_retrospective)
        replace_from(
            session,
            version,
            rows,
            max(start, _since(rows)),
            {
                "state": state.value,
                "signed_on": signed_on,
                "signatory_title": signatory_title.strip(),
                "sign_method": sign_method,
                "evidence": paper,
                "authority": authority,
                "clause": "",
                "note": confirmed.strip(),
            },
        )
        if AgreementStatus(terms.status) is AgreementStatus.OUT_FOR_SIGNATURE:
            partly = {"status": AgreementStatus.PARTLY_SIGNED.value}
            change_from(session, version, agreements, max(signed_on, terms.valid_from), partly)
        put_event(
            work,
            version,
            agreement_id,
            "party_state",
            agency_id=agency_id,
            held_on=signed_on,
            before=rows[-1].state,
            after=state.value,
            reason=confirmed,
        )
        work.record(
            "signature_recorded",
            agreement_id,
            party=agency_id,
            state=state.value,
            paper=paper or None,
            version=version,
        )
    return state


def _newest(agreements: list[AgreementRow]) -> AgreementRow:
    return max(agreements, key=lambda row: row.valid_from)


def _since(rows: list[AgreementPartyRow]) -> date:
    """The day since which a party's life is settled: where it last left. Who joined late may have signed before."""
    settled = [row for row in rows if row.state == PartyState.WITHDRAWN.value]
    return settled[-1].valid_from if settled else FROM_THE_BEGINNING


def evidence_faults(evidence: Acceptance | None) -> Faults:
    """Why a file is not taken as evidence of an acceptance; nothing is wrong with none at all."""
    if evidence is None:
        return {}
    kind = media_type(evidence.data)
    if evidence.data and kind not in ACCEPTANCE:
        return {"file": _("An acceptance is an e-mail saved as .eml, a PDF or a picture")}
    if fault := content_fault(evidence.data):
        return {"file": fault}
    return name_faults("file", evidence.title, _("what the file is"))


def _when_faults(
    rows: list[AgreementPartyRow], agreements: list[AgreementRow], signed_on: date
) -> Faults:
    latest = rows[-1]
    if PartyState(latest.state) in SIGNED:
        when = (
            _(" on {signed_on}").format(signed_on=show_date(latest.signed_on))
            if latest.signed_on
            else ""
        )
        return {"agency_id": _("This agency has signed already{when}").format(when=when)}
    if latest.state == PartyState.WITHDRAWN.value and signed_on < latest.valid_from:
        left = show_date(latest.valid_from)
        return {
            "signed_on": _("It withdrew on {left}. Enter the day it signed again").format(left=left)
        }
    if over := _over_on(agreements, signed_on):
        return {"signed_on": over}
    finished = [
        row for row in agreements if AgreementStatus(row.status) not in BEING_WRITTEN | OVER
    ]
    if not finished and AgreementStatus(_newest(agreements).status) in OVER:
        return {
            "signed_on": _("It was given up before it was finished, so nobody can have signed it")
        }
    if not finished:
        return {
            "signed_on": _(
                "This agreement is still being written, so nobody can have signed it. "
                "Move it on until it is out for signature"
            )
        }
    existed = min(row.valid_from for row in finished)
    if signed_on < existed:
        return {
            "signed_on": _(
                "The agreement was not finished before {existed}, so it cannot have been signed "
                "earlier"
            ).format(existed=show_date(existed))
        }
    return _long_before(agreements, signed_on)


def _long_before(agreements: list[AgreementRow], signed_on: date) -> Faults:
    """A signature goes before the start by weeks; by more than a year it is a slip in the date.

    An agreement that came into the register in force does not say when it was finished, so its start is
    all there is to hold the day against.
    """
    starts = [row.starts_on for row in agreements if row.starts_on is not None]
    if not starts or signed_on >= min(starts) - _LONG_BEFORE:
        return {}
    return {
        "signed_on": _(
            "The agreement starts on {start}, more than a year after that day. Check the year. If it is "
            "right, put the start of the agreement right first"
        ).format(start=show_date(min(starts)))
    }


def _over_on(agreements: list[AgreementRow], signed_on: date) -> str:
    """Why nobody can have signed on a day on which the agreement was over or given up; or empty."""
    for row in agreements:
        is_then = row.valid_from <= signed_on < (row.valid_to or date.max)
        if is_then and AgreementStatus(row.status) in OVER:
            return _(
                "It was “{status}” on that day, so nobody can have signed it. If it was signed "
                "earlier, enter that day. If they go on sharing, copy the agreement and have the copy "
                "signed"
            ).format(status=LABELS[AgreementStatus(row.status)])
    return ""


def _authority(
    session: Session, agency_id: str, title: str, signed_on: date, confirmed: str
) -> str:
    """How it is known that a post may sign for an agency on a day; empty when it is not."""
    signatory = AgencySignatoryRow
    listed = session.exec(
        select(signatory)
        .where(signatory.agency_id == agency_id)
        .where(signatory.valid_from <= signed_on)
        .where(col(signatory.valid_to).is_(None) | (col(signatory.valid_to) >= signed_on))
    ).all()
    for row in listed:
        if fold(row.title) == fold(title):
            return DELEGATED if row.delegated_by else LISTED
    return CONFIRMED if confirmed.strip() else ""
