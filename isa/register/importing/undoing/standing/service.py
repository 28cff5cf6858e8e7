"""What stands on an import: later changes that undoing it would take with it, as sentences."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, Table, or_, select
from sqlmodel import Session, SQLModel, col

from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.register.agreements.tables import AgreementPaperRow
from isa.register.exporting.service import numbered_rows
from isa.register.exporting.shape import ORDINARY
from isa.register.importing.tables import ImportBatchRow
from isa.register.importing.whole import row_key
from isa.register.tables import (
    AgencyRow,
    AgencyStatusRow,
    AgreementRow,
    DataRowCodeRow,
    DataRowRow,
    RegisterChangeRow,
    Versioned,
)

MOST_REASONS = 20
_AGENCY_COLUMNS = (
    "agency_id",
    "lead_agency_id",
    "controller_id",
    "class_id",
    "member_id",
    "predecessor_id",
    "successor_id",
)
_AGREEMENT_COLUMNS = ("agreement_id", "parent_id", "supersedes_id")
_OWN = frozenset(
    {
        "agency_identifier",
        "agency_contact",
        "agency_officer",
        "agency_signatory",
        "import_name",
        "agreement_code",
        "data_row_code",
        "agreement_reach",
    }
)
"""Tables whose rows an import writes itself, or that follow from what it writes."""
_ADDED = {
    "identifiers": "a code",
    "contacts": "a contact",
    "officers": "a post",
    "signatories": _("somebody who may sign"),
}
_DAYS = frozenset({"verified_on", "valid_from", "valid_to"})
_WORDS = {
    "app_user": _("a user belongs to {name}"),
    "user_role": _("a user has a role at {name}"),
    "draft": _("a draft of a decision was begun at {name}"),
}


def versioned() -> list[Any]:
    """Every table that is kept in time."""
    return list(Versioned.__subclasses__())


def standing_on(
    session: Session, batch_id: str, made: int, ours: int | None, effects: dict[str, Any]
) -> Iterator[str]:
    """Later rows about what the import touched, later rows that name what it added."""
    found: dict[str, None] = {}
    for sentence in (
        *_later_versions(session, made, ours),
        *_later_rows(session, batch_id, made),
        *_removed_since(session, batch_id),
        *_changed_since(session, effects),
        *_added_since(session, made, effects),
    ):
        found[sentence] = None
        if len(found) >= MOST_REASONS:
            break
    yield from found


def _agencies_of(made: int) -> Select[Any]:
    return select(col(AgencyStatusRow.agency_id)).where(col(AgencyStatusRow.known_from) == made)


def _agreements_of(made: int) -> Select[Any]:
    row = AgreementRow
    touched = [
        select(model.agreement_id).where(or_(model.known_from == made, model.known_to == made))
        for model in versioned()
        if "agreement_id" in model.model_fields and model.__tablename__ != "class_membership"
    ]
    return select(col(row.agreement_id)).where(
        or_(*(col(row.agreement_id).in_(each) for each in touched))
    )


def _later_versions(session: Session, made: int, ours: int | None) -> Iterator[str]:
    changes: dict[int, list[str]] = {}
    for model in versioned():
        about = [
            getattr(model, name).in_(_agencies_of(made))
            for name in _AGENCY_COLUMNS
            if name in model.model_fields
        ] + [
            getattr(model, name).in_(_agreements_of(made))
            for name in _AGREEMENT_COLUMNS
            if name in model.model_fields
        ]
        label = model.agreement_id if "agreement_id" in model.model_fields else None
        wanted = select(
            model.known_from, model.known_to, *((label,) if label is not None else ())
        ).where(or_(*about), or_(model.known_from > made, model.known_to > made))
        for since, until, *of in session.execute(wanted.limit(MOST_REASONS)):
            later = max(each for each in (since, until or 0) if each != ours)
            if later > made:
                changes.setdefault(later, []).extend(each for each in of if each)
    codes = select(col(DataRowRow.known_from), col(DataRowRow.agreement_id)).join(
        DataRowCodeRow, col(DataRowCodeRow.row_id) == col(DataRowRow.row_id)
    )
    named = codes.where(
        col(DataRowRow.known_from) > made, col(DataRowCodeRow.code).in_(_agencies_of(made))
    )
    for since, agreement_id in session.execute(named.limit(MOST_REASONS)):
        changes.setdefault(since, []).append(agreement_id)
    for version in sorted(changes):
        yield _change(session, version, changes[version])


def _change(session: Session, version: int, agreements: list[str]) -> str:
    change = session.get_one(RegisterChangeRow, version)
    references = sorted(
        set(
            session.execute(
                select(col(AgreementRow.reference)).where(
                    col(AgreementRow.agreement_id).in_(agreements)
                )
            ).scalars()
        )
    )
    about = f" ({', '.join(references[:5])})" if references else ""
    return _("{reason} on {day}{about}").format(
        reason=change.reason, day=show_date(change.at.date()), about=about
    )


def _later_rows(session: Session, batch_id: str, made: int) -> Iterator[str]:
    """Rows outside the versioned tables that name an agency or agreement the import added."""
    kept_in_time = {model.__tablename__ for model in versioned()}
    for table in SQLModel.metadata.sorted_tables:
        if table.name in kept_in_time or table.name in _OWN:
            continue
        yield from _rows_of(session, table, batch_id, made)


def _rows_of(session: Session, table: Table, batch_id: str, made: int) -> Iterator[str]:
    columns = table.columns
    theirs = [columns["register_version"] != made] if "register_version" in columns else []
    if "batch_id" in columns:
        theirs.append(columns["batch_id"].is_distinct_from(batch_id))
    if "agency_id" in columns:
        wanted = select(columns["agency_id"]).where(
            columns["agency_id"].in_(new_agencies(made)), *theirs
        )
        for (agency_id,) in session.execute(wanted.distinct().limit(MOST_REASONS)):
            words = _WORDS.get(table.name, _("something was recorded for {name} ({table})"))
            yield words.format(name=_name(session, agency_id), table=table.name)
    if "agreement_id" in columns:
        wanted = select(columns["agreement_id"]).where(
            columns["agreement_id"].in_(_agreements_of(made)), *theirs
        )
        for (agreement_id,) in session.execute(wanted.distinct().limit(MOST_REASONS)):
            yield _("something was recorded for the agreement {agreement_id} ({name})").format(
                agreement_id=agreement_id, name=table.name
            )


def _removed_since(session: Session, batch_id: str) -> Iterator[str]:
    """Papers the import brought that somebody removed: that they did, and why, would be forgotten."""
    row, batch = AgreementPaperRow, ImportBatchRow
    wanted = (
        select(col(row.title))
        .join(batch, col(batch.id) == col(row.batch_id))
        .where(col(row.batch_id) == batch_id, col(row.removed_at) >= col(batch.ended_at))
    )
    for title in session.execute(wanted.limit(MOST_REASONS)).scalars():
        yield _("the paper {title} was removed").format(title=title)


def new_agencies(made: int) -> Select[Any]:
    """Agencies of which nothing was known before the import."""
    earlier = select(col(AgencyStatusRow.agency_id)).where(col(AgencyStatusRow.known_from) < made)
    return _agencies_of(made).where(col(AgencyStatusRow.agency_id).not_in(earlier))


def _changed_since(session: Session, effects: dict[str, Any]) -> Iterator[str]:
    """Codes, contacts and names that are no longer what the import made them."""
    for name in ORDINARY:
        come = [row for row in effects["come"].get(name, []) if len(row) > 1]
        if not come:
            continue
        held = {row_key(name, row) for _number, row in numbered_rows(session, name)}
        for row in (as_row(each) for each in come):
            if row_key(name, row) not in held:
                what = _("name or kind") if name == "agencies" else name
                whose = _name(session, str(row.get("agency_id") or row.get("id")))
                yield _("the {what} of {whose} changed since").format(what=what, whose=whose)


def _added_since(session: Session, made: int, effects: dict[str, Any]) -> Iterator[str]:
    """Contacts and codes that somebody recorded later for an agency the import added."""
    added = set(session.execute(new_agencies(made)).scalars())
    for name, what in _ADDED.items():
        ours = {row_key(name, as_row(row)) for row in effects["come"].get(name, [])}
        for _number, row in numbered_rows(session, name):
            if row["agency_id"] in added and row_key(name, row) not in ours:
                yield _("{what} was recorded for {name}").format(
                    what=what, name=_name(session, str(row["agency_id"]))
                )


def _name(session: Session, agency_id: str) -> str:
    found = session.execute(select(col(AgencyRow.name)).where(col(AgencyRow.id) == agency_id))
    return found.scalar() or agency_id


def as_row(told: dict[str, Any]) -> dict[str, Any]:
    """A row as it was before it was kept as JSON."""
    return {
        name: date.fromisoformat(value) if name in _DAYS and value else value
        for name, value in told.items()
    }
