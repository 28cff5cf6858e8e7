"""Erasing an import that should never have been: its raw rows, its file's name and what it had added.

An import that was put away or taken back leaves rows behind, and somebody may have uploaded the wrong
file. What goes is gone for good, so nothing else may rest on it. What the import changed of things
that were there before stays in their history.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    Table,
    and_,
    delete,
    func,
    not_,
    or_,
    select,
    true,
)
from sqlmodel import Session, SQLModel, col

from isa.platform.database import Database, UnitOfWork
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.importing.staging.reading.service import (
    COMMITTED,
    DISCARDED,
    NO_BATCH,
    STAGED,
    Batch,
    batch,
)
from isa.register.importing.staging.service import forget_papers
from isa.register.importing.tables import ImportBatchRow, ImportRowsRow
from isa.register.importing.undoing.standing.service import MOST_REASONS, new_agencies
from isa.register.tables import (
    AgencyRow,
    AgreementCodeRow,
    AgreementReachRow,
    AgreementRow,
    DataRowCodeRow,
    DataRowRow,
)

_AT_ONCE = 500
_ABOUT: dict[str, tuple[str, ...]] = {
    "agency_status": ("agency_id",),
    "succession": ("predecessor_id", "successor_id"),
    "class_membership": ("class_id", "member_id", "agreement_id"),
    "agreement": ("agreement_id",),
    "agreement_detail": ("agreement_id",),
    "agreement_party": ("agreement_id", "agency_id"),
    "data_row": ("agreement_id",),
}
"""By table kept in time, the columns that say what a row is about: it goes with any of them."""
_CODES: tuple[tuple[Any, Any], ...] = (
    (AgreementCodeRow, AgreementRow),
    (DataRowCodeRow, DataRowRow),
)
_OF_AGENCIES = frozenset(
    {"agency_id", "lead_agency_id", "controller_id", "class_id", "member_id"}
    | {"predecessor_id", "successor_id", "provider_id", "recipient_id"}
)
_OF_AGREEMENTS = frozenset({"agreement_id", "parent_id", "supersedes_id"})
_ENDED_WELL = _(
    "This import is in the register. Take it back first: then it can be erased if nothing rests on it."
)
_GONE = _("This import was erased already.")


def erase(database: Database, actor: Actor, batch_id: str) -> Batch:
    """Erase an import that was put away or taken back; ``Invalid`` at ``erase`` names what rests on it."""
    require(actor, Action.REGISTER_IMPORT)
    with database.write(actor) as work:
        row = _erasable(
            work.session.execute(
                select(ImportBatchRow).where(col(ImportBatchRow.id) == batch_id).with_for_update()
            ).scalar_one_or_none()
        )
        reasons = _rests_on(work.session, row)
        if reasons:
            raise Invalid({"erase": _refusal(reasons)})
        _blank(work, row)
        forget_papers(work.session, batch_id)
        counts = {"raw": _take_raw_rows(work.session, batch_id)}
        if row.version is not None and row.undone_version is not None:
            counts |= _take_out(work.session, row.version, row.undone_version)
        work.record("import_erased", batch_id, **counts)
    return batch(database, actor, batch_id)


def reasons_against_erasing(database: Database, actor: Actor, batch_id: str) -> tuple[str, ...]:
    """What rests on an import, as sentences; empty when it can be erased."""
    require(actor, Action.REGISTER_IMPORT)
    with database.read() as session:
        row = session.get(ImportBatchRow, batch_id)
        return tuple(_rests_on(session, _erasable(row)))


def _erasable(row: ImportBatchRow | None) -> ImportBatchRow:
    if row is None:
        raise NotFound(NO_BATCH)
    if row.erased_at is not None:
        raise Stale(_GONE)
    if row.state == COMMITTED:
        raise Stale(_ENDED_WELL)
    return row


def _refusal(reasons: Sequence[str]) -> str:
    return _("This import cannot be erased, because something rests on it: {reasons}.").format(
        reasons="; ".join(reasons[:5])
    )


def _blank(work: UnitOfWork, row: ImportBatchRow) -> None:
    """Keep of an import that it was, who brought it in, when, and how many rows it had."""
    row.name_token = work.keys.encrypt("", table="import_batch", row=row.id, column="name_token")
    row.digest = row.effects = ""
    row.sheets, row.choices = "[]", '{"names": {}}'
    row.mapping = '{"layout": "agreements", "header_line": 0, "fields": []}'
    row.state = DISCARDED if row.state == STAGED else row.state
    row.erased_at = work.at
    row.ended_at = row.ended_at or work.at
    work.session.add(row)
    work.session.flush()


def _take_raw_rows(session: Session, batch_id: str) -> int:
    raw = ImportRowsRow
    parts: int = session.execute(
        select(func.count()).where(col(raw.batch_id) == batch_id)
    ).scalar_one()
    session.execute(delete(raw).where(col(raw.batch_id) == batch_id))
    return parts


def _take_out(session: Session, made: int, undone: int) -> dict[str, int]:
    """Delete what the import had added; how much of what."""
    agencies = list(session.execute(new_agencies(made)).scalars())
    agreements = list(session.execute(_new_agreements(made)).scalars())
    ids = [*agencies, *agreements]
    rows = 0
    for name, columns in _ABOUT.items():
        table = SQLModel.metadata.tables[name]
        numbers = sorted(
            {
                number
                for some in _parts(ids)
                for number in session.execute(
                    select(table.c.row_id).where(
                        table.c.known_from.in_((made, undone)),
                        or_(*(table.c[column].in_(some) for column in columns)),
                    )
                ).scalars()
            }
        )
        rows += len(numbers)
        for some in _parts(numbers):
            for code, owner in _CODES:
                if owner.__tablename__ == name:
                    session.execute(delete(code).where(code.row_id.in_(some)))
            session.execute(delete(table).where(table.c.row_id.in_(some)))
    reach = AgreementReachRow
    for some in _parts(ids):
        session.execute(
            delete(reach).where(
                or_(col(reach.agency_id).in_(some), col(reach.agreement_id).in_(some))
            )
        )
    for some in _parts(agencies):
        session.execute(delete(AgencyRow).where(col(AgencyRow.id).in_(some)))
    return {"agencies": len(agencies), "agreements": len(agreements), "rows": rows}


def _parts(found: Sequence[Any]) -> list[Sequence[Any]]:
    return [found[start : start + _AT_ONCE] for start in range(0, len(found), _AT_ONCE)]


def _new_agreements(made: int) -> Select[Any]:
    """Agreements of which nothing was known before the import."""
    row = AgreementRow
    earlier = select(col(row.agreement_id)).where(col(row.known_from) < made)
    return (
        select(col(row.agreement_id))
        .where(col(row.known_from) == made, col(row.agreement_id).not_in(earlier))
        .distinct()
    )


def _rests_on(session: Session, row: ImportBatchRow) -> list[str]:
    """What names an agency or agreement that only this import knows, as sentences."""
    if row.version is None or row.undone_version is None:
        return []
    found = dict.fromkeys(_named(session, row.version, row.undone_version))
    return list(found)[:MOST_REASONS]


def _named(session: Session, made: int, undone: int) -> Iterator[str]:
    for table in SQLModel.metadata.sorted_tables:
        if table.name == AgreementReachRow.__tablename__:  # follows from the others
            continue
        for column in table.columns:
            wanted = _naming(table, column, made)
            if wanted is None:
                continue
            stays = _stays(table, made, undone)
            for (name,) in session.execute(wanted.where(stays).distinct().limit(MOST_REASONS)):
                yield _("{name} is named in {table}").format(name=name, table=table.name)
    code, owner = DataRowCodeRow, DataRowRow
    rows = (
        select(col(AgencyRow.name))
        .join(code, col(code.code) == col(AgencyRow.id))
        .join(owner, col(owner.row_id) == col(code.row_id))
        .where(
            col(AgencyRow.id).in_(new_agencies(made)),
            col(owner.known_from).not_in((made, undone)),
        )
    )
    for name in session.execute(rows.distinct().limit(MOST_REASONS)).scalars():
        yield _("{name} is named in {table}").format(name=name, table="data_row")


def _naming(table: Table, column: Column[Any], made: int) -> Select[Any] | None:
    """What a column names of what the import added; None for a column that names neither kind."""
    if column.name in _OF_AGENCIES:
        return select(col(AgencyRow.name)).where(
            column == col(AgencyRow.id), column.in_(new_agencies(made))
        )
    if column.name not in _OF_AGREEMENTS:
        return None
    if "known_from" not in table.columns:
        return select(column).where(column.in_(_new_agreements(made)))
    return select(col(AgreementRow.reference)).where(
        column == col(AgreementRow.agreement_id), column.in_(_new_agreements(made))
    )


def _stays(table: Table, made: int, undone: int) -> ColumnElement[bool]:
    """The condition that a row would be left when the import is erased."""
    if table.name not in _ABOUT:
        return true()
    about = or_(
        *(
            table.c[column].in_(
                _new_agreements(made) if column == "agreement_id" else new_agencies(made)
            )
            for column in _ABOUT[table.name]
        )
    )
    return not_(and_(table.c.known_from.in_((made, undone)), about))
