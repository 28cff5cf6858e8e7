"""What the advice rests on, on paper: the answers behind it, and what the register said of agreements.

What holds for every recipient is printed once, and what differs under each. Nothing is left out.
"""

from collections.abc import Iterable

from decisions.assessment import Ground, RecipientAdvice
from decisions.records import grounds, wording
from decisions.records.content import Content
from isa.documents.paper import Cell, Paper
from isa.platform.wording import gettext as _


def write_grounds(paper: Paper, content: Content) -> None:
    """The answers the advice rests on; nothing in a record from before they were kept."""
    told = [one for one in content.assessment.recipients if one.rests_on]
    if not told:
        return
    paper.heading(_("What this rests on in the answers"))
    shared = grounds.shared(told)
    if shared:
        paper.subheading(_("For all of them"))
        _grounds(paper, shared)
    for one in told:
        own = [ground for ground in one.rests_on if ground not in shared]
        if own:
            paper.subheading(one.name)
            _grounds(paper, own)


def _grounds(paper: Paper, found: Iterable[Ground]) -> None:
    rows = [
        [
            Cell((one.what, "Strong text")),
            Cell(one.said[:1].upper() + one.said[1:]),
            Cell(one.about),
        ]
        for one in found
    ]
    headings, widths = (_("What"), _("Answered"), _("About")), (5, 7, 3)
    if any(row[-1].length for row in rows):
        paper.table(headings, rows, widths)
    else:
        paper.table(headings[:-1], [row[:-1] for row in rows], (5, 10))


def write_coverage(paper: Paper, content: Content) -> None:
    """What the register answered for each recipient, a row for what is answered alike."""
    answered = [one for one in content.assessment.recipients if one.coverage is not None]
    if not answered:
        return
    paper.heading(_("Agreements, as the register answered then"))
    for advice in answered:
        paper.subheading(advice.name)
        paper.table((_("Agreement"), _("Information"), _("About")), _pairs(advice), (4, 7, 5))
    paper.say(
        _(
            "An agreement is not what makes sharing lawful, and its absence does not stop anyone from "
            "sharing to protect someone. How each gap could be closed was shown as well: it stands in the "
            "sealed record, for whoever keeps the register."
        ),
        style="Quiet",
    )


def _pairs(advice: RecipientAdvice) -> list[list[Cell]]:
    """What was answered alike about the same people in one row, whatever the kind of information."""
    if advice.coverage is None:
        return []
    subjects: dict[tuple[str, str], list[str]] = {}
    for found in advice.coverage.pairs:
        alike = (wording.category(found.category), wording.pair(found))
        subjects.setdefault(alike, []).append(wording.subject(found.subject))
    kinds: dict[tuple[str, str], list[str]] = {}
    for (category, agreement), about in subjects.items():
        kinds.setdefault((agreement, "\n".join(about)), []).append(category)
    return [
        [Cell((agreement, "Strong text")), Cell("\n".join(categories)), Cell(about)]
        for (agreement, about), categories in kinds.items()
    ]
