"""Taking an import back: what it wrote is closed, what it replaced holds again.

An import that something else stands on by now stays, and the reasons are named: undoing it would
take a later change with it.
"""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Dialect, and_, delete, insert, or_, select, update
from sqlmodel import Session, col

from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.exporting.shape import ORDINARY
from isa.register.importing.committing.inserting.service import (
    Ready,
    hand_over,
    insert_many,
    made_ready,
    ready_to_delete,
)
from isa.register.importing.committing.kept.service import take_back_kept
from isa.register.importing.committing.whole.service import put_ordinary, write_agencies
from isa.register.importing.knowing.service import basis
from isa.register.importing.staging.reading.service import (
    COMMITTED,
    NO_BATCH,
    UNDONE,
    Batch,
    batch,
)
from isa.register.importing.tables import ImportBatchRow, ImportNameRow
from isa.register.importing.undoing.standing.service import as_row, standing_on, versioned
from isa.register.model import FROM_THE_BEGINNING
from isa.register.tables import (
    AgencyIdentifierRow,
    AgencyState,
    AgencyStatusRow,
    AgreementCodeRow,
    DataRowCodeRow,
)
from isa.register.timeline.service import open_version

_BESIDE: dict[str, Any] = {"agreement": AgreementCodeRow, "data_row": DataRowCodeRow}


def undo(database: Database, actor: Actor, batch_id: str) -> Batch:
    """Take an import back, whole. ``Invalid`` at ``undo`` names what stands on it.

    What stands on it is looked for before the database is locked, and again if anything moved since.
    """
    require(actor, Action.REGISTER_IMPORT)
    with database.read() as session:
        made, effects = _committed(session.get(ImportBatchRow, batch_id))
        rests_on = basis(session)
        _refuse(standing_on(session, batch_id, made, None, effects))
        ready = _ready(session, database.engine.dialect, made, rests_on.version + 1, effects)
    with database.write(actor) as work:
        session = work.session
        row = session.execute(
            select(ImportBatchRow).where(col(ImportBatchRow.id) == batch_id).with_for_update()
        ).scalar_one_or_none()
        _committed(row)
        version = open_version(work, "import undone", batch_id=batch_id)
        if basis(session, before=version) != rests_on:
            _refuse(standing_on(session, batch_id, made, version, effects))
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
        take_back_kept(session, batch_id)
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
        return tuple(standing_on(session, batch_id, row.version, None, json.loads(row.effects)))


def _refusal(reasons: list[str]) -> str:
    more = _(" And {count} more.").format(count=len(reasons) - 5) if len(reasons) > 5 else ""
    return _(
        "This import stays, because later changes stand on it: {names}.{more} Undo those "
        "first, or change what is wrong by hand."
    ).format(names="; ".join(reasons[:5]), more=more)


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
            go=[as_row(row) for row in effects["come"].get(name, [])]
            if name != "identifiers"
            else [],
            come=[as_row(row) for row in effects["go"].get(name, [])],
        )
