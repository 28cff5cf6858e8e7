"""What one visit to a page of questions has to remember between two runs of the script.

Nothing here is the only copy of an answer that was saved. It holds which version of each answer this
tab has seen, what could not be saved yet, and what another tab changed meanwhile. It is changed in
place: a callback may be cut short at any touch of the session, but not between a save and its note.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from decisions.assessment import ActNow
from decisions.service import Walked
from isa.ui import state
from isa.ui.components.page_script import shown_before


@dataclass
class Memory:
    """One visit to one page; a new visit starts afresh from the draft."""

    seen: dict[str, int] = field(default_factory=dict)
    """The version of each answer as this page has it."""
    unsaved: dict[str, object] = field(default_factory=dict)
    """Answers that the database did not take, to be tried again."""
    refused: dict[str, str] = field(default_factory=dict)
    """Answers that will not do, with the sentence that says why."""
    long: set[str] = field(default_factory=set)
    """Those of them that are only too long: the draft keeps the text, and the page has it again."""
    clashes: dict[str, object] = field(default_factory=dict)
    """This page's answer where another tab changed the same one first."""
    given: frozenset[str] = frozenset()
    """The questions that the start of the draft had answered when this visit began, by name."""
    act_now: ActNow | None = None
    """The act-now panel after the last answer: danger does not wait for the next page."""
    walked: Walked | None = None
    """The pages as they followed from the answers when this page was drawn."""
    version: int = 0
    """The version of the draft that the panel was worked out from."""

    @property
    def is_blocked(self) -> bool:
        """Whether going on would lose something."""
        return bool(self.unsaved or self.clashes)


_NAME = "memory"


def entered(page: str, seen: Mapping[str, int]) -> tuple[Memory, bool]:
    """The memory of this visit, and whether the visit begins now.

    A session that takes the place of one that was lost has seen what the browser was shown, which may be
    less than what another tab has saved since.
    """
    notes = state.notes(page)
    held = notes.get(_NAME)
    if isinstance(held, Memory):
        return held, False
    brought = state.brought()
    fresh = Memory(seen=shown_before(brought) if brought else dict(seen))
    notes[_NAME] = fresh
    return fresh, True


def recall(page: str) -> Memory:
    """The memory of this visit, in a callback."""
    held = state.notes(page).get(_NAME)
    return held if isinstance(held, Memory) else Memory()


def keep(page: str, memory: Memory) -> None:
    """Carry a memory over into a visit that was begun anew."""
    state.notes(page)[_NAME] = memory
