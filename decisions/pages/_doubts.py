"""Answers that may not fit together: side by side with a way to change each, and a word of it on the advice."""

import streamlit as st

from decisions.assessment import Assessment
from decisions.journey.doubts import doubts, in_words, rows
from decisions.journey.route import counted_answers
from decisions.pages._blocks import name_of
from decisions.pages._draft import Opened
from decisions.pages._more_or_fewer import change
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.ui import panels, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.text import plain


def shown(found: Opened) -> None:
    """Each doubt with the answers it is about; usually nothing."""
    answers = counted_answers(found.draft.answers, found.journey)
    every = list(doubts(answers))
    if not every:
        return
    names = {one.id: name_of(found, one.id) for one in answers.recipients}
    with panels.panel("doubts"):
        st.header(_("Do these answers fit together?"), anchor=False)
        st.markdown(
            _(
                "They may be right all the same. If one of them is not, change it. The advice is worked out from "
                "the answers as they stand. If anyone is in danger, do not wait for this."
            )
        )
        for number, (doubt, said) in enumerate(zip(every, in_words(answers, names), strict=True)):
            st.markdown(f"**{plain(said.words)}**")
            table(
                f"doubt-{number}",
                caption=said.words,
                columns=[_("Question"), _("Answer"), Column(_("Change"), hidden=True)],
                rows=[
                    [row.label, row.shown, Cell(_("Change"), go=row.target, more=row.label)]
                    for row in rows(doubt, answers)
                ],
                on_go=lambda target: change(found.draft.id, target),
                hide_head=True,
            )


def told(which: str, found: Assessment) -> None:
    """On the advice: that it may rest on a slip, and where the answers stand side by side."""
    if not found.doubts:
        return
    with panels.panel("doubts"):
        st.markdown(
            ngettext(
                "Some of your answers may not fit together:",
                "Some of your answers may not fit together, in {count} places:",
                len(found.doubts),
            ).format(count=len(found.doubts))
        )
        st.markdown("\n".join(f"- {plain(one.words)}" for one in found.doubts))
        st.button(
            _("See these answers side by side"),
            key="doubts",
            on_click=site.go,
            args=("check",),
            kwargs={"draft": which},
        )
