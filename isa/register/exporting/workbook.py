"""An export as a workbook or as JSON (pure: bytes out of rows)."""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register.exporting.shape import (
    ABOUT,
    FORMAT,
    FORMAT_VERSION,
    SHAPE,
    Row,
    Value,
    beside,
    guarded,
    written,
)

Sheets = Mapping[str, Sequence[Row]]
AS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""How every workbook of ours is opened: a text stays a text."""
A_DAY, _WIDEST = 10, 60
"""Characters of a day, and across a column at most: what is longer is read in its cell."""
Words = Mapping[Value, str]
_FIRST_REAL_DAY = date(1950, 1, 1)
"""Earlier days, such as "always", are written as text: a spreadsheet has no days before 1900."""
_TOLD = (
    _(
        "This is the whole register. It can be imported again. Change what you like; leave "
        "the ids, the headings and the names of the sheets as they are. A row that is left "
        "out of a sheet is taken away only if other rows of the same agency or agreement are "
        "still there."
    ),
    _(
        "A column whose heading stands in brackets says in words what the ids before it mean. It is for "
        "reading: what you change there changes nothing."
    ),
    _(
        "Rows of assurances, events, checks, versions, notes and papers are only ever added. What "
        "you change or leave out in those sheets changes nothing."
    ),
    _(
        "Not in it: what the register held once and no longer holds, users and what they may do, "
        "decisions and their records, demand, the audit trail, filters of other people."
    ),
)
_WITH_PAPERS = _("The papers themselves lie beside this workbook, each under its sha256.")
_WITHOUT_PAPERS = _(
    "The papers themselves are not in this file: their lines are. Export with papers to bring them too."
)
_SHEETS = {
    "agencies": _("agencies"),
    "identifiers": _("codes of agencies"),
    "contacts": _("numbers to ring"),
    "officers": _("posts that answer for something"),
    "signatories": _("posts that may sign"),
    "agency_status": _("whether agencies operate, and the larger body each belongs to"),
    "succession": _("agencies that took over from others"),
    "membership": _("agencies on the roster of a group"),
    "agreements": _("agreements and their dates"),
    "details": _("everything else agreements say"),
    "parties": _("parties and how far each has come"),
    "data_rows": _("rows of sharing tables"),
    "assurances": _("what agencies confirmed about themselves"),
    "events": _("what happened to agreements and parties"),
    "checks": _("answers to the quality checklist"),
    "versions": _("numbered versions"),
    "notes": _("notes of those who keep the register"),
    "papers": _("papers beside agreements"),
    "version_texts": _("what each numbered version said"),
    "filters": _("filters of whoever exported this"),
}
_A4 = 9
_IN_A_LINE = 80
"""Characters of a sentence that stand in one line of the first sheet, at its three columns' width."""
_LONGEST = 32_767
"""Characters in a cell of a workbook; a longer text would be lost without a word."""


def as_xlsx(sheets: Sheets, *, version: int, on: date, has_papers: bool = False) -> bytes:
    """The register as a workbook. Every text is written as text, and none can be run as a formula."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, AS_TEXT)
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    _write_about(book, bold, sheets, version=version, on=on, has_papers=has_papers)
    words = _words(sheets)
    for name in SHAPE:
        _write_sheet(book, (bold, day), name, sheets[name], words)
    book.close()
    return out.getvalue()


def _write_about(
    book: xlsxwriter.Workbook,
    bold: Format,
    sheets: Sheets,
    *,
    version: int,
    on: date,
    has_papers: bool,
) -> None:
    """What the export holds and what it does not."""
    about = book.add_worksheet(ABOUT)
    about.set_paper(_A4)
    about.fit_to_pages(1, 1)
    about.set_column(0, 0, 20)
    about.set_column(1, 1, 60)
    for number, (name, value) in enumerate(
        (
            (FORMAT, str(FORMAT_VERSION)),
            (_("register version"), str(version)),
            (_("exported on"), written(on)),
        )
    ):
        about.write_string(number, 0, name, bold)
        about.write_string(number, 1, value)
    papers = _WITH_PAPERS if has_papers else _WITHOUT_PAPERS
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for line, sentence in enumerate((*_TOLD, papers), start=4):
        about.merge_range(line, 0, line, 2, sentence, wrapped)
        about.set_row(line, 15 * (1 + len(sentence) // _IN_A_LINE))
    for line, name in enumerate(SHAPE, start=10):
        about.write_string(line, 0, name, bold)
        about.write_string(line, 1, _SHEETS[name])
        about.write_number(line, 2, len(sheets[name]))


def _write_sheet(
    book: xlsxwriter.Workbook,
    formats: tuple[Format, Format],
    name: str,
    rows: Sequence[Row],
    words: Words,
) -> None:
    page = book.add_worksheet(name)
    lay_out(page)
    place = 0
    for column in SHAPE[name]:
        held = [row[column.name] for row in rows]
        _write_column(page, formats, place, column.name, held)
        place += 1
        if head := beside(name, column.name):
            _write_column(page, formats, place, head, [_said(each, words) for each in held])
            place += 1
    page.autofilter(0, 0, max(len(rows), 1), place - 1)


def _write_column(
    page: Worksheet,
    formats: tuple[Format, Format],
    place: int,
    head: str,
    held: Sequence[Value],
) -> None:
    """A heading and what stands below it, as wide as the longest of them within reason."""
    bold, day = formats
    page.write_string(0, place, head, bold)
    longest = len(head)
    for line, cell in enumerate(held, start=1):
        if type(cell) is date and cell >= _FIRST_REAL_DAY:
            page.write_datetime(line, place, cell, day)
            longest = max(longest, A_DAY)
        elif text := guarded(written(cell)):
            if len(text) > _LONGEST:
                raise Invalid({"": _too_long(page.name, head, line + 1)})
            page.write_string(line, place, text)
            longest = max(longest, len(text))
    fit(page, place, longest)


def fit(page: Worksheet, place: int, longest: int) -> None:
    """Make a column as wide as the longest text in it, within reason."""
    page.set_column(place, place, min(longest, _WIDEST) + 2)


def _said(ids: Value, words: Words) -> str:
    """The names or references that ids stand for."""
    each = ids if isinstance(ids, tuple) else (ids,)
    return "; ".join(words[one] for one in each if one in words)[:_LONGEST]


def _words(sheets: Sheets) -> Words:
    """What each agency and agreement is called: its name, or its reference and title."""
    agencies = {row["id"]: str(row["name"]) for row in sheets["agencies"]}
    return agencies | {
        row["agreement_id"]: f"{row['reference']} {row['title']}" for row in sheets["agreements"]
    }


def lay_out(page: Worksheet) -> None:
    """The headings stay; on paper a row stays on one sheet: A4 on its side, as wide as its columns."""
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.freeze_panes(1, 0)


def _too_long(sheet: str, column: str, line: int) -> str:
    return _(
        "Sheet {sheet}, {column}, row {line}: the text is longer than a cell of a workbook can be. Export "
        "the register as JSON"
    ).format(sheet=sheet, column=column, line=line)


def as_json(sheets: Sheets, *, version: int, on: date, has_papers: bool = False) -> bytes:
    """The register as JSON: one list for each sheet of the workbook."""
    told = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "register_version": version,
        "exported_on": written(on),
        "has_papers": has_papers,
        "holds": {name: len(sheets[name]) for name in SHAPE},
        **{
            name: [
                {
                    column.name: list(value)
                    if isinstance(value := row[column.name], tuple)
                    else written(value)
                    if isinstance(value, date)
                    else value
                    for column in columns
                }
                for row in sheets[name]
            ]
            for name, columns in SHAPE.items()
        },
    }
    return json.dumps(told, indent=1, ensure_ascii=False).encode()
