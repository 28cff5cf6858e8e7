"""The answers of one decision as a strict value: nothing unknown, nothing coerced, nothing lost.

None is "unanswered"; "I do not know" is an answer. ``parse`` reads a whole file, ``parse_field`` one
answer as it is saved; both raise ``Invalid`` with a sentence for each fault, in plain words.
``ANSWERS_SCHEMA`` changes when a stored answer could be read differently; old records keep theirs.
"""

import json
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from decisions import strict_json
from decisions.journey import answer_faults
from decisions.journey.choices_case import Depth, Trigger
from decisions.journey.cleaned import cleaned
from decisions.journey.contradictions import contradictions
from decisions.journey.fields import (
    NOT_LISTED,
    Line,
    Question,
    Scope,
    Step,
    Widget,
    question,
    questions,
)
from decisions.journey.plain_errors import sentence
from decisions.journey.steps import STEPS, steps_of
from decisions.journey.steps_caller import Caller
from decisions.journey.steps_case import About, Enquiries, Harm, Person, Purpose, Story
from decisions.journey.steps_choice import Circumstances, Telling, Them, Views, Whose
from decisions.journey.steps_decide import After, Cell, Decided, Message
from decisions.journey.steps_introduced import Introduced
from decisions.journey.steps_sharing import Care, Effect, Item, Link, More, Recipient, Use
from decisions.journey.steps_start import Contents, Readers, Request, Sending
from decisions.pointing import first_of
from decisions.policy.model import MOST
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _

ANSWERS_SCHEMA = "1"
MAX_ITEMS = MOST["items"]
MAX_RECIPIENTS = MOST["recipients"]
MAX_PEOPLE = 20

LISTS = ("recipients", "items", "people")
"""The lists of the answers; each entry has an id."""
_TOOK_ONE = tuple(
    asked for step in steps_of(Scope.ITEM) for asked in questions(step) if asked.ask.took_one
)

Id = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$")]


_ID: TypeAdapter[str] = TypeAdapter(Id)


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Discloser(_Strict):
    """What the tool knows of the organisation that would share; from the register when there is one."""

    agency_id: Line = ""
    name: Line = ""
    acting_as: Literal[
        "public_authority_task",
        "private_or_charity",
        "commissioned_by_public",
        "police_law_enforcement",
        "police_general",
    ]
    health_or_secrecy: Literal["yes", "no"]
    listed_16la: Literal["listed", "designated", "commissioned", "not_listed", "not_known"]


class CellAnswers(_Strict):
    """What was decided about one item for one recipient."""

    as_sent: Cell | None = None


class RecipientAnswers(_Strict):
    """The answers about one recipient."""

    id: Id
    recipient: Recipient | None = None
    link: Link | None = None
    effect: Effect | None = None
    decided: Decided | None = None
    message: Message | None = None
    items: dict[Id, CellAnswers] = Field(default_factory=dict)


class ItemAnswers(_Strict):
    """The answers about one item of information."""

    id: Id
    item: Item | None = None
    use: Use | None = None
    care: Care | None = None


class PersonAnswers(_Strict):
    """The answers for somebody else than the person the case is about, whose choice an item is."""

    id: Id
    them: Them | None = None


class Answers(_Strict):
    """Everything a practitioner has answered, question by question."""

    answers_schema: Literal["1"] = "1"
    trigger: Trigger = Trigger.OWN_CONCERN
    depth: Depth = Depth.FULL
    discloser: Discloser | None = None
    """Who would share, given in full; in a file of answers only."""
    discloser_id: Line | None = None
    """Who would share, as an agency of the register; in a file of answers only."""
    request: Request | None = None
    caller: Caller | None = None
    sending: Sending | None = None
    contents: Contents | None = None
    readers: Readers | None = None
    about: About | None = None
    person: Person | None = None
    harm: Harm | None = None
    story: Story | None = None
    purpose: Purpose | None = None
    circumstances: Circumstances | None = None
    telling: Telling | None = None
    choice: Whose | None = None
    views: Views | None = None
    more: More | None = None
    enquiries: Enquiries | None = None
    introduced: Introduced | None = None
    after: After | None = None
    recipients: Annotated[tuple[RecipientAnswers, ...], Field(max_length=MAX_RECIPIENTS)] = ()
    items: Annotated[tuple[ItemAnswers, ...], Field(max_length=MAX_ITEMS)] = ()
    people: Annotated[tuple[PersonAnswers, ...], Field(max_length=MAX_PEOPLE)] = ()
    """Those whose choice an item is, besides the person the case is about; an item points to one."""

    def step(self, kind: type[Step], owner: str | None = None) -> Step | None:
        """The answers to one step, or None when nothing of it is answered."""
        holder: object = self
        if kind.scope is Scope.RECIPIENT:
            holder = self.recipient(owner)
        elif kind.scope is Scope.ITEM:
            holder = self.item(owner)
        elif kind.scope is Scope.PERSON:
            holder = self.another(owner)
        elif kind.scope is Scope.CELL:
            holder = self.cell(owner or "")
        found = getattr(holder, kind.key, None)
        return found if isinstance(found, Step) else None

    def recipient(self, owner: str | None) -> RecipientAnswers | None:
        """The recipient with this id."""
        return next((r for r in self.recipients if r.id == owner), None)

    def item(self, owner: str | None) -> ItemAnswers | None:
        """The item with this id."""
        return next((i for i in self.items if i.id == owner), None)

    def another(self, owner: str | None) -> PersonAnswers | None:
        """The person with this id, who is not the one the case is about."""
        return next((p for p in self.people if p.id == owner), None)

    def cell(self, owner: str) -> CellAnswers | None:
        """The decision for ``<recipient id>/<item id>``."""
        recipient, _rest, item = owner.partition("/")
        found = self.recipient(recipient)
        return found.items.get(item) if found else None


def parse(text: str, *, on: date) -> Answers:
    """The answers in a JSON text; ``Invalid`` names every fault by its path."""
    return read(strict_json.parsed(text), on=on)


def read(raw: object, *, on: date) -> Answers:
    """The answers in a value read from JSON; ``Invalid`` names every fault by its path."""
    if not isinstance(raw, dict):
        raise Invalid({"": _("The answers must be one JSON object.")})
    _name_the_unlisted(raw)
    answers = build(raw)
    faults = contradictions(answers, on=on)
    if faults:
        raise Invalid(first_of(faults.items(), len(faults)))
    return answers


def _name_the_unlisted(raw: dict[str, Any]) -> None:
    """A recipient given by its kind and no agency is one that is not in the register."""
    recipients = raw.get("recipients")
    for entry in recipients if isinstance(recipients, list) else ():
        step = entry.get("recipient") if isinstance(entry, dict) else None
        if isinstance(step, dict) and step.get("recipient_class") and not step.get("agency_id"):
            step["agency_id"] = NOT_LISTED


def build(raw: dict[str, Any]) -> Answers:
    """Answers from nested plain values; ``Invalid`` names every fault by its path."""
    faults = _too_many(raw)
    if faults:
        raise Invalid(faults)
    _list_the_single(raw)
    try:
        return Answers.model_validate_json(json.dumps(raw, allow_nan=False), strict=True)
    except ValidationError as error:
        raise Invalid(answer_faults.of(error, raw, Answers)) from None


def _list_the_single(raw: dict[str, Any]) -> None:
    """An answer from before several could be ticked: one code, which is now a list of it."""
    items = raw.get("items")
    for entry in items if isinstance(items, list) else ():
        for asked in _TOOK_ONE:
            step = entry.get(asked.step.key) if isinstance(entry, dict) else None
            if isinstance(step, dict) and isinstance(step.get(asked.name), str):
                step[asked.name] = [step[asked.name]]


def parse_field(path: str, value: object) -> str:
    """One answer checked and in the form it is stored in; ``Invalid`` when it will not do.

    An empty text, an empty list and None all mean "unanswered" and are stored as ``null``.
    """
    asked = question_at(path)
    if asked.ask.widget is Widget.PERSON and value:
        return _person(path, value)
    if value is None or value in ("", [], ()):
        return "null"
    if isinstance(value, str):
        value = [value] if asked.ask.took_one else cleaned(value)
    adapter = _adapter(asked.step, asked.name)
    try:
        typed = adapter.validate_json(json.dumps(value, allow_nan=False), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        raise Invalid({path: sentence(asked, first)}) from None
    except (TypeError, ValueError):
        raise Invalid(
            {path: asked.ask.error or _("Check the answer to: {ask}").format(ask=asked.ask.label)}
        ) from None
    return adapter.dump_json(typed).decode()


@cache
def _adapter(step: type[Step], name: str) -> TypeAdapter[Any]:
    return TypeAdapter(step.model_fields[name].rebuild_annotation(), config=ConfigDict(strict=True))


def _person(path: str, value: object) -> str:
    """Whose choice an item is: an id, which is opaque and never a name."""
    try:
        return json.dumps(_ID.validate_python(value, strict=True))
    except ValidationError:
        raise Invalid({path: _("Give the id of one of the people, or case_person.")}) from None


def question_at(path: str) -> Question:
    """The question a path is about; ``Invalid`` when nothing is asked there."""
    parts = path.split(".")
    try:
        scope, key, name = _scope_of(parts)
        step = STEPS[key]
        if step.scope is not scope:
            raise KeyError(key)
        return question(step, name)
    except (KeyError, ValueError):
        raise Invalid({path: _("There is no question here.")}) from None


def owner_of(path: str) -> str | None:
    """Whose answer a path holds: a recipient, an item, a person, a pair, or None: the situation."""
    parts = path.split(".")
    if parts[0] not in LISTS:
        return None
    return f"{parts[1]}/{parts[3]}" if len(parts) == 6 else parts[1]


def _scope_of(parts: list[str]) -> tuple[Scope, str, str]:
    if len(parts) == 2:
        return Scope.CASE, parts[0], parts[1]
    if len(parts) == 4:
        return Scope(parts[0]), parts[2], parts[3]
    if len(parts) == 6 and (parts[0], parts[2]) == ("recipients", "items"):
        return Scope.CELL, parts[4], parts[5]
    raise ValueError


def _too_many(raw: dict[str, Any]) -> dict[str, str]:
    """One fault for a list that is too long, before anything in it is looked at."""
    recipients = raw.get("recipients")
    entries = recipients if isinstance(recipients, list) else []
    lists: dict[str, tuple[object, int]] = {
        "items": (raw.get("items"), MAX_ITEMS),
        "people": (raw.get("people"), MAX_PEOPLE),
        "recipients": (recipients, MAX_RECIPIENTS),
    }
    for place, entry in enumerate(entries[:MAX_RECIPIENTS]):
        if isinstance(entry, dict):
            lists[f"recipients[{place}].items"] = entry.get("items"), MAX_ITEMS
    return {
        path: _("There are {count:,}; a decision takes at most {most}. Split it up.").format(
            count=len(found), most=most
        )
        for path, (found, most) in lists.items()
        if isinstance(found, list | dict) and len(found) > most
    }


def _check() -> None:
    """Every declared step has its place in ``Answers``, and nothing else does."""
    for scope, holder in (
        (Scope.CASE, Answers),
        (Scope.RECIPIENT, RecipientAnswers),
        (Scope.ITEM, ItemAnswers),
        (Scope.PERSON, PersonAnswers),
        (Scope.CELL, CellAnswers),
    ):
        for step in steps_of(scope):
            if step.key not in holder.model_fields:
                raise TypeError(f"Step {step.key} has no place in {holder.__name__}.")


_check()
