"""The questions for a lawyer name sources that the newest pack has, and rows and promises it keeps."""

import re
from pathlib import Path

from decisions.policy.pack import load_pack
from decisions.policy.released import newest_folder

PAGE = Path(__file__).parents[3] / "docs" / "legal-questions.md"


def test_every_source_row_and_promise_named_is_in_the_newest_pack() -> None:
    text, pack = PAGE.read_text(encoding="utf-8"), load_pack(newest_folder())
    rows = {row.id for table in pack.tables.values() for row in table.row}
    keys = set(re.findall(r"`([a-z][a-z0-9_]+)`", text))
    codes = set(re.findall(r"\b((?:O|CF|SC|NS|DP|OP|CO)\d+[a-z]*|[PX]\d+[a-z]*)\b", text))

    assert f"England {pack.version}" in text
    assert keys <= {*pack.citations, *pack.switches}
    assert codes <= {*rows, *pack.invariants}


def test_each_question_has_a_number_of_its_own_and_a_source() -> None:
    text = PAGE.read_text(encoding="utf-8")
    numbers = [int(one) for one in re.findall(r"^\*\*(\d+)\.", text, re.MULTILINE)]

    assert numbers == list(range(1, len(numbers) + 1))
    for paragraph in re.findall(r"^\*\*\d+\..*$", text, re.MULTILINE)[:-1]:
        assert "`" in paragraph, paragraph
