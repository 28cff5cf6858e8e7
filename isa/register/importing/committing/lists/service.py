"""Agencies and codes of an import, thousands at a time, inside a transaction that has a version."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from isa.platform.database import UnitOfWork
from isa.platform.ids import new_id
from isa.register.importing.plan import NEW_PREFIX, AddedIdentifiers, PlannedAgency
from isa.register.model import FROM_THE_BEGINNING
from isa.register.naming import search_key
from isa.register.tables import (
    AgencyIdentifierRow,
    AgencyRow,
    AgencyState,
    AgencyStatusRow,
)

_AT_ONCE = 5_000


@dataclass(slots=True)
class Written:
    """What an import wrote outside the versioned tables, and the ids that new agencies got."""

    ids: dict[str, str] = field(default_factory=dict)
    come: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    go: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def id_of(self, agency: str) -> str:
        """The id of an agency of the plan, new or known."""
        return self.ids[agency] if agency.startswith(NEW_PREFIX) else agency

    def as_json(self) -> str:
        """What an undo needs to know."""
        return json.dumps({"come": self.come, "go": self.go, "names": self.names}, default=str)


def insert_many(session: Session, model: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows without making an object of each."""
    waiting = iter(rows)
    while some := list(islice(waiting, _AT_ONCE)):
        session.execute(insert(model), some)


def put_agencies(work: UnitOfWork, version: int, planned: Sequence[PlannedAgency]) -> Written:
    """Add the new agencies of a plan."""
    made = Written(ids={f"{NEW_PREFIX}{each.key}": new_id("agy") for each in planned})
    session = work.session
    keeps_spellings = "other_names" in AgencyRow.model_fields
    insert_many(
        session,
        AgencyRow,
        (
            {
                "id": made.ids[f"{NEW_PREFIX}{each.key}"],
                "name": each.name,
                "search_key": search_key(each.name, each.other_names),
                "type": each.type,
                "area": each.area,
                "created_at": work.at,
                **({"other_names": "\n".join(each.other_names)} if keeps_spellings else {}),
            }
            for each in planned
        ),
    )
    insert_many(
        session,
        AgencyStatusRow,
        (
            {
                "agency_id": made.ids[f"{NEW_PREFIX}{each.key}"],
                "status": AgencyState.ACTIVE.value,
                "controller_id": made.id_of(each.parent) if each.parent else None,
                "valid_from": FROM_THE_BEGINNING,
                "known_from": version,
            }
            for each in planned
        ),
    )
    made.come["agencies"] = [{"id": agency_id} for agency_id in made.ids.values()]
    _put_codes(
        session,
        made,
        (
            (made.ids[f"{NEW_PREFIX}{each.key}"], identifier.kind, identifier.value)
            for each in planned
            for identifier in each.identifiers
        ),
    )
    return made


def put_identifiers(work: UnitOfWork, added: Sequence[AddedIdentifiers], made: Written) -> None:
    """Record codes for agencies the register has."""
    _put_codes(
        work.session,
        made,
        ((each.agency_id, one.kind, one.value) for each in added for one in each.identifiers),
    )


def _put_codes(session: Session, made: Written, codes: Iterable[tuple[str, str, str]]) -> None:
    rows = [
        {"agency_id": agency_id, "kind": kind, "value": value} for agency_id, kind, value in codes
    ]
    insert_many(session, AgencyIdentifierRow, ({"id": new_id("idn"), **row} for row in rows))
    made.come.setdefault("identifiers", []).extend(rows)
