"""The first step of an import: what the rows are and what each column holds."""

from collections.abc import Sequence

import streamlit as st

from isa.pages._import_words import LAYOUTS
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register.importing import service as importing
from isa.register.importing.headers import LABELS
from isa.register.importing.model import ColumnMap, Layout, column_letter
from isa.register.importing.service import Batch
from isa.ui import fields, panels, site, state
from isa.ui.components.table import Cell, table
from isa.ui.door import actor, database
from isa.ui.frame import page
from isa.ui.text import plain

_ROWS_SHOWN = 30
_LEFT_OUT = "-"


def show(batch: Batch) -> None:
    """The file as it was read, and a question for each column with a guess already made."""
    key = f"import-{batch.id}-columns"
    mapping = batch.mapping
    rows = importing.first_rows(database(), actor(), batch.id, _ROWS_SHOWN + 1)
    line = mapping.header_line
    headings = rows[line - 1] if 0 < line <= len(rows) else ()
    width = batch.sheets[batch.sheet].columns
    with page(_("What is in this file?"), section=_("Import"), key=key, back="imports", wide=True):
        st.text(batch.file_name)
        _about(batch)
        typed = fields.text_input(
            "header",
            _("Which row holds the headings?"),
            str(line),
            hint=_("0 if there are none. Look at the first rows below."),
            width=120,
        )
        with panels.details(_("The first rows of the file")):
            _first_rows(rows, width)
        st.header(_("What does each column hold?"), anchor=False)
        codes = []
        options = [(_LEFT_OUT, _("Leave it out")), *LABELS[mapping.layout].items()]
        for number in range(1, width + 1):
            heading = headings[number - 1] if number <= len(headings) else ""
            examples = [
                row[number - 1] for row in rows[line:] if number <= len(row) and row[number - 1]
            ]
            code = fields.select(
                f"column-{number}",
                _("Column {letter}: {heading}").format(
                    letter=column_letter(number), heading=heading[:60] or _("no heading")
                ),
                options,
                mapping.fields[number - 1] or _LEFT_OUT
                if number <= len(mapping.fields)
                else _LEFT_OUT,
                hint=plain(_("For example: {text}").format(text=examples[0][:80]))
                if examples
                else "",
            )
            codes.append("" if code == _LEFT_OUT else code or "")
        if mapping.layout is Layout.AGREEMENTS:
            _listed(mapping)
            if _lacks_status(batch, typed, codes):
                _without_status(mapping)
        fields.actions(
            _("Continue"),
            lambda: _keep(batch, key, width),
            secondary=_("Put this import away"),
            on_secondary=lambda: _discard(batch),
        )


def _about(batch: Batch) -> None:
    """Which sheet, and what its rows are; a change guesses the columns again."""
    layouts = [(each.value, LAYOUTS[each]) for each in (Layout.AGREEMENTS, Layout.AGENCIES)]
    if len(batch.sheets) > 1:
        names = [(each.name, each.name) for each in batch.sheets]
        fields.select(
            "sheet",
            _("Which sheet?"),
            names,
            batch.mapping.sheet,
            lambda name: _again(batch, name or batch.mapping.sheet, batch.mapping.layout),
        )
    fields.radios(
        "layout",
        _("What is it?"),
        layouts,
        batch.mapping.layout.value,
        lambda code: _again(batch, batch.mapping.sheet, Layout(code or batch.mapping.layout.value)),
    )


def _again(batch: Batch, sheet: str, layout: Layout) -> None:
    importing.choose_sheet(database(), actor(), batch.id, sheet=sheet, layout=layout)
    for name in ("column-", "header", "listed", "status"):
        state.forget_widgets(name)


def _first_rows(rows: list[tuple[str, ...]], width: int) -> None:
    shown = min(width, 12)
    table(
        "first-rows",
        caption=_("The first rows of the file"),
        columns=[_("Row"), *(column_letter(number) for number in range(1, shown + 1))],
        rows=[
            [Cell(str(number)), *(cell[:60] for cell in (*row, *[""] * shown)[:shown])]
            for number, row in enumerate(rows, start=1)
        ],
    )


def _lacks_status(batch: Batch, header: str, codes: Sequence[str]) -> bool:
    """Whether the file, read with the columns as they are chosen now, leaves a status unsaid."""
    most = batch.sheets[batch.sheet].rows
    is_line = header.strip().isdecimal() and int(header) <= most
    line = int(header) if is_line else batch.mapping.header_line
    mapping = batch.mapping.model_copy(update={"header_line": line, "fields": tuple(codes)})
    return importing.lacks_status(database(), actor(), batch.id, mapping)


def _listed(mapping: ColumnMap) -> None:
    fields.radios(
        "listed",
        _("What does it mean that an agency is listed as a party?"),
        [
            ("asked", _("It is a party; whether it signed is not said")),
            ("signed", _("It has signed")),
        ],
        mapping.listed_means,
        hint=_(
            "A day of signature, or a yes in its own column, counts in any case. A signature from a file "
            "is kept as one to check until you have seen it."
        ),
    )


def _without_status(mapping: ColumnMap) -> None:
    fields.radios(
        "status",
        _("What is the status of an agreement for which none is given?"),
        [("in_force", _("In force")), ("draft", _("Draft"))],
        mapping.status_means or None,
        hint=_(
            "An agreement in force counts when somebody asks who may share what; a draft does not."
        ),
    )


def _keep(batch: Batch, key: str, width: int) -> None:
    held = batch.mapping
    codes = [
        str(state.widget_value(f"column-{number}") or _LEFT_OUT) for number in range(1, width + 1)
    ]
    line = str(state.widget_value("header") or "").strip()
    most = min(batch.sheets[batch.sheet].rows, _ROWS_SHOWN)
    if not line.isdecimal() or int(line) > most:
        state.fail(key, {"header": _("Enter a row from 0 to {most}").format(most=most)})
        return
    fresh = held.model_copy(
        update={
            "header_line": int(line),
            "fields": tuple("" if code == _LEFT_OUT else code for code in codes),
            "listed_means": str(state.widget_value("listed") or held.listed_means),
            "status_means": str(state.widget_value("status") or held.status_means),
        }
    )
    is_unsaid = fresh.layout is Layout.AGREEMENTS and not fresh.status_means
    if is_unsaid and _lacks_status(batch, line, fresh.fields):
        state.fail(key, {"status": _("Select what an agreement is for which no status is given")})
        return
    try:
        importing.set_mapping(database(), actor(), batch.id, fresh)
    except Invalid as error:
        state.fail(key, {name.replace("columns", ""): text for name, text in error.faults.items()})
        return
    state.clear_faults()
    site.go("import_file", id=batch.id, step="names")


def _discard(batch: Batch) -> None:
    importing.discard(database(), actor(), batch.id)
    state.tell(_("The import is put away. Nothing was written to the register."))
    site.go("imports")
