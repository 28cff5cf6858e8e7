"""What follows a decision: who has it, who answered, a second look, looking again; the record stays."""

from datetime import datetime, timedelta

import streamlit as st

from decisions.casework import noting, service
from decisions.casework.model import Action, Casework, Look, Party, Reviewed, State, Task
from decisions.pages import _follow_up, _reminders
from decisions.pages._follow_up import held
from decisions.records import service as records
from decisions.records import wording
from decisions.records.content import Content
from decisions.records.script import call_script
from isa.pages._unsaved import begin, kept, put_down
from isa.platform import clock
from isa.platform.errors import Invalid, NotFound
from isa.platform.wording import gettext as _
from isa.ui import door, fields, panels, site, state
from isa.ui.components.copy_button import copy_button
from isa.ui.frame import page
from isa.ui.text import plain

_KEY = "follow_up"


def _go(record_id: str, **more: str) -> None:
    site.go(_KEY, record=record_id, **more)


def _parties(found: Casework, content: Content | None) -> None:
    for party in found.parties:
        st.header(plain(party.words.name), anchor=False)
        _follow_up.standing(party)
        _follow_up.log(party.words.log, party.id)
        st.button(
            _("Write down what happened with {words}").format(words=plain(party.words.name)),
            key=f"write-{party.id}",
            on_click=_go,
            args=(found.record_id,),
            kwargs={"party": party.id},
        )
        if content is not None and _needs_chasing(party):
            _nobody_answers(content, party)


def _needs_chasing(party: Party) -> bool:
    is_late = party.due_at is not None and party.due_at < clock.now()
    return is_late or party.state is State.REFUSED


def _nobody_answers(content: Content, party: Party) -> None:
    """Words to ring with, and the partnership's stages counted from when it became late."""
    with panels.details(_("What to say when you ring again"), is_open=True):
        lines = call_script(content, party.words.recipient_id)
        copy_button(f"script-{party.id}", "\n".join(lines), label=_("Copy these words"))
    since = party.answered_at if party.state is State.REFUSED else party.due_at
    _stages(content, since or clock.now())


def _stages(content: Content, since: datetime) -> None:
    local = content.assessment.local
    st.markdown(_("**If it is not settled by talking**"))
    st.markdown(
        _("If someone is in immediate danger, ring [999](tel:999). Danger goes through no stage.")
    )
    if local is None or not local.escalation:
        st.markdown(_("Follow your partnership's escalation procedure, and ask your lead today."))
        return
    lines = [
        _("{stage}. **{roles}**, by {day}: {what}").format(
            stage=one.stage,
            roles=plain(", ".join(one.roles)),
            day=clock.show_instant(since + timedelta(hours=one.hours)),
            what=plain(one.what),
        )
        for one in local.escalation
    ]
    st.markdown("\n".join(lines))
    st.caption(plain(_("Local guidance ({partnership})").format(partnership=local.partnership)))


def _action(found: Casework, action: Action) -> None:
    st.header(plain(action.code.text), anchor=False)
    late = action.done_at is None and action.due_at < clock.now()
    due = (
        _("Due {due_at}").format(due_at=clock.show_instant(action.due_at))
        if action.done_at is None
        else _("Done")
    )
    st.markdown(f"{panels.tag(_('Overdue'), 'yellow')} {due}" if late else due)
    _follow_up.log(action.log, action.id)
    if action.done_at is not None:
        return
    if action.code is Task.SECOND_PERSON:
        st.markdown(
            _("The decision stands and nothing waits for this. Nobody is asked to approve it.")
        )
    is_told = action.code is Task.SECOND_PERSON and found.owner_id == door.actor().id
    st.button(
        _("Write down what they said") if is_told else _("Write down what you found"),
        key=f"write-{action.id}",
        on_click=_go,
        args=(found.record_id,),
        kwargs={"do": action.code.value},
    )


def _save_review(found: Casework, key: str) -> None:
    chosen = next((one for one in Reviewed if one.value == state.widget_value("reviewed")), None)
    try:
        if chosen is None:
            raise Invalid({"reviewed": _("Select what came of it")})
        again = fields.typed_date("again_on") if chosen is Reviewed.AGAIN else None
        noting.looked_again(
            door.database(), door.actor(), found.id, chosen, words=held("words"), again_on=again
        )
    except Invalid as error:
        state.fail(key, error.faults)
        return
    except NotFound as done:  # in another tab; the words stay on the page
        state.fail(key, {"": str(done)})
        return
    _follow_up.done(key)
    if chosen is Reviewed.ANEW and found.record_id:
        site.go("record", record=found.record_id)
        return
    _go(found.record_id or "")


def _review_form(found: Casework, key: str) -> None:
    options = [(one.value, one.text, one.hint) for one in Reviewed]
    chosen = fields.radios("reviewed", _("What came of it?"), options, None)
    if chosen == Reviewed.AGAIN:
        with fields.reveal("reviewed"):
            fields.date_input("again_on", _("When will you look again?"), None)
    fields.narrative(
        "words",
        _("What did you look at, and what did you find?"),
        "",
        limit=noting.LONGEST,
        rows=4,
    )
    fields.actions(
        _("Write it down"),
        lambda: _save_review(found, key),
        secondary=_("Cancel"),
        on_secondary=put_down(key, lambda: _go(found.record_id or "")),
    )


def _save_look(found: Casework, key: str) -> None:
    chosen = next((one for one in Look if one.value == state.widget_value("look")), None)
    try:
        if chosen is None:
            raise Invalid({"look": _("Select what came of it")})
        noting.second_look(
            door.database(), door.actor(), found.id, chosen, who=held("who"), words=held("words")
        )
    except Invalid as error:
        state.fail(key, error.faults)
        return
    except NotFound as done:  # in another tab; the words stay on the page
        state.fail(key, {"": str(done)})
        return
    _follow_up.done(key)
    _go(found.record_id or "")


def _look_form(found: Casework, key: str) -> None:
    is_own = found.owner_id == door.actor().id
    fields.radios("look", _("What came of it?"), [(o.value, o.text, o.hint) for o in Look], None)
    if is_own:
        fields.text_input(
            "who", _("Who did you ask?"), "", hint=_("Name and role, or who was not there.")
        )
    fields.narrative(
        "words",
        _("What did they say?") if is_own else _("What do you say, and why?"),
        "",
        limit=noting.LONGEST,
        rows=4,
    )
    fields.actions(
        _("Write it down"),
        lambda: _save_look(found, key),
        secondary=_("Cancel"),
        on_secondary=put_down(key, lambda: _go(found.record_id or "")),
    )


def _form(found: Casework, record_id: str) -> bool:
    """One thing to write down, where the address names one."""
    do, wanted = site.param("do"), site.param("party")
    party = next((one for one in found.parties if one.id == wanted), None)
    if party is None and do not in set(Task):
        return False
    name = party.words.name if party else Task.of(do).text
    key = f"{record_id}/follow_up/{wanted or do}"
    title = _("What happened with {name}?").format(name=name) if party else name
    begin(key)
    with (
        page(title, section=_("After a decision"), key=key, back=lambda: _go(record_id)),
        kept(key, again=_follow_up.EMPTY),
    ):
        if party:
            _follow_up.standing(party)
            _follow_up.write_down(key, found.id, party, lambda: _go(record_id))
        else:
            (_look_form if do == Task.SECOND_PERSON else _review_form)(found, key)
    return True


def main() -> None:
    """Draw the page, or the form the address asks for."""
    record_id = site.param("record")
    if not record_id:
        raise NotFound(_("There is no record in this address. Open it from the start page."))
    database, actor = door.database(), door.actor()
    found = service.follow_up_of(database, actor, record_id)
    if found is not None and _form(found, record_id):
        return
    content = records.record(database, actor, record_id).content
    records.log_view(database, actor, record_id)
    with page(
        _("What follows this decision"),
        section=_("After a decision"),
        key=f"{record_id}/follow_up",
        back="home",
        lede=plain(wording.decided_sentence(content)) if content else "",
    ):
        site.link(_("Open the record"), "record", record=record_id)
        if found is None:
            st.markdown(_("Nothing has to be followed up under this decision."))
        else:
            for action in found.actions:
                _action(found, action)
            _parties(found, content)
            _reminders.offer(found, content.assessment if content else None, record_id)


main()
