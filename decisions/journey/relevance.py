"""Which answers count. A hidden answer stays in the draft and counts for nothing.

``relevant`` walks the steps in asking order and keeps an answer only if its ``When`` holds for what
has been kept so far. Everything downstream (facts, check-answers, record, documents) sees the result
and never the draft.
"""

from collections.abc import Iterator
from typing import Any

from decisions.journey import people
from decisions.journey.answers import Answers
from decisions.journey.choices_case import Depth, Naming
from decisions.journey.fields import Question, Scope, Step, questions
from decisions.journey.steps import STEPS
from decisions.journey.steps_case import Person


def owners(answers: Answers, scope: Scope) -> tuple[str | None, ...]:
    """Whose answers a step of this scope holds, in order; ``(None,)`` for the situation itself."""
    if scope is Scope.RECIPIENT:
        return tuple(recipient.id for recipient in answers.recipients)
    if scope is Scope.ITEM:
        return tuple(item.id for item in answers.items)
    if scope is Scope.CELL:
        return tuple(f"{r.id}/{i.id}" for r in answers.recipients for i in answers.items)
    return (None,)


def is_relevant(asked: Question, owner: str | None, answers: Answers) -> bool:
    """Whether this question counts, given the earlier answers."""
    if asked.step is Person:
        naming = answers.about.naming if answers.about else None
        return naming is Naming.DETAILS
    if not asked.ask.is_for_phone and answers.depth is Depth.PHONE:
        return False
    when = asked.ask.when
    if when is None:
        return True
    if when.field.startswith("fact:"):
        return people.worked_out(answers)[when.field.removeprefix("fact:")] in when.among
    key, _, name = when.field.rpartition(".")
    step = STEPS[key] if key else asked.step
    held = answers.step(step, owner if step.scope is asked.step.scope else None)
    return _says(getattr(held, name, None), when.among)


def _says(value: Any, among: tuple[str, ...]) -> bool:  # noqa: ANN401 -- any answer
    if value is None:
        return False
    if isinstance(value, tuple):
        return any(str(member) in among for member in value)
    return str(value) in among


def relevant_questions(step: type[Step], owner: str | None, answers: Answers) -> Iterator[Question]:
    """The questions of a step to show now, in order."""
    for asked in questions(step):
        if is_relevant(asked, owner, answers):
            yield asked


def relevant(answers: Answers) -> Answers:
    """The answers without those to questions that are not asked."""
    kept = answers
    for step in STEPS.values():
        for owner in owners(kept, step.scope):
            held = kept.step(step, owner)
            if held is not None:
                kept = _trimmed(kept, step, owner, held)
    return kept


def _trimmed(kept: Answers, step: type[Step], owner: str | None, held: Step) -> Answers:
    """The answers with one step trimmed, question by question, in order."""
    for asked in questions(step):
        if getattr(held, asked.name) is not None and not is_relevant(asked, owner, kept):
            held = held.model_copy(update={asked.name: None})
            kept = replaced(kept, step, owner, held)
    return kept


def replaced(answers: Answers, step: type[Step], owner: str | None, held: Step | None) -> Answers:
    """The answers with one step put in the place of the old one."""
    update = {step.key: held}
    if step.scope is Scope.CASE:
        return answers.model_copy(update=update)
    if step.scope is Scope.ITEM:
        items = tuple(i.model_copy(update=update) if i.id == owner else i for i in answers.items)
        return answers.model_copy(update={"items": items})
    recipient_id, _, item_id = (owner or "").partition("/")
    recipients = []
    for recipient in answers.recipients:
        if recipient.id != recipient_id:
            recipients.append(recipient)
        elif step.scope is Scope.RECIPIENT:
            recipients.append(recipient.model_copy(update=update))
        else:
            cells = {**recipient.items, item_id: recipient.items[item_id].model_copy(update=update)}
            recipients.append(recipient.model_copy(update={"items": cells}))
    return answers.model_copy(update={"recipients": tuple(recipients)})
