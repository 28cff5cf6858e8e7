"""The decision and its rationale on paper: the answer first, then what it rests on.

Who has looked at the record is not in it: a document leaves our hands, the list of readers does
not. Nothing here is written anew: the tool's words and the person's words come from the record.
"""

from collections.abc import Sequence

from decisions.assessment import NextStep, in_order
from decisions.records import advice_section, after, basis_section, packet_section, times, wording
from decisions.records.content import Content, Told, is_sent
from isa.documents.paper import Cell, Paper, Piece
from isa.platform.clock import show_date, show_instant
from isa.platform.wording import gettext as _

DEMONSTRATION = _("Demonstration: made-up people and agencies. This is not a real decision.")
_TOOL = (_("Written by the tool"), "Tool tag")
_ASKED = (_("Question"), _("Answer"))


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
    paper.title(wording.heading(content))
    paper.say(wording.decided_sentence(content), style="Lead")
    for line in versions:
        paper.say(line)
    for section in (
        _act_now,
        _times,
        _decisions,
        advice_section.write,
        advice_section.write_doubts,
        _own_words,
        packet_section.write,
        basis_section.write_grounds,
        advice_section.write_law,
        basis_section.write_coverage,
        _next_steps,
        _not_known,
        _advice,
        _changes,
        _answers,
    ):
        section(paper, content)
    write_later(paper, later)
    _checking(paper, content, kid)
    return paper.finish(
        title=_("Decision and rationale"),
        footer=_("Record {record_id}").format(record_id=content.record_id),
        at=content.sealed_at,
        demonstration=DEMONSTRATION if demonstration else "",
    )


def _act_now(paper: Paper, content: Content) -> None:
    now = content.assessment.act_now
    if now is None:
        return
    if told := after.front_door_told(content):
        paper.say(after.was_told(told))
    else:
        paper.say(now.headline, style="Act now")
        paper.tool(_TOOL, "  ", now.sentence)
    rows = [
        [
            Cell((contact.label, "Strong text")),
            Cell(contact.number),
            Cell(contact.hours),
            Cell(show_date(contact.checked_on) if contact.checked_on else ""),
        ]
        for contact in now.contacts
    ]
    if rows:
        paper.table(
            (_("Who to ring"), _("Number"), _("When"), _("Number checked on")), rows, (5, 3, 4, 3)
        )


def _times(paper: Paper, content: Content) -> None:
    paper.heading(_("When"))
    rows = []
    for one in times.moments(content):
        late: tuple[Piece, ...] = ((_("Late entry"), "Verify tag"), "  ") if one.is_late else ()
        note = f"\n{one.note}" if one.note else ""
        rows.append((one.what, Cell(*late, f"{one.when}{note}")))
    paper.facts(rows)


def _decisions(paper: Paper, content: Content) -> None:
    decision = content.decision
    paper.heading(_("What was decided"))
    for decided in decision.recipients:
        advice = content.advice_for(decided)
        paper.subheading(advice.name)
        rows = [(_("Decided"), Cell((wording.outcome(decided.outcome), "Strong text")))]
        rows.append((_("The advice was"), Cell(advice.headline)))
        if is_sent(decided):
            rows += [
                (
                    _("To go to") if decided.is_gone is False else _("Sent to"),
                    Cell(decided.sent_to),
                ),
                (_("How"), Cell(wording.method(decided.method))),
                (_("How they were checked"), Cell(decided.verified_how)),
                (_("When"), Cell(wording.sent_when(decided))),
            ]
        paper.facts(rows)
    _after(paper, content)


def _after(paper: Paper, content: Content) -> None:
    decision = content.decision
    rows = []
    if decision.telling_by:
        rows.append((_("Who tells the person"), Cell(wording.teller(decision))))
    if decision.telling_when:
        rows.append((_("When"), Cell(decision.telling_when, style="Cell own words")))
    if decision.review_on:
        rows.append((_("To be looked at again"), Cell(show_date(decision.review_on))))
    if rows:
        paper.subheading(_("Afterwards"))
        paper.facts(rows)


def _own_words(paper: Paper, content: Content) -> None:
    paper.heading(
        _("What {decided_by_name} wrote").format(decided_by_name=content.decision.decided_by_name)
    )
    for decided in content.decision.recipients:
        if len(content.decision.recipients) > 1:
            paper.subheading(_("About {decided}").format(decided=content.advice_for(decided).name))
        for question, words in (
            (_("Why did you decide this?"), decided.reasons),
            (_("What spoke against it?"), decided.weighed_against),
            (_("What makes this case different from the advice?"), decided.differs_because),
        ):
            if words:
                paper.own_words(question, words)
    for question, words in wording.refusal(content.decision):
        paper.own_words(question, words)


def _steps(content: Content) -> list[NextStep]:
    steps = {
        (step.sentence, step.owner): step
        for advice in content.assessment.recipients
        for step in (*advice.conditions, *advice.consult, *advice.next_steps, *advice.prompts)
    }
    return after.left_to_do(content, in_order(tuple(steps.values())))


def _with_local(step: NextStep) -> str:
    return "\n".join([step.sentence, *(wording.local(one) for one in step.guidance)])


def _next_steps(paper: Paper, content: Content) -> None:
    """What is left to do; what was advised of a sharing that was decided against stands apart."""
    _listed(paper, _("What to do next, and by when"), _steps(content))
    _listed(paper, _("Advised only if it was shared"), after.lapsed_steps(content))


def _listed(paper: Paper, heading: str, steps: Sequence[NextStep]) -> None:
    if not steps:
        return
    paper.heading(heading)
    rows = [
        [Cell(f"{number}.  {_with_local(step)}"), Cell(step.owner), Cell(step.due)]
        for number, step in enumerate(steps, start=1)
    ]
    paper.table((_("What"), _("Who"), _("By when")), rows, (8, 2, 5))


def _not_known(paper: Paper, content: Content) -> None:
    if not content.assessment.not_known:
        return
    paper.heading(_("What was not known"))
    for line in content.assessment.not_known:
        paper.say(line, style="List Bullet")


def _told(paper: Paper, told: Sequence[Told], headings: tuple[str, str] = _ASKED) -> None:
    rows = [
        [
            Cell((one.question, "Strong text")),
            Cell(one.answer, style="Cell own words" if one.is_own_words else "Cell"),
        ]
        for one in told
    ]
    paper.table(headings, rows, (5, 8))


def _advice(paper: Paper, content: Content) -> None:
    if not content.advice:
        return
    paper.heading(_("Advice that was sought"))
    _told(paper, content.advice)


def _changes(paper: Paper, content: Content) -> None:
    if not content.changes:
        return
    paper.heading(_("Answers changed after the advice had been seen"))
    rows = [
        [Cell(show_instant(one.at)), Cell(one.question), Cell(one.before), Cell(one.after)]
        for one in content.changes
    ]
    paper.table((_("When"), _("Question"), _("Before"), _("After")), rows, (3, 4, 5, 5))


def _answers(paper: Paper, content: Content) -> None:
    paper.heading(
        _("What {decided_by_name} told the tool").format(
            decided_by_name=content.decision.decided_by_name
        )
    )
    paper.say(
        _("Own words are set in a different typeface from options that were chosen."),
        style="Quiet",
        leads=True,
    )
    _told(paper, (*content.person, *content.concern))
    for item in content.items:
        if item.told:
            paper.subheading(item.label)
            _told(paper, item.told)


def write_later(paper: Paper, later: Sequence[Told]) -> None:
    """What came after sealing, apart from what is sealed; nothing where nothing came."""
    if not later:
        return
    paper.heading(_("Beside the sealed record"))
    paper.say(
        _(
            "What came after sealing, and the conversations that led to the decision, as they were written "
            "down when this document was made. It is no part of the sealed record, so whoever checks this "
            "document against the sealed file finds it here and not there."
        ),
        style="Quiet",
        leads=True,
    )
    _told(paper, later, (_("What and when"), _("What was written down")))


def _checking(paper: Paper, content: Content, kid: str) -> None:
    paper.heading(_("How to check this record"))
    paper.say(
        _(
            "This document was written from a sealed record. The record, not the document, is what is "
            "signed. Ask for the sealed file (its name ends in .sdjwt) and check it on any computer, "
            "without us:"
        )
    )
    paper.say(f"isa record verify record-{content.record_id}.sdjwt --thumbprint {kid}")
    paper.facts(
        [
            (_("Record"), Cell(content.record_id)),
            (_("Sealed"), Cell(show_instant(content.sealed_at))),
            (_("Key thumbprint"), Cell(kid)),
        ]
    )
