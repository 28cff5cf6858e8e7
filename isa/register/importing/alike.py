"""Titles of a file that are nearly the same: one agreement may be listed twice (pure)."""

import re

from rapidfuzz import fuzz, process

from isa.platform.wording import gettext as _
from isa.register.importing.model import ColumnMap, Findings
from isa.register.importing.records import Record
from isa.register.naming import fold

_ALIKE = 90
_SAYS_LITTLE = frozenset(
    re.findall(
        r"\w+",
        "the of and for a an isa isp dsa mou data information sharing agreement protocol version v1 v2 v3",
    )
)
_MOST_COMPARED = 1_500


def tell_alike(found: list[Record], mapping: ColumnMap, findings: Findings) -> None:
    """Titles that are nearly the same may be one agreement listed twice."""
    if not 1 < len(found) <= _MOST_COMPARED:
        return
    titles = [fold(each.title) for each in found]
    seen: dict[frozenset[str], int] = {}
    for place, record in enumerate(found):
        words = frozenset(titles[place].split()) - _SAYS_LITTLE
        near = process.extractOne(
            titles[place], titles[:place], scorer=fuzz.ratio, score_cutoff=_ALIKE
        )
        like = near[2] if near is not None else seen.get(words) if words else None
        seen.setdefault(words, place)
        if like is not None:
            other = found[like]
            findings.doubt(
                record.line,
                mapping.column("title"),
                _(
                    "This title is nearly that of row {line}. If they are one agreement, delete one row"
                ).format(line=other.line),
            )
