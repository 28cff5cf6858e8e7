"""The draft that an address names, with the pages that apply to it, and where to go from each.

An address holds the opaque draft id and the key of a page, never an answer. Somebody else's draft,
or one that has ended, is not here: ``NotFound``, which the door shows as a calm page.
"""

from dataclasses import dataclass
from typing import NoReturn

from decisions import service as advice
from decisions.assessing import Known
from decisions.journey.choices_case import Depth
from decisions.journey.route import Journey, Stop
from decisions.journey.service import Draft
from decisions.pages import _ended
from isa.platform import clock
from isa.platform.errors import NotFound
from isa.platform.wording import gettext as _
from isa.ui import door, site

FIRST = "first"
CHECK = "check"
RING = "ring"
HOME = "home"


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
    except NotFound:
        _ended.shown(which)
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
    """For an address that may not be visited yet: the first unanswered page, with a sentence."""
    where, params = address(found.draft.id, found.journey.next, found.end, note=FIRST)
    site.go_now(where, **params)
