"""What one visit to a page of questions has to remember between two runs of the script.

Nothing here is the only copy of an answer that was saved. It holds which version of each answer this
tab has seen, what could not be saved yet, and what another tab changed meanwhile.
"""

from collections.abc import Mapping

from pydantic import BaseModel

from isa.ui import state


class Memory(BaseModel):
    """One visit to one page; a new visit starts afresh from the draft."""

    visit: int = 0
    seen: dict[str, int] = {}
    """The version of each answer as this page has it."""
    unsaved: dict[str, object] = {}
    """Answers that the database did not take, to be tried again."""
    refused: dict[str, str] = {}
    """Answers that will not do, with the sentence that says why."""
    clashes: dict[str, object] = {}
    """This page's answer where another tab changed the same one first."""
    act_now: str = ""
    """The act-now panel as it stood at entry, so that it does not move things under the finger."""

    @property
    def is_blocked(self) -> bool:
        """Whether going on would lose something."""
        return bool(self.unsaved or self.clashes)


_NAME = "memory"


def entered(page: str, seen: Mapping[str, int]) -> tuple[Memory, bool]:
    """The memory of this visit, and whether the visit begins now."""
    visit = state.mount(page)
    held = _read(page)
    if held is not None and held.visit == visit:
        return held, False
    fresh = Memory(visit=visit, seen=dict(seen))
    write(page, fresh)
    return fresh, True


def recall(page: str) -> Memory:
    """The memory of this visit, in a callback."""
    return _read(page) or Memory()


def write(page: str, memory: Memory) -> None:
    """Keep it for the next run."""
    state.choose(page, _NAME, memory.model_dump_json())


def _read(page: str) -> Memory | None:
    text = state.chosen(page, _NAME)
    return Memory.model_validate_json(text) if text else None
