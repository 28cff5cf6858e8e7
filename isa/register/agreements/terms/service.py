"""Reading and revising the terms of an agreement.

A revision says from which day it is true, or that it was so from the start. Whoever saw an older
version than the newest is told what changed meanwhile, and nothing of either is lost.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from isa.coverage.model import Frozen
from isa.coverage.view import AgreementStatus, AgreementType
from isa.platform import clock
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.people import people
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies.service import names_of
from isa.register.agreements.changes.service import (
    NO_AGREEMENT,
    has_reference,
    known_rows,
    unknown_agencies,
)
from isa.register.agreements.completeness import Completeness, completeness
from isa.register.agreements.events.service import put_event, references_of
from isa.register.agreements.fields import Terms, fields, joined, several, term_faults
from isa.register.agreements.lifecycle import BEING_WRITTEN
from isa.register.agreements.tables import AgreementDetailRow, AgreementEventRow
from isa.register.checks import day_faults, order_faults, raise_if_any, text_faults
from isa.register.keepers.service import require_agreement_keeper
from isa.register.model import FROM_THE_BEGINNING
from isa.register.tables import (
    AgreementCode,
    AgreementPartyRow,
    AgreementRow,
    DataRowRow,
    RegisterChangeRow,
)
from isa.register.timeline.service import (
    change_onwards,
    codes_of,
    held,
    known,
    newest_version,
    open_version,
)

CODED = {
    "purposes": AgreementCode.PURPOSE.value,
    "areas": AgreementCode.AREA.value,
    "exclusions": AgreementCode.EXCLUSION.value,
}
_DAYS = ("starts_on", "ends_on", "review_due_on")
_YES_NO = ("is_reciprocal", "requires_all_signatures", "is_retrospective", "has_part3_clause")
_LINKS = ("parent_id", "supersedes_id")
COLUMNS = (
    *_DAYS,
    *_YES_NO,
    *_LINKS,
    "reference",
    "title",
    "summary",
    "type",
    "lead_agency_id",
    "onward_sharing",
)
MOST_IN_CHAIN = 5


class ChangedMeanwhile(Stale):
    """Somebody else revised the agreement; ``theirs`` is what it says now, ``version`` when that was.

    ``by`` names whoever did, newest first.
    """

    def __init__(self, theirs: Terms, version: int, by: tuple[str, ...]) -> None:
        """Keep what the other person wrote, so that a page can show both."""
        self.by = ", ".join(by) or _("Somebody else")
        super().__init__(
            _(
                "{who} changed this agreement while you were writing. Look at both, then choose."
            ).format(who=self.by)
        )
        self.theirs = dict(theirs)
        self.version = version


class AgreementTerms(Frozen):
    """An agreement's terms as at a day, how complete they are, and the version they were read at."""

    status: AgreementStatus
    terms: dict[str, str]
    names: dict[str, str]
    """The names of agencies and the references of agreements that the terms mention, by id."""
    completeness: Completeness
    register_version: int

    @property
    def is_being_written(self) -> bool:
        """Whether nobody can have relied on it yet, so that a change holds from the start."""
        return self.status in BEING_WRITTEN


def agreement_terms(
    database: Database, actor: Actor, agreement_id: str, *, on: date
) -> AgreementTerms:
    """The terms as at a day with their completeness; ``NotFound`` when there is no such agreement."""
    require(actor, Action.AGREEMENT_READ)
    with database.read() as session:
        version = newest_version(session)
        row = row_at(session, agreement_id, on, version)
        terms = terms_at(session, agreement_id, on, version)
        return AgreementTerms(
            status=AgreementStatus(row.status),
            terms=terms,
            names=mentioned(session, terms),
            completeness=completeness_at(session, agreement_id, terms, on, version),
            register_version=version,
        )


def completeness_at(
    session: Session, agreement_id: str, terms: Terms, on: date, version: int
) -> Completeness:
    """How complete an agreement is as at a day."""
    lines = session.exec(
        select(DataRowRow.number, DataRowRow.justification)
        .where(DataRowRow.agreement_id == agreement_id)
        .where(held(DataRowRow, on, version))
        .order_by(col(DataRowRow.number))
    ).all()
    parties = session.exec(
        select(AgreementPartyRow.agency_id)
        .where(AgreementPartyRow.agreement_id == agreement_id)
        .where(held(AgreementPartyRow, on, version))
        .limit(2)
    ).all()
    return completeness(
        terms,
        parties=len(parties),
        rows=len(lines),
        unexplained=tuple(number for number, why in lines if not why),
    )


def mentioned(session: Session, terms: Terms) -> dict[str, str]:
    """The names of what terms refer to by id."""
    lead = {terms["lead_agency_id"]} if terms.get("lead_agency_id") else set()
    links = {terms[path] for path in _LINKS if terms.get(path)}
    return names_of(session, lead) | references_of(session, links)


def row_at(session: Session, agreement_id: str, on: date, version: int) -> AgreementRow:
    """The stretch of an agreement's life that holds on a day; ``NotFound`` when there is none."""
    row = session.exec(
        select(AgreementRow)
        .where(AgreementRow.agreement_id == agreement_id)
        .where(held(AgreementRow, on, version))
    ).first()
    if row is None:
        raise NotFound(NO_AGREEMENT)
    return row


def terms_at(session: Session, agreement_id: str, on: date, version: int) -> dict[str, str]:
    """Everything an agreement says as at a day, as known at a version, by field."""
    row = row_at(session, agreement_id, on, version)
    found = {name: _as_text(getattr(row, name)) for name in COLUMNS}
    codes = codes_of(session, row)
    for name, kind in CODED.items():
        found[name] = joined(code for each, code in codes if each == kind)
    details = session.exec(
        select(AgreementDetailRow.field, AgreementDetailRow.value)
        .where(AgreementDetailRow.agreement_id == agreement_id)
        .where(held(AgreementDetailRow, on, version))
    ).all()
    return {
        code: value
        for code in fields()
        if (value := found.get(code, "") or dict(details).get(code, ""))
    }


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value or "")


def revise_terms(
    database: Database,
    actor: Actor,
    agreement_id: str,
    changes: Terms,
    *,
    seen: int,
    on: date | None,
    reason: str = "",
) -> None:
    """Let an agreement say something else: from a day on, or from the start when ``on`` is None.

    ``changes`` holds the fields that change, ``seen`` the register version they were read at. Raises
    ``ChangedMeanwhile`` when somebody else revised it since, ``Invalid`` for each faulty field.
    """
    require_agreement_keeper(database, actor, agreement_id)
    raise_if_any(
        term_faults(changes),
        day_faults("on", on, _("the day from which this is true")),
        text_faults("reason", reason, _("the reason"), limit=1000),
    )
    with database.write(actor) as work:
        version = open_version(work, "agreement revised")
        today = clock.today()
        _refuse_if_changed(work.session, agreement_id, seen, version, today)
        before = terms_at(work.session, agreement_id, today, version)
        row = row_at(work.session, agreement_id, today, version)
        is_being_written = AgreementStatus(row.status) in BEING_WRITTEN
        if not is_being_written and not reason.strip():
            raise Invalid({"reason": _("Say why it changes: others may rely on it already")})
        wanted = _resolved(work.session, changes, version)
        if wanted.get("supersedes_id", "") not in ("", before.get("supersedes_id")):
            require_agreement_keeper(database, actor, wanted["supersedes_id"])
        raise_if_any(
            term_faults(wanted),
            _merged_faults(work.session, agreement_id, {**before, **wanted}, version),
        )
        start = FROM_THE_BEGINNING if on is None or is_being_written else on
        put_terms(work.session, version, agreement_id, wanted, start, seen_on=today)
        put_event(
            work,
            version,
            agreement_id,
            "terms_changed",
            held_on=start,
            after=", ".join(wanted),
            reason=reason,
        )
        work.record("agreement_revised", agreement_id, fields=sorted(wanted), version=version)


def _refuse_if_changed(
    session: Session, agreement_id: str, seen: int, version: int, today: date
) -> None:
    now = terms_at(session, agreement_id, today, version)
    then = terms_at(session, agreement_id, today, seen)
    if now != then:
        who = changed_by(session, agreement_id, seen)
        raise ChangedMeanwhile(now, version - 1, who)


def changed_by(session: Session, agreement_id: str, since: int) -> tuple[str, ...]:
    """The names of those who changed an agreement after a version of the register, newest first."""
    event, change = AgreementEventRow, RegisterChangeRow
    made = session.exec(
        select(event.actor_id)
        .where(event.agreement_id == agreement_id, event.register_version > since)
        .order_by(col(event.register_version).desc())
    ).all()
    if not made:  # an import writes no event beside each agreement
        made = session.exec(
            select(change.actor_id)
            .join(AgreementRow, col(AgreementRow.known_from) == col(change.version))
            .where(AgreementRow.agreement_id == agreement_id, change.version > since)
            .order_by(col(change.version).desc())
        ).all()
    names = people(session, made)
    return tuple(names[each] for each in dict.fromkeys(made))


def _resolved(session: Session, changes: Terms, version: int) -> dict[str, str]:
    """Changes with references of other agreements turned into their ids."""
    found = {code: value.strip() for code, value in changes.items()}
    for path in _LINKS:
        if not found.get(path):
            continue
        other = session.exec(
            select(AgreementRow.agreement_id)
            .where(
                (col(AgreementRow.reference) == found[path])
                | (col(AgreementRow.agreement_id) == found[path])
            )
            .where(known(AgreementRow, version))
        ).first()
        if other is None:
            raise Invalid({path: _("No agreement has this reference. Check it in the list")})
        found[path] = other
    return found


def _merged_faults(
    session: Session, agreement_id: str, terms: Terms, version: int
) -> dict[str, str]:
    """What is wrong with the terms as they would stand together, and with the rest of the register."""
    starts, ends, review = (
        date.fromisoformat(terms[name]) if terms.get(name) else None for name in _DAYS
    )
    faults = {
        **order_faults("ends_on", starts, ends, _("The end")),
        **order_faults("review_due_on", starts, review, _("The review")),
    }
    if lead := terms.get("lead_agency_id"):
        faults |= unknown_agencies(session, {"lead_agency_id": lead})
    if has_reference(session, terms["reference"], version, besides=agreement_id):
        faults["reference"] = _("Another agreement has this reference. Choose another")
    if terms["type"] == AgreementType.DDA.value and terms.get("is_reciprocal") == "yes":
        faults["is_reciprocal"] = _("A disclosure agreement runs one way; choose another type")
    for path, verb in zip(_LINKS, (_("rely on"), _("replace")), strict=True):
        if terms.get(path) and _leads_back(session, path, terms[path], agreement_id, version):
            faults[path] = _(
                "An agreement cannot {verb} itself, directly or through others"
            ).format(verb=verb)
    return faults


def _leads_back(session: Session, path: str, start: str, agreement_id: str, version: int) -> bool:
    """Whether following a link from an agreement comes back to this one."""
    column = col(getattr(AgreementRow, path))
    seen: set[str] = set()
    ahead = {start}
    while ahead:
        if agreement_id in ahead:
            return True
        seen |= ahead
        above = session.exec(
            select(column)
            .where(col(AgreementRow.agreement_id).in_(sorted(ahead)), column.is_not(None))
            .where(known(AgreementRow, version))
        ).all()
        ahead = {each for each in above if each} - seen
    return False


def put_terms(
    session: Session,
    version: int,
    agreement_id: str,
    changes: Mapping[str, str],
    on: date,
    *,
    seen_on: date,
) -> None:
    """Write checked terms inside a transaction that has a version."""
    columns = {name: _as_column(name, changes[name]) for name in changes if name in COLUMNS}
    codes = {CODED[name]: several(changes[name]) for name in changes if name in CODED}
    rows = known_rows(session, agreement_id, version)
    if columns or codes:
        change_onwards(session, version, rows, on, columns, seen_on=seen_on, codes=codes)
    for name, value in changes.items():
        if name not in COLUMNS and name not in CODED:
            _put_detail(session, version, agreement_id, name, value, on, seen_on)


def _as_column(name: str, value: str) -> Any:  # noqa: ANN401 -- one column is a day, another a text
    if name in _DAYS:
        return date.fromisoformat(value) if value else None
    if name in _YES_NO:
        return value == "yes"
    if name in ("lead_agency_id", *_LINKS):
        return value or None
    return value


def _put_detail(
    session: Session,
    version: int,
    agreement_id: str,
    name: str,
    value: str,
    on: date,
    seen_on: date,
) -> None:
    rows = session.exec(
        select(AgreementDetailRow)
        .where(AgreementDetailRow.agreement_id == agreement_id)
        .where(AgreementDetailRow.field == name)
        .where(known(AgreementDetailRow, version))
    ).all()
    first = min((row.valid_from for row in rows), default=None)
    if first is None or on < first:
        session.add(
            AgreementDetailRow(
                agreement_id=agreement_id,
                field=name,
                value=value,
                valid_from=on,
                valid_to=first,
                known_from=version,
            )
        )
    if first is not None:
        change_onwards(session, version, rows, max(on, first), {"value": value}, seen_on=seen_on)


def copy_terms(work: UnitOfWork, version: int, source: Terms, agreement_id: str) -> None:
    """Give a new agreement the details of another, from the start."""
    details = {name: value for name, value in source.items() if name not in (*COLUMNS, *CODED)}
    put_terms(
        work.session,
        version,
        agreement_id,
        details,
        FROM_THE_BEGINNING,
        seen_on=FROM_THE_BEGINNING,
    )
