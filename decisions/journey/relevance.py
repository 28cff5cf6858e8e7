"""Which answers count. A hidden answer stays in the draft and counts for nothing.

``relevant`` walks the steps in asking order and keeps an answer only if its ``When`` holds for what
has been kept so far, and an option only if it is still offered. An answer to a question that is no
longer asked counts until one of the questions in its place is answered. Everything downstream
(facts, check-answers, record, documents) sees the result and never the draft.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from decisions.journey import people
from decisions.journey.answers import Answers
from decisions.journey.choices_case import Naming
from decisions.journey.fields import Choice, Question, Scope, Step, When, questions
from decisions.journey.sending import laid_out
from decisions.journey.steps import STEPS
from decisions.journey.steps_case import Person


def owners(answers: Answers, scope: Scope) -> tuple[str | None, ...]:
    """Whose answers a step of this scope holds, in order; ``(None,)`` for the situation itself."""
    if scope is Scope.RECIPIENT:
        return tuple(recipient.id for recipient in answers.recipients)
    if scope is Scope.ITEM:
        return tuple(item.id for item in answers.items)
    if scope is Scope.PERSON:
        return people.others(answers)
    if scope is Scope.CELL:
        return tuple(f"{r.id}/{i.id}" for r in answers.recipients for i in answers.items)
    return (None,)


def is_relevant(asked: Question, owner: str | None, answers: Answers) -> bool:
    """Whether this question counts, given the earlier answers."""
    if asked.step is Person:
        naming = answers.about.naming if answers.about else None
        return naming is Naming.DETAILS
    if answers.depth in asked.ask.not_on:
        return False
    if asked.step.triggers and answers.trigger not in asked.step.triggers:
        return False
    if _is_replaced(asked, owner, answers):
        return False
    return asked.ask.when is None or _holds(asked.ask.when, asked, owner, answers)


def is_required(asked: Question, answers: Answers) -> bool:
    """Whether a question that is asked needs an answer, given how this came about."""
    return asked.ask.is_required and answers.trigger not in asked.ask.optional_for


def _is_replaced(asked: Question, owner: str | None, answers: Answers) -> bool:
    """Whether a question in the place of this one is answered."""
    if not asked.ask.replaced_by:
        return False
    held = answers.step(asked.step, owner)
    return any(getattr(held, name, None) is not None for name in asked.ask.replaced_by)


def _holds(when: When, asked: Question, owner: str | None, answers: Answers) -> bool:
    if when.field.startswith("fact:"):
        name = when.field.removeprefix("fact:")
        return people.work_out(name, answers, asked.step.scope, owner) in when.among
    key, _, name = when.field.rpartition(".")
    step = STEPS[key] if key else asked.step
    held = answers.step(step, owner if step.scope is asked.step.scope else None)
    return says(getattr(held, name, None), when.among)


def says(value: Any, among: tuple[str, ...]) -> bool:  # noqa: ANN401 -- any answer
    """Whether an answer is, or includes, one of these codes; an unanswered one says nothing."""
    if value is None:
        return False
    if isinstance(value, tuple):
        return any(str(member) in among for member in value)
    return str(value) in among


def relevant_questions(step: type[Step], owner: str | None, answers: Answers) -> Iterator[Question]:
    """The questions of a step to show now, in order."""
    for asked in _still_asked(step):
        if is_relevant(asked, owner, answers):
            yield asked


@cache
def _still_asked(step: type[Step]) -> tuple[Question, ...]:
    return tuple(asked for asked in questions(step) if not asked.ask.is_retired)


@cache
def _earlier_forms(step: type[Step], name: str) -> tuple[Question, ...]:
    """The questions no longer asked in whose place this one stands."""
    return tuple(old for old in questions(step) if name in old.ask.replaced_by)


def stand_in(asked: Question, owner: str | None, answers: Answers) -> Question | None:
    """The question no longer asked whose old answer counts for this one, if there is such an answer."""
    held = answers.step(asked.step, owner)
    for old in _earlier_forms(asked.step, asked.name):
        if getattr(held, old.name, None) is not None:
            return old if is_relevant(old, owner, answers) else None
    return None


def offered(asked: Question, owner: str | None, answers: Answers) -> tuple[Choice, ...]:
    """The options to show now: none that is retired, unless it is the answer that is held."""
    held = getattr(answers.step(asked.step, owner), asked.name, None)
    conditions = dict(asked.ask.offered_when)
    return tuple(
        option
        for option in asked.options
        if (not option.is_retired or says(held, (option.value,)))
        and (option not in conditions or _holds(conditions[option], asked, owner, answers))
    )


def relevant(answers: Answers) -> Answers:
    """The answers without those to questions that are not asked."""
    kept = laid_out(answers)
    for step in STEPS.values():
        for owner in owners(kept, step.scope):
            held = kept.step(step, owner)
            if held is not None:
                kept = _trimmed(kept, step, owner, held)
    meant = people.others(kept)
    return kept.model_copy(update={"people": tuple(p for p in kept.people if p.id in meant)})


def _trimmed(kept: Answers, step: type[Step], owner: str | None, held: Step) -> Answers:
    """The answers with one step trimmed, question by question, in order."""
    for asked in questions(step):
        value = getattr(held, asked.name)
        left = _left(asked, value, owner, kept)
        if left != value:
            held = held.model_copy(update={asked.name: left})
            kept = replaced(kept, step, owner, held)
    return kept


def _left(asked: Question, value: Any, owner: str | None, answers: Answers) -> Any:  # noqa: ANN401 -- any answer
    """What counts of an answer: nothing where it is not asked, no tick that is not offered."""
    if value is None or not is_relevant(asked, owner, answers):
        return None
    if not asked.ask.offered_when:
        return value
    now = offered(asked, owner, answers)
    if not isinstance(value, tuple):
        return value if value in now else None
    return tuple(one for one in value if one in now) or None


def replaced(answers: Answers, step: type[Step], owner: str | None, held: Step | None) -> Answers:
    """The answers with one step put in the place of the old one."""
    update = {step.key: held}
    if step.scope is Scope.CASE:
        return answers.model_copy(update=update)
    if step.scope is Scope.ITEM:
        items = tuple(i.model_copy(update=update) if i.id == owner else i for i in answers.items)
        return answers.model_copy(update={"items": items})
    if step.scope is Scope.PERSON:
        named = tuple(p.model_copy(update=update) if p.id == owner else p for p in answers.people)
        return answers.model_copy(update={"people": named})
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
