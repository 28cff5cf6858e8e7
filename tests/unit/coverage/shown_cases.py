"""The worked cases as a page: what was asked of each, what was answered, and what would mend it.

``python -m tests.unit.coverage.shown_cases > docs/coverage-cases.md``. The tests themselves are run,
with the gates listened to, so the page cannot say anything that does not hold.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from isa.coverage.gates import cover
from isa.coverage.model import CoverageAnswer
from isa.coverage.wording import REASONS, STANDING_SENTENCE, VERDICTS
from tests.unit.coverage import test_coverage_cases as cases

_NUMBERED = re.compile(r"test_(\d\d)_(.+)")
_HEAD = """# The 27 worked cases of coverage

Written by `python -m tests.unit.coverage.shown_cases`, which runs every case; a test fails when a case
does, or when this page is not what they say. A case with several answers was asked in several ways: the
days, states or clauses it turns on. There are 26 numbers, because 13 is two cases: a member of a group
of whom nobody recorded whether it joined in, and one that declined.

| case | what it shows | answers | why, or what to check | what would mend it |
|---|---|---|---|---|
"""


def written() -> str:
    """The page. Raises as the tests do where a case does not hold."""
    return _HEAD + "".join(_lines()) + f"\n{STANDING_SENTENCE}\n"


def _lines() -> Iterator[str]:
    for name, case in vars(cases).items():
        if found := _NUMBERED.fullmatch(name):
            heard = [answer for values in _ways(case) for answer in _heard(case, values)]
            yield _line(int(found[1]), found[2].replace("_", " "), heard)


def _ways(case: Callable[..., None]) -> Iterator[dict[str, Any]]:
    """The arguments of a case, once for each way in which it is asked."""
    marks = [mark for mark in getattr(case, "pytestmark", ()) if mark.name == "parametrize"]
    if not marks:
        yield {}
        return
    (names, every), several = marks[0].args[:2], len(marks) > 1
    assert not several, "one list of ways for each case"
    listed = names.split(",") if isinstance(names, str) else names
    for values in every:
        yield dict(zip(listed, values if len(listed) > 1 else (values,), strict=True))


def _heard(case: Callable[..., None], values: dict[str, Any]) -> list[CoverageAnswer]:
    """What the gates answered while the case ran."""
    answers: list[CoverageAnswer] = []

    def listening(*given: Any) -> CoverageAnswer:
        answers.append(cover(*given))
        return answers[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cases, "cover", listening)
        case(**values)
    assert answers, f"{case.__name__} asks nothing"
    return answers


def _line(number: int, what: str, heard: list[CoverageAnswer]) -> str:
    told = dict.fromkeys(
        (
            VERDICTS[one.verdict],
            "; ".join(REASONS[reason] for reason in one.reasons),
            one.closest_miss.mend if one.closest_miss else "",
        )
        for one in heard
    )
    cells = ("<br>".join(part or "-" for part in column) for column in zip(*told, strict=True))
    return f"| {number} | {what[:1].upper() + what[1:]} | {' | '.join(cells)} |\n"


if __name__ == "__main__":
    print(written(), end="")  # noqa: T201
