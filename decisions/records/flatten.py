"""Answers as one stored value by path, the way a draft keeps them."""

import json
from collections.abc import Iterator
from typing import Any

from decisions.journey.answers import Answers
from decisions.journey.fields import Step, path_of
from decisions.journey.relevance import owners
from decisions.journey.steps import QUESTIONS
from decisions.journey.steps_introduced import Introduced

_CARRIED: tuple[type[Step], ...] = (*QUESTIONS, Introduced)


def flatten(answers: Answers) -> Iterator[tuple[str, str]]:
    """Each recipient, item and person, then each answer; what was decided is left out, and who it is about is not."""
    lists = ("recipients", answers.recipients), ("items", answers.items), ("people", answers.people)
    for kind, entries in lists:
        for entry in entries:
            yield f"{kind}.{entry.id}", "{}"
    for step in _CARRIED:
        for owner in owners(answers, step.scope):
            held = answers.step(step, owner)
            given: dict[str, Any] = held.model_dump(mode="json") if held else {}
            for name, value in given.items():
                if value is not None:
                    yield path_of(step, owner, name), json.dumps(value)
