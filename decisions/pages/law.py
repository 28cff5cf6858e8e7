"""The law as at a date: what the service counts as law on a day one chooses, and why the rest waits."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from decisions.law import LawAt, Provision, law_at
from decisions.policy.released import NotInForce
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.ui import door, fields, panels, state
from isa.ui.components.table import Cell, table
from isa.ui.frame import page
from isa.ui.text import plain

_KEY = "law"
_SURE = {"checked": "", "secondary": _(" (read at second hand)"), "to_verify": _(" (to verify)")}
_COUNTED = (
    ("checked", _("sources read at the source")),
    ("secondary", _("read at second hand")),
    ("to_verify", _("to verify")),
)


def _show() -> None:
    """Keep the day that was typed, or say what is wrong with it."""
    day = fields.typed_date("on")
    if day is None:
        state.fail(_KEY, {"on": fields.date_fault("on", _("the day you ask about"))})
        return
    state.clear_faults()
    state.choose(_KEY, "on", day.isoformat())
    state.say(_("The law as at {day}").format(day=clock.show_date(day)))


def _sources(found: Provision) -> str:
    return "; ".join(
        ", ".join(filter(None, (one.title, one.pinpoint))) + _SURE[one.confidence]
        for one in found.sources
    )


def _row(found: Provision) -> list[Cell | str]:
    state_ = found.state[:1].upper() + found.state[1:]
    counts = (
        Cell(_("Counts"), tag="green") if found.is_open else Cell(_("Not counted"), tag="yellow")
    )
    return [found.what, counts, state_, found.why, _sources(found)]


def _list(key: str, heading: str, none: str, says: str, found: Sequence[Provision]) -> None:
    st.header(heading, anchor=False)
    if not found:
        st.markdown(none)
        return
    table(
        key,
        caption=heading,
        columns=[_("What"), _("On this day"), _("How it stands"), says, _("Source")],
        rows=[_row(one) for one in found],
    )


def _as_at(found: LawAt) -> None:
    with panels.panel("law-pack"):
        st.markdown(
            _("**{found}**  \nPack {pack} answers for {on}. Released on {released_on}.").format(
                found=plain(found.title),
                pack=plain(found.pack),
                on=clock.show_date(found.on),
                released_on=clock.show_date(found.released_on),
            )
        )
        if found.is_demo:
            st.markdown(_("A demonstration: nobody has reviewed it as law."))
        elif found.reviewer:
            st.markdown(plain(_("Reviewed by {reviewer}.").format(reviewer=found.reviewer)))
        st.markdown(", ".join(f"{found.confidence.get(one, 0)} {said}" for one, said in _COUNTED))
    _list(
        "law-switches",
        _("Law whose start had to be confirmed"),
        _("No law stands behind a switch."),
        _("What was read"),
        found.switches,
    )
    _list(
        "law-rows",
        _("Rules that start, end or wait for a switch"),
        _("No rule starts or ends on a day of its own."),
        _("What it says"),
        found.rows,
    )
    with panels.details(
        _("Sources that start or end on a known day ({count})").format(count=len(found.sources))
    ):
        table(
            "law-sources",
            caption=_("Sources that start or end on a known day"),
            columns=[
                _("What"),
                _("On this day"),
                _("How it stands"),
                _("Commencement"),
                _("Source"),
            ],
            rows=[_row(one) for one in found.sources],
        )


def main() -> None:
    """Draw the page: the day first, then how the law stands on it."""
    with page(_("The law as at a date"), key=_KEY, wide=True):
        st.markdown(
            _(
                "Law starts and ends. Choose a day to see which rules count on it, and why the others do "
                "not. What has been decided stays as it was on its own day."
            )
        )
        fields.date_input("on", _("On which day?"), clock.today())
        fields.actions(_("Show the law on this day"), _show)
        chosen = state.chosen(_KEY, "on")
        day = clock.today() if not chosen else date.fromisoformat(chosen)
        try:
            _as_at(law_at(door.actor(), day))
        except NotInForce:
            st.markdown(
                _(
                    "**No law pack answers for {day}.** Choose a later day. Nothing can be "
                    "advised for a day on which no pack is in force."
                ).format(day=clock.show_date(day))
            )


main()
