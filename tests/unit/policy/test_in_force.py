"""Which rows count on a day: the words agree with what the evaluator does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from typer.testing import CliRunner

from decisions.policy import readout, released
from decisions.policy.cli import app
from decisions.policy.compiled import compile_pack
from decisions.policy.in_force import closed_because, switched_off_because
from decisions.policy.pack import Pack
from decisions.policy.source import Switch
from isa.platform.days import show_date

START, END = date(2026, 4, 1), date(2027, 4, 1)
DAYS = [START + timedelta(days=days) for days in (-1, 0, 1, 364, 365, 366)]
SWITCHES = [
    {"is_on": False},
    {"is_on": False, "from": START},
    {"is_on": True},
    {"is_on": True, "from": START},
]


def dated(pack: Pack, switch: dict[str, object]) -> Pack:
    """The smallest pack with a dated row and a switch, and a row that has both."""
    rows = list(pack.tables["outcome"].row)
    limits = {"starts": START, "ends": END}
    rows[0] = rows[0].model_copy(update=limits)
    rows[1] = rows[1].model_copy(update={"switch": "new_duty"})
    rows[2] = rows[2].model_copy(update=limits | {"switch": "new_duty"})
    table = pack.tables["outcome"].model_copy(update={"row": tuple(rows)})
    found = Switch.model_validate(switch | {"because": "Nobody has confirmed it."})
    header = pack.header.model_copy(update={"switch": {"new_duty": found}})
    return replace(pack, header=header, tables={**pack.tables, "outcome": table})


@pytest.mark.parametrize("switch", SWITCHES)
@pytest.mark.parametrize("on", DAYS)
def test_a_row_has_a_reason_exactly_when_the_evaluator_leaves_it_out(smallest, switch, on):
    pack = dated(smallest.pack, switch)
    compiled = compile_pack(pack)
    gates = {row.id: row.gates for table in compiled.tables for row in table.rows}

    for row in pack.tables["outcome"].row:
        is_open = set(gates[row.id]) <= compiled.open_gates(on)
        assert (closed_because(pack, row, on) is None) == is_open, row.id


@pytest.mark.parametrize(
    ("switch", "on", "said"),
    [
        ({"is_on": False}, START, "switched off: that it has started is not confirmed"),
        (
            {"is_on": True, "from": START},
            DAYS[0],
            "not yet in force: confirmed to start on 1 April 2026",
        ),
        ({"is_on": True, "from": START}, START, None),
    ],
)
def test_a_switch_says_why_it_is_closed(smallest, switch, on, said):
    assert switched_off_because(dated(smallest.pack, switch), "new_duty", on) == said


def test_a_dated_row_says_before_and_after_what_its_dates_are(smallest):
    pack = dated(smallest.pack, {"is_on": True})
    row = pack.tables["outcome"].row[0]

    assert closed_because(pack, row, DAYS[0]) == "not yet in force: it starts on 1 April 2026"
    assert closed_because(pack, row, END) == "ended: it held until 1 April 2027"


def test_the_readout_marks_what_does_not_count_and_only_with_a_day(smallest):
    pack = dated(smallest.pack, {"is_on": False})

    marked = readout.table(pack, "outcome", START)
    assert marked.count("NOT COUNTED: switched off") == 2
    assert "NOT COUNTED" not in readout.table(pack, "outcome")
    assert "Switch new_duty: switched off" in readout.standing(pack, START)


def test_show_on_a_day_shows_the_pack_that_answers_for_it():
    loaded = released.load_released(None).pack
    day = loaded.header.in_force_from

    result = CliRunner().invoke(app, ["show", "duty", "--on", str(day)])

    assert result.exit_code == 0
    assert result.output.startswith(f"{loaded.id} as at {show_date(day)}")
    for name in loaded.switches:
        assert f"Switch {name}: {switched_off_because(loaded, name, day) or 'on'}" in result.output


def test_show_before_there_was_any_pack_is_refused():
    result = CliRunner().invoke(app, ["show", "--on", "1999-01-01"])

    assert result.exit_code == 2
    assert "No law pack is in force on 1999-01-01" in result.output
