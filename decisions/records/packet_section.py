"""The information, recipient by recipient, on paper: what goes, what is kept back, and why.

For our own file only: a recipient's document is written from their blocks and never from this.
"""

from decisions.records import packet, tags
from decisions.records.content import Content
from decisions.records.packet import Line, Packet
from isa.documents.paper import Cell, Paper, Piece
from isa.platform.wording import gettext as _


def write(paper: Paper, content: Content) -> None:
    """A section with a table for each recipient."""
    paper.heading(_("The information, item by item"))
    packets = packet.packets(content)
    for one in packets:
        paper.subheading(one.name)
        _packet(paper, one)
    if not any(one.is_sent for one in packets):
        return
    paper.say(
        _(
            "What was kept back or reduced, and why, stands in this file only. A recipient's copy says "
            "nothing about it."
        ),
        style="Quiet",
    )


def _packet(paper: Paper, one: Packet) -> None:
    if not one.is_sent:
        paper.say(_("Nothing goes to them under this decision."))
        return
    rows = [_row(line) for line in one.lines]
    paper.table(
        (_("Item"), _("Advised, and why"), _("Decided"), _("What goes to them")), rows, (4, 6, 4, 7)
    )


def _row(line: Line) -> list[Cell]:
    decided: list[Piece] = [line.decided]
    if line.differs_because:
        decided.append(_(". Different from the advice: the reason is among the own words."))
    named: list[Piece] = [(line.label, "Strong text")]
    if line.tags:
        named.append(f"\n{tags.shown(line.tags)}")
    return [
        Cell(*named),
        Cell((line.advised, "Strong text"), f"\n{line.why}" if line.why else ""),
        Cell(*decided),
        Cell(line.wording or _("Nothing"), style="Cell own words" if line.wording else "Cell"),
    ]
