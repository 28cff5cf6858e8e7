"""What the steps ask of a question's owner: the values that their ``fact:`` conditions may name."""

from collections.abc import Callable

from decisions.journey.answers import Answers, RecipientAnswers
from decisions.journey.choices_case import ChildAge, Harm, Purpose, Trigger, Who
from decisions.journey.choices_consent import Competence, ProxyView, View
from decisions.journey.choices_decided import Outcome
from decisions.journey.choices_recipient import RecipientClass
from decisions.journey.choices_start import ReceivedBy
from decisions.journey.fields import Scope
from decisions.journey.in_play import (
    adult_position,
    child_in_play,
    harm_if_not_shared,
    is_somebody,
    is_too_young,
)
from decisions.journey.whose import is_asked, is_parent
from decisions.policy.subjects import CASE_PERSON

_NEEDS_PROXY = {
    Competence.LACKS,
    Competence.DOUBT,
    Competence.NOT_ASSESSED,
    Competence.NOBODY,
}
_WEIGHED = {Harm.SOME.value, Harm.NONE_SEEN.value, Harm.NOT_KNOWN.value}
_SAID_NO = (View.REFUSES, View.WITHDREW)
_PROXY_SAID_NO = (ProxyView.REFUSES, ProxyView.DISAGREE)
_SEEN_ON_THE_WAY = {
    RecipientClass.PANEL,
    RecipientClass.EMPLOYER,
    RecipientClass.GOVERNMENT,
    RecipientClass.BUSINESS,
    RecipientClass.PARENT_CARER,
    RecipientClass.FAMILY_FRIEND,
    RecipientClass.THE_PERSON,
    RecipientClass.MEDIA,
    RecipientClass.OTHER,
}
"""Whom one writes to at home, at a desk that many share, or with a list of copies. The services are
rung on a number that somebody checked."""
_GOES_ANOTHER_WAY = {RecipientClass.COURT, RecipientClass.MEDIA}


Work = Callable[[Answers, Scope, str | None], str]


def worked_out(
    answers: Answers, scope: Scope = Scope.CASE, owner: str | None = None
) -> dict[str, str]:
    """The values that ``fact:`` conditions of the steps may name, for a question of this owner."""
    return {name: work(answers, scope, owner) for name, work in _WORK.items()}


def work_out(name: str, answers: Answers, scope: Scope, owner: str | None) -> str:
    """One of them: the route asks for one at a time, many times in a run, and each stands alone."""
    return _WORK[name](answers, scope, owner)


def _yes_no(holds: Callable[[Answers, Scope, str | None], bool]) -> Work:
    return lambda answers, scope, owner: "yes" if holds(answers, scope, owner) else "no"


def _rang(answers: Answers, _scope: Scope, _owner: str | None) -> bool:
    """Whether the start says that somebody rang."""
    return bool(answers.caller and answers.caller.named)


def _asked_by_phone(answers: Answers, scope: Scope, owner: str | None) -> bool:
    """Whether information was asked for in a call."""
    by_phone = bool(answers.request and answers.request.received_by is ReceivedBy.PHONE)
    is_request = answers.trigger is Trigger.REQUEST_RECEIVED
    return is_request and (by_phone or _rang(answers, scope, owner))


def _is_young(answers: Answers, scope: Scope) -> bool:
    return scope is Scope.CASE and is_too_young(answers)


def _decides(answers: Answers, scope: Scope, _owner: str | None) -> bool:
    return is_somebody(answers) and not _is_young(answers, scope)


def _is_proxy_unasked(answers: Answers, scope: Scope, _owner: str | None) -> bool:
    said = answers.views.proxy if answers.views else None
    return said in (ProxyView.NOT_ASKED, ProxyView.NOT_KNOWN) and _is_young(answers, scope)


def _has_chooser(answers: Answers, scope: Scope, owner: str | None) -> str:
    competence = _competence(answers, scope, owner)
    if competence is Competence.NOBODY or not is_somebody(answers) or _is_young(answers, scope):
        return "no"
    return "unanswered" if competence is None else "yes"


def _lacks_adult(answers: Answers, scope: Scope, owner: str | None) -> bool:
    if _competence(answers, scope, owner) is not Competence.LACKS:
        return False
    if child_in_play(answers) == "none":
        return True
    return is_parent(answers, owner) if scope is Scope.PERSON else adult_position(answers) != "none"


def _needs_proxy(answers: Answers, scope: Scope, owner: str | None) -> bool:
    is_meant = _is_young(answers, scope) or _competence(answers, scope, owner) in _NEEDS_PROXY
    return is_meant and is_somebody(answers)


def _age(answers: Answers, scope: Scope, _owner: str | None) -> str:
    about = answers.about
    if scope is not Scope.CASE or about is None or about.who is None:
        return "not_said"
    if about.who is Who.ADULT and child_in_play(answers) == "none":
        return "adult"
    is_known = about.who is Who.CHILD and about.child_age not in (None, ChildAge.NOT_KNOWN)
    return about.child_age.value if is_known and about.child_age else "not_said"


def _shared(answers: Answers, _scope: Scope, _owner: str | None) -> bool:
    return any(map(_is_shared, answers.recipients))


def _is_shared(one: RecipientAnswers) -> bool:
    held = one.decided.outcome if one.decided else None
    return held in (Outcome.SHARE, Outcome.SHARE_SOME)


def _is_refused(answers: Answers, _scope: Scope, _owner: str | None) -> bool:
    """Whether the person said no and, as decided, somebody is not told."""
    said = answers.views.view if answers.views else None
    is_kept = any(
        one.decided and one.decided.outcome is Outcome.DO_NOT_SHARE for one in answers.recipients
    )
    return is_kept and said in _SAID_NO


def _weighs(answers: Answers, _scope: Scope, owner: str | None) -> str:
    """What is weighed before an item goes: what it would do to them or, once they said no, that no.

    Somebody's no is not outweighed because sharing would cost them little: who shares against it has
    to say that there is reason enough. Against a grown person's own no that is asked of serious harm
    too, whatever is ticked: no tick may reveal a question that can lower the advice.
    """
    harm = harm_if_not_shared(answers)
    item = answers.item(owner) if is_asked(answers, owner) else None
    other = answers.another(item.item.whose) if item and item.item else None
    views = other.them if other else answers.views
    if harm == Harm.SIGNIFICANT.value and views is not None and views.view in _SAID_NO:
        return "against_a_no" if child_in_play(answers) == "none" else "nothing"
    if harm not in _WEIGHED:
        return "nothing"
    said_no = views is not None and (views.view in _SAID_NO or views.proxy in _PROXY_SAID_NO)
    return "against_a_no" if said_no else "effect"


def _competence(answers: Answers, scope: Scope, owner: str | None) -> Competence | None:
    if scope is Scope.PERSON:
        other = answers.another(owner)
        return other.them.competence if other and other.them else None
    return answers.choice.competence if answers.choice else None


def _channel(answers: Answers, _scope: Scope, owner: str | None) -> str:
    """Whether to ask who else could see it on the way: always before an ordinary letter is sent."""
    recipient = answers.recipient(owner)
    kind = recipient.recipient.recipient_class if recipient and recipient.recipient else None
    is_due = answers.trigger is Trigger.ROUTINE_SENDING or kind in _SEEN_ON_THE_WAY
    return "ask" if is_due else "safe"


def use_counts(answers: Answers, owner: str | None) -> bool:
    """Whether what a recipient would do with it can change anything, so that it is asked.

    A court, the press and somebody who asks for their own information get the same answer whatever
    they would do: each goes another way.
    """
    one = answers.recipient(owner)
    kind = one.recipient.recipient_class if one and one.recipient else None
    aim = answers.purpose.aim if answers.purpose else None
    is_own_right = answers.trigger is Trigger.REQUEST_RECEIVED and aim is Purpose.RIGHTS_REQUEST
    return kind not in _GOES_ANOTHER_WAY and not (
        kind is RecipientClass.THE_PERSON and is_own_right
    )


def _limbs(answers: Answers, _scope: Scope, _owner: str | None) -> str:
    """Whether a child, an adult or both may need protecting."""
    said = (child_in_play(answers), adult_position(answers))
    return ("none", "one", "both")[sum(one not in (None, "none") for one in said)]


_WORK: dict[str, Work] = {
    "rang": _yes_no(_rang),
    "asked_by_phone": _yes_no(_asked_by_phone),
    "somebody": _yes_no(lambda answers, _scope, _owner: is_somebody(answers)),
    "decides": _yes_no(_decides),
    "age": _age,
    "parents_unasked": _yes_no(_is_proxy_unasked),
    "shared": _yes_no(_shared),
    "refused": _yes_no(_is_refused),
    "has_chooser": _has_chooser,
    "lacks_adult": _yes_no(_lacks_adult),
    "needs_proxy": _yes_no(_needs_proxy),
    "limbs": _limbs,
    "harm": lambda answers, _scope, _owner: harm_if_not_shared(answers) or "unanswered",
    "channel": _channel,
    "use_counts": _yes_no(lambda answers, _scope, owner: use_counts(answers, owner)),
    "whose": lambda answers, _scope, owner: "ask" if is_asked(answers, owner) else CASE_PERSON,
    "weighs": _weighs,
}
