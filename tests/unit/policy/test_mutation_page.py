"""docs/mutation.md is about the newest pack, and what it says nobody notices is what was accepted."""

from decisions.policy.released import newest_folder
from tests.mutation.__main__ import PAGE
from tests.mutation.survivors import reasons

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_is_about_the_newest_pack() -> None:
    folder = newest_folder()

    assert f", for {folder.parent.name}/{folder.name}." in TEXT, "Run: make mutants"


def test_what_nobody_notices_has_a_reason_and_what_has_a_reason_nobody_notices() -> None:
    left = TEXT.partition("## What nobody notices")[2].partition("\n## ")[0]
    listed = {line.removeprefix("- ") for line in left.splitlines() if line.startswith("- ")}

    assert listed == reasons().keys(), "Run: make mutants"
    assert all(because in left for because in reasons().values())
