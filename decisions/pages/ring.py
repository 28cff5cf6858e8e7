"""The end of Phone now: whom to ring, what to say, and the rest within one working day."""

import streamlit as st

from decisions import service as advice
from decisions.assessment import Assessment
from decisions.journey import service
from decisions.journey.choices_case import Trigger
from decisions.journey.clocks import working_days_after
from decisions.journey.contradictions import is_of
from decisions.pages import _advice, _draft, _script
from decisions.pages._choose import agency_name
from decisions.pages._draft import Opened
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.ui import door, fields, panels, site
from isa.ui.components.copy_button import copy_button
from isa.ui.frame import page
from isa.ui.text import plain

_WORKING_DAYS = 1
_TELL_NOW = _("Tell {recipient} now")
_TELL_WHAT = _(
    "Say the words above. What is still open is for the record below, and holds up no call."
)


def _finish(which: str) -> None:
    """Go on with every question; nothing has to be typed again."""
    service.deepen(door.database(), door.actor(), which)
    _draft.go(_draft.resume(which))


def _say(found: Opened) -> None:
    actor = door.actor()
    lines = _script.script(found.draft.answers, actor, agency_name(actor.agency_id))
    for number, line in enumerate(lines, 1):
        with st.container(key=f"say-{number}", gap=None):
            st.markdown(f"**{number}. {line.lead}**")
            st.text(line.text)
    with panels.details(_("These words as one text, to copy")):
        copy_button("script", "\n".join(line.text for line in lines), label=_("Copy"))
    st.markdown(_("Then write down who you spoke to, the time, and what they said they would do."))


def _is_rung(found: Assessment, name: str) -> bool:
    """Whether what must be done now is to ring this recipient."""
    now = found.act_now
    return now is not None and any(is_of(name, contact.label) for contact in now.contacts)


def _answers(found: Assessment) -> None:
    st.header(_("About who you want to tell"), anchor=False)
    for one in found.recipients:
        headline, sentence = one.headline, one.sentence
        if not one.outcome and _is_rung(found, one.name):
            headline, sentence = _TELL_NOW.replace("{recipient}", one.name), _TELL_WHAT
        st.markdown(f"**{plain(headline)}**  \n{plain(sentence)}")
    st.markdown(plain(found.telling.sentence))


def main() -> None:
    """Draw the page."""
    opened = _draft.opened()
    if not opened.is_phone or opened.journey.next is not None:
        _draft.send_to_first(opened)
    which, trigger = opened.draft.id, opened.draft.answers.trigger
    assessed = advice.assess_draft(
        door.database(), door.actor(), which, on=clock.today(), at=clock.now()
    ).assessment
    is_done = trigger is Trigger.ALREADY_SHARED
    now = assessed.act_now
    due = working_days_after(clock.today(), _WORKING_DAYS)
    with page(
        _("Record what you did") if is_done else _("What to say when you ring"),
        section=_("Phone now"),
        key=f"{which}/ring",
        back=lambda: _draft.go(_draft.address(which, opened.journey.stops[-1], _draft.HOME)),
        saved=_("Saved {saved_at}").format(saved_at=clock.show_time(opened.draft.saved_at)),
        above=(lambda: _advice.act_now(now)) if now else None,
    ):
        if not is_done:
            _say(opened)
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
            lambda: _finish(which),
            secondary=_("Save and come back later"),
            on_secondary=lambda: site.go("home"),
        )


main()
