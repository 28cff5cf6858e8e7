"""CHANGES.md of a pack as blocks: headings, paragraphs, lists and tables are all it uses."""

import re
from collections.abc import Iterator

from decisions.handbook.model import Block, Bullets, Entry, Grid, Heading, Line, Paragraph, Span

_PIECE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*")
_RULE = re.compile(r"^\|[\s:|-]+\|$")
_DOUBTFUL = "doubtful"
_NOT_HERE = "sources still to verify"
"""The handbook lists those itself, from the sources as they are now."""


def changes(text: str) -> Iterator[Block]:
    """The chapter: doubtful points first, then everything else the notes say."""
    sections = list(_sections(text))
    doubtful = [one for one in sections if _DOUBTFUL in one[0].lower()]
    others = [one for one in sections if one not in doubtful and _NOT_HERE not in one[0].lower()]
    yield Heading(1, "Doubtful points, and what changed", "changes")
    for number, (title, body) in enumerate((*doubtful, *others), start=1):
        if body:
            yield Heading(2, title, f"changes-{number}")
            yield from _blocks(title, body)


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    title = "What changed"
    body: list[str] = []
    for line in text.splitlines():
        if line.startswith("## "):
            yield title, _trimmed(body)
            title, body = line.removeprefix("## ").strip(), []
        elif not line.startswith("# "):
            body.append(line)
    yield title, _trimmed(body)


def _trimmed(body: list[str]) -> list[str]:
    return body if any(line.strip() for line in body) else []


def _blocks(title: str, body: list[str]) -> Iterator[Block]:
    for kind, group in _groups(body):
        if kind == "table":
            yield _grid(title, group)
        elif kind == "list":
            yield Bullets(tuple(_line(entry) for entry in group))
        elif kind == "heading":
            yield Paragraph((Span(group[0], "strong"),))
        else:
            yield Paragraph(_line(" ".join(group)))


def _groups(body: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Lines that belong together: a paragraph, a list, a table, a heading below the section's."""
    kind, group = "", list[str]()
    for line in (*body, ""):
        found = _kind(line)
        if found == "more" and kind == "list":
            group[-1] += " " + line.strip()
            continue
        found = "paragraph" if found == "more" else found
        if found != kind and group:
            yield kind, group
            group = []
        kind = found
        if kind:
            group.append(line.lstrip("#- ").strip() if kind in ("list", "heading") else line)
    if group:
        yield kind, group


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    if line.startswith("|"):
        return "table"
    if line.startswith("- "):
        return "list"
    if line.startswith("#"):
        return "heading"
    return "more"


def _grid(title: str, rows: list[str]) -> Grid:
    cells = [
        [
            cell.strip().replace("\\|", "|")
            for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))
        ]
        for row in rows
        if not _RULE.match(row.strip())
    ]
    heads = tuple(_plain(cell).capitalize() for cell in cells[0])
    entries = tuple(
        Entry(tuple((_line(cell),) for cell in (*row, *[""] * len(heads))[: len(heads)]))
        for row in cells[1:]
    )
    return Grid(title, heads, entries, (4,) + (6,) * (len(heads) - 1))


def _plain(text: str) -> str:
    return _PIECE.sub(lambda found: found[1] or found[2], text)


def _line(text: str) -> Line:
    spans: list[Span] = []
    at = 0
    for found in _PIECE.finditer(text):
        if found.start() > at:
            spans.append(Span(text[at : found.start()]))
        spans.append(Span(found[1], "code") if found[1] else Span(found[2], "strong"))
        at = found.end()
    if at < len(text):
        spans.append(Span(text[at:]))
    return tuple(spans)
