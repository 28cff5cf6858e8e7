"""What has been kept long enough and what stops it, what is held, what was disposed of: for a lead."""

import streamlit as st
from pydantic import TypeAdapter

from decisions.disposal.certificates import service as kept
from decisions.disposal.due.service import due_page
from decisions.disposal.holding.service import find_to_hold, held_page
from decisions.disposal.model import HOLDS, MOST_AT_ONCE, Certificate, DuePage, Which
from decisions.pages._disposal import KEY, SELECTION, SHOWN, how_long, named
from isa.pages._register import PAGE_SIZE, offset, pager
from isa.platform import clock
from isa.platform.config import settings
from isa.platform.permissions import Action, may, require
from isa.platform.wording import gettext as _
from isa.ui import fields, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.frame import page
from isa.ui.text import plain

_HELD, _GONE = "held", "gone"
_WANTED = "reference"
_CERTIFICATES = TypeAdapter(tuple[Certificate, ...])


def _found(which: Which, start: int, limit: int = PAGE_SIZE) -> DuePage:
    return due_page(
        database(),
        actor(),
        which,
        years=settings().retention_years,
        on=clock.today(),
        offset=start,
        limit=limit,
    )


def _select_first() -> None:
    """In a callback: the oldest that may go, as many as one page of reasons is meant for."""
    SELECTION.replace([each.record_id for each in _found(Which.FREE, 0, MOST_AT_ONCE).lines])


def _go() -> None:
    if not SELECTION.ids():
        state.fail(KEY, {"": _("Select the records to dispose of first")})
    elif len(SELECTION.ids()) > MOST_AT_ONCE:
        words = _("Select at most {most} at once: each of them is read before it goes")
        state.fail(KEY, {"": words.format(most=MOST_AT_ONCE)})
    else:
        state.clear_faults()
        site.go("dispose")


def _open(record_id: str) -> None:
    site.go("record", record=record_id)


def _may_go() -> None:
    start = offset(KEY, Which.FREE)
    found = _found(Which.FREE, start)
    if not found.lines:
        st.markdown(_("No record may go now."))
        return
    SELECTION.above(
        found.free,
        MOST_AT_ONCE,
        go=_go,
        every=_select_first,
        label=_("Dispose of them"),
    )
    table(
        "due",
        caption=_("Kept long enough, and nothing stops them: the oldest first"),
        columns=[_("Case"), _("Sealed"), _("Due since")],
        rows=[
            [
                Cell(named(each.reference, each.record_id), go=each.record_id),
                clock.show_instant(each.sealed_at),
                clock.show_date(each.due_on),
            ]
            for each in found.lines
        ],
        on_go=_open,
        ticks=SELECTION.ticks(
            [each.record_id for each in found.lines],
            [named(each.reference, each.record_id) for each in found.lines],
            str(start),
        ),
    )
    pager(KEY, found.free, start)


def _stopped() -> None:
    start = offset(KEY, Which.STOPPED)
    found = _found(Which.STOPPED, start)
    if not found.lines:
        st.markdown(_("Nothing that is due is stopped."))
        return
    table(
        "stopped",
        caption=_("Kept long enough, but something stops them"),
        columns=[_("Case"), _("Due since"), _("Why it stays"), Column(_("Holds"), hidden=True)],
        rows=[
            [
                Cell(named(each.reference, each.record_id), go=f"record/{each.record_id}"),
                clock.show_date(each.due_on),
                ". ".join(each.stopped_by),
                Cell(
                    _("Holds"),
                    go=f"hold/{each.record_id}",
                    more=named(each.reference, each.record_id),
                ),
            ]
            for each in found.lines
        ],
        on_go=_record_or_hold,
    )
    pager(KEY, found.stopped, start)


def _record_or_hold(which: str) -> None:
    where, record_id = which.split("/")
    site.go(where, record=record_id)


def _held() -> None:
    start = offset(KEY, _HELD)
    found = held_page(database(), actor(), offset=start, limit=PAGE_SIZE)
    if found.lines:
        table(
            "held",
            caption=_("Held, whatever their age: the longest held first"),
            columns=[_("Case"), _("Held for"), _("Since"), _("Placed by"), _("Why")],
            rows=[
                [
                    Cell(named(each.reference, each.record_id), go=each.record_id),
                    HOLDS[each.kind],
                    clock.show_instant(each.placed_at),
                    each.placed_by_name,
                    each.why,
                ]
                for each in found.lines
            ],
            on_go=lambda record_id: site.go("hold", record=record_id),
        )
        pager(KEY, found.total, start)
    else:
        st.markdown(_("No record is held."))


def _find() -> None:
    st.header(_("Hold a record"), anchor=False)
    fields.text_input(
        _WANTED,
        _("Case reference"),
        state.chosen(KEY, _WANTED),
        hint=_("The whole reference. What a record says is encrypted and cannot be searched."),
    )
    st.button(
        _("Find"),
        key="find",
        on_click=lambda: state.choose(KEY, _WANTED, str(state.widget_value(_WANTED) or "").strip()),
    )
    wanted = state.chosen(KEY, _WANTED)
    if not wanted:
        return
    found = find_to_hold(database(), actor(), wanted)
    if not found:
        st.markdown(_("No record of your agency has exactly this reference."))
        return
    table(
        "found",
        caption=_("Records with this reference"),
        columns=[_("Sealed"), _("State"), Column(_("Hold"), hidden=True)],
        rows=[
            [
                clock.show_instant(each.sealed_at),
                Cell(_("Disposed of"), tag="gray")
                if each.is_disposed
                else Cell(_("Held"), tag="yellow")
                if each.holds
                else Cell(_("Not held")),
                "" if each.is_disposed else Cell(_("Hold, or lift"), go=each.record_id),
            ]
            for each in found
        ],
        on_go=lambda record_id: site.go("hold", record=record_id),
    )


def _gone() -> None:
    start = offset(KEY, _GONE)
    found = kept.certificate_page(database(), actor(), offset=start, limit=PAGE_SIZE)
    if not found.lines:
        st.markdown(_("Nothing has been disposed of."))
        return
    table(
        "gone",
        caption=_("Disposed of, the newest first"),
        columns=[_("Record"), _("Sealed"), _("Disposed of"), _("By"), _("Why")],
        rows=[
            [
                Cell(each.record_id, go=each.record_id),
                clock.show_instant(each.sealed_at),
                clock.show_instant(each.disposed_at),
                each.disposed_by_name,
                each.why,
            ]
            for each in found.lines
        ],
        on_go=lambda record_id: site.go("certificate", record=record_id),
    )
    pager(KEY, found.total, start)
    opened, reader = database(), actor()  # made outside this session's run
    st.markdown(
        _(
            "Give this file to whoever keeps the backups. A backup still holds what went after it was "
            "taken; with this file it goes again when the backup is put back."
        )
    )
    st.download_button(
        _("Download all certificates (JSON)"),
        data=lambda: _CERTIFICATES.dump_json(kept.all_taken_away(opened, reader), indent=1),
        file_name="certificates.json",
        mime="application/json",
        on_click="ignore",
        key="certificates",
    )


def _show() -> None:
    if not may(actor(), Action.RECORD_DISPOSE):
        _held()
        _find()
        return
    st.markdown(plain(how_long()))
    options = [(_HELD, _("Held")), (_GONE, _("Disposed of"))]
    if settings().retention_years is not None:
        counts = _found(Which.FREE, 0, 1)
        options = [
            (Which.FREE.value, _("Due, and may go ({count:,})").format(count=counts.free)),
            (
                Which.STOPPED.value,
                _("Due, and something stops it ({count:,})").format(count=counts.stopped),
            ),
            *options,
        ]
    drawn = {Which.FREE.value: _may_go, Which.STOPPED.value: _stopped, _HELD: _held, _GONE: _gone}
    chosen = state.chosen(KEY, SHOWN) or options[0][0]
    shown = fields.select(SHOWN, _("Show"), options, chosen)
    state.choose(KEY, SHOWN, shown or options[0][0])
    drawn[shown or options[0][0]]()
    _find()


require(actor(), Action.RECORD_HOLD)
with page(_("Disposal and holds"), key=KEY, wide=True):
    _show()
