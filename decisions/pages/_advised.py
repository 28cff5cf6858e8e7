"""A draft beside the advice on it, worked out once while the answers it rests on stay as they are.

With many recipients and items the advice takes seconds, and deciding changes none of it. What is sealed
is worked out afresh, and compared with the advice that was read.
"""

from dataclasses import replace

from decisions import service as advice
from decisions.assessing import Assessed, Known
from decisions.journey import service as drafts
from decisions.journey.relevance import relevant
from decisions.journey.route import counted_answers
from decisions.pages import _draft
from decisions.pages._draft import Opened
from isa.platform import clock
from isa.ui import door, state


def opened(which: str) -> tuple[Opened, Assessed]:
    """The actor's own draft with its pages, and the advice; an unfinished one goes back to its questions."""
    database, actor, today = door.database(), door.actor(), clock.today()
    draft = drafts.load_draft(database, actor, which)
    rests_on = (advice.undecided(draft.answers), today)
    kept = state.kept(f"{which}/advised")
    held = kept.get("assessed")
    known = kept.get("known")
    if kept.get("rests_on") == rests_on and isinstance(held, Assessed) and isinstance(known, Known):
        counting = counted_answers(relevant(draft.answers), held.journey)
        return Opened(draft, held.journey, known), replace(held, answers=counting)
    found = _draft.open_draft(which)
    if found.journey.next is not None:
        _draft.send_to_first(found)
    assessed = advice.assess_draft(database, actor, which, on=today, at=clock.now())
    kept.update(rests_on=rests_on, assessed=assessed, known=found.known)
    return found, assessed
