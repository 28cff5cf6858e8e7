"""Agencies: all of them, narrowed, in order, with what is not recorded about each, taken away."""

import streamlit as st

from isa.pages._listing import (
    agency_of,
    downloads,
    filter_in_use,
    found_line,
    one_of,
    order_in_use,
    sort_by,
    use_filter,
)
from isa.pages._register import PAGE_SIZE, offset, pager
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register import service as register
from isa.register.listing.exporting.service import export_agencies
from isa.register.listing.model import (
    LACK_LABELS,
    OPERATING_LABELS,
    AgenciesWanted,
    AgencyOrder,
    Lack,
)
from isa.register.model import ListedAgency
from isa.register.vocabulary import vocabulary
from isa.ui import fields, panels, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.fields import Option
from isa.ui.frame import page

_KEY = "agencies"
_CODES = ("type", "group", "operating", "lack")
_ORDERS = (AgencyOrder.NAME.value, AgencyOrder.KIND.value, AgencyOrder.AREA.value)


def _find_groups(text: str) -> list[Option]:
    groups = [code for code, kind in vocabulary().agency_types.items() if kind.is_class]
    wanted = (AgenciesWanted(text=text, type=code) for code in groups)
    found = [register.list_agencies(database(), actor(), wanted=each, limit=20) for each in wanted]
    return [(hit.id, hit.name, hit.type_label) for page_ in found for hit in page_.hits]


def _group_name(agency_id: str) -> str:
    found = register.agencies_in_brief(database(), actor(), {agency_id} if agency_id else set())
    return found[agency_id].name if agency_id in found else agency_id


def _narrow(now: AgenciesWanted) -> AgenciesWanted:
    kinds = {code: kind.label for code, kind in vocabulary().agency_types.items()}
    text = fields.text_input(
        "text",
        _("Find an agency"),
        now.text,
        hint=_("The beginnings of words in its name, in any order."),
    )
    with panels.details(_("Narrow it down")):
        left, right = st.columns(2)
        with left:
            kind = one_of("type", _("Kind"), kinds, now.type)
            operating = one_of("operating", _("Standing"), OPERATING_LABELS, now.operating)
        with right:
            lack = ""
            if may(actor(), Action.WORK_LIST_READ):
                lack = one_of("lack", _("Not recorded"), LACK_LABELS, now.lack)
            agency_of(_KEY, "group", _("Member of"), _find_groups, _group_name(now.group))
    return AgenciesWanted.model_validate(
        {
            "text": text,
            "type": kind,
            "group": now.group,
            "operating": operating or None,
            "lack": lack or None,
        }
    )


def _in_words(wanted: AgenciesWanted) -> str:
    member = _("Member of: {group}").format(group=_group_name(wanted.group))
    said = (
        f"“{wanted.text}”" if wanted.text else "",
        vocabulary().agency_types[wanted.type].label if wanted.type else "",
        OPERATING_LABELS[wanted.operating] if wanted.operating else "",
        LACK_LABELS[wanted.lack] if wanted.lack else "",
        member if wanted.group else "",
    )
    return "; ".join(part for part in said if part)


def _row(hit: ListedAgency) -> list[Cell | str]:
    standing = Cell(_("Closed"), tag="gray") if hit.is_closed else Cell(_("Operates"))
    lacks = "; ".join(LACK_LABELS[Lack(code)] for code in hit.lacks)
    return [Cell(hit.name, go=hit.id), hit.type_label, hit.area, standing, lacks]


def _list(wanted: AgenciesWanted) -> None:
    place, descending = order_in_use(_KEY, _ORDERS)
    order, said = AgencyOrder(_ORDERS[place]), _in_words(wanted)
    start = offset(_KEY, f"{wanted.model_dump_json()}{order}{descending}")
    found = register.list_agencies(
        database(),
        actor(),
        wanted=wanted,
        order=order,
        descending=descending,
        offset=start,
        limit=PAGE_SIZE,
    )
    counted = ngettext("{count:,} agency", "{count:,} agencies", found.total).format(
        count=found.total
    )
    found_line(_KEY, counted, said, AgenciesWanted, _CODES)
    if not found.hits:
        st.markdown(
            _("No agency is like this. Check the spelling, try fewer words, or show all.")
            if said
            else _("There are no agencies in the register yet.")
        )
        return
    keeps = may(actor(), Action.WORK_LIST_READ)
    table(
        "agencies-table",
        caption=_("Agencies"),
        columns=[
            Column(_("Name"), sortable=True),
            Column(_("Kind"), sortable=True),
            Column(_("Place"), sortable=True),
            Column(_("Standing")),
            *([Column(_("Not recorded"))] if keeps else []),
        ],
        rows=[_row(hit)[: 5 if keeps else 4] for hit in found.hits],
        on_go=lambda agency_id: site.go("agency", id=agency_id),
        sorted_by=place,
        descending=descending,
        on_sort=sort_by(_KEY, _ORDERS),
    )
    pager(_KEY, found.total, start)
    opened, reader = database(), actor()  # made outside this session's run
    downloads(
        _KEY,
        "agencies",
        lambda form: export_agencies(
            opened, reader, wanted, form=form, order=order, descending=descending
        ),
    )


with page(_("Agencies"), key=_KEY, wide=True):
    with st.container(key="agencies-links", horizontal=True, gap="medium"):
        if register.keeps_agency(database(), actor(), None):
            site.link(_("Add an agency"), "agency_edit")
        if may(actor(), Action.AGREEMENT_READ):
            site.link(_("What would lapse if one left?"), "impact")
    asked = _narrow(filter_in_use(_KEY, AgenciesWanted, _CODES))
    use_filter(_KEY, asked, _CODES)
    _list(asked)
