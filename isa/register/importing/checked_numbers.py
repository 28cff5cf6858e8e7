"""What a file says of numbers being checked, set against what was checked in this register (pure).

A practitioner rings a number back to learn who is asking. So a number counts as checked only when
somebody of this register rang it: a file, however it came, can bring a number and never that.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from isa.platform.wording import gettext as _
from isa.register.exporting.shape import SHAPE, Row
from isa.register.importing.model import Findings

_REACHED_BY: Mapping[str, tuple[str, ...]] = {
    "contacts": ("number",),
    "officers": ("number", "email"),
}
"""What is checked of a row of each sheet that says when it was checked."""
CHECKABLE = tuple(_REACHED_BY)


def as_checked_here(
    sheet: str, line: int, row: Row, held: Sequence[Row], findings: Findings, *, today: date
) -> Row:
    """The row as it may come in: with the day this register checked it, or with none.

    A row the register holds just so stays as it is. A day after today is a fault.
    """
    told = row["verified_on"]
    if not isinstance(told, date):
        return row
    if told > today:
        findings.fault(
            line,
            0,
            _("Sheet {sheet}, verified_on: {told}").format(
                sheet=sheet, told=_("The day it was checked must not be after today")
            ),
        )
    if row in held:
        return row
    days = [
        day
        for each in held
        if _reached(sheet, each) == _reached(sheet, row)
        and isinstance(day := each["verified_on"], date)
    ]
    if not days:
        findings.doubt(
            line,
            0,
            _("Sheet {sheet}: {told} ({shown})").format(
                sheet=sheet,
                told=_("number not checked here: ring it before it is offered"),
                shown=_shown(sheet, row),
            ),
        )
    elif max(days) != told:
        findings.note(
            line,
            0,
            _("Sheet {sheet}: {told} ({shown})").format(
                sheet=sheet,
                told=_("the day it was checked in this register stays"),
                shown=_shown(sheet, row),
            ),
        )
    return {**row, "verified_on": max(days, default=None)}


def as_named_here(
    line: int, row: Row, held: Mapping[object, Row], checked: Collection[object], findings: Findings
) -> Row:
    """An agency as it may come in: one with a number checked here keeps what it is called and what it is.

    Otherwise a file could put another name above a number that somebody rang. ``checked`` holds the
    ids of those agencies, ``held`` every agency by its id.
    """
    here = held.get(row["id"])
    if here is None or row["id"] not in checked:
        return row
    differs = [each.name for each in SHAPE["agencies"] if row[each.name] != here[each.name]]
    if not differs:
        return row
    findings.doubt(
        line,
        0,
        _(
            "Sheet agencies, {columns}: {name} has a number that was checked here, so what the register "
            "says of it stays. Change it on the agency's page"
        ).format(columns=", ".join(differs), name=here["name"]),
    )
    return here


def _reached(sheet: str, row: Row) -> tuple[str, ...]:
    return (
        str(row["agency_id"]),
        *("".join(str(row[each]).split()) for each in _REACHED_BY[sheet]),
    )


def _shown(sheet: str, row: Row) -> str:
    return ", ".join(str(row[each]) for each in ("agency_id", *_REACHED_BY[sheet]) if row[each])
