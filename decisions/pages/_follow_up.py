"""One party of casework on a page: where it stands, what was written down, and writing down more."""

from collections.abc import Callable, Mapping
from datetime import datetime

import streamlit as st

from decisions.casework import noting
from decisions.casework.afterwards import lead
from decisions.casework.model import Entry, Party, State, Step
from isa.pages import _unsaved
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.ui import door, fields, panels, state
from isa.ui.text import plain

_SHAPES = ("%d %B %Y %H:%M", "%d/%m/%Y %H:%M", "%d %m %Y %H:%M")
_NOT_YET = _("Not yet")
EMPTY = _("Start again with an empty form")


def _when(at: datetime | None, otherwise: str = _NOT_YET) -> str:
    return clock.show_instant(at) if at else otherwise


def standing(party: Party) -> None:
    """Sent, receipt, acknowledged by whom, answer: the four things a chase needs to know."""
    by = next((one.who for one in reversed(party.words.log) if one.what == Step.RECEIVED), "")
    acknowledged = _when(party.acknowledged_at) + (f", {by}" if by else "")
    rows = {
        _("Sent"): _when(
            party.sent_at,
            _("Not yet. Due {send_due}").format(send_due=_when(party.send_due, _("today"))),
        )
    }
    if party.sent_at:
        rows[_("Receipt due")] = _when(party.receipt_due, _("No date set"))
        rows[_("They have it")] = acknowledged
        rows[_("Answer due")] = _when(
            party.answer_due, _("No law or guidance sets a date. Ask for one when you ring.")
        )
        said = _("Refused") if party.state is State.REFUSED else _("Answered")
        rows[said] = _when(party.answered_at)
    if party.chased_at:
        rows[_("Last try")] = _when(party.chased_at)
    panels.definitions(rows)
    if party.words.is_from_entry:
        st.markdown(
            _(
                "No time was written down for when it went, so this counts from when you recorded it. If "
                "it went the day before or earlier, chase it sooner."
            )
        )


def log(entries: tuple[Entry, ...], key: str) -> None:
    """What was written down, oldest first; other people's words and one's own stand as they are."""
    for number, one in enumerate(entries):
        if one.words:
            panels.own_words(lead(one), one.words, key=f"log-{key}-{number}")
        else:
            st.markdown(plain(lead(one)))


def typed_instant(text: str) -> datetime | None:
    """A time of today, or a day with a time, as people type it in London; ``ValueError`` otherwise."""
    text = " ".join(text.split())
    if not text:
        return None
    try:
        time = datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 -- combined with London below
        return datetime.combine(clock.today(), time, clock.LONDON)
    except ValueError:
        pass
    for shape in _SHAPES:
        try:
            return datetime.strptime(text, shape).replace(tzinfo=clock.LONDON)
        except ValueError:
            continue
    raise ValueError("not a time")


def as_typed(at: datetime) -> str:
    """A time as ``typed_instant`` reads it."""
    return f"{at.astimezone(clock.LONDON):%d %B %Y %H:%M}".lstrip("0")


def held(key: str) -> str:
    """In a callback: what a line or a long text on the page holds now."""
    found = state.widget_value(key)
    if isinstance(found, str):
        return found
    text = found.get("text") if isinstance(found, Mapping) else getattr(found, "text", "")
    return str(text or "")


def _save(
    page_key: str,
    casework_id: str,
    party: Party,
    steps: tuple[Step, ...],
    after: Callable[[], None],
) -> None:
    chosen = next((one for one in steps if one.value == state.widget_value("step")), None)
    try:
        if chosen is None:
            raise Invalid({"step": _("Select what happened")})
        try:
            at = typed_instant(held("at"))
        except ValueError as error:
            fault = _("Enter the time like 10:42, or like 20 November 2026 10:42")
            raise Invalid({"at": fault}) from error
        noting.note(
            door.database(),
            door.actor(),
            casework_id,
            party.id,
            chosen,
            who=held("who"),
            words=held("words"),
            at=at,
        )
    except Invalid as error:
        state.fail(page_key, error.faults)
        return
    done(page_key)
    after()


def done(page_key: str) -> None:
    """In a callback: what was typed is written down; forget the fields, and say so on the page that comes."""
    state.clear_faults()
    _unsaved.done(page_key)
    state.forget_widgets("")
    state.reseed()
    state.tell(_("Written down at {clock}.").format(clock=clock.show_time(clock.now())))


def write_down(page_key: str, casework_id: str, party: Party, after: Callable[[], None]) -> None:
    """The form for what happened with one party; ``after`` moves on once it is kept."""
    steps = tuple(one for one in Step if one is not Step.SENT or party.sent_at is None)
    fields.radios(
        "step", _("What happened?"), [(one.value, one.text, one.hint) for one in steps], None
    )
    fields.text_input("who", _("Who did you speak to?"), "", hint=_("Name and role."))
    fields.narrative("words", _("What was said?"), "", limit=noting.LONGEST, rows=4)
    fields.text_input(
        "at",
        _("When, if it was not just now?"),
        "",
        hint=_("For example 10:42, or 20 November 2026 10:42."),
    )
    fields.actions(
        _("Write it down"),
        lambda: _save(page_key, casework_id, party, steps, after),
        secondary=_("Cancel"),
        on_secondary=_unsaved.put_down(page_key, after),
    )
