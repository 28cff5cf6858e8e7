"""Who is in play and whose choice it is, worked out from the answers before any table is asked.

Three answers lift others, always towards protection: another child at risk is a child in play (K04),
sexual activity with a child under 13 and a case of FGM are about a child and at least serious
(K22, K23), and a pupil's file or a police notice is about a child (K24, K26).
"""

from decisions.journey.answers import Answers, RecipientAnswers
from decisions.journey.choices_case import (
    AdultPosition,
    ChildAge,
    ChildStage,
    Competence,
    Harm,
    ProxyView,
    Purpose,
    Trigger,
    View,
    Who,
)
from decisions.journey.choices_circumstances import Circumstance
from decisions.journey.choices_sharing import About, Outcome, RecipientClass
from decisions.journey.choices_start import ReceivedBy
from decisions.journey.fields import Scope
from decisions.journey.sending import is_check, is_ordinary
from decisions.policy.subjects import CASE_PERSON
from isa.platform.wording import gettext as _

_CHILDREN = {
    Who.ADULT: "none",
    Who.NEITHER: "none",
    Who.NOT_KNOWN: "not_known",
}
_A_CHILD = {
    Circumstance.UNDER13,
    Circumstance.FGM_DUTY,
    Circumstance.SCHOOL_FILE,
    Circumstance.ENCOMPASS,
}
_AT_LEAST_SERIOUS = {Circumstance.UNDER13, Circumstance.FGM_DUTY}
_NEEDS_PROXY = {
    Competence.LACKS,
    Competence.DOUBT,
    Competence.NOT_ASSESSED,
    Competence.NOBODY,
}


_WEIGHED = {Harm.SOME.value, Harm.NONE_SEEN.value, Harm.NOT_KNOWN.value}
_SAID_NO = (View.REFUSES, View.WITHDREW)
_PROXY_SAID_NO = (ProxyView.REFUSES, ProxyView.DISAGREE)
_OWN_BUSINESS = {
    Purpose.OWN_REQUEST,
    Purpose.SUPPORT_OFFER,
    Purpose.INFORM_FAMILY,
    Purpose.SERVICE_COMMUNICATION,
    Purpose.STATUTORY_RETURN,
    Purpose.EMPLOYMENT,
    Purpose.DIRECT_CARE,
}
"""What may be somebody's own business although nobody needs protecting (K06)."""
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
_MAY_CHOOSE = {About.PARENT_CARER, About.OTHER_PERSON}
"""Who has a choice of their own about what is said of them.

What is said of somebody who may be causing the harm, of staff, of who told us or of the dead is not
theirs to allow: to ask the first would warn them, the third is left out by a rule of its own, and
the last cannot be asked. It goes by the choice of the person the case is about, as does what is
about that person.
"""


def ticked(answers: Answers) -> tuple[Circumstance, ...] | None:
    """The lines ticked, () for "None of these", None when the list is unanswered.

    Before an ordinary letter the list is not asked: nothing on it would let it go against a wish.
    """
    step = answers.circumstances
    if is_ordinary(answers):
        return ()
    if step is None or step.ticked is None:
        return None
    return tuple(line for line in step.ticked if line is not Circumstance.NONE)


def child_in_play(answers: Answers) -> str | None:
    """The fact of that name, or None while it is unanswered."""
    lines = set(ticked(answers) or ())
    found = _child_asked(answers)
    if lines & _A_CHILD and found != "age_disputed":
        return "child"
    if Circumstance.OTHERS_CHILD in lines and found in ("none", None):
        return "child"
    return found


def _child_asked(answers: Answers) -> str | None:
    about = answers.about
    if about is None or about.who is None:
        return None
    if about.who in (Who.CHILD, Who.BOTH):
        return about.child_stage.value if isinstance(about.child_stage, ChildStage) else None
    return _CHILDREN[about.who]


def adult_position(answers: Answers) -> str | None:
    """The fact of that name, or None while it is unanswered."""
    about = answers.about
    if about is None or about.who is None:
        return None
    if about.who in (Who.ADULT, Who.BOTH):
        return (
            about.adult_position.value if isinstance(about.adult_position, AdultPosition) else None
        )
    return "not_known" if about.who is Who.NOT_KNOWN else "none"


def harm_if_not_shared(answers: Answers) -> str | None:
    """The fact of that name; never below serious where the law always refers."""
    lines = set(ticked(answers) or ())
    said = answers.harm.seriousness if answers.harm else None
    if lines & _AT_LEAST_SERIOUS and said is not Harm.IMMEDIATE:
        return Harm.SIGNIFICANT.value
    return said.value if said else None


def worked_out(
    answers: Answers, scope: Scope = Scope.CASE, owner: str | None = None
) -> dict[str, str]:
    """The values that ``fact:`` conditions of the steps may name, for a question of this owner."""
    child, adult = child_in_play(answers), adult_position(answers)
    competence = _competence(answers, scope, owner)
    somebody = not (child == adult == "none") or is_own_business(answers)
    is_adult = adult != "none" or child == "none"
    if scope is Scope.PERSON:
        is_adult = child == "none" or _is_parent(answers, owner)
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
        "whose": "ask" if somebody and may_be_anothers(answers, owner) else CASE_PERSON,
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


def is_too_young(answers: Answers) -> bool:
    """Whether it is all about a child under 12: the parents are asked, and no child an adult's questions.

    An adult in play keeps the questions: they are then answered for the adult.
    """
    about = answers.about
    is_child = about is not None and about.who is Who.CHILD and about.child_age is ChildAge.UNDER_12
    return is_child and adult_position(answers) == "none"


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


def is_own_business(answers: Answers) -> bool:
    """Whether this may be somebody's own business although nobody needs protecting."""
    return is_check(answers) or bool(answers.purpose and answers.purpose.aim in _OWN_BUSINESS)


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


def may_be_anothers(answers: Answers, item_id: str | None) -> bool:
    """Whether an item says something about somebody who may have a choice of their own."""
    item = answers.item(item_id)
    return bool(item and item.item and _MAY_CHOOSE & set(item.item.about or ()))


def whose(answers: Answers, item_id: str | None) -> str | None:
    """Whose choice an item is: the person the case is about, somebody by id, or None: not answered."""
    if worked_out(answers, Scope.ITEM, item_id)["whose"] == CASE_PERSON:
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


def _is_parent(answers: Answers, person: str | None) -> bool:
    told = [answers.items[place].item for place in items_of(answers, person)]
    return any(About.PARENT_CARER in (one.about or ()) for one in told if one)


def _limbs(child: str | None, adult: str | None) -> str:
    if child in (None, "none") and adult in (None, "none"):
        return "none"
    return "both" if child not in (None, "none") and adult not in (None, "none") else "one"
