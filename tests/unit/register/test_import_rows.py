"""Rows below the headings: what stands above, pages put together, blank rows, formulas, by column."""

from isa.register.importing.model import ColumnMap, Findings, Layout, Sheet
from isa.register.importing.rows import lines, table

MAP = ColumnMap(layout=Layout.AGREEMENTS, header_line=1, fields=("title", "", "parties", "parties"))
HEADS = ("Title", "Note", "Partner", "Other")


def read(*rows, mapping=MAP):
    findings = Findings()
    found = [*lines(Sheet("", [HEADS, *rows]), mapping, findings)]
    return found, [(each.line, each.column) for each in findings.found]


def test_blank_rows_and_headings_that_come_again_are_left_out_and_numbers_stay():
    found, wrong = read(
        ("One", "x", "A", "B"),
        ("", "only a note", "", ""),
        HEADS,
        (" TITLE ", "note", "partner", "OTHER"),
        ("Two", "", "C", ""),
    )
    assert [(each.number, each.cells) for each in found] == [
        (2, {"title": "One", "parties": "A; B"}),
        (6, {"title": "Two", "parties": "C"}),
    ]
    assert wrong == []


def test_ditto_marks_take_what_stands_above_and_a_formula_is_refused():
    found, wrong = read(
        ('"', "", "Same Street Trust", ""),
        ("One", "", "ditto", ""),
        ("  do. ", "", "'=x", ""),
        ("=A1", "", "as above", ""),
    )
    assert [each.cells for each in found] == [
        {"parties": "Same Street Trust"},
        {"title": "One", "parties": "Same Street Trust"},
        {"title": "One"},
        {"parties": "Same Street Trust"},
    ]
    assert wrong == [(2, 1), (5, 1), (4, 3)]


def test_a_short_row_and_no_rows():
    told = table(Sheet("", [HEADS, ("One",)]), MAP, Findings())
    assert told.line(0).cells == {"title": "One"}
    assert told.column("starts_on") == [""]
    assert not table(Sheet("", [HEADS]), MAP, Findings()).numbers
