"""The demonstration: an invented partnership, its agreements, and one user for each role.

Everything is read from ``data/demo`` and goes through the same checks as real data.
"""

import tomllib
from datetime import date
from typing import Any

from isa.coverage.view import MembershipState
from isa.platform import clock
from isa.platform.config import data_dir
from isa.platform.database import Database
from isa.platform.identity import SYSTEM, Grant, Role
from isa.platform.users import actor_by_id, add_user
from isa.register import service
from isa.register.agreements.terms.revising.service import revise_terms
from isa.register.bulk.service import add_many
from isa.register.model import NewAgency, NewAgreement

CLOSED_ON = {"north-exampleshire-icb": date(2026, 4, 1)}


def load_demo(database: Database) -> None:
    """Fill an empty demonstration; one that has its users already is left as it is."""
    users = _read("users")["user"]
    if all(actor_by_id(database, user["id"]) is not None for user in users):
        return
    agencies, agreements = _read("agencies"), _read("agreements")
    add_many(
        database,
        SYSTEM,
        agencies=[NewAgency.model_validate(each) for each in agencies["agency"]],
        agreements=[NewAgreement.model_validate(each) for each in agreements["agreement"]],
    )
    for member in agencies["member"]:
        state = MembershipState(member.pop("state"))
        service.record_membership(database, SYSTEM, **member, state=state)
    for succession in agencies["succession"]:
        service.record_succession(database, SYSTEM, **succession)
    for agency_id, on in CLOSED_ON.items():
        service.close_agency(database, SYSTEM, agency_id, on=on)
    for said in agreements["said"]:
        _say(database, said.pop("agreement_id"), said)
    for user in users:
        _add_user(database, user)


def _say(database: Database, agreement_id: str, said: dict[str, str]) -> None:
    """Write into an agreement what its beginning has no room for."""
    version = service.agreement(database, SYSTEM, agreement_id, on=clock.today()).register_version
    why = "Decided with the partners"
    revise_terms(database, SYSTEM, agreement_id, said, seen=version, on=None, reason=why)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((data_dir() / "demo" / f"{name}.toml").read_text(encoding="utf-8"))


def _add_user(database: Database, user: dict[str, Any]) -> None:
    reach = None if user.get("is_everywhere") else user["agency_id"]
    add_user(
        database,
        SYSTEM,
        user_id=user["id"],
        email=user["email"],
        name=user["name"],
        job_title=user["job_title"],
        agency_id=user["agency_id"],
        grants=frozenset({Grant(role=Role(user["role"]), agency_id=reach)}),
    )
