"""Choosing an agency from the register and a kind of record from the vocabulary."""

from collections.abc import Callable, Sequence

import streamlit as st

from decisions.journey.fields import NOT_LISTED
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agencies.service import nearby_agencies
from isa.register.model import AgencyInBrief
from isa.register.vocabulary import vocabulary
from isa.ui import door, fields
from isa.ui.fields import Option

_MOST = 20
_MOST_OF_A_KIND = 3
_SHORTEST = 3
_OTHER: Option = (
    NOT_LISTED,
    _("Not in the list"),
    _("You are asked next what kind of organisation or person they are."),
)
OFTEN = ("children_sc", "adults_sc", "police")
"""The kinds of agency offered before anything is typed: the front doors and the police."""


def choose_agency(
    key: str,
    label: str,
    value: str | None,
    on_change: Callable[[str | None], None],
    *,
    hint: str,
    kind: str = "",
) -> None:
    """Type a name, or take one that is asked for most; each with the number we checked.

    ``kind`` is what sort of recipient it is, where the start has said so: only those are then offered.
    """
    text = fields.text_input(f"{key}.text", _("Search by name"), "", hint=hint)
    with st.container(key=f"hits-{key}", gap=None):
        is_searching = len(text) >= _SHORTEST
        found = _searched(text) if is_searching else often(kind)
        with st.container(key=f"found-{key}"):  # always there: the list below keeps its focus
            if is_searching and (told := fields.search_told(len(found), _MOST)):
                st.markdown(told)
            else:
                st.empty()
        hits = [*(_option(agency) for agency in _with_chosen(found, value)), _OTHER]
        fields.radios(key, label, hits, value, on_change)


def _searched(text: str) -> list[AgencyInBrief]:
    database, actor = door.database(), door.actor()
    return _in_brief([h.id for h in register.search_agencies(database, actor, text, limit=_MOST)])


def _with_chosen(found: list[AgencyInBrief], value: str | None) -> list[AgencyInBrief]:
    """The agency that is chosen stands in every list: nobody goes on with one that is not shown."""
    if not value or value == NOT_LISTED or value in {agency.id for agency in found}:
        return found
    return [*_in_brief([value]), *found]


def often(kind: str = "") -> list[AgencyInBrief]:
    """The front doors and the police of this register, or those near of one sort of recipient."""
    database, actor = door.database(), door.actor()
    types = vocabulary().agency_types.values()
    of_kind = [one.code for one in types if one.recipient_class == kind and not one.is_class]
    return _in_brief(
        [
            hit.id
            for code in (of_kind if kind else OFTEN)
            for hit in nearby_agencies(database, actor, code, limit=_MOST_OF_A_KIND)
            if hit.id != actor.agency_id
        ][:_MOST]
    )


def _in_brief(ids: Sequence[str]) -> list[AgencyInBrief]:
    """Agencies with their numbers, in the same order."""
    found = register.agencies_in_brief(door.database(), door.actor(), ids)
    return [found[id_] for id_ in ids if id_ in found]


def _option(agency: AgencyInBrief) -> Option:
    return (agency.id, agency.name, number_line(agency))


def number_line(agency: AgencyInBrief) -> str:
    """The number that somebody checked, and when; or what to do without one."""
    if agency.verified_number is None or agency.verified_on is None:
        return _(
            "No checked number here. Look one up yourself; do not use one that a caller gave you."
        )
    return _("{verified_number}, checked {verified_on}").format(
        verified_number=agency.verified_number, verified_on=show_date(agency.verified_on)
    )


def agency_name(agency_id: str) -> str:
    """The name of an agency, or the id as it came when the register does not have it."""
    found = register.agencies_in_brief(door.database(), door.actor(), [agency_id])
    return found[agency_id].name if agency_id in found else agency_id


def category_name(code: str) -> str:
    """A kind of record in words."""
    term = vocabulary().categories.get(code)
    return term.label if term else code


def choose_category(
    key: str,
    label: str,
    value: str | None,
    on_change: Callable[[str | None], None],
    *,
    hint: str,
) -> None:
    """A kind of record from the vocabulary; groups themselves are not offered."""
    options = [(t.code, t.label) for t in vocabulary().categories.values() if not t.is_group]
    fields.select(key, label, options, value, on_change, hint=hint)
