"""How a question is declared: ``Ask`` says what is asked, ``When`` says when it is relevant.

A step is one frozen pydantic class (``Step``) whose fields carry an ``Ask``. The page, the
validation, the check-answers rows, the relevance and the JSON Schema are folds over these
declarations and over nothing else. For a page: ``questions(step)`` gives the questions in order,
each with its ``Ask``, its options and its widget; ``path_of(step, owner, name)`` gives the path to
hand to ``service.save_field``.

``Ask`` and ``When`` are dataclasses on purpose: a pydantic model inside ``Annotated`` would be taken
for a schema.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, Self, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from decisions.journey.cleaned import as_kept
from isa.platform.wording import gettext

NARRATIVE_LIMIT = 20_000
LINE_LIMIT = 300
RETIRED = "retired"
Line = Annotated[str, Field(max_length=LINE_LIMIT), BeforeValidator(as_kept)]
Narrative = Annotated[str, Field(max_length=NARRATIVE_LIMIT), BeforeValidator(as_kept)]


class Choice(StrEnum):
    """An option: its code never changes, its text is what a person reads.

    One that is ``RETIRED`` is still read where an old answer holds it, and is not offered.
    """

    text: str
    hint: str
    group: str
    is_retired: bool

    def __new__(
        cls, code: str, text: str, hint: str = "", group: str = "", standing: str = ""
    ) -> Self:
        """Keep the words beside the code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.text, member.hint, member.group = gettext(text), gettext(hint), gettext(group)
        member.is_retired = standing == RETIRED
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """The option with this code; ``ValueError`` when there is none."""
        for option in cls:
            if option.value == code:
                return option
        raise ValueError(f"{code!r} is not a {cls.__name__}")


class Widget(StrEnum):
    """How a question is put. Every widget starts empty: nothing is ever preselected."""

    RADIO = "radio"
    CHECKBOXES = "checkboxes"
    LINE = "line"
    NARRATIVE = "narrative"
    DATE = "date"
    DATED = "dated"
    """An event's date with three states: exact, about, not known (a ``Dated`` value)."""
    AGENCY = "agency"
    """An agency searched for on the server; the value is its id, or ``NOT_LISTED``."""
    CATEGORY = "category"
    """A data category from ``data/vocabulary``; the value is its code."""

    PERSON = "person"
    """Whose choice an item is: ``CASE_PERSON``, or the id of somebody among the people named."""


NOT_LISTED = "not_listed"


@dataclass(frozen=True)
class When:
    """A question is relevant when an earlier answer is, or includes, one of these codes.

    ``field`` names a field of the same step, ``step.field`` of an earlier one, or ``fact:name`` for
    a value worked out from earlier answers.
    """

    field: str
    among: tuple[str, ...]


@dataclass(frozen=True)
class Ask:
    """One question in plain words, and what it feeds."""

    label: str
    hint: str = ""
    why: str = ""
    """Why we ask; shown under the question. Empty when it is plain."""
    error: str = ""
    """Shown when the question is left unanswered; starts "Select", "Enter" or "Say"."""
    widget: Widget = Widget.RADIO
    when: When | None = None
    facts: tuple[str, ...] = ()
    """The policy facts this answer feeds; empty for what is only recorded."""
    cites: tuple[str, ...] = ()
    """Citations of the law behind the question, as keys of the pack."""
    is_required: bool = True
    optional_for: tuple[str, ...] = ()
    """The triggers, by code, for which a required question may be left empty."""
    not_on: tuple[str, ...] = ()
    """The depths that leave this question until later, by code: Phone now, Quick, a check."""
    replaced_by: tuple[str, ...] = ()
    """For a question that is no longer asked: the questions of the same step that took its place.

    It is read and never shown, and an old answer counts only while those are unanswered.
    """
    took_one: bool = False
    """True where several may be ticked and an old answer is one code, without a list."""
    offered_when: tuple[tuple[str, When], ...] = ()
    """For options that do not always arise: the code of each, and when it is offered."""

    likely: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For a long list in a hurry: by trigger, the codes shown first in Phone now; the rest by one press."""

    def __post_init__(self) -> None:
        """Put the words into the language of the installation."""
        for name in ("label", "hint", "why", "error"):
            object.__setattr__(self, name, gettext(getattr(self, name)))

    @property
    def is_retired(self) -> bool:
        """Whether the question is read and no longer asked."""
        return bool(self.replaced_by)


class Scope(StrEnum):
    """What a step is asked about: the whole situation, one recipient, one item, or one person."""

    CASE = "case"
    RECIPIENT = "recipients"
    ITEM = "items"
    PERSON = "people"
    """Somebody else than the person the case is about, whose own choice an item is."""
    CELL = "cells"
    """One item for one recipient; the owner is ``<recipient id>/<item id>``."""


class Gate(StrEnum):
    """When a step is asked at all."""

    ALWAYS = "always"
    IF_NEEDED = "if_needed"
    """Only while one of its facts can still change an outcome, or what must happen now."""
    IF_ACT_NOW_OPEN = "if_act_now_open"
    """Only while it is still open whether something must happen now."""


class Step(BaseModel):
    """A page of questions. None means unanswered; "I do not know" is always an answer of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    key: ClassVar[str]
    title: ClassVar[str]
    lede: ClassVar[str] = ""
    is_headed: ClassVar[bool] = True
    """Whether it stands under its own title where it comes later on a page with others."""
    scope: ClassVar[Scope] = Scope.CASE
    triggers: ClassVar[tuple[str, ...]] = ()
    """How a decision must have come about for this to be asked, by code; empty: however it did."""
    full: ClassVar[Gate | None] = Gate.ALWAYS
    quick: ClassVar[Gate | None] = Gate.IF_NEEDED
    check: ClassVar[Gate | None] = None
    phone: ClassVar[Gate | None] = None
    """For each depth, when the step is asked; None: not part of it."""

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 -- pydantic's own arguments
        """Put the title and the lede into the language of the installation."""
        super().__init_subclass__(**kwargs)
        for name in {"title", "lede"} & cls.__dict__.keys():
            setattr(cls, name, gettext(getattr(cls, name)))


class Dated(BaseModel):
    """When something happened, as well as it is known."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    state: Literal["exact", "about", "not_known"]
    on: date | None = None
    at: time | None = None
    words: Line = ""


@dataclass(frozen=True)
class Question:
    """A field of a step as a page needs it."""

    step: type[Step]
    name: str
    ask: Ask
    options: tuple[Choice, ...]
    limit: int | None
    is_many: bool


@cache
def questions(step: type[Step]) -> tuple[Question, ...]:
    """The questions of a step, in the order they are asked."""
    return tuple(_question(step, name) for name in step.model_fields)


def question(step: type[Step], name: str) -> Question:
    """One question of a step by its field name; ``KeyError`` when there is none."""
    for found in questions(step):
        if found.name == name:
            return found
    raise KeyError(f"{step.key}.{name}")


def _question(step: type[Step], name: str) -> Question:
    field = step.model_fields[name]
    ask = next((m for m in field.metadata if isinstance(m, Ask)), None)
    if ask is None:
        raise TypeError(f"{step.__name__}.{name} has no Ask.")
    parts = list(_parts(field.annotation))
    choices = next((p for p in parts if isinstance(p, type) and issubclass(p, Choice)), None)
    limits = {Widget.LINE: LINE_LIMIT, Widget.NARRATIVE: NARRATIVE_LIMIT}
    return Question(
        step=step,
        name=name,
        ask=ask,
        options=tuple(choices) if choices else (),
        limit=limits.get(ask.widget),
        is_many=any(get_origin(p) is tuple for p in parts),
    )


def _parts(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 -- a type annotation has no type of its own
    yield annotation
    if get_origin(annotation) in (Union, UnionType, tuple, Annotated):
        for part in get_args(annotation):
            yield from _parts(part)


def path_of(step: type[Step], owner: str | None, name: str) -> str:
    """The path of one answer: ``harm.seriousness`` or ``items.<id>.use.needed``."""
    if step.scope is Scope.CASE:
        return f"{step.key}.{name}"
    if step.scope is Scope.CELL:
        recipient, _, item = (owner or "").partition("/")
        return f"recipients.{recipient}.items.{item}.{step.key}.{name}"
    return f"{step.scope}.{owner}.{step.key}.{name}"
