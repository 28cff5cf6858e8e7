"""Answers as one stored value by path, the way a draft keeps them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import JsonValue

from decisions.journey.answers import Answers
from decisions.journey.fields import Step, path_of
from decisions.journey.paths import LISTS
from decisions.journey.relevance import owners
from decisions.journey.steps import QUESTIONS
from decisions.journey.steps_decide import After, Decided, Message
from decisions.journey.steps_introduced import Introduced

_CARRIED: tuple[type[Step], ...] = (*QUESTIONS, Introduced)
_DECIDED = frozenset({Decided.key, Message.key, After.key, "items"})
"""What is decided again: three steps, and what was sent of each item."""


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


def flatten_old(raw: Mapping[str, JsonValue]) -> Iterator[tuple[str, str]]:
    """The same of sealed answers that this release cannot read whole: a draft sets aside what it does not know."""
    for kind in LISTS:
        listed = raw.get(kind)
        for entry in listed if isinstance(listed, list) else ():
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                start = f"{kind}.{entry['id']}"
                yield start, "{}"
                yield from _given(entry, f"{start}.")
    yield from _given(raw, "")


def _given(holder: Mapping[str, JsonValue], start: str) -> Iterator[tuple[str, str]]:
    """The answers of each step, but for what was decided."""
    for key, step in holder.items():
        if isinstance(step, dict) and key not in _DECIDED:
            for name, value in step.items():
                if value is not None:
                    yield f"{start}{key}.{name}", json.dumps(value)
