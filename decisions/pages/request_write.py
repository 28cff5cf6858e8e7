"""Writing a request, a page at a time: why, what, whom, about whom; then a check, then the letters."""

from collections.abc import Callable

import streamlit as st

from decisions.casework import from_record, service, writing
from decisions.casework.from_record import Beside
from decisions.casework.model import Casework, Kind, Party
from decisions.casework.powers import Power, may_use
from decisions.casework.words import PURPOSES, RequestWords
from decisions.journey.choices_consent import SafeToTell
from decisions.pages import _ask_others, _late, _own_agency, _whom_to_ask
from decisions.pages._choose import number_line
from decisions.pages._writing import Writing
from isa.platform import clock
from isa.platform.errors import Invalid, NotFound
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.ui import door, fields, site, state
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
    own = _own_agency.found()
    kind = own.type if own else ""
    return [(one.value, one.text, one.hint) for one in Power if may_use(one, kind)]


def _why(on: Writing, beside: Beside | None) -> None:
    _own_agency.told()
    _ask_others.decided(beside)
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
        saved=on.status("why", "asked", "power_named"),
    )


def _whom(on: Writing, found: Casework, beside: Beside | None) -> None:
    _whom_to_ask.listed(on, found, beside)
    fields.actions(
        _("Continue"),
        lambda: _next(on, "whom", lambda: _whom_to_ask.is_kept(on, found)),
        secondary=_("Save and come back later"),
        on_secondary=lambda: site.go("home"),
    )


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
        saved=on.status("about", "reply_to", "reference"),
    )


@_late.while_there()
def _make(on: Writing) -> None:
    try:
        writing.make_request(door.database(), door.actor(), on.id)
    except Invalid as error:
        state.fail(on.key, {"": " ".join(f"{fault}." for fault in error.faults.values())})
        return
    state.clear_faults()
    site.go("request_made", id=on.id)


def _text(words: RequestWords, name: str) -> str:
    """A text as it stands in the letters, or that it is too long to."""
    return _("Too long. Shorten it.") if name in words.too_long else str(getattr(words, name))


def _check(on: Writing, found: Casework, words: RequestWords, beside: Beside | None) -> None:
    power = words.power and words.power.text
    if words.power is Power.OTHER:
        power = _text(words, "power_named")
    rows = [
        ("why", _("For"), words.purpose.text if words.purpose else ""),
        ("why", _("Why"), _text(words, "why")),
        ("why", _("Power"), power or ""),
        ("why", _("What you ask for"), _text(words, "asked")),
        ("whom", _("Who you ask"), "; ".join(one.words.name for one in found.parties)),
        ("about", _("Who it is about"), _text(words, "about")),
        ("about", _("Safe for them to know"), words.safe.text if words.safe else ""),
        ("about", _("Answer by"), clock.show_date(words.answer_by) if words.answer_by else ""),
        ("about", _("Answer to"), _text(words, "reply_to")),
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
    _whom_to_ask.ended(on.id, found)
    _ask_others.held_back(beside, found.parties)
    if found.parties:
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
    found = service.casework(door.database(), door.actor(), which, Kind.REQUEST)
    if found.made_at is not None:
        site.go_now("request_made", id=which)
    step = site.param("step") if site.param("step") in _STEPS else _STEPS[0]
    words = writing.request_words(found.body)
    on = Writing(f"{which}/{step}", which, dict(words))
    before = _STEPS.index(step) - 1
    beside = from_record.beside(door.database(), door.actor(), which)
    with page(
        _TITLES[step],
        section=_("Request for information"),
        key=on.key,
        back=(lambda: _to(which, _STEPS[before])) if before >= 0 else "request_make",
    ):
        if step == "why":
            _why(on, beside)
        elif step == "whom":
            _whom(on, found, beside)
        elif step == "about":
            _about(on)
        else:
            _check(on, found, words, beside)


main()
