"""The codes of an agency: added one at a time, unusual ones pointed out."""

import streamlit as st

from isa.pages._agency_about import back_to
from isa.pages._agreement_fields import (
    attempt,
    typed_text,
)
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agencies.checks import identifier_faults
from isa.register.agencies.keeping.service import (
    identifier_warnings,
)
from isa.register.model import Agency, Identifier
from isa.register.vocabulary import vocabulary
from isa.ui import fields, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.text import plain


def codes(key: str, agency: Agency) -> None:
    """The codes other registers gave it: an unusual one is kept, with a warning."""
    kinds = vocabulary().identifier_kinds
    for warning in identifier_warnings(agency.identifiers):
        st.container(key=f"note-{abs(hash(warning))}").markdown(plain(warning))
    if agency.identifiers:
        table(
            "codes",
            caption=_("Codes"),
            columns=[_("Kind"), _("Code"), Column(_("Remove"), hidden=True)],
            rows=[
                [
                    kinds[each.kind].label,
                    each.value,
                    Cell(_("Remove"), go=f"{each.kind}/{each.value}", more=each.value),
                ]
                for each in agency.identifiers
            ],
            on_go=lambda which: _set_codes(
                key,
                agency,
                tuple(e for e in agency.identifiers if f"{e.kind}/{e.value}" != which),
            ),
        )
    fields.select("kind", _("Kind of code"), [(k.code, k.label) for k in kinds.values()], None)
    fields.text_input("value", _("Code"), "", width=300)
    fields.actions(
        _("Add this code"),
        lambda: _add_code(key, agency),
        secondary=_("Done"),
        on_secondary=lambda: back_to(agency),
    )


def _add_code(key: str, agency: Agency) -> None:
    kind = typed_text("kind")
    new = Identifier(kind=kind, value=typed_text("value"))
    if not kind:
        faults = {"kind": _("Select what kind of code it is")}
        if missing := identifier_faults("new", new).get("new.value"):
            faults["value"] = missing
        state.fail(key, faults)
        return
    _set_codes(key, agency, (*agency.identifiers, new))


def _set_codes(key: str, agency: Agency, wanted: tuple[Identifier, ...]) -> None:
    said = _("Kept.")

    def act() -> str:
        nonlocal said
        warnings = register.set_identifiers(
            database(), actor(), agency.id, wanted, seen=agency.identifiers
        )
        if warnings:
            said = _("Kept, though one looks unusual: see above.")
        return said

    def after() -> None:
        state.forget_widgets("value")
        state.say(said)

    attempt(key, act, after, renamed={"identifiers": "value", "identifiers.value": "value"})
