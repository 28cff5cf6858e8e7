"""Parts of a record that two pages show: the two voices, what was sent, and what to take away.

Everything stands as it was sealed; nothing here is worked out anew.
"""

from collections.abc import Sequence

import streamlit as st

from decisions.assessment import ItemAdvice, NextStep, RecipientAdvice
from decisions.journey.fields import Widget, question, questions
from decisions.journey.steps import STEPS
from decisions.journey.steps_case import Enquiries
from decisions.journey.steps_item import Item
from decisions.journey.steps_telling import Telling
from decisions.pages import _local
from decisions.pages._pages_of import part_of, turn, unusual_first
from decisions.records import wording
from decisions.records.asked import is_one_of, told
from decisions.records.content import Content
from decisions.records.covered import answered
from decisions.records.packet import Line, packets
from decisions.records.tags import shown as shown_tags
from decisions.records.times import moments
from isa.platform.clock import show_instant
from isa.platform.wording import gettext as _
from isa.ui import panels
from isa.ui.components.table import Cell, table
from isa.ui.text import plain

_NO_ACCOUNTS = [
    *(a.ask.label for s in STEPS.values() for a in questions(s) if a.ask.widget is Widget.LINE),
    question(Enquiries, "tried").ask.label,
    question(Telling, "parents").ask.label,
]
"""Names and references, and what stands under a heading of its own further down."""
_AT_ONCE = 20
"""So many of one kind stand on the page at a time: an ordinary record has them all."""


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


def known(content: Content) -> None:
    """What had been seen, heard and feared, in own words: the situation, then each item of information."""
    told_of = [
        (one.question, one.answer)
        for one in content.concern
        if one.is_own_words and not is_one_of(one.question, _NO_ACCOUNTS)
    ]
    written = [question(Item, "words").ask.label]
    told_of += [
        (_("Information: {item}").format(item=item.label), one.answer)
        for item in content.items
        for one in item.told
        if is_one_of(one.question, written)
    ]
    if not told_of:
        return
    st.header(_("What was known"), anchor=False)
    key = f"{content.record_id}/known"
    for number, (asked, words) in enumerate(part_of(key, told_of, _AT_ONCE)):
        panels.own_words(asked, words, key=f"known-{number}")
    turn(key, len(told_of), _AT_ONCE, may_be_whole=True)


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
        for field, asked in (
            ("reasons", _("Why did you decide this?")),
            ("weighed_against", _("What spoke against it?")),
            ("differs_because", _("What makes this case different from the advice?")),
        ):
            if words := getattr(one, field):
                panels.own_words(asked, words, key=f"{field}-{one.recipient_id}")
    for number, (asked, words) in enumerate(wording.refusal(decision)):
        panels.own_words(asked, words, key=f"refusal-{number}")


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
        advice = content.advice_for(decided)
        key = f"{content.record_id}/sent-{one.recipient_id}"
        sorted_ = unusual_first(
            list(zip(one.lines, advice.items, strict=True)), _AT_ONCE, _how_decided
        )
        part = part_of(key, sorted_, _AT_ONCE)
        if len(sorted_) > _AT_ONCE:
            st.markdown(_("Whatever was decided or advised otherwise than for most stands first."))
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
            rows=_sent_rows(part, advice),
            show_caption=len(content.decision.recipients) > 1,
        )
        for number, (line, _item) in enumerate(part):
            if line.is_reduced:
                panels.own_words(
                    _("What went to {one} of: {line}").format(one=one.name, line=line.label),
                    line.wording,
                    key=f"went-{one.recipient_id}-{number}",
                )
        turn(key, len(sorted_), _AT_ONCE, may_be_whole=True)


def _how_decided(found: tuple[Line, ItemAdvice]) -> tuple[str, str, str]:
    line, _item = found
    return line.decided, line.advised, line.why


def _sent_rows(
    part: Sequence[tuple[Line, ItemAdvice]], advice: RecipientAdvice
) -> list[list[Cell | str]]:
    pairs = advice.coverage.pairs if advice.coverage else ()
    return [
        [
            line.label,
            Cell(line.decided, tag="gray" if line.is_kept_back else ""),
            f"{line.advised}. {line.why}",
            shown_tags(line.tags),
            answered(pairs, item.category, item.subject) or _("Not asked"),
        ]
        for line, item in part
    ]


def not_known(content: Content) -> None:
    """What nobody knew when it was decided, and what was tried to find it out."""
    st.header(_("What was not known"), anchor=False)
    if found := content.assessment.not_known:
        key = f"{content.record_id}/not-known"
        st.markdown("\n".join(f"- {plain(line)}" for line in part_of(key, found, _AT_ONCE)))
        turn(key, len(found), _AT_ONCE, may_be_whole=True)
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
    key = f"{content.record_id}/changes"
    table(
        "changes",
        caption=_("Answers changed after the advice was seen"),
        columns=[_("Question"), _("Before"), _("After"), _("When")],
        rows=[
            [one.question, one.before, one.after, show_instant(one.at)]
            for one in part_of(key, content.changes, _AT_ONCE)
        ],
    )
    turn(key, len(content.changes), _AT_ONCE, may_be_whole=True)


def grounds(content: Content) -> None:
    """What the advice rested on in the answers, recipient by recipient, as it was sealed."""
    for one in content.assessment.recipients:
        if one.rests_on:
            key = f"{content.record_id}/grounds-{one.recipient_id}"
            with panels.details(
                plain(_("What the advice about {one} rested on").format(one=one.name))
            ):
                table(
                    f"record-grounds-{one.recipient_id}",
                    caption=_("What the advice about {one} rested on").format(one=one.name),
                    columns=[_("What"), _("Answered"), _("About")],
                    rows=[
                        [ground.what, ground.said, ground.about]
                        for ground in part_of(key, one.rests_on, _AT_ONCE)
                    ],
                )
                turn(key, len(one.rests_on), _AT_ONCE, may_be_whole=True)


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
