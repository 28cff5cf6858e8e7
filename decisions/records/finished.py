"""A finished draft, read and checked, ready to be sealed."""

import dataclasses
import json
from datetime import datetime

from decisions import service as advice
from decisions import shown
from decisions.assessing import Assessed
from decisions.assessment import Frozen
from decisions.journey import changes, decide
from decisions.journey import service as drafts
from decisions.journey.answers import ANSWERS_SCHEMA
from decisions.journey.changes import Change
from decisions.journey.check_answers import (
    CASE_PERSON_WORDS,
    NO_ANSWER,
    SOMEBODY_ELSE,
    show_dated,
)
from decisions.journey.derive import FACTS_SCHEMA
from decisions.journey.fields import Dated, Question, Widget
from decisions.journey.paths import question_at
from decisions.policy.subjects import CASE_PERSON
from decisions.records import wording
from decisions.records.content import LateChange
from decisions.records.material import gather
from decisions.records.payload import Material
from isa.platform.clock import LONDON
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.agencies import service as agencies


class Seen(Frozen):
    """What was read of a draft before sealing, to notice a change made meanwhile in another tab."""

    draft_id: str
    version: int
    answers_schema: str
    facts_schema: str


def finished(
    database: Database, actor: Actor, draft_id: str, *, at: datetime
) -> tuple[Material, Seen]:
    """Everything that is to be sealed.

    ``Invalid`` says what is still missing; ``AdviceChanged`` that the advice is not the one read.
    """
    require(actor, Action.DECISION_SEAL)
    on = at.astimezone(LONDON).date()
    draft = drafts.load_draft(database, actor, draft_id)
    assessed = advice.assess_draft(database, actor, draft_id, on=on, at=at)
    _require_complete(assessed, at)
    if over := next(iter(draft.too_long), None):
        question = question_at(over).ask.label.rstrip("?")
        raise Invalid(
            {
                over: _("'{question}' holds a text that is too long. Shorten it.").format(
                    question=question
                )
            }
        )
    shown.require_as_read(draft, assessed.assessment)
    late = tuple(_late(one) for one in changes.changes(database, actor, draft_id))
    material = as_decided(database, actor, assessed, late=late, at=at)
    read = {"advice_first": draft.assessed_at, "advice_shown": draft.advice_since}
    decision = material.decision.model_copy(update=read)
    material = dataclasses.replace(material, decision=decision)
    return material, Seen(
        draft_id=draft_id,
        version=draft.version,
        answers_schema=ANSWERS_SCHEMA,
        facts_schema=FACTS_SCHEMA,
    )


def as_decided(
    database: Database,
    actor: Actor,
    assessed: Assessed,
    *,
    late: tuple[LateChange, ...] = (),
    at: datetime,
) -> Material:
    """What would be sealed of a decision that is complete: also what each recipient would be told."""
    require(actor, Action.DECISION_SEAL)
    name, phone = _sender(database, actor, actor.agency_id)
    decision = decide.to_decision(
        assessed.answers,
        assessed.assessment,
        actor,
        agency_name=name,
        role=actor.job_title,
        at=at,
    )
    return gather(
        assessed.answers,
        assessed.facts,
        assessed.evaluation,
        assessed.assessment,
        decision,
        changes=late,
        phone=phone,
        hears_where=advice.hears_where(assessed),
    )


def _require_complete(assessed: Assessed, at: datetime) -> None:
    if not assessed.assessment.is_settled or assessed.journey.next is not None:
        raise Invalid(
            {"": _("The advice is not settled yet. Answer the questions that are left, then seal.")}
        )
    faults = decide.faults(assessed.answers, assessed.assessment, at=at)
    if faults:
        raise Invalid(faults)


def _sender(database: Database, actor: Actor, agency_id: str) -> tuple[str, str]:
    """The name of the agency that decides, and a number to call it back on; empty where nobody added it."""
    try:
        found = agencies.agency(database, actor, agency_id)
    except NotFound:
        return "", ""
    return found.name, next((contact.number for contact in found.contacts), "")


def _late(change: Change) -> LateChange:
    try:
        asked = question_at(change.path)
    except Invalid:  # changed while an earlier release asked it
        return LateChange(
            path=change.path,
            question=_("A question that is no longer asked"),
            before=_bare(change.old),
            after=_bare(change.new),
            at=change.at,
        )
    return LateChange(
        path=change.path,
        question=asked.ask.label,
        before=_in_words(asked, change.old),
        after=_in_words(asked, change.new),
        at=change.at,
    )


def _bare(stored: str) -> str:
    """A stored answer whose question nobody knows any more, as it was stored."""
    value = json.loads(stored)
    return NO_ANSWER if value is None else value if isinstance(value, str) else stored


def _in_words(asked: Question, stored: str) -> str:
    """A stored answer as a person reads it."""
    value = json.loads(stored)
    if value is None:
        return NO_ANSWER
    if asked.ask.widget is Widget.DATED:
        return show_dated(Dated.model_validate_json(stored))
    texts = {option.value: option.text for option in asked.options}
    codes = value if isinstance(value, list) else [value]
    if asked.ask.widget is Widget.PERSON:
        return CASE_PERSON_WORDS if value == CASE_PERSON else SOMEBODY_ELSE
    if asked.ask.widget is Widget.CATEGORY:
        return wording.category(str(value))
    return "; ".join(texts.get(str(code), str(code)) for code in codes)
