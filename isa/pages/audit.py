"""Audit trail: is it whole, and what happened last."""

import streamlit as st

from isa.platform import clock, trail
from isa.platform.audit import AuditEvent
from isa.platform.errors import Tampered
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.ui import panels, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.frame import page


def _check() -> None:
    """Walk the chain once, and keep the sentence for this page."""
    try:
        found = trail.verify(database(), actor())
    except Tampered as error:
        state.choose("audit", "broken", str(error))
        state.say(_("The trail is not whole."))
        return
    at = clock.show_instant(clock.now())
    state.choose("audit", "broken", "")
    state.choose(
        "audit",
        "whole",
        ngettext(
            "{events} event, in order and unaltered, checked on {at}.",
            "{events} events, in order and unaltered, checked on {at}.",
            found.events,
        ).format(events=found.events, at=at),
    )
    state.choose("audit", "head", found.head)
    state.say(_("The trail is whole."))


def _row(event: AuditEvent) -> list[Cell | str]:
    return [
        Cell(str(event.n), sort=event.n),
        Cell(clock.show_instant(event.at), sort=event.at.isoformat()),
        event.type.replace("_", " ").capitalize(),
        event.actor_id,
        event.object_id,
    ]


with page(_("Audit trail"), key="audit", wide=True):
    st.markdown(
        _(
            "Every change is an event that carries the hash of the one before it, so an altered or "
            "missing event shows. Events hold codes and identifiers, never a person's details."
        )
    )
    st.button(_("Check the whole trail"), key="check-trail", type="primary", on_click=_check)
    if broken := state.chosen("audit", "broken"):
        with panels.panel("audit"):
            st.markdown(f"{panels.tag(_('Not whole'), 'red')} **{broken}**")
            st.markdown(
                _("Keep the database as it is, stop the service, and get the people who run it.")
            )
    elif whole := state.chosen("audit", "whole"):
        with panels.panel("audit"):
            st.markdown(f"{panels.tag(_('Whole'), 'green')} **{whole}**")
            st.markdown(
                _(
                    "This shows that nothing was changed in between. That nothing was cut off at the end "
                    "shows only against a checkpoint kept elsewhere. The last hash is:"
                )
            )
            st.text(state.chosen("audit", "head"))
    st.header(_("Last events"), anchor=False)
    table(
        "events",
        caption=_("Last 50 events, newest first"),
        columns=[
            Column(_("Number"), sortable=True, number=False),
            Column(_("When"), sortable=True),
            Column(_("What"), sortable=True),
            Column(_("By"), sortable=True),
            _("About"),
        ],
        rows=[_row(event) for event in trail.latest(database(), actor())],
    )
