"""Parts of a record that two pages show: the two voices, what was sent, and what to take away.

Everything stands as it was sealed; nothing here is worked out anew.
"""

from collections.abc import Callable

import streamlit as st

from decisions.assessment import Assessment, NextStep, Reason, RecipientAdvice
from decisions.journey.steps_case import Enquiries
from decisions.journey.steps_choice import Telling
from decisions.pages import _local
from decisions.records import exports, wording
from decisions.records.asked import told
from decisions.records.content import Content
from decisions.records.exports import Export
from decisions.records.packet import Packet, packets
from decisions.records.tags import shown as shown_tags
from decisions.records.times import moments
from isa.platform.clock import show_instant
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.ui import panels
from isa.ui.components.table import Cell, table
from isa.ui.text import plain

_SEALED = "application/json"


def times(content: Content) -> None:
    """When it happened, became known, was decided, sent and entered; a late entry says so."""
    st.header(_("When"), anchor=False)
    table(
        "times",
        caption=_("When"),
        columns=[_("What"), _("When"), _("Note")],
        rows=[
            [
                one.what,
                one.when,
                Cell(one.note, tag="yellow") if one.is_late else one.note,
            ]
            for one in moments(content)
        ],
        hide_head=True,
    )


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
    """The advice, word for word as it was shown."""
    shown = content.assessment
    st.header(_("What the tool said"), anchor=False)
    note = _("Shown on {at}, exactly as below").format(at=show_instant(content.shown_at))
    with panels.tool_voice("record", note):
        if shown.act_now is not None:
            st.markdown(f"**{plain(shown.act_now.headline)}**  \n{plain(shown.act_now.sentence)}")
        for advice in shown.recipients:
            _advised(advice, shown)
        st.markdown(plain(shown.telling.sentence) + _local.sentences(shown.telling.guidance))
    _local.level(shown)
    st.caption(plain(wording.law_used(shown)))


def _advised(advice: RecipientAdvice, shown: Assessment) -> None:
    local = _local.sentences(advice.guidance)
    st.markdown(f"**{plain(advice.headline)}**  \n{plain(advice.sentence)}{local}")
    reasons = [_reason(number, one, shown) for number, one in enumerate(advice.reasons, start=1)]
    st.markdown("\n".join(reasons))
    if advice.coverage_sentence:
        st.markdown(plain(advice.coverage_sentence))
    for heading, found in (
        (_("What to do next, and by when"), list(advice.to_do)),
        (_("Who to ask or tell"), list(advice.consult)),
        (_("What to write down"), list(advice.prompts)),
    ):
        if found:
            st.markdown(f"**{heading}**")
            steps(found)


def person_wrote(content: Content) -> None:
    """What the person wrote, exactly, recipient by recipient."""
    decision = content.decision
    st.header(
        plain(_("What {decided_by_name} wrote").format(decided_by_name=decision.decided_by_name)),
        anchor=False,
    )
    for one in decision.recipients:
        if len(decision.recipients) > 1:
            st.subheader(
                plain(_("About {one}").format(one=content.advice_for(one).name)), anchor=False
            )
        for field, question in (
            ("reasons", _("Why did you decide this?")),
            ("weighed_against", _("What spoke against it?")),
            ("differs_because", _("What makes this case different from the advice?")),
        ):
            if words := getattr(one, field):
                panels.own_words(question, words, key=f"{field}-{one.recipient_id}")
    for number, (question, words) in enumerate(wording.refusal(decision)):
        panels.own_words(question, words, key=f"refusal-{number}")


def sent(content: Content) -> None:
    """What went to each recipient and what was kept back, why, and the agreement as answered then."""
    st.header(_("What was sent, and what was kept back"), anchor=False)
    st.markdown(
        _("This list is in our own file. A recipient's copy says nothing of what was kept back.")
    )
    for one, decided in zip(packets(content), content.decision.recipients, strict=True):
        if not one.is_sent:
            st.markdown(plain(_("Nothing went to {one} under this decision.").format(one=one.name)))
            continue
        table(
            f"sent-{one.recipient_id}",
            caption=_("What was sent to {one}").format(one=one.name),
            columns=[
                _("Item"),
                _("Decided"),
                _("Advised, and why"),
                _("Look out for"),
                _("Agreement then"),
            ],
            rows=_sent_rows(one, content.advice_for(decided)),
            show_caption=len(content.decision.recipients) > 1,
        )
        for number, line in enumerate(one.lines):
            if line.is_reduced:
                panels.own_words(
                    _("What went to {one} of: {line}").format(one=one.name, line=line.label),
                    line.wording,
                    key=f"went-{one.recipient_id}-{number}",
                )


def _sent_rows(one: Packet, advice: RecipientAdvice) -> list[list[Cell | str]]:
    pairs = advice.coverage.pairs if advice.coverage else ()
    answered = {(found.category, found.subject): wording.pair(found) for found in pairs}
    return [
        [
            line.label,
            Cell(line.decided, tag="gray" if line.is_kept_back else ""),
            f"{line.advised}. {line.why}",
            shown_tags(line.tags),
            answered.get((item.category, item.subject), _("Not asked")),
        ]
        for line, item in zip(one.lines, advice.items, strict=True)
    ]


def not_known(content: Content) -> None:
    """What nobody knew when it was decided, and what was tried to find it out."""
    st.header(_("What was not known"), anchor=False)
    if content.assessment.not_known:
        st.markdown("\n".join(f"- {plain(line)}" for line in content.assessment.not_known))
    else:
        st.markdown(_("No question was answered with \u2018I do not know\u2019."))
    for number, one in enumerate(told(content, Enquiries, "tried")):
        panels.own_words(one.question, one.answer, key=f"tried-{number}")


def advice_log(content: Content) -> None:
    """Whether anyone advised, and what they said, as it was answered."""
    if content.advice:
        st.header(_("Advice that was sought"), anchor=False)
        for number, one in enumerate(content.advice):
            if one.is_own_words:
                panels.own_words(one.question, one.answer, key=f"advice-{number}")
            else:
                st.markdown(f"{plain(one.question)}  \n**{plain(one.answer)}**")


def one_parent(content: Content) -> None:
    """Which parent might be told what, and which not, as it was written."""
    for number, one in enumerate(told(content, Telling, "parents")):
        st.header(_("One parent, and not the other"), anchor=False)
        panels.own_words(one.question, one.answer, key=f"parents-{number}")


def changes(content: Content) -> None:
    """Answers that were changed after the advice had been seen."""
    if not content.changes:
        return
    st.header(_("Answers changed after the advice was seen"), anchor=False)
    table(
        "changes",
        caption=_("Answers changed after the advice was seen"),
        columns=[_("Question"), _("Before"), _("After"), _("When")],
        rows=[
            [one.question, one.before, one.after, show_instant(one.at)] for one in content.changes
        ],
    )


def grounds(content: Content) -> None:
    """What the advice rested on in the answers, recipient by recipient, as it was sealed."""
    for one in content.assessment.recipients:
        if one.rests_on:
            with panels.details(
                plain(_("What the advice about {one} rested on").format(one=one.name))
            ):
                table(
                    f"record-grounds-{one.recipient_id}",
                    caption=_("What the advice about {one} rested on").format(one=one.name),
                    columns=[_("What"), _("Answered"), _("About")],
                    rows=[[ground.what, ground.said, ground.about] for ground in one.rests_on],
                )


def law(content: Content) -> None:
    """What the advice rested on in law, each line with its source; unsure ones say so."""
    shown = content.assessment
    with panels.details(_("What this rested on in law")):
        table(
            "record-law",
            caption=_("What this rested on in law"),
            columns=[_("What"), _("Rests on"), _("Source")],
            rows=[
                [
                    line.heading,
                    line.text,
                    Cell(_("To verify"), tag="yellow")
                    if shown.is_to_verify(line)
                    else wording.sources(shown, line.cites),
                ]
                for line in wording.law_lines(shown)
            ],
        )


def steps(found: list[NextStep]) -> None:
    """What to do next, who does it, and by when."""
    lines = [
        f"{number}. **{plain(step.sentence)}** {plain(', '.join(filter(None, (step.owner, step.due))))}"
        f"{_local.sentences(step.guidance, '   ')}"
        for number, step in enumerate(found, start=1)
    ]
    st.markdown("\n".join(lines))


def downloads(database: Database, actor: Actor, content: Content) -> None:
    """The files to take away. Each is made, and noted, when its button is pressed."""
    record_id = content.record_id
    button(
        _("Download the decision (Word)"),
        "decision",
        f"decision-{record_id}.docx",
        exports.WORD,
        lambda: exports.decision_word(database, actor, record_id),
    )
    button(
        _("Download the schedule for review before release (Word)"),
        "schedule",
        f"schedule-{record_id}.docx",
        exports.WORD,
        lambda: exports.schedule_word(database, actor, record_id),
    )
    names = {one.recipient_id: one.name for one in content.assessment.recipients}
    for addressee in () if content.is_check else content.addressees:
        _copies(database, actor, record_id, addressee.recipient_id, names[addressee.recipient_id])
    button(
        _("Download the sealed record"),
        "record",
        f"record-{record_id}.sdjwt",
        _SEALED,
        lambda: exports.whole_file(database, actor, record_id),
    )


def _copies(database: Database, actor: Actor, record_id: str, to: str, name: str) -> None:
    """One recipient's copy, to read and to check."""
    button(
        _("Download the copy for {name} (Word)").format(name=name),
        f"copy-{to}",
        f"copy-{record_id}.docx",
        exports.WORD,
        lambda: exports.recipient_word(database, actor, record_id, to),
    )
    button(
        _("Download the sealed copy for {name}").format(name=name),
        f"sealed-{to}",
        f"copy-{record_id}.sdjwt",
        _SEALED,
        lambda: exports.recipient_file(database, actor, record_id, to),
    )


def button(label: str, key: str, name: str, mime: str, make: Callable[[], Export]) -> None:
    """A file that is made, and noted, when its button is pressed."""
    st.download_button(
        plain(label),
        lambda: make().data,
        file_name=name,
        mime=mime,
        key=f"download-{key}",
        on_click="ignore",
    )
