"""The advice, answer first: what waits for nothing, then the answer, then why, in law, and what next.

Everything here is finished text from the assessment; this file only lays it out. Words of ours go
through ``plain``, because a name from the register may be inside them.
"""

from collections import Counter
from collections.abc import Callable, Sequence

import streamlit as st

from decisions.assessment import (
    Assessment,
    Citation,
    Ground,
    ItemAdvice,
    LawLine,
    NextStep,
    Reason,
    RecipientAdvice,
    Telling,
)
from decisions.journey.answers import Answers
from decisions.journey.choices_case import Who
from decisions.journey.choices_consent import SafeToTell
from decisions.journey.fields import question
from decisions.journey.steps_telling import Telling as TellingStep
from decisions.pages import _local
from decisions.pages._agreement import agreement
from decisions.records import packet, wording
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.ui import panels
from isa.ui.components.table import Cell, table
from isa.ui.text import plain

_CLOSED = frozenset({"withhold", "ask_originator"})
_MANY = 20
"""With more items than these of which the same is said, those of which something else is said would be overlooked."""


def answer(advice: RecipientAdvice) -> None:
    """When and how much, large; then what that means."""
    parts = (advice.when, _how_much(advice))
    line = " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts if part)
    if line:
        st.container(key=f"answer-{advice.recipient_id}").markdown(plain(line))
    st.markdown(plain(advice.sentence) + _local.sentences(advice.guidance))


def _how_much(advice: RecipientAdvice) -> str:
    """Which of the items below, where something is to be shared."""
    going = sum(item.rule not in _CLOSED for item in advice.items)
    if not advice.outcome.startswith("share") or not going:
        return ""
    if going == len(advice.items):
        return ngettext("the item below", "the {count} items below", going).format(count=going)
    return _("{going} of the {count} items below").format(going=going, count=len(advice.items))


def telling(found: Telling, answers: Answers) -> None:
    """Whether and when the person may be told, as its own answer; an adult's parents have no part in it."""
    is_adult = answers.about is not None and answers.about.who is Who.ADULT
    lead = _("Telling the person") if is_adult else _("Telling the person or the parents")
    st.markdown(f"**{lead}.** {plain(found.sentence)}{_local.sentences(found.guidance)}")


def one_parent(answers: Answers) -> None:
    """What they wrote of one parent and not the other: theirs, beside the advice to tell neither yet."""
    said = answers.telling.parents if answers.telling else None
    if said and answers.telling and answers.telling.safe is SafeToTell.ONE_PARENT:
        panels.own_words(question(TellingStep, "parents").ask.label, said, key="one-parent")
        st.markdown(_("Ask the front door before either parent hears of it."))


def tool_tag() -> None:
    """Who speaks here, and who decides."""
    st.markdown(
        panels.tag(_("Advice from the tool"))
        + _(" You make the decision. It is recorded as yours.")
    )


def reasons(found: Sequence[Reason], citations: Sequence[Citation], key: str) -> None:
    """Why, as a numbered list: the sentence, what was said, and the source."""
    known = {citation.key: citation for citation in citations}
    lines = []
    for number, reason in enumerate(_distinct(found), 1):
        parts = [f"{number}. **{plain(reason.sentence)}**"]
        if reason.you_said:
            parts.append(
                _("From your answers: {you_said}.").format(
                    you_said=plain("; ".join(reason.you_said))
                )
            )
        if sources := [source(known[key]) for key in reason.cites if key in known]:
            parts.append(f":gray[{'; '.join(sources)}]")
        lines.append("  \n   ".join(parts))
    st.container(key=f"reasons-{key}").markdown("\n\n".join(lines))


def _distinct(found: Sequence[Reason]) -> list[Reason]:
    """The reasons without those that say no more than one above: the same answers, the same source."""
    first: dict[object, Reason] = {}
    for number, reason in enumerate(found):
        same = (reason.you_said, reason.cites) if reason.you_said and reason.cites else number
        first.setdefault(same, reason)
    return list(first.values())


def source(citation: Citation) -> str:
    """A source in one line, and whether it is still to be verified."""
    return plain(f"{citation.title}, {citation.pinpoint}".rstrip(", ")) + wording.to_verify(
        citation
    )


def law(lines: Sequence[LawLine], found: Assessment, key: str) -> None:
    """What the advice rests on in law: one line each with its source and how sure we are of it."""
    if not lines:
        return
    known = {citation.key: citation for citation in found.citations}
    with panels.details(_("What this rests on in law")):
        table(
            f"law-{key}",
            caption=_("What this rests on in law"),
            columns=[_("What"), _("Rests on"), _("From when"), _("Checked")],
            rows=[
                [line.heading, _rests_on(line, known), _starts(line, known), _checked(line, found)]
                for line in lines
            ],
        )


def grounds(found: Sequence[Ground], key: str) -> None:
    """What the advice rests on: every fact that the rules behind it read, as it was answered."""
    if not found:
        return
    is_several = any(one.about for one in found)
    with panels.details(_("What this rests on in your answers ({count})").format(count=len(found))):
        table(
            f"grounds-{key}",
            caption=_("What this rests on in your answers"),
            columns=[_("What"), _("Answered"), *([_("About")] if is_several else [])],
            rows=[[one.what, one.said, *([one.about] if is_several else [])] for one in found],
        )


def _rests_on(line: LawLine, known: dict[str, Citation]) -> str:
    sources = [known[key] for key in line.cites if key in known]
    extra = [f"{c.title}, {c.pinpoint}" for c in sources if c.title not in line.text]
    return "; ".join([line.text, *extra[:1]])


def _starts(line: LawLine, known: dict[str, Citation]) -> str:
    """Since when each source applies, or what is not known of it; said once where several agree."""
    said = [known[key].commencement for key in line.cites if key in known]
    return "; ".join(dict.fromkeys(words.rstrip(".") for words in said if words))


def _checked(line: LawLine, found: Assessment) -> Cell:
    if found.is_to_verify(line):
        return Cell(_("To verify"), tag="yellow")
    cited = (source for source in found.citations if source.key in line.cites)
    days = [source.checked_on for source in cited if source.checked_on]
    return Cell(show_date(min(days)) if days else "")


def law_behind(citations: Sequence[Citation]) -> None:
    """The law behind a page of questions, closed at first."""
    if citations:
        with panels.details(_("The law on this")):
            st.markdown("\n".join(f"- {source(citation)}" for citation in citations))


def items(advice: RecipientAdvice) -> None:
    """What to share, item by item, with the reason for each; of very many the usual answer is closed at first."""
    told = [(_how(item), packet.because(item)) for item in advice.items]
    ((usual, count),) = Counter(told).most_common(1)
    by_item = list(zip(advice.items, told, strict=True))
    if count <= _MANY:
        _items(advice.recipient_id, advice.name, by_item)
        return
    if rest := [one for one in by_item if one[1] != usual]:
        _items(advice.recipient_id, advice.name, rest)
    words = ngettext("{how}: {count} item", "{how}: {count} items", count)
    with panels.details(words.format(how=plain(usual[0].text), count=count)):
        same = [one for one in by_item if one[1] == usual]
        _items(f"{advice.recipient_id}-usual", advice.name, same)


def _items(key: str, name: str, told: Sequence[tuple[ItemAdvice, tuple[Cell, str]]]) -> None:
    rows: list[list[Cell | str]] = [[item.label, *how] for item, how in told]
    table(
        f"items-{key}",
        caption=_("What to share with {advice}").format(advice=name),
        columns=[_("Item"), _("How"), _("Why")],
        rows=rows,
    )


def _how(item: ItemAdvice) -> Cell:
    """The rule in words; nothing reads as "share" while the answer for this item is another."""
    wait = packet.not_yet(item)
    return Cell(wait or item.rule_label, tag="gray" if wait or item.rule in _CLOSED else "")


def steps(found: Sequence[NextStep], key: str) -> None:
    """Numbered steps: the verb, the owner, by when."""
    lines = [
        f"{number}. {_step(step)}{_local.sentences(step.guidance, '   ')}"
        for number, step in enumerate(found, 1)
    ]
    st.container(key=f"steps-{key}").markdown("\n".join(lines))


def _step(step: NextStep) -> str:
    tail = ", ".join(part for part in (step.owner, step.due) if part)
    return f"**{plain(step.sentence)}** {plain(tail)}{'.' if tail else ''}"


Heading = Callable[[str], None]


def h2(text: str) -> None:
    """A heading below the title."""
    st.header(text, anchor=False)


def h3(text: str) -> None:
    """A heading below a recipient's."""
    st.subheader(text, anchor=False)


def recipient(advice: RecipientAdvice, assessment: Assessment, heading: Heading = h2) -> None:
    """Everything about one recipient below their headline, under headings of one level."""
    if advice.reasons:
        heading(_("Why"))
        reasons(advice.reasons, assessment.citations, advice.recipient_id)
    grounds(advice.rests_on, advice.recipient_id)
    law(_all_law(advice), assessment, advice.recipient_id)
    if advice.items:
        heading(_("What to share"))
        items(advice)
    agreement(advice, heading)
    todo = advice.to_do
    if todo:
        heading(_("What to do next, and by when"))
        steps(todo, advice.recipient_id)
    if advice.consult:
        heading(_("Who to ask or tell"))
        steps(advice.consult, f"consult-{advice.recipient_id}")
    if advice.prompts:
        heading(_("What to write down"))
        steps(advice.prompts, f"prompts-{advice.recipient_id}")


def _all_law(advice: RecipientAdvice) -> list[LawLine]:
    """The lines of the recipient and of the items, each once."""
    found: dict[str, LawLine] = {line.code: line for line in advice.law}
    for item in advice.items:
        for line in item.law:
            found.setdefault(line.code, line)
    return list(found.values())


def foot(assessment: Assessment) -> None:
    """What nobody knew, what to do when agencies disagree, and which law this was."""
    if assessment.not_known:
        st.header(_("What we did not know"), anchor=False)
        st.markdown("\n".join(f"- {plain(line)}" for line in assessment.not_known))
    _local.disagreement(assessment.local)
    st.container(key="pack").markdown(plain(wording.law_used(assessment)))
