"""Taking an import back: what it wrote is closed, what it replaced holds again.

An import that something else stands on by now stays, and the reasons are named: undoing it would
take a later change with it.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Dialect, Select, Table, and_, delete, insert, or_, select, update
from sqlmodel import Session, SQLModel, col

from isa.platform.clock import show_date
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.exporting.service import numbered_rows
from isa.register.exporting.shape import ORDINARY
from isa.register.importing.committing.inserting.service import (
    Ready,
    hand_over,
    insert_many,
    made_ready,
    ready_to_delete,
)
from isa.register.importing.committing.whole.service import put_ordinary, write_agencies
from isa.register.importing.knowing.service import basis
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


def undo(database: Database, actor: Actor, batch_id: str) -> Batch:
    """Take an import back, whole. ``Invalid`` at ``undo`` names what stands on it.

    What stands on it is looked for before the database is locked, and again if anything moved since.
    """
    require(actor, Action.REGISTER_IMPORT)
    with database.read() as session:
        made, effects = _committed(session.get(ImportBatchRow, batch_id))
        rests_on = basis(session)
        _refuse(_standing_on(session, made, None, effects))
        ready = _ready(session, database.engine.dialect, made, rests_on.version + 1, effects)
    with database.write(actor) as work:
        session = work.session
        row = session.execute(
            select(ImportBatchRow).where(col(ImportBatchRow.id) == batch_id).with_for_update()
        ).scalar_one_or_none()
        _committed(row)
        version = open_version(work, "import undone", batch_id=batch_id)
        if basis(session, before=version) != rests_on:
            _refuse(_standing_on(session, made, version, effects))
            ready = _ready(session, database.engine.dialect, made, version, effects)
        for model in versioned():
            _take_back(session, model, made, version)
        write_agencies(session, list(effects["go"].get("agencies", [])))
        for each in ready:
            hand_over(session, each)
        _take_back_ordinary(session, effects)
        session.execute(delete(ImportNameRow).where(col(ImportNameRow.batch_id) == batch_id))
        session.execute(
            update(ImportBatchRow)
            .where(col(ImportBatchRow.id) == batch_id)
            .values(state=UNDONE, undone_version=version, ended_at=work.at)
        )
        work.record("import_undone", batch_id, version=version, undoes=made)
    return batch(database, actor, batch_id)


def _committed(row: ImportBatchRow | None) -> tuple[int, dict[str, Any]]:
    """The version an import wrote and what it wrote beside; ``Stale`` when there is nothing to take back."""
    if row is None:
        raise NotFound(NO_BATCH)
    if row.state != COMMITTED or row.version is None:
        raise Stale(
            _("Only an import that was written to the register can be undone, and only once.")
        )
    return row.version, json.loads(row.effects)


def _refuse(reasons: Iterator[str]) -> None:
    if found := list(reasons):
        raise Invalid({"undo": _refusal(found)})


def reasons_against(database: Database, actor: Actor, batch_id: str) -> tuple[str, ...]:
    """What stands on an import, as sentences; empty when it can be undone."""
    require(actor, Action.REGISTER_IMPORT)
    with database.read() as session:
        row = session.get(ImportBatchRow, batch_id)
        if row is None or row.version is None or row.state != COMMITTED:
            return ()
        return tuple(_standing_on(session, row.version, None, json.loads(row.effects)))


def _refusal(reasons: list[str]) -> str:
    more = _(" And {count} more.").format(count=len(reasons) - 5) if len(reasons) > 5 else ""
    return _(
        "This import stays, because later changes stand on it: {names}.{more} Undo those "
        "first, or change what is wrong by hand."
    ).format(names="; ".join(reasons[:5]), more=more)


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
    return _("{reason} on {day}{about}").format(
        reason=change.reason, day=show_date(change.at.date()), about=about
    )


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
        for row in (_row(each) for each in come):
            if row_key(name, row) not in held:
                what = _("name or kind") if name == "agencies" else name
                whose = _name(session, str(row.get("agency_id") or row.get("id")))
                yield _("the {what} of {whose} changed since").format(what=what, whose=whose)


def _added_since(session: Session, made: int, effects: dict[str, Any]) -> Iterator[str]:
    """Contacts and codes that somebody recorded later for an agency the import added."""
    added = set(session.execute(new_agencies(made)).scalars())
    for name, what in _ADDED.items():
        ours = {row_key(name, _row(row)) for row in effects["come"].get(name, [])}
        for _number, row in numbered_rows(session, name):
            if row["agency_id"] in added and row_key(name, row) not in ours:
                yield _("{what} was recorded for {name}").format(
                    what=what, name=_name(session, str(row["agency_id"]))
                )


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


def _ready(
    session: Session, dialect: Dialect, made: int, version: int, effects: dict[str, Any]
) -> tuple[Ready, Ready]:
    """Codes that go, and agencies closed since ever: the past may name one, so it cannot be unwritten."""
    replaced = {row["id"] for row in effects["go"].get("agencies", [])}
    row = AgencyStatusRow
    standing = set(
        session.execute(
            select(col(row.agency_id)).where(
                or_(
                    and_(col(row.known_to).is_(None), col(row.known_from) != made),
                    col(row.known_to) == made,
                )
            )
        ).scalars()
    )
    return (
        ready_to_delete(
            dialect, AgencyIdentifierRow, ("kind", "value"), effects["come"].get("identifiers", [])
        ),
        made_ready(
            dialect,
            AgencyStatusRow,
            (
                {
                    "agency_id": each["id"],
                    "status": AgencyState.CLOSED.value,
                    "valid_from": FROM_THE_BEGINNING,
                    "known_from": version,
                }
                for each in effects["come"].get("agencies", [])
                if each["id"] not in replaced and each["id"] not in standing
            ),
        ),
    )


def _take_back_ordinary(session: Session, effects: dict[str, Any]) -> None:
    for name in list(ORDINARY)[1:]:
        put_ordinary(
            session,
            name,
            go=[_row(row) for row in effects["come"].get(name, [])]
            if name != "identifiers"
            else [],
            come=[_row(row) for row in effects["go"].get(name, [])],
        )
