"""Rows of a table that are no rows of a register, and saying which were left out (pure).

Nothing is left out unsaid: empty rows are counted, a row that only counts or divides the others is named,
and so is one of which only columns say something that nobody asked for.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.importing.model import Findings

_COUNTS = re.compile(
    r"^\s*(?:(?:grand |sub[- ]?)?totals?\b[\s:=\d,.]*|(?:number|count) of \w+(?: \w+)?\s*[:=]?\s*\d*|"
    r"end of (?:the )?(?:register|list|table|sheet))\s*$",
    re.IGNORECASE,
)
_DIVIDES = re.compile(r"^\s*[-=*_#~]{2,}(?:[^-=*_#~]{0,40}[-=*_#~]{2,})?\s*$")
"""A line drawn between rows, with or without words in it: '---- 2025 ----'."""
_BEGINS = frozenset(" tTgGsSnNcCeE-=*_#~")
_NUMBER = re.compile(r"^\s*(?:=.*|[\d,.]+)?\s*$", re.DOTALL)


def counting(
    body: Sequence[Sequence[str]], columns: Iterable[Sequence[str]], first: int, findings: Findings
) -> Sequence[int]:
    """The places of rows that only count or divide the others, like 'Total: 150', each said."""
    found: dict[int, tuple[str, str]] = {}
    for texts in columns:
        for place, text in enumerate(texts):
            if not text or text[0] not in _BEGINS:
                continue
            sentence = _what_it_does(text)
            if sentence and _is_alone(body[place], text):
                found[place] = (text, sentence)
    for place, (text, sentence) in found.items():
        findings.note(first + place, 0, sentence.format(text=text.strip()[:40]))
    return tuple(found)


def _what_it_does(text: str) -> str:
    if _COUNTS.match(text):
        return _("'{text}' only counts the rows above it: the row was left out")
    if _DIVIDES.match(text):
        return _("'{text}' only divides the rows: the row was left out")
    return ""


def _is_alone(row: Sequence[str], text: str) -> bool:
    return all(cell == text or _NUMBER.match(cell) for cell in row)


def tell(
    body: Sequence[Sequence[str]],
    filled: Sequence[bool],
    said: Collection[int],
    first: int,
    findings: Findings,
) -> None:
    """Say which rows below the headings were left out, but for those that were said already."""
    empty: list[int] = []
    for place, is_filled in enumerate(filled):
        if is_filled or place in said:
            continue
        if any(map(str.strip, body[place])):
            sentence = _("Only columns that are not taken say something here: the row was left out")
            findings.note(first + place, 0, sentence)
        else:
            empty.append(place)
    if empty:
        findings.note(
            first + empty[0],
            0,
            ngettext(
                "{count:,} empty row was left out, this one",
                "{count:,} empty rows were left out, this one the first",
                len(empty),
            ).format(count=len(empty)),
        )
