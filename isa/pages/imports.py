"""Import and export: bring a file in, carry on with one, take the whole register out."""

import streamlit as st

from isa.pages._import_words import STATES
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register.exporting.service import export_register
from isa.register.importing import service as importing
from isa.register.importing.limits import MOST_BYTES, MOST_WITH_PAPERS
from isa.register.importing.model import Layout
from isa.ui import fields, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.fields.parts import field
from isa.ui.frame import page

_KEY = "imports"
_MEGABYTES, _WITH_PAPERS = MOST_BYTES // 1_000_000, MOST_WITH_PAPERS // 1_000_000


def _begin() -> None:
    held = state.widget_value("file")
    try:
        if not hasattr(held, "getvalue"):
            raise Invalid(
                {
                    "file": _(
                        "Choose a file of at most {size} MB. If you have chosen one, it has not arrived "
                        "yet: wait until its name stands below, and press again"
                    ).format(size=_WITH_PAPERS)
                }
            )
        name = str(getattr(held, "name", ""))
        batch = importing.stage(database(), actor(), bytes(held.getvalue()), name)
    except Invalid as error:
        state.fail(_KEY, error.faults)
        return
    state.clear_faults()
    state.forget_widgets("file")
    step = "preview" if batch.mapping.layout is Layout.WHOLE else "columns"
    site.go("import_file", id=batch.id, step=step)


def _listed() -> None:
    found = importing.batches(database(), actor())
    if not found:
        st.markdown(_("Nothing has been imported yet."))
        return
    table(
        "batches",
        caption=_("Imports, newest first"),
        columns=[_("File"), Column(_("Brought in"), sortable=True), _("Standing")],
        rows=[
            [
                Cell(each.file_name, go=each.id),
                Cell(clock.show_instant(each.created_at), sort=each.created_at.isoformat()),
                Cell(*STATES[each.state]),
            ]
            for each in found
        ],
        on_go=lambda batch_id: site.go("import_file", id=batch_id, step="preview"),
    )


def _export(form: str, label: str, mime: str) -> None:
    where, who = database(), actor()  # the file is made outside the session, which knows neither
    st.download_button(
        label,
        lambda: export_register(where, who, form=form, on=clock.today()),
        file_name=f"register.{form}",
        mime=mime,
        key=f"export-{form}",
        on_click="ignore",
    )


require(actor(), Action.REGISTER_IMPORT)
with page(_("Import and export"), key=_KEY, back="register"):
    st.markdown(
        _(
            "Bring in the spreadsheet you keep your agreements in, or a list of agencies. You see what "
            "would change before anything does. Nothing goes in by halves, and you can take it back."
        )
    )
    label = _("The file")
    hint = _(
        "CSV, Excel (.xlsx) or ODS, or an export of a register. {size} MB at most, without macros; an "
        "export with papers (.zip) {larger} MB."
    ).format(size=_MEGABYTES, larger=_WITH_PAPERS)
    with field("file", label, hint, is_heading=False):
        st.file_uploader(
            label,
            key="w.file",
            type=["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "json", "zip"],
            max_upload_size=_WITH_PAPERS,
            label_visibility="collapsed",
        )
    fields.actions(_("Read the file"), _begin)
    st.header(_("Imports so far"), anchor=False)
    _listed()
    st.header(_("Export the whole register"), anchor=False)
    st.markdown(
        _(
            "The export holds every agency, agreement, party and row as the register knows them now, what "
            "happened to agreements, notes, checks, numbered versions and what they said, assurances, and "
            "your own filters. It can be imported again, here or elsewhere. A number counts as checked only "
            "in the register where it was rung. Each export is noted in the audit trail. What the register "
            "held once and no longer holds stays here, and so do users and decisions."
        )
    )
    _export("zip", _("Download with the papers (.zip)"), "application/zip")
    _export(
        "xlsx",
        _("Download as a workbook (.xlsx)"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    _export("json", _("Download as JSON"), "application/json")
