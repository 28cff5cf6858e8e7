"""What one request would change of each agreement, or of each party of one, and why it cannot be changed."""

from sqlmodel import Session, func, select

from isa.coverage.view import AgreementStatus
from isa.platform import clock
from isa.platform.clock import show_date
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.register.agencies.service import names_of
from isa.register.agreements.changes.service import RUNNING
from isa.register.agreements.fields import fields, in_words
from isa.register.agreements.lifecycle import LABELS, OVER, WAITING
from isa.register.agreements.moves.service import move_faults
from isa.register.agreements.tables import AgreementEventRow
from isa.register.agreements.terms.service import row_at, terms_at
from isa.register.checks import order_faults
from isa.register.keepers.service import is_kept_by
from isa.register.publishing.service import ENTRY_ONLY, WHOLE
from isa.register.tables import AgreementPartyRow, AgreementRow
from isa.register.timeline.service import held
from isa.register.worklist.changes import Act, Change, Refused, Request, next_review
from isa.register.worklist.model import TaskKey
from isa.register.worklist.service import CHASED
from isa.register.worklist.waiting.service import OWNER

STATUS = "status"
_PUBLICATION = "publication"


class CannotBe(Exception):
    """The change cannot be made to this one."""

    def __init__(self, key: TaskKey, why: str, row: AgreementRow | None, name: str = "") -> None:
        """``why`` in words, with the agreement or the party it is about."""
        super().__init__()
        self.told = Refused(
            key=key,
            reference=row.reference if row else "",
            name=name or (row.title if row else ""),
            why=why,
        )


def changes_of(
    session: Session, actor: Actor, request: Request, key: TaskKey, version: int
) -> list[Change]:
    """What would be different; nothing where it says so already. ``CannotBe`` says why it cannot be."""
    _refuse_if_not_kept(session, actor, key, version)
    found = _of_party if request.act is Act.CHASED else _of_agreement
    return found(session, request, key, version)


def _refuse_if_not_kept(session: Session, actor: Actor, key: TaskKey, version: int) -> None:
    row = _row(session, key, version)
    if not is_kept_by(session, actor, key.agreement_id):
        lead = names_of(session, {row.lead_agency_id} if row.lead_agency_id else set())
        who = lead.get(row.lead_agency_id or "", _("Whoever keeps the whole register"))
        raise CannotBe(key, _("{agency} keeps it. Ask there").format(agency=who), row)


def _row(session: Session, key: TaskKey, version: int) -> AgreementRow:
    try:
        return row_at(session, key.agreement_id, clock.today(), version)
    except NotFound as error:
        raise CannotBe(key, _("It is no longer in the register"), None) from error


def _of_agreement(session: Session, request: Request, key: TaskKey, version: int) -> list[Change]:
    row = _row(session, key, version)
    status = AgreementStatus(row.status)
    if status in OVER and request.act in (Act.REVIEWED, Act.REVIEW_DATE):
        raise CannotBe(key, _("It is over, so it has no review"), row)
    terms = terms_at(session, key.agreement_id, clock.today(), version)
    if request.act is Act.OWNER:
        wanted = {OWNER: request.owner.strip()}
    elif request.act is Act.PUBLICATION:
        wanted = {_PUBLICATION: _publication(request, key, row, terms)}
    else:
        wanted = {"review_due_on": _next_due(request, key, row, terms)}
    found = [
        _change(row, code, terms.get(code, ""), value)
        for code, value in wanted.items()
        if terms.get(code, "") != value
    ]
    if request.act is Act.REVIEWED and status is not AgreementStatus.IN_FORCE:
        on = max(request.on or clock.today(), row.valid_from)
        if faults := move_faults(session, row, AgreementStatus.IN_FORCE, on, version):
            raise CannotBe(key, next(iter(faults.values())), row)
        found.append(_status_change(row))
    return found


def _publication(request: Request, key: TaskKey, row: AgreementRow, terms: dict[str, str]) -> str:
    """What is asked for, where an entry for it would say what one has to."""
    wanted = request.publication
    if wanted not in (ENTRY_ONLY, WHOLE):
        return wanted
    if AgreementStatus(row.status) in OVER:
        raise CannotBe(key, _("It is over, so it is not in the public register"), row)
    if AgreementStatus(row.status) not in RUNNING:
        why = _("It is not in force yet. Decide it then, when you can see what anybody would see")
        raise CannotBe(key, why, row)
    if not terms.get("lead_agency_id"):
        raise CannotBe(key, _("It does not say which agency leads it"), row)
    if wanted == WHOLE and not terms.get("summary"):
        why = _("It does not say what it is for. Only its entry can be published")
        raise CannotBe(key, why, row)
    return wanted


def _next_due(request: Request, key: TaskKey, row: AgreementRow, terms: dict[str, str]) -> str:
    if request.act is Act.REVIEW_DATE:
        due = request.on
    else:
        if AgreementStatus(row.status) not in RUNNING:
            raise CannotBe(key, _("It is not in force, so it cannot have been reviewed"), row)
        held_on = request.on or clock.today()
        due = request.next_due or next_review(held_on, terms.get("review_cycle", ""))
        if due is None:
            why = _("It does not say how often it is reviewed. Enter the day of the next review")
            raise CannotBe(key, why, row)
        if row.starts_on is not None and held_on < row.starts_on:
            raise CannotBe(key, _("It had not started on that day"), row)
    if faults := order_faults("on", row.starts_on, due, _("The review")):
        raise CannotBe(key, faults["on"], row)
    return due.isoformat() if due else ""


def _change(row: AgreementRow, code: str, before: str, after: str) -> Change:
    field = fields()[code]
    return Change(
        agreement_id=row.agreement_id,
        reference=row.reference,
        name=row.title,
        field=code,
        what=field.label,
        before=in_words(field, before, {}),
        after=in_words(field, after, {}),
        value=after,
    )


def _status_change(row: AgreementRow) -> Change:
    return Change(
        agreement_id=row.agreement_id,
        reference=row.reference,
        name=row.title,
        field=STATUS,
        what=_("Standing"),
        before=LABELS[AgreementStatus(row.status)],
        after=LABELS[AgreementStatus.IN_FORCE],
        value=AgreementStatus.IN_FORCE.value,
    )


def _of_party(session: Session, request: Request, key: TaskKey, version: int) -> list[Change]:
    row, party, event = _row(session, key, version), AgreementPartyRow, AgreementEventRow
    name = names_of(session, {key.agency_id}).get(key.agency_id, "")
    standing = session.exec(
        select(party)
        .where(party.agreement_id == key.agreement_id, party.agency_id == key.agency_id)
        .where(held(party, clock.today(), version))
    ).first()
    if standing is None:
        raise CannotBe(key, _("This is about the agreement, not about a party"), row, name)
    if standing.state not in [each.value for each in WAITING]:
        raise CannotBe(key, _("It does not keep anybody waiting any more"), row, name)
    on = request.on or clock.today()
    if standing.asked_on is not None and on < standing.asked_on:
        asked = show_date(standing.asked_on)
        raise CannotBe(key, _("It was asked only on {asked}").format(asked=asked), row, name)
    last = session.exec(
        select(func.max(event.held_on)).where(
            event.agreement_id == key.agreement_id,
            event.agency_id == key.agency_id,
            event.kind == CHASED,
        )
    ).one()
    if last == on:
        return []
    return [
        Change(
            agreement_id=row.agreement_id,
            agency_id=key.agency_id,
            reference=row.reference,
            name=name,
            field=CHASED,
            what=_("Chased"),
            before=show_date(last) if last else _("Never"),
            after=show_date(on),
            value=on.isoformat(),
        )
    ]
