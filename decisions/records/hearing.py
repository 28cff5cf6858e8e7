"""Who may hear of what one recipient is told, as the advice says it for what goes to that recipient.

The advice has one answer for the whole case, the most careful. What is kept back from a recipient is no
concern of theirs, so theirs is read from the items that go to them. In doubt it is the more careful.
"""

from collections.abc import Collection
from enum import StrEnum

from decisions.assessment import Telling
from decisions.journey.answers import Answers
from decisions.journey.choices_consent import SafeToTell
from decisions.policy.model import Evaluation

_NOT_TOLD = "do_not_tell_review"
_SAFE = ("yes", "alone")


class MayHear(StrEnum):
    """Who may hear of it, beside the recipient."""

    ANYBODY = "anybody"
    """Nothing stands against telling: nothing is said of it."""
    PERSON_ALONE = "person_alone"
    """The person, on their own: nobody around them."""
    PERSON_ASKED = "person_asked"
    """The person was asked and knows of it; whether anybody else hears is not settled, or not safe."""
    NOBODY = "nobody"
    """Not settled, or not safe."""


class Reader(StrEnum):
    """What the reader is, as far as it changes what they are told of telling."""

    OTHER = ""
    LEADS = "leads"
    """They decide whom to tell, by the law they work under."""
    LADO = "lado"
    """They say when a worker is told of an allegation: the sender waits for it."""
    MEETING = "meeting"
    THEMSELVES = "the_person"
    NEAR = "near"
    """Somebody near the person, who would read of themselves that nobody near them may know."""


AT_HOME = frozenset({Reader.THEMSELVES, Reader.NEAR})
"""Readers who are people and no agency: a letter gives them no instructions meant for one."""

_READERS = {
    **dict.fromkeys(("police", "children_sc", "adults_sc"), Reader.LEADS),
    **dict.fromkeys(("dbs", "professional_regulator", "regulator_dbs_lado"), Reader.LEADS),
    "court_coroner": Reader.LEADS,
    "lado": Reader.LADO,
    "multi_agency_panel": Reader.MEETING,
    "the_person": Reader.THEMSELVES,
    "parent_carer": Reader.NEAR,
    "family_friend": Reader.NEAR,
}


def reader_of(kind: object) -> Reader:
    """What a recipient is here; ``kind`` is what they are as a fact of the case."""
    return _READERS.get(str(kind), Reader.OTHER)


def may_hear(
    answers: Answers,
    evaluation: Evaluation,
    telling: Telling,
    number: int,
    going: Collection[str],
    *,
    is_named: bool,
) -> MayHear:
    """For the recipient at a place in the answers; ``going`` are the items they get, by id.

    ``is_named`` is False where they are not told who it is about: then they can speak to nobody.
    """
    ids = [one.id for one in answers.items]
    row = evaluation.cells[number]
    theirs = [cell for which, cell in zip(ids, row, strict=False) if which in going] or list(row)
    safe = [cell["telling_safe"].value for cell in theirs]
    is_safe = evaluation.case["advice_first"].value == "no" and all(
        cell["openness"].value not in (None, _NOT_TOLD) for cell in theirs
    )
    if telling.is_contact_safe or (is_safe and all(one in _SAFE for one in safe)):
        is_alone = is_for_them_alone(answers) or "alone" in safe
        return MayHear.PERSON_ALONE if is_alone else MayHear.ANYBODY
    return MayHear.PERSON_ASKED if telling.person_may_hear and is_named else MayHear.NOBODY


def is_for_them_alone(answers: Answers) -> bool:
    """Whether only the person may hear of it, and only alone."""
    return bool(answers.telling and answers.telling.safe is SafeToTell.PERSON_ONLY)
