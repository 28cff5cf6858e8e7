"""The blocks of the page of answers, and what each is called."""

from typing import NamedTuple

from decisions.journey import entries, people
from decisions.journey.choices_case import Trigger
from decisions.journey.fields import Scope
from decisions.journey.steps_item import More
from decisions.journey.stops import Stop
from decisions.pages._choose import agency_name
from decisions.pages._draft import Opened
from decisions.pages._items import label_of
from isa.platform.wording import gettext as _


class Whom(NamedTuple):
    """What a recipient is called above their answers, unnamed and named, and on the button for more."""

    unnamed: str
    named: str
    more: str


_TOLD = Whom(
    _("Who you would tell"), _("Who you would tell: {name}"), _("Add someone else to tell")
)
_WHOM = {
    Trigger.ROUTINE_SENDING: Whom(
        _("Who will read it"), _("Who will read it: {name}"), _("Add another reader")
    ),
    Trigger.REQUEST_RECEIVED: Whom(
        _("Who is asking"), _("Who is asking: {name}"), _("Add someone else to tell")
    ),
}


def whom(found: Opened, owner: str | None = None) -> Whom:
    """What a recipient is called; of a request only the first asked."""
    answers = found.draft.answers
    is_request = answers.trigger is Trigger.REQUEST_RECEIVED
    if is_request and owner is not None and not is_asker(found, owner):
        return _TOLD
    return _WHOM.get(answers.trigger, _TOLD)


def is_asker(found: Opened, owner: str) -> bool:
    """Whether a recipient is the one who asked."""
    answers = found.draft.answers
    return entries.is_asker(answers.trigger, [one.id for one in answers.recipients], owner)


def _heading(found: Opened, stop: Stop) -> str:
    """One block for the situation, one for each recipient and item."""
    answers = found.draft.answers
    if stop.step.scope is Scope.RECIPIENT:
        name = name_of(found, stop.owner)
        called = whom(found, stop.owner)
        return called.named.format(name=name) if name else called.unnamed
    if stop.step.scope is Scope.PERSON:
        return _("Whose choice it is: {answers}").format(answers=people.called(answers, stop.owner))
    if stop.step.scope is Scope.ITEM:
        item = answers.item(stop.owner)
        return _("Information: {item}").format(item=label_of(item)) if item else _("Information")
    return _("The situation")


def name_of(found: Opened, owner: str | None) -> str:
    """What a recipient is called; empty while they are not named."""
    recipient = found.draft.answers.recipient(owner)
    held = recipient.recipient if recipient else None
    return (held.name or (agency_name(held.agency_id) if held.agency_id else "")) if held else ""


def blocks_of(found: Opened) -> dict[str, list[Stop]]:
    """The pages under their headings, in the order in which a heading first comes."""
    blocks: dict[str, list[Stop]] = {}
    for stop in (*found.journey.stops, *found.journey.kept):
        if stop.step is not More:
            blocks.setdefault(_heading(found, stop), []).append(stop)
    return blocks
