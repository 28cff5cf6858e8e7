"""Which sheet, which row of headings, what each column means: guessed, then a person may change it (pure)."""

import re
from collections.abc import Sequence

from isa.platform.wording import gettext as _
from isa.register.checks import Faults
from isa.register.importing.headers import FIELDS, LABELS, MANY_TIMES, assign, header_line
from isa.register.importing.model import ColumnMap, Layout, Sheet
from isa.register.importing.parties import are_several

_NUMBER = re.compile(r"\s*\d+([.,]\d+)*\s*")
_LOOKED_AT = 300
"""Rows whose cells are looked at to tell what a column holds."""
_ONE_IN = 4
"""One cell in so many with several names, and the column holds several in a cell."""


def guess_map(
    sheets: Sequence[Sheet], *, layout: Layout | None = None, sheet: str | None = None
) -> ColumnMap:
    """The likeliest meaning of a file; a person is shown it before anything else happens."""
    best: tuple[int, ColumnMap] | None = None
    for each in sheets:
        if sheet is not None and each.name != sheet:
            continue
        for kind in (layout,) if layout else (Layout.AGREEMENTS, Layout.AGENCIES):
            scored = _scored(each, kind)
            if best is None or scored[0] > best[0]:
                best = scored
    if best is None:
        return ColumnMap(layout=layout or Layout.AGREEMENTS, header_line=0, fields=())
    return best[1]


def _scored(sheet: Sheet, layout: Layout) -> tuple[int, ColumnMap]:
    line, total = header_line(sheet.rows, FIELDS[layout]), 0
    width = max((len(row) for row in sheet.rows[:1]), default=0)
    fields: tuple[str, ...] = ("",) * width
    if line:
        fields, total = assign(sheet.rows[line - 1], FIELDS[layout])
        fields = tuple(
            _as_filled(code, [row[place] for row in sheet.rows[line:_LOOKED_AT] if row[place]])
            if code in ("area", "party")
            else code
            for place, code in enumerate(fields)
        )
    found = ColumnMap(layout=layout, sheet=sheet.name, header_line=line, fields=fields)
    return total + _weight(found), found


def _as_filled(code: str, cells: Sequence[str]) -> str:
    """What a column holds by its cells, where its heading alone misleads.

    An 'area' of numbers is a size and no place; a 'partner' column may hold several in a cell.
    """
    if code == "area":
        return "" if any(_NUMBER.fullmatch(each) for each in cells) else code
    several = sum(map(are_several, cells))
    return "parties" if several * _ONE_IN >= len(cells) > 0 else code


def _weight(found: ColumnMap) -> int:
    """A sheet of agreements has parties or dates; a list of agencies has codes and no parties."""
    has = set(found.fields)
    if found.layout is Layout.AGREEMENTS:
        return (
            150 if "title" in has and has & {"party", "parties", "lead", "review_due_on"} else -150
        )
    return 100 if "name" in has and has & {"ods", "urn", "gss", "ukprn", "local", "ico"} else -20


def map_faults(mapping: ColumnMap, width: int) -> Faults:
    """What keeps a mapping from being used, keyed by the field of the page."""
    allowed = LABELS.get(mapping.layout, {})
    found: Faults = {}
    for number, code in enumerate(mapping.fields, start=1):
        if code and code not in allowed:
            found[f"column-{number}"] = _("Select what this column holds, or leave it out")
        elif code and code not in MANY_TIMES and mapping.fields.index(code) + 1 != number:
            found[f"column-{number}"] = _(
                "Another column already holds '{allowed}'; select one"
            ).format(allowed=allowed[code])
    if len(mapping.fields) != width:
        found["columns"] = _("The columns of the file are not those of this mapping; start again")
    if mapping.layout is Layout.AGREEMENTS and not {"title", "reference"} & set(mapping.fields):
        found["columns"] = _(
            "Select which column holds the title of the agreement, or its reference"
        )
    if mapping.layout is Layout.AGENCIES and "name" not in mapping.fields:
        found["columns"] = _("Select which column holds the name of the agency")
    return found
