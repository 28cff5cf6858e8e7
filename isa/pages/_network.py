"""The parts of the map that are words and tables: whatever the picture shows is here as well."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from isa.coverage.network.changes import Lapse
from isa.coverage.network.flow import Cell as Answer
from isa.coverage.wording import REASONS, VERDICTS
from isa.pages._register import VERDICT_TAGS
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.network.picture import Picture
from isa.register.vocabulary import vocabulary
from isa.ui import fields, panels, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.text import plain

MOST_ROWS = 200
MOST_OVERLAPS = 50
MOST_NAMED = 10


def some(names: Sequence[str]) -> str:
    """The first few names, and how many more there are: the tables hold the rest."""
    shown = ", ".join(names[:MOST_NAMED])
    if len(names) <= MOST_NAMED:
        return shown
    return _("{names} and {count} more").format(names=shown, count=len(names) - MOST_NAMED)


def headline(found: Picture) -> None:
    """How much of what is needed is covered."""
    panels.figures(
        [
            (
                _("{covered} of {cells}").format(covered=found.covered, cells=len(found.cells)),
                _("needed flows covered"),
            ),
            (str(len(found.gaps)), _("with a gap")),
            (str(len(found.places)), _("agencies")),
            (str(len(found.lapses)), _("days in the next year on which cover ends")),
        ]
    )


def about(found: Picture, picked: str) -> None:
    """What the agency chosen may send and receive, as sentences, with a link to its page."""
    if not picked:
        return
    st.header(plain(found.names[picked]), anchor=False)
    sends = [cell for cell in found.cells if cell.flow.provider == picked]
    has = [cell for cell in found.cells if cell.flow.recipient == picked]
    if sends:
        may = sum(cell.is_covered for cell in sends)
        st.markdown(
            ngettext(
                "May send {may} of the {of} flow it is needed to send.",
                "May send {may} of the {of} flows it is needed to send.",
                len(sends),
            ).format(may=may, of=len(sends))
        )
    if has:
        may = sum(cell.is_covered for cell in has)
        st.markdown(
            ngettext(
                "May receive {may} of the {of} flow it is needed to receive.",
                "May receive {may} of the {of} flows it is needed to receive.",
                len(has),
            ).format(may=may, of=len(has))
        )
    site.link(_("Open this agency"), "agency", id=picked)


def sentences(found: Picture) -> None:
    """For each agency of the core, who may send to it and who may not."""
    st.header(_("In words"), anchor=False)
    for each in found.receives:
        words = _("{agency} may receive from {may} of the {of} partners that are needed.").format(
            agency=found.names[each.agency_id], may=each.may, of=each.of
        )
        if each.missing:
            names = some([found.names[one] for one in each.missing])
            words += " " + _("Missing: {names}.").format(names=names)
        st.markdown(plain(words))


def gaps(found: Picture, picked: str) -> None:
    """Every flow that is needed and not wholly covered."""
    st.header(_("Gaps"), anchor=False)
    shown = [
        cell
        for cell in found.gaps
        if not picked or picked in (cell.flow.provider, cell.flow.recipient)
    ]
    if not shown:
        st.markdown(_("Everything that is needed here is covered."))
        return
    table(
        "gaps",
        caption=_("What is needed and not wholly covered"),
        columns=[
            Column(_("From"), sortable=True),
            Column(_("To"), sortable=True),
            Column(_("For"), sortable=True),
            Column(_("Answer"), sortable=True),
            Column(_("Missing")),
            Column(_("Why")),
        ],
        rows=[_gap(found, cell) for cell in shown[:MOST_ROWS]],
        on_go=lambda agency: site.go("agency", id=agency),
    )
    if len(shown) > MOST_ROWS:
        st.markdown(
            _("The first {most} of {count}. Choose an agency or a purpose to see fewer.").format(
                most=MOST_ROWS, count=len(shown)
            )
        )


def _gap(found: Picture, cell: Answer) -> list[Cell | str]:
    words, flow = vocabulary(), cell.flow
    return [
        Cell(found.names[flow.provider], go=flow.provider),
        found.names[flow.recipient],
        words.purposes[flow.purpose].label,
        Cell(VERDICTS[cell.verdict], tag=VERDICT_TAGS[cell.verdict]),
        ", ".join(words.categories[code].label for code in cell.missing_categories),
        "; ".join(REASONS[reason] for reason in cell.reasons),
    ]


def closing(found: Picture) -> None:
    """What would close the gaps: signatures and repairs first, then the fewest new agreements."""
    if not found.gaps:
        return
    words = vocabulary()
    st.header(_("What would close the gaps"), anchor=False)
    if found.mends:
        table(
            "mends",
            caption=_("What to do to agreements there are"),
            show_caption=True,
            columns=[
                Column(_("Agreement")),
                Column(_("What to do")),
                Column(_("Gaps"), number=True),
            ],
            rows=[
                [Cell(one.reference, go=one.agreement_id), one.what, str(one.gaps)]
                for one in found.mends[:20]
            ],
            on_go=lambda agreement: site.go("agreement", id=agreement),
        )
    table(
        "proposals",
        caption=_("The fewest new agreements that would close every gap"),
        show_caption=True,
        columns=[
            Column(_("Purpose")),
            Column(_("Parties")),
            Column(_("Information")),
            Column(_("Gaps"), number=True),
        ],
        rows=[
            [
                words.purposes[one.purpose].label,
                some([found.names[agency] for agency in one.parties]),
                ", ".join(words.categories[code].label for code in one.categories),
                str(one.gaps),
            ]
            for one in found.proposals
        ],
    )


def lapses(found: Picture) -> None:
    """Each day in the next year on which cover ends by itself; choosing one moves the map to it."""
    st.header(_("What lapses when"), anchor=False)
    if not found.lapses:
        st.markdown(_("Nothing that is needed here ends by itself in the next year."))
        return
    table(
        "lapses",
        caption=_("Each day in the next year on which cover ends, if nobody does anything"),
        columns=[
            Column(_("First day without it"), sortable=True),
            Column(_("What has ended")),
            Column(_("Pairs of agencies that lose cover"), number=True),
            Column(_("Who loses cover")),
        ],
        rows=[_lapse(found, lapse) for lapse in found.lapses],
        on_go=lambda day: fields.set_date("on", date.fromisoformat(day)),
    )


def _lapse(found: Picture, lapse: Lapse) -> list[Cell | str]:
    pairs = dict.fromkeys((one.flow.provider, one.flow.recipient) for one in lapse.changes)
    named = [
        _("{provider} to {recipient}").format(
            provider=found.names[provider], recipient=found.names[recipient]
        )
        for provider, recipient in pairs
    ]
    day = lapse.on.isoformat()
    return [
        Cell(clock.show_date(lapse.on), go=day, sort=day),
        ", ".join(lapse.agreements),
        Cell(str(len(pairs)), sort=len(pairs)),
        some(named),
    ]


def weak_points(found: Picture) -> None:
    """Agencies whose leaving would cut others off."""
    st.header(_("Single points of failure"), anchor=False)
    if not found.single_points:
        st.markdown(_("No agency's leaving would cut another off from everyone else."))
        return
    for agency, cut in found.single_points:
        sentence = ngettext(
            "If {agency} left, {cut} agency would have no agreement with anyone else here.",
            "If {agency} left, {cut} agencies would be cut off from the rest.",
            cut,
        ).format(agency=found.names[agency], cut=cut)
        st.markdown(plain(sentence))


def overlaps(found: Picture) -> None:
    """Where two agreements say the same, or the opposite."""
    words = vocabulary()
    st.header(_("Overlaps"), anchor=False)
    if not found.overlaps:
        st.markdown(_("No two agreements in force say the same for the same parties."))
        return
    table(
        "overlaps",
        caption=_("Agreements in force that reach the same information for the same purpose"),
        columns=[_("One"), _("Other"), _("Purpose"), _("Both include"), _("They disagree about")],
        rows=[
            [
                one.one,
                one.other,
                ", ".join(words.purposes[code].label for code in one.purposes),
                ", ".join(words.categories[code].label for code in one.categories),
                ", ".join(words.categories[code].label for code in one.contradicted)
                or _("Nothing"),
            ]
            for one in found.overlaps[:MOST_OVERLAPS]
        ],
    )
    if len(found.overlaps) > MOST_OVERLAPS:
        st.markdown(
            _("The first {most} of {count}. Choose fewer agencies to see fewer.").format(
                most=MOST_OVERLAPS, count=len(found.overlaps)
            )
        )
