"""Reading the whole register for an export."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from isa.platform.crypto import KeyRing
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies.service import never_was
from isa.register.exporting.bundle import packed
from isa.register.exporting.kept.service import (
    kept_rows,
    own_filters,
    paper_contents,
    paper_sizes,
    version_texts,
)
from isa.register.exporting.shape import (
    CODED,
    COMPARED,
    FILTERS,
    KEPT,
    ORDINARY,
    VERSION_TEXTS,
    VERSIONED,
    Kind,
    Row,
)
from isa.register.exporting.workbook import as_json, as_xlsx
from isa.register.importing.limits import MOST_WITH_PAPERS
from isa.register.timeline.service import newest_version

WITH_PAPERS = "zip"
_NUMBER, _SPELLED = "_number", "_spelled"
_TOO_MUCH = _(
    "The papers come to more than {most} MB, which is more than one file can bring in again. Export the "
    "workbook without them, and copy the whole database with: isa backup"
)


def export_register(database: Database, actor: Actor, *, form: str, on: date) -> bytes:
    """The whole register as ``xlsx`` or ``json``, or as ``zip``: the workbook with the papers themselves.

    The export is written into the audit trail. ``Invalid`` when the papers are too much for one file.
    """
    require(actor, Action.REGISTER_EXPORT)
    require(actor, Action.AGREEMENT_PAPERS_READ)
    with database.read() as session:
        version = newest_version(session)
        sheets = whole(session) | _added(session, database.keys, actor)
        sizes = paper_sizes(session) if form == WITH_PAPERS else {}
        if sum(sizes.values()) > MOST_WITH_PAPERS:
            raise Invalid({"": _TOO_MUCH.format(most=MOST_WITH_PAPERS // 1_000_000)})
        made = (as_json if form == "json" else as_xlsx)(
            sheets, version=version, on=on, has_papers=form == WITH_PAPERS
        )
        if form == WITH_PAPERS:
            made = packed(made, paper_contents(session, database.keys, sizes))
    with database.write(actor) as work:
        work.record("register_exported", "register", form=form, version=version, papers=len(sizes))
    return made


def _added(session: Session, keys: KeyRing, actor: Actor) -> dict[str, list[Row]]:
    return {
        **{name: kept_rows(session, name) for name in KEPT},
        VERSION_TEXTS: version_texts(session),
        FILTERS: own_filters(session, keys, actor.id),
    }


def whole(session: Session) -> dict[str, list[Row]]:
    """Every sheet whose rows come and go, as known now, each in an order of its own content."""
    gone = withdrawn_agencies(session)
    sheets = {name: [row for _number, row in numbered_rows(session, name)] for name in COMPARED}
    for name, key in (
        ("agencies", "id"),
        ("identifiers", "agency_id"),
        ("agency_status", "agency_id"),
    ):
        sheets[name] = [row for row in sheets[name] if row[key] not in gone]
    return sheets


def withdrawn_agencies(session: Session) -> set[str]:
    """Agencies of an import that was undone: they are left out as if they had not been."""
    return set(session.execute(never_was()).scalars())


def numbered_rows(session: Session, name: str) -> list[tuple[Any, Row]]:
    """The rows of a sheet as they are known now, each with its key in the database."""
    columns = COMPARED[name]
    model: Any = VERSIONED.get(name) or ORDINARY[name]
    own = [each.name for each in columns if each.name in model.model_fields]
    wanted: Select[Any] = select(*(getattr(model, each) for each in own))
    wanted = wanted.add_columns(model.row_id if name in VERSIONED else model.id)
    if name == "agencies":
        wanted = wanted.add_columns(model.search_key)
    if name in VERSIONED:
        wanted = wanted.where(col(model.known_to).is_(None))
    found = [
        dict(zip((*own, _NUMBER, _SPELLED), row, strict=False)) for row in session.execute(wanted)
    ]
    if name in CODED:
        _beside(session, name, found)
    if name == "agencies":
        for row in found:
            row["other_names"] = row.get("other_names") or _spellings(row.pop(_SPELLED))
    found.sort(key=lambda row: [_order(row[each.name]) for each in columns])
    return [(row.pop(_NUMBER), row) for row in found]


def _order(value: object) -> str:
    return f"{value:09}" if isinstance(value, int) else str(value if value is not None else "")


def _spellings(search_key: str) -> str:
    """The spellings beside the name, folded as the search keeps them, one a line."""
    spellings = [each.strip() for each in search_key.split("|")]
    return "\n".join(sorted({each for each in spellings[2:] if each}))


def _beside(session: Session, name: str, rows: list[dict[str, Any]]) -> None:
    """Put the codes of agreements and data rows into their rows, by kind."""
    kinds = [each.name for each in COMPARED[name] if each.kind is Kind.CODES]
    code: Any = CODED[name][0]
    owner: Any = VERSIONED[name]
    held: dict[tuple[int, str], list[str]] = {}
    wanted = select(code.row_id, code.kind, code.code).join(owner, owner.row_id == code.row_id)
    for row_id, kind, value in session.execute(wanted.where(col(owner.known_to).is_(None))):
        held.setdefault((row_id, kind), []).append(value)
    for row in rows:
        for kind in kinds:
            row[kind] = tuple(sorted(held.get((row[_NUMBER], kind), ())))
