"""The last step: exactly what would change, what stops it, what is uncertain."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from isa.pages._import_agreement import agreement_cells
from isa.pages._import_words import figures
from isa.pages._register import PAGE_SIZE, offset, pager
from isa.platform import clock
from isa.platform.errors import Invalid, Stale
from isa.platform.wording import gettext as _
from isa.register.exporting.shape import Row
from isa.register.importing import service as importing
from isa.register.importing.model import Cause, Layout, Weight
from isa.register.importing.plan import Plan
from isa.register.importing.service import Batch
from isa.register.vocabulary import vocabulary
from isa.ui import fields, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.frame import page


def show(batch: Batch) -> None:
    """Everything an import would do, before anything is done."""
    key = f"import-{batch.id}"
    plan = importing.plan_of(database(), actor(), batch.id)

    def back() -> None:
        if plan.layout is Layout.WHOLE:
            site.go("imports")
        else:
            site.go("import_file", id=batch.id, step="names")

    with page(_("What would change"), section=_("Import"), key=key, back=back, wide=True):
        st.text(batch.file_name)
        figures(plan.counts())
        _findings(key, plan, Weight.FAULT, _("What stops it"))
        if not plan.is_ready:
            _mend(batch, plan)
        _agreements(key, plan)
        _agencies(key, plan)
        _whole(plan)
        _numbers(key, plan)
        _findings(key, plan, Weight.DOUBT, _("What is uncertain"))
        _findings(key, plan, Weight.NOTE, _("Good to know"))
        if plan.is_ready and not plan.changes_anything:
            st.markdown(_("The register has all of this already: nothing would change."))
        fields.actions(
            _("Write it to the register"),
            lambda: _commit(batch, key, plan.digest()),
            secondary=_("Put this import away"),
            on_secondary=lambda: _discard(batch),
            is_blocked=not (plan.is_ready and plan.changes_anything),
        )


def _findings(key: str, plan: Plan, weight: Weight, title: str) -> None:
    found = plan.causes(weight)
    if not found:
        return
    st.header(title, anchor=False)
    page_key = f"{key}-{weight.value}"
    start = offset(page_key, "")
    table(
        page_key,
        caption=title,
        columns=[_("Where"), _("What")],
        rows=[_finding(plan, each) for each in found[start : start + PAGE_SIZE]],
    )
    pager(page_key, len(found), start)


def _finding(plan: Plan, each: Cause) -> list[Cell | str]:
    return [each.where(plan.headings), each.sentence]


def _mend(batch: Batch, plan: Plan) -> None:
    st.markdown(
        _(
            "Nothing goes in while one of these stands. Mend the file and import it again, say what a "
            "name means, or leave out the days and codes that cannot be read."
        )
    )
    if plan.layout is Layout.AGREEMENTS and not batch.mapping.leave_out_unreadable:
        st.button(
            _("Leave out what cannot be read"), key="lenient", on_click=_lenient, args=(batch,)
        )


def _lenient(batch: Batch) -> None:
    fresh = batch.mapping.model_copy(update={"leave_out_unreadable": True})
    importing.set_mapping(database(), actor(), batch.id, fresh)
    state.say(_("What cannot be read is left out, and listed under what is uncertain."))


def _agreements(key: str, plan: Plan) -> None:
    changed = [each for each in plan.agreements if each.is_changed]
    if not changed:
        return
    st.header(_("Agreements"), anchor=False)
    page_key = f"{key}-agreements"
    start = offset(page_key, "")
    table(
        page_key,
        caption=_("Agreements that would be added or changed"),
        columns=[
            Column(_("Reference"), sortable=True),
            _("Title"),
            _("Standing"),
            _("What changes"),
            _("Parties"),
        ],
        rows=[agreement_cells(each) for each in changed[start : start + PAGE_SIZE]],
    )
    pager(page_key, len(changed), start)


def _agencies(key: str, plan: Plan) -> None:
    if plan.agencies:
        st.header(_("New agencies"), anchor=False)
        page_key = f"{key}-agencies"
        start = offset(page_key, "")
        kinds = vocabulary().agency_types
        table(
            page_key,
            caption=_("Agencies that would be added"),
            columns=[
                Column(_("Name"), sortable=True),
                Column(_("Kind"), sortable=True),
                _("Codes"),
            ],
            rows=[
                [
                    each.name,
                    kinds[each.type].label,
                    ", ".join(each.identifiers.values()),
                ]
                for each in plan.agencies[start : start + PAGE_SIZE]
            ],
        )
        pager(page_key, len(plan.agencies), start)
    if plan.identifiers:
        st.header(_("Codes for agencies the register has"), anchor=False)
        page_key = f"{key}-codes"
        start = offset(page_key, "")
        table(
            page_key,
            caption=_("Codes that would be added"),
            columns=[_("Agency"), _("Codes")],
            rows=[
                [each.name, ", ".join(one.value for one in each.identifiers)]
                for each in plan.identifiers[start : start + PAGE_SIZE]
            ],
        )
        pager(page_key, len(plan.identifiers), start)


def _whole(plan: Plan) -> None:
    if plan.whole is None:
        return
    rows: Sequence[list[Cell | str]] = [
        [name, str(len(plan.whole.come[name])), str(len(plan.whole.go[name]))]
        for name in plan.whole.come
        if plan.whole.come[name] or plan.whole.go[name]
    ]
    if rows:
        table(
            "whole",
            caption=_("Rows of the export that differ from the register"),
            columns=[_("Sheet"), _("Rows that come"), _("Rows that go")],
            rows=rows,
        )


def _numbers(key: str, plan: Plan) -> None:
    """Each number that comes and goes: practitioners ring them, so they are looked at one by one."""
    if plan.whole is None:
        return
    names = {
        str(entry.values["id"]): str(entry.values["name"])
        for entry in plan.whole.entries["agencies"]
    }
    comes = Cell(_("Comes"), tag="blue")
    goes = Cell(_("Goes"), tag="yellow")
    found = [
        (tag, row)
        for tag, rows in ((goes, plan.whole.go), (comes, plan.whole.come))
        for row in rows["contacts"]
    ]
    if not found:
        return
    found.sort(key=lambda each: str(each[1]["agency_id"]))
    st.header(_("Numbers to ring"), anchor=False)
    page_key = f"{key}-numbers"
    start = offset(page_key, "")
    table(
        page_key,
        caption=_("Numbers that come and go"),
        columns=[_("Agency"), _("Number"), _("What for"), _("Standing"), _("Checked here")],
        rows=[_number(names, tag, row) for tag, row in found[start : start + PAGE_SIZE]],
    )
    pager(page_key, len(found), start)


def _number(names: Mapping[str, str], tag: Cell, row: Row) -> list[Cell | str]:
    day, agency = row["verified_on"], str(row["agency_id"])
    checked = clock.show_date(day) if isinstance(day, date) else _("not checked")
    return [names.get(agency, agency), str(row["number"]), str(row["label"]), tag, checked]


def _commit(batch: Batch, key: str, digest: str) -> None:
    try:
        importing.commit(database(), actor(), batch.id, digest=digest)
    except (Invalid, Stale) as error:
        state.fail(key, {"": str(error)})
        return
    state.clear_faults()
    state.tell(_("It is in the register."))


def _discard(batch: Batch) -> None:
    importing.discard(database(), actor(), batch.id)
    state.tell(_("The import is put away. Nothing was written to the register."))
    site.go("imports")
