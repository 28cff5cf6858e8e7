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


@pytest.mark.parametrize("hit", ["first", "collect"])
def test_a_row_that_moved_is_named_with_where_it_stood(
    smallest_pack: Pack, changed: Changed, hit: str
) -> None:
    after = changed("pack.toml", "id =", "id =")
    for pack, order in ((smallest_pack, slice(None)), (after, slice(None, None, -1))):
        made = pack.tables["outcome"].model_copy(update={"hit": hit})
        pack.tables["outcome"] = made.model_copy(update={"row": made.row[:2][order] + made.row[2:]})
    rows = [row.id for row in smallest_pack.tables["outcome"].row]
    moved = [rows[1], rows[0], *rows[2:]]

    found = difference(smallest_pack, after)
    text = in_words(smallest_pack, after)

    assert found["tables"].changed["outcome"]["order of rows"] == Altered(rows, moved)
    assert f"{rows[1]} now first, was after {rows[0]}" in text
    assert text.count(" now ") == 1


def test_words_for_one_case_are_named_by_what_they_turn_on(
    smallest_pack: Pack, changed: Changed
) -> None:
    given = 'variant = [{ given = { outcome = ["seek_advice"] }, headline = "Ask", sentence = "Ask now." }]'
    plain = 'sentence = "Ask someone today."'
    after = changed("wording.toml", plain, f"{plain}, {given}")

    text = in_words(smallest_pack, after)

    assert "where outcome is seek_advice: sentence" in text
    assert "now: Ask now." in text


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
