"""One message for each agency that keeps agreements waiting: which, since when, and how to answer.

Nothing is sent from here. The address is that of a post that may sign, or else of a post that answers
for information governance; where the register has none, a person has to find one.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from isa.coverage.model import Frozen
from isa.platform.clock import show_date
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.agencies.service import names_of
from isa.register.agencies.tables import AgencyOfficerRow, AgencySignatoryRow
from isa.register.agreements.lifecycle import WAITING
from isa.register.agreements.terms.service import row_at
from isa.register.tables import AgreementPartyRow
from isa.register.timeline.service import held, newest_version
from isa.register.worklist.model import TaskKey

_ASKED_FIRST = (
    "ig_lead",
    "single_point_of_contact",
    "designated_person",
    "siro",
    "caldicott_guardian",
    "dpo",
)


class Letter(Frozen):
    """The text of an e-mail to one agency, with the addresses the register has for it."""

    agency_id: str
    agency_name: str
    addresses: tuple[str, ...]
    text: str


def letters(
    database: Database, actor: Actor, keys: Sequence[TaskKey], *, on: date
) -> tuple[Letter, ...]:
    """What to write to the selected parties that have not signed, one message an agency, by name.

    Parties that have signed since, and tasks that are not about a party, are left out.
    """
    require(actor, Action.WORK_LIST_READ)
    with database.read() as session:
        waits = _waiting(session, keys, on)
        names = names_of(session, {*waits, actor.agency_id})
        sender = names.get(actor.agency_id, "")
        found = [
            Letter(
                agency_id=agency_id,
                agency_name=names.get(agency_id, agency_id),
                addresses=addresses_of(session, agency_id, on),
                text=_text(lines, sender),
            )
            for agency_id, lines in waits.items()
        ]
    return tuple(sorted(found, key=lambda each: each.agency_name))


_Line = tuple[str, str, date | None, str]
"""The reference, the title, since when it waits, the clause it asked about."""


def _waiting(session: Session, keys: Sequence[TaskKey], on: date) -> dict[str, list[_Line]]:
    version = newest_version(session)
    found: dict[str, list[_Line]] = defaultdict(list)
    party = AgreementPartyRow
    for agreement_id, agency_id in dict.fromkeys((k.agreement_id, k.agency_id) for k in keys):
        standing = session.exec(
            select(party)
            .where(party.agreement_id == agreement_id, party.agency_id == agency_id)
            .where(held(party, on, version))
        ).first()
        if standing is not None and standing.state in [each.value for each in WAITING]:
            terms = row_at(session, agreement_id, on, version)
            line = (terms.reference, terms.title, standing.asked_on, standing.clause)
            found[agency_id].append(line)
    return {
        agency_id: sorted(lines, key=lambda line: line[0]) for agency_id, lines in found.items()
    }


def addresses_of(session: Session, agency_id: str, on: date) -> tuple[str, ...]:
    """Where to write to an agency: a post that may sign, or else one that answers for such things."""
    signatory, officer = AgencySignatoryRow, AgencyOfficerRow
    may_sign = session.exec(
        select(signatory.email)
        .where(signatory.agency_id == agency_id, signatory.email != "")
        .where(signatory.valid_from <= on)
        .where(col(signatory.valid_to).is_(None) | (col(signatory.valid_to) >= on))
        .order_by(signatory.title)
    ).all()
    if may_sign:
        return tuple(dict.fromkeys(may_sign))
    posts = dict(
        session.exec(
            select(officer.role, officer.email)
            .where(officer.agency_id == agency_id, officer.email != "")
            .order_by(officer.role)
        ).all()
    )
    return tuple(posts[role] for role in _ASKED_FIRST if role in posts)[:1]


def _text(lines: Sequence[_Line], sender: str) -> str:
    references = ", ".join(line[0] for line in lines)
    opening = ngettext(
        "We are still waiting for your signature on this agreement:",
        "We are still waiting for your signature on these agreements:",
        len(lines),
    )
    return "\n\n".join(
        part
        for part in (
            _("Subject: Waiting for your signature: {references}").format(references=references),
            opening,
            "\n".join(_said(line) for line in lines),
            _(
                "To accept, sign the signature page, scan it and send it back; or answer this e-mail with "
                "“We accept” and the reference, with your name and your role. Whoever signs has to be one "
                "of the people your organisation has authorised to sign such agreements."
            ),
            _(
                "If something stands in the way, tell us which clause and what would help. If your "
                "organisation will not sign, tell us that, and we will record it."
            ),
            _(
                "A missing signature does not stop anybody sharing what is needed to protect someone."
            ),
            sender,
        )
        if part
    )


def _said(line: _Line) -> str:
    reference, title, asked_on, clause = line
    said = f"- {reference}, {title}"
    if asked_on is not None:
        said += _(": sent to you on {day}").format(day=show_date(asked_on))
    if clause:
        said += _(". You asked about clause {clause}; we owe you an answer").format(clause=clause)
    return said
