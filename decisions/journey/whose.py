"""Whose choice an item is, and how that person is called, by id and in words."""

from decisions.journey.answers import Answers
from decisions.journey.choices_item import About
from decisions.journey.in_play import is_somebody
from decisions.policy.subjects import CASE_PERSON
from isa.platform.wording import gettext as _

_MAY_CHOOSE = {About.PARENT_CARER, About.OTHER_PERSON}
"""Who has a choice of their own about what is said of them.

What is said of somebody who may be causing the harm, of staff, of who told us or of the dead is not
theirs to allow: to ask the first would warn them, the third is left out by a rule of its own, and
the last cannot be asked. It goes by the choice of the person the case is about, as does what is
about that person.
"""


def may_be_anothers(answers: Answers, item_id: str | None) -> bool:
    """Whether an item says something about somebody who may have a choice of their own."""
    item = answers.item(item_id)
    return bool(item and item.item and _MAY_CHOOSE & set(item.item.about or ()))


def is_asked(answers: Answers, item_id: str | None) -> bool:
    """Whether it is asked whose choice an item is; it is the case person's until then."""
    return is_somebody(answers) and may_be_anothers(answers, item_id)


def whose(answers: Answers, item_id: str | None) -> str | None:
    """Whose choice an item is: the person the case is about, somebody by id, or None: not answered."""
    if not is_asked(answers, item_id):
        return CASE_PERSON
    item = answers.item(item_id)
    return item.item.whose if item and item.item else None


def others(answers: Answers) -> tuple[str, ...]:
    """The people whose choice some item is, in the order in which they were first named."""
    meant = {whose(answers, item.id) for item in answers.items}
    return tuple(one.id for one in answers.people if one.id in meant)


def items_of(answers: Answers, person: str | None) -> tuple[int, ...]:
    """The places of the items that are somebody's choice."""
    return tuple(
        place for place, item in enumerate(answers.items) if whose(answers, item.id) == person
    )


def called(answers: Answers, person: str | None) -> str:
    """How somebody is referred to; words that say no more than that it is somebody else until then."""
    found = answers.another(person)
    return (found.them.label if found and found.them else None) or _("Somebody else")


def another_called(answers: Answers, item_id: str) -> str:
    """How whoever's choice an item is is referred to; empty where it is the case person's, or not known."""
    found = whose(answers, item_id)
    return "" if found in (None, CASE_PERSON) else called(answers, found)


def is_parent(answers: Answers, person: str | None) -> bool:
    """Whether some item that is somebody's choice is about them as a parent or carer."""
    told = [answers.items[place].item for place in items_of(answers, person)]
    return any(About.PARENT_CARER in (one.about or ()) for one in told if one)
