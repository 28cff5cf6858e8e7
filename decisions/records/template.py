"""Builds ``data/templates/record.docx``: page, styles, header and footer of every document.

Run ``python -m decisions.records.template`` after changing it. An agency brands its documents by
changing the styles of that file in a word processor; the program only fills in the body, the
header's demonstration line and the footer's record number, and never touches a style.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from isa.documents.paper import rezip
from isa.platform.config import ROOT

NAME = "templates/record.docx"
SANS, SERIF = "Arial", "Times New Roman"
INK, QUIET, TOOL, PERSON, ALERT = "0B0C0C", "484F52", "6F777B", "00524A", "A81F1F"
MADE_ON = datetime(2026, 1, 1, tzinfo=UTC)


def _fonts(style: Any, name: str, size: float, *, colour: str = INK, bold: bool = False) -> None:  # noqa: ANN401 -- python-docx is untyped
    style.font.name = name
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _element(tag: str, **attributes: str) -> Any:  # noqa: ANN401 -- python-docx is untyped
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _shade(properties: Any, fill: str) -> None:  # noqa: ANN401 -- python-docx is untyped
    properties.append(_element("w:shd", val="clear", color="auto", fill=fill))


def _bar(style: Any, colour: str) -> None:  # noqa: ANN401 -- python-docx is untyped
    borders = _element("w:pBdr")
    borders.append(_element("w:left", val="single", sz="36", space="10", color=colour))
    style.element.get_or_add_pPr().append(borders)
    style.paragraph_format.left_indent = Mm(6)


def _paragraph(document: Any, name: str, font: str, size: float, **look: Any) -> Any:  # noqa: ANN401 -- python-docx is untyped
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    _fonts(style, font, size, **look)
    return style


def _headings(document: Any) -> None:  # noqa: ANN401 -- python-docx is untyped
    for name, size, before in (("Title", 22, 0), ("Heading 1", 15, 16), ("Heading 2", 12, 10)):
        style = document.styles[name]
        _fonts(style, SANS, size, bold=True)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(6 if name != "Heading 2" else 3)
        style.paragraph_format.keep_with_next = True
        borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
        if borders is not None:
            borders.getparent().remove(borders)


def _text_styles(document: Any) -> None:  # noqa: ANN401 -- python-docx is untyped
    normal = document.styles["Normal"]
    _fonts(normal, SANS, 10.5)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    lang = _element("w:lang", val="en-GB", eastAsia="en-GB", bidi="ar-SA")
    normal.element.get_or_add_rPr().append(lang)
    _paragraph(document, "Lead", SANS, 12.5)
    _paragraph(document, "Quiet", SANS, 9, colour=QUIET)
    gap = _paragraph(document, "Gap", SANS, 2)
    gap.paragraph_format.space_after = Pt(2)
    _bar(_paragraph(document, "Tool text", SANS, 10.5), TOOL)
    _bar(_paragraph(document, "Own words", SERIF, 12), PERSON)
    label = _paragraph(document, "Own label", SANS, 10.5)
    _bar(label, PERSON)
    label.paragraph_format.keep_with_next = True
    alert = _paragraph(document, "Act now", SANS, 12, bold=True)
    _bar(alert, ALERT)
    alert.paragraph_format.space_before = Pt(8)
    alert.paragraph_format.keep_with_next = True
    cell = _paragraph(document, "Cell", SANS, 9.5)
    cell.paragraph_format.space_after = Pt(2)
    own = _paragraph(document, "Cell own words", SERIF, 10.5)
    own.paragraph_format.space_after = Pt(2)
    marking = _paragraph(document, "Marking", SANS, 10, bold=True)
    marking.paragraph_format.space_after = Pt(0)
    demo = _paragraph(document, "Demonstration", SANS, 10, colour=ALERT, bold=True)
    demo.paragraph_format.space_after = Pt(6)


def _tags(document: Any) -> None:  # noqa: ANN401 -- python-docx is untyped
    for name, fill in (
        ("Tool tag", "E3E5E6"),
        ("Own words tag", "C7E3DD"),
        ("Verify tag", "FFF2C2"),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        _fonts(style, SANS, 9, bold=True)
        _shade(style.element.get_or_add_rPr(), fill)
    strong = document.styles.add_style("Strong text", WD_STYLE_TYPE.CHARACTER)
    strong.font.bold = True


def _table_style(document: Any) -> None:  # noqa: ANN401 -- python-docx is untyped
    style = document.styles.add_style("Ruled", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    properties = _element("w:tblPr")
    borders = _element("w:tblBorders")
    for edge in ("top", "bottom", "insideH"):
        borders.append(_element(f"w:{edge}", val="single", sz="4", space="0", color="B1B4B6"))
    properties.append(borders)
    margins = _element("w:tblCellMar")
    for edge, width in (("top", "50"), ("left", "0"), ("bottom", "50"), ("right", "170")):
        margins.append(_element(f"w:{edge}", w=width, type="dxa"))
    properties.append(margins)
    style.element.append(properties)


def _field(paragraph: Any, instruction: str) -> None:  # noqa: ANN401 -- python-docx is untyped
    field = _element("w:fldSimple", instr=instruction)
    run = _element("w:r")
    text = _element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _edges(document: Any) -> None:  # noqa: ANN401 -- python-docx is untyped
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(24), Mm(20)
    section.header_distance = section.footer_distance = Mm(10)
    header = section.header
    header.paragraphs[0].text = "OFFICIAL-SENSITIVE"
    header.paragraphs[0].style = document.styles["Marking"]
    header.add_paragraph("{demonstration}", style="Demonstration")
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Quiet"]
    footer.add_run("{footer}")
    footer.add_run("   Page ")
    _field(footer, "PAGE")
    footer.add_run(" of ")
    _field(footer, "NUMPAGES")


def build() -> bytes:
    """The template as a file, the same bytes every time."""
    document = Document()
    _text_styles(document)
    _headings(document)
    _tags(document)
    _table_style(document)
    _edges(document)
    core = document.core_properties
    core.title, core.language = "", "en-GB"
    core.created = core.modified = MADE_ON.replace(tzinfo=None)
    return rezip(document)


if __name__ == "__main__":
    path = Path(ROOT / "data" / NAME)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(build())
