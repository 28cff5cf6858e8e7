"""The decision of a named person, beside the advice: what it needs before it can be sealed.

Anything may be decided. What differs from the advice needs a reason, every decision not to share
needs a date to look again, and whatever goes out reduced needs the words that will be sent.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from decisions.assessment import Assessment, RecipientAdvice
from decisions.decision import Decision, ItemDecision, RecipientDecision
from decisions.journey import nothing_sent, when_decided
from decisions.journey.answers import Answers, CellAnswers, RecipientAnswers
from decisions.journey.check_answers import NOT_KNOWN, show_dated
from decisions.journey.choices_consent import SafeToTell
from decisions.journey.choices_decided import Gone, ItemRule, Method, Outcome
from decisions.journey.contradictions import contradictions
from decisions.journey.fields import Dated, Question, Step, path_of
from decisions.journey.relevance import relevant_questions
from decisions.journey.sending import is_check
from decisions.journey.steps_decide import After, Cell, Decided, Message
from isa.platform.clock import LONDON
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _

NOT_ASKED = _("Nobody for now. The tool put this here, and did not ask who tells them")
"""Who tells the person, where that was not asked because telling is not known to be safe."""
PERSON_ASKED = _(
    "The person alone may hear of it, and nobody else for now. The tool put this here, and did not ask who "
    "tells them"
)
"""The same where the advice lets the person hear of it, who was asked already."""
ONE_PARENT = _(
    "Nobody before the front door says which parent may be told what. The tool put this here, and did not "
    "ask who tells them"
)
"""The same where one parent might be told, and the other must not be."""
_SHARES = (Outcome.SHARE, Outcome.SHARE_SOME)
_ADVISED = {
    "share_now": _SHARES,
    "share_required": _SHARES,
    "share_without_agreement": _SHARES,
    "share_with_agreement": _SHARES,
    "ask_first": (Outcome.ASK_FIRST,),
    "seek_advice": (Outcome.SEEK_ADVICE,),
    "verify_first": (Outcome.VERIFY_FIRST,),
    "route_elsewhere": (Outcome.ROUTE_ELSEWHERE,),
    "do_not_share": (Outcome.DO_NOT_SHARE,),
}
GOES_OUT = {
    "share": ItemRule.SHARE,
    "label_and_share": ItemRule.SHARE,
    "redact": ItemRule.REDACT,
    "anonymise": ItemRule.ANONYMISE,
    "facts_only": ItemRule.FACTS_ONLY,
    "withhold": ItemRule.WITHHOLD,
    "ask_originator": ItemRule.WITHHOLD,
}
"""What of an item goes out when its advised rule is followed."""


def differs(
    decided: Outcome, advice: RecipientAdvice, cells: Mapping[str, CellAnswers] | None = None
) -> bool:
    """Whether a decision is not the advice: another outcome, or more of an item than advised."""
    if decided not in _ADVISED.get(advice.outcome, ()):
        return True
    if decided not in _SHARES:
        return False
    for item in advice.items:
        cell = (cells or {}).get(item.item_id)
        chosen = cell.as_sent.rule if cell and cell.as_sent else None
        if chosen is not None and chosen is not GOES_OUT.get(item.rule):
            return True
    return False


def asked(
    step: type[Step], owner: str | None, answers: Answers, assessment: Assessment
) -> tuple[Question, ...]:
    """The questions of a decision step to show: telling only where it is safe, why only where it differs."""
    found = list(relevant_questions(step, owner, answers))
    if step is After and not assessment.telling.is_contact_safe:
        found = [q for q in found if not q.name.startswith("telling")]
    if step is After and not when_decided.was_before(answers):
        return tuple(q for q in found if q.name != "decided")
    if step is Decided and not _differs(answers.recipient(owner), assessment):
        return tuple(q for q in found if q.name != "differs_because")
    return tuple(found)


def faults(answers: Answers, assessment: Assessment, *, at: datetime) -> dict[str, str]:
    """What the decision still lacks at a time, by path; empty when it can be sealed."""
    on = at.astimezone(LONDON).date()
    found: dict[str, str] = {}
    for one in answers.recipients:
        found.update(_missing(Decided, one.id, answers, assessment))
        if not is_check(answers):
            found.update(_missing(Message, one.id, answers, assessment))
        if one.decided and one.decided.outcome in _SHARES:
            for item in answers.items:
                found.update(_missing(Cell, f"{one.id}/{item.id}", answers, assessment))
        if one.decided and one.decided.sent and one.decided.gone is not Gone.NOT_YET:
            found.update(_sent(one.decided.sent, one.id, at))
    found.update(_missing(After, None, answers, assessment))
    found.update(when_decided.faults(answers, at))
    review = _review_on(answers.after)
    if review is not None and review < on:
        found["after.review_on"] = _("The date to look at this again must be today or later")
    contradicting = nothing_sent.faults(answers, assessment) | contradictions(answers, on=on)
    for path, fault in contradicting.items():
        found.setdefault(path, fault)
    return found


def _missing(
    step: type[Step], owner: str | None, answers: Answers, assessment: Assessment
) -> Iterator[tuple[str, str]]:
    held = answers.step(step, owner)
    for one in asked(step, owner, answers, assessment):
        value = getattr(held, one.name, None)
        is_empty = value is None or (isinstance(value, str) and not value.strip())
        if is_empty and _is_required(one, answers):
            yield path_of(step, owner, one.name), one.ask.error


def _is_required(one: Question, answers: Answers) -> bool:
    if one.name == "differs_because":
        return True
    if one.name == "review_on":
        return any(r.decided and r.decided.outcome not in _SHARES for r in answers.recipients)
    return one.ask.is_required


def _sent(sent: Dated, owner: str, at: datetime) -> Iterator[tuple[str, str]]:
    when = when_decided.instant(sent)
    if sent.state == "exact" and when is None:
        yield path_of(Decided, owner, "sent"), _("Enter the date and the time it was sent")
    elif when is not None and when > at:
        yield path_of(Decided, owner, "sent"), _("The time it was sent must be now or earlier")


def _differs(one: RecipientAnswers | None, assessment: Assessment) -> bool:
    if one is None or one.decided is None or one.decided.outcome is None:
        return False
    advice = next((a for a in assessment.recipients if a.recipient_id == one.id), None)
    return advice is not None and differs(one.decided.outcome, advice, one.items)


def to_decision(
    answers: Answers,
    assessment: Assessment,
    actor: Actor,
    *,
    agency_name: str,
    role: str,
    at: datetime,
) -> Decision:
    """The decision as a value to seal. Call only when ``faults`` finds nothing."""
    after, story = answers.after, answers.story
    decided_at, decided_words = when_decided.moment(answers, at)
    is_safe = assessment.telling.is_contact_safe and _is_said_safe(answers)
    return Decision(
        recipients=tuple(_decided(one, answers, assessment) for one in answers.recipients),
        telling_by=_telling_by(after) if is_safe else _nobody(answers, assessment),
        telling_when=_telling_when(after) if is_safe else "",
        review_on=_review_on(after),
        happened=show_dated(story.happened) if story and story.happened else NOT_KNOWN,
        known=show_dated(story.known) if story and story.known else NOT_KNOWN,
        decided_at=decided_at,
        decided_words=decided_words,
        entered_at=at,
        refusal=(after.refusal or "") if after else "",
        seen_alone=(after.seen_alone or "") if after else "",
        decided_by=actor.id,
        decided_by_name=actor.name,
        decided_by_role=role,
        agency_id=actor.agency_id,
        agency_name=agency_name,
    )


def _review_on(after: After | None) -> date | None:
    return after.review_on if after else None


def _is_said_safe(answers: Answers) -> bool:
    return bool(
        answers.telling and answers.telling.safe in (SafeToTell.YES, SafeToTell.PERSON_ONLY)
    )


def _nobody(answers: Answers, assessment: Assessment) -> str:
    said = answers.telling.safe if answers.telling else None
    if said is SafeToTell.ONE_PARENT:
        return ONE_PARENT
    return PERSON_ASKED if assessment.telling.person_may_hear else NOT_ASKED


def _telling_by(after: After | None) -> str:
    return after.telling_by.text if after and after.telling_by else ""


def _telling_when(after: After | None) -> str:
    return (after.telling_when if after else None) or ""


def _decided(one: RecipientAnswers, answers: Answers, assessment: Assessment) -> RecipientDecision:
    """What was decided of one; why it differs only where it does, whatever was written before that."""
    held = one.decided or Decided()
    is_shared = held.outcome in _SHARES
    is_gone = is_shared and held.gone is not Gone.NOT_YET
    sent = held.sent if is_gone else None
    sent_on = when_decided.instant(sent) if sent else None
    return RecipientDecision(
        recipient_id=one.id,
        outcome=str(held.outcome or ""),
        reasons=held.reasons or "",
        weighed_against=held.weighed_against or "",
        differs_because=(held.differs_because or "") if _differs(one, assessment) else "",
        items=tuple(_item(one, item.id, answers, is_shared=is_shared) for item in answers.items),
        method=str(held.method or Method.NOT_SENT) if is_shared else Method.NOT_SENT.value,
        sent_to=held.sent_to or "",
        verified_how=held.verified_how or "",
        sent_on=sent_on,
        sent_words=show_dated(sent) if sent and sent_on is None else "",
        is_gone=is_gone if is_shared else None,
    )


def _item(
    one: RecipientAnswers, item_id: str, answers: Answers, *, is_shared: bool
) -> ItemDecision:
    cell = one.items.get(item_id)
    held = (cell and cell.as_sent) or Cell()
    rule = held.rule if is_shared and held.rule else ItemRule.WITHHOLD
    return ItemDecision(
        item_id=item_id, rule=rule.value, wording=_wording(rule, held, item_id, answers)
    )


def _wording(rule: ItemRule, held: Cell, item_id: str, answers: Answers) -> str:
    """What will be sent: the item as written when it goes whole, else the words written for it."""
    if rule is ItemRule.WITHHOLD:
        return ""
    if rule is not ItemRule.SHARE:
        return held.wording or ""
    item = answers.item(item_id)
    return (item and item.item and item.item.words) or ""
