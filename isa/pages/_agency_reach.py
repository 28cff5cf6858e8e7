"""How an agency is reached: its numbers, who checked them when, and who answers for what."""

import streamlit as st

from isa.pages._agency_about import back_to
from isa.pages._agreement_fields import (
    attempt,
    optional_day,
    typed_text,
)
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agencies.checks import contact_faults
from isa.register.agencies.keeping.service import (
    Officer,
    officer_faults,
)
from isa.register.agencies.tables import ContactKind
from isa.register.model import Agency, AgencyContact
from isa.register.vocabulary import vocabulary
from isa.ui import fields, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database

CONTACT_KINDS = {
    ContactKind.FRONT_DOOR: _("Front door"),
    ContactKind.OUT_OF_HOURS: _("Out of hours"),
    ContactKind.SAFEGUARDING_LEAD: _("Safeguarding lead"),
    ContactKind.INFORMATION_GOVERNANCE: _("Information governance"),
    ContactKind.SWITCHBOARD: _("Main number"),
}


def numbers(key: str, agency: Agency) -> None:
    """Numbers to ring: only one that somebody checked is offered to practitioners."""
    if agency.contacts:
        table(
            "numbers",
            caption=_("Numbers"),
            columns=[
                _("For"),
                _("Number"),
                _("Checked on"),
                Column(_("Check"), hidden=True),
                Column(_("Take away"), hidden=True),
            ],
            rows=[
                [
                    _named(each),
                    each.number,
                    clock.show_date(each.verified_on)
                    if each.verified_on
                    else Cell(_("Not checked"), tag="yellow"),
                    Cell(_("Checked today"), go=f"check/{n}", more=each.label),
                    Cell(_("Take away"), go=f"away/{n}", more=each.label),
                ]
                for n, each in enumerate(agency.contacts)
            ],
            on_go=lambda which: _act(key, agency, *which.split("/")),
        )
        st.markdown(_("Select “Checked today” only if somebody rang it today and it was right."))
    st.header(_("Add a number"), anchor=False)
    kinds = [(kind.value, words) for kind, words in CONTACT_KINDS.items()]
    fields.radios("kind", _("What is it for?"), kinds, None)
    fields.text_input("label", _("What people call it"), "", hint=_("For example, Duty desk."))
    fields.text_input("number", _("Number"), "", width=300)
    fields.text_input(
        "hours", _("When it is answered"), "", hint=_("For example, 9 to 5, Monday to Friday.")
    )
    fields.date_input(
        "verified_on",
        _("When did somebody ring it and find it right?"),
        None,
        hint=_("Leave it empty if nobody has."),
    )
    fields.actions(
        _("Add this number"),
        lambda: _add_number(key, agency),
        secondary=_("Done"),
        on_secondary=lambda: back_to(agency),
    )


def _named(contact: AgencyContact) -> str:
    """What people call a number, with what it is for where that says more."""
    kind = CONTACT_KINDS[contact.kind]
    is_same = contact.label.casefold() == kind.casefold()
    return contact.label if is_same else f"{contact.label} ({kind.lower()})"


def _set_numbers(key: str, agency: Agency, wanted: tuple[AgencyContact, ...], said: str) -> None:
    def act() -> str:
        register.set_contacts(database(), actor(), agency.id, wanted, seen=agency.contacts)
        return said

    def after() -> None:
        for name in ("label", "number", "hours", "kind", "verified_on"):
            state.forget_widgets(name)
        state.say(said)

    last = len(wanted) - 1
    names = {
        f"contacts[{last}].{name}": name for name in ("label", "number", "hours", "verified_on")
    }
    attempt(key, act, after, renamed=names)


def _add_number(key: str, agency: Agency) -> None:
    kind = typed_text("kind")
    try:
        new = AgencyContact(
            kind=ContactKind(kind or ContactKind.SWITCHBOARD),
            label=typed_text("label"),
            number=typed_text("number"),
            hours=typed_text("hours"),
            verified_on=optional_day("verified_on", _("the day it was checked")),
        )
    except Invalid as error:
        state.fail(key, error.faults)
        return
    if not kind:
        more = contact_faults((new,), clock.today())
        rest = {path.rpartition(".")[2]: text for path, text in more.items()}
        state.fail(key, {"kind": _("Select what the number is for"), **rest})
        return
    _set_numbers(key, agency, (*agency.contacts, new), _("The number is added."))


def _act(key: str, agency: Agency, act: str, which: str) -> None:
    """In a callback: one number counts as checked today, or is taken away."""
    chosen = agency.contacts[int(which)]
    if act == "away":
        kept = tuple(each for each in agency.contacts if each is not chosen)
        _set_numbers(key, agency, kept, _("The number is taken away."))
        return
    wanted = tuple(
        each.model_copy(update={"verified_on": clock.today()}) if each is chosen else each
        for each in agency.contacts
    )
    _set_numbers(key, agency, wanted, _("Recorded as checked today."))


def posts(key: str, agency: Agency) -> None:
    """Who answers for what: posts, because people change."""
    roles = vocabulary().officer_roles
    held = register.officers(database(), actor(), agency.id)
    if held:
        table(
            "posts",
            caption=_("Who answers for what"),
            columns=[_("For"), _("Post"), _("How to reach it"), Column(_("Remove"), hidden=True)],
            rows=[
                [
                    roles[each.role].label,
                    each.post,
                    "; ".join(part for part in (each.email, each.number) if part),
                    Cell(_("Remove"), go=str(n), more=each.post),
                ]
                for n, each in enumerate(held)
            ],
            on_go=lambda which: _set_posts(
                key, agency, held, tuple(e for n, e in enumerate(held) if str(n) != which)
            ),
        )
    fields.select("role", _("For what?"), [(r.code, r.label) for r in roles.values()], None)
    fields.text_input("post", _("Post"), "", hint=_("A post, not a name."))
    fields.text_input("email", _("E-mail address of the post"), "")
    fields.text_input("number", _("Number"), "", width=300)
    fields.date_input(
        "verified_on", _("When was this checked?"), None, hint=_("Leave it empty if it was not.")
    )
    fields.actions(
        _("Add this post"),
        lambda: _add_post(key, agency, held),
        secondary=_("Done"),
        on_secondary=lambda: back_to(agency),
    )


def _add_post(key: str, agency: Agency, held: tuple[Officer, ...]) -> None:
    try:
        new = Officer(
            role=typed_text("role"),
            post=typed_text("post"),
            email=typed_text("email"),
            number=typed_text("number"),
            verified_on=optional_day("verified_on", _("the day it was checked")),
        )
    except Invalid as error:
        state.fail(key, error.faults)
        return
    if not new.role:
        more = officer_faults(new, clock.today())
        state.fail(key, {**more, "role": _("Select what it answers for")})
        return
    _set_posts(key, agency, held, (*held, new))


def _set_posts(
    key: str, agency: Agency, held: tuple[Officer, ...], wanted: tuple[Officer, ...]
) -> None:
    def act() -> str:
        register.set_officers(database(), actor(), agency.id, wanted, seen=held)
        return _("Kept.")

    def after() -> None:
        for name in ("role", "post", "email", "number", "verified_on"):
            state.forget_widgets(name)
        state.say(_("Kept."))

    attempt(key, act, after)
