"""What to say on the phone to a front door: four short things, from the answers, in order.

What the practitioner wrote is kept apart from what the tool puts together, so that both can be read
out as they are. Nothing here is for the person or their family. After sealing, the words for each
recipient come from their copy (``decisions.records.script``).
"""

from dataclasses import dataclass

from decisions.journey.answers import Answers
from decisions.journey.choices_case import Who
from decisions.records.script import ASK, who_rings
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _

_WHO = {
    Who.CHILD: "a child",
    Who.ADULT: _("an adult"),
    Who.BOTH: _("an adult and a child"),
    Who.NEITHER: _("someone who may harm others"),
    Who.NOT_KNOWN: "somebody",
}


@dataclass(frozen=True)
class Line:
    """One thing to say. ``is_own`` marks what the practitioner wrote."""

    lead: str
    text: str
    is_own: bool = False


def script(answers: Answers, actor: Actor, agency: str) -> list[Line]:
    """Who is calling, what is happening, what is feared, what is asked for."""
    about, story = answers.about, answers.story
    who = _WHO[about.who] if about and about.who else "somebody"
    reference = (
        _(", our reference {reference}").format(reference=about.reference)
        if about and about.reference
        else ""
    )
    harm = answers.harm.seriousness if answers.harm else None
    aim = answers.purpose.aim if answers.purpose else None
    return [
        Line(
            _("Who you are"),
            _("{actor} I am ringing about {who}{reference}.").format(
                actor=who_rings(actor.name, actor.job_title, agency), who=who, reference=reference
            ),
        ),
        Line(_("What is happening"), (story.concern if story else None) or "", is_own=True),
        Line(_("What you fear"), f"{harm.text}." if harm else ""),
        Line(
            _("What you ask for"),
            _("I am telling you this {aim}. {ask}").format(
                aim=aim.text[:1].lower() + aim.text[1:], ask=ASK
            )
            if aim
            else ASK,
        ),
    ]
