"""The questions that may be asked of a decision, on paper, with the answers of the record.

For our own file and its advisers: it holds what was kept back from every recipient.
"""

from itertools import zip_longest

from decisions.records import wording
from decisions.records.content import Content, Told
from decisions.records.decision_document import DEMONSTRATION, write_later
from decisions.records.examination import examination
from decisions.records.said import Said, Voice
from isa.documents.paper import Paper
from isa.platform.wording import gettext as _


def render(
    content: Content,
    *,
    kid: str,
    demonstration: bool,
    versions: tuple[str, ...] = (),
    later: tuple[Told, ...] = (),
) -> bytes:
    """The document as a Word file; ``versions`` say what replaces what, ``later`` what came after."""
    paper = Paper()
    paper.title(_("Questions that may be asked"))
    paper.say(wording.decided_sentence(content), style="Lead")
    for line in versions:
        paper.say(line)
    paper.say(
        _(
            "Answered from the sealed record alone. Own words stand in a typeface of their own, the "
            "tool's words behind a grey bar. What came after sealing, for example a second person's view or a "
            "reply, stands at the end. This is for our own file: it says what was kept back."
        ),
        style="Quiet",
    )
    for number, one in enumerate(examination(content), start=1):
        paper.heading(f"{number}. {one.question}")
        for said, following in zip_longest(one.said, one.said[1:]):
            _answer(paper, said, leads=following is not None and following.voice is not Voice.FACT)
    write_later(paper, later)
    paper.say(wording.sealed_with(content, kid), style="Quiet")
    return paper.finish(
        title=_("Questions that may be asked"),
        footer=_("Record {record}").format(record=content.record_id),
        at=content.sealed_at,
        demonstration=DEMONSTRATION if demonstration else "",
    )


def _answer(paper: Paper, said: Said, *, leads: bool) -> None:
    """An answer; one that ``leads`` stays on the page of what is said to it next."""
    if said.voice is Voice.OWN:
        paper.own_words(said.about, said.words)
    elif said.voice is Voice.TOOL:
        about = f"{said.about}. " if said.about else ""
        paper.tool((_("Written by the tool"), "Tool tag"), "  ", (about, "Strong text"), leads=True)
        for line in said.words.split("\n"):
            paper.tool(line)
    elif said.about:
        colon = "" if said.about.endswith("?") else ":"
        paper.say((f"{said.about}{colon} ", "Strong text"), said.words, leads=leads)
    else:
        paper.say(said.words)
