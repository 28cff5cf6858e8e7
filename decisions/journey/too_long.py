"""A text that is too long to be an answer: kept beside the answers as it was typed, and counted nowhere.

It stands in the draft under the path of its question with a mark behind it, encrypted like any answer, until
a text that will do takes its place or the draft ends. Nothing is cut: whoever typed it chooses what goes.
"""

import json
from collections.abc import Mapping

from decisions.journey import entries, rows
from decisions.journey.fields import Widget
from decisions.journey.paths import question_at
from isa.platform.database import Database, UnitOfWork
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require

_MARK = ".over"
MOST = 400_000
"""Characters that are kept of a paste; of a longer one nothing is, and the page says to leave it open."""
_TYPED = frozenset({Widget.LINE, Widget.NARRATIVE})


def is_text(path: str) -> bool:
    """Whether the answer at this path is typed, so that it can be too long."""
    return question_at(path).ask.widget in _TYPED


def is_kept(path: str, value: object) -> bool:
    """Whether an answer that was refused is a text that is only too long, and not beyond all measure."""
    most = question_at(path).limit
    return isinstance(value, str) and most is not None and most < len(value) <= MOST


def keep(database: Database, actor: Actor, draft_id: str, path: str, value: object) -> None:
    """Keep a text that was refused for its length; nothing for anything else that was refused."""
    require(actor, Action.DRAFT_WRITE)
    if not is_kept(path, value):
        return
    with database.write(actor) as work:
        row = rows.own(work.session, actor, draft_id, for_update=True)
        entries.require_owner_exists(work, draft_id, path)
        rows.put(work, row, path + _MARK, json.dumps(value))
        work.record("draft_text_too_long", draft_id, path=path)


def drop(work: UnitOfWork, draft_id: str, path: str) -> None:
    """A text that will do was saved in its place."""
    rows.drop(work, draft_id, path + _MARK)


def apart(flat: Mapping[str, object]) -> tuple[dict[str, object], dict[str, str]]:
    """The answers of a draft by path, and apart from them the texts that are too long to be one."""
    answers = {path: value for path, value in flat.items() if not path.endswith(_MARK)}
    return answers, {
        path.removesuffix(_MARK): str(value) for path, value in flat.items() if path.endswith(_MARK)
    }
