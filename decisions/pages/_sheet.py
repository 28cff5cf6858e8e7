"""A page of questions as a value: the step, whose it is, its answers, and how one is saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from decisions.journey import retold
from decisions.journey.answers import Answers
from decisions.journey.fields import Question, Step, path_of
from decisions.journey.relevance import is_required
from isa.platform.wording import gettext as _

Save = Callable[[str, object], None]
"""Keeps one answer: the path of the question, and the answer as plain JSON."""


@dataclass(frozen=True)
class Sheet:
    """A page of questions: the step, whose it is, the answers, and how one is saved."""

    step: type[Step]
    owner: str | None
    answers: Answers
    save: Save
    skip: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    """Questions that need an answer here although the declaration leaves them open."""
    heading: str | None = None
    """What stands above it where that is not the step's own title; a question that says the same is not repeated."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Words that replace a declared label, by the question's name."""

    options: Mapping[str, str] = field(default_factory=dict)
    """Words that replace a declared option, by its code."""

    too_long: Mapping[str, str] = field(default_factory=dict)
    """Texts that are too long to be an answer, by path: they stand in their field as they were typed."""

    def path(self, name: str) -> str:
        """The path of the answer to a question."""
        return path_of(self.step, self.owner, name)

    def text(self, name: str) -> str:
        """What stands in the field of a typed answer."""
        return self.too_long.get(self.path(name)) or str(self.value(name) or "")

    def value(self, name: str) -> object:
        """What the draft holds for a question."""
        return getattr(self.answers.step(self.step, self.owner), name, None)

    def label(self, asked: Question) -> str:
        """What a question is called here, and whether it may be left open."""
        label = self._words(asked)
        is_needed = is_required(asked, self.answers) or asked.name in self.needed
        return label if is_needed else _("{label} (optional)").format(label=label)

    def is_title(self, asked: Question) -> bool:
        """Whether the heading above is the question itself, so that it is not said twice."""
        trigger = self.answers.trigger
        above = retold.title(self.step, trigger) if self.heading is None else self.heading
        return self._words(asked) == above

    def _words(self, asked: Question) -> str:
        return self.labels.get(asked.name, retold.label(asked, self.answers.trigger))
