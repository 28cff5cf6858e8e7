"""Putting words on paper: the few shapes every document is made of, in one Word file.

Text goes in as it was written; characters that XML cannot hold are replaced, never passed on. The
same content gives the same bytes: times come from the record and the file's own clock is stopped.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENTATION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt, RGBColor

from isa.platform.config import data_dir, language
from isa.platform.wording import gettext as _

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""What kind of file a document is."""
_NOT_OURS = ("/thumbnail", "/extended-properties", "/custom-properties")
"""How parts are called that tell of whoever made the template: its picture, its program, its firm."""
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STOPPED = (1980, 1, 1, 0, 0, 0)
_TEXT_WIDTH = 9412
"""Twentieths of a point between the margins: A4 less 2 x 22 mm."""

_HEADED, _NAMED = "0020", "0080"
"""What a reader that speaks takes for the heading of a cell: the first row, or the first column."""
_MAY_SPLIT_FROM = 600
"""Characters in a cell from which its row may run over to the next page."""

Piece = str | tuple[str, str]
"""Text, or text with the id of a character style."""


def printable(text: str) -> str:
    """The text with one kind of line end, and U+FFFD for what no document can hold."""
    lined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\f", "\n")
    return _ILLEGAL.sub("\ufffd", lined)


def rezip(document: Any) -> bytes:  # noqa: ANN401 -- python-docx is untyped
    """The document as a file whose bytes depend on its content alone, without its template's past."""
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    told = document.part.package.rels
    for key in [key for key, one in told.items() if one.reltype.endswith(_NOT_OURS)]:
        del told[key]
    first = io.BytesIO()
    document.save(first)
    out = io.BytesIO()
    with zipfile.ZipFile(first) as read, zipfile.ZipFile(out, "w") as write:
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, STOPPED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            write.writestr(entry, read.read(name), compresslevel=6)
    return out.getvalue()


def _style_id(name: str) -> str:
    return name.replace(" ", "")


def _run(piece: Piece) -> Any:  # noqa: ANN401 -- lxml elements of python-docx
    text, style = piece if isinstance(piece, tuple) else (piece, None)
    run = OxmlElement("w:r")
    if style:
        properties = OxmlElement("w:rPr")
        chosen = OxmlElement("w:rStyle")
        chosen.set(qn("w:val"), _style_id(style))
        properties.append(chosen)
        run.append(properties)
    for number, line in enumerate(printable(text).split("\n")):
        if number:
            run.append(OxmlElement("w:br"))
        words = OxmlElement("w:t")
        words.text = line.replace("\t", "    ")
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
    return run


def _paragraph(style: str, pieces: Sequence[Piece]) -> Any:  # noqa: ANN401 -- lxml elements of python-docx
    made = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    chosen = OxmlElement("w:pStyle")
    chosen.set(qn("w:val"), _style_id(style))
    properties.append(chosen)
    made.append(properties)
    made.extend([_run(piece) for piece in pieces])
    return made


class Cell:
    """A table cell: pieces of text in a style, or several paragraphs of them."""

    def __init__(self, *pieces: Piece, style: str = "Cell") -> None:
        """Keep the pieces; ``style`` is the paragraph style."""
        self.pieces = pieces
        self.style = style

    @property
    def length(self) -> int:
        """How many characters it holds."""
        return sum(len(piece if isinstance(piece, str) else piece[0]) for piece in self.pieces)


class Paper:
    """A document being written, from the top."""

    def __init__(self) -> None:
        """Start from the installation's template."""
        self._document = Document(str(data_dir() / "templates" / "record.docx"))
        self._body = self._document.element.body
        for child in list(self._body):
            if child.tag != qn("w:sectPr"):
                self._body.remove(child)
        self._end = self._body[-1]
        self._text_width = _TEXT_WIDTH
        self._starts_page = False

    def _add(self, element: Any) -> None:  # noqa: ANN401 -- lxml elements of python-docx
        self._end.addprevious(element)

    def say(
        self, *pieces: Piece, style: str = "Normal", is_whole: bool = False, leads: bool = False
    ) -> None:
        """A paragraph; one that ``is_whole`` never breaks over two pages.

        One that ``leads`` stays on the page where the next one begins.
        """
        made = _paragraph(style, pieces)
        if leads:
            made.find(qn("w:pPr")).append(OxmlElement("w:keepNext"))
        if is_whole:
            made.find(qn("w:pPr")).append(OxmlElement("w:keepLines"))
        if self._starts_page:
            made.find(qn("w:pPr")).append(OxmlElement("w:pageBreakBefore"))
            self._starts_page = False
        self._add(made)

    def new_page(self) -> None:
        """What is said next starts a page."""
        self._starts_page = True

    def new_sheet(self) -> None:
        """What is said next starts a sheet: a right-hand page when printed on both sides."""
        section = deepcopy(self._end)
        made = _paragraph("Gap", ())
        made.find(qn("w:pPr")).append(section)
        self._add(made)
        for old in self._end.findall(qn("w:type")):
            self._end.remove(old)
        kind = OxmlElement("w:type")
        kind.set(qn("w:val"), "oddPage")
        self._end.insert(
            len(self._end.findall(qn("w:headerReference")))
            + len(self._end.findall(qn("w:footerReference"))),
            kind,
        )

    def title(self, text: str) -> None:
        """The document's title."""
        self.say(text, style="Title")

    def heading(self, text: str) -> None:
        """A section."""
        self.say(text, style="Heading 1")

    def subheading(self, text: str) -> None:
        """A part of a section."""
        self.say(text, style="Heading 2")

    def tool(self, *pieces: Piece, leads: bool = False) -> None:
        """What the tool said: grey bar, sans serif; what ``leads`` stays on the page of what follows."""
        self.say(*pieces, style="Tool text", leads=leads)

    def own_words(self, question: str, words: str) -> None:
        """What a person wrote: its question under a tag, then their words in a serif face."""
        self.say((_("Own words"), "Own words tag"), "  ", question, style="Own label")
        for part in printable(words).split("\n\n"):
            self.say(part, style="Own words")

    def table(
        self, headings: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[int]
    ) -> None:
        """A ruled table whose heading row repeats on every page; ``widths`` are shares."""
        table = OxmlElement("w:tbl")
        table.append(_table_properties(self._text_width, _HEADED if headings else _NAMED))
        columns = [self._text_width * width // sum(widths) for width in widths]
        grid = OxmlElement("w:tblGrid")
        for column in columns:
            made = OxmlElement("w:gridCol")
            made.set(qn("w:w"), str(column))
            grid.append(made)
        table.append(grid)
        if headings:
            cells = [Cell((text, "Strong text")) for text in headings]
            table.append(_row(cells, columns, repeats=True))
        for row in rows:
            table.append(_row(row, columns, repeats=False))
        self._add(table)
        self.say("", style="Gap")  # two tables that touch would become one

    def facts(self, rows: Sequence[tuple[str, Cell]], widths: Sequence[int] = (3, 7)) -> None:
        """A list of names and values, as a table without a heading row."""
        named = [(Cell((name, "Strong text")), value) for name, value in rows]
        self.table((), named, widths)

    def turn(self) -> None:
        """Lay the page on its side, for a document of wide tables; before any table is written."""
        section = self._document.sections[0]
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENTATION.LANDSCAPE
        margins = (section.left_margin or 0) + (section.right_margin or 0)
        self._text_width = round(Emu((section.page_width or 0) - margins).pt * 20)

    def add_small_print(self, name: str) -> None:
        """A style for codes beside the words they stand for; only in this document."""
        style = self._document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.size, style.font.color.rgb = Pt(7), RGBColor(0x48, 0x4F, 0x52)

    def add_marks(self, name: str, *, is_underlined: bool = False, is_struck: bool = False) -> None:
        """A style for words that were added or removed; only in this document."""
        font = self._document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER).font
        font.underline, font.strike = is_underlined or None, is_struck or None

    def finish(
        self, *, title: str, footer: str, at: datetime, demonstration: str, marking: str = ""
    ) -> bytes:
        """The file. ``title`` and ``footer`` carry no personal data; ``demonstration`` may be empty.

        ``marking`` replaces the template's protective marking, for a document that is not about anybody.
        """
        core = self._document.core_properties
        core.title, core.language = title, language()
        core.created = core.modified = at.astimezone(UTC).replace(tzinfo=None)
        section = self._document.sections[0]
        if marking:
            section.header.paragraphs[0].runs[0].text = marking
        for paragraph in section.header.paragraphs:
            if paragraph.text == "{demonstration}" and not demonstration:
                paragraph._p.getparent().remove(paragraph._p)
            elif paragraph.text == "{demonstration}":
                paragraph.runs[0].text = demonstration
        said = (footer, _("   Page "), _(" of "))
        for run, text in zip(section.footer.paragraphs[0].runs, said, strict=True):
            run.text = text
        return rezip(self._document)


def _table_properties(text_width: int, heads: str) -> Any:  # noqa: ANN401 -- lxml elements of python-docx
    properties = OxmlElement("w:tblPr")
    style = OxmlElement("w:tblStyle")
    style.set(qn("w:val"), "Ruled")
    width = OxmlElement("w:tblW")
    width.set(qn("w:w"), str(text_width))
    width.set(qn("w:type"), "dxa")
    layout = OxmlElement("w:tblLayout")
    layout.set(qn("w:type"), "fixed")
    look = OxmlElement("w:tblLook")
    look.set(qn("w:val"), heads)
    properties.extend([style, width, layout, look])
    return properties


def _row(cells: Sequence[Cell], columns: Sequence[int], *, repeats: bool) -> Any:  # noqa: ANN401 -- lxml elements of python-docx
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    if max(cell.length for cell in cells) < _MAY_SPLIT_FROM:
        properties.append(OxmlElement("w:cantSplit"))
    if repeats:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for cell, column in zip(cells, columns, strict=True):
        made = OxmlElement("w:tc")
        inner = OxmlElement("w:tcPr")
        width = OxmlElement("w:tcW")
        width.set(qn("w:w"), str(column))
        width.set(qn("w:type"), "dxa")
        inner.append(width)
        made.append(inner)
        made.append(_paragraph(cell.style, cell.pieces))
        row.append(made)
    return row
