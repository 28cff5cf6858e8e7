"""The tagged schedule of a record on paper, with two empty columns for whoever reviews a release."""

from decisions.records import tags, wording
from decisions.records.content import Content, Told
from decisions.records.decision_document import DEMONSTRATION
from decisions.records.schedule import Field, schedule
from isa.documents.paper import Cell, Paper
from isa.platform.wording import gettext as _


def render(
    content: Content,
    *,
    kid: str,
    demonstration: bool,
    versions: tuple[str, ...] = (),
    later: tuple[Told, ...] = (),
) -> bytes:
    """The document as a Word file, on its side; ``later`` is what came after sealing."""
    paper = Paper()
    paper.turn()
    paper.title(_("Schedule for review before release"))
    paper.say(wording.decided_sentence(content), style="Lead")
    for line in versions:
        paper.say(line)
    paper.say(
        _(
            "Every field of the record, for an access request, a coroner or a court. A tag says what to "
            "look at and decides nothing. Read every field in own words: names can stand in it that no "
            "tag knows of. Legal advice that is kept apart is not listed here."
        )
    )
    rows = [_row(number, one) for number, one in enumerate(schedule(content, later), start=1)]
    headings = (
        _("No."),
        _("Part and question"),
        _("What it holds"),
        _("Look out for"),
        _("Release?"),
        _("Reason"),
    )
    paper.table(headings, rows, (1, 6, 10, 5, 2, 4))
    paper.say(wording.sealed_with(content, kid), style="Quiet")
    return paper.finish(
        title=_("Schedule for review before release"),
        footer=_("Record {record}").format(record=content.record_id),
        at=content.sealed_at,
        demonstration=DEMONSTRATION if demonstration else "",
    )


def _row(number: int, one: Field) -> list[Cell]:
    return [
        Cell(str(number)),
        Cell((one.part, "Strong text"), f"\n{one.name}"),
        Cell(one.holds, style="Cell own words" if one.is_own_words else "Cell"),
        Cell(tags.shown(one.tags)),
        Cell(""),
        Cell(""),
    ]
