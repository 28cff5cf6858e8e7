"""Rows into agreements as the file tells them: rows of one agreement are put together (pure)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from isa.platform.wording import gettext as _
from isa.register.importing.model import ColumnMap, Findings
from isa.register.importing.rows import Line
from isa.register.naming import fold

_NUMBERED_TITLE = re.compile(
    r"^\s*((?:[A-Z]{1,6}[-/ ]?)?\d{2,6}[A-Za-z]?)\s*[-\u2013:.]\s+(\S.*)$", re.DOTALL
)
_ONCE = (
    "title",
    "summary",
    "type",
    "status",
    "lead",
    "starts_on",
    "ends_on",
    "review_due_on",
    "publication",
    "parent",
    "supersedes",
)


@dataclass(slots=True)
class Record:
    """An agreement as the rows of a file tell it: the text of each field with the row it came from."""

    line: int
    reference: str
    title: str
    cells: dict[str, tuple[str, int]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    def text(self, name: str) -> str:
        """A field's text; empty where no row has it."""
        return self.cells.get(name, ("", 0))[0]

    def at(self, name: str) -> int:
        """The row a field came from; the first one where no row has it."""
        return self.cells.get(name, ("", self.line))[1]


def records(found: Iterable[Line], mapping: ColumnMap, findings: Findings) -> list[Record]:
    """The agreements of a file, in its order. A row without a title or reference is a fault."""
    made: dict[str, Record] = {}
    titles: dict[str, Record] = {}
    is_by_party = "party" in mapping.fields or bool(mapping.column("signed_on"))
    last: Record | None = None
    for line in found:
        reference, title = line.get("reference"), line.get("title")
        if not reference and not title:
            _nameless(line, mapping, findings)
            continue
        key = f"r:{fold(reference)}" if reference else f"t:{fold(title)}"
        held = made.get(key)
        if held is None and not reference:
            named = titles.get(fold(title))
            # Elsewhere in a register of one row for each: two of one name, not one with two rows.
            held = named if is_by_party or named is last else None
        if held is None:
            held = made[key] = Record(line.number, reference, title or reference)
            if not title:
                findings.doubt(
                    line.number, mapping.column("title"), _("No title: the reference stands for it")
                )
            titles.setdefault(fold(held.title), held)
        elif not _goes_with(held, line, mapping, findings):
            continue
        last = held
        _take(held, line, mapping, findings)
    return list(made.values())


def _nameless(line: Line, mapping: ColumnMap, findings: Findings) -> None:
    column = mapping.column("title") or mapping.column("reference")
    told = next((text for text in line.cells.values()), "")
    findings.fault(
        line.number,
        column,
        _("No title and no reference for '{told}'. Enter one, or delete the row").format(
            told=told[:40]
        ),
    )


def _goes_with(held: Record, line: Line, mapping: ColumnMap, findings: Findings) -> bool:
    """Whether a later row is about the same agreement; a reference used twice for two is a fault."""
    title = line.get("title")
    if title and fold(title) != fold(held.title):
        findings.fault(
            line.number,
            mapping.column("reference"),
            _(
                "The reference {reference} is also that of row {line}, which has another title. Give "
                "each its own reference"
            ).format(reference=line.get("reference"), line=held.line),
        )
        return False
    if "party" not in mapping.fields and not mapping.column("signed_on"):
        findings.doubt(
            line.number,
            mapping.column("title"),
            _("This row has the title of row {line}: the two are taken as one agreement").format(
                line=held.line
            ),
        )
    return True


def _take(held: Record, line: Line, mapping: ColumnMap, findings: Findings) -> None:
    held.lines.append(line)
    for name in _ONCE:
        text = line.get(name)
        if not text:
            continue
        if name not in held.cells:
            held.cells[name] = (text, line.number)
        elif fold(text) != fold(held.cells[name][0]) and name != "title":
            findings.doubt(
                line.number,
                mapping.column(name),
                _("Row {cells} says something else for the same agreement; that is taken").format(
                    cells=held.cells[name][1]
                ),
            )


def given_references(found: Iterable[Record], taken: Iterable[str]) -> Mapping[int, str]:
    """A reference for each agreement without one: the number its title begins with, or a new one."""
    used = {fold(each) for each in taken} | {
        fold(each.reference) for each in found if each.reference
    }
    given: dict[int, str] = {}
    number = 0
    for record in found:
        if record.reference:
            continue
        begins = _NUMBERED_TITLE.match(record.title)
        reference = begins[1].strip() if begins else ""
        while not reference or fold(reference) in used:
            number += 1
            reference = f"IMP-{number:04}"
        used.add(fold(reference))
        given[record.line] = reference
    return given
