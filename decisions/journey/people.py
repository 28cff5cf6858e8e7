"""Who is in play, worked out from the answers about the situation before any table is asked.

Three answers lift others, always towards protection: another child at risk is a child in play (K04),
sexual activity with a child under 13 and a case of FGM are about a child and at least serious
(K22, K23), and a pupil's file or a police notice is about a child (K24, K26).
"""

from decisions.journey.answers import Answers
from decisions.journey.choices_case import AdultPosition, ChildStage, Competence, Harm, Who
from decisions.journey.choices_circumstances import Circumstance

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


def ticked(answers: Answers) -> tuple[Circumstance, ...] | None:
    """The lines ticked, () for "None of these", None when the list is unanswered."""
    step = answers.circumstances
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


def worked_out(answers: Answers) -> dict[str, str]:
    """The values that ``fact:`` conditions of the steps may name."""
    child, adult = child_in_play(answers), adult_position(answers)
    competence = answers.choice.competence if answers.choice else None
    somebody = not (child == "none" and adult == "none")
    found = {
        "somebody": "yes" if somebody else "no",
        "has_chooser": "unanswered" if competence is None else "yes",
        "lacks_adult": "yes" if competence is Competence.LACKS and adult != "none" else "no",
        "needs_proxy": "yes" if competence in _NEEDS_PROXY and somebody else "no",
        "limbs": _limbs(child, adult),
        "harm": harm_if_not_shared(answers) or "unanswered",
    }
    if competence is Competence.NOBODY or not somebody:
        found["has_chooser"] = "no"
    return found


def _limbs(child: str | None, adult: str | None) -> str:
    if child in (None, "none") and adult in (None, "none"):
        return "none"
    return "both" if child not in (None, "none") and adult not in (None, "none") else "one"
