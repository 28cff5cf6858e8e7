"""What would change the advice: one change in the world at a time, everything else as it was answered.

Only over facts whose pack entry names a ``could_change``: a person may agree, a danger may grow. Age
does not change, and a second thought about the same facts is no change. A change is made in the
answers and everything is derived again, so that relevance and constraints hold as they do on the
pages. At most three are told, those towards more urgent sharing first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from decisions.assessing import Known, counted
from decisions.assessment import Frozen
from decisions.journey.answers import Answers
from decisions.journey.contradictions import contradictions
from decisions.journey.derive import derive, switches_of
from decisions.journey.fields import Choice, Question, Scope, Step
from decisions.journey.relevance import owners, relevant, relevant_questions, replaced
from decisions.journey.steps import QUESTIONS
from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate
from decisions.policy.model import Answer, Evaluation, Facts
from isa.platform.wording import gettext as _

MOST_TOLD = 3
_NONE_TICKED = "none"
_NOTHING_NOW = _("Nothing has to be done at once")


class Shift(Frozen):
    """What the advice would be instead, for one recipient, or for what to do now."""

    was: str
    would_be: str


class Change(Frozen):
    """One change in the world and what would follow: ``if_`` is the pack's words, "if they agree"."""

    if_: str
    about: str
    """The recipient or item it is about; empty for the situation."""
    fact: str
    value: str
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class State:
    """Answers that count, with what they come to."""

    answers: Answers
    facts: Facts
    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class _Found:
    change: Change
    urgency: int
    """How many places the advice moves towards more urgent sharing; below nought, away from it."""
    step: int


class Changer:
    """Works out single changes under one pack, with what the register said on the day."""

    def __init__(self, known: Known, pack: CompiledPack, on: date, names: dict[str, str]) -> None:
        """``names`` are what recipients and items are called, by their id in the answers."""
        self._known = known
        self._pack = pack
        self._on = on
        self._names = names
        order = pack.pack.order.roll
        self._roll = {code: place for place, code in enumerate(order)}
        now = pack.pack.tables["act_now"].values
        self._now = {code: place for place, code in enumerate(now)}

    def state(self, answers: Answers) -> State:
        """The answers that count, and the facts and findings they come to."""
        counting, _rest = counted(answers, self._known, self._pack, self._on)
        facts = self._facts(counting)
        return State(counting, facts, evaluate(self._pack, facts, on=self._on))

    def _facts(self, answers: Answers) -> Facts:
        switches = switches_of(self._pack.pack, self._on)
        return derive(answers, self._known.discloser, self._known.listed, switches)

    def changes(self, answers: Answers) -> tuple[Change, ...]:
        """At most three changes that would change the advice, the most urgent first."""
        base = self.state(answers)
        found = sorted(self._found(base), key=lambda one: (-one.urgency, one.step))
        return tuple(one.change for one in found[:MOST_TOLD])

    def _found(self, base: State) -> Iterator[_Found]:
        facts = self._pack.pack.facts
        seen: set[tuple[str, str, str | None]] = set()
        for asked, owner in _asked(base.answers):
            for fact in asked.ask.facts:
                for value, words in facts[fact].could_change.items():
                    if (fact, value, owner) in seen:
                        continue
                    changed = self._changed(base, asked, owner, fact, value)
                    if changed is None:
                        continue
                    seen.add((fact, value, owner))
                    shifts, urgency = self._compared(base, changed)
                    if shifts:
                        about = self._names.get(owner or "", "")
                        told = Change(if_=words, about=about, fact=fact, value=value, shifts=shifts)
                        yield _Found(told, urgency, facts[fact].step)

    def _changed(
        self, base: State, asked: Question, owner: str | None, fact: str, value: str
    ) -> State | None:
        """The state with the one answer that makes the fact this value; None when there is none."""
        level = asked.step.scope
        if _holds(_value(base.answers, base.facts, level, owner, fact), value):
            return None
        for option in sorted(asked.options, key=lambda one: one.value != value):
            answers = relevant(_with(base.answers, asked, owner, option))
            found = _value(answers, self._facts(answers), level, owner, fact)
            if not _holds(found, value) or contradictions(answers, on=self._on):
                continue
            state = self.state(answers)
            if not state.evaluation.breached:
                return state
        return None

    def _compared(self, base: State, changed: State) -> tuple[tuple[Shift, ...], int]:
        """What differs in words, and how far towards more urgent sharing the furthest of it goes."""
        shifts: list[Shift] = []
        moves: list[int] = []
        was, now = base.evaluation, changed.evaluation
        if was.act_now and now.act_now and was.act_now != now.act_now:
            shifts.append(Shift(was=self._act(was.act_now), would_be=self._act(now.act_now)))
            moves.append(self._now[was.act_now] - self._now[now.act_now])
        pairs = zip(base.answers.recipients, was.outcomes, now.outcomes, strict=True)
        for recipient, before, after in pairs:
            if before and after and before != after:
                name = self._names.get(recipient.id, "them")
                shifts.append(
                    Shift(was=self._answer(before, name), would_be=self._answer(after, name))
                )
                moves.append(self._roll[before] - self._roll[after])
        return tuple(shifts), max(moves, default=0)

    def _act(self, code: str) -> str:
        words = self._pack.pack.wording.act_now.get(code)
        return words.headline if words and code != "none" else _NOTHING_NOW

    def _answer(self, code: str, name: str) -> str:
        return self._pack.pack.wording.outcome[code].headline.replace("{recipient}", name)


def _asked(answers: Answers) -> Iterator[tuple[Question, str | None]]:
    """The questions that were answered and offer a choice, with whose answer it is."""
    for step in QUESTIONS:
        for owner in owners(answers, step.scope):
            held = answers.step(step, owner)
            for asked in relevant_questions(step, owner, answers) if held else ():
                if asked.options and getattr(held, asked.name) is not None:
                    yield asked, owner


def _with(answers: Answers, asked: Question, owner: str | None, option: Choice) -> Answers:
    """The answers with one option chosen, or ticked beside those that were."""
    held = answers.step(asked.step, owner)
    chosen: Any = option
    if asked.is_many and isinstance(held, Step):
        ticked = tuple(one for one in getattr(held, asked.name) if one != _NONE_TICKED)
        chosen = (*(one for one in ticked if one != option), option)
    changed = held.model_copy(update={asked.name: chosen}) if held else None
    return replaced(answers, asked.step, owner, changed)


def _value(
    answers: Answers, facts: Facts, level: Scope, owner: str | None, fact: str
) -> Answer | None:
    """What a fact is at the level of the question that was changed."""
    if level is Scope.CASE:
        return facts.case.get(fact)
    parts = facts.recipients if level is Scope.RECIPIENT else facts.items
    return parts[owners(answers, level).index(owner)].get(fact)


def _holds(held: Answer | None, value: str) -> bool:
    return value in held if isinstance(held, tuple) else held == value
