"""Which page comes next: a fold over the declared steps, with no stored "current step".

``walk(answers, settle)`` gives a ``Journey``. A page uses it like this::

    draft, journey = service.draft_with_journey(database, actor, draft_id, on=today)
    stop = journey.stop(key)             # None: no such page now, go to journey.next
    if not journey.can_visit(key): ...   # a deep link past an unanswered page
    journey.after(key), journey.back(key), journey.words_left

Whether a gated step is asked depends only on the answers before it, so answering never hides the
page one is on, and a late change keeps every other answer.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from decisions.journey import retold
from decisions.journey.answers import Answers
from decisions.journey.choices_case import Depth
from decisions.journey.contradictions import contradictions
from decisions.journey.fields import Gate, Question, Scope, Step, path_of, questions
from decisions.journey.needed import has_open_item, is_needed
from decisions.journey.plan import Page, plan_of, title_of
from decisions.journey.relevance import (
    is_required,
    owners,
    relevant_questions,
    replaced,
    stand_in,
)
from decisions.journey.sending import is_check, is_ordinary
from decisions.journey.steps import QUESTIONS, STEPS
from decisions.journey.steps_case import Person
from decisions.journey.steps_circumstances import Circumstances
from decisions.journey.steps_start import Contents
from decisions.journey.stops import Journey, Stop
from decisions.policy.model import Evaluation

Settle = Callable[[Answers], Evaluation]
"""Evaluates the answers given so far; the caller holds the pack, the register entries and the day."""


def walk(answers: Answers, settle: Settle) -> Journey:
    """The pages that apply to these answers, in order. ``answers`` must be relevant ones.

    When every page is answered and an item still has no certain reason, the pages about the situation
    that did not seem to matter are asked after all. Their own answers play no part in that, so
    answering them never hides them.
    """
    stops = _stops(answers, settle)
    is_whole = answers.depth is not Depth.PHONE and all(stop.is_done for stop in stops)
    if is_whole and has_open_item(settle(_only(answers, stops))):
        stops = _stops(answers, settle, is_all=True)
    return Journey(
        stops=tuple(stops),
        kept=_kept(answers, stops),
        may_come=_may_come(answers, stops),
    )


def _may_come(answers: Answers, stops: list[Stop]) -> int:
    """The pages of this depth that are not asked now and that an answer still to come may bring.

    While an item may turn out to be somebody else's choice, so is the page about that person.
    """
    if all(stop.is_done for stop in stops):
        return 0
    asked = {(step, stop.owner) for stop in stops for step in stop.steps}
    found = 0
    for scope, pages in plan_of(answers.depth, answers.trigger):
        whose = owners(answers, scope)
        if scope is Scope.PERSON and not whose:
            found += any(item.item is None or item.item.about is None for item in answers.items)
        for owner in whose:
            for page in pages:
                steps = [
                    step for step in _open(page, answers) if not _is_answered(step, owner, answers)
                ]
                found += bool(steps) and not any(
                    (step, owner) in asked for step in _open(page, answers)
                )
    return found


def _open(page: Page, answers: Answers) -> list[type[Step]]:
    """The steps of a page that belong to this depth and way of starting."""
    return [
        step
        for step in (STEPS[key] for key in page)
        if gate_of(step, answers.depth) is not None
        and (not step.triggers or answers.trigger in step.triggers)
        and not (step is Person or (step is Circumstances and is_ordinary(answers)))
    ]


def _kept(answers: Answers, stops: list[Stop]) -> tuple[Stop, ...]:
    """The answered steps of this depth that are on no page now, each as a page of its own."""
    asked = {(step, stop.owner) for stop in stops for step in stop.steps}
    return tuple(
        Stop((step,), owner, title_of((step.key,), answers.trigger), is_done=True)
        for scope, pages in plan_of(answers.depth, answers.trigger)
        for owner in owners(answers, scope)
        for page in pages
        for step in _asked(page, owner, answers)
        if (step, owner) not in asked and _is_answered(step, owner, answers)
    )


def _is_answered(step: type[Step], owner: str | None, answers: Answers) -> bool:
    held = answers.step(step, owner)
    return any(not _is_empty(getattr(held, one.name, None)) for one in questions(step))


def _stops(answers: Answers, settle: Settle, *, is_all: bool = False) -> list[Stop]:
    """The pages, and with ``is_all`` also those about the situation that did not seem needed."""
    stops: list[Stop] = []
    settled: dict[int, Evaluation] = {}

    def settle_at(known: list[Stop]) -> Evaluation:
        """Pages are only ever added, so as many of them are the same ones: a long list costs one."""
        if len(known) not in settled:
            settled[len(known)] = settle(_only(answers, known))
        return settled[len(known)]

    for scope, pages in plan_of(answers.depth, answers.trigger):
        before = list(stops)
        for owner in owners(answers, scope):
            for page in pages:
                known = before if scope is Scope.ITEM else stops
                steps = _asked(page, owner, answers)
                if not (is_all and scope is Scope.CASE):
                    steps = _needed(steps, owner, answers, partial(settle_at, known))
                if steps:
                    title = title_of(tuple(step.key for step in steps), answers.trigger)
                    is_done = not any(any(_unanswered(step, owner, answers)) for step in steps)
                    stops.append(Stop(steps, owner, title, is_done=is_done))
    return stops


def _asked(page: Page, owner: str | None, answers: Answers) -> tuple[type[Step], ...]:
    """The steps of a page that belong to this depth and have a question to ask."""
    return tuple(
        STEPS[key]
        for key in page
        if gate_of(STEPS[key], answers.depth) is not None
        and not (STEPS[key] is Circumstances and is_ordinary(answers))
        and any(relevant_questions(STEPS[key], owner, answers))
    )


def gate_of(step: type[Step], depth: Depth) -> Gate | None:
    """When a step is asked at a depth."""
    found: Gate | None = getattr(step, depth.value)
    return found


def unanswered(step: type[Step], owner: str | None, answers: Answers) -> tuple[Question, ...]:
    """The required questions of a step that still need an answer, in old words or in new ones."""
    return tuple(_unanswered(step, owner, answers))


def _unanswered(step: type[Step], owner: str | None, answers: Answers) -> Iterator[Question]:
    held = answers.step(step, owner)
    return (
        asked
        for asked in relevant_questions(step, owner, answers)
        if is_required(asked, answers)
        and _is_empty(getattr(held, asked.name, None))
        and stand_in(asked, owner, answers) is None
    )


def _is_empty(value: object) -> bool:
    return value is None or value == () or (isinstance(value, str) and not value.strip())


def faults(step: type[Step], owner: str | None, answers: Answers, on: date) -> dict[str, str]:
    """What stands in the way of Continue: a sentence by the path of each question, in order."""
    found = {
        path_of(step, owner, q.name): retold.error(q, answers.trigger)
        for q in unanswered(step, owner, answers)
    }
    clashes = contradictions(answers, on=on)
    for asked in questions(step):
        path = path_of(step, owner, asked.name)
        if path in clashes and path not in found:
            found[path] = clashes[path]
    return found


def _needed(
    steps: tuple[type[Step], ...],
    owner: str | None,
    answers: Answers,
    settled: Callable[[], Evaluation],
) -> tuple[type[Step], ...]:
    """The steps of a page that are asked, from the pages before it alone.

    For an item these are the pages before all items, so that a long list costs one evaluation.
    """
    gates = {step: gate_of(step, answers.depth) for step in steps}
    if all(gate is Gate.ALWAYS for gate in gates.values()):
        return steps
    evaluation = settled()
    return tuple(
        step
        for step, gate in gates.items()
        if gate is Gate.ALWAYS
        or (evaluation.act_now_may_become and step.scope is Scope.CASE)
        or (gate is Gate.IF_NEEDED and is_needed(step, owner, answers, evaluation))
    )


def _only(answers: Answers, before: list[Stop]) -> Answers:
    """The answers of the pages before this one and no others."""
    kept = answers
    walked = {(step, stop.owner) for stop in before for step in stop.steps}
    is_laid_out = is_check(answers) and (Contents, None) in walked
    for step in QUESTIONS:
        if is_laid_out and step.scope is Scope.ITEM:
            continue
        for owner in owners(answers, step.scope):
            if (step, owner) not in walked and answers.step(step, owner) is not None:
                kept = replaced(kept, step, owner, None)
    return kept


def counted_answers(answers: Answers, journey: Journey) -> Answers:
    """The answers on pages that apply, and those given before: assessed, checked, sealed, printed.

    A page that a later answer makes needless is not asked any more, but what was said on it counts:
    graver harm never undoes "it is not safe to tell them". Answers to the steps of the decision are
    kept; one that belongs to another depth stays in the draft and counts for nothing.
    """
    return _only(answers, [*journey.stops, *journey.kept])
