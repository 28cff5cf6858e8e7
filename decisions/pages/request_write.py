"""Writing a request, a page at a time: why, what, whom, about whom; then a check, then the letters."""

from collections.abc import Callable

import streamlit as st

from decisions.casework import service, writing
from decisions.casework.model import Casework, Party
from decisions.casework.powers import Power, may_use
from decisions.casework.words import PURPOSES, RequestWords
from decisions.journey.choices_case import SafeToTell
from decisions.journey.fields import NARRATIVE_LIMIT
from decisions.pages._choose import number_line
from decisions.pages._follow_up import held
from decisions.pages._writing import Writing
from isa.platform import clock
from isa.platform.errors import Invalid, NotFound
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.ui import door, fields, panels, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.fields import Option
from isa.ui.frame import page
from isa.ui.text import plain

_STEPS = ("why", "whom", "about", "check")
_TITLES = {
    "why": _("What do you need, and why?"),
    "whom": _("Who do you ask?"),
    "about": _("Who is it about, and how do they answer?"),
    "check": _("Check the request"),
}


def _to(which: str, step: str) -> None:
    site.go("request_write", id=which, step=step)


def _next(on: Writing, step: str, keep: Callable[[], bool]) -> None:
    if keep():
        _to(on.id, _STEPS[_STEPS.index(step) + 1])


def _powers() -> list[Option]:
    """The powers of the actor's own kind of organisation; what it cannot claim is not offered."""
    own = register.agency(door.database(), door.actor(), door.actor().agency_id)
    return [(one.value, one.text, one.hint) for one in Power if may_use(one, own.type)]


def _why(on: Writing) -> None:
    on.radios(
        "purpose", _("What is the information for?"), [(p.value, p.text, p.hint) for p in PURPOSES]
    )
    on.narrative(
        "why",
        _("Why do you need it?"),
        _("This stands in every letter. Leave out what an addressee does not have to know."),
        rows=4,
    )
    power = on.radios(
        "power",
        _("Under which power do you ask?"),
        _powers(),
        _("Only the powers that your kind of organisation has are listed."),
    )
    if power == Power.OTHER:
        with fields.reveal("power"):
            on.line("power_named", _("Which law, and which section?"))
    on.narrative(
        "asked",
        _("What do you ask for?"),
        _(
            "Say which information and from when. Name nobody here: it also goes into a file. You can ask "
            "an agency for something else on the next page."
        ),
    )
    fields.actions(
        _("Continue"),
        lambda: _next(
            on,
            "why",
            lambda: on.keep_all(
                texts=("why", "asked", "power_named"), choices=("purpose", "power")
            ),
        ),
        secondary=_("Save and come back later"),
        on_secondary=lambda: site.go("home"),
    )


def _search(text: str) -> list[Option]:
    database, actor = door.database(), door.actor()
    hits = register.search_agencies(database, actor, text)
    return [(one.id, one.name, one.type_label) for one in hits]


def _add(on: Writing) -> None:
    chosen = state.widget_value("whom")
    if not isinstance(chosen, str) or not chosen:
        state.fail(on.key, {"whom": _("Select an agency to add")})
        return
    try:
        writing.add_addressee(door.database(), door.actor(), on.id, chosen)
    except Invalid as error:
        state.fail(on.key, error.faults)
        return
    state.clear_faults()
    state.forget_widgets("whom")
    state.say(_("Added"))


def _remove(on: Writing, target: str) -> None:
    writing.remove_addressee(door.database(), door.actor(), on.id, target)
    state.say(_("Removed"))


def _whom(on: Writing, found: Casework) -> None:
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
    fields.agency_pick("whom", _("Add an agency"), _search, None)
    st.button(_("Add this agency"), key="add-whom", on_click=_add, args=(on,))
    for one in found.parties:
        with panels.details(plain(_("Ask {name} for something else").format(name=one.words.name))):
            _asked(on, one)
    fields.actions(
        _("Continue"),
        lambda: _next(on, "whom", lambda: _has_addressees(on, found)),
        secondary=_("Save and come back later"),
        on_secondary=lambda: site.go("home"),
    )


def _asked(on: Writing, party: Party) -> None:
    def keep(text: str) -> None:
        writing.ask_of(door.database(), door.actor(), on.id, party.id, text)
        state.say(_("Saved {time}").format(time=clock.show_time(clock.now())))

    fields.narrative(
        f"asked.{party.id}",
        _("What do you ask them for?"),
        party.words.asked,
        keep,
        hint=_("Instead of what all the others are asked. Leave it empty to ask them the same."),
        limit=NARRATIVE_LIMIT,
        rows=3,
    )


def _has_addressees(on: Writing, found: Casework) -> bool:
    if not found.parties:
        state.fail(on.key, {"whom": _("Add at least one agency to ask")})
        return False
    try:
        for one in found.parties:
            if (text := held(f"asked.{one.id}")) != one.words.asked:
                writing.ask_of(door.database(), door.actor(), on.id, one.id, text)
    except Invalid as error:
        state.fail(on.key, error.faults)
        return False
    state.clear_faults()
    return True


def _about(on: Writing) -> None:
    on.narrative(
        "about",
        _("Who is it about?"),
        _(
            "What they need to find the right records, for example name, date of birth and a reference of "
            "theirs. Leave out an address that must be kept secret. It stands in the letters, not in the files."
        ),
        rows=3,
    )
    on.radios(
        "safe",
        _("Is it safe for the person, or their family, to know that you ask?"),
        [(one.value, one.text, one.hint) for one in SafeToTell if one is not SafeToTell.ONE_PARENT],
        _("Unless you are sure that it is, every letter says what nobody may be told."),
    )
    on.day("answer_by", _("By when do you need an answer?"), _("For example, 28 11 2026."))
    on.line(
        "reply_to",
        _("Who does the answer go to, and how?"),
        _("A named person and a secure route. The letter asks them to check with you first."),
    )
    on.line("reference", _("Your case reference"), _("Optional. It stands in the letters."))
    fields.actions(
        _("Continue"),
        lambda: _next(
            on,
            "about",
            lambda: on.keep_all(
                texts=("about", "reply_to", "reference"),
                choices=("safe",),
                days={"answer_by": _("the date by which you need an answer")},
            ),
        ),
        secondary=_("Save and come back later"),
        on_secondary=lambda: site.go("home"),
    )


def _make(on: Writing) -> None:
    try:
        writing.make_request(door.database(), door.actor(), on.id)
    except Invalid as error:
        state.fail(on.key, {"": " ".join(f"{fault}." for fault in error.faults.values())})
        return
    state.clear_faults()
    site.go("request_made", id=on.id)


def _check(on: Writing, found: Casework, words: RequestWords) -> None:
    power = words.power_named if words.power is Power.OTHER else words.power and words.power.text
    rows = [
        ("why", _("For"), words.purpose.text if words.purpose else ""),
        ("why", _("Why"), words.why),
        ("why", _("Power"), power or ""),
        ("why", _("What you ask for"), words.asked),
        ("whom", _("Who you ask"), "; ".join(one.words.name for one in found.parties)),
        ("about", _("Who it is about"), words.about),
        ("about", _("Safe for them to know"), words.safe.text if words.safe else ""),
        ("about", _("Answer by"), clock.show_date(words.answer_by) if words.answer_by else ""),
        ("about", _("Answer to"), words.reply_to),
    ]
    table(
        "check",
        caption=_("The request"),
        columns=[_("Question"), _("Answer"), Column(_("Change"), hidden=True)],
        rows=[
            [label, shown or _("Not answered"), Cell(_("Change"), go=step, more=label)]
            for step, label, shown in rows
        ],
        on_go=lambda step: _to(on.id, step),
        hide_head=True,
    )
    st.markdown(_("Their numbers, to ring before you send anything:"))
    st.markdown("\n".join(f"- {plain(_numbered(one))}" for one in found.parties))
    fields.actions(
        _("Make the letters"),
        lambda: _make(on),
        secondary=_("Save and come back later"),
        on_secondary=lambda: site.go("home"),
    )


def _numbered(party: Party) -> str:
    try:
        agency = register.agency(door.database(), door.actor(), party.words.agency_id)
    except NotFound:
        return party.words.name
    return f"{party.words.name}: {number_line(agency)}"


def main() -> None:
    """Draw the step the address names; a finished request leads to its letters."""
    which = site.param("id")
    found = service.casework(door.database(), door.actor(), which)
    if found.made_at is not None:
        site.go_now("request_made", id=which)
    step = site.param("step") if site.param("step") in _STEPS else _STEPS[0]
    words = writing.request_words(found.body)
    on = Writing(f"{which}/{step}", which, dict(words))
    before = _STEPS.index(step) - 1
    with page(
        _TITLES[step],
        section=_("Request for information"),
        key=on.key,
        back=(lambda: _to(which, _STEPS[before])) if before >= 0 else "request_make",
    ):
        if step == "why":
            _why(on)
        elif step == "whom":
            _whom(on, found)
        elif step == "about":
            _about(on)
        else:
            _check(on, found, words)


main()
