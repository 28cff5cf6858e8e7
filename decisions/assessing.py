"""From answers to an assessment, with everything looked up beforehand. Pure: no database, no clock.

The pages reach this through ``decisions.service``, the command line through ``decisions.cli``; both
get the same advice for the same answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from decisions.assessment import Assessment
from decisions.journey.advise import advise
from decisions.journey.answers import Answers, Discloser
from decisions.journey.contacts import Contacts
from decisions.journey.derive import Listed, derive, switches_of
from decisions.journey.local import NO_OVERLAY, Local
from decisions.journey.relevance import relevant
from decisions.journey.route import counted_answers, walk
from decisions.journey.stops import Journey
from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate
from decisions.policy.model import Evaluation, Facts
from isa.coverage.model import CoverageAnswer

Covered = Mapping[str, tuple[CoverageAnswer | None, str]]


@dataclass(frozen=True)
class Known:
    """What is known beside the answers: who would share, the register's entries, numbers to ring."""

    discloser: Discloser | None
    listed: Mapping[str, Listed] = field(default_factory=dict)
    contacts: Contacts = field(default_factory=lambda: Contacts(names={}))


@dataclass(frozen=True)
class Assessed:
    """The advice with what it came from. ``answers`` are those that count, on pages that apply."""

    answers: Answers
    facts: Facts
    evaluation: Evaluation
    assessment: Assessment
    journey: Journey


class Settler:
    """Evaluates answers under a pack, for the route through the questions and for what follows it.

    The route asks at every gated page, mostly about the same facts: the last are kept.
    """

    def __init__(self, known: Known, pack: CompiledPack, on: date) -> None:
        """Hold what the answers are read with."""
        self._known, self._pack, self._on = known, pack, on
        self._last: tuple[Facts, Evaluation] | None = None

    def __call__(self, answers: Answers) -> Evaluation:
        """What the pack says of the answers."""
        return self.with_facts(answers)[1]

    def with_facts(self, answers: Answers) -> tuple[Facts, Evaluation]:
        """The facts of the answers, and what the pack says of them."""
        facts = _facts(answers, self._known, self._pack, self._on)
        if self._last is None or self._last[0] != facts:
            self._last = facts, evaluate(self._pack, facts, on=self._on)
        return self._last


def journey_of(answers: Answers, known: Known, pack: CompiledPack, on: date) -> Journey:
    """The pages that apply to a draft's answers."""
    return walk(relevant(answers), Settler(known, pack, on))


def counted(
    answers: Answers, known: Known, pack: CompiledPack, on: date
) -> tuple[Answers, Journey]:
    """The answers that count, and the pages they are on."""
    kept = relevant(answers)
    journey = walk(kept, Settler(known, pack, on))
    return counted_answers(kept, journey), journey


def assess(
    counting: Answers,
    journey: Journey,
    known: Known,
    pack: CompiledPack,
    covered: Covered,
    *,
    on: date,
    at: datetime,
    local: Local = NO_OVERLAY,
) -> Assessed:
    """The assessment of answers that ``counted`` has sifted; ``local`` is shown beside it, no more."""
    facts = _facts(counting, known, pack, on)
    evaluation = evaluate(pack, facts, on=on)
    return Assessed(
        answers=counting,
        facts=facts,
        evaluation=evaluation,
        assessment=advise(
            counting, facts, evaluation, pack, covered, known.contacts, on=on, at=at, local=local
        ),
        journey=journey,
    )


def _facts(answers: Answers, known: Known, pack: CompiledPack, on: date) -> Facts:
    return derive(answers, known.discloser, known.listed, switches_of(pack.pack, on))
