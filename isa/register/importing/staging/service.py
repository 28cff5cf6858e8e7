"""Keeping a file while it is looked at: its rows as they were read, its mapping, what was decided.

Everything is in the database, so that a refresh, another machine or another person carries on.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from sqlalchemy import delete
from sqlmodel import Session, col, select

from isa.platform.crypto import KeyRing
from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.ids import new_id
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agreements.papers.content import media_type
from isa.register.checks import raise_if_any
from isa.register.importing.bundle import is_bundle, opened
from isa.register.importing.committing.inserting.service import insert_many
from isa.register.importing.headers import signature
from isa.register.importing.limits import HEADER_WITHIN
from isa.register.importing.mapping import guess_map, map_faults
from isa.register.importing.model import Choices, ColumnMap, Layout, Sheet
from isa.register.importing.reading import is_json, read, read_json
from isa.register.importing.staging.reading.service import (
    AT_ONCE,
    DISCARDED,
    ENDED,
    NO_BATCH,
    STAGED,
    Batch,
    SheetInfo,
    batch_of,
    beginning,
)
from isa.register.importing.tables import (
    ImportBatchRow,
    ImportMappingRow,
    ImportPaperRow,
    ImportRowsRow,
)
from isa.register.importing.whole_reading import is_whole, sheets_of

_ASKED_AGAIN = {"leave_out_unreadable": False, "listed_means": "asked", "status_means": ""}
"""What is decided for one file and never remembered: another may hold worse than was looked at."""


def stage(
    database: Database, actor: Actor, data: bytes, file_name: str, *, layout: Layout | None = None
) -> Batch:
    """Read a file and keep it; nothing of the register changes. ``Unreadable`` says why it cannot be read."""
    require(actor, Action.REGISTER_IMPORT)
    data_of_papers: dict[str, bytes] = {}
    digest = hashlib.sha256(data).hexdigest()
    if is_bundle(data):
        data, data_of_papers = opened(data)
    sheets = sheets_of(read_json(data)) if is_json(data) else read(data)
    batch_id = new_id("imp")
    papers = [_kept_paper(database.keys, batch_id, *each) for each in data_of_papers.items()]
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
            digest=digest,
            sheets=json.dumps([_info(each).model_dump() for each in sheets]),
            mapping=_first_map(work.session, sheets, layout).model_dump_json(),
            choices=Choices().model_dump_json(),
            revision=1,
        )
        work.session.add(row)
        work.session.flush()
        insert_many(work.session, ImportRowsRow, kept)
        insert_many(work.session, ImportPaperRow, papers)
        work.record("import_staged", batch_id, rows=sum(len(each.rows) for each in sheets))
        return batch_of(database.keys, row)


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
    for first in range(0, max(len(sheet.rows), 1), AT_ONCE):
        some = sheet.rows[first : first + AT_ONCE]
        # By column, what stands below each other is alike: it packs smaller and is read quicker.
        columns = [*zip_longest(*some, fillvalue="")]
        told = json.dumps({"rows": len(some), "columns": columns}, ensure_ascii=False).encode()
        packed = base64.b64encode(zlib.compress(told, 1)).decode()
        token = keys.encrypt(
            packed, table="import_rows", row=f"{batch_id}/{place}/{first}", column="token"
        )
        yield {"batch_id": batch_id, "sheet": place, "first": first, "token": token}


def _kept_paper(keys: KeyRing, batch_id: str, digest: str, data: bytes) -> dict[str, str | int]:
    """A paper encrypted under its import; one of a kind that is not kept never came this far."""
    kind = media_type(data)
    text = base64.b64encode(data).decode()
    where = {"table": "import_paper", "row": f"{batch_id}/{digest}", "column": "token"}
    return {
        "batch_id": batch_id,
        "sha256": digest,
        "media_type": kind.value if kind is not None else "",
        "size": len(data),
        "token": keys.encrypt(text, **where),
    }


def paper_of(keys: KeyRing, session: Session, batch_id: str, digest: str) -> str:
    """The bytes of a paper that came with an export, in base64."""
    row = session.get_one(ImportPaperRow, (batch_id, digest))
    return keys.decrypt(row.token, table="import_paper", row=f"{batch_id}/{digest}", column="token")


def forget_papers(session: Session, batch_id: str) -> None:
    """Let go of the papers that came with an export: they are in the register, or were not wanted."""
    session.execute(delete(ImportPaperRow).where(col(ImportPaperRow.batch_id) == batch_id))


def open_row(session: Session, batch_id: str) -> ImportBatchRow:
    """The row of an import that can still be changed, locked against others."""
    row = session.exec(
        select(ImportBatchRow).where(ImportBatchRow.id == batch_id).with_for_update()
    ).first()
    if row is None:
        raise NotFound(NO_BATCH)
    if row.state != STAGED:
        raise Stale(ENDED)
    return row


def choose_sheet(
    database: Database, actor: Actor, batch_id: str, *, sheet: str, layout: Layout
) -> Batch:
    """Import another sheet of the file, or read it as something else; the columns are guessed again."""
    require(actor, Action.REGISTER_IMPORT)
    with database.write(actor) as work:
        row = open_row(work.session, batch_id)
        held = batch_of(database.keys, row)
        names = [each.name for each in held.sheets]
        if sheet not in names:
            raise Invalid({"sheet": _("Select a sheet of this file")})
        content = beginning(database.keys, work.session, held, names.index(sheet))
        row.mapping = guess_map([content], layout=layout).model_dump_json()
        row.revision += 1
        work.session.add(row)
        work.record("import_sheet_chosen", batch_id, layout=layout.value)
        return batch_of(database.keys, row)


def set_mapping(database: Database, actor: Actor, batch_id: str, mapping: ColumnMap) -> Batch:
    """Say what the columns mean. It is remembered for the next file with the same headings."""
    require(actor, Action.REGISTER_IMPORT)
    with database.write(actor) as work:
        row = open_row(work.session, batch_id)
        held = batch_of(database.keys, row)
        if held.mapping.layout is not Layout.WHOLE:
            place = [each.name for each in held.sheets].index(mapping.sheet)
            raise_if_any(map_faults(mapping, held.sheets[place].columns))
            if mapping.header_line:
                content = beginning(database.keys, work.session, held, place)
                _remember(work, _signature(content, mapping), mapping)
            row.mapping = mapping.model_dump_json()
            row.revision += 1
            work.session.add(row)
        work.record("import_mapped", batch_id, columns=sum(map(bool, mapping.fields)))
        return batch_of(database.keys, row)


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
        return batch_of(database.keys, row)


def discard(database: Database, actor: Actor, batch_id: str) -> None:
    """Put an import away without writing anything to the register. Its rows stay until it is erased."""
    require(actor, Action.REGISTER_IMPORT)
    with database.write(actor) as work:
        row = open_row(work.session, batch_id)
        row.state, row.ended_at = DISCARDED, work.at
        work.session.add(row)
        forget_papers(work.session, batch_id)
        work.record("import_discarded", batch_id)
