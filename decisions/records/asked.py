"""Finding a sealed answer by the question it answers, in the words in which it was sealed.

A record keeps the question as it was put. Where a later release puts it in other words the answer is
not found by it, and whoever reads the record finds it among all the answers.
"""

from collections.abc import Iterable

from decisions.journey.fields import Step, question
from decisions.records.content import Content, Told


def told(content: Content, step: type[Step], *names: str) -> tuple[Told, ...]:
    """The sealed answers to these questions of a step, whoever they were asked about."""
    labels = [question(step, name).ask.label for name in names]
    return tuple(one for one in _all(content) if is_one_of(one.question, labels))


def _all(content: Content) -> Iterable[Told]:
    yield from content.concern
    yield from content.advice
    for item in content.items:
        yield from item.told


def is_one_of(asked: str, labels: list[str]) -> bool:
    """Whether it is one of these questions, also behind a name: "The nursery: Who are they?"."""
    return any(asked == label or asked.endswith(f": {label}") for label in labels)
