"""What the tool said, on the page of a record: word for word as it was shown, and each thing once."""

import streamlit as st

from decisions.assessment import Assessment, NextStep, Reason, RecipientAdvice
from decisions.pages import _local
from decisions.pages._record import steps
from decisions.records import same_advice, wording
from decisions.records.content import Content
from isa.platform.clock import show_instant
from isa.platform.wording import gettext as _
from isa.ui import panels
from isa.ui.text import plain


def _reason(number: int, reason: Reason, shown: Assessment) -> str:
    said = (
        _(" From the answers: {you_said}.").format(you_said=plain("; ".join(reason.you_said)))
        if reason.you_said
        else ""
    )
    cited = wording.sources(shown, reason.cites)
    return f"{number}. {plain(reason.sentence)}{said}" + (
        f" :gray[{plain(cited)}]" if cited else ""
    )


def tool_said(content: Content) -> None:
    """The advice as it was shown; what is the same for several recipients stands once."""
    shown = content.assessment
    st.header(_("What the tool said"), anchor=False)
    note = _("Shown on {at}, in these words").format(at=show_instant(content.shown_at))
    said: list[RecipientAdvice] = []
    with panels.tool_voice("record", note):
        if shown.act_now is not None:
            st.markdown(f"**{plain(shown.act_now.headline)}**  \n{plain(shown.act_now.sentence)}")
        for advice in shown.recipients:
            _advised(advice, shown, said)
            said.append(advice)
        st.markdown(plain(shown.telling.sentence) + _local.sentences(shown.telling.guidance))
    _local.level(shown)
    st.caption(plain(wording.law_used(shown)))
    _doubts(content)


def _doubts(content: Content) -> None:
    """What it pointed out of the answers, and that it was gone on with."""
    found = content.assessment.doubts
    if not found:
        return
    st.header(wording.DOUBTS, anchor=False)
    with panels.tool_voice("record-doubts", _("Shown with the advice")):
        for one in found:
            lines = (plain(line) for line in wording.doubted(one))
            st.markdown("  \n".join((f"**{plain(one.words)}**", *lines)))
    st.markdown(plain(wording.went_on(content)))


def _advised(advice: RecipientAdvice, shown: Assessment, said: list[RecipientAdvice]) -> None:
    if alike := same_advice.first_alike(advice, said):
        in_its_place = same_advice.in_its_place(alike)
        st.markdown(f"**{plain(advice.headline)}**  \n{plain(in_its_place)}")
    else:
        local = _local.sentences(advice.guidance)
        st.markdown(f"**{plain(advice.headline)}**  \n{plain(advice.sentence)}{local}")
        reasons = [_reason(number, one, shown) for number, one in enumerate(advice.reasons, 1)]
        st.markdown("\n".join(reasons))
    if advice.coverage_sentence:
        with panels.details(plain(_("Agreements with {name}").format(name=advice.name))):
            st.markdown(plain(advice.coverage_sentence))
    above = [step for one in said for step in _all_steps(one)]
    for heading, found in (
        (_("What to do next, and by when"), list(advice.to_do)),
        (_("Who to ask or tell"), list(advice.consult)),
        (_("What to write down"), list(advice.prompts)),
    ):
        _steps(heading, found, above)


def _all_steps(advice: RecipientAdvice) -> list[NextStep]:
    return [*advice.to_do, *advice.consult, *advice.prompts]


def _steps(heading: str, found: list[NextStep], above: list[NextStep]) -> None:
    """The steps of one kind; those that stand above for another recipient are only pointed to."""
    if not found:
        return
    fresh = [step for step in found if step not in above]
    st.markdown(f"**{heading}**")
    if len(fresh) < len(found):
        st.markdown(_("What stands above, and:") if fresh else _("What stands above."))
    if fresh:
        steps(fresh)
