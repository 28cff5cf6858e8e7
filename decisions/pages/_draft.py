"""The draft that an address names, with the pages that apply to it, and where to go from each.

An address holds the opaque draft id and the key of a page, never an answer. Somebody else's draft,
or one that has ended, is not here: ``NotFound``, which the door shows as a calm page.
"""

from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from decisions import service as advice
from decisions.assessing import Known
from decisions.journey.choices_case import Depth
from decisions.journey.relevance import owners
from decisions.journey.service import Draft
from decisions.journey.stops import Journey, Stop, step_at
from decisions.pages import _ended, _late
from isa.platform import clock
from isa.platform.errors import NotFound
from isa.platform.wording import gettext as _
from isa.ui import door, site

FIRST, GONE = "first", "gone"
CHECK = "check"
RING = "ring"
HOME = "home"
_FIRST_NOTE = _("Answer this question first. The page you opened comes after it.")
_GONE_NOTE = _(
    "The page you opened is not part of this draft now: an answer changed, or it was taken out, perhaps in "
    "another tab. Everything else you answered is kept."
)


@dataclass(frozen=True)
class Opened:
    """A draft with its journey, as at this run."""

    draft: Draft
    journey: Journey
    known: Known

    @property
    def is_phone(self) -> bool:
        """Whether this is Phone now, with the rest still to come."""
        return self.draft.answers.depth is Depth.PHONE

    @property
    def status(self) -> str:
        """When it was saved and what is left, for the line beside Back."""
        return _("Saved {saved_at} · {words_left}").format(
            saved_at=clock.show_time(self.draft.saved_at), words_left=self.journey.words_left
        )

    @property
    def section(self) -> str:
        """The second part of the window title."""
        return _("New decision") if self.draft.answers.depth is Depth.FULL else self._depth

    @property
    def _depth(self) -> str:
        return self.draft.answers.depth.text

    @property
    def end(self) -> str:
        """The page after the last question."""
        return RING if self.is_phone else CHECK


def draft_id() -> str:
    """The draft that the address names."""
    found = site.param("draft")
    if not found:
        raise NotFound(_("There is no draft in this address. Open it from your list of drafts."))
    return found


def opened() -> Opened:
    """The draft of this page; ``NotFound`` when it is not the actor's. One that was sealed leads to its record."""
    which = draft_id()
    try:
        return open_draft(which)
    except NotFound as gone:
        _ended.shown(which, gone)
        raise


def open_draft(which: str) -> Opened:
    """A draft with the pages that apply to it now."""
    database, actor = door.database(), door.actor()
    draft, journey, known = advice.draft_with_journey(database, actor, which, on=clock.today())
    return Opened(draft=draft, journey=journey, known=known)


Address = tuple[str, dict[str, str]]
"""A page and its query parameters: opaque ids and page keys, never an answer."""


def go(to: Address) -> None:
    """In a callback: move there."""
    where, params = to
    site.go(where, **params)


def address(which: str, stop: Stop | None, end: str, **more: str) -> Address:
    """Where a page of questions is, or the page after the last one."""
    if stop is None:
        return end, {} if end == HOME else {"draft": which}
    return "question", {"draft": which, "step": stop.key, **more}


def resume(which: str) -> Address:
    """Where to go on with a draft: the first page that still needs an answer."""
    found = open_draft(which)
    return address(which, found.journey.next, found.end)


def send_to_first(found: Opened) -> NoReturn:
    """For an address that may not be visited yet, or names no page now: what comes first, with a sentence."""
    following = found.journey.next
    where, params = address(found.draft.id, following, found.end)
    if _is_gone(found, site.param("step")):
        params["note"] = GONE
    elif following is not None:
        params["note"] = FIRST
    site.go_now(where, **params)


def _is_gone(found: Opened, wanted: str) -> bool:
    """Whether the page that was opened will not come either: what it is about is not in the draft any more."""
    if not wanted or found.journey.next is None:
        return bool(wanted)
    try:
        step, owner = step_at(wanted)
    except KeyError:
        return False
    return owner not in owners(found.draft.answers, step.scope)


def noted(found: Opened) -> None:
    """Why this page is shown and not the one that was opened, and what was not kept."""
    if words := {FIRST: _FIRST_NOTE, GONE: _GONE_NOTE}.get(site.param("note")):
        st.container(key="note").markdown(words)
    if site.param("note") == GONE:
        _late.shown(found.draft.id)
