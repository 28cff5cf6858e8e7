"""Agreements: all of them with their standing today, narrowed, in order, selected, taken away."""

import streamlit as st

from isa.pages._agreements_filter import CODES, KEY, in_words, narrow
from isa.pages._listing import (
    downloads,
    filter_in_use,
    found_line,
    order_in_use,
    sort_by,
    use_filter,
)
from isa.pages._register import COLUMNS_SORTED, PAGE_SIZE, agreements_table, offset, pager
from isa.pages._selection import Selection
from isa.pages._work import change_together
from isa.platform import clock
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register import service as register
from isa.register.listing.agreements.service import agreement_ids
from isa.register.listing.exporting.service import export_agreements
from isa.register.listing.model import AgreementsWanted, Order
from isa.register.worklist.model import MOST_AT_ONCE, TaskKey, TaskKind
from isa.ui import site, state
from isa.ui.door import actor, database
from isa.ui.frame import page

_SELECTION = Selection(KEY)
_ORDERS = tuple(order.value for order in COLUMNS_SORTED)


def _go() -> None:
    if not _SELECTION.ids():
        state.fail(KEY, {"": _("Select something in the list first")})
        return
    state.clear_faults()
    keys = [TaskKey(kind=TaskKind.INCOMPLETE, agreement_id=each) for each in _SELECTION.ids()]
    change_together(keys, back=KEY)


def _list(wanted: AgreementsWanted) -> None:
    place, descending = order_in_use(KEY, _ORDERS)
    today, order = clock.today(), Order(_ORDERS[place])
    start = offset(KEY, f"{wanted.model_dump_json()}{order}{descending}")
    found = register.list_agreements(
        database(),
        actor(),
        on=today,
        wanted=wanted,
        order=order,
        descending=descending,
        offset=start,
        limit=PAGE_SIZE,
    )
    said = in_words(wanted)
    counted = ngettext("{count:,} agreement", "{count:,} agreements", found.total).format(
        count=found.total
    )
    found_line(KEY, counted, said, AgreementsWanted, CODES)
    if not found.agreements:
        st.markdown(
            _("No agreement is like this. Show all, or take something out of the filter.")
            if said
            else _("There are no agreements in the register yet.")
        )
        return
    ticks = None
    if may(actor(), Action.WORK_LIST_READ):
        _SELECTION.above(
            found.total,
            MOST_AT_ONCE,
            go=_go,
            every=lambda: _SELECTION.replace(
                agreement_ids(database(), actor(), wanted, on=today, limit=MOST_AT_ONCE)
            ),
        )
        ticks = _SELECTION.ticks(
            [each.id for each in found.agreements],
            [f"{each.reference}, {each.title}" for each in found.agreements],
            f"{start}:{wanted}:{place}{descending}",
        )
    agreements_table(
        "agreements-table",
        _("Agreements as at {today}").format(today=clock.show_date(today)),
        found.agreements,
        today,
        ticks=ticks,
        sorted_by=place,
        descending=descending,
        on_sort=sort_by(KEY, _ORDERS),
    )
    pager(KEY, found.total, start)
    opened, reader = database(), actor()  # made outside this session's run
    downloads(
        KEY,
        "agreements",
        lambda form: export_agreements(
            opened, reader, wanted, form=form, on=today, order=order, descending=descending
        ),
        has_days=True,
    )


with page(_("Agreements"), key=KEY, wide=True):
    with st.container(key="agreements-links", horizontal=True, gap="medium"):
        if register.keeps_agency(
            database(), actor(), actor().agency_id, action=Action.AGREEMENT_WRITE
        ):
            site.link(_("New agreement"), "agreement_new")
        if may(actor(), Action.AGREEMENT_READ):
            site.link(_("What would lapse if one ended?"), "impact")
    asked = narrow(filter_in_use(KEY, AgreementsWanted, CODES))
    use_filter(KEY, asked, CODES)
    _list(asked)
