"""What the partnership adds, always marked as local and never mixed with the tool's own words."""

from collections.abc import Sequence

import streamlit as st

from decisions.assessment import Assessment, LocalGuidance, LocalThreshold, LocalWords
from decisions.journey.answers import Answers
from decisions.journey.fields import Step, questions
from decisions.journey.local import Local
from decisions.records import wording
from isa.platform.wording import gettext as _
from isa.ui import panels
from isa.ui.text import plain

_HARM = "harm_if_not_shared"


def asks_about_harm(step: type[Step]) -> bool:
    """Whether a page asks how much harm there would be: quotations stand next to that question."""
    return any(_HARM in asked.ask.facts for asked in questions(step))


def quotations(local: Local, answers: Answers) -> None:
    """Below the question about harm: the partnership's threshold document, closed at first."""
    if found := local.thresholds(answers):
        with panels.details(
            _("What the threshold document of {partnership} says").format(
                partnership=plain(local.partnership)
            )
        ):
            st.markdown("\n".join(f"- {_quoted(one)}" for one in found))


def _quoted(one: LocalThreshold) -> str:
    return f"**{plain(one.level)}**: \u2018{plain(one.quotation)}\u2019 :gray[{plain(one.source)}]"


def sentences(found: Sequence[LocalGuidance], indent: str = "") -> str:
    """Local sentences as markdown lines, each saying whose it is."""
    return "".join(f"  \n{indent}{_sentence(one)}" for one in found)


def _sentence(one: LocalGuidance) -> str:
    source = f" :gray[{plain(one.source)}]" if one.source else ""
    return f"{plain(wording.local(one))}{source}"


def level(found: Assessment) -> None:
    """The local threshold that goes with the harm as it was answered."""
    words = found.local
    if words is None or not words.thresholds:
        return
    quoted = "  \n".join(_quoted(one) for one in words.thresholds)
    st.container(key="local-level").markdown(
        _("**Local threshold ({partnership}).**  \n{quoted}").format(
            partnership=plain(words.partnership), quoted=quoted
        )
    )


def disagreement(words: LocalWords | None) -> None:
    """The partnership's stages of escalation, closed at first."""
    if words is None or not words.escalation:
        return
    with panels.details(_("If you and another agency disagree")):
        st.markdown(
            _(
                "The stages of {partnership}. The clock does not stop between them. If "
                "anyone is in immediate danger, go through none of them: ring 999."
            ).format(partnership=plain(words.partnership))
        )
        st.markdown(
            "\n".join(
                _("{stage}. **{what}** {roles}, within {hours} hours.").format(
                    stage=one.stage,
                    what=plain(one.what),
                    roles=plain(_(" and ").join(one.roles)),
                    hours=one.hours,
                )
                for one in words.escalation
            )
        )
