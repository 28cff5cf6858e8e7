"""What changed between two versions of a text, on paper that reads the same in black and white (pure).

Underline and stroke carry the difference, never colour; they are formatting and not tracked changes, so
that a copy can be edited and printed like any other letter.
"""

from collections.abc import Sequence
from datetime import datetime

from isa.coverage.model import Frozen
from isa.documents.paper import Paper, Piece
from isa.platform.wording import gettext as _

_ADDED, _REMOVED = "added", "removed"


class Words(Frozen):
    """Words in a row with one fate; those neither added nor removed were kept."""

    text: str
    is_added: bool = False
    is_removed: bool = False


class ChangedPart(Frozen):
    """A part that two versions say differently: its label and its words, the removed before the added."""

    label: str
    words: tuple[Words, ...]


def redline_document(
    reference: str,
    title: str,
    heading: str,
    parts: Sequence[ChangedPart],
    *,
    at: datetime,
    demonstration: str,
    marking: str,
) -> bytes:
    """The changes as a Word file: what was added is underlined, what was removed is struck through."""
    made = Paper()
    made.add_marks(_ADDED, is_underlined=True)
    made.add_marks(_REMOVED, is_struck=True)
    made.title(heading)
    made.say(f"{reference}: {title}")
    made.say(
        (_("Underlined words"), _ADDED),
        _(" were added. "),
        (_("Words struck through"), _REMOVED),
        _(
            " were removed. What is the same in both is left out, but for what stands beside a change."
        ),
    )
    for part in parts:
        made.heading(part.label)
        made.say(*_pieces(part.words))
    return made.finish(
        title=f"{reference} {heading}",
        footer=reference,
        at=at,
        demonstration=demonstration,
        marking=marking,
    )


def _pieces(words: Sequence[Words]) -> list[Piece]:
    pieces: list[Piece] = []
    for each in words:
        if pieces:
            pieces.append(" ")
        style = _ADDED if each.is_added else _REMOVED if each.is_removed else ""
        pieces.append((each.text, style) if style else each.text)
    return pieces
