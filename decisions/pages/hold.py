"""Holding one record whatever its age, and lifting what holds it; nothing of what it says is shown."""

import streamlit as st

from decisions.disposal.holding import service
from decisions.disposal.model import HOLDS, HeldLine
from decisions.pages._disposal import KEY as LIST
from decisions.pages._disposal import SHOWN
from decisions.pages._follow_up import EMPTY
from isa.pages._agreement_fields import attempt, typed_text
from isa.pages._unsaved import begin, kept
from isa.platform import clock
from isa.platform.errors import NotFound
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.ui import fields, panels, site, state
from isa.ui.door import actor, database
from isa.ui.frame import page
from isa.ui.text import plain

_LIFT = "lift"


def _to_the_list() -> None:
    state.choose(LIST, SHOWN, "held")
    site.go(LIST)


def _place(page_key: str, record_id: str) -> None:
    def act() -> str:
        service.hold(database(), actor(), record_id, kind=typed_text("kind"), why=typed_text("why"))
        return _("The record is held. It cannot be disposed of until the hold is lifted.")

    attempt(page_key, act, _to_the_list)


def _lift(page_key: str, hold_id: str) -> None:
    def act() -> str:
        service.lift(database(), actor(), hold_id, why=typed_text(f"{_LIFT}_{hold_id}"))
        return _("The hold is lifted. That it was placed, by whom and why, stays.")

    attempt(page_key, act, _to_the_list, renamed={"why": f"{_LIFT}_{hold_id}"})


def _one(page_key: str, line: HeldLine) -> None:
    st.subheader(plain(HOLDS[line.kind][:1].upper() + HOLDS[line.kind][1:]), anchor=False)
    st.markdown(
        plain(
            _("Placed on {at} by {name}").format(
                at=clock.show_instant(line.placed_at), name=line.placed_by_name
            )
        )
    )
    panels.own_words(_("Why it is held"), line.why, key=f"why-{line.id}")
    fields.text_input(
        f"{_LIFT}_{line.id}",
        _("Why need it not be held any more?"),
        "",
        hint=_("To lift this hold."),
    )
    st.button(
        _("Lift this hold"),
        key=f"lift-{line.id}",
        on_click=_lift,
        args=(page_key, line.id),
    )


def _new(page_key: str, record_id: str, *, is_another: bool) -> None:
    st.header(_("Hold it for something else") if is_another else _("Place a hold"), anchor=False)
    fields.radios(
        "kind",
        _("What is it held for?"),
        [(kind.value, words[:1].upper() + words[1:]) for kind, words in HOLDS.items()],
        None,
    )
    fields.narrative(
        "why",
        _("Why, in your own words?"),
        None,
        hint=_("Who asked, when, and their reference. It is kept encrypted."),
        limit=500,
        rows=3,
    )
    fields.actions(_("Hold this record"), lambda: _place(page_key, record_id))


def main() -> None:
    """Draw the page."""
    require(actor(), Action.RECORD_HOLD)
    record_id = site.param("record")
    if not record_id:
        raise NotFound(_("There is no record in this address. Open it from the list of holds."))
    found = service.to_hold(database(), actor(), record_id)
    lines = service.holds(database(), actor(), record_id)
    page_key = f"{record_id}/hold"  # what was typed goes with the record
    begin(page_key)
    with page(
        _("Hold a record"),
        section=_("Disposal and holds"),
        key=page_key,
        back=LIST,
        lede=plain(
            _("{record}, sealed on {at}").format(
                record=found.reference or record_id, at=clock.show_instant(found.sealed_at)
            )
        ),
    ):
        if found.is_disposed:
            st.markdown(
                _("What this record held was disposed of already. There is nothing to hold.")
            )
            return
        st.markdown(
            _(
                "While a record is held, nobody can dispose of it, whatever its age. The database itself "
                "refuses."
            )
        )
        with kept(page_key, again=EMPTY):
            if lines:
                st.header(_("What holds it now"), anchor=False)
                for line in lines:
                    _one(page_key, line)
            _new(page_key, record_id, is_another=bool(lines))


main()
