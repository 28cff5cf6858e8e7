"""The end of Phone now: whom to ring, what to say, and the rest within one working day."""

from collections.abc import Callable

import streamlit as st

from decisions import service as advice
from decisions.assessing import Assessed
from decisions.journey import service
from decisions.journey.choices_case import Trigger
from decisions.journey.clocks import working_days_after
from decisions.journey.steps_introduced import Introduced
from decisions.pages import (
    _act_now,
    _doubts,
    _draft,
    _in_words,
    _memory,
    _own_agency,
    _said,
    _saving,
    _script,
)
from decisions.pages._draft import Opened
from decisions.pages._render import draw
from decisions.pages._sheet import Sheet
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.ui import door, fields, site
from isa.ui.frame import page
from isa.ui.text import plain

_WORKING_DAYS = 1
_TELL_NOW = _("Tell {recipient} now")
_TELL_999 = _("Tell 999 or the front door where they are now, and nobody else.")
_TELL_WHAT = _(
    "Say the words above. What is still open is for the record below, and holds up no call."
)


def _leave(found: Opened, key: str, go: Callable[[], None]) -> None:
    if _saving.may_leave(key, found.draft.id, [_sheet(found, key)]):
        go()


def _finish(which: str) -> None:
    """Go on with every question; nothing has to be typed again."""
    service.deepen(door.database(), door.actor(), which)
    _draft.go(_draft.resume(which))


def _say(found: Opened, assessed: Assessed) -> None:
    actor = door.actor()
    told = advice.hears_where(assessed)
    may_hear = all(one.id in told for one in found.draft.answers.recipients)
    agency = _own_agency.spoken()
    answers = found.draft.answers
    _script.shown(_script.script(answers, actor, agency, may_hear_where=may_hear), "now")
    if assessed.assessment.act_now is not None and not may_hear:
        st.markdown(_TELL_999)
    st.markdown(_("Then write down who you spoke to, the time, and what they said they would do."))


def _introduce(found: Opened, key: str) -> None:
    """Who it is about, below the words it goes into: nothing waits for it."""
    sheet = _sheet(found, key)
    with st.container():
        st.header(Introduced.title, anchor=False)
        st.markdown(Introduced.lede)
        draw(sheet)


def _sheet(found: Opened, key: str) -> Sheet:
    which = found.draft.id
    return Sheet(
        Introduced,
        None,
        found.draft.answers,
        lambda path, value: _saving.keep(key, which, path, value),
        too_long=found.draft.too_long,
    )


def _answers(seen: Assessed) -> None:
    found = seen.assessment
    st.header(_("About who you want to tell"), anchor=False)
    for one in found.recipients:
        headline, sentence = one.headline, one.sentence
        if not one.outcome and _said.is_rung(seen, one.name):
            headline, sentence = _TELL_NOW.replace("{recipient}", one.name), _TELL_WHAT
        st.markdown(f"**{plain(headline)}**  \n{plain(sentence)}")
    st.markdown(plain(found.telling.sentence))


def main() -> None:
    """Draw the page."""
    opened = _draft.opened()
    if not opened.is_phone or opened.journey.next is not None:
        _draft.send_to_first(opened)
    which, trigger = opened.draft.id, opened.draft.answers.trigger
    key = f"{which}/ring"
    memory, is_new = _memory.entered(key, opened.draft.seen)
    if _saving.caught_up(key, which, [_sheet(opened, key)], is_new=is_new):
        opened = _draft.opened()
    assessed = advice.assess_draft(
        door.database(), door.actor(), which, on=clock.today(), at=clock.now()
    )
    is_done = trigger is Trigger.ALREADY_SHARED
    now = assessed.assessment.act_now
    due = working_days_after(clock.today(), _WORKING_DAYS)
    with page(
        _("Record what you did") if is_done else _("What to say when you ring"),
        section=_("Phone now"),
        key=key,
        back=lambda: _draft.go(_draft.address(which, opened.journey.stops[-1], _draft.HOME)),
        saved=_("Saved {saved_at}").format(saved_at=clock.show_time(opened.draft.saved_at)),
        above=(lambda: _act_now.shown(now)) if now else None,
    ):
        if not is_done:
            _say(opened, assessed)
        _introduce(opened, key)
        _doubts.shown(opened)
        _answers(assessed)
        st.header(_("Finish the record"), anchor=False)
        st.markdown(
            _(
                "The rest is due within one working day, by {day}. What you "
                "have answered stays; nothing has to be typed again."
            ).format(day=clock.show_weekday(due))
        )
        fields.actions(
            _("Go on with the record"),
            lambda: _leave(opened, key, lambda: _finish(which)),
            secondary=_("Save and come back later"),
            on_secondary=lambda: _leave(opened, key, lambda: site.go("home")),
            is_blocked=memory.is_blocked,
        )
        _saving.take_over(key, which, [_sheet(opened, key)])
        _saving.trouble_below(
            key, which, _in_words.answer, lambda path: _in_words.held(opened.draft.answers, path)
        )


main()
