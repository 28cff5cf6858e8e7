"""The use cases that join a draft, the register and the pack: which pages apply, and the advice.

``journey`` is cheap enough for every run of a page. ``assess_draft`` also asks the register about
agreements and composes the advice; sealing uses the very same value.
"""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from decisions import assessing, lookup, shown, whereabouts
from decisions.assessing import Assessed as Assessed
from decisions.assessing import Known
from decisions.assessment import ActNow, Assessment, Citation
from decisions.journey.advice_words import Words
from decisions.journey.advise import told_now
from decisions.journey.answers import Answers, Discloser
from decisions.journey.changes import note_assessed
from decisions.journey.choices_case import Depth
from decisions.journey.derive import Listed, listed_id
from decisions.journey.fields import Step, questions
from decisions.journey.local import Local
from decisions.journey.relevance import relevant
from decisions.journey.route import counted_answers, walk
from decisions.journey.service import Draft, load_draft, save_field
from decisions.journey.stops import Journey
from decisions.policy import explain
from decisions.policy.compiled import CompiledPack
from decisions.policy.overlays import in_use
from decisions.policy.released import load_released
from isa.platform.config import settings
from isa.platform.database import Database
from isa.platform.errors import NotFound
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.service import Ended


def draft_with_journey(
    database: Database, actor: Actor, draft_id: str, *, on: date
) -> tuple[Draft, Journey, Known]:
    """The actor's own draft, the pages that apply to it now, and what the register knows of it."""
    require(actor, Action.DRAFT_READ)
    draft = load_draft(database, actor, draft_id)
    known = lookup.known_on_the_way(database, actor, draft.answers, draft.agency_id)
    answers = _without_strangers(draft.answers, known)
    if answers is not draft.answers:
        draft = draft.model_copy(update={"answers": answers})
    return draft, _journey(answers, known, load_released(on), on), known


def _without_strangers(answers: Answers, known: Known) -> Answers:
    """Who is told is asked again where the register knows no such agency: nothing would settle the advice.

    A name may stand where the agency belongs, as an earlier release kept it, or an import was undone.
    """
    recipients = tuple(
        one.model_copy(update={"recipient": one.recipient.model_copy(update={"agency_id": None})})
        if one.recipient and (key := listed_id(one)) is not None and key not in known.listed
        else one
        for one in answers.recipients
    )
    if recipients == answers.recipients:
        return answers
    return answers.model_copy(update={"recipients": recipients})


def act_now(
    database: Database,
    actor: Actor,
    answers: Answers,
    known: Known,
    *,
    on: date,
    at: datetime,
) -> ActNow | None:
    """What waits for nothing, after every answer: as ``assess_draft`` says it, and no more of the advice.

    Numbers to ring are looked up only when there is something to ring about.
    """
    require(actor, Action.COVERAGE_ASK)
    pack = load_released(on)
    walked = _walk(answers, known, pack, on)
    counting = counted_answers(relevant(answers), walked.journey)
    facts, evaluation = walked.settle.with_facts(counting)
    if evaluation.act_now in (None, "none"):
        return None
    local = _local(database, on)
    contacts = lookup.known_for(database, actor, answers, known.discloser, at=at).contacts
    words = Words(pack, at, local)
    return told_now(pack, words, evaluation, facts, local.added_to(contacts, counting))


_Asked = tuple[Answers, Discloser | None, Mapping[str, Listed], CompiledPack, date]


@dataclass(frozen=True)
class Walked:
    """A journey, what it was asked for, and the facts it came to with what the pack says of them."""

    asked: _Asked
    journey: Journey
    settle: assessing.Settler


_walked: ContextVar[Walked | None] = ContextVar("walked", default=None)
"""The last journey of this thread: Continue, the page it leads to and its advice ask for the same."""


def last_walk() -> Walked | None:
    """The last journey of this thread, for the visit to a page to keep until the next click."""
    return _walked.get()


def walk_on_from(walked: Walked | None) -> None:
    """What a visit kept of it: taken where answers, register, pack and day are still the very same."""
    _walked.set(walked)


def undecided(answers: Answers) -> Answers:
    """The answers without what was decided on the advice: neither pages nor advice depend on that."""
    bare: dict[str, object] = {"decided": None, "message": None, "items": {}}
    recipients = tuple(one.model_copy(update=bare) for one in answers.recipients)
    said: dict[str, object] = {"recipients": recipients, "introduced": None, "after": None}
    return answers.model_copy(update=said)


def _journey(answers: Answers, known: Known, pack: CompiledPack, on: date) -> Journey:
    return _walk(answers, known, pack, on).journey


def _walk(answers: Answers, known: Known, pack: CompiledPack, on: date) -> Walked:
    asked = (undecided(answers), known.discloser, known.listed, pack, on)
    held = _walked.get()
    if held is None or held.asked != asked:
        settle = assessing.Settler(known, pack, on)
        held = Walked(asked, walk(relevant(answers), settle), settle)
        _walked.set(held)
    return held


def left_at(database: Database, actor: Actor, draft_id: str, depth: Depth, *, on: date) -> int:
    """How many pages the actor's own draft would still have to answer at another depth."""
    require(actor, Action.DRAFT_READ)
    draft = load_draft(database, actor, draft_id)
    known = lookup.known_on_the_way(database, actor, draft.answers, draft.agency_id)
    deeper = draft.answers.model_copy(update={"depth": depth})
    return assessing.journey_of(deeper, known, load_released(on), on).left


def assess_draft(
    database: Database, actor: Actor, draft_id: str, *, on: date, at: datetime
) -> Assessed:
    """The advice for the actor's own draft, under the pack in force on that day.

    Raises ``NotFound`` for another's draft and ``PackError`` when no proved pack is in force. What
    the register cannot say about agreements never stands in the way.
    """
    require(actor, Action.DRAFT_READ)
    draft = load_draft(database, actor, draft_id)
    discloser = lookup.discloser_of(database, actor, draft.agency_id)
    return assess_answers(database, actor, draft.answers, discloser, on=on, at=at)


def hears_where(assessed: Assessed) -> frozenset[str]:
    """The recipients who may be told where the person is now, by id, as the same pack has it."""
    return whereabouts.hearers(load_released(assessed.assessment.on), assessed)


def law_behind(steps: Iterable[type[Step]], on: date) -> tuple[Citation, ...]:
    """The law and guidance behind a page of questions, as the pack of that day names it, each once.

    All of the page's, whichever of its questions are asked, so that an answer never changes it.
    """
    return _law_behind(load_released(on), tuple(steps))


@lru_cache(maxsize=256)
def _law_behind(pack: CompiledPack, steps: tuple[type[Step], ...]) -> tuple[Citation, ...]:
    asked = (found for step in steps for found in questions(step))
    keys = dict.fromkeys(key for found in asked for key in found.ask.cites)
    return tuple(explain.citation(pack, key) for key in keys)


def note_shown(database: Database, actor: Actor, draft_id: str, assessment: Assessment) -> None:
    """Remember that this advice was shown: a decision is sealed only on the advice that was read."""
    require(actor, Action.DRAFT_WRITE)
    note_assessed(database, actor, draft_id, shown.digest(assessment))


def assess_answers(
    database: Database,
    actor: Actor,
    answers: Answers,
    discloser: Discloser | None,
    *,
    on: date,
    at: datetime,
) -> Assessed:
    """The advice for answers that are in no draft, with what the register knows."""
    require(actor, Action.COVERAGE_ASK)
    known = lookup.known_for(database, actor, answers, discloser, at=at)
    pack = load_released(on)
    pages = _journey(answers, known, pack, on)
    counting = counted_answers(relevant(answers), pages)
    covered = lookup.coverage_for(database, actor, counting, known, pack, on=on)
    local = _local(database, on)
    return assessing.assess(counting, pages, known, pack, covered, on=on, at=at, local=local)


def local_words(database: Database, actor: Actor, *, on: date) -> Local:
    """The partnership's overlay as this installation uses it on a day, for a page of questions."""
    require(actor, Action.DRAFT_READ)
    return _local(database, on)


def _local(database: Database, on: date) -> Local:
    pack = load_released(on).pack
    return Local(in_use(settings().overlay, pack, on, is_demo=database.is_demo))


def ended_recipients(
    database: Database, actor: Actor, answers: Answers, *, on: date
) -> dict[str, Ended]:
    """The recipients whose agency has closed or was taken over, by recipient id."""
    require(actor, Action.DRAFT_READ)
    listed = {one.id: key for one in answers.recipients if (key := listed_id(one)) is not None}
    found = register.ended_agencies(database, actor, listed.values(), on=on)
    return {one: found[key] for one, key in listed.items() if key in found}


def hand_over(
    database: Database,
    actor: Actor,
    draft_id: str,
    recipient_id: str,
    successor_id: str,
    *,
    on: date,
) -> None:
    """Make a recipient the agency that took over from the one chosen; every other answer stays.

    How one knows that it is them is asked again, and first: a number that was held for the agency
    that ended says nothing of the other. ``NotFound`` for one that did not take over.
    """
    require(actor, Action.DRAFT_WRITE)
    answers = load_draft(database, actor, draft_id).answers
    ended = ended_recipients(database, actor, answers, on=on).get(recipient_id)
    if ended is None or successor_id not in dict(ended.successors):
        raise NotFound(_("This agency did not take over from the one you chose."))
    start = f"recipients.{recipient_id}.recipient"
    save_field(database, actor, draft_id, f"{start}.verified", None)
    save_field(database, actor, draft_id, f"{start}.agency_id", successor_id)
