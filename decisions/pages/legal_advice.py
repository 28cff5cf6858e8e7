"""Legal advice that colleagues wrote down: a list without a word of it, and one conversation at a time."""

import streamlit as st

from decisions.casework import legal
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.ui import door, panels, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.frame import page


def _open(which: str) -> None:
    site.go("legal_advice", id=which)


def _listed() -> None:
    with page(
        _("Legal advice"),
        key="legal_advice",
        lede=_(
            "What colleagues of your organisation asked a lawyer, and what they were told. It is in no "
            "record, copy or search. Each time you open one is kept in the audit trail."
        ),
    ):
        found = legal.sought(door.database(), door.actor())
        if not found:
            st.markdown(_("No legal advice has been written down here."))
            return
        table(
            "sought",
            caption=_("Legal advice"),
            columns=[_("Who asked"), _("When"), Column(_("Open"), hidden=True)],
            rows=[
                [
                    one.asked_by,
                    clock.show_instant(one.asked_at),
                    Cell(_("Open"), go=one.id, more=one.asked_by),
                ]
                for one in found
            ],
            on_go=_open,
        )


def _one(which: str) -> None:
    words = legal.opened(door.database(), door.actor(), which)
    with page(
        _("Legal advice, kept apart"),
        section=_("Legal advice"),
        key=which,
        back="legal_advice",
        lede=_("Privileged, or may be. Only its author and a legal adviser open it."),
    ):
        panels.own_words(_("What did they ask?"), words.question, key="question")
        panels.own_words(_("What were they told?"), words.answer, key="answer")
        panels.own_words(_("What did they decide next?"), words.then, key="then")


if site.param("id"):
    _one(site.param("id"))
else:
    _listed()
