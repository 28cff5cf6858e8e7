"""Law nobody has verified never makes sharing required: not in a demonstration, not by a date."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from decisions.journey.derive import switches_of
from decisions.policy import checks_sources
from decisions.policy.compiled import CompiledPack
from decisions.policy.faults import PackError
from decisions.policy.pack import Pack, load_pack
from decisions.policy.released import newest_folder
from decisions.policy.source import Row, Source

MINIMAL = Path(__file__).parents[2] / "broken_packs" / "minimal"
NOTICE = 'then = ["new_notice"]'


def edited(folder: Path, *changes: tuple[str, str, str]) -> Path:
    """The folder, with one piece of text in a file put in the place of another."""
    for file, find, put in changes:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(find) == 1, f"{file} no longer holds {find!r} once"
        (folder / file).write_text(text.replace(find, put), encoding="utf-8")
    return folder


@pytest.fixture
def smallest_folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "smallest"))


@pytest.fixture
def england_folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(newest_folder(), tmp_path / "england"))


def refused(folder: Path) -> str:
    with pytest.raises(PackError) as error:
        load_pack(folder)
    return str(error.value)


@pytest.mark.parametrize("demo", ["true", "false"])
def test_required_on_law_nobody_has_verified_is_refused_in_a_demonstration_too(
    smallest_folder: Path, demo: str
) -> None:
    folder = edited(
        smallest_folder,
        ("pack.toml", "demo = false", f"demo = {demo}"),
        ("tables.toml", NOTICE, 'then = ["share_required"]'),
        ("tables.toml", 'cites = ["draft"]\nswitch = "new_duty"', 'cites = ["draft"]'),
    )

    told = refused(folder)

    assert "table.next_steps.row NS3: it says that sharing is required, and no source" in told


def test_required_on_no_source_at_all_is_refused(smallest_folder: Path) -> None:
    folder = edited(
        smallest_folder,
        ("tables.toml", NOTICE, 'then = ["share_required"]'),
        ("tables.toml", 'cites = ["draft"]\nswitch = "new_duty"', ""),
    )

    assert "NS3: it says that sharing is required, and no source" in refused(folder)


def test_required_behind_a_switch_that_is_off_may_wait_for_its_source(
    smallest_folder: Path,
) -> None:
    folder = edited(smallest_folder, ("tables.toml", NOTICE, 'then = ["share_required"]'))

    assert "sharing is required" not in refused(folder)


def test_a_demonstration_may_show_what_is_still_to_verify(smallest_folder: Path) -> None:
    folder = edited(
        smallest_folder,
        ("pack.toml", "demo = false", "demo = true"),
        ("tables.toml", 'cites = ["draft"]\nswitch = "new_duty"', 'cites = ["draft"]'),
    )

    assert load_pack(folder).header.demo


def test_a_row_that_waits_for_its_law_to_start_may_cite_it(smallest_folder: Path) -> None:
    folder = edited(
        smallest_folder,
        ("citations.toml", 'edition = "First draft"', 'edition = "1"\nfrom = 2026-06-01'),
        (
            "tables.toml",
            'cites = ["draft"]\nswitch = "new_duty"',
            'cites = ["draft"]\nfrom = 2026-06-01',
        ),
        ("pack.toml", "demo = false", "demo = true"),
    )
    assert load_pack(folder)

    edited(folder, ("tables.toml", "from = 2026-06-01", "from = 2026-05-31"))
    assert "'draft', which holds only from 2026-06-01" in refused(folder)


@pytest.mark.parametrize(
    ("switch", "row"), [("duty_16la", "DU10"), ("csa_duty", "DU5")], ids=["16LA", "CSA"]
)
def test_a_duty_cannot_be_turned_on_while_its_section_is_to_verify(
    england_folder: Path, switch: str, row: str
) -> None:
    folder = edited(
        england_folder,
        ("pack.toml", f"[switch.{switch}]\nis_on = false", f"[switch.{switch}]\nis_on = true"),
    )

    assert f"row {row}: it says that sharing is required" in refused(folder)


def test_a_released_pack_with_no_switch_for_its_duty_still_loads() -> None:
    """England 2026.1 named no switch for section 16LA: what it does not name is off."""
    pack = load_pack(newest_folder().parent / "2026.1")
    rows = {row.id: row for table in pack.tables.values() for row in table.row}

    assert checks_sources.waits_for(pack, rows["DU10"]) == ("duty_16la",)
    assert "duty_16la" not in pack.switches
    assert list(checks_sources.faults(pack)) == []


def test_every_state_of_commencement_has_its_switch(england: CompiledPack) -> None:
    pack = england.pack
    states = {
        name.removesuffix("_state")
        for name, fact in pack.facts.items()
        if fact.ask == "computed" and "in_force" in fact.values
    }

    assert states == {"duty_16la", "csa_duty"}
    assert states <= set(pack.switches)


def test_a_switch_turned_on_is_what_the_journey_takes_for_in_force(england: CompiledPack) -> None:
    pack = england.pack
    on = date(2026, 11, 22)
    switch = pack.switches["duty_16la"].model_copy(update={"is_on": True, "starts": on})
    header = pack.header.model_copy(update={"switch": {**pack.switches, "duty_16la": switch}})
    started = replace(pack, header=header)

    assert switches_of(pack, on).duty_16la == "uncertain"
    assert switches_of(started, on).duty_16la == "in_force"
    assert switches_of(started, date(2026, 11, 21)).duty_16la == "uncertain"


def test_every_switch_that_is_on_says_from_which_day(england: CompiledPack) -> None:
    pack = england.pack
    on = {name: switch for name, switch in pack.switches.items() if switch.is_on}

    assert set(on) == {
        "operation_encompass",
        "recognised_legitimate_interests",
        "victim_information_requests",
    }
    assert all(switch.starts and switch.cites for switch in on.values())


def test_no_row_that_may_count_is_required_by_law_still_to_verify(england: CompiledPack) -> None:
    pack = england.pack

    def is_doubtful(row: Row) -> bool:
        return all(pack.citations[cite].confidence == "to_verify" for cite in row.cites)

    doubtful = [row for row in _rows(pack, gives=checks_sources.REQUIRED) if is_doubtful(row)]

    assert {"DU5", "DU10"} <= {row.id for row in doubtful}
    for row in doubtful:
        waits = [pack.switches[name] for name in checks_sources.waits_for(pack, row)]
        assert any(not switch.is_on for switch in waits), row.id


def _rows(pack: Pack, *, gives: frozenset[str]) -> list[Row]:
    return [
        row for table in pack.tables.values() for row in table.row if gives.intersection(row.codes)
    ]


@pytest.mark.parametrize(
    "is_wrong",
    [
        lambda one: one.confidence == "checked" and one.checked_on is None,
        lambda one: one.address is not None and not one.address.startswith("https://"),
        lambda one: one.checked_on is not None and one.checked_on > date(2026, 11, 22),
        lambda one: one.starts is not None and str(one.starts.year) not in one.commencement,
    ],
    ids=["checked on a day", "a safe address", "not in the future", "said in words too"],
)
def test_the_sources_of_england_are_whole(
    england: CompiledPack, is_wrong: Callable[[Source], bool]
) -> None:
    wrong = [key for key, source in england.pack.citations.items() if is_wrong(source)]

    assert wrong == []


def test_every_row_of_england_says_what_it_rests_on(england: CompiledPack) -> None:
    tables = england.pack.tables.items()

    silent = [f"{name} {row.id}" for name, table in tables for row in table.row if not row.cites]

    assert silent == []
