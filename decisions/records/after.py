"""What is left of the advice once it was decided: no call that was made, no care in sending what does not go.

Only the call to the front door is ever taken as made, and only where the front door itself was told.
A call to 999 stands, whoever else was told. The advice in the record stays as it was shown.
"""

from collections.abc import Iterable, Mapping, Sequence

from decisions.assessment import NextStep
from decisions.decision import RecipientDecision
from decisions.records import wording
from decisions.records.content import Content, is_sent
from isa.platform.wording import gettext as _

_FRONT_DOOR_NOW = "front_door_now"
_RING = "ring_front_door_today"
OF_SHARING = frozenset(
    {
        "secure_method",
        "use_a_safe_channel",
        "minimum_only",
        "say_it_in_private",
        "label_status",
        "keep_grading",
        "only_for_their_request",
        "include_consistent_identifier",
        "do_not_pass_on_location",
        "show_them_first",
        "tell_them_alone_yourself",
        "family_tell_person",
        "family_tell_person_later",
        "chase_reply",
        "check_they_have_it",
        "confirm_in_writing",
    }
)
"""The steps that say how something is sent, that it arrived and that it is told. In doubt a step is not one."""
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
    """The steps without the call that was made, and without those of a sharing that was decided against."""
    is_told = front_door_told(content) is not None
    lapsed = _keys(lapsed_steps(content))
    return [
        one
        for one in steps
        if not (is_told and one.code == _RING) and (one.sentence, one.owner) not in lapsed
    ]


def lapsed_steps(content: Content) -> list[NextStep]:
    """What was advised of sharing alone, for recipients who get nothing and for nobody who gets something."""
    told: dict[bool, list[NextStep]] = {True: [], False: []}
    for one in content.decision.recipients:
        advice = content.advice_for(one)
        told[is_sent(one)] += [*advice.conditions, *advice.next_steps]
    alive = _keys(told[True])
    found = {
        (step.sentence, step.owner): step
        for step in told[False]
        if step.code in OF_SHARING and (step.sentence, step.owner) not in alive
    }
    return list(found.values())


def _keys(steps: Iterable[NextStep]) -> set[tuple[str, str]]:
    return {(one.sentence, one.owner) for one in steps}


def _recipients(content: Content) -> Sequence[Mapping[str, object]]:
    found = content.facts.get("recipients")
    listed = found if isinstance(found, list) else []
    return [one if isinstance(one, dict) else {} for one in listed]
