"""An ordinary sheet is measured without parsing; anything that could hide a cell is left to the parser."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isa.register.importing.cells import Cells
from isa.register.importing.model import Unreadable, column_letter
from isa.register.importing.plain_cells import plain_size

SHEET = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/'
    b'spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
)
CELL = b'<row r="7"><c r="C7" t="s"><v>1</v></c></row>'


def test_the_furthest_cell_counts_whether_or_not_it_holds_anything():
    assert plain_size(SHEET % CELL) == (7, 3)
    assert plain_size(SHEET % b'<row r="90"><c r="AB90" s="1"/></row>') == (90, 28)
    assert plain_size(SHEET % b"") == (0, 0)


@pytest.mark.parametrize(
    "cells",
    [
        b"<row><c><v>1</v></c></row>",
        b'<row r="1"><c  r="ZZ9999999"><v>1</v></c></row>',
        b"<row r=\"1\"><c r='ZZ99'><v>1</v></c></row>",
        b'<row r="1"><c s="1" r="ZZ99"><v>1</v></c></row>',
        b'<row r="1"><c r="zz99"><v>1</v></c></row>',
        b'<row r="1"><c r="&#90;9"><v>1</v></c></row>',
        b'<row r="1"><c r="ABCD1"><v>1</v></c></row>',
        b'<row r="1"><c r="A12345678"><v>1</v></c></row>',
        b'<row r="1"><c r="A"><v>1</v></c></row>',
        b'<row r="1"><c r=""><v>1</v></c></row>',
        b'<row r="1"><c\tr="ZZ99"><v>1</v></c></row>',
        b'<row r="1"><x:c r="ZZ99"><v>1</v></x:c></row>',
        b'<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>',
        b'<row r="1"><c r="A1"><x:f>1+1</x:f></c></row>',
        b'<!-- <c r="A1"/> --><row r="1"><c r="A1"/></row>',
        b'<row r="1"><c r="A1"><v><![CDATA[<c r="ZZ99"/>]]></v></c></row>',
        b'<?x?><row r="1"><c r="A1"/></row>',
        b'<row r="1"><c r="A1"><v>1</v></row>',
        b'<row r="1"><row r="2"></row>',
    ],
)
def test_what_is_written_otherwise_is_left_to_the_parser(cells):
    assert plain_size(SHEET % cells) is None


def test_another_alphabet_is_left_to_the_parser():
    assert plain_size((SHEET % CELL).replace(b"UTF-8", b"UTF-7")) is None


def test_a_far_cell_is_refused_in_either_way():
    for cell in (b'<c r="A999999"><v>1</v></c>', b'<c  r="A999999"><v>1</v></c>'):
        with pytest.raises(Unreadable, match="999,999"):
            Cells().look_at(SHEET % (b'<row r="1">' + cell + b"</row>"))


@given(
    st.lists(st.tuples(st.integers(1, 200), st.integers(1, 100_000)), min_size=1, max_size=20).map(
        sorted
    )
)
def test_it_never_finds_less_than_the_parser(places):
    filled = "".join(f'<c r="{column_letter(column)}{row}"><v>1</v></c>' for column, row in places)
    part = SHEET % f'<row r="1">{filled}</row>'.encode()
    quick, parsed = Cells(), Cells()
    assert plain_size(part) == (max(row for _, row in places), places[-1][0])
    size = plain_size(part)
    if size is not None and size[0] * size[1] < 8_000_000:
        quick.look_at(part)
        parsed.look_at(part.replace(b"<sheetData>", b"<sheetData><!-- -->"))
        assert quick._total == parsed._total
