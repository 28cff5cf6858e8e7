"""Put a slip into a program that is loaded already, or load one file of it anew with the slip.

Nothing is written to disk. Within a function only the function's code changes hands, so that
whoever imported it has the slip as well; everywhere else the file is executed with the slip before
anything else of the program is loaded.
"""

import ast
import gc
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from types import CodeType, FunctionType

from tests.mutation.expressions import Slip

Held = Mapping[str, list[FunctionType]]
"""The functions of a file that are loaded, by their names within it."""


def held(file: Path) -> Held:
    """The functions of a file in this process; those made within others are made anew with them."""
    found: dict[str, list[FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename == str(file):
            found.setdefault(thing.__code__.co_qualname, []).append(thing)
    return {name: functions for name, functions in found.items() if "<locals>" not in name}


def put(slip: Slip, file: Path, functions: Held) -> None:
    """Change the code of what is loaded. ValueError for a slip that takes a ``super()`` away."""
    codes = {code.co_qualname: code for code in _codes(_compiled(slip, file))}
    for name, same in functions.items():
        for function in same:
            function.__code__ = codes[name]


def load(slip: Slip, file: Path) -> None:
    """Execute a file with the slip, before anybody else imports it."""
    package, _, last = (name := slip.path.removesuffix(".py").replace("/", ".")).rpartition(".")
    spec = find_spec(name)
    assert spec is not None
    sys.modules[name] = module = module_from_spec(spec)
    exec(_compiled(slip, file), vars(module))  # noqa: S102 -- our own file, with one slip
    setattr(sys.modules[package], last, module)


def is_within_a_function(slip: Slip, source: str) -> bool:
    """Whether the slip is in what a function does, and not in what is fixed when it is loaded."""
    bodies = [
        node.body for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)
    ]
    return any(body[0].lineno <= slip.line <= (body[-1].end_lineno or 0) for body in bodies)


def _compiled(slip: Slip, file: Path) -> CodeType:
    return compile(slip.written(file.read_text(encoding="utf-8")), str(file), "exec")


def _codes(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from _codes(inner)
