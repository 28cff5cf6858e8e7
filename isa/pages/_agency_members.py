"""The members of a group of agencies, and whether each acceded to what the group signed."""

from collections.abc import Mapping

import streamlit as st

from isa.coverage.view import MembershipState
from isa.pages._agreement_fields import (
    agencies_chosen,
    attempt,
    several_agencies,
    typed_day,
    typed_text,
)
from isa.pages._register import PAGE_SIZE, offset, pager
from isa.platform import clock
from isa.platform.clock import show_date
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register import service as register
from isa.register.agencies.rosters.service import STATE_LABELS, Member
from isa.register.model import FROM_THE_BEGINNING, Agency
from isa.ui import fields, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.text import plain

_STATE_TAGS = {
    MembershipState.ACCEDED: "green",
    MembershipState.DECLINED: "red",
    MembershipState.NOT_RECORDED: "yellow",
}


def _member(member: Member, *, may_write: bool) -> list[Cell | str]:
    since = "" if member.since == FROM_THE_BEGINNING else show_date(member.since)
    cells: list[Cell | str] = [
        member.name,
        Cell(STATE_LABELS[member.state], tag=_STATE_TAGS[member.state]),
        since,
    ]
    return (
        [*cells, Cell(_("Choose"), go=member.agency_id, more=member.name)] if may_write else cells
    )


def roster(key: str, agency: Agency, *, may_write: bool) -> None:
    """A group's members, those nobody knows about first."""
    text = fields.text_input("member_text", _("Find a member"), "", hint=_("Part of its name."))
    start = offset(key, text)
    found = register.roster(
        database(), actor(), agency.id, on=clock.today(), text=text, offset=start, limit=PAGE_SIZE
    )
    st.markdown(plain(_counted(found.counts)))
    if found.members:
        heads: list[Column | str] = [_("Agency"), _("Has it acceded?"), _("Since")]
        table(
            "members",
            caption=_("Members"),
            columns=[*heads, Column(_("Choose"), hidden=True)] if may_write else heads,
            rows=[_member(each, may_write=may_write) for each in found.members],
            on_go=lambda agency_id: _pick(
                key, *(each for each in found.members if each.agency_id == agency_id)
            ),
        )
        if may_write and len(found.members) > 1:
            st.button(
                _("Choose the {count} shown").format(count=len(found.members)),
                key="choose_shown",
                type="tertiary",
                on_click=_pick,
                args=(key, *found.members),
            )
        pager(key, found.total, start)


def _counted(counts: Mapping[MembershipState, int]) -> str:
    """How many members there are, and how far they have come."""
    everyone = sum(counts.values())
    if not everyone:
        return _("The group has no members yet.")
    return ngettext("{count} member: {stands}.", "{count} members: {stands}.", everyone).format(
        count=f"{everyone:,}",
        stands=", ".join(f"{n:,} {STATE_LABELS[each].lower()}" for each, n in counts.items()),
    )


def _pick(key: str, *chosen: Member) -> None:
    """Choosing members of the table puts them among those the form is about."""
    names = state.notes(key).setdefault("names.members", {})
    if isinstance(names, dict):
        names.update({each.agency_id: each.name for each in chosen})


def members(key: str, agency: Agency) -> None:
    """Put agencies on the roster, or record for several at once whether they acceded."""
    roster(key, agency, may_write=True)
    st.header(_("Add members, or record whether they acceded"), anchor=False)
    st.markdown(
        _(
            "Nobody signs for a surgery or a school: a member is covered only once it acceded itself."
        )
    )
    several_agencies(key, "members", _("Which agencies?"), {})
    options = [(s.value, words) for s, words in STATE_LABELS.items()]
    fields.radios("state", _("Have they acceded?"), options, None)
    fields.date_input(
        "on", _("From which day?"), clock.today(), hint=_("Today, unless it was another day.")
    )
    fields.actions(
        _("Record it"),
        lambda: _record(key, agency),
        secondary=_("Done"),
        on_secondary=lambda: site.go("agency", id=agency.id),
    )


def _record(key: str, agency: Agency) -> None:
    def act() -> str:
        if not typed_text("state"):
            raise Invalid({"state": _("Select whether they have acceded")})
        count = register.record_members(
            database(),
            actor(),
            agency.id,
            agencies_chosen(key, "members"),
            state=MembershipState(typed_text("state")),
            on=typed_day("on", _("the day")),
        )
        return _("Recorded for {count}.").format(count=count)

    def after() -> None:
        state.notes(key).pop("names.members", None)
        state.say(_("Recorded."))

    attempt(key, act, after, renamed={"member_id": "members"})
