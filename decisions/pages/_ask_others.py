"""Asking other agencies from a record: the button on it, and what stands beside the request."""

import streamlit as st

from decisions.casework import from_record
from decisions.casework.from_record import Beside
from decisions.casework.model import Casework, Party
from isa.platform import clock
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _
from isa.ui import door, panels, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.text import plain


def _begin(record_id: str) -> None:
    which = from_record.begin_from_record(door.database(), door.actor(), record_id)
    site.go("request_write", id=which)


def offer(record_id: str) -> None:
    """On a record, for whoever may write requests: start one from it, or open one that began there."""
    database, actor = door.database(), door.actor()
    if not may(actor, Action.CASEWORK_WRITE):
        return
    st.header(_("Ask others about this"), anchor=False)
    st.markdown(
        _(
            "Start a request for information from this record. Its purpose, who it is about and the "
            "reason you gave come over, and you can change them. An address does not come over."
        )
    )
    st.button(_("Ask others about this"), key="ask-others", on_click=_begin, args=(record_id,))
    if begun := from_record.requests_of(database, actor, record_id):
        _begun(begun)


def _begun(found: tuple[Casework, ...]) -> None:
    table(
        "asked-from-here",
        caption=_("Requests that began from this record"),
        columns=[_("Begun"), _("Whom"), Column(_("Open"), hidden=True)],
        rows=[
            [
                clock.show_instant(one.created_at),
                "; ".join(party.words.name for party in one.parties) or _("Nobody yet"),
                Cell(_("Open"), go=one.id, more=clock.show_instant(one.created_at)),
            ]
            for one in found
        ],
        on_go=lambda which: site.go("request_write", id=which),
        show_caption=True,
    )


def decided(beside: Beside | None) -> None:
    """What the record says, for whoever writes the request; none of it goes into a letter."""
    if beside is None:
        return
    with panels.panel("beside"):
        st.markdown(
            _(
                "**From your record.** {decided} None of it goes into a letter unless you write it there."
            ).format(decided=plain(beside.decided))
        )
        if beside.has_refused:
            st.markdown(
                _(
                    "**They did not agree to sharing.** A request that names them shares something about "
                    "them too. Decide first whether to tell each agency that you would ask."
                )
            )
        site.link(_("Open the record"), "record", record=beside.record_id)


def held_back(beside: Beside | None, parties: tuple[Party, ...]) -> None:
    """Where a letter would go to somebody to whom the record says nothing was to go, or not yet."""
    for one in parties:
        if beside is not None and one.words.agency_id in beside.held_back:
            st.markdown(
                _(
                    "**Your record decided against telling {name}, or not to tell them yet.** A letter to "
                    "them says who it is about."
                ).format(name=plain(one.words.name))
            )
