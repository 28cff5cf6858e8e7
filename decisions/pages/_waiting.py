"""What is waited for, what is due to be looked at again, and for a lead what colleagues have overdue."""

import streamlit as st

from decisions.casework import overdue, service
from decisions.casework.model import Kind, Overdue, ToReview, Waiting
from decisions.pages import _draft
from isa.platform import clock
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _
from isa.ui import door, site
from isa.ui.components.table import Cell, Column, table

_NO_REFERENCE = _("No reference")
_OPENS = {Kind.REQUEST: "request_made", Kind.CONSULTATION: "consultation_entry"}


def listed() -> None:
    """The lists of the start page; those of a lead only when something of a colleague's is due."""
    _waiting(service.waiting_on(door.database(), door.actor()))
    _to_review(service.to_review(door.database(), door.actor()))
    if may(door.actor(), Action.OVERDUE_READ):
        _second_looks(overdue.second_looks(door.database(), door.actor()))
        _overdue(overdue.of_colleagues(door.database(), door.actor()))


def _due(one: Waiting | ToReview) -> Cell:
    if one.due_at is None:
        return Cell(_("No date set"), sort="9999")
    sort = one.due_at.isoformat()
    day = one.due_at.astimezone(clock.LONDON).date()
    if one.is_overdue:
        return Cell(
            _("Overdue since {day}").format(day=clock.show_date(day)), tag="yellow", sort=sort
        )
    if day == clock.today():
        return Cell(
            _("Today {due_at}").format(due_at=clock.show_time(one.due_at)), tag="yellow", sort=sort
        )
    return Cell(clock.show_date(day), sort=sort)


def _what(one: Waiting) -> str:
    chased = (
        _(", chased {chased_at}").format(chased_at=clock.show_instant(one.chased_at))
        if one.chased_at
        else ""
    )
    return f"{one.what.text}{chased}"


def _go(target: str) -> None:
    kind, _rest, which = target.partition(" ")
    if kind == "draft":
        _draft.go(_draft.resume(which))
    elif kind == "record":
        site.go("follow_up", record=which)
    else:
        site.go(kind, id=which)


def _waiting(found: tuple[Waiting, ...]) -> None:
    st.header(
        _("Waiting on others ({count})").format(count=len(found))
        if found
        else _("Waiting on others"),
        anchor=False,
    )
    if not found:
        st.markdown(_("You are not waiting for a receipt or an answer from anyone."))
        return
    table(
        "waiting",
        caption=_("Waiting on others"),
        columns=[_("Case"), _("Who"), _("Waiting for"), Column(_("Due"), sortable=True), _OPEN],
        rows=[
            [
                one.reference or _NO_REFERENCE,
                one.who,
                _what(one),
                _due(one),
                Cell(_("Open"), go=_target(one), more=f"{one.reference or ''} {one.who}".strip()),
            ]
            for one in found
        ],
        on_go=_go,
    )


_OPEN = Column(_("Open"), hidden=True)


def _target(one: Waiting) -> str:
    if one.record_id:
        return f"record {one.record_id}"
    return f"{_OPENS[one.kind]} {one.casework_id}"


def _to_review(found: tuple[ToReview, ...]) -> None:
    st.header(
        _("To review ({count})").format(count=len(found)) if found else _("To review"), anchor=False
    )
    if not found:
        st.markdown(_("No decision of yours is due for review in the next seven days."))
        return
    table(
        "reviews",
        caption=_("To review"),
        columns=[_("Case"), _("What"), Column(_("Due"), sortable=True), _OPEN],
        rows=[
            [
                one.reference or _NO_REFERENCE,
                one.what.text,
                _due(one),
                Cell(
                    _("Continue") if one.draft_id else _("Open"),
                    go=f"draft {one.draft_id}" if one.draft_id else f"record {one.record_id}",
                    more=f"{one.reference or ''} {one.what.text}".strip(),
                ),
            ]
            for one in found
        ],
        on_go=_go,
    )


def _second_looks(found: tuple[Overdue, ...]) -> None:
    if not found:
        return
    st.header(_("A second look is wanted ({count})").format(count=len(found)), anchor=False)
    table(
        "second-looks",
        caption=_("A second look is wanted"),
        columns=[_("Whose decision"), Column(_("By"), sortable=True), _OPEN],
        rows=[
            [
                one.owner_name,
                Cell(clock.show_instant(one.due_at), sort=one.due_at.isoformat()),
                Cell(_("Open"), go=f"record {one.record_id}", more=one.owner_name),
            ]
            for one in found
        ],
        on_go=_go,
    )


def _overdue(found: tuple[Overdue, ...]) -> None:
    if not found:
        return
    st.header(_("Overdue at your agency ({count})").format(count=len(found)), anchor=False)
    st.markdown(_("What your colleagues wrote is not shown here. Ask them, or open the record."))
    table(
        "overdue",
        caption=_("Overdue at your agency"),
        columns=[_("Whose"), _("What"), Column(_("Since"), sortable=True), _("Last try"), _OPEN],
        rows=[
            [
                one.owner_name,
                one.what.text,
                Cell(clock.show_instant(one.due_at), sort=one.due_at.isoformat()),
                clock.show_instant(one.chased_at) if one.chased_at else _("None"),
                Cell(_("Open"), go=f"record {one.record_id}", more=one.what.text)
                if one.record_id
                else "",
            ]
            for one in found
        ],
        on_go=_go,
    )
