"""Revising the terms of an agreement.

A revision says from which day it is true, or that it was so from the start. Whoever saw an older
version than the newest is told what changed meanwhile, and nothing of either is lost.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from isa.coverage.view import AgreementStatus, AgreementType
from isa.platform import clock
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, Stale
from isa.platform.identity import Actor
from isa.platform.people import people
from isa.platform.wording import gettext as _
from isa.register.agreements.changes.service import has_reference, known_rows, unknown_agencies
from isa.register.agreements.events.service import put_event
from isa.register.agreements.fields import Terms, several, term_faults
from isa.register.agreements.lifecycle import BEING_WRITTEN
from isa.register.agreements.tables import AgreementDetailRow, AgreementEventRow
from isa.register.agreements.terms.service import (
    CODED,
    COLUMNS,
    DAYS,
    LINKS,
    YES_NO,
    row_at,
    terms_at,
)
from isa.register.checks import day_faults, order_faults, raise_if_any, text_faults
from isa.register.keepers.service import require_agreement_keeper
from isa.register.model import FROM_THE_BEGINNING
from isa.register.tables import AgreementRow, RegisterChangeRow
from isa.register.timeline.service import change_onwards, known, open_version

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
    for path in LINKS:
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
        date.fromisoformat(terms[name]) if terms.get(name) else None for name in DAYS
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
    for path, verb in zip(LINKS, (_("rely on"), _("replace")), strict=True):
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
    if name in DAYS:
        return date.fromisoformat(value) if value else None
    if name in YES_NO:
        return value == "yes"
    if name in ("lead_agency_id", *LINKS):
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
