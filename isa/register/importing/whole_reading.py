"""Our own export read as values, cell by cell; what cannot be read is a fault at its cell (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from isa.platform.wording import gettext as _
from isa.register.exporting.shape import (
    ABOUT,
    ADDED,
    FORMAT,
    FORMAT_VERSION,
    SHAPE,
    Column,
    Row,
    Value,
    guarded,
    is_for_reading,
    understood,
    unguarded,
    written,
)
from isa.register.importing.model import Findings, Sheet, Unreadable
from isa.register.importing.whole_checks import check_row


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a sheet: where it stands and its values."""

    line: int
    values: Row


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
            if head and head not in known and not is_for_reading(head):
                yield _("the column '{name}' of '{sheet}'").format(name=head[:40], sheet=sheet.name)


def _entries(sheet: Sheet | None, name: str, findings: Findings) -> Iterable[Entry]:
    if (sheet is None or not sheet.rows) and name in ADDED:
        return  # an export of an earlier release: nothing of it comes
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
