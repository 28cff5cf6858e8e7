"""Choosing an agency from the register and a kind of record from the vocabulary."""

from collections.abc import Callable, Sequence

import streamlit as st

from decisions.journey.fields import NOT_LISTED
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agencies.service import nearby_agencies
from isa.register.model import AgencyHit, AgencyInBrief
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
) -> None:
    """Type a name, or take one that is asked for most; each with the number we checked."""
    text = fields.text_input(f"{key}.text", _("Search by name"), "", hint=hint)
    with st.container(key=f"hits-{key}", gap=None):
        hits = _hits(text, value)
        if len(text) >= _SHORTEST and len(hits) == 1:
            st.markdown(
                _("Nothing matches. Check the spelling, or try a shorter part of the name.")
            )
        if len(hits) > _MOST:
            st.markdown(
                _("These are the first {most}. Type more of the name to narrow it down.").format(
                    most=_MOST
                )
            )
        fields.radios(key, label, hits, value, on_change)


def _hits(text: str, value: str | None) -> list[Option]:
    if len(text) >= _SHORTEST:
        database, actor = door.database(), door.actor()
        found = _in_brief(register.search_agencies(database, actor, text, limit=_MOST))
    else:
        found = often(found_before=value)
    return [*(_option(agency) for agency in found), _OTHER]


def often(found_before: str | None = None) -> list[AgencyInBrief]:
    """The agency chosen before, then the front doors and the police of this register."""
    database, actor = door.database(), door.actor()
    hits = [
        hit
        for kind in OFTEN
        for hit in nearby_agencies(database, actor, kind, limit=_MOST_OF_A_KIND)
    ]
    found = _in_brief(hits)
    if found_before and found_before != NOT_LISTED and found_before not in {a.id for a in found}:
        found.insert(0, register.agency(database, actor, found_before))
    return found[:_MOST]


def _in_brief(hits: Sequence[AgencyHit]) -> list[AgencyInBrief]:
    """The agencies of some hits with their numbers, in the same order."""
    ids = [hit.id for hit in hits]
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
