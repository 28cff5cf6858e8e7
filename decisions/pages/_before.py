"""Words that were typed before, offered where they fit: shown, and taken by one press."""

import streamlit as st

from decisions.journey.fields import Question, Widget
from decisions.journey.said_before import OFFERED, said_before
from decisions.pages._sheet import Sheet
from decisions.pages._typed import typed_text
from isa.platform.wording import gettext as _
from isa.ui import panels, state
from isa.ui.frame import current


def offer(sheet: Sheet, asked: Question) -> None:
    """Words typed before that fit here. The slot is always there.

    Once shown they stay when the question is answered: focus may have gone on to them.
    """
    if f"{asked.step.key}.{asked.name}" not in OFFERED:
        return
    path = sheet.path(asked.name)
    page, name = current().key, f"offer-{path}"
    words = said_before(asked, sheet.owner, sheet.answers)
    with st.container(key=name):
        if not (words or state.chosen(page, name)):
            st.empty()
            return
        if words:
            state.choose(page, name, words)
        words = state.chosen(page, name)
        with panels.details(_("You wrote this before")):
            st.text(words)
            st.button(
                _("Use these words"),
                key=f"use-{path}",
                on_click=_take,
                args=(sheet, asked, words),
            )


def _take(sheet: Sheet, asked: Question, words: str) -> None:
    """In a callback: the words become the answer or stand behind it, to be changed like any other."""
    path = sheet.path(asked.name)
    held = typed_text(asked, path) or str(sheet.value(asked.name) or "")
    if words in held:
        return
    between = "\n\n" if asked.ask.widget is Widget.NARRATIVE else ", "
    sheet.save(path, between.join(text for text in (held, words) if text))
    state.forget_widgets(path)
    state.reseed()
