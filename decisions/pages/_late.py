"""Words that came for a draft, or a part of one, that another tab had ended: said, and shown to be copied.

They are kept for the session only: nothing in the draft or the record is theirs.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from decisions.journey.fields import Widget
from decisions.journey.paths import question_at
from isa.platform.errors import Invalid, NotFound, Stale
from isa.platform.wording import gettext as _
from isa.ui import panels, state

_TYPED = frozenset({Widget.LINE, Widget.NARRATIVE})


@contextmanager
def while_there() -> Iterator[None]:
    """In a callback: what it was about may have ended in another tab; the page drawn next says so."""
    try:
        yield
    except (NotFound, Stale) as gone:
        state.say(str(gone))


def heard(draft_id: str, path: str, value: object, why: str) -> None:
    """In a callback: an answer that nothing can keep any more. What a person typed is shown again."""
    state.say(why)
    if isinstance(value, str) and value.strip() and question_at(path).ask.widget in _TYPED:
        state.choose(_place(draft_id), path, value)


def apart(which: str, label: str, value: object, why: str) -> None:
    """In a callback: what was typed into a request or a log entry that another tab had finished."""
    state.tell(why)
    if isinstance(value, str) and value.strip():
        state.choose(_place(which), label, value)


def words_for(draft_id: str) -> dict[str, str]:
    """The words that were not kept, by the path of the question they answered."""
    chosen = state.all_chosen()
    return {path: text for (place, path), text in chosen.items() if place == _place(draft_id)}


def shown(draft_id: str) -> None:
    """The same on the page; usually nothing."""
    words = words_for(draft_id)
    if not words:
        return
    with panels.panel("late"):
        st.header(_("Typed too late to be kept"), anchor=False)
        st.markdown(_("Copy what you still need before you leave this page."))
        for number, (path, text) in enumerate(words.items()):
            panels.own_words(_label(path), text, key=f"late-{number}")


def _label(path: str) -> str:
    """The question at a path of a draft; of a request its label was kept."""
    try:
        return question_at(path).ask.label
    except Invalid:
        return path


def _place(draft_id: str) -> str:
    return f"{draft_id}/late"
