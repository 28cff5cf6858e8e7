"""Who is in play and how serious it is, worked out from the answers before any table is asked.

Three answers lift others, always towards protection: another child at risk is a child in play (K04),
sexual activity with a child under 13 and a case of FGM are about a child and at least serious
(K22, K23), and a pupil's file or a police notice is about a child (K24, K26).
"""

from decisions.journey.answers import Answers
from decisions.journey.choices_case import AdultPosition, ChildAge, ChildStage, Harm, Purpose, Who
from decisions.journey.choices_circumstances import Circumstance
from decisions.journey.choices_consent import View
from decisions.journey.sending import is_check, is_ordinary

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
_NO = {View.REFUSES, View.WITHDREW}
_OTHERS = {Circumstance.OTHERS_ADULT, Circumstance.OTHERS_PUBLIC, Circumstance.OTHERS_NOT_KNOWN}
_FGM = {Circumstance.FGM_KNOWN, Circumstance.FGM_RISK, Circumstance.FGM_DUTY}
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


def is_for_police(answers: Answers) -> bool:
    """An adult alone who needs no care or support: a front door for adults is not made for them.

    Not where they said no, and advice is asked for without naming them; where the harm is to others
    and no crime is in it; or where the harm is FGM, perhaps long past.
    """
    lines = set(ticked(answers) or ())
    is_no = answers.views is not None and answers.views.view in _NO
    is_alone = child_in_play(answers) == "none" and adult_position(answers) == "other_adult"
    is_for_others = Circumstance.CRIME not in lines and bool(lines & _OTHERS)
    return is_alone and not is_no and not is_for_others and not lines & _FGM


def harm_if_not_shared(answers: Answers) -> str | None:
    """The fact of that name; never below serious where the law always refers."""
    lines = set(ticked(answers) or ())
    said = answers.harm.seriousness if answers.harm else None
    if lines & _AT_LEAST_SERIOUS and said is not Harm.IMMEDIATE:
        return Harm.SIGNIFICANT.value
    return said.value if said else None


def is_too_young(answers: Answers) -> bool:
    """Whether it is all about a child under 12: the parents are asked, and no child an adult's questions.

    An adult in play keeps the questions: they are then answered for the adult.
    """
    about = answers.about
    is_child = about is not None and about.who is Who.CHILD and about.child_age is ChildAge.UNDER_12
    return is_child and adult_position(answers) == "none"


def is_own_business(answers: Answers) -> bool:
    """Whether this may be somebody's own business although nobody needs protecting."""
    return is_check(answers) or bool(answers.purpose and answers.purpose.aim in _OWN_BUSINESS)


def is_somebody(answers: Answers) -> bool:
    """Whether there is somebody whose choice it could be: in play, or whose own business it is."""
    is_nobody = child_in_play(answers) == adult_position(answers) == "none"
    return not is_nobody or is_own_business(answers)
