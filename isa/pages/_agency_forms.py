"""The parts of an agency that a lead changes: what it is, its codes, numbers, controller and posts."""

from collections.abc import Callable

import streamlit as st

from isa.pages._agency_standing import assurance, members, signing, succession
from isa.pages._agreement_fields import (
    attempt,
    find_any,
    optional_day,
    typed_day,
    typed_text,
)
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agencies.keeping.service import (
    About,
    DescribedMeanwhile,
    Officer,
    identifier_warnings,
)
from isa.register.model import Agency, AgencyContact, Identifier, NewAgency
from isa.register.tables import ContactKind
from isa.register.vocabulary import vocabulary
from isa.ui import fields, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.text import plain

CONTACT_KINDS = {
    ContactKind.FRONT_DOOR: _("Front door"),
    ContactKind.OUT_OF_HOURS: _("Out of hours"),
    ContactKind.SAFEGUARDING_LEAD: _("Safeguarding lead"),
    ContactKind.INFORMATION_GOVERNANCE: _("Information governance"),
    ContactKind.SWITCHBOARD: _("Main number"),
}


def back_to(agency: Agency) -> None:
    """In a callback: the agency's own page."""
    site.go("agency", id=agency.id)


def _about(agency: Agency) -> About:
    return About(
        name=agency.name, type=agency.type, area=agency.area, other_names=agency.other_names
    )


def about(key: str, agency: Agency | None) -> None:
    """What an agency is called and what it is; also for one that is new."""
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
    notes = state.notes(key)
    notes.setdefault("seen", _about(agency) if agency else None)
    _described_meanwhile(notes)
    fields.actions(_("Save") if agency else _("Add this agency"), lambda: _save_about(key, agency))


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
        typed = About(
            name=typed_text("name"),
            type=typed_text("type"),
            area=typed_text("area"),
            other_names=others,
        )
        if not typed.type:
            raise Invalid({"type": _("Select what kind of agency it is")})
        if agency is None:
            new = NewAgency(**typed.model_dump())
            added.append(register.add_agency(database(), actor(), new).id)
            return _("{name} is in the register.").format(name=new.name)
        notes = state.notes(key)
        base = About.model_validate(notes["seen"])  # a dictionary, when brought back
        theirs = notes.get("theirs")
        seen = theirs if isinstance(theirs, About) else base
        changed = {
            name: value
            for name, value in typed.model_dump().items()
            if value != getattr(base, name)
        }
        try:
            register.describe_agency(
                database(), actor(), agency.id, seen.model_copy(update=changed), seen=seen
            )
        except DescribedMeanwhile as meanwhile:
            notes["theirs"], notes["mine"] = meanwhile.theirs, changed
            raise
        return _("Saved.")

    attempt(key, act, lambda: site.go("agency", id=agency.id if agency else added[0]))


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
    if not kind:
        state.fail(key, {"kind": _("Select what kind of code it is")})
        return
    new = Identifier(kind=kind, value=typed_text("value"))
    _set_codes(key, agency, (*agency.identifiers, new))


def _set_codes(key: str, agency: Agency, wanted: tuple[Identifier, ...]) -> None:
    def act() -> str:
        warnings = register.set_identifiers(
            database(), actor(), agency.id, wanted, seen=agency.identifiers
        )
        return _("Kept, though one looks unusual: see below.") if warnings else _("Kept.")

    def after() -> None:
        state.forget_widgets("value")
        state.say(_("Kept."))

    attempt(key, act, after, renamed={"identifiers": "value", "identifiers.value": "value"})


def numbers(key: str, agency: Agency) -> None:
    """Numbers to ring: only one that somebody checked is offered to practitioners."""
    if agency.contacts:
        table(
            "numbers",
            caption=_("Numbers"),
            columns=[_("For"), _("Number"), _("Checked on"), Column(_("Change"), hidden=True)],
            rows=[
                [
                    f"{each.label} ({CONTACT_KINDS[each.kind].lower()})",
                    each.number,
                    clock.show_date(each.verified_on)
                    if each.verified_on
                    else Cell(_("Not checked"), tag="yellow"),
                    Cell(_("Checked today"), go=f"check/{n}", more=each.label),
                ]
                for n, each in enumerate(agency.contacts)
            ],
            on_go=lambda which: _checked(key, agency, int(which.split("/")[1])),
        )
        st.markdown(
            _(
                "Select “Checked today” only if somebody rang it today and it was right. "
                "To take a number away, choose it here:"
            )
        )
        options = [(str(n), f"{c.label}: {c.number}") for n, c in enumerate(agency.contacts)]
        fields.select("away", _("Take away"), options, None, lambda n: _take_away(key, agency, n))
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


def _set_numbers(key: str, agency: Agency, wanted: tuple[AgencyContact, ...], said: str) -> None:
    def act() -> str:
        register.set_contacts(database(), actor(), agency.id, wanted, seen=agency.contacts)
        return said

    def after() -> None:
        for name in ("label", "number", "hours", "kind", "verified_on", "away"):
            state.forget_widgets(name)
        state.say(said)

    last = len(wanted) - 1
    names = {
        f"contacts[{last}].{name}": name for name in ("label", "number", "hours", "verified_on")
    }
    attempt(key, act, after, renamed=names)


def _add_number(key: str, agency: Agency) -> None:
    kind = typed_text("kind")
    if not kind:
        state.fail(key, {"kind": _("Select what the number is for")})
        return
    try:
        new = AgencyContact(
            kind=ContactKind(kind),
            label=typed_text("label"),
            number=typed_text("number"),
            hours=typed_text("hours"),
            verified_on=optional_day("verified_on", _("the day it was checked")),
        )
    except Invalid as error:
        state.fail(key, error.faults)
        return
    _set_numbers(key, agency, (*agency.contacts, new), _("The number is added."))


def _checked(key: str, agency: Agency, which: int) -> None:
    wanted = tuple(
        each.model_copy(update={"verified_on": clock.today()}) if n == which else each
        for n, each in enumerate(agency.contacts)
    )
    _set_numbers(key, agency, wanted, _("Recorded as checked today."))


def _take_away(key: str, agency: Agency, which: str | None) -> None:
    if which is not None:
        wanted = tuple(each for n, each in enumerate(agency.contacts) if str(n) != which)
        _set_numbers(key, agency, wanted, _("The number is taken away."))


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
    if not typed_text("role"):
        state.fail(key, {"role": _("Select what it answers for")})
        return
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


def controller(key: str, agency: Agency) -> None:
    """The larger body it is a service of, from a day; or that it closed."""
    st.markdown(
        plain(_("Now: {controller_name}.").format(controller_name=agency.controller_name))
        if agency.controller_id != agency.id
        else _("Now: it is its own controller.")
    )
    fields.radios(
        "what",
        _("What changed?"),
        [
            (
                "moved",
                _("It belongs to another body"),
                _("For example, a school that joins a trust."),
            ),
            ("own", _("It became its own controller")),
            ("closed", _("It stopped operating")),
        ],
        None,
    )
    if typed_text("what") == "moved":
        with fields.reveal("what"):
            fields.agency_pick("parent_id", _("To which body does it belong?"), find_any, None)
    fields.date_input(
        "on", _("From which day?"), clock.today(), hint=_("Today, unless it was another day.")
    )
    fields.actions(
        _("Record it"),
        lambda: _save_controller(key, agency),
        secondary=_("Leave it as it is"),
        on_secondary=lambda: back_to(agency),
    )


def _save_controller(key: str, agency: Agency) -> None:
    def act() -> str:
        what, on = typed_text("what"), typed_day("on", _("the day"))
        if not what:
            raise Invalid({"what": _("Select what changed")})
        if what == "closed":
            register.close_agency(database(), actor(), agency.id, on=on)
            return _("Recorded: it stopped operating. If another took over, record that too.")
        parent = typed_text("parent_id") if what == "moved" else None
        if what == "moved" and not parent:
            raise Invalid({"parent_id": _("Select the body it belongs to")})
        register.move_agency(database(), actor(), agency.id, parent_id=parent, on=on)
        return _("Recorded.")

    attempt(key, act, lambda: back_to(agency))


PARTS: dict[str, tuple[str, Callable[[str, Agency], None]]] = {
    "about": (_("What it is"), about),
    "codes": (_("Codes"), codes),
    "numbers": (_("Whom to ring"), numbers),
    "posts": (_("Who answers for what"), posts),
    "controller": (_("Which body it belongs to"), controller),
    "signing": (_("Who may sign for it"), signing),
    "assurance": (_("What it has confirmed"), assurance),
    "succession": (_("Which agency came before or after"), succession),
    "members": (_("Members of this group"), members),
}
"""The parts of an agency's file: the title of the page and what draws it."""
