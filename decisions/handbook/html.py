"""A handbook as one HTML file: no scripts, nothing loaded from elsewhere, fit for a printer.

Words come from a pack, and are escaped all the same.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from decisions.handbook.drawing import BOX, TALL, drawing
from decisions.handbook.model import (
    Block,
    Bullets,
    Entry,
    Grid,
    Handbook,
    Heading,
    Line,
    Lines,
    Paragraph,
    Picture,
    Span,
)

_STYLE = Path(__file__).with_name("handbook.css")
_TAGS = {"strong": "strong", "code": "code", "verify": "mark", "quiet": "small"}


def html(book: Handbook) -> str:
    """The file's text. The same handbook gives the same text."""
    return "\n".join(_page(book)) + "\n"


def _page(book: Handbook) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="en-GB">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(book.title)} ({escape(book.pack)})</title>"
    yield f"<style>\n{_STYLE.read_text(encoding='utf-8')}{_margins(book)}</style>"
    yield "</head>"
    yield "<body>"
    yield '<a class="skip" href="#main">Skip to the handbook</a>'
    yield "<header>"
    if book.watermark:
        yield f'<p class="watermark">{escape(book.watermark)}</p>'
    yield f"<h1>{escape(book.title)}</h1>"
    yield f"<p>{escape(book.subtitle)}</p>"
    yield "</header>"
    yield from _contents(book)
    yield '<main id="main">'
    heading = ""
    for block in book.blocks:
        heading = block.text if isinstance(block, Heading) else heading
        yield from _block(block, heading)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _margins(book: Handbook) -> str:
    """What stands in the margin of every printed page."""
    watermark, name = (_in_css(text) for text in (book.watermark, book.subtitle))
    return (
        f'@page {{ @top-right {{ content: "{watermark}"; font: bold 8pt Arial, sans-serif; '
        f'color: #a81f1f; }} @bottom-left {{ content: "{name}"; font: 8pt Arial, sans-serif; }} '
        "@bottom-right { content: counter(page); font: 8pt Arial, sans-serif; } }\n"
    )


def _in_css(text: str) -> str:
    """Text that can neither end a CSS string nor the style element it stands in."""
    return "".join(
        char if char.isalnum() or char in " .,-" else f"\\{ord(char):x} " for char in text
    )


def _contents(book: Handbook) -> Iterator[str]:
    yield '<nav aria-labelledby="contents">'
    yield '<h2 id="contents">Contents</h2>'
    yield "<ol>"
    inner: list[str] = []
    chapters = [block for block in book.blocks if isinstance(block, Heading)]
    for number, heading in enumerate(chapters):
        link = f'<a href="#{heading.place}">{escape(heading.text)}</a>'
        if heading.level == 1:
            yield f"<li>{link}"
            inner = []
        else:
            inner.append(f"<li>{link}</li>")
        is_last = number + 1 == len(chapters) or chapters[number + 1].level == 1
        if is_last:
            if inner:
                yield f"<ul>{''.join(inner)}</ul>"
            yield "</li>"
    yield "</ol>"
    yield "</nav>"


def _block(block: Block, under: str) -> Iterator[str]:
    if isinstance(block, Heading):
        level = block.level + 1
        yield f'<h{level} id="{block.place}">{escape(block.text)}</h{level}>'
    elif isinstance(block, Paragraph):
        yield f"<p>{_line(block.line)}</p>"
    elif isinstance(block, Bullets):
        yield "<ul>"
        yield from (f"<li>{_line(line)}</li>" for line in block.lines)
        yield "</ul>"
    elif isinstance(block, Grid):
        yield from _grid(block, under)
    else:
        yield from _picture(block)


def _grid(grid: Grid, under: str) -> Iterator[str]:
    """A table; its caption is only heard where the heading over it has just said the same."""
    total = sum(grid.widths)
    yield "<table>"
    unseen = ' class="unseen"' if grid.caption == under else ""
    yield f"<caption{unseen}>{escape(grid.caption)}</caption>"
    columns = "".join(f'<col style="width:{100 * width / total:.1f}%">' for width in grid.widths)
    yield f"<colgroup>{columns}</colgroup>"
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in grid.heads)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    yield from (_entry(entry) for entry in grid.entries)
    yield "</tbody>"
    yield "</table>"


def _entry(entry: Entry) -> str:
    place = f' id="{escape(entry.place)}"' if entry.place else ""
    closed = ' class="closed"' if entry.is_closed else ""
    first, *rest = entry.cells
    cells = "".join(f"<td>{_cell(cell)}</td>" for cell in rest)
    return f'<tr{place}{closed}><th scope="row">{_cell(first)}</th>{cells}</tr>'


def _cell(cell: Lines) -> str:
    if len(cell) == 1:
        return _line(cell[0])
    return "".join(f"<p>{_line(line)}</p>" for line in cell)


def _line(line: Line) -> str:
    return "".join(_span(span) for span in line)


def _span(span: Span) -> str:
    text = escape(span.text)
    if tag := _TAGS.get(span.look):
        lead = text[: len(text) - len(text.lstrip())]
        text = f"{lead}<{tag}>{text.lstrip()}</{tag}>"
    return f'<a href="{escape(span.to)}">{text}</a>' if span.to else text


def _picture(picture: Picture) -> Iterator[str]:
    drawn = drawing(picture)
    yield "<figure>"
    yield (
        f'<svg viewBox="0 0 {drawn.width} {drawn.height}" role="img" '
        'aria-labelledby="flow-title flow-text">'
    )
    yield '<title id="flow-title">How the tables fit together</title>'
    layers = len(picture.layers)
    yield (
        f'<desc id="flow-text">{len(drawn.boxes)} tables in {layers} layers, with arrows from each to '
        "those that read it. The table after this picture says the same in words.</desc>"
    )
    yield (
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
        'orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker></defs>'
    )
    for x1, y1, x2, y2 in drawn.arrows:
        bend = (x1 + x2) // 2
        yield (
            f'<path class="arrow" d="M{x1} {y1} C{bend} {y1} {bend} {y2} {x2} {y2}" '
            'marker-end="url(#tip)"/>'
        )
    for box in drawn.boxes:
        yield f'<rect x="{box.x}" y="{box.y}" width="{BOX}" height="{TALL}" rx="3"/>'
        top = box.y + TALL // 2 - (len(box.lines) - 1) * 7 + 4
        lines = "".join(
            f'<tspan x="{box.x + 8}" y="{top + 14 * number}">{escape(line)}</tspan>'
            for number, line in enumerate(box.lines)
        )
        yield f"<text>{lines}</text>"
    yield "</svg>"
    yield f"<figcaption>{escape(picture.caption)}</figcaption>"
    yield "</figure>"
