"""What a handbook is made of, before it is written as HTML or as Word. Nothing here knows either."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Look = Literal["plain", "strong", "code", "verify", "quiet"]


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text. ``code`` is small print, ``verify`` a mark; ``to`` is an address or ``#place``."""

    text: str
    look: Look = "plain"
    to: str = ""


Line = tuple[Span, ...]
Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is a chapter, 2 a part of one. ``place`` is what links point to."""

    level: Literal[1, 2]
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list whose order does not matter."""

    lines: Lines


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a table: its first cell names it. ``place`` is what links point to, or empty."""

    cells: tuple[Lines, ...]
    place: str = ""
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a caption and a heading row; ``widths`` are shares of the page."""

    caption: str
    heads: tuple[str, ...]
    entries: tuple[Entry, ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """The tables in layers with an arrow from each to those that read it; the text equal follows it."""

    caption: str
    layers: tuple[tuple[str, ...], ...]
    arrows: tuple[tuple[str, str], ...]
    titles: dict[str, str]


Block = Heading | Paragraph | Bullets | Grid | Picture


@dataclass(frozen=True, slots=True)
class Handbook:
    """The whole of it. ``watermark`` is empty for a pack that is not a demonstration."""

    pack: str
    title: str
    subtitle: str
    watermark: str
    on: date
    blocks: tuple[Block, ...]

    @property
    def file_stem(self) -> str:
        """The name its files have, without an ending, for example ``england-2026.1``."""
        return self.pack.replace("/", "-")


def plain(text: str) -> Line:
    """A line of ordinary text."""
    return (Span(text),)


def lines(*texts: str) -> Lines:
    """Lines of ordinary text, without the empty ones."""
    return tuple(plain(text) for text in texts if text)


def paragraph(text: str) -> Paragraph:
    """A paragraph of ordinary text."""
    return Paragraph(plain(text))
