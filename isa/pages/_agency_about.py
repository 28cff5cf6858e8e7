"""What an agency is called and what it is, also for one that is new; two people at once are told apart."""

from typing import Any

import streamlit as st

from isa.pages._agreement_fields import (
    attempt,
    typed_text,
)
from isa.pages._unsaved import put_down
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agencies.keeping.service import (
    About,
    DescribedMeanwhile,
    about_agency,
)
from isa.register.model import Agency, NewAgency
from isa.register.vocabulary import vocabulary
from isa.ui import fields, site, state
from isa.ui.components.table import table
from isa.ui.door import actor, database


def back_to(agency: Agency) -> None:
    """In a callback: the agency's own page."""
    site.go("agency", id=agency.id)


def about(key: str, agency: Agency | None) -> None:
    """What an agency is called and what it is; also for one that is new."""
    notes = state.notes(key)
    if "seen" not in notes:
        notes["seen"] = about_agency(database(), actor(), agency.id) if agency else None
    _described_meanwhile(notes)
    kinds = [(kind.code, kind.label) for kind in vocabulary().agency_types.values()]
    fields.text_input(
        "name", _("Name"), agency.name if agency else "", hint=_("Its full legal name.")
    )
    fields.select("type", _("Kind"), kinds, agency.type if agency else None)
    fields.text_input(
        "area",
        _("Area"),
        agency.area if agency else "",
        hint=_("One word for the place it serves, the same for all who serve it."),
    )
    fields.narrative(
        "other_names",
        _("Other names"),
        "\n".join(agency.other_names) if agency else "",
        hint=_("One a line: short forms, former names. The search finds them."),
        rows=3,
    )
    fields.actions(
        _("Save") if agency else _("Add this agency"),
        lambda: _save_about(key, agency),
        secondary=_("Leave it as it is") if agency else _("Add nothing"),
        on_secondary=put_down(key, lambda: back_to(agency) if agency else site.go("agencies")),
    )


def _described_meanwhile(notes: dict[str, object]) -> None:
    """What a colleague wrote beside what was typed here, where they differ."""
    theirs, mine = notes.get("theirs"), notes.get("mine")
    if not isinstance(theirs, About) or not isinstance(mine, dict):
        return
    base = About.model_validate(notes["seen"])
    labels = {
        "name": _("Name"),
        "type": _("Kind"),
        "area": _("Area"),
        "other_names": _("Other names"),
        "became": _("What became of it"),
    }

    def words(name: str, value: object) -> str:
        if name == "type":
            return vocabulary().agency_types[str(value)].label
        return "; ".join(value) if isinstance(value, tuple) else str(value)

    st.header(_("Changed meanwhile"), anchor=False)
    st.markdown(
        _(
            "Nothing of yours is lost. Save again to put your answers over theirs where you changed "
            "something; the rest stays as they wrote it."
        )
    )
    table(
        "meanwhile",
        caption=_("Your answers and what the register says now"),
        columns=[_("What"), _("Yours"), _("Now in the register")],
        rows=[
            [
                label,
                words(name, mine[name]) if name in mine else _("You did not change it"),
                words(name, getattr(theirs, name)),
            ]
            for name, label in labels.items()
            if name in mine or getattr(theirs, name) != getattr(base, name)
        ],
    )


def _save_about(key: str, agency: Agency | None) -> None:
    added: list[str] = []

    def act() -> str:
        others = tuple(each for each in typed_text("other_names").splitlines() if each.strip())
        typed: dict[str, Any] = {
            **{name: typed_text(name) for name in ("name", "type", "area")},
            "other_names": others,
        }
        if not typed["type"]:
            raise Invalid({"type": _("Select what kind of agency it is")})
        if agency is None:
            new = NewAgency(**typed)
            added.append(register.add_agency(database(), actor(), new).id)
            return _("{name} is in the register.").format(name=new.name)
        notes = state.notes(key)
        base = About.model_validate(notes["seen"])  # a dictionary, when brought back
        theirs = notes.get("theirs")
        seen = theirs if isinstance(theirs, About) else base
        changed = {name: value for name, value in typed.items() if value != getattr(base, name)}
        try:
            register.describe_agency(
                database(), actor(), agency.id, seen.model_copy(update=changed), seen=seen
            )
        except DescribedMeanwhile as meanwhile:
            notes["theirs"], notes["mine"] = meanwhile.theirs, changed
            raise
        return _("Saved.")

    attempt(key, act, lambda: site.go("agency", id=agency.id if agency else added[0]))
