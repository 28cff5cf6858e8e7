"""Our own export read in again: checked cell by cell, then compared with the register row by row (pure).

An agency or agreement that the file leaves out is left alone. Of one that it has, the rows that are
only in the register would go and the rows that are only in the file would come.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from isa.coverage.view import PartyState
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.exporting.shape import (
    ABOUT,
    FORMAT,
    FORMAT_VERSION,
    SHAPE,
    Column,
    Row,
    Value,
    guarded,
    understood,
    unguarded,
    written,
)
from isa.register.importing.checked_numbers import CHECKABLE, as_checked_here, as_named_here
from isa.register.importing.model import Findings, Sheet, Unreadable
from isa.register.importing.whole_checks import check_row, check_together

_OWNER = {
    "agencies": ("agency", ("id",)),
    "identifiers": ("agency", ("agency_id",)),
    "contacts": ("agency", ("agency_id",)),
    "officers": ("agency", ("agency_id",)),
    "signatories": ("agency", ("agency_id",)),
    "agency_status": ("agency", ("agency_id",)),
    "succession": ("succession", ("predecessor_id", "successor_id")),
    "membership": ("membership", ("class_id", "member_id", "agreement_id")),
    "agreements": ("agreement", ("agreement_id",)),
    "details": ("agreement", ("agreement_id",)),
    "parties": ("agreement", ("agreement_id",)),
    "data_rows": ("agreement", ("agreement_id",)),
}
Owner = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a sheet: where it stands and its values."""

    line: int
    values: Row


@dataclass(slots=True)
class Whole:
    """What importing an export would change: rows to take out and to put in, sheet by sheet."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    come: dict[str, list[Row]] = field(default_factory=dict)
    go: dict[str, list[Row]] = field(default_factory=dict)
    new: list[Owner] = field(default_factory=list)
    changed: list[Owner] = field(default_factory=list)
    same: int = 0

    def counts(self) -> dict[str, int]:
        """The figures of the preview."""
        return {
            "rows": sum(map(len, self.entries.values())),
            "agencies_new": sum(each[0] == "agency" for each in self.new),
            "agencies_changed": sum(each[0] == "agency" for each in self.changed),
            "agreements_new": sum(each[0] == "agreement" for each in self.new),
            "agreements_changed": sum(each[0] == "agreement" for each in self.changed),
            "unchanged": self.same,
            "rows_in": sum(map(len, self.come.values())),
            "rows_out": sum(map(len, self.go.values())),
        }


def is_whole(sheets: Sequence[Sheet]) -> bool:
    """Whether a file is our own export."""
    first = sheets[0] if sheets else None
    return bool(first and first.name == ABOUT and first.rows and first.rows[0][:1] == (FORMAT,))


def sheets_of(told: object) -> list[Sheet]:
    """A JSON export as the sheets it would be; ``Unreadable`` when it is not one."""
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise Unreadable(_("This JSON file is not an export of this register."))
    sheets = [Sheet(ABOUT, [(FORMAT, str(told.get("format_version")))])]
    for name, columns in SHAPE.items():
        held = told.get(name, [])
        if not isinstance(held, list) or not all(isinstance(each, dict) for each in held):
            raise Unreadable(
                _("In this JSON file '{name}' is not a list of objects. Export it again.").format(
                    name=name
                )
            )
        heads = tuple(
            dict.fromkeys(
                (*(column.name for column in columns), *(key for each in held for key in each))
            )
        )
        rows = [tuple(guarded(_cell(each.get(head))) for head in heads) for each in held]
        sheets.append(Sheet(name, [heads, *rows]))
    more = (name for name, held in told.items() if name not in SHAPE and isinstance(held, list))
    return [*sheets, *(Sheet(name, [(name,)]) for name in more)]


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)
    return written(value) if isinstance(value, bool | str | int) or value is None else str(value)


def entries_of(sheets: Sequence[Sheet], findings: Findings) -> dict[str, list[Entry]]:
    """The rows of an export as values; what cannot be read is a fault at its cell."""
    told = sheets[0].rows[0][1] if len(sheets[0].rows[0]) > 1 else ""
    if told != str(FORMAT_VERSION):
        raise Unreadable(
            _(
                "This export has the form {told}; this release reads form {format_version}. Export "
                "it again with this release."
            ).format(told=told or _("of an unknown release"), format_version=FORMAT_VERSION)
        )
    by_name = {sheet.name: sheet for sheet in sheets}
    if unknown := [*_unknown(sheets)]:
        findings.fault(
            0,
            0,
            _(
                "This file holds what this release does not know, so it would be lost: {unknown}. Import it "
                "with the release that made it, or take that out if it is your own"
            ).format(unknown=", ".join(unknown[:10])),
        )
    return {name: list(_entries(by_name.get(name), name, findings)) for name in SHAPE}


def _unknown(sheets: Sequence[Sheet]) -> Iterable[str]:
    """Sheets and columns of a newer release, or of somebody's own, that would be left out in silence."""
    for sheet in sheets:
        if sheet.name == ABOUT or not any(any(row) for row in sheet.rows):
            continue
        if sheet.name not in SHAPE:
            yield _("the sheet '{name}'").format(name=sheet.name[:40])
            continue
        known = {each.name for each in SHAPE[sheet.name]}
        for head in map(str.strip, sheet.rows[0]):
            if head and head not in known:
                yield _("the column '{name}' of '{sheet}'").format(name=head[:40], sheet=sheet.name)


def _entries(sheet: Sheet | None, name: str, findings: Findings) -> Iterable[Entry]:
    if sheet is None or not sheet.rows:
        findings.fault(
            0, 0, _("The sheet '{name}' is missing. Export the register again").format(name=name)
        )
        return
    heads = [cell.strip() for cell in sheet.rows[0]]
    missing = [each.name for each in SHAPE[name] if each.name not in heads and each.default is None]
    if missing:
        findings.fault(
            0,
            0,
            _("In the sheet '{name}' the column '{missing}' is missing").format(
                name=name, missing=missing[0]
            ),
        )
        return
    places = [(heads.index(each.name) if each.name in heads else -1, each) for each in SHAPE[name]]
    for line, row in enumerate(sheet.rows[1:], start=2):
        if any(row):
            values = _values(name, line, row, places, findings)
            if values is not None:
                yield Entry(line, values)


def _values(
    name: str,
    line: int,
    row: Sequence[str],
    places: Sequence[tuple[int, Column]],
    findings: Findings,
) -> Row | None:
    values: dict[str, Value] = {}
    for place, column in places:
        text = (column.default or "") if place < 0 else row[place] if place < len(row) else ""
        try:
            values[column.name] = understood(unguarded(text), column)
        except ValueError as error:
            findings.fault(
                line,
                place + 1,
                _("Sheet {name}, {column}: {error}").format(
                    name=name, column=column.name, error=error
                ),
            )
            return None
    for column_name, sentence in check_row(name, values):
        place = next(place for place, column in places if column.name == column_name)
        findings.fault(
            line,
            place + 1,
            _("Sheet {name}, {column_name}: {sentence}").format(
                name=name, column_name=column_name, sentence=sentence
            ),
        )
    return values


def compare_whole(
    entries: dict[str, list[Entry]],
    held: Mapping[str, Sequence[Row]],
    findings: Findings,
    *,
    today: date,
) -> Whole:
    """What would change. ``held`` is the whole register in the same sheets."""
    check_together(entries, held, findings)
    entries = entries | _checked_here(entries, held, findings, today)
    made = Whole(entries=entries)
    there = dict.fromkeys(
        owner_of(name, entry.values) for name, found in entries.items() for entry in found
    )
    before: set[Owner] = set()
    touched: set[Owner] = set()
    for name in SHAPE:
        before.update(owner_of(name, row) for row in held[name])
        old = {row_key(name, row): row for row in held[name] if owner_of(name, row) in there}
        new = {row_key(name, entry.values): entry.values for entry in entries[name]}
        made.come[name] = [row for key, row in new.items() if key not in old]
        made.go[name] = [row for key, row in old.items() if key not in new]
        touched.update(owner_of(name, row) for row in (*made.come[name], *made.go[name]))
    made.new = [owner for owner in there if owner not in before]
    made.changed = [owner for owner in there if owner in before and owner in touched]
    made.same = len(there) - len(made.new) - len(made.changed)
    _tell_signatures(made, findings)
    return made


def _tell_signatures(made: Whole, findings: Findings) -> None:
    """A signature was checked in the register it comes from, and what shows it stays there."""
    signed = PartyState.SIGNED.value
    before = {_party(row) for row in made.go["parties"] if row["state"] == signed}
    fresh = {_party(row) for row in made.come["parties"] if row["state"] == signed} - before
    if fresh:
        findings.doubt(
            0,
            0,
            ngettext(
                "{count} party comes as signed. What shows it is not in this file: it stays where the "
                "signature was checked",
                "{count} parties come as signed. What shows it is not in this file: it stays where the "
                "signatures were checked",
                len(fresh),
            ).format(count=len(fresh)),
        )


def _party(row: Row) -> tuple[Value, Value]:
    return row["agreement_id"], row["agency_id"]


def _checked_here(
    entries: dict[str, list[Entry]],
    held: Mapping[str, Sequence[Row]],
    findings: Findings,
    today: date,
) -> dict[str, list[Entry]]:
    """Numbers without the checks that nobody made here, under the names they were checked by."""
    made: dict[str, list[Entry]] = {}
    for name in CHECKABLE:
        of: defaultdict[Value, list[Row]] = defaultdict(list)
        for row in held[name]:
            of[row["agency_id"]].append(row)
        made[name] = [
            Entry(
                line, as_checked_here(name, line, row, of[row["agency_id"]], findings, today=today)
            )
            for line, row in ((each.line, each.values) for each in entries[name])
        ]
    checked = {
        row["agency_id"]
        for name in CHECKABLE
        for row in held[name]
        if row["verified_on"] is not None
    }
    by_id: dict[object, Row] = {row["id"]: row for row in held["agencies"]}
    made["agencies"] = [
        Entry(each.line, as_named_here(each.line, each.values, by_id, checked, findings))
        for each in entries["agencies"]
    ]
    return made


def owner_of(sheet: str, row: Row) -> Owner:
    """The agency, agreement, succession or membership that a row belongs to."""
    what, columns = _OWNER[sheet]
    return (what, *(str(row[column] or "") for column in columns))


def row_key(name: str, row: Row) -> tuple[str, ...]:
    """What makes a row the same row in the file and in the register."""
    return tuple(
        "; ".join(sorted(value)) if isinstance(value, tuple) else written(value)
        for value in (row[column.name] for column in SHAPE[name])
    )
