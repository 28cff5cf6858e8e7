"""The list of sources: counted, ordered by what needs work, and looked at every year."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from decisions.policy import sources
from decisions.policy.cli import app
from decisions.policy.compiled import CompiledPack
from decisions.policy.source import Source
from isa.platform import clock

MINIMAL = Path(__file__).parents[2] / "broken_packs" / "minimal"


def source(checked_on: date | None) -> Source:
    return Source(title="An Act", confidence="checked", checked_on=checked_on)


@pytest.mark.parametrize(
    ("checked_on", "on", "stale"),
    [
        (None, date(2026, 11, 22), True),
        (date(2025, 11, 21), date(2026, 11, 22), True),
        (date(2025, 11, 22), date(2026, 11, 22), False),
        (date(2026, 11, 22), date(2026, 11, 22), False),
        (date(2027, 2, 27), date(2028, 2, 29), True),
        (date(2027, 2, 28), date(2028, 2, 29), False),
    ],
)
def test_a_source_is_stale_after_twelve_months_or_if_never_checked(
    checked_on: date | None, on: date, stale: bool
) -> None:
    assert sources.is_stale(source(checked_on), on) is stale


def test_stale_sources_come_oldest_first_and_never_checked_before_all(
    smallest: CompiledPack,
) -> None:
    old, older = source(date(2025, 1, 2)), source(date(2025, 1, 1))
    pack = replace(smallest.pack, citations={"b": old, "a": older, "c": source(None)})

    assert [key for key, _ in sources.stale(pack, date(2026, 11, 22))] == ["c", "a", "b"]


def test_what_needs_work_comes_first_with_what_is_missing(smallest: CompiledPack) -> None:
    first, second = sources.listed(smallest.pack, date(2026, 6, 1))

    assert (first.key, second.key) == ("draft", "act")
    assert "its text has not been read, or its start is not confirmed" in first.missing
    assert "no day on which it was last checked" in first.missing
    assert second.missing == ("no address",)
    assert (first.cited, second.cited) == (2, 12), "rows, switches and clocks all count"


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that holds the smallest pack and a later one, read in March 2027."""
    for version in ("1", "2"):
        folder = tmp_path / "packs" / "england" / version
        shutil.copytree(MINIMAL, folder)
        header = folder / "pack.toml"
        text = header.read_text(encoding="utf-8")
        header.write_text(text.replace('version = "1"', f'version = "{version}"'), encoding="utf-8")
    monkeypatch.setenv("ISA_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(clock, "now", lambda: datetime(2027, 3, 1, 12, tzinfo=UTC))
    return tmp_path / "packs"


def test_check_counts_sources_and_lists_those_a_year_old_without_failing(packs: Path) -> None:
    result = CliRunner().invoke(app, ["check"])

    assert result.exit_code == 0
    assert result.output.count("2 sources: 1 checked, 0 at second hand, 1 to verify.") == 2
    assert result.output.count("2 not checked in the twelve months before 2027-03-01:") == 1
    assert "  draft: A draft that does not exist, clause 1 (last checked: never)" in result.output
    assert (
        "  act: An Act that does not exist, section 1 (last checked: 2026-01-01)" in result.output
    )
    assert result.output.index("smallest/2 passes") < result.output.index("2 not checked")


def test_check_of_one_pack_lists_its_sources_whether_or_not_it_was_replaced(packs: Path) -> None:
    result = CliRunner().invoke(app, ["check", "england/1"])

    assert "2 not checked in the twelve months" in result.output


def test_check_tells_a_program_the_same(packs: Path) -> None:
    result = CliRunner().invoke(app, ["check", "--json"])
    report = json.loads(result.output)[1]

    assert result.exit_code == 0
    assert report["holds"] is True
    assert report["sources"] == {"to_verify": 1, "secondary": 0, "checked": 1}
    assert report["stale_sources"] == [
        {"key": "draft", "title": "A draft that does not exist, clause 1", "checked_on": None},
        {
            "key": "act",
            "title": "An Act that does not exist, section 1",
            "checked_on": "2026-01-01",
        },
    ]


def test_sources_lists_the_newest_pack_by_how_sure_we_are(packs: Path) -> None:
    result = CliRunner().invoke(app, ["sources"])

    assert result.exit_code == 0
    assert result.output.startswith("smallest/2: 2 sources: 1 checked")
    places = [
        result.output.index(one) for one in ("To verify (1)", "draft:", "Checked (1)", "act:")
    ]
    assert places == sorted(places)
    assert "Missing: its text has not been read, or its start is not confirmed" in result.output


def test_sources_tells_a_program_every_field_and_what_is_missing(packs: Path) -> None:
    result = CliRunner().invoke(app, ["sources", "england/1", "--json"])
    (found,) = json.loads(result.output)

    assert found["pack"] == "smallest/1"
    assert found["on"] == "2027-03-01"
    assert [one["key"] for one in found["sources"]] == ["draft", "act"]
    assert found["sources"][1]["from"] is None
    assert found["sources"][1]["missing"] == [
        "not checked for more than twelve months",
        "no address",
    ]


def test_sources_of_a_pack_that_does_not_exist_is_a_fault_in_what_was_given(packs: Path) -> None:
    result = CliRunner().invoke(app, ["sources", "england/9"])

    assert result.exit_code == 2
    assert "There is no pack 'england/9'" in result.output
