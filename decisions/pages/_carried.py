"""What an earlier version of the questions left in a draft and this one cannot read: said, shown, not counted."""

import streamlit as st

from decisions.journey.carried import SetAside
from decisions.journey.paths import question_at
from decisions.journey.service import Draft
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.ui import panels, state
from isa.ui.text import plain


def told(draft: Draft) -> None:
    """In a callback that opens a draft: say on the page that comes next that something is asked again."""
    if draft.set_aside:
        state.tell(
            _(
                "This draft was begun under an earlier version of the questions. Some answers could not be "
                "carried over: they stand where you check your answers."
            )
        )


def shown(draft: Draft) -> None:
    """Each answer that was set aside, with its words; usually nothing."""
    if not draft.set_aside:
        return
    with panels.panel("set-aside"):
        st.header(_("Some answers could not be carried over"), anchor=False)
        st.markdown(
            _(
                "This draft was begun under an earlier version of the questions. What stands here counts "
                "for nothing and is not sealed. Where the question is still asked, it is asked again. "
                "Copy what still matters into an answer below."
            )
        )
        said = [one for one in draft.set_aside if one.question or one.words]
        for number, one in enumerate(said):
            _said(one, f"aside-{number}")
        if silent := len(draft.set_aside) - len(said):
            st.markdown(
                ngettext(
                    "{count} more answer was chosen from a list that is no longer offered.",
                    "{count} more answers were chosen from lists that are no longer offered.",
                    silent,
                ).format(count=silent)
            )


def too_long(draft: Draft) -> None:
    """Each text that is too long to be an answer, by its question; usually nothing."""
    for number, path in enumerate(draft.too_long):
        with panels.panel(f"too-long-{number}"):
            st.markdown(
                _(
                    "**{question}** What you typed is too long to be an answer and counts for nothing yet. It is "
                    "kept: press Change beside the question to shorten it."
                ).format(question=plain(question_at(path).ask.label))
            )


def _said(one: SetAside, key: str) -> None:
    asked = one.question or _("A question that is no longer asked")
    if one.is_own_words:
        panels.own_words(asked, one.words, key=key)
        return
    st.markdown(f"**{plain(asked)}**")
    st.text(one.words or _("An option that is no longer offered"))
