"""The permission matrix: what each role may reach, and that its page and its callers are in step."""

import ast
from pathlib import Path

import pytest

from isa.platform.errors import NotPermitted
from isa.platform.identity import Actor, Grant, Role
from isa.platform.permissions import MATRIX, Action, Scope, may, require
from isa.platform.permissions_page import permissions_page
from tests.conftest import an_actor

ROOT = Path(__file__).resolve().parents[3]


def test_the_page_is_fresh() -> None:
    assert (ROOT / "docs" / "permissions.md").read_text() == permissions_page()


def test_a_practitioner_reads_only_their_own_records() -> None:
    actor = an_actor(Role.PRACTITIONER)

    assert may(actor, Action.RECORD_READ, agency_id="school", owner_id=actor.id)
    assert not may(actor, Action.RECORD_READ, agency_id="school", owner_id="a-colleague")


def test_a_safeguarding_lead_reads_the_records_of_their_agency_only() -> None:
    actor = an_actor(Role.SAFEGUARDING_LEAD)

    assert may(actor, Action.RECORD_READ, agency_id="school", owner_id="a-colleague")
    assert not may(actor, Action.RECORD_READ, agency_id="another", owner_id="a-colleague")


def test_a_role_does_not_travel_to_another_agency() -> None:
    moved = an_actor(Role.PRACTITIONER).model_copy(update={"agency_id": "another"})

    assert not may(moved, Action.DRAFT_WRITE)


def test_an_administrator_never_reads_a_record() -> None:
    assert Action.RECORD_READ not in MATRIX[Role.ADMINISTRATOR]
    assert Action.DRAFT_READ not in MATRIX[Role.ADMINISTRATOR]


def test_nobody_but_a_decider_writes_drafts_and_only_their_own() -> None:
    holders = {role: MATRIX[role].get(Action.DRAFT_WRITE) for role in Role}

    assert {role for role, scope in holders.items() if scope} == {
        Role.PRACTITIONER,
        Role.SAFEGUARDING_LEAD,
    }
    assert set(holders.values()) <= {Scope.OWN, None}


def test_no_role_means_no_action() -> None:
    nobody = Actor(id="x", name="x", job_title="", agency_id="school", grants=frozenset())

    assert not any(may(nobody, action) for action in Action)
    with pytest.raises(NotPermitted, match="ask the person who manages user accounts"):
        require(nobody, Action.DRAFT_READ)


def test_a_grant_over_the_installation_reaches_every_agency() -> None:
    grant = Grant(role=Role.AUDITOR, agency_id=None)
    auditor = Actor(id="a", name="", job_title="", agency_id="council", grants=frozenset({grant}))

    assert may(auditor, Action.RECORD_READ, agency_id="school", owner_id="somebody")


def test_writing_the_register_without_naming_an_agency_takes_a_role_over_all_of_it() -> None:
    wide = an_actor(Role.IG_LEAD)
    grant = Grant(role=Role.IG_LEAD, agency_id="school")
    at_school = wide.model_copy(update={"grants": frozenset({grant})})

    for action in (Action.AGENCY_WRITE, Action.AGREEMENT_WRITE):
        assert may(wide, action)
        assert may(wide, action, agency_id="police")
        assert may(at_school, action, agency_id="school")
        assert not may(at_school, action)
        assert not may(at_school, action, agency_id="police")
    for action in (Action.REGISTER_IMPORT, Action.REGISTER_EXPORT):
        assert may(wide, action)
        assert not may(at_school, action, agency_id="school")


def _service_functions() -> list[tuple[str, ast.FunctionDef]]:
    """Every use case: what opens the database. What takes an open session is a part of one."""
    files = [
        ROOT / "isa/platform/users.py",
        ROOT / "isa/platform/moving.py",
        *ROOT.glob("isa/register/**/service.py"),
        ROOT / "isa/platform/trail.py",
        *ROOT.glob("decisions/**/service.py"),
    ]
    return [
        (f"{file.relative_to(ROOT)}:{node.name}", node)
        for file in files
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and "database" in {each.arg for each in node.args.args}
        and "session" not in {each.arg for each in node.args.args}
    ]


# Who somebody is must be found out before there is an actor to check.
BEFORE_THERE_IS_AN_ACTOR = {"actor_by_id", "all_actors", "resolve"}


@pytest.mark.parametrize(
    ("name", "node"),
    _service_functions(),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_service_function_takes_an_actor_and_checks(name: str, node: ast.FunctionDef) -> None:
    if node.name in BEFORE_THERE_IS_AN_ACTOR:
        return
    takes = [argument.arg for argument in node.args.args]
    calls = {ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}
    passes_actor = any(
        isinstance(argument, ast.Name) and argument.id == "actor"
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        for argument in call.args
    )

    assert "actor" in takes, f"{name} takes no actor"
    assert any("require" in call for call in calls) or passes_actor, f"{name} checks no permission"
