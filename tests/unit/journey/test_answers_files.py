"""Files of answers, as another program would send them, from end to end through ``isa decide``."""

import json
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from decisions.policy.released import newest_folder
from isa.cli import app
from isa.platform.config import ROOT

FOLDER = ROOT / "tests" / "answers"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
OUTCOMES = {
    *("share_now", "share_required", "share_without_agreement", "share_with_agreement"),
    *("ask_first", "seek_advice", "verify_first", "route_elsewhere", "do_not_share"),
}


def decided(path: Path) -> dict:
    result = CliRunner().invoke(
        app, ["decide", "--answers", str(path), "--on", "2026-11-21", "--json"]
    )
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_command_gives_the_advice_that_was_expected(name: str) -> None:
    found = decided(FOLDER / f"{name}.json")

    assert found["pack"] == f"england/{newest_folder().name}"
    said = {
        "act_now": found["act_now"],
        "outcomes": [one["outcome"] for one in found["recipients"]],
        "rules": [[item["rule"] for item in one["items"]] for one in found["recipients"]],
        "telling": found["telling"]["code"],
    }
    assert said | EXPECTED[name] == said
    assert {"act_now", "outcomes"} <= EXPECTED[name].keys() <= said.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_the_file_is_whole_and_nothing_in_it_counts_for_nothing(name: str) -> None:
    found = decided(FOLDER / f"{name}.json")

    assert found["is_settled"]
    assert (found["missing"], found["ignored"], found["questions_left"]) == ([], [], [])


@pytest.mark.parametrize("name", EXPECTED)
def test_every_answer_has_a_reason_and_every_source_named_is_listed(name: str) -> None:
    found = decided(FOLDER / f"{name}.json")
    listed = {citation["key"] for citation in found["citations"]}

    for one in found["recipients"]:
        assert one["reasons"]
        assert {key for reason in one["reasons"] for key in reason["cites"]} <= listed


def test_there_is_a_file_for_every_expectation_and_for_every_outcome() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {*EXPECTED}
    assert len(EXPECTED) >= 10
    assert {outcome for one in EXPECTED.values() for outcome in one["outcomes"]} == OUTCOMES
