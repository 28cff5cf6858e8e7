"""A handbook as a Word document, on the installation's own template.

Word draws no SVG without a picture beside it, so the flow stands here as a table of layers; the
table that says the same in words follows it, as it does everywhere.
"""

from datetime import UTC, datetime, time

from decisions.handbook.model import (
    Block,
    Bullets,
    Grid,
    Handbook,
    Heading,
    Line,
    Lines,
    Paragraph,
    Picture,
)
from isa.documents.paper import Cell, Paper, Piece

_LOOKS = {"strong": "Strong text", "code": "Small print", "verify": "Verify tag"}


def word(book: Handbook) -> bytes:
    """The file. The same handbook gives the same bytes."""
    paper = Paper()
    paper.turn()
    paper.add_small_print("Small print")
    paper.title(book.title)
    paper.say(book.subtitle, style="Lead")
    heading = ""
    for block in book.blocks:
        heading = block.text if isinstance(block, Heading) else heading
        _block(paper, block, heading)
    return paper.finish(
        title=book.title,
        footer=book.subtitle,
        at=datetime.combine(book.on, time(), UTC),
        demonstration=book.watermark,
        marking="Handbook",
    )


def _block(paper: Paper, block: Block, under: str) -> None:
    if isinstance(block, Heading):
        (paper.heading if block.level == 1 else paper.subheading)(block.text)
    elif isinstance(block, Paragraph):
        paper.say(*_pieces(block.line))
    elif isinstance(block, Bullets):
        for line in block.lines:
            paper.say("\u2022  ", *_pieces(line))
    elif isinstance(block, Grid):
        _grid(paper, block, under)
    else:
        _layers(paper, block)


def _pieces(line: Line) -> list[Piece]:
    return [(span.text, _LOOKS[span.look]) if span.look in _LOOKS else span.text for span in line]


def _cell(cell: Lines, *, is_name: bool) -> Cell:
    pieces: list[Piece] = []
    for number, line in enumerate(cell):
        if number:
            pieces.append("\n")
        pieces += _pieces(line)
    if is_name:
        pieces = [(piece, "Strong text") if isinstance(piece, str) else piece for piece in pieces]
    return Cell(*pieces)


def _grid(paper: Paper, grid: Grid, under: str) -> None:
    if grid.caption != under:
        paper.say((grid.caption, "Strong text"))
    rows = [
        [_cell(cell, is_name=number == 0) for number, cell in enumerate(entry.cells)]
        for entry in grid.entries
    ]
    paper.table(grid.heads, rows, grid.widths)


def _layers(paper: Paper, picture: Picture) -> None:
    paper.say(("Tables in the order they are read", "Strong text"))
    paper.table(
        ("Layer", "Tables"),
        [
            [Cell((str(number), "Strong text")), Cell("\n".join(picture.titles[t] for t in layer))]
            for number, layer in enumerate(picture.layers, start=1)
        ],
        (1, 9),
    )
