"""Spoil every expression of the evaluator, the compiler and the derivation, and see which test notices.

``python -m tests.mutation.program`` tries every slip that no test is known to notice and prints what
became of them all, for ``program.md`` beside this file. What it finds it keeps in ``--kept`` at once,
so it can be stopped at any time; a file that has changed since is tried again from the beginning.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from isa.platform import clock
from tests.mutation.apart import told_by
from tests.mutation.expressions import Slip, slips
from tests.mutation.kept import NOBODY, ROOT, found, keep
from tests.mutation.swapped import is_within_a_function, load
from tests.mutation.warm import CRASH, Trials

POLICY = ("in_force", "replay", "scenarios", "many", "pinned", "promises")
JOURNEY = (
    *("powers", "sending_parts", "people_worked_out"),
    *(f"derive_{part}" for part in ("switches", "case", "choice", "things", "who")),
    *("people", "weighing_a_no", "sending", "crime_and_a_no", "starts", "not_known", "fitting"),
    *("derive", "retired", "route", "advise", "hard_drafts"),
)
"""In the order of how likely and how soon one of them fails."""
TESTS = {
    "decisions/policy": [
        *(f"tests/unit/policy/test_{name}.py" for name in ("evaluate", "walk", "walk_partly")),
        "tests/properties/test_policy_properties.py",
        *(f"tests/unit/policy/test_{name}.py" for name in POLICY),
        "tests/properties/test_policy_agreement.py",
    ],
    "decisions/journey": [
        *(f"tests/unit/journey/test_{name}.py" for name in JOURNEY),
        "tests/properties/test_journey.py",
    ],
}
FILES = (
    *(f"decisions/policy/{name}.py" for name in ("evaluate", "walk", "board", "compiled")),
    *(f"decisions/journey/{name}.py" for name in ("derive", "people", "powers", "sending")),
    *(f"decisions/journey/facts_{part}.py" for part in ("case", "person", "recipient", "item")),
    *(f"decisions/journey/{name}.py" for name in ("commencement", "in_play", "listed", "said")),
    *(f"decisions/journey/{name}.py" for name in ("whose", "worked_out")),
)
_FIRST_FOUND = "first found"
"""Examples are made as in every run, but a failing one is not made smaller: nobody reads it."""


class NoDatabase:
    """A plugin for pytest: leaves out the tests that need a database."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Their outcome does not depend on the files tried here."""
        items[:] = [i for i in items if "fresh_url" not in getattr(i, "fixturenames", ())]


def try_all(folder: str, paths: Sequence[str], kept: Path) -> None:
    """Try every slip of the files of a folder that was not noticed yet.

    What is fixed when a file is loaded comes last: each such slip loads everything anew.
    """
    sources = {path: (ROOT / path).read_text(encoding="utf-8") for path in paths}
    every = [slip for path, source in sources.items() for slip in slips(path, source)]
    before = found(kept, every)
    left = [slip for slip in every if before.get(slip, NOBODY) == NOBODY]
    within = [slip for slip in left if is_within_a_function(slip, sources[slip.path])]
    trials = Trials(within, partial(_tell, kept))
    if within and told_by(lambda: _tested(folder, trials)) != pytest.ExitCode.OK:
        sys.exit(f"The tests of {folder} fail before anything is spoiled.")
    tried = found(kept, within)
    for slip in left:
        if slip not in tried:
            code = told_by(partial(_tested_anew, slip, folder))
            _tell(kept, slip, NOBODY if code == pytest.ExitCode.OK else CRASH)


def _tell(kept: Path, slip: Slip, test: str) -> None:
    keep(kept, slip, test)
    if test == NOBODY:
        print(f"- nobody notices {slip}", file=sys.stderr, flush=True)


def _tested_anew(slip: Slip, folder: str) -> int:
    load(slip, ROOT / slip.path)
    return _tested(folder)


def _tested(folder: str, *plugins: object) -> int:
    os.environ["ISA_HYPOTHESIS"] = _FIRST_FOUND
    with tempfile.TemporaryDirectory() as scratch:
        options = ["-x", "-q", "-s", f"--basetemp={scratch}/tests"]
        return int(pytest.main([*options, *TESTS[folder]], plugins=[NoDatabase(), *plugins]))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation.program", description=__doc__)
    parser.add_argument("files", nargs="*", default=FILES)
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir(), "slips.jsonl"))
    given = parser.parse_args()
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile(
        _FIRST_FOUND, max_examples=25, derandomize=True, deadline=None, phases=phases
    )
    for folder in TESTS:
        paths = [path for path in given.files if str(Path(path).parent) == folder]
        if paths:
            try_all(folder, paths, given.kept)
    every = [s for path in FILES for s in slips(path, (ROOT / path).read_text(encoding="utf-8"))]
    became = found(given.kept, every)
    print(_told(every, became))
    return 1 if len(became) < len(every) or NOBODY in became.values() else 0


def _told(every: list[Slip], became: dict[Slip, str]) -> str:
    day, all_of = clock.today(), Counter(slip.path for slip in every)
    tried = Counter(slip.path for slip in became)
    missed = Counter(slip.path for slip, test in became.items() if test == NOBODY)
    lines = [
        f"{day.day} {day:%B %Y}: {tried.total()} of {all_of.total()} slips tried.",
        "",
        "| file | slips | tried | noticed |",
        "|---|--:|--:|--:|",
        *(
            f"| {path} | {count} | {tried[path]} | {tried[path] - missed[path]} |"
            for path, count in all_of.items()
        ),
        "",
        *(f"- nobody notices {slip}" for slip, test in became.items() if test == NOBODY),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
