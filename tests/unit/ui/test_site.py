"""The list of pages: addresses that can be found again, and nobody without a page."""

import ast
from pathlib import Path

import pytest

import isa.ui
from isa.platform.identity import Role
from isa.ui import site, state

STREAMLIT_STATE = "session_state"


def test_an_address_is_the_name_of_its_file_so_a_page_is_found_either_way() -> None:
    assert {e.url_path for e in site.PAGES} == {Path(e.file).stem for e in site.PAGES}
    assert len({e.url_path for e in site.PAGES}) == len(site.PAGES)


def test_every_role_has_a_page_to_start_on() -> None:
    for role in Role:
        assert site.pages_for(frozenset({role})), role


def test_nobody_is_listed_a_page_they_may_not_see() -> None:
    for entry in site.PAGES:
        assert entry.listed & entry.roles or not entry.label


def test_session_state_is_touched_in_one_module_and_holds_at_most_eight_keys() -> None:
    assert len(state.KEYS) <= 8
    root = Path(isa.ui.__file__).parents[2]
    allowed = {"isa/ui/state.py", "isa/ui/brought.py", "isa/ui/components/mounting.py"}
    users = set()
    for folder in ("isa", "decisions"):
        for path in (root / folder).rglob("*.py"):
            names = {
                n.attr
                for n in ast.walk(ast.parse(path.read_text()))
                if isinstance(n, ast.Attribute)
            }
            if STREAMLIT_STATE in names:
                users.add(path.relative_to(root).as_posix())
    assert users <= allowed


@pytest.mark.parametrize("file", [entry.file for entry in site.PAGES if site.exists(entry)])
def test_a_page_has_no_loose_string_that_streamlit_would_show(file: str) -> None:
    _doc, *rest = ast.parse((site.ROOT / file).read_text(encoding="utf-8")).body

    loose = [
        one.lineno
        for one in rest
        if isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
    ]
    assert loose == []
