"""The log of advice that was asked for without naming anyone."""

import streamlit as st

from decisions import service as advice
from decisions.casework import service, writing
from decisions.casework.model import Casework, Kind
from decisions.casework.words import ConsultationWords
from decisions.journey.answers import Answers
from decisions.journey.contacts import Contacts
from decisions.pages import _act_now
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.ui import door, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.frame import page


def _start() -> None:
    site.go(
        "consultation_entry", id=writing.begin(door.database(), door.actor(), Kind.CONSULTATION)
    )


def _numbers() -> None:
    """Where a partnership wrote down whom to ring: its numbers, before anything is written."""
    words = advice.local_words(door.database(), door.actor(), on=clock.today())
    held = words.added_to(Contacts(names={}), Answers()).front_door
    if held:
        st.header(_("Whom you may ring"), anchor=False)
        st.markdown("\n".join(f"- {_act_now.number(one)}" for one in held))


def _row(one: Casework) -> list[Cell | str]:
    words = ConsultationWords.model_validate(one.body)
    who = words.role.text if words.role else _("Not said yet")
    asked = words.asked_at or one.created_at
    state = _("In the log") if one.made_at else _("Being written")
    return [
        who,
        Cell(clock.show_instant(asked), sort=asked.isoformat()),
        words.reference,
        state,
        Cell(_("Open"), go=one.id, more=who),
    ]


with page(
    _("Ask for advice without naming anyone"),
    key="consultation",
    back="home",
    lede=_(
        "You may ask anybody for advice about a worry without saying who it is about. Write down whom you "
        "asked, what they said and what you did next."
    ),
):
    _numbers()
    st.button(
        _("Write down a conversation"), key="start-consultation", type="primary", on_click=_start
    )
    found = service.mine(door.database(), door.actor(), Kind.CONSULTATION)
    if found:
        table(
            "consultations",
            caption=_("Advice you asked for"),
            columns=[
                _("Whom"),
                Column(_("When"), sortable=True),
                _("Case"),
                _("State"),
                Column(_("Open"), hidden=True),
            ],
            rows=[_row(one) for one in found],
            on_go=lambda which: site.go("consultation_entry", id=which),
            show_caption=True,
        )
