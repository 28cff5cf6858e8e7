"""A decision to share that leaves out every item: it contradicts itself, and would be recorded as sharing."""

from decisions.assessment import Assessment, RecipientAdvice
from decisions.journey.answers import Answers, RecipientAnswers
from decisions.journey.choices_decided import ItemRule, Outcome
from decisions.journey.fields import path_of
from decisions.journey.steps_decide import Cell
from isa.platform.wording import gettext as _

_SHARES = (Outcome.SHARE, Outcome.SHARE_SOME)
_NOT_THEIRS = frozenset({"do_not_share", "route_elsewhere"})
_KEPT_BACK = frozenset({"withhold", "ask_originator"})


def faults(answers: Answers, assessment: Assessment) -> dict[str, str]:
    """The sentence by the path of the last item of each such recipient; usually nothing.

    Where danger waits for nothing a warning alone may be what goes, though not to somebody whom it is not
    for; and where the advice is to share and to keep every item back, whoever follows it may seal that.
    """
    if not answers.items:
        return {}
    advice = {one.recipient_id: one for one in assessment.recipients}
    return {
        path_of(Cell, f"{one.id}/{answers.items[-1].id}", "rule"): _(
            "You decided to share with them, and every item is left out. Send at least one, or decide not "
            "to share with them"
        )
        for one in answers.recipients
        if _is_empty(one, answers)
        and not _is_advised(advice.get(one.id))
        and not _is_warned(assessment, advice.get(one.id))
    }


def _is_empty(one: RecipientAnswers, answers: Answers) -> bool:
    if one.decided is None or one.decided.outcome not in _SHARES:
        return False
    cells = [one.items.get(item.id) for item in answers.items]
    return all(
        cell is not None and cell.as_sent is not None and cell.as_sent.rule is ItemRule.WITHHOLD
        for cell in cells
    )


def _is_warned(assessment: Assessment, advice: RecipientAdvice | None) -> bool:
    is_theirs = advice is None or advice.outcome not in _NOT_THEIRS
    return assessment.act_now is not None and is_theirs


def _is_advised(advice: RecipientAdvice | None) -> bool:
    if advice is None or not (advice.outcome or "").startswith("share_"):
        return False
    return all(item.rule in _KEPT_BACK for item in advice.items)
