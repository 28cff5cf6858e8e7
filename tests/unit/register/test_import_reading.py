"""Files of every sort: what is read, and the sentence that refuses what cannot be."""

import io
import struct
import time
import tomllib
import zipfile

import openpyxl
import pytest
import xlsxwriter

from isa.platform.config import ROOT
from isa.register.importing import limits, workbook
from isa.register.importing.model import Unreadable
from isa.register.importing.reading import read


def xlsx(fill, **options):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        fill(book)
    return out.getvalue()


def table(book):
    page = book.add_worksheet("List")
    page.write_row(3, 0, ["Title", "Start"])
    page.write_string(4, 0, "Sharing")
    page.write_datetime(
        4, 1, __import__("datetime").datetime(2024, 4, 1), book.add_format({"num_format": "d mmm"})
    )


def with_part(data, name, content):
    """The workbook with one more part, or one part replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "row"),
    [
        (b"Title,Start\nA,1/4/24\n", ("A", "1/4/24")),
        (b"\xef\xbb\xbfTitle;Start\nA;1/4/24\n", ("A", "1/4/24")),
        ("Title\tStart\nCaf\u00e9\t1/4/24\n".encode("utf-16"), ("Caf\u00e9", "1/4/24")),
        (
            "Title|Start\nCaf\u00e9 \u2013 x|1/4/24\n".encode("cp1252"),
            ("Caf\u00e9 \u2013 x", "1/4/24"),
        ),
        (b"sep=;\nTitle;Start\nA;1/4/24\n", ("A", "1/4/24")),
        (b'Title,Start\n"A, B and C","1\n4"\n', ("A, B and C", "1\n4")),
    ],
)
def test_encodings_separators_and_byte_order_marks(data, row):
    rows = [each for each in read(data)[0].rows if any(each)]

    assert row in rows
    assert rows[0][0] == "Title"


def test_a_workbook_keeps_its_row_numbers_and_its_days():
    sheet = read(xlsx(table))[0]

    assert sheet.name == "List"
    assert sheet.rows[4] == ("Sharing", "2024-04-01")


@pytest.mark.parametrize(("down", "right"), [(0, 0), (0, 3), (4, 0), (5, 2)])
def test_a_table_keeps_its_place_wherever_it_begins(down, right):
    def fill(book):
        page = book.add_worksheet("List")
        page.write_row(down, right, ["Title", "Start"])
        page.write_row(down + 2, right, ["Sharing", 7])

    before, empty = ("",) * right, ("",) * (right + 2)
    assert read(xlsx(fill))[0].rows == [
        *[empty] * down,
        (*before, "Title", "Start"),
        empty,
        (*before, "Sharing", "7"),
    ]


def test_an_ods_file_is_read_and_its_repeated_cells_are_counted():
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="T"><table:table-row><table:table-cell office:value-type="string">'
        "<text:p>Title</text:p></table:table-cell></table:table-row>{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )

    def ods(rows, content=content):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as pack:
            pack.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            pack.writestr("META-INF/manifest.xml", "<manifest/>")
            pack.writestr("content.xml", content.format(rows=rows))
        return out.getvalue()

    empty = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'  # noqa: E501
    assert read(ods(empty))[0].rows[0] == ("Title",)
    further = '<table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'  # noqa: E501
    untitled = content.replace(' office:value-type="string"><text:p>Title</text:p>', ">")
    assert read(ods(further, untitled))[0].rows == [("", "", ""), ("", "", "x")]
    bomb = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'  # noqa: E501
    with pytest.raises(Unreadable, match="A cell with something in it stands in"):
        read(ods(bomb))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
        (b"MZ\x90\x00", "It was not run"),
        (b"<html><table><tr><td>Title</td></tr></table></html>", "web page"),
        (b"Title,Start\nA\0B,1\n", "byte 14"),
        (b"\xff\xfeT\x00i\x00t", "does not keep to it"),
        (b"PK\x03\x04 not a zip file, xl/workbook", "damaged"),
        (b"x" * (40 * 1_000_000), "40 MB; 20 MB is the most"),
        (b'Title\n"' + b"a" * 200_000, "never closed"),
    ],
)
def test_what_is_no_table_is_refused_in_words(data, words):
    with pytest.raises(Unreadable, match=words):
        read(data)


def test_another_kind_of_zip_file_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("word/document.xml", "<w/>")

    with pytest.raises(Unreadable, match="zip file or another kind"):
        read(out.getvalue())


def test_macros_are_refused_and_links_are_not_followed():
    plain = xlsx(table)
    with pytest.raises(Unreadable, match="never run"):
        read(with_part(plain, "xl/vbaProject.bin", b"Sub AutoOpen()"))

    linked = read(with_part(plain, "xl/externalLinks/externalLink1.xml", b"<x/>"))

    assert "Nothing was fetched" in linked[0].notes[0]


def test_formulas_give_their_saved_value_and_those_without_one_are_named():
    book = openpyxl.Workbook()
    book.active.append(["Title", "Start"])
    book.active.append(["=1+1", "x"])
    out = io.BytesIO()
    book.save(out)

    notes = " ".join(read(out.getvalue())[0].notes)

    assert "not run" in notes
    assert "A2" in notes


def test_a_zip_bomb_is_stopped_while_it_unpacks(monkeypatch):
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 2_000_000)
    bomb = with_part(xlsx(table), "xl/worksheets/sheet2.xml", b"\0" * 3_000_000)
    assert len(bomb) < 20_000

    with pytest.raises(Unreadable, match="Unpacked"):
        read(bomb)


def test_a_million_empty_rows_are_nothing_and_one_far_cell_is_refused():
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Title</t></is></c></row>%s</sheetData></worksheet>'  # noqa: E501
    empty = b"".join(
        b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(880_000, 1_000_001)
    )
    many = with_part(xlsx(table), "xl/worksheets/sheet1.xml", sheet % empty)
    assert [row for row in read(many)[0].rows if any(row)] == [("Title",)]

    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    with pytest.raises(Unreadable, match="stands in row 1,048,576"):
        read(with_part(xlsx(table), "xl/worksheets/sheet1.xml", sheet % far))
    hidden = far.replace(b'<c r="XFD1048576"', b"<c t='x' r = 'XFD1048576'")
    with pytest.raises(Unreadable, match="damaged"):
        read(with_part(xlsx(table), "xl/worksheets/sheet1.xml", sheet % hidden))
    wide = b'<row r="2"><c r="XFD2" t="inlineStr"><is><t>x</t></is></c></row>'
    with pytest.raises(Unreadable, match="stands in column XFD"):
        read(with_part(xlsx(table), "xl/worksheets/sheet1.xml", sheet % wide))


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
FAR = b'<row r="90000"><c r="IV90000"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "path", ["xl/worksheets/sheet1.xml", "xl/Worksheets/sheet1.xml", "xl/other/sheet1.xml", "a.png"]
)
def test_a_far_cell_is_refused_wherever_its_part_stands(path):
    with pytest.raises(Unreadable, match="90,000 rows and 256 columns"):
        read(with_part(xlsx(table), path, SHEET % FAR))


def test_a_far_cell_that_says_no_place_or_another_alphabet_is_refused():
    unplaced = b'<x:row xmlns:x="x" r="3">%s</x:row>' % (b"<x:c><x:v>1</x:v></x:c>" * 257)
    with pytest.raises(Unreadable, match="stands in column IW"):
        read(with_part(xlsx(table), "xl/other.xml", SHEET % unplaced))
    for part in (
        (SHEET % FAR).decode().encode("utf-16"),
        b'<!DOCTYPE a [<!ENTITY e "r">]>' + SHEET % FAR,
        SHEET % b'<row><c r="A4294967297"><v>1</v></c></row>',
    ):
        with pytest.raises(Unreadable, match="damaged"):
            read(with_part(xlsx(table), "xl/other.xml", part))


def test_the_cells_of_all_sheets_together_are_counted():
    data = xlsx(table)
    half = SHEET % b'<row r="90000"><c r="BX90000"><v>1</v></c></row>'
    data = with_part(data, "xl/other/one.xml", half)
    with pytest.raises(Unreadable, match="cells together"):
        read(with_part(data, "xl/other/two.xml", half))


@pytest.mark.parametrize(
    "opened",
    [
        b'<row s="1" ',
        b'<c r="A1"><f>',
        b"<table:table-row>",
        b"<table:table-cell ",
        b"<row>",
    ],
)
def test_ten_thousand_unclosed_elements_are_answered_at_once(opened):
    began = time.perf_counter()
    for content in (SHEET % (opened * 10_000), b"<sheetData>" + opened * 10_000):
        with pytest.raises(Unreadable, match="damaged"):
            read(with_part(xlsx(table), "xl/worksheets/sheet1.xml", content))
    assert time.perf_counter() - began < 1


def test_a_binary_workbook_is_refused():
    with pytest.raises(Unreadable, match="binary workbook"):
        read(with_part(xlsx(table), "xl/workbook.bin", b"\x00"))


def test_more_rows_than_any_register_are_refused():
    with pytest.raises(Unreadable, match=f"{limits.MOST_ROWS:,} rows is the most"):
        read(b"Title\n" + b"a\n" * (limits.MOST_ROWS + 10))


def test_the_server_takes_as_large_a_file_as_an_import_does():
    told = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())

    assert told["server"]["maxUploadSize"] * 1_000_000 >= limits.MOST_WITH_PAPERS


def test_a_workbook_that_ends_before_its_parts_do_is_damaged():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as pack:
        pack.writestr("xl/workbook.xml", "<workbook/>")
    data = bytearray(held.getvalue())
    sizes = data.rindex(b"PK\x01\x02") + 20  # in the directory, what the part is said to come to
    struct.pack_into("<II", data, sizes, 100_000, 100_000)

    with pytest.raises(Unreadable, match="damaged"):
        read(bytes(data))
