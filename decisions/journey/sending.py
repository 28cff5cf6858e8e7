"""Something about to be sent, taken apart: the paper itself, and each part that may have to come out.

A check asks once what is in it. Here that becomes the items which the tables read: the first item of
the draft is the paper as a whole, and every tick among the parts is an item with the tick's code as
its id. Nothing is typed twice when a check is taken further: the items are then answers like others.
"""

from collections.abc import Sequence

from decisions.journey.answers import Answers, ItemAnswers
from decisions.journey.choices_case import Depth, Harm, Trigger, Who
from decisions.journey.choices_item import (
    About,
    HowMuchNeeded,
    Kind,
    Permission,
    Reliability,
    Restriction,
)
from decisions.journey.choices_start import Carried
from decisions.journey.steps_item import Care, Item, Use
from decisions.journey.yes_no import YesNoNotKnown
from decisions.policy.subjects import CASE_PERSON
from isa.platform.wording import gettext as _

_KINDS = {
    Carried.SPECIAL: Kind.SPECIAL,
    Carried.CRIMINAL: Kind.CRIMINAL,
    Carried.CONFIDENTIAL: Kind.CONFIDENTIAL,
}
_NAMES = {
    Carried.WHEREABOUTS: _("Where somebody can be found"),
    Carried.OTHER: _("What is about somebody else"),
    Carried.PARENT: _("A parent's or carer's own life or health"),
    Carried.REFERRER: _("Who told us, or who saw it"),
    Carried.SUSPECTED: _("What is thought of somebody who may be causing harm"),
    Carried.UNCHECKED: _("What nobody has checked, or is out of date"),
    Carried.LIMITED: _("What a court, a lawyer or another organisation limits"),
}
_ABOUT = {
    Carried.OTHER: About.OTHER_PERSON,
    Carried.PARENT: About.PARENT_CARER,
    Carried.REFERRER: About.REFERRER,
    Carried.SUSPECTED: About.SUSPECTED,
}
_WHO = {
    Who.CHILD: (About.PROTECTED_CHILD,),
    Who.ADULT: (About.PROTECTED_ADULT,),
    Who.BOTH: (About.PROTECTED_CHILD, About.PROTECTED_ADULT),
}
_ORDINARY = (Harm.SOME, Harm.NONE_SEEN)

_UNASKED: dict[str, object] = {
    "item_reliability": Reliability.CURRENT_FACT.value,
    "restriction": Restriction.NONE.value,
    "locates_or_identifies": YesNoNotKnown.NO.value,
    "item_protects_child": YesNoNotKnown.NOT_KNOWN.value,
}
_STAYS = ("share", "label_and_share")

PARTS = tuple(_NAMES)
"""The ticks that become items of their own."""
_PART_IDS = {part.value for part in PARTS}


def is_check(answers: Answers) -> bool:
    """Whether this is something about to be sent, and a minute's check of it."""
    return answers.depth is Depth.CHECK and answers.trigger is Trigger.ROUTINE_SENDING


def is_ordinary(answers: Answers) -> bool:
    """Whether nothing serious is said to be at stake, so that no list of dangers is asked."""
    return is_check(answers) and bool(answers.harm and answers.harm.seriousness in _ORDINARY)


def is_laid_out(answers: Answers, fact: str, value: object) -> bool:
    """Whether a fact of an item is what a check puts where nothing was ticked: nobody was asked it."""
    return is_check(answers) and _UNASKED.get(fact) == value


def parts(answers: Answers) -> tuple[Carried, ...]:
    """The parts that were ticked, in the order in which they are offered."""
    ticked = (answers.contents.ticked if answers.contents else None) or ()
    return tuple(one for one in PARTS if one in ticked)


def laid_out(answers: Answers) -> Answers:
    """The answers of a check with its items; any others as they are."""
    if not is_check(answers) or not answers.items:
        return answers
    held = {one.id: one for one in answers.items}
    found = [_whole(one, answers) for one in answers.items if one.id not in _PART_IDS][:1]
    found += [_part(held[one.value], one, answers) for one in parts(answers) if one.value in held]
    return answers.model_copy(update={"items": tuple(found)})


def ending(
    answers: Answers, outcome: str, rules: Sequence[str], *, is_safe_way: bool
) -> tuple[str, str] | None:
    """The headline and the sentence a check ends in, or None where the pack's own words serve."""
    if outcome.startswith("share_"):
        taken_out = [
            (item.item and item.item.label) or ""
            for item, rule in zip(answers.items, rules, strict=True)
            if rule not in _STAYS
        ]
        if not taken_out:
            return _("Send it to {recipient}"), _(
                "Send it as it is, to this reader and nobody else."
            )
        return (
            _("Send it to {recipient} after taking this out"),
            _(
                "Take out: {parts}. Look in every copy and attachment, then read the whole once more."
            ).format(parts="; ".join(taken_out)),
        )
    if outcome == "verify_first" and not is_safe_way:
        return (
            _("Send it to {recipient} another way"),
            _(
                "Someone else could see it on the way. Find a way that only they can open, then send it."
            ),
        )
    if outcome == "verify_first":
        return (
            _("Check the address before you send it to {recipient}"),
            _("Make sure that it reaches them and nobody else. Then check again what is in it."),
        )
    if outcome == "do_not_share":
        return (
            _("Not to this reader: {recipient}"),
            _("Do not send it to them. The reason is below; another reader may be right.")
            if len(answers.recipients) == 1
            else _(
                "Do not send it to them, and tell the chair or the coordinator that they are not to be "
                "copied in. The other readers have answers of their own."
            ),
        )
    return None


def _whole(item: ItemAnswers, answers: Answers) -> ItemAnswers:
    paper = answers.sending.paper if answers.sending else None
    name = paper.text if paper else _("What you are about to send")
    readers = answers.readers
    how_much = readers.how_much if readers else None
    kinds = None
    if answers.contents and answers.contents.ticked:
        told = tuple(_KINDS[one] for one in answers.contents.ticked if one in _KINDS)
        kinds = told or (Kind.NONE,)
    return _with(item, name, _who(answers), kinds, how_much, answers)


def _part(item: ItemAnswers, part: Carried, answers: Answers) -> ItemAnswers:
    about = (_ABOUT[part],) if part in _ABOUT else _who(answers)
    readers = answers.readers
    how_much = None
    if readers is not None and readers.how_much is not None:
        is_kept = part.value in {one.value for one in readers.kept or ()}
        how_much = HowMuchNeeded.ALL if is_kept else HowMuchNeeded.NONE
    return _with(item, _NAMES[part], about, (Kind.NONE,), how_much, answers, part)


def _with(
    item: ItemAnswers,
    name: str,
    about: tuple[About, ...] | None,
    kinds: tuple[Kind, ...] | None,
    how_much: HowMuchNeeded | None,
    answers: Answers,
    part: Carried | None = None,
) -> ItemAnswers:
    is_limited = part is Carried.LIMITED
    effect = answers.readers.effect if answers.readers else None
    return item.model_copy(
        update={
            "item": Item(label=name, words=name, about=about, whose=CASE_PERSON, kinds=kinds),
            "use": Use(
                how_much=how_much,
                effect=effect,
                protects_child=YesNoNotKnown.NOT_KNOWN,
            ),
            "care": Care(
                restriction=Restriction.NOT_KNOWN if is_limited else Restriction.NONE,
                permission=Permission.NOT_SOUGHT if is_limited else None,
                reliability=Reliability.UNCHECKED
                if part is Carried.UNCHECKED
                else Reliability.CURRENT_FACT,
                locates=YesNoNotKnown.YES if part is Carried.WHEREABOUTS else YesNoNotKnown.NO,
            ),
        }
    )


def _who(answers: Answers) -> tuple[About, ...] | None:
    who = answers.about.who if answers.about else None
    return None if who is None else _WHO.get(who, (About.THE_PERSON,))
