"""isa policy: what it prints, what it writes, and its exit codes."""

import json
import shutil
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from decisions.policy import released
from decisions.policy.cli import app
from decisions.policy.faults import PackError

MINIMAL = Path(__file__).parents[2] / "broken_packs" / "minimal"
DANGER = {
    "case": {"harm_if_not_shared": "immediate"},
    "recipients": [{"recipient_check": "ok"}, {"recipient_check": "source"}],
    "items": [{"item_needed": "yes"}, {"item_needed": "less_would_do"}],
}


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that holds the smallest pack alone."""
    shutil.copytree(MINIMAL, tmp_path / "packs" / "england" / "1")
    monkeypatch.setenv("ISA_DATA_DIR", str(tmp_path))
    return tmp_path / "packs"


@pytest.fixture
def proved(packs: Path) -> Path:
    assert CliRunner().invoke(app, ["check"]).exit_code == 0
    return packs


def evaluated(facts: object, *options: str) -> tuple[int, dict]:
    result = CliRunner().invoke(
        app, ["evaluate", "--facts", "-", "--json", *options], input=json.dumps(facts)
    )
    return result.exit_code, json.loads(result.stdout)


def test_check_proves_a_pack_and_locks_its_digests(packs: Path) -> None:
    result = CliRunner().invoke(app, ["check"])

    passed = released.read_lock(packs / "proof.lock")["smallest/1"]
    assert result.exit_code == 0
    assert "smallest/1 passes: 8 of 8 checks hold" in result.output
    assert passed.invariants == ("T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8")
    assert released.load_released(date(2026, 11, 21)).pack.digest == passed.digest


def test_check_of_a_broken_promise_says_why_and_locks_nothing(packs: Path) -> None:
    tables = packs / "england" / "1" / "tables.toml"
    text = tables.read_text(encoding="utf-8")
    tables.write_text(text.replace('then = "share_now"', 'then = "do_not_share"'), encoding="utf-8")
    tables.write_text(
        tables.read_text(encoding="utf-8").replace(
            'then = "share_without_agreement"\nbecause = "It is serious."',
            'then = "share_now"\nbecause = "It is serious."',
        ),
        encoding="utf-8",
    )

    result = CliRunner().invoke(app, ["check"])
    as_json = CliRunner().invoke(app, ["check", "--json"])

    assert result.exit_code == as_json.exit_code == 1
    assert "T1 does not hold: In danger the answer is never do not share." in result.output
    assert "it is happening now (harm_if_not_shared = immediate)" in result.output
    assert not (packs / "proof.lock").exists()
    report = json.loads(as_json.output)[0]
    assert report["holds"] is False
    assert "T1" in {failure["id"] for failure in report["failures"]}


def test_check_without_z3_says_what_to_install(
    packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [one for one in sys.modules if one.startswith("decisions.policy.proof")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("decisions.policy.proof", raising=False)
    monkeypatch.setitem(sys.modules, "z3", None)

    result = CliRunner().invoke(app, ["check"])

    assert result.exit_code == 2
    assert "isa[proof]" in result.output
    assert not (packs / "proof.lock").exists()


def test_check_of_an_unsound_pack_is_a_fault_in_what_was_given(packs: Path) -> None:
    (packs / "england" / "1" / "wording.toml").unlink()

    result = CliRunner().invoke(app, ["check"])

    assert result.exit_code == 2
    assert "wording.toml: -: the file is missing" in result.output


def test_show_prints_a_table_as_a_reviewer_reads_it(packs: Path) -> None:
    result = CliRunner().invoke(app, ["show", "outcome"])

    assert result.exit_code == 0
    assert "outcome: Whether this recipient may have this item" in result.output
    assert "O7     harm_if_not_shared is significant" in result.output
    assert "-> share_without_agreement" in result.output
    assert "It is serious." in result.output
    assert CliRunner().invoke(app, ["show"]).output.count("first row that holds decides") == 6
    assert CliRunner().invoke(app, ["show", "nothing"]).exit_code == 2


def test_evaluate_gives_the_shape_that_is_promised(proved: Path) -> None:
    code, answer = evaluated(DANGER, "--on", "2026-11-21")

    assert code == 0
    assert answer["act_now"] == "call_999"
    assert answer["act_now_may_become"] == []
    assert [one["outcome"] for one in answer["recipients"]] == ["share_now", "seek_advice"]
    assert [one["scope"] for one in answer["recipients"]] == ["some", "none"]
    assert [one["when"] for one in answer["recipients"]] == ["now", "now"]
    assert answer["items"] == [["share", "withhold"], ["redact", "withhold"]]
    assert answer["missing"] == []
    assert answer["trace"]["items"][0][0]["outcome"]["rows"][0]["row"] == "O3"


def test_evaluate_shows_an_unsettled_outcome_as_null_with_what_is_missing(proved: Path) -> None:
    code, answer = evaluated({"case": {"harm_if_not_shared": "none_seen"}}, "--on", "2026-11-21")

    assert code == 0
    assert answer["recipients"][0]["outcome"] is None
    assert answer["items"] == [[None]]
    assert answer["missing"] == ["recipients[0].recipient_check", "view", "items[0].item_needed"]


def test_evaluate_without_json_says_it_in_words(proved: Path, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text('{"case": {"harm_if_not_shared": "significant"}}', encoding="utf-8")

    result = CliRunner().invoke(app, ["evaluate", "--facts", str(facts), "--on", "2026-11-21"])

    assert result.exit_code == 0
    assert "Act now: none\n  could become: front_door_now" in result.output
    assert "Recipient 1: not settled" in result.output
    assert "Still to answer: recipients[0].recipient_check" in result.output


def test_evaluate_reports_every_fault_in_the_facts(proved: Path) -> None:
    code, answer = evaluated({"case": {"view": "maybe", "veiw": "agrees"}}, "--on", "2026-11-21")

    assert code == 2
    assert set(answer["faults"]) == {"view", "veiw"}


@pytest.mark.parametrize("text", ["", "not json", '{"case": '])
def test_evaluate_refuses_what_is_not_json(proved: Path, text: str) -> None:
    result = CliRunner().invoke(app, ["evaluate", "--facts", "-"], input=text)

    assert result.exit_code == 2
    assert "not valid JSON" in result.stderr


def test_a_pack_that_has_not_passed_is_not_used(packs: Path) -> None:
    with pytest.raises(PackError, match="smallest/1 has not passed the proof"):
        released.load_released(date(2026, 11, 21))


def test_a_pack_that_changed_after_it_passed_is_not_used(proved: Path) -> None:
    text = (proved / "england" / "1" / "wording.toml").read_text(encoding="utf-8")
    (proved / "england" / "1" / "wording.toml").write_text(
        text.replace("Ring 999 now.", "Ring 999."), encoding="utf-8"
    )

    with pytest.raises(PackError, match="has changed since it passed the proof"):
        released.load_released(date(2026, 11, 21))


def test_there_is_no_nearest_pack_for_a_day_before_the_first(proved: Path) -> None:
    with pytest.raises(PackError, match="no pack for england is in force on 2025-12-31"):
        released.load_released(date(2025, 12, 31))

    assert released.load_released(date(2026, 1, 1)).pack.id == "smallest/1"
    assert released.load_released(None).pack.id == "smallest/1"


def test_a_later_pack_holds_from_its_own_day(packs: Path) -> None:
    shutil.copytree(packs / "england" / "1", packs / "england" / "2")
    header = packs / "england" / "2" / "pack.toml"
    text = header.read_text(encoding="utf-8").replace('version = "1"', 'version = "2"')
    header.write_text(
        text.replace("in_force_from = 2026-01-01", "in_force_from = 2026-07-01"), encoding="utf-8"
    )
    assert CliRunner().invoke(app, ["check"]).exit_code == 0

    assert released.load_released(date(2026, 6, 30)).pack.version == "1"
    assert released.load_released(date(2026, 7, 1)).pack.version == "2"


def with_a_second(packs: Path, begins: str) -> Path:
    """A later pack beside the first, both proved."""
    shutil.copytree(packs / "england" / "1", packs / "england" / "2")
    replace_in(packs / "england" / "2" / "pack.toml", 'version = "1"', 'version = "2"')
    replace_in(packs / "england" / "2" / "pack.toml", "= 2026-01-01", f"= {begins}")
    assert CliRunner().invoke(app, ["check"]).exit_code == 0
    return packs / "england"


def replace_in(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_pack_that_was_replaced_is_read_only_when_it_is_asked_for(packs: Path) -> None:
    england = with_a_second(packs, "2026-01-01")
    (england / "1" / "tables.toml").write_text("broken", encoding="utf-8")

    assert released.load_released(date(2026, 11, 21)).pack.version == "2"
    with pytest.raises(PackError, match="not valid TOML"):
        released.load_named("england/1")
    result = CliRunner().invoke(app, ["check"])
    assert result.exit_code != 0
    assert "not valid TOML" in result.output


def test_the_newest_pack_cannot_be_put_off_to_a_later_day(packs: Path) -> None:
    england = with_a_second(packs, "2026-07-01")
    replace_in(england / "2" / "pack.toml", "= 2026-07-01", "= 2027-07-01")

    with pytest.raises(PackError, match="has changed since it passed the proof"):
        released.load_released(date(2026, 11, 21))


def test_a_pack_in_the_folder_of_another_version_is_refused(packs: Path) -> None:
    england = with_a_second(packs, "2026-01-01")
    (england / "1").rename(england / "3")

    with pytest.raises(PackError, match="the pack is version 1"):
        released.load_released(date(2026, 11, 21))


def test_a_folder_that_is_no_version_is_refused(proved: Path) -> None:
    (proved / "england" / "draft").mkdir()

    with pytest.raises(PackError, match="the file is missing"):
        released.load_released(date(2026, 11, 21))
