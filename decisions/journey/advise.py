"""The assessment: what the tool advises, in finished sentences, for one set of answers on one day.

Pure: everything it needs is handed in. What is not settled is said to be not settled; nothing is
guessed. Where telling is not known to be safe, nothing here suggests contact with the person or
their family. An emergency is shown whatever else is unanswered.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from decisions.assessment import (
    ActNow,
    Assessment,
    Telling,
)
from decisions.journey import doubts
from decisions.journey.advice_words import Words
from decisions.journey.advise_recipient import RecipientWords
from decisions.journey.answers import Answers
from decisions.journey.check_answers import show_dated
from decisions.journey.contacts import Contacts, for_act_now
from decisions.journey.fitting import fitting
from decisions.journey.local import NO_OVERLAY, Local, safe
from decisions.policy import explain
from decisions.policy.compiled import CompiledPack
from decisions.policy.model import Evaluation, Facts, Finding
from decisions.policy.source_words import SentenceVariant, Told
from decisions.policy.subjects import CASE_PERSON, WHOSE, with_subjects
from isa.coverage.model import CoverageAnswer
from isa.platform.wording import gettext as _

ENGINE = "4"
"""Changes when the same pack and facts could give another evaluation or other words."""

_OPEN_TELLING = _(
    "Do not tell the person or their family yet. Whether that is safe is not settled by what you have "
    "answered. Do not contact the person in a way that others could see or overhear."
)

_CAREFUL = ("do_not_tell_review", "tell_after", "tell_before")
"""What the tables say of telling, the most careful first."""
_SAFE = frozenset({"yes", "alone"})
_Words = Told | SentenceVariant

Covered = Mapping[str, tuple[CoverageAnswer | None, str]]
"""By recipient id: the register's answer, or None, and the sentence that says it."""


def advise(
    answers: Answers,
    facts: Facts,
    evaluation: Evaluation,
    pack: CompiledPack,
    coverage: Covered,
    contacts: Contacts,
    *,
    on: date,
    at: datetime,
    local: Local = NO_OVERLAY,
) -> Assessment:
    """Everything the assessment page shows. ``answers`` are the relevant ones ``facts`` came from.

    ``local`` adds sentences, numbers and shorter clocks to words already found; it decides nothing.
    """
    words = Words(pack, at, local)
    contacts = local.added_to(contacts, answers)
    telling = _telling(pack, words, evaluation, facts)
    recipients = tuple(
        RecipientWords(answers, facts, evaluation, pack, words, contacts, telling, number).advice(
            one, coverage.get(one.id, (None, ""))
        )
        for number, one in enumerate(answers.recipients)
    )
    act_now = told_now(pack, words, evaluation, facts, contacts)
    return Assessment(
        pack=pack.pack.id,
        pack_digest=pack.pack.digest,
        engine=ENGINE,
        on=on,
        at=at,
        act_now=act_now,
        act_now_may_become=evaluation.act_now_may_become,
        recipients=recipients,
        telling=telling,
        not_known=tuple(_not_known(pack, answers, facts)),
        missing=evaluation.missing,
        citations=tuple(explain.citation(pack, key) for key in words.cited),
        is_settled=bool(recipients) and _is_settled(evaluation),
        local=local.words(answers),
        doubts=doubts.in_words(answers, {one.recipient_id: one.name for one in recipients}),
    )


def told_now(
    pack: CompiledPack, words: Words, evaluation: Evaluation, facts: Facts, contacts: Contacts
) -> ActNow | None:
    """What waits for nothing, in words, or None while nothing does."""
    code = evaluation.act_now
    reason = words.reason("act_now", evaluation.case, facts.case)
    if code in (None, "none") or code is None or reason is None:
        return None
    plain = pack.pack.wording.act_now[code]
    said = fitting(plain, plain.variant, pack.pack, facts.case, evaluation.case)
    return ActNow(
        code=code,
        headline=said.headline,
        sentence=said.sentence,
        reason=reason,
        contacts=for_act_now(code, contacts),
    )


def _telling(pack: CompiledPack, words: Words, evaluation: Evaluation, facts: Facts) -> Telling:
    """Whether they may be told: the most careful answer over all the people and items in it.

    Not settled counts as not safe.
    """
    cells = [(place, cell) for row in evaluation.cells for place, cell in enumerate(row)]
    if any(cell["openness"].value is None for _rest, cell in cells):
        return Telling(
            code="do_not_tell_review", sentence=_OPEN_TELLING, reason=None, is_contact_safe=False
        )
    place, cell = min(cells, key=lambda one: _CAREFUL.index(one[1]["openness"].value))
    code = cell["openness"].value or ""
    is_safe = evaluation.case["advice_first"].value == "no" and all(
        one["telling_safe"].value in _SAFE for _rest, one in cells
    )
    items = with_subjects(facts, pack.people)
    plain = pack.pack.wording.telling[code]

    def words_of(place: int, cell: Mapping[str, Finding]) -> _Words:
        known, values = {**evaluation.case, **cell}, {**facts.case, **items[place]}
        return fitting(plain, plain.variant, pack.pack, values, known)

    shown = words_of(place, cell)
    theirs = (
        words_of(other, one)
        for other, one in cells
        if one["openness"].value == code and items[other].get(WHOSE) == CASE_PERSON
    )
    is_contact_safe = is_safe and code != _CAREFUL[0]
    said = words.local.at_finding("openness", code)
    return Telling(
        code=code,
        sentence=shown.sentence,
        reason=words.reason(
            "openness", {**evaluation.case, **cell}, {**facts.case, **items[place]}
        ),
        is_contact_safe=is_contact_safe,
        guidance=safe(said, is_contact_safe=is_contact_safe),
        person_may_hear=code == _CAREFUL[0] and all(map(_lets_hear, (shown, *theirs))),
    )


def _lets_hear(words: _Words) -> bool:
    """Whether words against telling hold only where telling the person themselves is safe."""
    needed = words.given.get("telling_safe", ()) if isinstance(words, SentenceVariant) else ()
    return bool(needed) and set(needed) <= _SAFE


def _is_settled(evaluation: Evaluation) -> bool:
    """Every outcome has one value, and every pair of recipient and item one certain reason for it."""
    if any(outcome is None for outcome in evaluation.outcomes):
        return False
    for cells in evaluation.cells:
        for cell in cells:
            finding = cell["outcome"]
            if finding.value is None or [row.is_certain for row in finding.fired] != [True]:
                return False
    return True


def _not_known(pack: CompiledPack, answers: Answers, facts: Facts) -> Iterable[str]:
    """What the practitioner said they do not know, as sentences."""
    seen: dict[str, None] = {}
    for values in (facts.case, *facts.recipients, *facts.items):
        for name, value in values.items():
            is_open = value == "not_known" or (isinstance(value, tuple) and "not_known" in value)
            if is_open and pack.pack.facts[name].ask == "ask":
                seen[_sentence(explain.says(pack, name, "not_known"))] = None
    story = answers.story
    if story and story.happened and story.happened.state == "not_known":
        seen[_("You do not know when it happened.")] = None
    if story and story.known and story.known.state != "exact":
        shown = show_dated(story.known)
        known = shown[:1].lower() + shown[1:]
        seen[_("When you first knew: {known}.").format(known=known)] = None
    return seen


def _sentence(text: str) -> str:
    ended = text if text.endswith(".") else f"{text}."
    return ended[:1].upper() + ended[1:]
