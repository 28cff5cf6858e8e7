"""What two packs say differently, read from packs that were changed in one place each."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from decisions.policy.cli import app
from decisions.policy.difference import Altered, difference
from decisions.policy.difference_words import in_words
from decisions.policy.pack import Pack, load_pack

MINIMAL = Path(__file__).parents[2] / "broken_packs" / "minimal"
Changed = Callable[[str, str, str], Pack]


@pytest.fixture
def smallest_pack() -> Pack:
    return load_pack(MINIMAL)


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """The smallest pack with one text put for another in one of its files."""

    def change(file: str, old: str, new: str) -> Pack:
        folder = tmp_path / "pack"
        shutil.copytree(MINIMAL, folder, dirs_exist_ok=True)
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_pack(folder)

    return change


def test_a_pack_says_the_same_as_itself(smallest_pack: Pack) -> None:
    assert difference(smallest_pack, smallest_pack) == {}
    assert "say the same" in in_words(smallest_pack, smallest_pack)


def test_a_row_with_other_words_shows_them_before_and_after(
    smallest_pack: Pack, changed: Changed
) -> None:
    after = changed("tables.toml", 'because = "It is serious."', 'because = "It is grave."')

    found = difference(smallest_pack, after)
    text = in_words(smallest_pack, after)

    assert list(found) == ["rows"]
    assert found["rows"].changed == {
        "outcome/O7": {"because": Altered("It is serious.", "It is grave.")}
    }
    assert "Changed: outcome, row O7 (whether this recipient may have this item)" in text
    assert "was: It is serious." in text
    assert "now: It is grave." in text


def test_rows_in_another_order_are_named_where_the_first_decides(
    smallest_pack: Pack, changed: Changed
) -> None:
    rows = [row.id for row in smallest_pack.tables["outcome"].row]
    tables = smallest_pack.tables
    other = tables["outcome"].model_copy(update={"row": tables["outcome"].row[::-1]})
    after = changed("pack.toml", "id =", "id =")
    after.tables["outcome"] = other

    found = difference(smallest_pack, after)

    assert found["tables"].changed["outcome"]["order of rows"] == Altered(rows, rows[::-1])
    assert f"now in this order: {', '.join(rows[::-1])}" in in_words(smallest_pack, after)


def test_real_packs_differ_in_facts_values_switches_and_sources_as_a_lawyer_reads_them() -> None:
    result = CliRunner().invoke(app, ["diff", "england/2026.1", "england/2026.2"])

    assert result.exit_code == 0
    for told in (
        "New: channel_safe (whether the way it would reach them is safe)",
        "read in older records as: yes",
        "Changed: trigger (what started this)",
        "Changed: operation_encompass",
        "how sure we are",
    ):
        assert told in result.output


def test_as_json_every_change_has_both_sides() -> None:
    result = CliRunner().invoke(app, ["diff", "england/2026.1", "england/2026.2", "--json"])
    found = json.loads(result.output)

    assert (found["from"], found["to"]) == ("england/2026.1", "england/2026.2")
    switch = found["switches"]["changed"]["operation_encompass"]
    assert switch["is_on"] == {"from": False, "to": True}
    assert "channel_safe" in found["facts"]["added"]


def test_a_pack_that_is_not_there_is_a_fault() -> None:
    result = CliRunner().invoke(app, ["diff", "england/2026.1", "england/1066.1"])

    assert result.exit_code == 2
