"""The map: a partnership held against what its work needs, as a picture, as sentences and as tables."""

from datetime import date

import streamlit as st

from isa.coverage.wording import STANDING_SENTENCE
from isa.pages import _network as parts
from isa.pages import _network_risks as risks
from isa.pages import _network_words as words
from isa.pages._network_picture import PAGE, draw
from isa.pages._network_round import round_a_gap
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register.network import picture as network
from isa.register.network.service import areas
from isa.register.vocabulary import vocabulary
from isa.ui import fields, panels, state
from isa.ui.door import actor, database
from isa.ui.frame import page
from isa.ui.text import plain

_TABS = (_("Picture"), _("Gaps"), _("Lapses"), _("Weak points"), _("Ways round"))
_EVERYWHERE, _AGREEMENT, _PLACE = "everywhere", "agreement", "place:"
_MONTHS_BEFORE, _MONTHS_AHEAD = 12, 24


def _show(
    profile: str, area: str | None, agreement: str, purpose: str, category: str, on: date
) -> None:
    """The whole answer for what was chosen, or the sentence that says what to choose instead."""
    if state.widget_value("area") == _AGREEMENT and not agreement:
        return
    try:
        found = network.picture(
            database(),
            actor(),
            profile,
            area,
            on=on,
            agreement=agreement,
            purpose=purpose,
            category=category,
        )
    except Invalid as error:
        for sentence in error.faults.values():
            st.markdown(plain(sentence))
        return
    st.markdown(plain(network.every_profile()[profile].summary))
    if not found.cells:
        st.markdown(_("Nothing of this profile is needed between the agencies of this place."))
        return
    words.headline(found)
    _move(on, clock.today())
    picked = _choose(found)
    seen, missing, ahead, weak, round_it = st.tabs(list(_TABS))
    with seen:
        st.header(_("Picture"), anchor=False)
        draw(found, picked)
        words.about(found, picked)
        words.sentences(found)
    with missing:
        parts.gaps(found, picked)
        parts.closing(found)
    with ahead:
        risks.lapses(found)
    with weak:
        risks.weak_points(found)
        risks.overlaps(found)
    with round_it:
        round_a_gap(found, picked)
    st.markdown(f"**{STANDING_SENTENCE}**")


def _months(today: date) -> list[fields.Option]:
    """Today and the first of each month around it, as a slider shows them."""
    first = today.year * 12 + today.month - 1
    around = range(first - _MONTHS_BEFORE, first + _MONTHS_AHEAD + 1)
    days = sorted({today, *(date(month // 12, month % 12 + 1, 1) for month in around)})
    return [(day.isoformat(), clock.show_date(day)) for day in days]


def _move(on: date, today: date) -> None:
    """The slider: a month at a time. Any other day is typed, and the slider stands just before it."""
    months = _months(today)
    before = [code for code, *_words in months if code <= on.isoformat()]
    fields.slider(
        "month",
        _("Move through time"),
        months,
        before[-1] if before else months[0][0],
        lambda day: fields.set_date("on", date.fromisoformat(day or today.isoformat())),
        hint=_(
            "A month at a time, with the arrow keys too. It shows {on}; any day can be typed above, "
            'and the tab "Lapses" lists each day on which cover ends.'
        ).format(on=clock.show_date(on)),
    )


def _where() -> tuple[str | None, str]:
    """The place to look at (None is everywhere), or the reference of one agreement."""
    known = areas(database(), actor())
    options: list[fields.Option] = [
        (_PLACE + one, one[:1].upper() + one[1:] if one else _("No place recorded"))
        for one in known
    ]
    options.sort(key=lambda option: (option[0] == _PLACE, option[1]))
    options += [
        (_EVERYWHERE, _("Everywhere")),
        (_AGREEMENT, _("The parties of one agreement")),
    ]
    chosen = fields.select("area", _("Where?"), options, options[0][0]) or ""
    if chosen == _AGREEMENT:
        return None, fields.text_input(
            "agreement", _("Which agreement?"), "", hint=_("Its reference, as the register has it.")
        )
    return (None if chosen == _EVERYWHERE else chosen.removeprefix(_PLACE)), ""


def _choose(found: network.Picture) -> str:
    """The agency to look at, by the list or in the picture."""
    picked = state.chosen(PAGE, "picked")
    options = sorted(
        ((agency, found.names[agency]) for agency in found.places), key=lambda one: one[1]
    )
    if picked not in found.places:
        picked = ""
    if state.widget_value("agency") != (picked or None):
        state.set_widget("agency", picked or None)
    fields.select(
        "agency",
        _("Look at one agency"),
        options,
        picked or None,
        lambda agency: state.choose(PAGE, "picked", agency or ""),
        hint=_("Choose it here, or press it in the picture."),
    )
    return picked


with page(_("Map of agreements"), key=PAGE, wide=True):
    terms, today = vocabulary(), clock.today()
    every = network.every_profile()
    profile = fields.select(
        "profile",
        _("What does the work need?"),
        [(one.code, one.title) for one in every.values()],
        next(iter(every)),
        hint=_("A profile lists what partners usually need to send each other for this work."),
    )
    area, agreement = _where()
    with panels.details(_("Narrow it, or look at another day")):
        purpose = fields.select(
            "purpose",
            _("Only for this purpose"),
            [(one.code, one.label) for one in terms.purposes.values()],
            None,
            hint=_("Leave it empty for all of them."),
        )
        category = fields.select(
            "category",
            _("Only this kind of information"),
            [(one.code, one.label) for one in terms.categories.values()],
            None,
            hint=_("Leave it empty for all of them."),
        )
        on = fields.date_input("on", _("On which day?"), today) or today
    if profile:
        _show(profile, area, agreement, purpose or "", category or "", on)
