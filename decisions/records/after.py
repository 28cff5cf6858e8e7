"""What is left of the advice once something was sent or said: a call that was made is not asked for again.

Only the call to the front door is ever taken as made, and only where the front door itself was told.
A call to 999 stands, whoever else was told. The advice in the record stays as it was shown.
"""

from collections.abc import Mapping, Sequence

from decisions.assessment import NextStep
from decisions.decision import RecipientDecision
from decisions.records import wording
from decisions.records.content import Content, is_sent
from isa.platform.wording import gettext as _

_FRONT_DOOR_NOW = "front_door_now"
_RING = "ring_front_door_today"
_FRONT_DOORS = frozenset({"children_sc", "adults_sc"})
"""The kinds of recipient whose duty desk is the council's front door."""


def front_door_told(content: Content) -> tuple[str, RecipientDecision] | None:
    """The front door and what was decided of it, where a call to it was due and it was told; else None."""
    now = content.assessment.act_now
    if now is not None and now.code != _FRONT_DOOR_NOW:
        return None
    for decided, facts in zip(content.decision.recipients, _recipients(content), strict=False):
        if is_sent(decided) and decided.is_gone and facts.get("recipient_class") in _FRONT_DOORS:
            return content.advice_for(decided).name, decided
    return None


def was_told(told: tuple[str, RecipientDecision]) -> str:
    """That they were told, when if that is known, and when to ring again."""
    name, decided = told
    again = _(
        "Ring again if it gets worse, or if you do not hear from them. If someone is in immediate "
        "danger, ring 999."
    )
    return f"{_said(name, decided)} {again}"


def _said(name: str, decided: RecipientDecision) -> str:
    when = wording.sent_at(decided)
    if decided.sent_on:
        return _("You told {name} on {when}.").format(name=name, when=when)
    if when:
        when = when[:1].lower() + when[1:]
        return _("You told {name}: {when}.").format(name=name, when=when)
    return _("You said that you have told {name}. No time was written down.").format(name=name)


def left_to_do(content: Content, steps: Sequence[NextStep]) -> list[NextStep]:
    """The steps without the call that was made."""
    is_told = front_door_told(content) is not None
    return [one for one in steps if not (is_told and one.code == _RING)]


def _recipients(content: Content) -> Sequence[Mapping[str, object]]:
    found = content.facts.get("recipients")
    listed = found if isinstance(found, list) else []
    return [one if isinstance(one, dict) else {} for one in listed]
