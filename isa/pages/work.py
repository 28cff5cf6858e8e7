"""The work list: what waits for whoever keeps the register, narrowed down, kept, selected, taken away."""

import streamlit as st

from isa.pages._agreement_fields import attempt, typed_text
from isa.pages._listing import downloads
from isa.pages._register import PAGE_SIZE, offset, pager
from isa.pages._wanted import wanted_most
from isa.pages._work import (
    KEY,
    SELECTION,
    change_together,
    filter_in_use,
    name_of,
    open_task,
    pick,
    picked,
    row,
    use_filter,
)
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.worklist.exporting.service import export_work_list
from isa.register.worklist.filters.service import (
    KeptFilter,
    drop_filter,
    keep_filter,
    kept_filters,
)
from isa.register.worklist.model import LABELS, MOST_AT_ONCE, ONLY_ALONE, TaskKind, Wanted
from isa.register.worklist.service import how_many, keys_of, work_list
from isa.ui import fields, panels, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.frame import page

_ALL, _DEMAND = "all", "demand"
_WIDGETS = ("kind", "text", "owner", "days")


def _counts() -> dict[TaskKind, int]:
    """How much there is of each kind, counted once in a visit."""
    notes = state.notes(KEY)
    if "counts" not in notes:
        notes["counts"] = how_many(database(), actor(), on=clock.today())
    held = notes["counts"]
    return held if isinstance(held, dict) else {}


def _narrow(now: Wanted) -> Wanted | None:
    """The fields of the filter; None where demand is shown instead of tasks."""
    counts = _counts()
    waits = sum(count for kind, count in counts.items() if kind not in ONLY_ALONE)
    options = [
        (_ALL, _("Everything that waits ({count:,})").format(count=waits)),
        *((kind.value, f"{LABELS[kind]} ({counts.get(kind, 0):,})") for kind in TaskKind),
        (_DEMAND, _("Wanted and not covered")),
    ]
    kind = fields.select("kind", _("Show"), options, now.kind.value if now.kind else _ALL)
    is_narrowed = bool(now.text or now.owner or now.days is not None)
    with panels.details(_("Narrow it down"), is_open=is_narrowed):
        text = fields.text_input(
            "text",
            _("Words"),
            now.text,
            hint=_("Of a title, a reference or the name of a party."),
        )
        owner = fields.text_input(
            "owner", _("Looked after by"), now.owner, hint=_("The post, as the agreement says it.")
        )
        days = fields.text_input(
            "days",
            _("Late or waiting for at least"),
            "" if now.days is None else str(now.days),
            hint=_("A number of days."),
            width=120,
        )
    if days and not (days.isascii() and days.isdigit()):
        raise Invalid({"days": _("Enter a whole number of days, or leave it empty")})
    if kind == _DEMAND:
        return None
    return Wanted(
        kind=TaskKind(kind) if kind and kind != _ALL else None,
        text=text,
        owner=owner,
        days=int(days[:6]) if days else None,
    )


def _set_filter(wanted: Wanted) -> None:
    """In a callback: use a filter, also in the fields that show it."""
    use_filter(wanted)
    for name in _WIDGETS:
        state.forget_widgets(name)


def _kept(wanted: Wanted) -> None:
    held = kept_filters(database(), actor())
    with panels.details(_("Your filters ({count})").format(count=len(held))):
        if held:
            table(
                "filters",
                caption=_("Your filters"),
                columns=[_("Name"), _("It shows"), Column(_("Delete"), hidden=True)],
                rows=[
                    [
                        Cell(each.name, go=f"use/{each.id}"),
                        _in_words(each.wanted),
                        Cell(_("Delete"), go=f"drop/{each.id}", more=each.name),
                    ]
                    for each in held
                ],
                on_go=lambda which: _use_or_drop(held, which),
            )
        st.markdown(_("Keep what is shown now under a name. Only you see it."))
        fields.text_input("name", _("Name"), "", hint=_("No names of people."))
        st.button(_("Keep this filter"), key="keep_filter", on_click=_keep, args=(wanted,))


def _in_words(wanted: Wanted) -> str:
    parts = (
        LABELS[wanted.kind] if wanted.kind else _("Everything that waits"),
        f"“{wanted.text}”" if wanted.text else "",
        wanted.owner,
        ngettext("{days} day or more", "{days} days or more", wanted.days).format(days=wanted.days)
        if wanted.days is not None
        else "",
    )
    return "; ".join(part for part in parts if part)


def _use_or_drop(held: tuple[KeptFilter, ...], which: str) -> None:
    what, filter_id = which.split("/")
    chosen = next((each for each in held if each.id == filter_id), None)
    if chosen is None:
        return
    if what == "use":
        _set_filter(chosen.wanted)
        state.say(_("Now showing: {name}.").format(name=chosen.name))
        return

    def act() -> str:
        drop_filter(database(), actor(), filter_id)
        return _("The filter is deleted.")

    attempt(KEY, act, lambda: state.say(_("The filter is deleted.")))


def _keep(wanted: Wanted) -> None:
    def act() -> str:
        keep_filter(database(), actor(), typed_text("name"), wanted)
        return _("The filter is kept.")

    def after() -> None:
        state.forget_widgets("name")
        state.say(_("The filter is kept."))

    attempt(KEY, act, after)


def _list(wanted: Wanted) -> None:
    today = clock.today()
    start = offset(KEY, wanted.model_dump_json())
    found = work_list(database(), actor(), wanted, on=today, offset=start, limit=PAGE_SIZE)
    if not found.tasks:
        st.markdown(_("Nothing waits here."))
        return
    SELECTION.above(
        found.total,
        MOST_AT_ONCE,
        go=_go,
        every=lambda: pick(keys_of(database(), actor(), wanted, on=today)),
    )
    table(
        "tasks",
        caption=_("What waits, the most urgent first, as at {today}").format(
            today=clock.show_date(today)
        ),
        columns=[
            Column(_("Reference"), sortable=True),
            Column(_("Task"), sortable=True),
            Column(_("Party"), sortable=True),
            Column(_("Title"), sortable=True),
            Column(_("Due, or since"), sortable=True),
            Column(_("Late or waiting"), sortable=True),
            _("More"),
            Column(_("What would lapse?"), hidden=True),
        ],
        rows=[row(task) for task in found.tasks],
        on_go=open_task,
        ticks=SELECTION.ticks(
            [str(task.key) for task in found.tasks],
            [name_of(task) for task in found.tasks],
            f"{start}:{wanted}",
        ),
    )
    pager(KEY, found.total, start)
    opened, reader = database(), actor()  # made outside this session's run
    downloads(
        KEY,
        "work-list",
        lambda form: export_work_list(opened, reader, wanted, form=form, on=today),
    )


def _go() -> None:
    if not picked():
        state.fail(KEY, {"": _("Select something in the list first")})
        return
    state.clear_faults()
    change_together(picked(), back=KEY)


require(actor(), Action.WORK_LIST_READ)
with page(_("Work list"), key=KEY, wide=True):
    asked = _narrow(filter_in_use())
    if asked is None:
        wanted_most(clock.today())
    else:
        use_filter(asked)
        _kept(asked)
        _list(asked)
