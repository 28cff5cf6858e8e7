"""An overlay adds and never changes: what it may not do is refused, and the advice is the same without it."""

import json
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from decisions.journey.clocks import due_at
from decisions.policy import overlays
from decisions.policy.cli import app
from decisions.policy.compiled import CompiledPack
from decisions.policy.overlay import LocalClock, OverlayError, load_overlay
from decisions.policy.overlay_checks import is_never_later, overlay_faults, remarks
from decisions.policy.overlays import DEMONSTRATION, folder_of, in_use, require_overlay
from decisions.policy.released import load_released
from decisions.policy.source import Timescale
from isa.cli import app as isa_app
from isa.platform.config import data_dir, settings

ON = date(2026, 11, 21)
EXAMPLE = data_dir() / "overlays" / DEMONSTRATION
BROKEN = Path(__file__).parents[2] / "broken_overlays" / "faults.toml"
FAULTS = tomllib.loads(BROKEN.read_text(encoding="utf-8"))["fault"]


@pytest.fixture(scope="module")
def released() -> CompiledPack:
    return load_released(ON)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / DEMONSTRATION))


def changed(folder: Path, find: str, put: str) -> Path:
    file = folder / "overlay.toml"
    text = file.read_text(encoding="utf-8")
    assert text.count(find) == 1, f"{find!r} no longer fits the example"
    file.write_text(text.replace(find, put), encoding="utf-8")
    return folder


def broken(folder: Path, fault: dict) -> None:
    if "add" in fault:
        file = folder / "overlay.toml"
        file.write_text(f"{file.read_text(encoding='utf-8')}\n{fault['add']}\n", encoding="utf-8")
    else:
        changed(folder, fault["find"], fault["put"])


def test_the_worked_example_may_be_used_with_the_pack_in_force(released: CompiledPack) -> None:
    overlay = load_overlay(EXAMPLE)

    assert overlay_faults(overlay, released.pack, ON) == ()
    assert remarks(overlay, released.pack, ON) == ()
    assert overlay.written.demo


def test_the_strategy_discussions_variants_are_local_and_never_national(
    released: CompiledPack,
) -> None:
    found = [
        one for one in load_overlay(EXAMPLE).written.timescale if one.key == "strategy_discussion"
    ]

    assert released.pack.timescales["strategy_discussion"].amount is None
    assert {(one.variant, one.amount) for one in found} == {
        (None, 3),
        ("serious_harm", 0),
        ("forensic", 0),
        ("action_taken", 1),
        ("complex", 5),
    }
    assert {one.source for one in found} == {"Local, after a 2015 training text"}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"])
def test_what_an_overlay_may_not_do_is_refused_with_reason_key_and_mend(
    fault: dict, example: Path, released: CompiledPack
) -> None:
    broken(example, fault)

    try:
        found = overlay_faults(load_overlay(example), released.pack, ON)
    except OverlayError as error:
        found = error.faults

    hits = [one for one in found if one.key == fault["key"]]
    assert any(fault["problem"] in one.problem and fault["mend"] in one.mend for one in hits), found
    assert {one.file for one in found} == {"overlay.toml"}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"])
def test_what_is_refused_is_left_out_with_a_sentence_and_no_exception(
    fault: dict, example: Path, released: CompiledPack
) -> None:
    broken(example, fault)

    found = in_use(str(example), released.pack, ON, is_demo=False)

    assert found.overlay is None
    assert found.note.startswith("Local guidance is not shown: the overlay ")
    assert "The advice is the same without it." in found.note


def test_a_missing_overlay_is_named_and_nothing_else_is_used_instead(
    released: CompiledPack, tmp_path: Path
) -> None:
    found = in_use(str(tmp_path / "nowhere"), released.pack, ON, is_demo=True)

    assert found.overlay is None
    assert "the overlay nowhere cannot be used" in found.note
    with pytest.raises(OverlayError, match=r"overlay\.toml: -: the file is not there"):
        require_overlay(str(tmp_path / "nowhere"))


def test_only_a_demonstration_uses_the_example_unasked(released: CompiledPack) -> None:
    chosen = in_use("", released.pack, ON, is_demo=True).overlay

    assert chosen is not None
    assert chosen.name == "exampleshire/1"
    assert in_use("", released.pack, ON, is_demo=False).overlay is None
    assert in_use("", released.pack, ON, is_demo=False).note == ""


def test_an_overlay_is_not_used_before_its_first_day(example: Path, released: CompiledPack) -> None:
    changed(example, "in_force_from = 2026-09-01", "in_force_from = 2026-12-01")

    found = in_use(str(example), released.pack, ON, is_demo=False)

    assert found.overlay is None
    assert "it holds from 2026-12-01" in found.note


def test_an_overlay_of_an_older_pack_is_used_if_it_fits_and_says_so(
    example: Path, released: CompiledPack
) -> None:
    changed(example, 'pack = "england/2026.8"', 'pack = "england/2026.1"')

    found = in_use(str(example), released.pack, ON, is_demo=False)

    assert found.overlay is not None
    assert "written against england/2026.1" in found.note


def test_an_overlay_is_found_by_its_id_or_by_its_path(example: Path) -> None:
    assert folder_of(DEMONSTRATION) == overlays.overlays_dir() / DEMONSTRATION
    assert folder_of(str(example)) == example
    assert load_overlay(example / "overlay.toml").digest == load_overlay(example).digest


def test_the_digest_follows_the_content_and_not_the_layout(example: Path) -> None:
    before = load_overlay(example).digest
    file = example / "overlay.toml"

    file.write_text(f"# a remark\n\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    assert load_overlay(example).digest == before

    changed(example, "01632 960114", "01632 960116")
    assert load_overlay(example).digest != before


def test_the_evaluator_does_not_know_that_overlays_exist() -> None:
    """By structure: what answers a case imports nothing of an overlay, directly or through others."""
    code = (
        "import sys, decisions.policy.evaluate, decisions.journey.derive, decisions.journey.route;"
        "print([m for m in sys.modules if 'overlay' in m or m == 'decisions.journey.local'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


units = st.sampled_from(("minutes", "hours", "days", "working_days", "months"))


@given(
    st.integers(0, 50),
    units,
    st.integers(0, 50),
    units,
    st.datetimes(datetime(2025, 1, 1), datetime(2029, 1, 1)),  # noqa: DTZ001
)
def test_a_local_clock_that_is_let_through_never_ends_later(
    amount: int, unit: str, pack_amount: int, pack_unit: str, start: datetime
) -> None:
    local = LocalClock.model_validate(
        {"key": "x", "text": "in time", "amount": amount, "unit": unit, "source": "a page"}
    )
    national = Timescale.model_validate(
        {"text": "in time", "amount": pack_amount, "unit": pack_unit, "is_national": True}
    )
    if not is_never_later(local, national):
        return
    shorter = Timescale.model_validate(
        {"text": "in time", "amount": amount, "unit": unit, "is_national": False}
    )
    # Each hour of the day, because hours and days meet at its ends.
    for hour in range(24):
        at = (start + timedelta(hours=hour)).replace(tzinfo=UTC)
        ends, limit = due_at(shorter, at), due_at(national, at)
        assert ends is not None
        assert limit is not None
        assert ends <= limit


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["overlay", *words])
    return result.exit_code, result.output


def test_the_command_says_that_the_example_may_be_used() -> None:
    code, said = run("check", str(EXAMPLE))

    assert code == 0
    assert said.startswith("exampleshire/1 may be used with england/")
    code, said = run("check", str(EXAMPLE / "overlay.toml"), "--json")
    found = json.loads(said)
    assert code == 0
    assert found["overlay"] == "exampleshire"
    assert found["faults"] == []
    assert len(found["digest"]) == 64


def test_the_command_refuses_with_2_and_lists_every_fault(example: Path) -> None:
    changed(example, 'role = "lado_1wd"', 'role = "lado"')
    changed(example, "01632 960124", "0163")

    code, said = run("check", str(example))
    assert code == 2
    assert "overlay.toml: consultee 1.role" in said
    assert "overlay.toml: contact 2.number" in said

    code, said = run("check", str(example), "--json")
    assert code == 2
    assert [one["key"] for one in json.loads(said)["faults"]] == [
        "contact 2.number",
        "consultee 1.role",
    ]


def test_the_command_shows_each_clock_beside_the_packs(example: Path) -> None:
    code, said = run("show", str(example))

    assert code == 0
    assert "strategy_discussion (complex): within five working days." in said
    assert "Local, after a 2015 training text. The pack: as soon as possible" in said
    assert run("show", str(example / "gone"))[0] == 2
    assert json.loads(run("show", str(example), "--json")[1])["id"] == "exampleshire"


def test_show_takes_the_overlay_in_use(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(example, 'version = "1"', 'version = "7"')
    monkeypatch.setenv("ISA_OVERLAY", str(example))
    settings.cache_clear()
    try:
        assert "local guidance exampleshire/7" in run("show")[1]
    finally:
        settings.cache_clear()


def test_serving_with_an_overlay_that_is_not_there_is_refused_before_it_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ISA_OVERLAY", str(tmp_path / "nowhere"))
    settings.cache_clear()
    try:
        result = CliRunner().invoke(isa_app, ["serve"])
    finally:
        settings.cache_clear()

    assert isinstance(result.exception, OverlayError)
    assert "The overlay nowhere cannot be used" in str(result.exception)
