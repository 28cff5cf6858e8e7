"""Keeping a file while it is looked at: its rows as they were read, its mapping, what was decided.

Everything is in the database, so that a refresh, another machine or another person carries on.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import repeat, zip_longest

from sqlmodel import Session, col, select

from isa.coverage.model import Frozen
from isa.platform.crypto import KeyRing
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.checks import raise_if_any
from isa.register.importing.committing.inserting.service import insert_many
from isa.register.importing.headers import signature
from isa.register.importing.limits import HEADER_WITHIN
from isa.register.importing.mapping import guess_map, map_faults
from isa.register.importing.model import Choices, ColumnMap, Layout, Sheet
from isa.register.importing.reading import is_json, read, read_json
from isa.register.importing.tables import ImportBatchRow, ImportMappingRow, ImportRowsRow
from isa.register.importing.whole import is_whole, sheets_of

STAGED, COMMITTED, UNDONE, DISCARDED = "staged", "committed", "undone", "discarded"
NO_BATCH = _("There is no import with this id.")
_ENDED = _("This import has ended and stays as it is. Import the file again to start another.")
_ASKED_AGAIN = {"leave_out_unreadable": False, "listed_means": "asked"}
"""What is decided for one file and never remembered: another may hold worse than was looked at."""
_AT_ONCE = 2_000
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


def stage(
    database: Database, actor: Actor, data: bytes, file_name: str, *, layout: Layout | None = None
) -> Batch:
    """Read a file and keep it; nothing of the register changes. ``Unreadable`` says why it cannot be read."""
    require(actor, Action.REGISTER_IMPORT)
    sheets = sheets_of(read_json(data)) if is_json(data) else read(data)
    batch_id = new_id("imp")
    kept = [
        row
        for place, sheet in enumerate(sheets)
        for row in _kept_rows(database.keys, batch_id, place, sheet)
    ]
    with database.write(actor) as work:
        row = ImportBatchRow(
            id=batch_id,
            created_at=work.at,
            actor_id=actor.id,
            state=STAGED,
            name_token=work.keys.encrypt(
                file_name[:200], table="import_batch", row=batch_id, column="name_token"
            ),
            digest=hashlib.sha256(data).hexdigest(),
            sheets=json.dumps([_info(each).model_dump() for each in sheets]),
            mapping=_first_map(work.session, sheets, layout).model_dump_json(),
            choices=Choices().model_dump_json(),
            revision=1,
        )
        work.session.add(row)
        work.session.flush()
        insert_many(work.session, ImportRowsRow, kept)
        work.record("import_staged", batch_id, rows=sum(len(each.rows) for each in sheets))
        return _batch(database.keys, row)


def _info(sheet: Sheet) -> SheetInfo:
    width = len(sheet.rows[0]) if sheet.rows else 0
    return SheetInfo(name=sheet.name, rows=len(sheet.rows), columns=width, notes=sheet.notes)


def _first_map(session: Session, sheets: Sequence[Sheet], layout: Layout | None) -> ColumnMap:
    """What was decided the last time for the same headings, or else a guess."""
    if is_whole(sheets):
        return ColumnMap(layout=Layout.WHOLE, header_line=1, fields=())
    guessed = guess_map(sheets, layout=layout)
    layouts = (layout,) if layout else (guessed.layout, Layout.AGREEMENTS, Layout.AGENCIES)
    # Headings that no guess understands are the ones somebody said the meaning of by hand.
    places = [
        (signature(row, kind), sheet.name, line)
        for sheet in sorted(sheets, key=lambda each: each.name != guessed.sheet)
        for kind in layouts
        for line, row in enumerate(sheet.rows[:HEADER_WITHIN], start=1)
        if any(cell.strip() for cell in row)
    ]
    keys = {each[0] for each in places}
    found = session.exec(
        select(ImportMappingRow).where(col(ImportMappingRow.signature).in_(keys))
    ).all()
    held = {row.signature: row.mapping for row in found}
    guess = (guessed.sheet, guessed.header_line)
    for key, name, line in sorted(places, key=lambda each: (each[1], each[2]) != guess):
        if key in held:
            remembered = ColumnMap.model_validate_json(held[key])
            again = {"sheet": name, "header_line": line, **_ASKED_AGAIN}
            return remembered.model_copy(update=again)
    return guessed


def _signature(sheet: Sheet, mapping: ColumnMap) -> str:
    return signature(sheet.rows[mapping.header_line - 1], mapping.layout)


def _kept_rows(
    keys: KeyRing, batch_id: str, place: int, sheet: Sheet
) -> Iterator[dict[str, str | int]]:
    """A sheet in packed and encrypted parts, made before the database is locked."""
    for first in range(0, max(len(sheet.rows), 1), _AT_ONCE):
        some = sheet.rows[first : first + _AT_ONCE]
        # By column, what stands below each other is alike: it packs smaller and is read quicker.
        columns = [*zip_longest(*some, fillvalue="")]
        told = json.dumps({"rows": len(some), "columns": columns}, ensure_ascii=False).encode()
        packed = base64.b64encode(zlib.compress(told, 1)).decode()
        token = keys.encrypt(
            packed, table="import_rows", row=f"{batch_id}/{place}/{first}", column="token"
        )
        yield {"batch_id": batch_id, "sheet": place, "first": first, "token": token}


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


def _beginning(keys: KeyRing, session: Session, batch: Batch, place: int) -> Sheet:
    """The first rows of a sheet, among which its headings stand."""
    part = session.get(ImportRowsRow, (batch.id, place, 0))
    rows = list(_rows(keys, part)) if part is not None else []
    return Sheet(name=batch.sheets[place].name, rows=rows)


def raw_row(database: Database, actor: Actor, batch_id: str, line: int) -> tuple[str, ...]:
    """A row of the imported sheet as it stood in the file; ``NotFound`` when it has no such row."""
    require(actor, Action.REGISTER_IMPORT)
    with database.read() as session:
        batch = batch_in(database.keys, session, batch_id)
        first = (line - 1) // _AT_ONCE * _AT_ONCE
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
        return _beginning(database.keys, session, batch, batch.sheet).rows[:count]


def batch_in(keys: KeyRing, session: Session, batch_id: str) -> Batch:
    """A batch inside a session; ``NotFound`` when there is none."""
    row = session.get(ImportBatchRow, batch_id)
    if row is None:
        raise NotFound(NO_BATCH)
    return _batch(keys, row)


def open_batch(keys: KeyRing, session: Session, batch_id: str) -> Batch:
    """A batch that can still be changed; ``Stale`` when it has ended."""
    found = batch_in(keys, session, batch_id)
    if not found.is_open:
        raise Stale(_ENDED)
    return found


def _batch(keys: KeyRing, row: ImportBatchRow) -> Batch:
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
        return tuple(_batch(database.keys, row) for row in rows)


def open_row(session: Session, batch_id: str) -> ImportBatchRow:
    """The row of an import that can still be changed, locked against others."""
    row = session.exec(
        select(ImportBatchRow).where(ImportBatchRow.id == batch_id).with_for_update()
    ).first()
    if row is None:
        raise NotFound(NO_BATCH)
    if row.state != STAGED:
        raise Stale(_ENDED)
    return row


def choose_sheet(
    database: Database, actor: Actor, batch_id: str, *, sheet: str, layout: Layout
) -> Batch:
    """Import another sheet of the file, or read it as something else; the columns are guessed again."""
    require(actor, Action.REGISTER_IMPORT)
    with database.write(actor) as work:
        row = open_row(work.session, batch_id)
        held = _batch(database.keys, row)
        names = [each.name for each in held.sheets]
        if sheet not in names:
            raise Invalid({"sheet": _("Select a sheet of this file")})
        content = _beginning(database.keys, work.session, held, names.index(sheet))
        row.mapping = guess_map([content], layout=layout).model_dump_json()
        row.revision += 1
        work.session.add(row)
        work.record("import_sheet_chosen", batch_id, layout=layout.value)
        return _batch(database.keys, row)


def set_mapping(database: Database, actor: Actor, batch_id: str, mapping: ColumnMap) -> Batch:
    """Say what the columns mean. It is remembered for the next file with the same headings."""
    require(actor, Action.REGISTER_IMPORT)
    with database.write(actor) as work:
        row = open_row(work.session, batch_id)
        held = _batch(database.keys, row)
        if held.mapping.layout is not Layout.WHOLE:
            place = [each.name for each in held.sheets].index(mapping.sheet)
            raise_if_any(map_faults(mapping, held.sheets[place].columns))
            if mapping.header_line:
                content = _beginning(database.keys, work.session, held, place)
                _remember(work, _signature(content, mapping), mapping)
            row.mapping = mapping.model_dump_json()
            row.revision += 1
            work.session.add(row)
        work.record("import_mapped", batch_id, columns=sum(map(bool, mapping.fields)))
        return _batch(database.keys, row)


def _remember(work: UnitOfWork, key: str, mapping: ColumnMap) -> None:
    held = work.session.get(ImportMappingRow, key) or ImportMappingRow(
        signature=key, mapping="", actor_id="", at=work.at
    )
    kept = mapping.model_copy(update=_ASKED_AGAIN)
    held.mapping, held.actor_id, held.at = kept.model_dump_json(), work.actor.id, work.at
    work.session.add(held)


def choose_names(database: Database, actor: Actor, batch_id: str, names: dict[str, str]) -> Batch:
    """Say what names mean: ``new``, ``skip`` or an agency's id; an empty text takes a choice back."""
    require(actor, Action.REGISTER_IMPORT)
    with database.write(actor) as work:
        row = open_row(work.session, batch_id)
        held = Choices.model_validate_json(row.choices).names | names
        row.choices = Choices(names={k: v for k, v in held.items() if v}).model_dump_json()
        row.revision += 1
        work.session.add(row)
        work.record("import_names_chosen", batch_id, count=len(names))
        return _batch(database.keys, row)


def discard(database: Database, actor: Actor, batch_id: str) -> None:
    """Put an import away without writing anything to the register. Its rows stay until it is erased."""
    require(actor, Action.REGISTER_IMPORT)
    with database.write(actor) as work:
        row = open_row(work.session, batch_id)
        row.state, row.ended_at = DISCARDED, work.at
        work.session.add(row)
        work.record("import_discarded", batch_id)
