"""Advice that several recipients were given word for word: printed once."""

from collections.abc import Iterable

from decisions.assessment import RecipientAdvice
from isa.platform.wording import gettext as _


def first_alike(advice: RecipientAdvice, said: Iterable[RecipientAdvice]) -> RecipientAdvice | None:
    """The recipient who was given the same advice, by when, and for the same reasons before."""
    return next((one for one in said if _advised(one) == _advised(advice)), None)


def _advised(one: RecipientAdvice) -> tuple[object, ...]:
    return one.sentence, one.when, one.guidance, one.reasons


def in_its_place(as_for: RecipientAdvice) -> str:
    """Stands for advice that was printed above for another recipient."""
    return _("Word for word the same advice and reasons as for {name}.").format(name=as_for.name)
