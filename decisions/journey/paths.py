"""The path of an answer, as the store and the pages name it: its question, and whose answer it is.

``harm.seriousness``, ``items.<id>.use.how_much``, ``recipients.<id>.items.<id>.as_sent.rule``.
"""

from decisions.journey.fields import Question, Scope, question
from decisions.journey.steps import STEPS
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _

LISTS = ("recipients", "items", "people")
"""The lists of the answers; each entry has an id."""


def question_at(path: str) -> Question:
    """The question a path is about; ``Invalid`` when nothing is asked there."""
    parts = path.split(".")
    try:
        scope, key, name = _scope_of(parts)
        step = STEPS[key]
        if step.scope is not scope:
            raise KeyError(key)
        return question(step, name)
    except (KeyError, ValueError):
        raise Invalid({path: _("There is no question here.")}) from None


def owner_of(path: str) -> str | None:
    """Whose answer a path holds: a recipient, an item, a person, a pair, or None: the situation."""
    parts = path.split(".")
    if parts[0] not in LISTS:
        return None
    return f"{parts[1]}/{parts[3]}" if len(parts) == 6 else parts[1]


def _scope_of(parts: list[str]) -> tuple[Scope, str, str]:
    if len(parts) == 2:
        return Scope.CASE, parts[0], parts[1]
    if len(parts) == 4:
        return Scope(parts[0]), parts[2], parts[3]
    if len(parts) == 6 and (parts[0], parts[2]) == ("recipients", "items"):
        return Scope.CELL, parts[4], parts[5]
    raise ValueError
