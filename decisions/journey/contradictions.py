"""Answers that cannot be true together. Checked when a whole set is read, and before sealing.

Each sentence names both answers and how to mend them; none repeats words that were typed. Where the
law settles what is meant (another child at risk is a child in play) nothing is refused: the answer
is lifted in ``people`` and ``derive``.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from decisions.journey.choices_case import ChildStage, Who
from decisions.journey.choices_circumstances import Circumstance
from decisions.journey.choices_consent import Competence
from decisions.journey.choices_item import Kind
from decisions.journey.choices_recipient import HarmIfShared
from decisions.journey.fields import Dated
from decisions.policy.subjects import CASE_PERSON
from isa.platform.wording import gettext as _

if TYPE_CHECKING:
    from decisions.journey.answers import Answers

_FIRST_YEAR = 1900
_GROWN = 18
_HELD = "seek_advice"
_RINGS = ("call_999", "front_door_now")


def contradictions(answers: "Answers", *, on: date) -> dict[str, str]:
    """One sentence for each contradiction, by the path of the answer to mend."""
    faults: dict[str, str] = {}
    for check in (
        _ids(answers),
        _ticks(answers),
        _dates(answers, on),
        _order(answers, on),
        _people(answers, on),
    ):
        faults.update(check)
    return faults


def rung_and_held(
    act_now: str | None, outcome: str | None, harm: object, name: str, rung: Iterable[str]
) -> tuple[str, str] | None:
    """The headline and the sentence where a recipient is held for harm and is who to ring now.

    ``rung`` are the labels of the numbers to ring. Whoever meant the parents would have read "hold"
    straight below "ring": it is asked first which of the two was meant.
    """
    is_held = outcome == _HELD and harm is HarmIfShared.OUTWEIGHS
    is_rung = act_now in _RINGS and any(is_of(name, one) for one in rung)
    if not (is_held and is_rung):
        return None
    return (
        _(
            "Did you mean the parents? You said: telling {recipient} does more harm than telling nobody"
        ),
        _(
            "{recipient} is who to ring now. If you meant the parents or the family, change that answer: "
            "whether to tell those is asked by itself. If you did mean {recipient}, ring 999 or another "
            "number marked to be rung now, and ask your safeguarding lead today."
        ),
    )


def is_of(name: str, label: str) -> bool:
    """Whether the label of a number says that it is this agency's."""
    return bool(name) and label.startswith(f"{name}:")


def _ids(answers: "Answers") -> Iterator[tuple[str, str]]:
    for name, found in (
        ("recipients", [r.id for r in answers.recipients]),
        ("items", [i.id for i in answers.items]),
        ("people", [p.id for p in answers.people]),
    ):
        for index, value in enumerate(found):
            if value in found[:index]:
                first = f"{name}[{found.index(value)}]"
                yield (
                    f"{name}[{index}].id",
                    _("{first} has the same id. Give each its own.").format(first=first),
                )
    yield from _named(answers)
    known = {item.id for item in answers.items}
    for recipient in answers.recipients:
        for item in recipient.items:
            if item not in known:
                yield (
                    f"recipients.{recipient.id}.items.{item}",
                    (_("There is no item with this id. Add it to items, or take this out.")),
                )


def _named(answers: "Answers") -> Iterator[tuple[str, str]]:
    """Whoever an item points to is among the people."""
    named = {CASE_PERSON, *(person.id for person in answers.people)}
    for one in answers.items:
        whose = one.item.whose if one.item else None
        if whose is not None and whose not in named:
            yield (
                f"items.{one.id}.item.whose",
                _(
                    "There is nobody with this id. Add them to people, or give {case_person}."
                ).format(case_person=CASE_PERSON),
            )


def _ticks(answers: "Answers") -> Iterator[tuple[str, str]]:
    ticked = (answers.circumstances and answers.circumstances.ticked) or ()
    path = "circumstances.ticked"
    if len(set(ticked)) != len(ticked):
        yield path, _("The same line is ticked twice.")
    if Circumstance.NONE in ticked and len(ticked) > 1:
        yield path, _("Select what applies, or 'None of these', not both")
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
        sure = next((line for line in yes if line in ticked), None)
        if unsure in ticked and sure is not None:
            yield (
                path,
                _("Select '{sure}' or '{unsure}', not both").format(
                    sure=sure.text, unsure=unsure.text
                ),
            )
    for item in answers.items:
        yield from _kinds((item.item and item.item.kinds) or (), f"items.{item.id}.item.kinds")
        about = (item.item and item.item.about) or ()
        if len(set(about)) != len(about):
            yield f"items.{item.id}.item.about", _("The same line is ticked twice.")


def _kinds(kinds: tuple[Kind, ...], path: str) -> Iterator[tuple[str, str]]:
    if len(set(kinds)) != len(kinds):
        yield path, _("The same line is ticked twice.")
    for alone in (Kind.NONE, Kind.ANONYMOUS):
        if alone in kinds and len(set(kinds)) > 1:
            yield path, _("Select '{alone}' only on its own").format(alone=alone.text)


def _dates(answers: "Answers", on: date) -> Iterator[tuple[str, str]]:
    story = answers.story
    dated = [
        ("story.happened", story.happened if story else None),
        ("story.known", story.known if story else None),
    ]
    for recipient in answers.recipients:
        decided = recipient.decided
        dated.append((f"recipients.{recipient.id}.decided.sent", decided.sent if decided else None))
    dated.append(("after.decided", answers.after.decided if answers.after else None))
    for path, value in dated:
        yield from _dated(value, path, on)
    born = answers.person.born if answers.person else None
    if born and born > on:
        yield "person.born", _("The date of birth must be today or in the past")
    elif born and born.year < _FIRST_YEAR:
        yield "person.born", _("Check the year of the date of birth")


def _dated(value: Dated | None, path: str, on: date) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if value.state == "exact" and value.on is None:
        yield path, _("Enter the date, like 2026-11-21")
    if value.state == "about" and value.on is None and not value.words.strip():
        yield path, _("Say about when, for example 'early November'")
    if value.state == "not_known" and (value.on or value.words):
        yield path, _("Give a date, or say that you do not know, not both")
    if value.on and value.on > on:
        yield path, _("The date must be today or in the past")
    elif value.on and value.on.year < _FIRST_YEAR:
        yield path, _("Check the year of this date")


def _order(answers: "Answers", on: date) -> Iterator[tuple[str, str]]:
    """Nobody knows of a thing before it happens, or tells of it before they know."""
    story = answers.story
    happened = _exact(story.happened if story else None, on)
    known = _exact(story.known if story else None, on)
    if happened and known and known < happened:
        yield (
            "story.known",
            (_("You cannot have known before it happened. Change this date, or when it happened")),
        )
    for one in answers.recipients:
        sent = _exact(one.decided.sent if one.decided else None, on)
        if sent and known and sent < known:
            yield (
                f"recipients.{one.id}.decided.sent",
                (
                    _(
                        "You cannot have sent it before you first knew. Change this date, or when you knew"
                    )
                ),
            )


def _exact(value: Dated | None, on: date) -> date | None:
    """The day, where it is known and is not itself a fault."""
    is_known = value is not None and value.state == "exact" and value.on and value.on <= on
    return value.on if value and is_known else None


def _people(answers: "Answers", on: date) -> Iterator[tuple[str, str]]:
    who = answers.about and answers.about.who
    ticked = (answers.circumstances and answers.circumstances.ticked) or ()
    competence = answers.choice and answers.choice.competence
    if competence is Competence.GILLICK and who in (Who.ADULT, Who.NEITHER):
        yield (
            "choice.competence",
            (_("'Under 16' cannot be right for an adult. Change this, or who may come to harm")),
        )
    if Circumstance.UNDER13 in ticked and who is Who.NEITHER:
        yield (
            "about.who",
            (
                _(
                    "You ticked harm to a child under 13, so say that it is about a child, or untick that"
                )
            ),
        )
    yield from _age(answers, on)


def _age(answers: "Answers", on: date) -> Iterator[tuple[str, str]]:
    """A date of birth beside who it is about. A disputed age and a child not yet born say nothing."""
    about, born = answers.about, answers.person and answers.person.born
    if about is None or not born or not born.year >= _FIRST_YEAR or born > on:
        return
    is_grown = (born.year + _GROWN, born.month, born.day) <= (on.year, on.month, on.day)
    if about.who is Who.ADULT and not is_grown:
        yield (
            "person.born",
            (_("This is the date of birth of a child. Change it, or say that it is about a child")),
        )
    if about.who is Who.CHILD and about.child_stage is ChildStage.CHILD and is_grown:
        yield (
            "person.born",
            (
                _(
                    "This is the date of birth of an adult. Change it, or say that it is about an adult"
                )
            ),
        )
