"""What changed between two texts, word by word (pure)."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from isa.coverage.model import Frozen


class Change(StrEnum):
    """What happened to some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Piece(Frozen):
    """Words in a row that were all kept, all removed or all added."""

    change: Change
    words: str


class TermChange(Frozen):
    """One term that two versions say differently."""

    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


def redline(before: str, after: str) -> tuple[Piece, ...]:
    """The words of two texts in one line, the removed before the added."""
    old, new = before.split(), after.split()
    pieces: list[Piece] = []
    for tag, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(change=Change.KEPT, words=" ".join(old[i:j])))
            continue
        if j > i:
            pieces.append(Piece(change=Change.REMOVED, words=" ".join(old[i:j])))
        if n > m:
            pieces.append(Piece(change=Change.ADDED, words=" ".join(new[m:n])))
    return tuple(pieces)


def changed_terms(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[TermChange, ...]:
    """The terms that differ, by label, in the order they stand in; what is gone comes last."""
    labels = [*after, *(label for label in before if label not in after)]
    return tuple(
        TermChange(
            label=label,
            before=before.get(label, ""),
            after=after.get(label, ""),
            pieces=redline(before.get(label, ""), after.get(label, "")),
        )
        for label in labels
        if before.get(label, "") != after.get(label, "")
    )


_MARKS = {Change.KEPT: "{}", Change.REMOVED: "[removed: {}]", Change.ADDED: "[added: {}]"}


def as_text(changes: Sequence[TermChange]) -> str:
    """The changes as plain text, for a letter or a reader that shows no colour."""
    return "\n\n".join(
        f"{change.label}\n"
        + " ".join(_MARKS[piece.change].format(piece.words) for piece in change.pieces)
        for change in changes
    )
