"""The gaps of the map and what would close them, as tables."""

from collections import Counter
from collections.abc import Callable, Sequence

import streamlit as st

from isa.coverage.network.closing import Proposal
from isa.coverage.network.flow import Cell as Answer
from isa.coverage.wording import REASONS, VERDICTS
from isa.pages._download import download
from isa.pages._listing import order_in_use, sort_by
from isa.pages._register import VERDICT_TAGS, offset, pager
from isa.platform import clock
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.demand.service import FEWEST, demand
from isa.register.naming import fold
from isa.register.network.picture import Picture
from isa.register.vocabulary import vocabulary
from isa.ui import fields, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database

MOST_ROWS = 50
FEW = 10
"""What follows a table has to be reachable: on a phone a gap takes half a screen."""
GAPS, _MENDS, _CLOSING = "gaps", "mends", "closing"
_ORDERS = ("from", "to", "for", "answer", "missing", "why", "decisions")
_MOST_WANTED = (_ORDERS.index("decisions"), True)
MOST_NAMED = 10


def some(names: Sequence[str]) -> str:
    """The first few names, and how many more there are: the tables hold the rest."""
    shown = "; ".join(names[:MOST_NAMED])  # many a name holds a comma
    if len(names) <= MOST_NAMED:
        return shown
    return _("{names} and {count} more").format(names=shown, count=len(names) - MOST_NAMED)


def gaps(found: Picture, picked: str) -> None:
    """Every flow that is needed and not wholly covered, those that decisions wanted most first."""
    st.header(_("Gaps"), anchor=False)
    wanted = _wanted()
    shown = [
        cell
        for cell in found.gaps
        if not picked or picked in (cell.flow.provider, cell.flow.recipient)
    ]
    if not shown:
        st.markdown(
            _(
                "Everything that is needed here is covered. Look at another day, or at what lapses "
                "when, to see how long."
            )
        )
        return
    count = len(shown)
    st.markdown(
        ngettext(
            "{count:,} needed flow is not wholly covered. {fewest} or more decisions of one month are "
            "told; fewer are not, because a small number could show who told whom about somebody.",
            "{count:,} needed flows are not wholly covered, those that decisions wanted most first. "
            "{fewest} or more decisions of one month are told; fewer are not, because a small number "
            "could show who told whom about somebody.",
            count,
        ).format(count=count, fewest=FEWEST)
    )
    text = _find(len(shown))
    place, descending = order_in_use(GAPS, _ORDERS) if state.chosen(GAPS, "order") else _MOST_WANTED
    listed = _sorted(found, _like(found, shown, text), wanted, place, descending=descending)
    if not listed:
        st.markdown(_("No gap is like this. Check the spelling, or try fewer words."))
        return
    start = offset(GAPS, f"{picked} {text} {place} {descending} {count}")
    columns = (_("From"), _("To"), _("For"), _("Answer"), _("Missing"), _("Why"), _("Decisions"))
    table(
        "gaps",
        caption=_("What is needed and not wholly covered"),
        columns=[
            *(Column(each, sortable=True) for each in columns[:4]),
            *(Column(each) for each in columns[4:6]),
            Column(columns[6], sortable=True, number=True),
        ],
        rows=[_gap(found, cell, wanted) for cell in listed[start : start + FEW]],
        on_go=lambda agency: site.go("agency", id=agency),
        sorted_by=place,
        descending=descending,
        on_sort=sort_by(GAPS, _ORDERS),
    )
    pager(GAPS, len(listed), start, size=FEW)
    download(
        "gaps",
        _("Download the gaps (CSV)"),
        columns,
        lambda: (in_file(_gap(found, cell, wanted)) for cell in listed),
    )


def _find(count: int) -> str:
    """What is looked for among more gaps than a page shows."""
    if count <= FEW:
        return ""
    return fold(
        fields.text_input(
            "find-gap",
            _("Find a gap"),
            "",
            hint=_("Part of an agency's name, a purpose or a kind of information."),
        )
    )


def _like(found: Picture, gaps: Sequence[Answer], text: str) -> list[Answer]:
    """The gaps in which every word that is looked for stands."""
    if not text:
        return list(gaps)
    words, asked = vocabulary(), text.split()
    kept = []
    for cell in gaps:
        flow = cell.flow
        said = [found.names[flow.provider], found.names[flow.recipient]]
        said.append(words.purposes[flow.purpose].label)
        said += [words.categories[code].label for code in cell.missing_categories]
        held = fold(" ".join(said))
        if all(each in held for each in asked):
            kept.append(cell)
    return kept


def _sorted(
    found: Picture,
    gaps: list[Answer],
    wanted: dict[tuple[str, str, str], int],
    place: int,
    *,
    descending: bool,
) -> list[Answer]:
    """All the gaps in the order of a column, not only those of the page that is shown."""
    words = vocabulary()
    by: dict[int, Callable[[Answer], str | int]] = {
        0: lambda cell: fold(found.names[cell.flow.provider]),
        1: lambda cell: fold(found.names[cell.flow.recipient]),
        2: lambda cell: fold(words.purposes[cell.flow.purpose].label),
        3: lambda cell: VERDICTS[cell.verdict],
    }
    return sorted(
        gaps, key=by.get(place, lambda cell: wanted.get(_place(cell), 0)), reverse=descending
    )


def _wanted() -> dict[tuple[str, str, str], int]:
    """By sender, receiver and purpose: how many decisions of a month wanted it most, where that is told."""
    if not may(actor(), Action.DEMAND_READ):
        return {}
    told: Counter[tuple[str, str, str]] = Counter()
    for one in demand(database(), actor(), on=clock.today()).wanted:
        told[one.provider_id, one.recipient_id, one.purpose] += one.count
    return dict(told)


def _place(cell: Answer) -> tuple[str, str, str]:
    flow = cell.flow
    return flow.provider, flow.recipient, vocabulary().purposes[flow.purpose].label


def in_file(row: Sequence[Cell | str]) -> tuple[str, ...]:
    """A row of a table as it stands in a file."""
    return tuple(cell.text if isinstance(cell, Cell) else cell for cell in row)


def _gap(found: Picture, cell: Answer, wanted: dict[tuple[str, str, str], int]) -> list[Cell | str]:
    words, flow = vocabulary(), cell.flow
    count = wanted.get(_place(cell), 0)
    return [
        Cell(found.names[flow.provider], go=flow.provider),
        found.names[flow.recipient],
        words.purposes[flow.purpose].label,
        Cell(VERDICTS[cell.verdict], tag=VERDICT_TAGS[cell.verdict]),
        ", ".join(words.categories[code].label for code in cell.missing_categories),
        "; ".join(REASONS[reason] for reason in cell.reasons),
        Cell(str(count) if count else "", sort=count),
    ]


def closing(found: Picture) -> None:
    """What would close the gaps: signatures and repairs first, then the fewest new agreements."""
    if not found.gaps:
        return
    st.header(_("What would close the gaps"), anchor=False)
    signing = sum(one.gaps for one in found.mends if one.is_signature)
    st.markdown(
        ngettext(
            "{count:,} new agreement would close every gap: for each purpose, one for each group of "
            "agencies that the gaps join.",
            "{count:,} new agreements would close every gap: for each purpose, one for each group of "
            "agencies that the gaps join. Fewer would have to join agencies that need nothing of each other.",
            len(found.proposals),
        ).format(count=len(found.proposals))
    )
    if signing:
        st.markdown(
            ngettext(
                "{count:,} gap lacks a signature only.",
                "{count:,} gaps lack a signature only.",
                signing,
            ).format(count=signing)
        )
    if found.mends:
        first = offset(_MENDS, str(len(found.mends)))
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
                for one in found.mends[first : first + FEW]
            ],
            on_go=lambda agreement: site.go("agreement", id=agreement),
        )
        pager(_MENDS, len(found.mends), first, size=FEW)
    start = offset(_CLOSING, str(len(found.proposals)))
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
        rows=[_proposal(found, one, some) for one in found.proposals[start : start + FEW]],
    )
    pager(_CLOSING, len(found.proposals), start, size=FEW)
    download(
        "new-agreements",
        _("Download the new agreements (CSV)"),
        (_("Purpose"), _("Parties"), _("Information"), _("Gaps")),
        lambda: (_proposal(found, one, "; ".join) for one in found.proposals),
    )


def _proposal(
    found: Picture, one: Proposal, named: Callable[[Sequence[str]], str]
) -> tuple[str, ...]:
    words = vocabulary()
    return (
        words.purposes[one.purpose].label,
        named([found.names[agency] for agency in one.parties]),
        ", ".join(words.categories[code].label for code in one.categories),
        str(one.gaps),
    )
