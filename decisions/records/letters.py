"""What one recipient is told besides the items: only what was written for them, and option texts."""

from decisions.assessment import Assessment
from decisions.decision import Decision, RecipientDecision
from decisions.journey.answers import Answers
from decisions.journey.choices_case import Purpose as Aim
from decisions.journey.steps_case import Person
from decisions.journey.steps_decide import Message
from decisions.journey.steps_introduced import Introduced
from decisions.records import call, wording
from decisions.records.content import Letter, Told
from decisions.records.hearing import MayHear, reader_of
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _

WHERE = _("Where they are now")
"""How a letter words where somebody is, so that whoever prepares a release finds it."""


_NOT_TOLD = frozenset({Aim.INFORM_FAMILY, Aim.MEDIA, Aim.NONE_STATED})
"""What says how we see whoever asked, and no purpose to use anything for."""


def introduced(answers: Answers, *, may_hear_where: bool) -> tuple[Told, ...]:
    """Who it is about, as it was written for whoever is told; else the name or initials of the record."""
    said = answers.introduced or Introduced()
    person = answers.person or Person()
    known_as = answers.about.initials if answers.about else ""
    born = show_date(person.born) if person.name and person.born and not said.age else ""
    named = (
        (_("Name or initials"), said.who or person.name or known_as),
        (_("Date of birth"), born),
        (_("Age"), said.age),
        (WHERE, said.where if may_hear_where else ""),
    )
    return tuple(
        Told(question=label, answer=words, is_own_words=True) for label, words in named if words
    )


def letter(
    answers: Answers,
    assessment: Assessment,
    decision: Decision,
    decided: RecipientDecision,
    phone: str,
    *,
    may_hear_where: bool,
    is_named: bool,
    heard: MayHear,
    kind: object,
) -> Letter:
    """The letter to one recipient; ``kind`` is what they are, as a fact of the case.

    ``is_named`` is False where it goes without saying who it is about; ``heard`` is who may hear of it.
    """
    recipient = answers.recipient(decided.recipient_id)
    advice = next(one for one in assessment.recipients if one.recipient_id == decided.recipient_id)
    told = (recipient.message if recipient else None) or Message()
    asked_by, rung_back = call.in_letter(answers, decided.recipient_id)
    aim = answers.purpose.aim if answers.purpose else None
    return Letter(
        sender_name=decision.decided_by_name,
        sender_role=decision.decided_by_role,
        sender_agency=decision.agency_name,
        call_back=phone,
        to_agency=advice.name,
        to_person=decided.sent_to,
        method=wording.method_for_them(decided.method),
        sent_at=decided.sent_on,
        purpose=aim.text if aim and aim not in _NOT_TOLD else "",
        about=introduced(answers, may_hear_where=may_hear_where) if is_named else (),
        reason=told.reason or "",
        risk=told.risk or "",
        done=told.done or "",
        protective=told.protective or "",
        ask=told.ask or "",
        words=told.words or "",
        is_contact_safe=heard in (MayHear.ANYBODY, MayHear.PERSON_ALONE),
        chronology=told.chronology or "",
        is_reply=call.has_asked(answers, decided.recipient_id),
        your_reference=call.their_reference(answers, decided.recipient_id),
        asked_by=asked_by,
        rung_back=rung_back,
        may_hear=heard.value,
        reader=reader_of(kind).value,
    )
