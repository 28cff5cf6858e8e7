"""Spoil single expressions of the program and see which tests notice: evaluator, compiler, derivation.

``python -m tests.mutation.program`` tries so many of them as it has minutes for, in an order that
``--seed`` gives, in a copy of the repository, and prints what it found, for ``program.md`` beside
this file. Each is tried in a process of its own that stops at the first test that fails.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest

from isa.platform import clock
from tests.mutation.expressions import Slip, slips

ROOT = Path(__file__).parents[2]
COPIED = ("decisions", "isa", "data", "tests", "docs", "pyproject.toml")
POLICY = ("evaluate", "scenarios", "many", "in_force", "replay", "pinned")
TESTS = {
    "decisions/policy": [
        *(f"tests/unit/policy/test_{name}.py" for name in POLICY),
        "tests/properties/test_policy_properties.py",
    ],
    "decisions/journey": [
        *(
            f"tests/unit/journey/test_{name}.py"
            for name in ("derive", "retired", "sending", "route", "people")
        ),
        "tests/unit/journey/test_advise.py",
        "tests/properties/test_journey.py",
    ],
}
FILES = (
    *(f"decisions/policy/{name}.py" for name in ("evaluate", "walk", "board", "compiled")),
    "decisions/journey/derive.py",
)
PATIENCE = 600


def is_noticed(slip: Slip, copy: Path) -> bool:
    """Whether a test fails, or never ends, with the slip in the copy."""
    file = copy / slip.path
    source = file.read_text(encoding="utf-8")
    file.write_text(slip.written(source), encoding="utf-8")
    try:
        return _fails(copy, str(Path(slip.path).parent))
    finally:
        file.write_text(source, encoding="utf-8")


def _fails(copy: Path, folder: str) -> bool:
    child = os.fork()
    if child == 0:
        _try(copy, TESTS[folder])
    return _failed(child)


def _try(copy: Path, tests: list[str]) -> None:
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    os.chdir(copy)
    sys.path.insert(0, str(copy))
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly"]
    for name in [n for n in sys.modules if n.split(".")[0] in ("isa", "decisions", "tests")]:
        del sys.modules[name]
    os._exit(int(pytest.main([*options, *tests])))


def _failed(child: int) -> bool:
    begun = time.monotonic()
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status != 0
        if time.monotonic() - begun > PATIENCE:
            os.kill(child, 9)
            os.waitpid(child, 0)
            return True
        time.sleep(0.05)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation.program", description=__doc__)
    parser.add_argument("--minutes", type=int, default=20)
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    chosen = [s for path in FILES for s in slips(path, (ROOT / path).read_text(encoding="utf-8"))]
    random.Random(given.seed).shuffle(chosen)  # noqa: S311
    left, tried = [], Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, copy / name)
        if any(_fails(copy, tested) for tested in TESTS):
            sys.exit("The tests fail before anything is spoiled.")
        until = time.monotonic() + given.minutes * 60
        for slip in chosen:
            if time.monotonic() > until:
                break
            tried[slip.path] += 1
            if not is_noticed(slip, copy):
                left.append(slip)
            told = f"{tried.total()} of {len(chosen)}, {len(left)} not noticed"
            print(f"\r{told}", end="", file=sys.stderr, flush=True)
    print(_found(len(chosen), tried, left))
    return 1 if left else 0


def _found(every: int, tried: Counter[str], left: list[Slip]) -> str:
    day, missed = clock.today(), Counter(slip.path for slip in left)
    lines = [
        f"{day.day} {day:%B %Y}: {tried.total()} of {every} slips, chosen at random.",
        "",
        "| file | tried | noticed |",
        "|---|--:|--:|",
        *(
            f"| {path} | {count} | {count - missed[path]} |"
            for path, count in sorted(tried.items())
        ),
        "",
        *(f"- nobody notices {slip}" for slip in left),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
