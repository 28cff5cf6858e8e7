"""What the picture of the map shows, in figures, sentences and an equal table."""

import streamlit as st

from isa.pages._network import some
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.network.picture import Picture, Receives
from isa.ui import panels, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.text import plain

MOST_SAID = 10
"""How many agencies are told in sentences; a whole place has more than anybody would read."""


def headline(found: Picture) -> None:
    """How much of what is needed is covered."""
    panels.figures(
        [
            (
                _("{covered:,} of {cells:,}").format(covered=found.covered, cells=len(found.cells)),
                ngettext("needed flow covered", "needed flows covered", len(found.cells)),
            ),
            (f"{len(found.gaps):,}", _("with a gap")),
            (str(len(found.places)), ngettext("agency", "agencies", len(found.places))),
            (
                str(len(found.lapses)),
                ngettext(
                    "day in the next year on which cover ends",
                    "days in the next year on which cover ends",
                    len(found.lapses),
                ),
            ),
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
        words = _("Flows it is needed to send: {may} of {of} covered.")
        st.markdown(words.format(may=may, of=len(sends)))
    if has:
        may = sum(cell.is_covered for cell in has)
        words = _("Flows it is needed to receive: {may} of {of} covered.")
        st.markdown(words.format(may=may, of=len(has)))
    site.link(_("Open this agency"), "agency", id=picked)


def sentences(found: Picture) -> None:
    """For each agency of the core, who may send to it and who may not: the first few said, all in a table."""
    st.header(_("In words"), anchor=False)
    every = sorted(
        found.receives, key=lambda one: (one.may - one.of, found.names[one.agency_id].casefold())
    )
    whole = sum(one.may == one.of for one in every)
    if len(every) > MOST_SAID:
        words = ngettext(
            "{whole} of {count} agency may receive from every partner that is needed. The {most} with "
            "the most missing:",
            "{whole} of {count} agencies may receive from every partner that is needed. The {most} with "
            "the most missing:",
            len(every),
        )
        st.markdown(words.format(whole=whole, count=len(every), most=MOST_SAID))
    for each in every[:MOST_SAID]:
        st.markdown(plain(_receives(found, each)))
    if len(every) > MOST_SAID:
        with panels.details(_("Every agency that receives ({count})").format(count=len(every))):
            table(
                "receives",
                caption=_("Who may receive from how many of the partners that are needed"),
                columns=[
                    Column(_("Agency"), sortable=True),
                    Column(_("May receive from"), sortable=True, number=True),
                    Column(_("Needed"), sortable=True, number=True),
                    Column(_("Missing")),
                ],
                rows=[_row(found, one) for one in every],
                on_go=lambda agency: site.go("agency", id=agency),
            )


def _receives(found: Picture, each: Receives) -> str:
    if each.of > 1:
        words = _("{agency} may receive from {may} of the {of} partners that are needed.")
    elif each.may:
        words = _("{agency} may receive from the one partner that is needed.")
    else:
        words = _("{agency} may not yet receive from the one partner that is needed.")
    words = words.format(agency=found.names[each.agency_id], may=each.may, of=each.of)
    if each.missing:
        words += " " + _("Missing: {names}.").format(names=_missing(found, each))
    return words


def _missing(found: Picture, each: Receives) -> str:
    return some([found.names[one] for one in each.missing])


def _row(found: Picture, each: Receives) -> list[Cell | str]:
    return [
        Cell(found.names[each.agency_id], go=each.agency_id),
        Cell(str(each.may), sort=each.may),
        Cell(str(each.of), sort=each.of),
        _missing(found, each),
    ]
