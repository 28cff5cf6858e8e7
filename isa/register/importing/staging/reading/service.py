"""Imports as they stand: what a file was, how far it has come, its rows exactly as they were read."""

import base64
import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from itertools import repeat

from sqlmodel import Session, col, select

from isa.coverage.model import Frozen
from isa.platform.crypto import KeyRing
from isa.platform.database import Database
from isa.platform.errors import NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.importing.kept import BytesThere, PaperThere
from isa.register.importing.model import Choices, ColumnMap, Sheet
from isa.register.importing.tables import ImportBatchRow, ImportPaperRow, ImportRowsRow

STAGED, COMMITTED, UNDONE, DISCARDED = "staged", "committed", "undone", "discarded"
NO_BATCH = _("There is no import with this id.")
ENDED = _("This import has ended and stays as it is. Import the file again to start another.")
AT_ONCE = 2_000
"""Rows of a sheet that are kept together."""
_MOST_LISTED = 50


class SheetInfo(Frozen):
    """A sheet of a staged file."""

    name: str
    rows: int
    columns: int
    notes: tuple[str, ...] = ()


class Batch(Frozen):
    """A file that was brought in, and how far it has come."""

    id: str
    created_at: datetime
    actor_id: str
    state: str
    file_name: str
    sheets: tuple[SheetInfo, ...]
    mapping: ColumnMap
    choices: Choices
    revision: int
    version: int | None
    ended_at: datetime | None
    erased_at: datetime | None
    counts: dict[str, int]

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed and committed."""
        return self.state == STAGED

    @property
    def sheet(self) -> int:
        """The place of the sheet that is being imported."""
        names = [each.name for each in self.sheets]
        return names.index(self.mapping.sheet) if self.mapping.sheet in names else 0


def sheet_of(keys: KeyRing, session: Session, batch: Batch, place: int) -> Sheet:
    """A sheet exactly as it was read."""
    held = session.exec(
        select(ImportRowsRow)
        .where(ImportRowsRow.batch_id == batch.id, ImportRowsRow.sheet == place)
        .order_by(col(ImportRowsRow.first))
    ).all()
    info = batch.sheets[place]
    rows = [row for part in held for row in _rows(keys, part)]
    return Sheet(name=info.name, rows=rows, notes=info.notes)


def _rows(keys: KeyRing, part: ImportRowsRow) -> Iterator[tuple[str, ...]]:
    packed = keys.decrypt(
        part.token,
        table="import_rows",
        row=f"{part.batch_id}/{part.sheet}/{part.first}",
        column="token",
    )
    told = json.loads(zlib.decompress(base64.b64decode(packed)))
    if isinstance(told, list):  # as an earlier release kept them
        return map(tuple, told)
    return zip(*told["columns"], strict=True) if told["columns"] else repeat((), told["rows"])


def beginning(keys: KeyRing, session: Session, batch: Batch, place: int) -> Sheet:
    """The first rows of a sheet, among which its headings stand."""
    part = session.get(ImportRowsRow, (batch.id, place, 0))
    rows = list(_rows(keys, part)) if part is not None else []
    return Sheet(name=batch.sheets[place].name, rows=rows)


def raw_row(database: Database, actor: Actor, batch_id: str, line: int) -> tuple[str, ...]:
    """A row of the imported sheet as it stood in the file; ``NotFound`` when it has no such row."""
    require(actor, Action.REGISTER_IMPORT)
    with database.read() as session:
        batch = batch_in(database.keys, session, batch_id)
        first = (line - 1) // AT_ONCE * AT_ONCE
        part = session.get(ImportRowsRow, (batch_id, batch.sheet, first))
        rows = list(_rows(database.keys, part)) if part is not None else []
        if not 0 <= line - 1 - first < len(rows):
            raise NotFound(_("The file has no such row."))
        return rows[line - 1 - first]


def first_rows(
    database: Database, actor: Actor, batch_id: str, count: int
) -> list[tuple[str, ...]]:
    """The first rows of the imported sheet as they stood in the file."""
    require(actor, Action.REGISTER_IMPORT)
    with database.read() as session:
        batch = batch_in(database.keys, session, batch_id)
        return beginning(database.keys, session, batch, batch.sheet).rows[:count]


def papers_there(session: Session, batch_id: str) -> BytesThere:
    """The papers that came with an export, by the digest of their bytes."""
    row = ImportPaperRow
    found = session.exec(
        select(row.sha256, row.media_type, row.size).where(row.batch_id == batch_id)
    ).all()
    return {digest: PaperThere(kind, size) for digest, kind, size in found}


def batch_in(keys: KeyRing, session: Session, batch_id: str) -> Batch:
    """A batch inside a session; ``NotFound`` when there is none."""
    row = session.get(ImportBatchRow, batch_id)
    if row is None:
        raise NotFound(NO_BATCH)
    return batch_of(keys, row)


def open_batch(keys: KeyRing, session: Session, batch_id: str) -> Batch:
    """A batch that can still be changed; ``Stale`` when it has ended."""
    found = batch_in(keys, session, batch_id)
    if not found.is_open:
        raise Stale(ENDED)
    return found


def batch_of(keys: KeyRing, row: ImportBatchRow) -> Batch:
    """A batch as its row says."""
    return Batch(
        id=row.id,
        created_at=row.created_at,
        actor_id=row.actor_id,
        state=row.state,
        file_name=keys.decrypt(
            row.name_token, table="import_batch", row=row.id, column="name_token"
        ),
        sheets=tuple(SheetInfo.model_validate(each) for each in json.loads(row.sheets)),
        mapping=ColumnMap.model_validate_json(row.mapping),
        choices=Choices.model_validate_json(row.choices),
        revision=row.revision,
        version=row.version,
        ended_at=row.ended_at,
        erased_at=row.erased_at,
        counts=json.loads(row.counts) if row.counts else {},
    )


def batch(database: Database, actor: Actor, batch_id: str) -> Batch:
    """One import; ``NotFound`` when there is none with this id."""
    require(actor, Action.REGISTER_IMPORT)
    with database.read() as session:
        return batch_in(database.keys, session, batch_id)


def batches(database: Database, actor: Actor) -> tuple[Batch, ...]:
    """The newest imports, newest first, without those that were erased."""
    require(actor, Action.REGISTER_IMPORT)
    with database.read() as session:
        rows = session.exec(
            select(ImportBatchRow)
            .where(col(ImportBatchRow.erased_at).is_(None))
            .order_by(col(ImportBatchRow.created_at).desc())
            .limit(_MOST_LISTED)
        ).all()
        return tuple(batch_of(database.keys, row) for row in rows)
