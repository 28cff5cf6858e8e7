"""An export is read back as it was, whatever the register holds; and no cell of it can run."""

import io
import json
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isa.register.exporting.shape import SHAPE, Kind, guarded, understood, unguarded, written
from isa.register.exporting.workbook import as_json, as_xlsx
from isa.register.importing.model import Findings
from isa.register.importing.reading import read, read_json
from isa.register.importing.whole import compare_whole, row_key
from isa.register.importing.whole_reading import entries_of, is_whole, sheets_of
from isa.register.listing import sheet as listed

ON = date(2026, 6, 1)
# What the register's own checks let into a text: no control characters but these, no lone halves.
TEXTS = st.text(
    st.one_of(
        st.sampled_from("=+-@'\t\n\"<>&;|_x000D_ "),
        st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")),
    ),
    max_size=40,
)
DAYS = st.dates(date(1, 1, 1), date(2100, 1, 1))
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
CODES = st.lists(st.from_regex(r"\A[a-z*][a-z0-9_]{0,8}\Z"), max_size=3)
VALUES = {
    Kind.TEXT: TEXTS,
    Kind.ID: st.none() | st.from_regex(r"\A[a-z][a-z0-9_-]{1,8}\Z"),
    Kind.DAY: DAYS,
    Kind.DAY_OR_NONE: st.none() | DAYS,
    Kind.INSTANT: INSTANTS,
    Kind.INSTANT_OR_NONE: st.none() | INSTANTS,
    Kind.FLAG: st.booleans(),
    Kind.NUMBER: st.integers(0, 99_999),
    Kind.CODES: CODES.map(lambda codes: tuple(sorted(set(codes)))),
}
FEWER = settings(max_examples=max(6, settings().max_examples // 4))
"""A workbook takes long to write."""
REGISTERS = st.fixed_dictionaries(
    {
        name: st.lists(
            st.fixed_dictionaries({each.name: VALUES[each.kind] for each in columns}).filter(
                lambda row: any(written(value) for value in row.values())
            ),
            max_size=2,
        )
        for name, columns in SHAPE.items()
    }
)


def values(sheets):
    assert is_whole(sheets)
    findings = Findings()
    entries = entries_of(sheets, findings)
    assert not [each for each in findings.found if "Write" in each.sentence]
    return {name: [entry.values for entry in found] for name, found in entries.items()}


@FEWER
@given(REGISTERS)
def test_an_export_to_a_workbook_is_read_back_as_it_was(register):
    assert values(read(as_xlsx(register, version=1, on=ON))) == register


@FEWER
@given(REGISTERS)
def test_an_export_to_json_is_read_back_as_it_was(register):
    told = as_json(register, version=1, on=ON)

    assert values(sheets_of(read_json(told))) == register


@given(TEXTS)
def test_a_guarded_text_never_begins_a_formula_and_comes_back(text):
    kept = guarded(text)

    assert not kept.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(kept) == text


@FEWER
@given(REGISTERS)
def test_importing_what_is_there_changes_nothing_and_order_never_matters(register):
    sheets = sheets_of(json.loads(as_json(register, version=1, on=ON)))
    for sheet in sheets[1:]:
        sheet.rows[1:] = reversed(sheet.rows[1:])

    found = compare_whole(entries_of(sheets, Findings()), register, Findings(), today=ON)

    assert not found.new
    assert not found.changed


def test_a_text_that_looks_like_a_formula_is_text_in_the_workbook():
    row = {
        each.name: understood("", each) if each.kind in (Kind.TEXT, Kind.ID) else None
        for each in SHAPE["agencies"]
    }
    register = {name: [] for name in SHAPE} | {
        "agencies": [{**row, "id": "a", "name": "=cmd|' /C calc'!A0"}]
    }

    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(register, version=1, on=ON)))

    cell = book["agencies"]["B2"]
    assert cell.data_type == "s"
    assert cell.value == "'=cmd|' /C calc'!A0"


def test_beside_each_id_stands_what_it_means_which_no_import_reads_again():
    register = a_register("01632 960001", ON)
    register["agencies"][0] |= {"name": "=Police", "type": "police"}

    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(register, version=1, on=ON)))

    sheet = book["contacts"]
    assert [cell.value for cell in sheet[1]][:2] == ["agency_id", "(agency)"]
    assert [cell.value for cell in sheet[2]][:2] == ["police", "'=Police"]
    assert sheet.column_dimensions["B"].width >= len("(agency)")
    assert sheet.freeze_panes == "A2"
    sheet["B2"].value = "Somebody else"
    out = io.BytesIO()
    book.save(out)
    findings = Findings()
    found = entries_of(read(out.getvalue()), findings)
    assert not findings.found
    assert [each.values for each in found["contacts"]] == register["contacts"]


def test_a_row_is_the_same_row_whatever_the_order_of_its_codes():
    columns = {each.name: VALUES[each.kind] for each in SHAPE["data_rows"]}
    row = dict.fromkeys(columns, "") | {"number": 1, "valid_from": ON, "valid_to": None}

    assert row_key("data_rows", {**row, "category": ("a", "b")}) == row_key(
        "data_rows", {**row, "category": ("b", "a")}
    )


def a_register(number, checked):
    register = {name: [] for name in SHAPE}
    agency = {each.name: understood("", each) for each in SHAPE["agencies"]}
    register["agencies"] = [{**agency, "id": "police", "name": "Exampleshire Police"}]
    contact = {
        each.name: understood("", each) if each.kind is Kind.TEXT else None
        for each in SHAPE["contacts"]
    }
    told = {"agency_id": "police", "kind": "front_door", "label": "Desk"}
    register["contacts"] = [{**contact, **told, "number": number, "verified_on": checked}]
    return register


@pytest.mark.parametrize(
    ("number", "told", "comes", "sentence"),
    [
        ("01632 960999", ON, None, "number not checked here"),
        ("01632 960001", ON, date(2026, 1, 5), "in this register stays"),
        ("01632 960001", None, None, ""),
        ("01632 960999", date(2026, 6, 2), None, "must not be after today"),
    ],
)
def test_a_file_can_bring_a_number_and_never_that_it_was_checked(number, told, comes, sentence):
    held = a_register("01632 960001", date(2026, 1, 5))
    sheets = sheets_of(json.loads(as_json(a_register(number, told), version=1, on=ON)))
    findings = Findings()

    found = compare_whole(entries_of(sheets, Findings()), held, findings, today=ON)

    after = [row for row in held["contacts"] if row not in found.go["contacts"]]
    after += found.come["contacts"]
    assert [(row["number"], row["verified_on"]) for row in after] == [(number, comes)]
    assert sentence in " ".join(each.sentence for each in findings.found)


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_what_a_newer_release_added_is_one_clear_fault_and_never_lost_in_silence(form):
    empty = {name: [] for name in SHAPE}
    if form == "json":
        told = json.loads(as_json(empty, version=1, on=ON))
        told["letters"] = [{"id": "p"}]
        told["agencies"] = [{**dict.fromkeys(each.name for each in SHAPE["agencies"]), "logo": "x"}]
        sheets = sheets_of(told)
    else:
        book = openpyxl.load_workbook(io.BytesIO(as_xlsx(empty, version=1, on=ON)))
        book.create_sheet("letters").append(["id"])
        book.create_sheet("Sheet1")
        book["agencies"].cell(1, len(SHAPE["agencies"]) + 1).value = "logo"
        out = io.BytesIO()
        book.save(out)
        sheets = read(out.getvalue())
    findings = Findings()

    entries_of(sheets, findings)

    said = [each.sentence for each in findings.found if "does not know" in each.sentence]
    assert len(said) == 1
    assert "the sheet 'letters'" in said[0]
    assert "the column 'logo' of 'agencies'" in said[0]
    assert "Sheet1" not in said[0]


def test_every_sheet_is_laid_out_for_paper_and_what_is_told_wraps():
    nothing = as_xlsx(dict.fromkeys(SHAPE, ()), version=1, on=ON)
    book = openpyxl.load_workbook(io.BytesIO(nothing))

    told = book.worksheets[0]
    assert "A5:C5" in [str(one) for one in told.merged_cells.ranges]
    assert told["A5"].alignment.wrap_text
    assert told.sheet_properties.pageSetUpPr.fitToPage
    assert told.page_setup.orientation != "landscape"
    for sheet in book.worksheets[1:]:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert {sheet.print_title_rows for sheet in book.worksheets[1:]} == {"$1:$1"}


def test_a_list_is_laid_out_for_paper_too_and_its_columns_hold_what_stands_in_them():
    rows = [("The register cannot say", 3, ON), ("=x", 12, ON)]

    book = openpyxl.load_workbook(io.BytesIO(listed.as_xlsx("List", ["Task", "Days", "On"], rows)))

    page = book["List"]
    assert page.column_dimensions["A"].width >= len(rows[0][0])
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert (page.freeze_panes, page.print_title_rows) == ("A2", "$1:$1")
    assert page["A3"].value == "'=x"
    assert page["C2"].is_date
