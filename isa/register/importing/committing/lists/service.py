"""Agencies and codes of an import, thousands at a time: made ready first, then handed over."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Dialect
from sqlmodel import Session

from isa.platform.ids import new_ids
from isa.register.importing.committing.inserting.service import Ready, hand_over, made_ready
from isa.register.importing.plan import NEW_PREFIX, AddedIdentifiers, PlannedAgency
from isa.register.model import FROM_THE_BEGINNING
from isa.register.naming import search_key
from isa.register.tables import (
    AgencyIdentifierRow,
    AgencyRow,
    AgencyState,
    AgencyStatusRow,
)


@dataclass(slots=True)
class Written:
    """What an import writes outside the versioned tables, and the ids that new agencies get."""

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


@dataclass(slots=True)
class Lists:
    """The rows of agencies and codes, ready."""

    agencies: Ready
    standing: Ready
    identifiers: Ready

    def put(self, session: Session) -> None:
        """Write them, agencies first because the others refer to them."""
        for ready in (self.agencies, self.standing, self.identifiers):
            hand_over(session, ready)


def ready_lists(
    dialect: Dialect,
    version: int,
    at: datetime,
    planned: Sequence[PlannedAgency],
    added: Sequence[AddedIdentifiers],
) -> tuple[Lists, Written]:
    """The new agencies of a plan, and codes for agencies the register has."""
    keys = (f"{NEW_PREFIX}{each.key}" for each in planned)
    made = Written(ids=dict(zip(keys, new_ids("agy", len(planned)), strict=True)))
    ids = list(made.ids.values())
    agencies = (
        {
            "id": agency_id,
            "name": each.name,
            "search_key": search_key(each.name, each.other_names),
            "type": each.type,
            "area": each.area,
            "created_at": at,
            "other_names": "\n".join(each.other_names),
        }
        for agency_id, each in zip(ids, planned, strict=True)
    )
    standing = (
        {
            "agency_id": agency_id,
            "status": AgencyState.ACTIVE.value,
            "controller_id": made.id_of(each.parent) if each.parent else None,
            "valid_from": FROM_THE_BEGINNING,
            "known_from": version,
        }
        for agency_id, each in zip(ids, planned, strict=True)
    )
    made.come["agencies"] = [{"id": agency_id} for agency_id in ids]
    codes = list(_codes(planned, added, ids))
    made.come["identifiers"] = codes
    lists = Lists(
        made_ready(dialect, AgencyRow, agencies),
        made_ready(dialect, AgencyStatusRow, standing),
        made_ready(
            dialect,
            AgencyIdentifierRow,
            (
                {"id": code_id, **row}
                for code_id, row in zip(new_ids("idn", len(codes)), codes, strict=True)
            ),
        ),
    )
    return lists, made


def _codes(
    planned: Sequence[PlannedAgency], added: Sequence[AddedIdentifiers], ids: Sequence[str]
) -> Iterable[dict[str, str]]:
    """Every code by kind: lists run along their codes, and an index takes what comes in order quickest."""
    found = [
        {"agency_id": agency_id, "kind": kind, "value": value}
        for agency_id, each in zip(ids, planned, strict=True)
        for kind, value in each.identifiers.items()
    ]
    found += [
        {"agency_id": each.agency_id, "kind": one.kind, "value": one.value}
        for each in added
        for one in each.identifiers
    ]
    return sorted(found, key=lambda row: row["kind"])
