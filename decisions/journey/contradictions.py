"""Answers that cannot be true together. Checked when a whole set is read, and before sealing."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from decisions.journey.choices_case import Competence, Who
from decisions.journey.choices_circumstances import Circumstance
from decisions.journey.choices_sharing import Kind
from decisions.journey.fields import Dated

if TYPE_CHECKING:
    from decisions.journey.answers import Answers

_MAY_BE_CHILD = (Who.CHILD, Who.BOTH, Who.NOT_KNOWN)


def contradictions(answers: "Answers", *, on: date) -> dict[str, str]:
    """One sentence for each contradiction, by the path of the answer to mend."""
    faults: dict[str, str] = {}
    for check in (_ids(answers), _ticks(answers), _dates(answers, on), _people(answers)):
        faults.update(check)
    return faults


def _ids(answers: "Answers") -> Iterator[tuple[str, str]]:
    for name, found in (
        ("recipients", [r.id for r in answers.recipients]),
        ("items", [i.id for i in answers.items]),
    ):
        for index, value in enumerate(found):
            if value in found[:index]:
                yield f"{name}[{index}].id", "Two of these have the same id."
    known = {item.id for item in answers.items}
    for recipient in answers.recipients:
        for item in recipient.items:
            if item not in known:
                yield f"recipients.{recipient.id}.items.{item}", "There is no item with this id."


def _ticks(answers: "Answers") -> Iterator[tuple[str, str]]:
    ticked = (answers.circumstances and answers.circumstances.ticked) or ()
    path = "circumstances.ticked"
    if len(set(ticked)) != len(ticked):
        yield path, "The same line is ticked twice."
    if Circumstance.NONE in ticked and len(ticked) > 1:
        yield path, "Select what applies, or 'None of these', not both"
    for yes, unsure in (
        ((Circumstance.CRIME,), Circumstance.CRIME_NOT_KNOWN),
        (
            (Circumstance.OTHERS_CHILD, Circumstance.OTHERS_ADULT, Circumstance.OTHERS_PUBLIC),
            Circumstance.OTHERS_NOT_KNOWN,
        ),
        (
            (Circumstance.STAFF_CHILD, Circumstance.STAFF_ADULT, Circumstance.STAFF_ORGANISATION),
            Circumstance.STAFF_NOT_KNOWN,
        ),
    ):
        if unsure in ticked and set(yes) & set(ticked):
            yield path, f"Select '{unsure.text}' only when you select nothing else about it"
    for item in answers.items:
        yield from _kinds((item.item and item.item.kinds) or (), f"items.{item.id}.item.kinds")


def _kinds(kinds: tuple[Kind, ...], path: str) -> Iterator[tuple[str, str]]:
    if len(set(kinds)) != len(kinds):
        yield path, "The same line is ticked twice."
    for alone in (Kind.NONE, Kind.ANONYMOUS):
        if alone in kinds and len(set(kinds)) > 1:
            yield path, f"Select '{alone.text}' only on its own"


def _dates(answers: "Answers", on: date) -> Iterator[tuple[str, str]]:
    story = answers.story
    dated = [
        ("story.happened", story.happened if story else None),
        ("story.known", story.known if story else None),
    ]
    for recipient in answers.recipients:
        decided = recipient.decided
        dated.append((f"recipients.{recipient.id}.decided.sent", decided.sent if decided else None))
    for path, value in dated:
        yield from _dated(value, path, on)
    born = answers.person.born if answers.person else None
    if born and born > on:
        yield "person.born", "The date of birth must be today or in the past"
    if story and story.happened and story.known and story.happened.on and story.known.on:
        both_exact = story.happened.state == story.known.state == "exact"
        if both_exact and story.known.on < story.happened.on:
            yield "story.known", "You cannot have known before it happened"


def _dated(value: Dated | None, path: str, on: date) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if value.state == "exact" and value.on is None:
        yield path, "Enter the date, like 2026-11-21"
    if value.state == "about" and value.on is None and not value.words.strip():
        yield path, "Say about when, for example 'early November'"
    if value.state == "not_known" and (value.on or value.words):
        yield path, "Give a date, or say that you do not know, not both"
    if value.on and value.on > on:
        yield path, "The date must be today or in the past"


def _people(answers: "Answers") -> Iterator[tuple[str, str]]:
    who = answers.about and answers.about.who
    ticked = (answers.circumstances and answers.circumstances.ticked) or ()
    competence = answers.choice and answers.choice.competence
    if competence is Competence.GILLICK and who in (Who.ADULT, Who.NEITHER):
        yield "choice.competence", "'Under 16' cannot be right for an adult"
    if Circumstance.UNDER13 in ticked and who is Who.NEITHER:
        yield "about.who", "You ticked harm to a child, so say that it is about a child"
