"""Where a practitioner starts: danger first, then what they came to do, then what is waiting."""

import streamlit as st

from decisions.journey import service, starts
from decisions.journey.choices_case import Depth, Trigger
from decisions.journey.clocks import rest_due
from decisions.journey.service import DraftLine
from decisions.pages import _carried, _draft, _late, _own_agency, _starts, _waiting
from decisions.pages._pages_of import part_of, turn
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.ui import door, panels, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.frame import page

# Starts with a page of their own.
_PAGES = {
    "asked": (
        _("I have been asked for information"),
        _("By an agency, a person or the press."),
    ),
    "request_make": (
        _("I need to ask another agency"),
        _("A letter to each, under one power; or answer a request from its file."),
    ),
    "call": (_("Someone rings us"), _("What to say, and how to know who it is.")),
    "consultation": (
        _("Ask for advice without naming anyone"),
        _("Write down whom you asked, what they said and what you did next."),
    ),
}

# So many drafts stand on a page: what waits on others comes below them.
_AT_ONCE = 20


def _page(name: str) -> None:
    label, sentence = _PAGES[name]
    panels.task(label, name, sentence)


def _tasks() -> None:
    """Everything one may come to do, the commonest first."""
    _starts.button(starts.DECIDE)
    _starts.button(starts.SEND)
    _page("asked")
    _page("request_make")
    _starts.button(starts.PARENT)
    _page("call")
    _page("consultation")
    _starts.button(starts.RANG)
    _starts.button(starts.EVERYTHING)


def _name(draft: DraftLine) -> str:
    """The practitioner's own label, or else how and when it was begun: no two look alike."""
    return draft.reference or _("{start}, begun {at}").format(
        start=_start(draft), at=clock.show_instant(draft.created_at)
    )


def _start(draft: DraftLine) -> str:
    if draft.trigger is Trigger.REQUEST_RECEIVED:
        return _("A request")
    return draft.depth.text


def _began(draft: DraftLine) -> str:
    return f"{_start(draft)}, {clock.show_instant(draft.created_at)}"


def _left(draft: DraftLine) -> str:
    """What is left to do; of a call also when the rest of the record is due."""
    journey = _draft.open_draft(draft.id).journey
    left = journey.words_left[:1].upper() + journey.words_left[1:]
    if journey.next is not None:
        left = _("{left}, from: {title}").format(left=left, title=journey.next.title)
    if draft.depth is not Depth.PHONE:
        return left
    due = rest_due(draft.created_at)
    words = (
        _("{left}; the rest was due {day}") if due < clock.today() else _("{left}; rest due {day}")
    )
    return words.format(left=left, day=clock.show_date(due))


def _row(draft: DraftLine) -> list[Cell | str]:
    name = _name(draft)
    return [
        name,
        _began(draft),
        _left(draft),
        clock.show_instant(draft.saved_at),
        Cell(_("Continue"), go=draft.id, more=name),
        Cell(_("Discard"), go=f"discard {draft.id}", more=name),
    ]


@_late.while_there()
def _go(target: str) -> None:
    verb, which = target.split(" ") if " " in target else ("", target)
    if verb:
        site.go("discard", draft=which)
        return
    _carried.told(_draft.open_draft(which).draft)
    _draft.go(_draft.resume(which))


def _drafts() -> None:
    st.header(_("Your drafts"), anchor=False)
    drafts = service.list_drafts(door.database(), door.actor())
    if not drafts:
        st.markdown(_("You have no drafts. Every answer is saved here as you give it."))
        return
    table(
        "drafts",
        caption=_("Your drafts"),
        columns=[
            _("Case"),
            _("Begun"),
            _("Left to do"),
            _("Saved"),
            Column(_("Continue"), hidden=True),
            Column(_("Discard"), hidden=True),
        ],
        rows=[_row(draft) for draft in part_of("home", drafts, _AT_ONCE)],
        on_go=_go,
    )
    turn("home", len(drafts), _AT_ONCE)


def main() -> None:
    """Draw the page."""
    with page(_("What do you need to do?"), key="home"):
        panels.danger_button(
            _("Someone may be in immediate danger"),
            _("Shows who to ring now. You can record it afterwards."),
            lambda: site.go("danger"),
        )
        _own_agency.told()
        _tasks()
        _drafts()
        _waiting.listed()


main()
