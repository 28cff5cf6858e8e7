"""Taking an import back: what it wrote is closed, what it replaced holds again.

An import that something else stands on by now stays, and the reasons are named: undoing it would
take a later change with it.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, Table, delete, insert, or_, select, update
from sqlmodel import Session, SQLModel, col

from isa.platform.clock import show_date
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.register.exporting.service import numbered_rows
from isa.register.exporting.shape import ORDINARY
from isa.register.importing.committing.lists.service import insert_many
from isa.register.importing.committing.whole.service import put_ordinary, write_agencies
from isa.register.importing.staging.service import COMMITTED, NO_BATCH, UNDONE, Batch, batch
from isa.register.importing.tables import ImportBatchRow, ImportNameRow
from isa.register.importing.whole import row_key
from isa.register.model import FROM_THE_BEGINNING
from isa.register.tables import (
    AgencyIdentifierRow,
    AgencyRow,
    AgencyState,
    AgencyStatusRow,
    AgreementCodeRow,
    AgreementRow,
    DataRowCodeRow,
    DataRowRow,
    RegisterChangeRow,
    Versioned,
)
from isa.register.timeline.service import open_version

MOST_REASONS = 20
_BESIDE: dict[str, Any] = {"agreement": AgreementCodeRow, "data_row": DataRowCodeRow}
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
    }
)
_ADDED = {
    "identifiers": "a code",
    "contacts": "a contact",
    "officers": "a post",
    "signatories": "somebody who may sign",
}
_DAYS = frozenset({"verified_on", "valid_from", "valid_to"})
_WORDS = {
    "app_user": "a user belongs to {name}",
    "user_role": "a user has a role at {name}",
    "draft": "a draft of a decision was begun at {name}",
}


def undo(database: Database, actor: Actor, batch_id: str) -> Batch:
    """Take an import back, whole. ``Invalid`` at ``undo`` names what stands on it."""
    require(actor, Action.REGISTER_IMPORT)
    with database.write(actor) as work:
        session = work.session
        row = session.execute(
            select(ImportBatchRow).where(col(ImportBatchRow.id) == batch_id).with_for_update()
        ).scalar_one_or_none()
        if row is None:
            raise NotFound(NO_BATCH)
        if row.state != COMMITTED or row.version is None:
            raise Stale(
                "Only an import that was written to the register can be undone, and only once."
            )
        version = open_version(work, "import undone", batch_id=batch_id)
        effects = json.loads(row.effects)
        reasons = list(_standing_on(session, row.version, version, effects))
        if reasons:
            raise Invalid({"undo": _refusal(reasons)})
        for model in versioned():
            _take_back(session, model, row.version, version)
        _take_back_agencies(session, effects, version)
        _take_back_ordinary(session, effects)
        session.execute(delete(ImportNameRow).where(col(ImportNameRow.batch_id) == batch_id))
        row.state, row.undone_version, row.ended_at = UNDONE, version, work.at
        session.add(row)
        work.record("import_undone", batch_id, version=version, undoes=row.version)
    return batch(database, actor, batch_id)


def reasons_against(database: Database, actor: Actor, batch_id: str) -> tuple[str, ...]:
    """What stands on an import, as sentences; empty when it can be undone."""
    require(actor, Action.REGISTER_IMPORT)
    with database.read() as session:
        row = session.get(ImportBatchRow, batch_id)
        if row is None or row.version is None or row.state != COMMITTED:
            return ()
        return tuple(_standing_on(session, row.version, None, json.loads(row.effects)))


def _refusal(reasons: list[str]) -> str:
    more = f" And {len(reasons) - 5} more." if len(reasons) > 5 else ""
    return (
        "This import stays, because later changes stand on it: "
        f"{'; '.join(reasons[:5])}.{more} Undo those first, or change what is wrong by hand."
    )


def versioned() -> list[Any]:
    """Every table that is kept in time."""
    return list(Versioned.__subclasses__())


def _standing_on(
    session: Session, made: int, ours: int | None, effects: dict[str, Any]
) -> Iterator[str]:
    """Later rows about what the import touched, later rows that name what it added."""
    found: dict[str, None] = {}
    for sentence in (
        *_later_versions(session, made, ours),
        *_later_rows(session, made),
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
    return f"{change.reason} on {show_date(change.at.date())}{about}"


def _later_rows(session: Session, made: int) -> Iterator[str]:
    """Rows outside the versioned tables that name an agency or agreement the import added."""
    kept_in_time = {model.__tablename__ for model in versioned()}
    for table in SQLModel.metadata.sorted_tables:
        if table.name in kept_in_time or table.name in _OWN:
            continue
        yield from _rows_of(session, table, made)


def _rows_of(session: Session, table: Table, made: int) -> Iterator[str]:
    columns = table.columns
    theirs = [columns["register_version"] != made] if "register_version" in columns else []
    if "agency_id" in columns:
        wanted = select(columns["agency_id"]).where(
            columns["agency_id"].in_(_new_agencies(made)), *theirs
        )
        for (agency_id,) in session.execute(wanted.distinct().limit(MOST_REASONS)):
            words = _WORDS.get(table.name, f"something was recorded for {{name}} ({table.name})")
            yield words.format(name=_name(session, agency_id))
    if "agreement_id" in columns:
        wanted = select(columns["agreement_id"]).where(
            columns["agreement_id"].in_(_agreements_of(made)), *theirs
        )
        for (agreement_id,) in session.execute(wanted.distinct().limit(MOST_REASONS)):
            yield f"something was recorded for the agreement {agreement_id} ({table.name})"


def _new_agencies(made: int) -> Select[Any]:
    """Agencies of which nothing was known before the import."""
    earlier = select(col(AgencyStatusRow.agency_id)).where(col(AgencyStatusRow.known_from) < made)
    return _agencies_of(made).where(col(AgencyStatusRow.agency_id).not_in(earlier))


def _changed_since(session: Session, effects: dict[str, Any]) -> Iterator[str]:
    """Codes, contacts and names that are no longer what the import made them."""
    for name in ORDINARY:
        come = [row for row in effects["come"].get(name, []) if len(row) > 1]
        if not come:
            continue
        held = {row_key(name, row) for _, row in numbered_rows(session, name)}
        for row in (_row(each) for each in come):
            if row_key(name, row) not in held:
                what = "name or kind" if name == "agencies" else name
                whose = _name(session, str(row.get("agency_id") or row.get("id")))
                yield f"the {what} of {whose} changed since"


def _added_since(session: Session, made: int, effects: dict[str, Any]) -> Iterator[str]:
    """Contacts and codes that somebody recorded later for an agency the import added."""
    added = set(session.execute(_new_agencies(made)).scalars())
    for name, what in _ADDED.items():
        ours = {row_key(name, _row(row)) for row in effects["come"].get(name, [])}
        for _, row in numbered_rows(session, name):
            if row["agency_id"] in added and row_key(name, row) not in ours:
                yield f"{what} was recorded for {_name(session, str(row['agency_id']))}"


def _name(session: Session, agency_id: str) -> str:
    found = session.execute(select(col(AgencyRow.name)).where(col(AgencyRow.id) == agency_id))
    return found.scalar() or agency_id


def _row(told: dict[str, Any]) -> dict[str, Any]:
    """A row as it was before it was kept as JSON."""
    return {
        name: date.fromisoformat(value) if name in _DAYS and value else value
        for name, value in told.items()
    }


def _take_back(session: Session, model: Any, made: int, version: int) -> None:  # noqa: ANN401 -- a table
    """Close what the import put in; put back what it closed, as it was."""
    again = session.execute(select(model).where(model.known_to == made)).scalars().all()
    session.execute(
        update(model)
        .where(model.known_from == made, model.known_to.is_(None))
        .values(known_to=version)
    )
    for row in again:
        values = row.model_dump(exclude={"row_id", "known_from", "known_to"})
        number = session.execute(
            insert(model).values(**values, known_from=version).returning(model.row_id)
        ).scalar_one()
        code = _BESIDE.get(model.__tablename__)
        if code is not None:
            beside = session.execute(
                select(code.kind, code.code).where(code.row_id == row.row_id)
            ).all()
            insert_many(
                session,
                code,
                ({"row_id": number, "kind": kind, "code": each} for kind, each in beside),
            )


def _take_back_agencies(session: Session, effects: dict[str, Any], version: int) -> None:
    """An agency cannot be unwritten, because the past may name it: it is closed since ever."""
    replaced = {row["id"] for row in effects["go"].get("agencies", [])}
    added = [row["id"] for row in effects["come"].get("agencies", []) if row["id"] not in replaced]
    standing = set(
        session.execute(
            select(col(AgencyStatusRow.agency_id)).where(col(AgencyStatusRow.known_to).is_(None))
        ).scalars()
    )
    insert_many(
        session,
        AgencyStatusRow,
        (
            {
                "agency_id": agency_id,
                "status": AgencyState.CLOSED.value,
                "valid_from": FROM_THE_BEGINNING,
                "known_from": version,
            }
            for agency_id in added
            if agency_id not in standing
        ),
    )


def _take_back_ordinary(session: Session, effects: dict[str, Any]) -> None:
    write_agencies(session, list(effects["go"].get("agencies", [])))
    for row in effects["come"].get("identifiers", []):
        session.execute(
            delete(AgencyIdentifierRow).where(
                col(AgencyIdentifierRow.kind) == row["kind"],
                col(AgencyIdentifierRow.value) == row["value"],
            )
        )
    for name in list(ORDINARY)[1:]:
        put_ordinary(
            session,
            name,
            go=[_row(row) for row in effects["come"].get(name, [])]
            if name != "identifiers"
            else [],
            come=[_row(row) for row in effects["go"].get(name, [])],
        )
