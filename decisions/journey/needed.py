"""Whether a page of the "if needed" kind can still change anything, from what is known before it.

A page about the situation comes before the items are known: it is needed while one of its facts can
still change an outcome or, where there is time, whether the person is told (on the quick path only of what
may go to somebody at all). A page about an item is needed while the item may go. A page about a recipient
or about somebody else comes after them: it is needed while any item of theirs lacks an answer with
one certain reason, because nothing is sealed without.
"""

from collections.abc import Iterable, Mapping

from decisions.journey import people
from decisions.journey.answers import Answers
from decisions.journey.choices_case import Depth
from decisions.journey.fields import Scope, Step, questions
from decisions.policy.model import Evaluation, Finding

Cell = Mapping[str, Finding]

_DANGER = "call_999"
_SHARES = "share_"
_FOR_TELLING = {
    "safe_to_tell",
    "person_competence",
    "free_choice",
    "view_on_sharing",
    "reason_not_asked",
}


def is_needed(
    step: type[Step], owner: str | None, answers: Answers, evaluation: Evaluation
) -> bool:
    """Whether the page can change something; ``evaluation`` is of the answers before it."""
    if step.scope is Scope.RECIPIENT:
        number = [one.id for one in answers.recipients].index(owner or "")
        return any(_is_open(cell) for cell in evaluation.cells[number])
    if step.scope is Scope.ITEM:
        place = [one.id for one in answers.items].index(owner or "")
        return any(_is_item_open(row[place]) for row in evaluation.cells)
    if step.scope is Scope.PERSON:
        theirs = people.items_of(answers, owner)
        cells = [row[place] for row in evaluation.cells for place in theirs]
        return _is_telling_open(cells, evaluation) or any(_is_open(cell) for cell in cells)
    wanted = {path for path in evaluation.missing if "." not in path}
    cells = [cell for row in evaluation.cells for cell in row]
    if answers.depth in (Depth.QUICK, Depth.CHECK):
        cells = [cell for cell in cells if _may_go(cell)]
    if _is_telling_open(cells, evaluation):
        wanted |= _FOR_TELLING
    return bool(wanted & {fact for asked in questions(step) for fact in asked.ask.facts})


def has_open_item(evaluation: Evaluation) -> bool:
    """Whether some item lacks an answer with one certain reason for some recipient."""
    return any(_is_open(cell) for row in evaluation.cells for cell in row)


def _is_item_open(cell: Cell) -> bool:
    """Whether an item still has to be described: it may go, or what becomes of it is not settled."""
    return _is_open(cell) or _may_go(cell) or cell["item_rule"].value is None


def _may_go(cell: Cell) -> bool:
    """Whether the recipient may come to have the item: it is then named, and so is its care."""
    return any(code.startswith(_SHARES) for code in cell["outcome"].possible)


def _is_open(cell: Cell) -> bool:
    return [row.is_certain for row in cell["outcome"].fired] != [True]


def _is_telling_open(cells: Iterable[Cell], evaluation: Evaluation) -> bool:
    is_danger = evaluation.act_now == _DANGER
    return not is_danger and any(cell["openness"].value is None for cell in cells)
