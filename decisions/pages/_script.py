"""What to say on the phone before anything is sealed: short things, from the answers, in order.

What the practitioner wrote is kept apart from what the tool puts together, so that both can be read
out as they are. Nothing here is for the person or their family. After sealing, the words for each
recipient come from their copy (``decisions.records.script``).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from decisions.assessing import Assessed
from decisions.assessment import ItemAdvice, RecipientAdvice
from decisions.journey.answers import Answers
from decisions.journey.choices_case import Harm, Who
from decisions.journey.choices_item import About
from decisions.records import who_may_know
from decisions.records.hearing import may_hear, reader_of
from decisions.records.letters import introduced
from decisions.records.naming import is_named
from decisions.records.script import ASK, who_it_is, who_rings
from decisions.records.wording import KINDS
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.ui import panels
from isa.ui.components.copy_button import copy_button

_WHO = {
    Who.CHILD: _("a child"),
    Who.ADULT: _("an adult"),
    Who.BOTH: _("an adult and a child"),
    Who.NEITHER: _("someone who may harm others"),
    Who.NOT_KNOWN: _("somebody"),
}
_AS_WRITTEN = frozenset({"share", "label_and_share"})
_LESS = frozenset({"redact", "facts_only"})
_STAYS = frozenset({"", "withhold", "ask_originator"})


@dataclass(frozen=True)
class Line:
    """One thing to say. ``is_own`` marks what the practitioner wrote."""

    lead: str
    text: str
    is_own: bool = False


def script(answers: Answers, actor: Actor, agency: str, *, may_hear_where: bool) -> list[Line]:
    """For whoever must act now: who is calling, about whom, what is happening, feared and asked for.

    What the decision is for may be something else, as a letter somebody asked for: it is not said here.
    """
    concern = answers.story.concern if answers.story else None
    return [
        _opening(answers, actor, agency),
        _person(answers, may_hear_where=may_hear_where),
        Line(_("What is happening"), concern or _("[say what is happening]"), is_own=bool(concern)),
        *_fear(answers),
        Line(_("What you ask for"), ASK),
    ]


def script_for(
    advice: RecipientAdvice, found: Assessed, actor: Actor, agency: str, *, may_hear_where: bool
) -> list[Line]:
    """For one recipient, before anything is decided: no more than the advice would let them have."""
    answers = found.answers
    items = list(_items(advice, found))
    known = {one.id: told for one, told in zip(answers.items, found.facts.items, strict=False)}
    rules = [(one.rule, known.get(one.item_id, {})) for one in advice.items]
    is_told_who = is_named(rules)
    number = [one.id for one in answers.recipients].index(advice.recipient_id)
    heard = may_hear(
        answers,
        found.evaluation,
        found.assessment.telling,
        number,
        [one.item_id for one in advice.items if one.rule not in _STAYS],
        is_named=is_told_who,
    )
    kind = found.facts.recipients[number].get("recipient_class")
    careful = who_may_know.spoken(heard, reader_of(kind))
    person = [_person(answers, may_hear_where=may_hear_where)] if is_told_who else []
    return [
        _opening(answers, actor, agency),
        *person,
        *items,
        *_fear(answers),
        *([Line(_("What they must know"), careful)] if careful else []),
        _request(answers),
    ]


def shown(lines: list[Line], key: str) -> None:
    """The words, numbered, and the same as one text to copy."""
    for number, line in enumerate(lines, 1):
        with st.container(key=f"say-{key}-{number}", gap=None):
            st.markdown(f"**{number}. {line.lead}**")
            st.text(line.text)
    with panels.details(_("These words as one text, to copy")):
        text = "\n".join(line.text for line in lines)
        copy_button(f"script-{key}", text, label=_("Copy"))


def _opening(answers: Answers, actor: Actor, agency: str) -> Line:
    about = answers.about
    who = _WHO[about.who] if about and about.who else _("somebody")
    if about and about.who is Who.NEITHER:
        who = _nobody_at_risk(answers)
    reference = (
        _(", our reference {reference}").format(reference=about.reference)
        if about and about.reference
        else ""
    )
    said = _("{actor} I am ringing about {who}{reference}.").format(
        actor=who_rings(actor.name, actor.job_title, agency), who=who, reference=reference
    )
    return Line(_("Who you are"), said)


def _nobody_at_risk(answers: Answers) -> str:
    """Whom it is about where nobody is known to be at risk: as far as the items say, once there are any."""
    written = [one.item.about for one in answers.items if one.item and one.item.about]
    told = {about for one in written for about in one}
    if not written or About.SUSPECTED in told:
        return _WHO[Who.NEITHER]
    return _("somebody who has died") if About.DECEASED in told else _("somebody")


def _person(answers: Answers, *, may_hear_where: bool) -> Line:
    about = introduced(answers, may_hear_where=may_hear_where)
    lead = _("Who it is about, and where they are") if may_hear_where else _("Who it is about")
    return Line(lead, who_it_is(about, may_hear_where=may_hear_where), is_own=True)


def _fear(answers: Answers) -> list[Line]:
    harm = answers.harm.seriousness if answers.harm else None
    is_feared = harm is not None and harm is not Harm.NONE_SEEN
    return [Line(_("What you fear"), f"{harm.text}.")] if harm and is_feared else []


def _request(answers: Answers) -> Line:
    aim = answers.purpose.aim if answers.purpose else None
    said = (
        _("Why I am telling you this: {aim}. {ask}").format(aim=aim.text, ask=ASK) if aim else ASK
    )
    return Line(_("What you ask for"), said)


def _items(advice: RecipientAdvice, found: Assessed) -> Iterator[Line]:
    """What is known, as far as it is advised to go; what goes in part is left for the caller to word."""
    facts = {
        item.id: known for item, known in zip(found.answers.items, found.facts.items, strict=False)
    }
    for one in advice.items:
        kind = KINDS.get(str(facts.get(one.item_id, {}).get("item_reliability", "")), "")
        if one.rule in _AS_WRITTEN:
            yield Line(_("What is known"), f"{kind}: {_words(one, found.answers)}", is_own=True)
        elif one.rule in _LESS:
            left = _("[{label}: say only what they may have. {why}]")
            yield Line(_("What is known, in part"), left.format(label=one.label, why=one.sentence))


def _words(one: ItemAdvice, answers: Answers) -> str:
    item = answers.item(one.item_id)
    return (item.item.words if item and item.item else "") or one.label
