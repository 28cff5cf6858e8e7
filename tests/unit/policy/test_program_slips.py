"""A slip in the program changes one expression, and leaves a file that still can be read."""

import ast
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.mutation import kept
from tests.mutation.expressions import Slip, slips
from tests.mutation.swapped import held, is_within_a_function, load, put

SOURCE = '''def is_free(day: int, of: set[int]) -> bool:
    """Whether a day is free."""
    return day in of and not is_taken(day + 1)
'''
LOADED = '''FIRST = 1


def day_after(day: int) -> int:
    """The next day."""
    return day + FIRST
'''


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of a package, and nothing of it loaded before or after."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(kept, "ROOT", tmp_path)
    for name in ("spoilt", "spoilt.days"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    (tmp_path / "spoilt").mkdir()
    (tmp_path / "spoilt" / "__init__.py").touch()
    found = tmp_path / "spoilt" / "days.py"
    found.write_text(LOADED, encoding="utf-8")
    return found


def slip(becomes: str) -> Slip:
    return next(s for s in slips("spoilt/days.py", LOADED) if s.becomes == becomes)


def test_each_expression_is_changed_alone_and_words_for_readers_are_not() -> None:
    found = list(slips("days.py", SOURCE))

    assert [(slip.was, slip.becomes) for slip in found] == [
        ("day in of and not is_taken(day + 1)", "(day in of or not is_taken(day + 1))"),
        ("day in of", "(day not in of)"),
        ("not is_taken(day + 1)", "(is_taken(day + 1))"),
        ("is_taken(day + 1)", "(None)"),
        ("day + 1", "(day - 1)"),
        ("1", "(2)"),
    ]
    assert {slip.line for slip in found} == {3}
    for one in found:
        ast.parse(one.written(SOURCE))


def test_a_slip_in_a_function_reaches_whoever_imported_it(file: Path) -> None:
    day_after = import_module("spoilt.days").day_after

    put(slip("(day - FIRST)"), file, held(file))

    assert day_after(5) == 4
    assert is_within_a_function(slip("(day - FIRST)"), LOADED)


def test_a_slip_outside_functions_is_there_before_anybody_imports_the_file(file: Path) -> None:
    load(slip("(2)"), file)

    assert import_module("spoilt.days").day_after(5) == 7
    assert not is_within_a_function(slip("(2)"), LOADED)


def test_what_became_of_a_slip_is_kept_until_its_file_is_changed(
    file: Path, tmp_path: Path
) -> None:
    lines, tried = tmp_path / "kept", slip("(2)")
    assert kept.found(lines, [tried]) == {}

    kept.keep(lines, tried, kept.NOBODY)
    kept.keep(lines, tried, "test_days.py")
    assert kept.found(lines, [tried, slip("(day - FIRST)")]) == {tried: "test_days.py"}

    file.write_text(f"{LOADED}\n", encoding="utf-8")
    assert kept.found(lines, [tried]) == {}
