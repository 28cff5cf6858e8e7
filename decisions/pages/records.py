"""Drafts to go on with, records newest first, and finding a record by the case reference."""

import streamlit as st

from decisions.journey import service as drafts
from decisions.journey.cleaned import cleaned
from decisions.pages import _draft, _late
from decisions.pages._pages_of import part_of, turn
from decisions.records import service, wording
from decisions.records.service import RecordLine
from isa.platform import clock
from isa.platform.identity import Role
from isa.platform.wording import gettext as _
from isa.ui import door, fields, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.frame import page

_PAGE = "records"
_WANTED = "reference"
# So many drafts stand on a page, above the records.
_AT_ONCE = 20
_DECIDES = frozenset({Role.PRACTITIONER, Role.SAFEGUARDING_LEAD})


@_late.while_there()
def _resume(draft_id: str) -> None:
    where, params = _draft.resume(draft_id)
    site.go(where, **params)


def _drafts() -> None:
    found = drafts.list_drafts(door.database(), door.actor())
    if not found:
        return
    st.header(_("Your drafts"), anchor=False)
    table(
        "drafts",
        caption=_("Your drafts"),
        columns=[_("Case"), _("Saved"), Column(_("Continue"), hidden=True)],
        rows=[
            [
                one.reference or _("No reference"),
                clock.show_instant(one.saved_at),
                Cell(
                    _("Continue"), go=one.id, more=one.reference or clock.show_instant(one.saved_at)
                ),
            ]
            for one in part_of(_PAGE, found, _AT_ONCE)
        ],
        on_go=_resume,
    )
    turn(_PAGE, len(found), _AT_ONCE)


def _state(line: RecordLine) -> Cell:
    if line.is_disposed:
        return Cell(_("Disposed of"), tag="gray")
    if line.superseded_by:
        return Cell(_("Replaced"), tag="gray")
    if line.review_on and line.review_on <= clock.today():
        return Cell(_("Review due"), tag="yellow")
    return Cell(
        _("Review {review_on}").format(review_on=clock.show_date(line.review_on))
        if line.review_on
        else ""
    )


def _listed(key: str, caption: str, lines: tuple[RecordLine, ...]) -> None:
    """Whoever reads colleagues' records sees who decided: a reference may be missing."""
    shows_whose = _reads_others()
    names = service.authors(door.database(), door.actor(), lines) if shows_whose else {}
    table(
        key,
        caption=caption,
        columns=[
            _("Case"),
            _("What"),
            *([_("Decided by")] if shows_whose else []),
            Column(_("Sealed"), sortable=True),
            _("State"),
            Column(_("Open"), hidden=True),
        ],
        rows=[
            [
                line.reference or _("No reference"),
                wording.title(line.outcome),
                *([names[line.author_id]] if shows_whose else []),
                Cell(clock.show_instant(line.sealed_at), sort=line.sealed_at.isoformat()),
                _state(line),
                Cell(_("Open"), go=line.id, more=line.reference or line.id),
            ]
            for line in lines
        ],
        on_go=lambda record_id: site.go("record", record=record_id),
    )


def _look_for() -> None:
    state.choose(_PAGE, _WANTED, cleaned(str(state.widget_value(_WANTED) or "")).strip())


def _find() -> None:
    st.header(_("Find a record"), anchor=False)
    fields.text_input(
        _WANTED,
        _("Case reference"),
        state.chosen(_PAGE, _WANTED),
        hint=_("The whole reference. What a record says is encrypted and cannot be searched."),
    )
    st.button(_("Find"), key="find", on_click=_look_for)
    wanted = state.chosen(_PAGE, _WANTED)
    if not wanted:
        return
    found = service.find_by_reference(door.database(), door.actor(), wanted)
    if found:
        _listed("found", _("Records with this reference"), found)
    else:
        st.markdown(_("No record you may read has exactly this reference."))


def _reads_others() -> bool:
    return not door.actor().roles <= {Role.PRACTITIONER}


def _records() -> None:
    database, actor = door.database(), door.actor()
    is_lead = _reads_others()
    st.header(_("Records at your agency") if is_lead else _("Your records"), anchor=False)
    shown = service.readable_records if is_lead else service.my_records
    lines = shown(database, actor)
    if not lines:
        st.markdown(_("There are no records yet. Each decision you seal is listed here."))
        return
    _listed("records", _("Records, newest first"), lines)
    if len(lines) == service.PAGE:
        st.markdown(
            _("These are the newest {page}. Find an older one by its case reference.").format(
                page=service.PAGE
            )
        )


def main() -> None:
    """Draw the page."""
    with page(_("Records"), key=_PAGE):
        if door.actor().roles & _DECIDES:
            _drafts()
        _records()
        _find()


main()
