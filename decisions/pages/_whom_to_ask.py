"""Whom a request asks, on a page: agencies of the register, and what one alone is asked."""

from collections.abc import Mapping

import streamlit as st

from decisions.casework import addressees, service, writing
from decisions.casework.from_record import Beside
from decisions.casework.model import Casework, Party
from decisions.journey.fields import NARRATIVE_LIMIT
from decisions.pages import _ask_others, _late, _succession
from decisions.pages._follow_up import held
from decisions.pages._writing import Writing, say_refused
from isa.platform import clock
from isa.platform.errors import Invalid, NotFound
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.ui import door, fields, panels, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.fields import Option
from isa.ui.text import plain


def _search(text: str) -> list[Option]:
    database, actor = door.database(), door.actor()
    hits = register.search_agencies(database, actor, text)
    return [(one.id, one.name, one.type_label) for one in hits]


@_late.while_there()
def _add(on: Writing) -> None:
    chosen = fields.picked("whom")
    if not chosen:
        state.fail(on.key, {"whom": _("Select an agency to add")})
        return
    try:
        addressees.add(door.database(), door.actor(), on.id, chosen)
    except Invalid as error:
        state.fail(on.key, error.faults)
        return
    state.clear_faults()
    state.forget_widgets("whom")
    state.say(_("Added"))


@_late.while_there()
def _remove(on: Writing, target: str) -> None:
    addressees.remove(door.database(), door.actor(), on.id, target)
    state.say(_("Removed"))


def ended(which: str, found: Casework) -> None:
    """Who is asked and is no longer there: who took over, and a change to them; usually nothing."""
    database, actor = door.database(), door.actor()
    for party, one in addressees.ended(database, actor, found.parties, on=clock.today()).items():
        with panels.panel(f"ended-{party}"):
            _succession.happened(one)
            if found.made_at is not None:
                st.markdown(
                    _(
                        "The letter names it as it was. Ask who does its work now before you send it."
                    )
                )
                continue
            _succession.offered(
                one, party, _hand_over, which, again=_("What you ask them for stays as it is.")
            )


def _hand_over(which: str, party: str, successor: str, name: str) -> None:
    database, actor = door.database(), door.actor()
    addressees.hand_over(database, actor, which, party, successor, on=clock.today())
    state.say(_("Changed to {name}.").format(name=name))


def listed(on: Writing, found: Casework, beside: Beside | None) -> None:
    """The agencies that are asked, a way to add one, and what one alone is asked."""
    if found.parties:
        table(
            "addressees",
            caption=_("Agencies you ask"),
            columns=[_("Agency"), Column(_("Remove"), hidden=True)],
            rows=[
                [one.words.name, Cell(_("Remove"), go=one.id, more=one.words.name)]
                for one in found.parties
            ],
            on_go=lambda target: _remove(on, target),
        )
    ended(on.id, found)
    _ask_others.held_back(beside, found.parties)
    fields.agency_pick("whom", _("Add an agency"), _search, None)
    st.markdown(
        _(
            "A letter goes to agencies of the register. If one is not found, ask whoever keeps the register "
            "to add it, or ring it on a number you find yourself and write down what it says."
        )
    )
    st.button(_("Add this agency"), key="add-whom", on_click=_add, args=(on,))
    for one in found.parties:
        with panels.details(plain(_("Ask {name} for something else").format(name=one.words.name))):
            _asked(on, one)


def _asked(on: Writing, party: Party) -> None:
    name, stands = f"asked.{party.id}", addressees.stands(party.words)
    if not state.brought():
        on.seen.setdefault(name, writing.as_seen(stands))

    @_late.while_there()
    def keep(text: str) -> None:
        try:
            _ask(on, party.id, text)
        except Invalid as error:
            say_refused(error.faults.get(name, ""), text)
            return
        state.say(_("Saved {time}").format(time=clock.show_time(clock.now())))

    text = fields.narrative(
        name,
        _("What do you ask them for?"),
        stands,
        keep,
        hint=_("Instead of what all the others are asked. Leave it empty to ask them the same."),
        limit=NARRATIVE_LIMIT,
        rows=3,
    )
    on.take_over(text, stands, keep)


def _ask(on: Writing, party: str, text: str) -> None:
    """Keep what one alone is asked; what another tab changed since is left, and refused."""
    name = f"asked.{party}"
    seen = on.seen.get(name, "")
    try:
        addressees.ask_for(door.database(), door.actor(), on.id, party, text, seen=seen)
    except Invalid as error:
        if error.faults.get(name) != writing.OTHER_TAB:
            on.seen[name] = writing.as_seen(text)  # too long: it stands beside, as it was typed
        raise
    on.seen[name] = writing.as_seen(text)


def is_kept(on: Writing, found: Casework) -> bool:
    """In the callback of Continue: keep what each is asked; False while nobody is asked."""
    if not found.parties:
        state.fail(on.key, {"whom": _("Add at least one agency to ask")})
        return False
    faults: dict[str, str] = {}
    for one in found.parties:
        name, text = f"asked.{one.id}", held(f"asked.{one.id}")
        if writing.as_seen(text) == on.seen.get(name) and not one.words.too_long:
            continue
        try:
            _ask(on, one.id, text)
        except Invalid as error:
            faults |= error.faults
        except NotFound:
            continue  # another tab took it out of the request
    if faults:
        _read_anew(on, found, faults)
        state.fail(on.key, faults)
        return False
    state.clear_faults()
    return True


def _read_anew(on: Writing, found: Casework, faults: Mapping[str, str]) -> None:
    """It was said that another tab changed these: whoever presses again means it."""
    now = service.casework(door.database(), door.actor(), found.id).parties
    stored = {f"asked.{one.id}": addressees.stands(one.words) for one in now}
    for name, fault in faults.items():
        if fault == writing.OTHER_TAB:
            on.seen[name] = writing.as_seen(stored.get(name))
