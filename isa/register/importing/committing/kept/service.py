"""What was kept as it was made, written as it came and marked with its import; and taken back whole.

A row says of which version of the register it is. One from elsewhere is of the version that brought it if
the agreement says the same since, and of none that this register had if it was changed afterwards: so an
approval or a quality answer that was overtaken there is overtaken here.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Dialect, delete, select
from sqlmodel import Session, col

from isa.platform.crypto import KeyRing
from isa.platform.ids import new_id
from isa.register.agreements.tables import AgreementPaperBodyRow, AgreementPaperRow
from isa.register.exporting.shape import FILTERS, IS_CURRENT, KEPT, VERSION_TEXTS, Row, Value
from isa.register.importing.committing.inserting.service import Ready, made_ready
from isa.register.importing.staging.reading.service import Batch
from isa.register.importing.staging.service import paper_of
from isa.register.worklist.tables import WorklistFilterRow

OVERTAKEN = -1
"""Before every version of this register."""


def ready_kept(
    session: Session,
    keys: KeyRing,
    dialect: Dialect,
    version: int,
    at: datetime,
    batch: Batch,
    come: Mapping[str, Sequence[Row]],
) -> tuple[Ready, ...]:
    """The rows to insert, papers before their bytes. Filters go to whoever brought the file."""
    told: dict[Value, dict[str, str]] = {}
    for row in sorted(come[VERSION_TEXTS], key=lambda each: (str(each["id"]), _place(each))):
        parts = told.setdefault(row["id"], {})
        parts[str(row["label"])] = parts.get(str(row["label"]), "") + str(row["text"])
    made = [
        made_ready(
            dialect, KEPT[name], (_row(name, row, version, batch.id, told) for row in come[name])
        )
        for name in KEPT
    ]
    bodies = (
        {"paper_id": row["id"], "body": _body(session, keys, batch.id, row)}
        for row in come["papers"]
        if row["removed_at"] is None
    )
    filters = (_filter(keys, batch, row, at) for row in come[FILTERS])
    return (
        *made,
        made_ready(dialect, AgreementPaperBodyRow, bodies),
        made_ready(dialect, WorklistFilterRow, filters),
    )


def _place(row: Row) -> int:
    return place if isinstance(place := row["place"], int) else 0


def _row(
    name: str, row: Row, version: int, batch_id: str, told: Mapping[Value, dict[str, str]]
) -> dict[str, Any]:
    found: dict[str, Any] = {**row, "batch_id": batch_id}
    if name in ("events", "checks"):
        found["register_version"] = version if found.pop(IS_CURRENT) else OVERTAKEN
    if name == "versions":
        found["register_version"] = version
        found["told"] = json.dumps(told.get(row["id"], {}), ensure_ascii=False)
    return found


def _body(session: Session, keys: KeyRing, batch_id: str, row: Row) -> str:
    text = paper_of(keys, session, batch_id, str(row["sha256"]))
    table = str(AgreementPaperBodyRow.__tablename__)
    return keys.encrypt(text, table=table, row=str(row["id"]), column="body")


def _filter(keys: KeyRing, batch: Batch, row: Row, at: datetime) -> dict[str, Any]:
    filter_id, table = new_id("wlf"), str(WorklistFilterRow.__tablename__)
    return {
        "id": filter_id,
        "actor_id": batch.actor_id,
        "name": row["name"],
        "token": keys.encrypt(str(row["wanted"]), table=table, row=filter_id, column="token"),
        "at": at,
        "batch_id": batch.id,
    }


def take_back_kept(session: Session, batch_id: str) -> None:
    """Delete what an import that is undone had brought, and nothing else."""
    papers = select(col(AgreementPaperRow.id)).where(col(AgreementPaperRow.batch_id) == batch_id)
    body = AgreementPaperBodyRow
    session.execute(delete(body).where(col(body.paper_id).in_(papers)))
    for model in (*KEPT.values(), WorklistFilterRow):
        kept: Any = model
        session.execute(delete(kept).where(kept.batch_id == batch_id))
