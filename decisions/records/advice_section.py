"""What the tool said, on paper: the advice as it was shown, and the law it rests on."""

from decisions.assessment import LawLine, LocalGuidance, LocalWords, Reason, RecipientAdvice
from decisions.records import same_advice, wording
from decisions.records.content import Content, is_sent
from isa.documents.paper import Cell, Paper
from isa.platform.clock import show_instant
from isa.platform.wording import gettext as _

_TOOL = (_("Written by the tool"), "Tool tag")
_VERIFY = (_("To verify"), "Verify tag")


def write(paper: Paper, content: Content) -> None:
    """The advice as it was shown; what is the same for several recipients stands once."""
    shown = content.assessment
    paper.heading(_("What the tool said"))
    paper.tool(
        _TOOL,
        _(
            "  Shown on {at}, in these words. Advice, not a decision. What it said of law, agreements and "
            "next steps stands under those headings."
        ).format(at=show_instant(content.shown_at)),
    )
    said: list[RecipientAdvice] = []
    for advice in shown.recipients:
        paper.tool((advice.headline, "Strong text"), leads=True)
        if (alike := same_advice.first_alike(advice, said)) is None:
            said.append(advice)
            when = _(" When: {when}.").format(when=advice.when) if advice.when else ""
            paper.tool(f"{advice.sentence}{when}")
            _local(paper, advice.guidance)
            _reasons(paper, content, advice.reasons)
        else:
            paper.tool(same_advice.in_its_place(alike))
        if advice.coverage_sentence and advice.coverage is None:
            paper.tool(advice.coverage_sentence)
    paper.tool((_("Telling the person. "), "Strong text"), shown.telling.sentence)
    _local(paper, shown.telling.guidance)
    _thresholds(paper, shown.local)
    digest = shown.local.digest if shown.local else ""
    local = _(" Local guidance digest {digest}.").format(digest=digest) if digest else ""
    paper.say(
        _("{shown} Digest {pack_digest}.{local}").format(
            shown=wording.law_used(shown), pack_digest=shown.pack_digest, local=local
        ),
        style="Quiet",
    )


def write_doubts(paper: Paper, content: Content) -> None:
    """What the tool pointed out of the answers, and that it was gone on with; nothing where it found none."""
    found = content.assessment.doubts
    if not found:
        return
    paper.heading(wording.DOUBTS)
    for one in found:
        paper.tool(_TOOL, "  ", (one.words, "Strong text"), leads=True)
        for line in wording.doubted(one):
            paper.tool(line)
    paper.say(wording.went_on(content))


def _reasons(paper: Paper, content: Content, reasons: tuple[Reason, ...]) -> None:
    for number, reason in enumerate(reasons, start=1):
        said = (
            _(" From the answers: {you_said}.").format(you_said="; ".join(reason.you_said))
            if reason.you_said
            else ""
        )
        cited = wording.sources(content.assessment, reason.cites)
        paper.tool(f"{number}.  {reason.sentence}{said}{f' ({cited})' if cited else ''}")


def _local(paper: Paper, said: tuple[LocalGuidance, ...]) -> None:
    for one in said:
        paper.tool(f"{wording.local(one)} {one.source}".rstrip())


def _thresholds(paper: Paper, local: LocalWords | None) -> None:
    for one in local.thresholds if local else ():
        paper.tool(
            (
                _("Local threshold ({value}). ").format(value=local.partnership if local else ""),
                "Strong text",
            ),
            f"{one.level}: \u2018{one.quotation}\u2019 {one.source}",
        )


def write_law(paper: Paper, content: Content) -> None:
    """What the advice rests on in law, with what is still to be verified; each source stands once."""
    lines = _by_heading(wording.law_lines(content.assessment))
    if not lines:
        return
    keys = list(dict.fromkeys(key for line in lines for key in line.cites))
    is_shared = any(is_sent(one) for one in content.decision.recipients)
    paper.heading(
        _("What this rests on in law") if is_shared else _("What in law would bear on sharing")
    )
    rows = []
    for line in lines:
        cited = ", ".join(str(keys.index(key) + 1) for key in line.cites)
        is_unsure = content.assessment.is_to_verify(line)
        text = Cell(_VERIFY, "  ", line.text) if is_unsure else Cell(line.text)
        rows.append([Cell((line.heading, "Strong text")), text, Cell(cited)])
    paper.table((_("Part"), _("What applies"), _("Source")), rows, (4, 10, 2))
    if any(content.assessment.is_to_verify(line) for line in lines):
        paper.say(
            _(
                "A line marked 'To verify' was not confirmed at its source when this was shown. "
                "Check it before you rely on it."
            ),
            style="Quiet",
        )
    _sources(paper, content, keys)


def _by_heading(lines: list[LawLine]) -> list[LawLine]:
    """The lines of one heading one after the other; the headings as they first came."""
    order = list(dict.fromkeys(line.heading for line in lines))
    return sorted(lines, key=lambda line: order.index(line.heading))


def _sources(paper: Paper, content: Content, keys: list[str]) -> None:
    known = {one.key: one for one in content.assessment.citations}
    if keys:
        paper.subheading(_("Sources"))
    for number, key in enumerate(keys, start=1):
        paper.say(f"{number}.  {wording.source(known[key])}", style="Quiet")
