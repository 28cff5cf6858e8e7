"""A recipient that closed or was taken over while a draft lay open: who does its work now, and a change."""

from collections.abc import Callable

import streamlit as st

from decisions import service as advice
from decisions.journey.answers import Answers
from decisions.journey.steps_recipient import Recipient
from decisions.journey.stops import stop_key
from isa.platform import clock
from isa.platform.errors import StorageUnavailable
from isa.platform.wording import gettext as _
from isa.register.service import Ended
from isa.ui import door, panels, site, state
from isa.ui.text import plain

Change = Callable[[str, str, str, str], None]
"""In a callback: what is changed and its part, the agency that took over, and its name."""


def shown(which: str, answers: Answers) -> None:
    """One panel for each recipient of a draft that is no longer there, with the change it offers; usually nothing."""
    for recipient, one in _ended(answers).items():
        with panels.panel(f"ended-{recipient}"):
            happened(one)
            offered(
                one,
                recipient,
                _hand_over,
                which,
                again=_(
                    "You are asked again how you know that it is really them. Every other answer stays as it is."
                ),
            )


def told(answers: Answers, recipient: str | None) -> None:
    """The sentence alone, below the question where another agency can be chosen."""
    if ended := _ended(answers).get(recipient or ""):
        with panels.panel(f"ended-{recipient}"):
            happened(ended)
            if ended.successors:
                st.markdown(
                    _("If it is who you mean now, search for its name above and select it.")
                )


def _ended(answers: Answers) -> dict[str, Ended]:
    try:
        return advice.ended_recipients(door.database(), door.actor(), answers, on=clock.today())
    except StorageUnavailable:
        return {}  # what the directory cannot say never stands in the way


def happened(ended: Ended) -> None:
    """What the register says became of an agency."""
    st.header(plain(_("{name} has changed").format(name=ended.name)), anchor=False)
    st.markdown(plain(_what_happened(ended)))


def offered(ended: Ended, key: str, change: Change, which: str, *, again: str) -> None:
    """A button for each agency that took over; ``change`` hears what is changed, its part, and to whom."""
    if not ended.successors:
        st.markdown(
            _(
                "The register names nobody in its place. Ask your safeguarding lead who does its work "
                "now, then change who it goes to. Nothing you wrote is lost."
            )
        )
        return
    st.markdown(_("If this is who you mean now, change it here. {again}").format(again=again))
    for successor, name in ended.successors:
        st.button(
            plain(_("Yes, change it to {name}").format(name=name)),
            key=f"succeed-{key}-{successor}",
            on_click=change,
            args=(which, key, successor, name),
        )


def _what_happened(ended: Ended) -> str:
    names = "; ".join(name for _id, name in ended.successors)
    if ended.closed_on is None:
        return _("The register says that its work was taken over by: {names}.").format(names=names)
    closed = _("The register says that it closed on {day}.").format(
        day=clock.show_date(ended.closed_on)
    )
    if not names:
        return closed
    return _("{closed} Its work was taken over by: {names}.").format(closed=closed, names=names)


def _hand_over(which: str, recipient: str, successor: str, name: str) -> None:
    advice.hand_over(door.database(), door.actor(), which, recipient, successor, on=clock.today())
    state.tell(_("Changed to {name}. Say how you know that it is really them.").format(name=name))
    site.go("question", draft=which, step=stop_key(Recipient, recipient), back="check")
