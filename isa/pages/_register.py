"""What the pages of the register share: status tags, rows of agreements, paging."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from isa.coverage.model import Verdict
from isa.documents.public_register import PublicEntry
from isa.platform.clock import show_date
from isa.platform.identity import Role
from isa.platform.wording import gettext as _
from isa.register.agreements.standing import standing
from isa.register.listing.model import Order
from isa.register.model import AgreementSummary
from isa.ui import site, state
from isa.ui.components.table import Cell, Column, Ticks, table
from isa.ui.door import actor
from isa.ui.text import plain

PAGE_SIZE = 50
_TAGS = {"good": "green", "warning": "yellow", "bad": "red", "quiet": "gray"}
VERDICT_TAGS = {
    Verdict.COVERED: "green",
    Verdict.WITH_CONDITIONS: "yellow",
    Verdict.PARTLY: "yellow",
    Verdict.NOT_COVERED: "orange",
    Verdict.NOT_APPLICABLE: "gray",
    Verdict.INDETERMINATE: "blue",
}


def day(value: date | None) -> str:
    """A day in words, or that it is not recorded."""
    return show_date(value) if value else _("Not recorded")


def day_cell(value: date | None, empty: str = "") -> Cell:
    """A day that sorts by the calendar."""
    return Cell(show_date(value) if value else empty, sort=value.isoformat() if value else "")


def status_cell(agreement: AgreementSummary, on: date) -> Cell:
    """How an agreement stands, as a tag."""
    stands = standing(
        agreement.status, agreement.starts_on, agreement.ends_on, agreement.review_due_on, on=on
    )
    return Cell(stands.label, tag=_TAGS[stands.tone])


COLUMNS_SORTED = (
    Order.REFERENCE,
    Order.TITLE,
    Order.LEAD,
    Order.STANDING,
    Order.REVIEW,
    Order.ENDS,
    Order.UNSIGNED,
)
"""What each column of ``agreements_table`` is sorted by, in their order."""


def agreements_table(
    key: str,
    caption: str,
    agreements: tuple[AgreementSummary, ...],
    on: date,
    *,
    ticks: Ticks | None = None,
    sorted_by: int = -1,
    descending: bool = False,
    on_sort: Callable[[int, bool], None] | None = None,
) -> None:
    """Agreements with their standing; each opens its own page. ``on_sort`` for a page of many."""
    rows: list[list[Cell | str]] = [
        [
            Cell(each.reference, go=each.id, more=each.title),
            each.title,
            each.lead_name,
            status_cell(each, on),
            day_cell(each.review_due_on),
            day_cell(each.ends_on),
            Cell(str(each.unsigned) if each.unsigned else "", sort=each.unsigned),
        ]
        for each in agreements
    ]
    table(
        key,
        caption=caption,
        columns=[
            Column(_("Reference"), sortable=True),
            Column(_("Title"), sortable=True),
            Column(_("Led by"), sortable=True),
            Column(_("Standing"), sortable=True),
            Column(_("Review due"), sortable=True),
            Column(_("Ends"), sortable=True),
            Column(_("Not signed"), sortable=True, number=True),
        ],
        rows=rows,
        on_go=lambda agreement_id: site.go("agreement", id=agreement_id),
        ticks=ticks,
        sorted_by=sorted_by,
        descending=descending,
        on_sort=on_sort,
    )


def public_table(key: str, caption: str, entries: Sequence[PublicEntry]) -> None:
    """Agreements exactly as anybody would see them; blank where nothing is recorded."""
    table(
        key,
        caption=caption,
        columns=[
            Column(_("Reference"), sortable=True),
            Column(_("Title"), sortable=True),
            _("Lead organisation"),
            _("Other parties"),
            _("Purposes"),
            _("Lawful basis"),
            _("Dates"),
            _("Status"),
            _("Summary"),
        ],
        rows=[
            [
                each.reference,
                each.title,
                each.lead,
                "; ".join(each.parties),
                "; ".join(each.purposes),
                "; ".join(each.lawful_basis),
                _public_days(each),
                each.standing,
                each.summary,
            ]
            for each in entries
        ],
    )


def _public_days(entry: PublicEntry) -> str:
    """The days that are recorded, each with what it is; blank where none is."""
    told = (
        (_("from {day}"), entry.starts_on),
        (_("review {day}"), entry.review_due_on),
        (_("until {day}"), entry.ends_on),
    )
    return "; ".join(words.format(day=day(on)) for words, on in told if on)


def facts(key: str, caption: str, pairs: Mapping[str, str]) -> None:
    """Names and values, such as the terms of an agreement."""
    table(
        key,
        caption=caption,
        columns=[_("Term"), _("Value")],
        rows=[[name, value] for name, value in pairs.items()],
        hide_head=True,
    )


def not_kept(name: str) -> None:
    """For a lead whose role does not reach this: who may change it. Others need not be told."""
    if Role.IG_LEAD not in actor().roles:
        return
    if name:
        st.markdown(
            plain(
                _(
                    "{agency} keeps this. To change it, ask its information governance lead, or "
                    "whoever keeps the whole register."
                ).format(agency=name)
            )
        )
    else:
        st.markdown(_("Only whoever keeps the whole register can change this."))


def offset(page_key: str, text: str) -> int:
    """Where the page of a long list begins; a new search begins at the start."""
    if state.chosen(page_key, "searched") != text:
        state.choose(page_key, "searched", text)
        state.choose(page_key, "offset", "0")
    return int(state.chosen(page_key, "offset") or 0)


def pager(page_key: str, total: int, start: int, *, size: int = PAGE_SIZE) -> None:
    """Which part of a long list this is, with buttons to the parts before and after it."""
    if total <= size:
        return
    last = min(start + size, total)
    st.markdown(_("{first} to {last} of {total:,}").format(first=start + 1, last=last, total=total))
    with st.container(key=f"pager-{page_key}", horizontal=True, gap="medium"):
        _turn(page_key, _("Previous"), start - size, is_shown=start > 0)
        _turn(page_key, _("Next"), start + size, is_shown=last < total)


def _turn(page_key: str, label: str, to: int, *, is_shown: bool) -> None:
    if is_shown:
        st.button(
            label,
            key=f"{page_key}-{label.lower()}",
            type="tertiary",
            on_click=state.choose,
            args=(page_key, "offset", str(max(to, 0))),
        )
