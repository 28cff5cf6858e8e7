"""The gaps of the map and what would close them, as tables."""

from collections import Counter
from collections.abc import Callable, Sequence

import streamlit as st

from isa.coverage.network.closing import Proposal
from isa.coverage.network.flow import Cell as Answer
from isa.coverage.wording import REASONS, VERDICTS
from isa.pages._download import download
from isa.pages._register import VERDICT_TAGS
from isa.platform import clock
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.demand.service import FEWEST, demand
from isa.register.network.picture import Picture
from isa.register.vocabulary import vocabulary
from isa.ui import site
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database

MOST_ROWS = 50
"""What follows a table has to be reachable: on a phone a gap takes half a screen. The file holds all."""
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
    shown.sort(key=lambda cell: -wanted.get(_place(cell), 0))
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
    columns = (_("From"), _("To"), _("For"), _("Answer"), _("Missing"), _("Why"), _("Decisions"))
    table(
        "gaps",
        caption=_("What is needed and not wholly covered"),
        columns=[
            *(Column(each, sortable=True) for each in columns[:4]),
            *(Column(each) for each in columns[4:6]),
            Column(columns[6], sortable=True, number=True),
        ],
        rows=[_gap(found, cell, wanted) for cell in shown[:MOST_ROWS]],
        on_go=lambda agency: site.go("agency", id=agency),
    )
    if len(shown) > MOST_ROWS:
        st.markdown(
            _("The first {most} of {count:,}. Choose an agency or a purpose to see fewer.").format(
                most=MOST_ROWS, count=len(shown)
            )
        )
    download(
        "gaps",
        _("Download the gaps (CSV)"),
        columns,
        lambda: (in_file(_gap(found, cell, wanted)) for cell in shown),
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
        rows=[_proposal(found, one, some) for one in found.proposals[:MOST_ROWS]],
    )
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
