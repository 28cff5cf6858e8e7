"""What is asked of the register about agreements, and how its answer is put.

Coverage is asked after the advice and never changes it. The purpose is the most specific one that
the answers allow; the pairs follow from the items.
"""

from datetime import date

from decisions.journey import people
from decisions.journey.answers import Answers, RecipientAnswers
from decisions.journey.choices_circumstances import Circumstance
from decisions.journey.choices_item import About
from decisions.journey.derive import listed_id
from decisions.journey.steps_item import Item
from decisions.policy.compiled import CompiledPack
from isa.coverage import wording
from isa.coverage.model import CoverageAnswer, CoverageQuestion, PairAnswer, Verdict
from isa.platform.wording import gettext as _
from isa.register.vocabulary import Vocabulary

NOT_ASKED = _(
    "The register of agreements could not be asked. That does not stop you sharing to protect someone."
)
NOT_LISTED_SENTENCE = _(
    "They are not in the register, so no agreement with them is known. "
    "That does not stop you sharing to protect someone."
)
NOTHING_TO_ASK = _(
    "Say which information you would share to see whether an agreement covers it. "
    "The lack of one does not stop you sharing to protect someone."
)

_BY_CIRCUMSTANCE = (
    (Circumstance.TRAFFICKING, "modern_slavery_nrm"),
    (Circumstance.TERRORISM, "prevent_channel"),
    (Circumstance.PREVENT, "prevent_channel"),
    (Circumstance.EXPLOITATION, "cse_cce"),
    (Circumstance.MARAC, "marac"),
    (Circumstance.DVDS, "dvds"),
    (Circumstance.STAFF_CHILD, "lado"),
    (Circumstance.STAFF_ADULT, "pipot"),
    (Circumstance.STAFF_ORGANISATION, "organisational_abuse"),
    (Circumstance.MAPPA, "mappa"),
    (Circumstance.SELF_NEGLECT, "self_neglect"),
    (Circumstance.MISSING, "missing"),
    (Circumstance.PUBLIC_HEALTH, "public_health"),
)
_BY_AIM = {
    "crime": "crime_prevention",
    "direct_care": "direct_care",
    "court_coroner": "court",
    "planning_research": "planning_commissioning",
}
_SUBJECTS = {
    About.PROTECTED_ADULT: "adult_general",
    About.PARENT_CARER: "parent_carer",
    About.SUSPECTED: "alleged_perpetrator",
    About.OTHER_PERSON: "sibling_household",
    About.REFERRER: "referrer",
    About.STAFF: "staff_pipot",
    About.DECEASED: "deceased",
    About.THE_PERSON: "adult_general",
}


def purpose_of(answers: Answers) -> str:
    """The most specific purpose the answers allow, as a code of the vocabulary."""
    aim = str(answers.purpose.aim) if answers.purpose and answers.purpose.aim else "protect"
    if aim in _BY_AIM:
        return _BY_AIM[aim]
    lines = people.ticked(answers) or ()
    for line, purpose in _BY_CIRCUMSTANCE:
        if line in lines:
            return purpose
    if people.child_in_play(answers) not in (None, "none"):
        return (
            "early_help"
            if people.harm_if_not_shared(answers) in ("some", "none_seen")
            else "cp_s47"
        )
    return "s42_enquiry" if aim == "statutory_enquiry" else "concern"


def subjects_of(answers: Answers, item: Item | None) -> tuple[str, ...]:
    """Whom an item is about, as codes of the vocabulary; the child where that is not said."""
    told: tuple[About | None, ...] = (item.about if item else None) or (None,)
    return tuple(dict.fromkeys(_subject(answers, one) for one in told))


def _subject(answers: Answers, about: About | None) -> str:
    if about is About.PROTECTED_CHILD or about is None:
        return "unborn_child" if people.child_in_play(answers) == "unborn" else "child"
    if about is About.PROTECTED_ADULT and people.adult_position(answers) in (
        "at_risk_care_needs",
        "lacks_or_doubt",
    ):
        return "adult_at_risk"
    return _SUBJECTS[about]


def question_for(
    answers: Answers, one: RecipientAnswers, provider: str, *, regime: str, on: date
) -> CoverageQuestion | None:
    """The question for one recipient, or None where there is nothing to ask about."""
    recipient = listed_id(one)
    items = [item.item for item in answers.items if item.item and item.item.category]
    if recipient is None or not provider or not items:
        return None
    return CoverageQuestion(
        provider=provider,
        recipient=recipient,
        purpose=purpose_of(answers),
        categories=tuple(dict.fromkeys(item.category or "" for item in items)),
        subjects=tuple(
            dict.fromkeys(code for item in items for code in subjects_of(answers, item))
        ),
        regime=regime,
        on=on,
    )


def coverage_sentence(pack: CompiledPack, vocabulary: Vocabulary, answer: CoverageAnswer) -> str:
    """The verdict, then one sentence for each kind of information, with how to mend a gap."""
    lines = [pack.pack.wording.verdict[answer.verdict.value].sentence]
    for category in answer.question.categories:
        pairs = [pair for pair in answer.pairs if pair.category == category]
        lines.append(_of_category(vocabulary, category, pairs))
    return " ".join(line for line in lines if line)


def _of_category(vocabulary: Vocabulary, category: str, pairs: list[PairAnswer]) -> str:
    term = vocabulary.categories.get(category)
    label = term.label if term else category
    if not pairs or all(pair.verdict is Verdict.NOT_APPLICABLE for pair in pairs):
        return ""
    covered = [p for p in pairs if p.verdict in (Verdict.COVERED, Verdict.WITH_CONDITIONS)]
    if len(covered) == len(pairs):
        by = sorted({p.agreement_reference for p in covered if p.agreement_reference})
        return (
            _("{label}: in {by}.").format(label=label, by=", ".join(by))
            if by
            else _("{label}: in an agreement.").format(label=label)
        )
    missed = next(pair for pair in pairs if pair not in covered)
    why = "; ".join(wording.REASONS[reason] for reason in missed.reasons)
    sentence = _("{label}: {verdict}, because {why}.") if why else _("{label}: {verdict}.")
    said = sentence.format(label=label, verdict=wording.VERDICTS[missed.verdict].lower(), why=why)
    mend = missed.closest_miss.mend if missed.closest_miss else ""
    return f"{said} {mend}".strip()
