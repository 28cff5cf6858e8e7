"""Every event that the service writes has words, and no event has them twice."""

import ast
from collections.abc import Iterator
from pathlib import Path

from isa.platform.config import ROOT
from isa.platform.event_words import ABOUT, WORDS, About, about, words


def _texts(node: ast.expr, constants: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body, constants)
        yield from _texts(node.orelse, constants)
    elif isinstance(node, ast.Name):
        yield constants[node.id]


def _constants(tree: ast.Module) -> dict[str, str]:
    """The names of a module that hold one text each: two given at once, and those from elsewhere."""
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            path = (ROOT / str(node.module).replace(".", "/")).with_suffix(".py")
            if any(name.name.isupper() for name in node.names) and path.is_file():
                found |= _constants(ast.parse(path.read_text(encoding="utf-8")))
        if not isinstance(node, ast.Assign):
            continue
        (target,) = node.targets
        pairs = (
            zip(target.elts, node.value.elts, strict=True)
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
            else [(target, node.value)]
        )
        for name, value in pairs:
            if isinstance(name, ast.Name) and isinstance(value, ast.Constant):
                found[name.id] = str(value.value)
    return found


def _written(path: Path) -> Iterator[str]:
    """The types of event that a module writes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "record"
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "work"
        ):
            yield from _texts(node.args[0], _constants(tree))


def test_every_event_has_words_and_no_words_are_for_nothing() -> None:
    written = {
        code
        for part in ("isa", "decisions")
        for path in (ROOT / part).rglob("*.py")
        for code in _written(path)
    }
    named = [code for kinds in WORDS.values() for code in kinds]
    assert len(written) > 80
    assert sorted(written) == sorted(named)


def test_an_event_is_called_what_it_is_and_an_unknown_one_by_its_code() -> None:
    assert words("record_viewed") == "Record opened"
    assert about("record_viewed") is About.RECORD
    assert (words("of_a_newer_version"), about("of_a_newer_version")) == (
        "of_a_newer_version",
        None,
    )
    assert set(ABOUT) == set(WORDS) == set(About)
