"""What the steps ask of a question's owner: the values that their ``fact:`` conditions may name."""

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


def worked_out(
    answers: Answers, scope: Scope = Scope.CASE, owner: str | None = None
) -> dict[str, str]:
    """The values that ``fact:`` conditions of the steps may name, for a question of this owner."""
    child, adult = child_in_play(answers), adult_position(answers)
    competence = _competence(answers, scope, owner)
    somebody = is_somebody(answers)
    is_adult = adult != "none" or child == "none"
    if scope is Scope.PERSON:
        is_adult = child == "none" or is_parent(answers, owner)
    is_young = scope is Scope.CASE and is_too_young(answers)
    found = {
        **_call(answers),
        "somebody": "yes" if somebody else "no",
        "decides": "yes" if somebody and not is_young else "no",
        "age": _age(answers) if scope is Scope.CASE else "not_said",
        "parents_unasked": "yes" if is_young and _is_proxy_unasked(answers) else "no",
        "shared": "yes" if any(map(_is_shared, answers.recipients)) else "no",
        "refused": "yes" if _is_refused(answers) else "no",
        "has_chooser": "unanswered" if competence is None else "yes",
        "lacks_adult": "yes" if competence is Competence.LACKS and is_adult else "no",
        "needs_proxy": "yes" if competence in _NEEDS_PROXY and somebody else "no",
        "limbs": _limbs(child, adult),
        "harm": harm_if_not_shared(answers) or "unanswered",
        "channel": _channel(answers, owner),
        "use_counts": "yes" if use_counts(answers, owner) else "no",
        "whose": "ask" if is_asked(answers, owner) else CASE_PERSON,
    }
    found["weighs"] = _weighs(answers, owner if found["whose"] == "ask" else None)
    if competence is Competence.NOBODY or not somebody:
        found["has_chooser"] = "no"
    if is_young and somebody:
        found |= {"has_chooser": "no", "needs_proxy": "yes"}
    return found


def _call(answers: Answers) -> dict[str, str]:
    """Whether the start says that somebody rang, and whether information was asked for in a call."""
    is_rang = bool(answers.caller and answers.caller.named)
    by_phone = bool(answers.request and answers.request.received_by is ReceivedBy.PHONE)
    is_request = answers.trigger is Trigger.REQUEST_RECEIVED
    held = {"rang": is_rang, "asked_by_phone": is_request and (is_rang or by_phone)}
    return {name: "yes" if holds else "no" for name, holds in held.items()}


def _age(answers: Answers) -> str:
    about = answers.about
    if about is None or about.who is None:
        return "not_said"
    if about.who is Who.ADULT and child_in_play(answers) == "none":
        return "adult"
    is_known = about.who is Who.CHILD and about.child_age not in (None, ChildAge.NOT_KNOWN)
    return about.child_age.value if is_known and about.child_age else "not_said"


def _is_proxy_unasked(answers: Answers) -> bool:
    said = answers.views.proxy if answers.views else None
    return said in (ProxyView.NOT_ASKED, ProxyView.NOT_KNOWN)


def _is_shared(one: RecipientAnswers) -> bool:
    held = one.decided.outcome if one.decided else None
    return held in (Outcome.SHARE, Outcome.SHARE_SOME)


def _is_refused(answers: Answers) -> bool:
    """Whether the person said no and, as decided, somebody is not told."""
    said = answers.views.view if answers.views else None
    is_kept = any(
        one.decided and one.decided.outcome is Outcome.DO_NOT_SHARE for one in answers.recipients
    )
    return is_kept and said in _SAID_NO


def _weighs(answers: Answers, item_id: str | None) -> str:
    """What is weighed before an item goes: what it would do to them or, once they said no, that no.

    Somebody's no is not outweighed because sharing would cost them little: who shares against it has
    to say that there is reason enough. Against a grown person's own no that is asked of serious harm
    too, whatever is ticked: no tick may reveal a question that can lower the advice. ``item_id`` is
    None for what is the case person's choice.
    """
    harm = harm_if_not_shared(answers)
    item = answers.item(item_id)
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


def _channel(answers: Answers, owner: str | None) -> str:
    """Whether to ask who else could see it on the way: always before an ordinary letter is sent."""
    recipient = answers.recipient(owner)
    kind = recipient.recipient.recipient_class if recipient and recipient.recipient else None
    is_asked = answers.trigger is Trigger.ROUTINE_SENDING or kind in _SEEN_ON_THE_WAY
    return "ask" if is_asked else "safe"


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


def _limbs(child: str | None, adult: str | None) -> str:
    if child in (None, "none") and adult in (None, "none"):
        return "none"
    return "both" if child not in (None, "none") and adult not in (None, "none") else "one"
