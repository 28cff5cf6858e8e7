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
    assert wrong == [(3, 0)]  # a note alone: left out, and said


def test_rows_that_only_count_and_empty_ones_are_left_out_and_said():
    findings = Findings()
    rows = [
        HEADS,
        ("One", "", "A", ""),
        ("", " ", "", ""),
        (" Total: 1", "", "1", ""),
        ("Total recall", "", "B", ""),
        ("---- 2025 ----", "", "", ""),
        ("=====", "", "", ""),
        ("-- Two", "", "", ""),
    ]
    found = [*lines(Sheet("", rows), MAP, findings)]

    assert [each.number for each in found] == [2, 5, 8]
    assert [(each.line, each.sentence) for each in findings.found] == [
        (4, "'Total: 1' only counts the rows above it: the row was left out"),
        (6, "'---- 2025 ----' only divides the rows: the row was left out"),
        (7, "'=====' only divides the rows: the row was left out"),
        (3, "1 empty row was left out, this one"),
    ]


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
