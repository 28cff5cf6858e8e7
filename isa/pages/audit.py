"""Audit trail: is it whole, and what happened last."""

import streamlit as st

from isa.platform import clock, trail
from isa.platform.audit import AuditEvent
from isa.platform.errors import Tampered
from isa.ui import panels, state
from isa.ui.components import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.frame import page


def _check() -> None:
    """Walk the chain once, and keep the sentence for this page."""
    try:
        found = trail.verify(database(), actor())
    except Tampered as error:
        state.choose("audit", "broken", str(error))
        state.say("The trail is not whole.")
        return
    at = clock.show_instant(clock.now())
    state.choose("audit", "broken", "")
    state.choose(
        "audit", "whole", f"{found.events} events, in order and unaltered, checked on {at}."
    )
    state.choose("audit", "head", found.head)
    state.say("The trail is whole.")


def _row(event: AuditEvent) -> list[Cell | str]:
    return [
        Cell(str(event.n), sort=event.n),
        Cell(clock.show_instant(event.at), sort=event.at.isoformat()),
        event.type.replace("_", " ").capitalize(),
        event.actor_id,
        event.object_id,
    ]


with page("Audit trail", key="audit", wide=True):
    st.markdown(
        "Every change is an event that carries the hash of the one before it, so an altered or "
        "missing event shows. Events hold codes and identifiers, never a person's details."
    )
    st.button("Check the whole trail", key="check-trail", type="primary", on_click=_check)
    if broken := state.chosen("audit", "broken"):
        with panels.panel("audit"):
            st.markdown(f"{panels.tag('Not whole', 'red')} **{broken}**")
            st.markdown(
                "Keep the database as it is, stop the service, and get the people who run it."
            )
    elif whole := state.chosen("audit", "whole"):
        with panels.panel("audit"):
            st.markdown(f"{panels.tag('Whole', 'green')} **{whole}**")
            st.markdown(
                "This shows that nothing was changed in between. That nothing was cut off at the end "
                "shows only against a checkpoint kept elsewhere. The last hash is:"
            )
            st.text(state.chosen("audit", "head"))
    st.header("Last events", anchor=False)
    table(
        "events",
        caption="Last 50 events, newest first",
        columns=[
            Column("Number", sortable=True, number=False),
            Column("When", sortable=True),
            Column("What", sortable=True),
            Column("By", sortable=True),
            "About",
        ],
        rows=[_row(event) for event in trail.latest(database(), actor())],
    )
