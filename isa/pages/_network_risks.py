"""The parts of the map about what may go wrong: lapses, weak points, overlaps."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from isa.coverage.network.changes import Lapse
from isa.coverage.network.overlaps import Overlap
from isa.documents import calendar
from isa.pages._download import download
from isa.pages._network import MOST_ROWS, in_file, some
from isa.platform import clock
from isa.platform.config import settings
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.network.picture import Picture, last_days
from isa.register.vocabulary import vocabulary
from isa.ui import fields, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.text import plain

MOST_OVERLAPS = 50
_MOST_SAID = 5


def lapses(found: Picture) -> None:
    """Each day in the next year on which cover ends by itself; choosing one moves the map to it."""
    st.header(_("What lapses when"), anchor=False)
    if not found.lapses:
        st.markdown(
            _(
                "Nothing that is needed here ends by itself in the next year. An agreement that is ended, "
                "or a party that leaves, can still end cover: open the agreement, and select "
                "“What would lapse?”."
            )
        )
        return
    first = found.lapses[0]
    st.markdown(
        plain(
            ngettext(
                "Cover ends on {count} day in the next year: {day}, with {agreements}.",
                "Cover ends on {count} days in the next year, first on {day}, with {agreements}.",
                len(found.lapses),
            ).format(
                count=len(found.lapses),
                day=clock.show_date(first.on),
                agreements=some(first.agreements),
            )
        )
    )
    columns = (
        _("First day without it"),
        _("What has ended"),
        _("Pairs of agencies that lose cover"),
        _("Who loses cover"),
    )
    table(
        "lapses",
        caption=_("Each day in the next year on which cover ends, if nobody does anything"),
        columns=[
            Column(columns[0], sortable=True),
            Column(columns[1]),
            Column(columns[2], number=True),
            Column(columns[3]),
        ],
        rows=[_lapse(found, lapse, some) for lapse in found.lapses],
        on_go=lambda day: fields.set_date("on", date.fromisoformat(day)),
    )
    with st.container(key="lapses-files", horizontal=True, gap="medium"):
        download(
            "lapses",
            _("Download what lapses when (CSV)"),
            columns,
            lambda: (in_file(_lapse(found, lapse, "; ".join)) for lapse in found.lapses),
        )
        st.download_button(
            _("The last days for your calendar (.ics)"),
            data=lambda: in_calendar(found),
            file_name="last-days.ics",
            mime=calendar.MIME,
            on_click="ignore",
            key="lapses-calendar",
        )


def in_calendar(found: Picture) -> bytes:
    """The last day of each agreement that ends cover: the same entries as in its own calendar file."""
    days = [
        one
        for key, reference, last in last_days(found)
        for one in calendar.milestones(key, reference, None, last)
    ]
    return calendar.subscription(days, service=settings().service_name, at=clock.now())


def _lapse(found: Picture, lapse: Lapse, named: Callable[[Sequence[str]], str]) -> list[Cell | str]:
    pairs = dict.fromkeys((one.flow.provider, one.flow.recipient) for one in lapse.changes)
    ends = [
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
        named(ends),
    ]


def weak_points(found: Picture) -> None:
    """Agencies whose leaving would cut others off; each leads to what else would lapse without it."""
    st.header(_("Single points of failure"), anchor=False)
    if not found.single_points:
        st.markdown(
            _(
                "No agency's leaving would cut another off from everyone else. To see what would lapse "
                "without one, open the agency."
            )
        )
        return
    for agency, cut in found.single_points[:_MOST_SAID]:
        sentence = ngettext(
            "If {agency} left, {cut} agency would have no agreement with anyone else here.",
            "If {agency} left, {cut} agencies would be cut off from the rest.",
            cut,
        ).format(agency=found.names[agency], cut=cut)
        st.markdown(plain(sentence))
    table(
        "weak-points",
        caption=_(
            "Agencies that hold others together; select one to see what would lapse without it"
        ),
        show_caption=True,
        columns=[
            Column(_("Agency"), sortable=True),
            Column(_("Others cut off without it"), sortable=True, number=True),
        ],
        rows=[
            [
                Cell(found.names[agency], go=agency, more=_("what would lapse without it")),
                Cell(str(cut), sort=cut),
            ]
            for agency, cut in found.single_points[:MOST_ROWS]
        ],
        on_go=lambda agency: site.go("impact", agency=agency),
    )


def overlaps(found: Picture) -> None:
    """Where two agreements say the same, or the opposite."""
    st.header(_("Overlaps and contradictions"), anchor=False)
    if not found.overlaps:
        st.markdown(_("No two agreements in force say the same for the same parties."))
        return
    st.markdown(
        ngettext(
            "{count:,} pair of agreements says the same twice.",
            "{count:,} pairs of agreements say the same twice.",
            len(found.overlaps),
        ).format(count=len(found.overlaps))
    )
    if against := sum(bool(one.contradicted) for one in found.overlaps):
        st.markdown(
            ngettext(
                "{count:,} of them leaves out what the other includes.",
                "{count:,} of them leave out what the other includes.",
                against,
            ).format(count=against)
        )
    columns = (
        _("One"),
        _("Other"),
        _("Between"),
        _("Purpose"),
        _("Both include"),
        _("They disagree about"),
    )
    table(
        "overlaps",
        caption=_("Agreements in force that reach the same information for the same purpose"),
        columns=list(columns),
        rows=[_overlap(found, one, some) for one in found.overlaps[:MOST_OVERLAPS]],
        on_go=lambda agreement: site.go("agreement", id=agreement),
    )
    if len(found.overlaps) > MOST_OVERLAPS:
        st.markdown(
            _("The first {most} of {count:,}. Choose fewer agencies to see fewer.").format(
                most=MOST_OVERLAPS, count=len(found.overlaps)
            )
        )
    download(
        "overlaps",
        _("Download the overlaps (CSV)"),
        columns,
        lambda: (in_file(_overlap(found, one, "; ".join)) for one in found.overlaps),
    )


def _overlap(
    found: Picture, one: Overlap, named: Callable[[Sequence[str]], str]
) -> list[Cell | str]:
    words = vocabulary()
    first, second = one.keys
    return [
        Cell(one.one, go=first),
        Cell(one.other, go=second),
        named([found.names[agency] for agency in one.parties]),
        ", ".join(words.purposes[code].label for code in one.purposes),
        ", ".join(words.categories[code].label for code in one.categories) or _("Nothing"),
        ", ".join(words.categories[code].label for code in one.contradicted) or _("Nothing"),
    ]
