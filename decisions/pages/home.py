"""Where a practitioner starts: danger first, then what they came to do, then what is waiting."""

import streamlit as st

from decisions.journey import service
from decisions.journey.choices_case import Depth, Trigger
from decisions.journey.service import DraftLine
from decisions.pages import _draft, _waiting
from isa.platform import clock
from isa.ui import door, panels, site
from isa.ui.components import Cell, Column, table
from isa.ui.frame import page

_TASKS = (
    (
        "decide",
        "Decide whether to share",
        "You have information and think another agency may need it.",
        Trigger.OWN_CONCERN,
        Depth.FULL,
    ),
    (
        "rang",
        "I already rang someone: record it",
        "Record what you said, to whom and why.",
        Trigger.ALREADY_SHARED,
        Depth.PHONE,
    ),
)


def _start(trigger: Trigger, depth: Depth) -> None:
    draft = service.start_draft(door.database(), door.actor(), trigger=trigger, depth=depth)
    _draft.go(_draft.resume(draft.id))


def _tasks() -> None:
    for key, label, sentence, trigger, depth in _TASKS:
        with st.container(key=f"task-{key}", gap=None):
            st.button(
                label, key=f"start-{key}", type="tertiary", on_click=_start, args=(trigger, depth)
            )
            st.markdown(sentence)


def _name(draft: DraftLine) -> str:
    return draft.reference or f"Draft of {clock.show_instant(draft.created_at)}"


def _row(draft: DraftLine) -> list[Cell | str]:
    name = _name(draft)
    left = _draft.open_draft(draft.id).journey.words_left
    return [
        name,
        left[:1].upper() + left[1:],
        clock.show_instant(draft.saved_at),
        Cell("Continue", go=draft.id, more=name),
        Cell("Discard", go=f"discard {draft.id}", more=name),
    ]


def _go(target: str) -> None:
    verb, _, which = target.rpartition(" ")
    if verb:
        site.go("discard", draft=which)
        return
    _draft.go(_draft.resume(which))


def _drafts() -> None:
    st.header("Your drafts", anchor=False)
    drafts = service.list_drafts(door.database(), door.actor())
    if not drafts:
        st.markdown("You have no drafts. Every answer is saved here as you give it.")
        return
    table(
        "drafts",
        caption="Your drafts",
        columns=[
            "Case",
            "Left to do",
            "Saved",
            Column("Continue", hidden=True),
            Column("Discard", hidden=True),
        ],
        rows=[_row(draft) for draft in drafts],
        on_go=_go,
    )


def main() -> None:
    """Draw the page."""
    with page("What do you need to do?", key="home"):
        panels.danger_button(
            "Someone may be in immediate danger",
            "Shows who to ring now. You can record it afterwards.",
            lambda: site.go("danger"),
        )
        _tasks()
        _drafts()
        _waiting.listed()


main()
