"""What single tables should find, on both sides of each line, written from the law they cite."""

import pytest
from pinned import Pin, found, pins

from decisions.policy.compiled import CompiledPack

PINS = pins()


@pytest.mark.parametrize("pin", PINS, ids=lambda pin: f"{pin.table}: {pin.says}")
def test_a_table_finds_what_the_law_it_cites_says(england: CompiledPack, pin: Pin) -> None:
    for side in pin.each(england.pack):
        evaluation = side.evaluated(england)
        if side.is_sought and evaluation.breached:
            continue  # nobody could give these answers together

        assert evaluation.breached == (), f"{side.name}: the answers contradict each other"
        finding = found(evaluation, pin.table)
        assert side.is_met(finding), f"{side.name}: found {finding.possible}, not {side.wanted}"


def test_each_pinned_finding_is_a_sentence_of_its_own() -> None:
    assert len({(pin.table, pin.says) for pin in PINS}) == len(PINS)


def test_what_a_pin_names_some_row_can_find(england: CompiledPack) -> None:
    """What must not be found is named rightly: a slip in a code would else pass unseen."""
    for pin in PINS:
        table = england.pack.tables[pin.table]
        given = {code for row in table.row for code in row.codes} | set(table.values)
        for wanted in (pin.finds, pin.otherwise or [], *(change["finds"] for change in pin.but)):
            codes = [wanted] if isinstance(wanted, str) else wanted
            assert {code.removeprefix("!") for code in codes} <= given, pin.says
