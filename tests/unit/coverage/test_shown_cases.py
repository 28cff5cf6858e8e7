"""The page of the worked cases says what they say, and leaves none out."""

import re
from pathlib import Path

from tests.unit.coverage.shown_cases import written

PAGE = Path("docs/coverage-cases.md")


def test_the_page_of_the_cases_is_fresh() -> None:
    told = PAGE.read_text(encoding="utf-8")

    assert told == written(), (
        "Run: python -m tests.unit.coverage.shown_cases > docs/coverage-cases.md"
    )
    assert {int(number) for number in re.findall(r"^\| (\d+) \|", told, re.M)} == set(range(1, 27))
