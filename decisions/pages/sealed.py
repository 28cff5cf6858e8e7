"""Confirmation: the decision is recorded, what happens next, and what to take away."""

import streamlit as st

from decisions.assessment import ActNow, NextStep, in_order
from decisions.casework import service as casework
from decisions.casework.model import Casework, Due
from decisions.pages import _act_now, _nobody_answers, _record, _record_files, _reminders, _replies
from decisions.records import after, service, wording
from decisions.records.content import Content
from decisions.records.paste import MAX_WORDS, paste
from decisions.records.script import call_script
from isa.platform.clock import show_instant
from isa.platform.errors import NotFound
from isa.platform.wording import gettext as _
from isa.ui import door, panels, site
from isa.ui.components.copy_button import copy_button
from isa.ui.frame import page
from isa.ui.text import plain


def _above(content: Content) -> None:
    now = content.assessment.act_now
    if now is None:
        return
    if told := after.front_door_told(content):
        _told(now, after.was_told(told))
        return
    _act_now.shown(now)


def _told(now: ActNow, sentence: str) -> None:
    """The front door was told already: that, and the numbers in case it gets worse."""
    numbers = [
        f"{plain(contact.label)}: {panels.telephone(contact.number)}" for contact in now.contacts
    ]
    with panels.panel("told-already"):
        st.markdown("  \n".join([plain(sentence), *numbers]))


def _reference(content: Content) -> None:
    with panels.panel("reference"):
        if content.reference:
            st.markdown(
                _("Your reference **{reference}**").format(reference=plain(content.reference))
            )
        st.markdown(_("Record **{record_id}**").format(record_id=plain(content.record_id)))


def _next(content: Content) -> None:
    found: dict[str, NextStep] = {}
    for advice in content.assessment.recipients:
        for step in (*advice.conditions, *advice.consult, *advice.next_steps):
            found.setdefault(step.sentence, step)
    st.header(_("What to do next"), anchor=False)
    left = after.left_to_do(content, in_order(tuple(found.values())))
    if left:
        _record.steps(left)
    else:
        st.markdown(_("Nothing is left to do under this decision."))


_WAITS = {
    Due.SEND: _("Send it to {name} {when}."),
    Due.RECEIPT: _("Make sure {when} that {name} have it."),
    Due.ANSWER: _("Hear from {name} {when}."),
}


def _followed(found: Casework | None, content: Content) -> None:
    """What is chased from now on, into the calendar, and where to write down that it arrived."""
    lines = []
    for party in found.parties if found else ():
        if party.waits_for:
            when = (
                _("by {due_at}").format(due_at=show_instant(party.due_at))
                if party.due_at
                else _("soon")
            )
            lines.append(
                "- " + plain(_WAITS[party.waits_for].format(name=party.words.name, when=when))
            )
    for action in found.actions if found else ():
        if action.done_at is None:
            lines.append(
                _("- {code} by {due_at}.").format(
                    code=plain(action.code.text), due_at=show_instant(action.due_at)
                )
            )
    if lines:
        st.header(_("What is followed up"), anchor=False)
        st.markdown("\n".join(lines))
        st.markdown(_("It stands on your start page until you write down that it is done."))
        word = (
            _("Write down that they have it")
            if content.addressees
            else _("Write down what was done")
        )
        site.link(word, "follow_up", record=content.record_id)
    _reminders.offer(found, content.assessment, content.record_id)


def _call(content: Content) -> None:
    names = {one.recipient_id: one.name for one in content.assessment.recipients}
    for addressee in () if content.is_check else content.addressees:
        lines = call_script(content, addressee.recipient_id)
        st.header(
            plain(_("If you ring {names}").format(names=names[addressee.recipient_id])),
            anchor=False,
        )
        st.markdown(_("Say this, in this order. It holds what you decided to share and no more."))
        copy_button(
            f"script-{addressee.recipient_id}", "\n".join(lines), label=_("Copy these words")
        )


def main() -> None:
    """Draw the page."""
    record_id = site.param("record")
    if not record_id:
        raise NotFound(_("There is no record in this address. Open it from your list of records."))
    database, actor = door.database(), door.actor()
    found = service.record(database, actor, record_id)
    content = found.content
    if content is None:
        site.go_now("record", record=record_id)
    service.log_view(database, actor, record_id)
    with page(
        _("Decision recorded"),
        section=_("Record"),
        key=f"{record_id}/sealed",
        back=lambda: site.go("home"),
        above=lambda: _above(content),
        lede=plain(wording.decided_sentence(content)),
    ):
        _reference(content)
        _next(content)
        _followed(casework.follow_up_of(database, actor, record_id), content)
        _call(content)
        _replies.after(content)
        st.header(_("Documents"), anchor=False)
        _record_files.downloads(database, actor, content)
        st.header(_("Text for your case system"), anchor=False)
        most = _("At most {count} words. Your own words are cut short, never reworded.")
        st.markdown(most.format(count=MAX_WORDS))
        copy_button("paste", paste(content))
        _nobody_answers.shown(content)
        site.link(_("Open the record"), "record", record=record_id)
        site.link(_("Back to the start page"), "home")


main()
