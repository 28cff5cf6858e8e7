"""Asking other agencies for information: start a request, answer one from its file, go on with one."""

import streamlit as st

from decisions.casework import service, writing
from decisions.casework.model import Casework, Kind, State
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.ui import door, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.frame import page


def _start() -> None:
    new = writing.begin(door.database(), door.actor(), Kind.REQUEST)
    site.go("request_write", id=new)


def _stands(one: Casework) -> str:
    if one.made_at is None:
        return _("Being written")
    done = sum(party.state in (State.ANSWERED, State.REFUSED) for party in one.parties)
    count = len(one.parties)
    return ngettext("{done} of {count} answered", "{done} of {count} answered", count).format(
        done=done, count=count
    )


def _row(one: Casework) -> list[Cell | str]:
    reference = writing.request_words(one.body).reference or _("No reference")
    target = "request_made" if one.made_at else "request_write"
    return [
        reference,
        clock.show_instant(one.made_at or one.created_at),
        _stands(one),
        Cell(_("Open"), go=f"{target} {one.id}", more=reference),
    ]


def _go(target: str) -> None:
    where, _space, which = target.partition(" ")
    site.go(where, id=which)


with page(
    _("Ask other agencies for information"),
    key="request_make",
    back="home",
    lede=_(
        "One purpose and one power, as many agencies as need to be asked. Each gets a letter of its own "
        "and a file that their decision can start from."
    ),
):
    st.button(_("Start a request"), key="start-request", type="primary", on_click=_start)
    if site.exists(site.entry("request_start")):
        site.link(_("I was sent a request file: answer it"), "request_start")
    found = service.mine(door.database(), door.actor(), Kind.REQUEST)
    if found:
        st.header(_("Your requests"), anchor=False)
        table(
            "requests",
            caption=_("Your requests"),
            columns=[
                _("Case"),
                _("Written"),
                _("How it stands"),
                Column(_("Open"), hidden=True),
            ],
            rows=[_row(one) for one in found],
            on_go=_go,
        )
