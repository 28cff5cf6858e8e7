"""Answers as they are read: nothing unknown, nothing coerced, and a sentence for each fault.

``parse`` reads a whole file, ``parse_field`` one answer as it is saved. Both raise ``Invalid`` in
plain words, each fault by the path of its question.
"""

import json
from datetime import date
from functools import cache
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from decisions import strict_json
from decisions.journey import answer_faults
from decisions.journey.answers import MAX_ITEMS, MAX_PEOPLE, MAX_RECIPIENTS, Answers, Id
from decisions.journey.cleaned import cleaned
from decisions.journey.contradictions import contradictions
from decisions.journey.fields import NOT_LISTED, Scope, Step, Widget, questions
from decisions.journey.paths import question_at
from decisions.journey.plain_errors import sentence
from decisions.journey.steps import steps_of
from decisions.pointing import first_of
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register.vocabulary import vocabulary

_TOOK_ONE = tuple(
    asked for step in steps_of(Scope.ITEM) for asked in questions(step) if asked.ask.took_one
)
_ID: TypeAdapter[str] = TypeAdapter(Id)


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


_UNKNOWN_KIND = _(
    "Select what kind of record it comes from: the kind that was chosen is not in the list of this release"
)


def parse_field(path: str, value: object) -> str:
    """One answer checked and in the form it is stored in; ``Invalid`` when it will not do.

    An empty text, an empty list and None all mean "unanswered" and are stored as ``null``.
    """
    asked = question_at(path)
    if asked.ask.widget is Widget.PERSON and value:
        return _person(path, value)
    if value is None or value in ("", [], ()):
        return "null"
    if asked.ask.widget is Widget.CATEGORY and value not in vocabulary().categories:
        raise Invalid({path: _UNKNOWN_KIND})
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
