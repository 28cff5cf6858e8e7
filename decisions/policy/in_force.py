"""Which rows and sources count on a day, and why the others do not: a switch that is off, or a date."""

from datetime import date

from decisions.policy.compiled import Gate
from decisions.policy.pack import Pack
from decisions.policy.source import Row, Source
from isa.platform.days import show_date
from isa.platform.wording import gettext as _


def closed_because(pack: Pack, row: Row, on: date) -> str | None:
    """Why a row does not count on a day, in words; None when it does.

    The reasons are the evaluator's own: the first gate of the row that is not open that day.
    """
    if row.switch is not None and not pack.is_on(row.switch, on):
        return switched_off_because(pack, row.switch, on)
    return _outside(row, on)


def source_closed_because(source: Source, on: date) -> str | None:
    """Why a source does not apply on a day, as far as its dates are known; None when it does."""
    return _outside(source, on)


def _outside(dated: Row | Source, on: date) -> str | None:
    """In words, why a day lies outside ``[starts, ends)``; None when it lies inside."""
    if Gate(True, dated.starts, dated.ends).is_open(on):
        return None
    if dated.starts is not None and on < dated.starts:
        return _("not yet in force: it starts on {day}").format(day=show_date(dated.starts))
    if dated.ends is None:
        return None
    return _("ended: it held until {day}").format(day=show_date(dated.ends))


def switched_off_because(pack: Pack, switch: str, on: date) -> str | None:
    """Why the law behind a switch does not count on a day; None when it does."""
    if pack.is_on(switch, on):
        return None
    found = pack.switches[switch]
    if found.is_on and found.starts is not None:
        return _("not yet in force: confirmed to start on {day}").format(
            day=show_date(found.starts)
        )
    return _("switched off: that it has started is not confirmed")
