"""Parts of a record that two pages show: the two voices, what was sent, and what to take away.

Everything stands as it was sealed; nothing here is worked out anew.
"""

from collections.abc import Callable

import streamlit as st

from decisions.assessment import Assessment, NextStep, Reason, RecipientAdvice
from decisions.decision import RecipientDecision
from decisions.pages import _local
from decisions.records import exports, wording
from decisions.records.content import Content, is_sent
from decisions.records.exports import Export
from isa.platform.clock import show_instant
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.ui import panels
from isa.ui.components import Cell, table
from isa.ui.text import plain

_SEALED = "application/json"


def times(content: Content) -> None:
    """The four times and the moment of sealing."""
    decision = content.decision
    panels.definitions(
        {
            "When it happened": decision.happened,
            "When it became known": decision.known,
            "When it was decided": show_instant(decision.decided_at),
            "When it was sealed": show_instant(content.sealed_at),
        }
    )


def _reason(number: int, reason: Reason, shown: Assessment) -> str:
    said = f" You said: {plain('; '.join(reason.you_said))}." if reason.you_said else ""
    cited = wording.sources(shown, reason.cites)
    return f"{number}. {plain(reason.sentence)}{said}" + (
        f" :gray[{plain(cited)}]" if cited else ""
    )


def tool_said(content: Content) -> None:
    """The advice, word for word as it was shown."""
    shown = content.assessment
    st.header("What the tool said", anchor=False)
    note = f"Shown on {show_instant(shown.at)}, exactly as below"
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


def person_wrote(content: Content) -> None:
    """What the person wrote, exactly, recipient by recipient."""
    decision = content.decision
    st.header(plain(f"What {decision.decided_by_name} wrote"), anchor=False)
    for one in decision.recipients:
        if len(decision.recipients) > 1:
            st.subheader(plain(f"About {content.advice_for(one).name}"), anchor=False)
        for field, question in (
            ("reasons", "Why did you decide this?"),
            ("weighed_against", "What spoke against it?"),
            ("differs_because", "What makes this case different from the advice?"),
        ):
            if words := getattr(one, field):
                panels.own_words(question, words, key=f"{field}-{one.recipient_id}")


def sent(content: Content) -> None:
    """What went to each recipient, with the agreement as it was answered then."""
    st.header("What was sent", anchor=False)
    for one in content.decision.recipients:
        advice = content.advice_for(one)
        if not is_sent(one):
            st.markdown(plain(f"Nothing went to {advice.name} under this decision."))
            continue
        table(
            f"sent-{one.recipient_id}",
            caption=f"What was sent to {advice.name}",
            columns=["Item", "How", "Agreement, as answered then"],
            rows=_sent_rows(advice, one),
            show_caption=len(content.decision.recipients) > 1,
        )


def _sent_rows(advice: RecipientAdvice, decided: RecipientDecision) -> list[list[Cell | str]]:
    pairs = advice.coverage.pairs if advice.coverage else ()
    answered = {(found.category, found.subject): wording.pair(found) for found in pairs}
    rules = {found.item_id: wording.item_rule(found) for found in decided.items}
    return [
        [item.label, rules[item.item_id], answered.get((item.category, item.subject), "Not asked")]
        for item in advice.items
    ]


def grounds(content: Content) -> None:
    """What the advice rested on in the answers, recipient by recipient, as it was sealed."""
    for one in content.assessment.recipients:
        if one.rests_on:
            with panels.details(plain(f"What the advice about {one.name} rested on")):
                table(
                    f"record-grounds-{one.recipient_id}",
                    caption=f"What the advice about {one.name} rested on",
                    columns=["What", "Answered", "About"],
                    rows=[[ground.what, ground.said, ground.about] for ground in one.rests_on],
                )


def law(content: Content) -> None:
    """What the advice rested on in law, each line with its source; unsure ones say so."""
    shown = content.assessment
    with panels.details("What this rested on in law"):
        table(
            "record-law",
            caption="What this rested on in law",
            columns=["What", "Rests on", "Source"],
            rows=[
                [
                    line.heading,
                    line.text,
                    Cell("To verify", tag="yellow")
                    if line.to_verify
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
    _button(
        "Download the decision (Word)",
        "decision",
        f"decision-{record_id}.docx",
        exports.WORD,
        lambda: exports.decision_word(database, actor, record_id),
    )
    names = {one.recipient_id: one.name for one in content.assessment.recipients}
    for addressee in content.addressees:
        _copies(database, actor, record_id, addressee.recipient_id, names[addressee.recipient_id])
    _button(
        "Download the sealed record",
        "record",
        f"record-{record_id}.sdjwt",
        _SEALED,
        lambda: exports.whole_file(database, actor, record_id),
    )


def _copies(database: Database, actor: Actor, record_id: str, to: str, name: str) -> None:
    """One recipient's copy, to read and to check."""
    _button(
        f"Download the copy for {name} (Word)",
        f"copy-{to}",
        f"copy-{record_id}.docx",
        exports.WORD,
        lambda: exports.recipient_word(database, actor, record_id, to),
    )
    _button(
        f"Download the sealed copy for {name}",
        f"sealed-{to}",
        f"copy-{record_id}.sdjwt",
        _SEALED,
        lambda: exports.recipient_file(database, actor, record_id, to),
    )


def _button(label: str, key: str, name: str, mime: str, make: Callable[[], Export]) -> None:
    st.download_button(
        plain(label),
        lambda: make().data,
        file_name=name,
        mime=mime,
        key=f"download-{key}",
        on_click="ignore",
    )
