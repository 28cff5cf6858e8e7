"""A request that was made: a letter and a file for each agency, and what came back from each."""

import streamlit as st

from decisions.casework import requests, service, writing
from decisions.casework.model import Casework, Kind, Party, State
from decisions.casework.words import RequestWords
from decisions.journey.choices_consent import SafeToTell
from decisions.pages import _follow_up, _late, _reminders, _whom_to_ask
from decisions.pages._choose import number_line
from decisions.pages._record_files import button
from isa.pages._unsaved import begin, kept
from isa.platform import clock
from isa.platform.errors import NotFound
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.ui import door, panels, site
from isa.ui.frame import page
from isa.ui.text import plain

_TAGS = {
    State.TO_SEND: "yellow",
    State.SENT: "blue",
    State.RECEIVED: "blue",
    State.ANSWERED: "green",
    State.REFUSED: "orange",
}


def _open(which: str, **more: str) -> None:
    site.go("request_made", id=which, **more)


def _party(found: Casework, one: Party) -> None:
    database, actor = door.database(), door.actor()
    name = one.words.name
    st.header(plain(name), anchor=False)
    is_late = one.due_at is not None and one.due_at < clock.now()
    late = f" {panels.tag(_('Overdue'), 'yellow')}" if is_late else ""
    st.markdown(panels.tag(one.state.text, _TAGS[one.state]) + late)
    try:
        number = number_line(register.agency(database, actor, one.words.agency_id))
    except NotFound:
        number = _("This agency is no longer in the register.")
    st.markdown(plain(number))
    button(
        _("Download the letter to {name} (Word)").format(name=name),
        f"letter-{one.id}",
        requests.letter_name(found, one),
        requests.WORD,
        lambda: requests.letter_word(database, actor, found.id, one.id),
    )
    button(
        _("Download the file for {name}").format(name=name),
        f"file-{one.id}",
        f"{found.id}.json",
        requests.JSON,
        lambda: requests.request_json(database, actor, found.id, one.id),
    )
    if one.state is not State.TO_SEND:
        _follow_up.standing(one)
    _follow_up.log(one.words.log, one.id)
    st.button(
        plain(_("Write down what happened with {name}").format(name=name)),
        key=f"write-{one.id}",
        on_click=_open,
        args=(found.id,),
        kwargs={"party": one.id},
    )
    if one.state is State.REFUSED:
        st.markdown(
            _(
                "They may refuse. If the reason leaves someone at risk, tell your safeguarding lead today and use "
                "your escalation procedure. If someone is in immediate danger, ring [999](tel:999)."
            )
        )


def _safety(words: RequestWords) -> None:
    if words.safe is SafeToTell.PERSON_ONLY:
        st.markdown(_("Every letter says that nobody around the person may know of it."))
    elif not words.is_telling_safe:
        st.markdown(
            _(
                "Every letter says that telling the person, or anyone around them, is not safe or not "
                "settled. Police, social care and a meeting decide on it themselves; anyone else is asked to "
                "speak to you first."
            )
        )


def main() -> None:
    """Draw the page, or the form for what happened with one agency."""
    which, wanted = site.param("id"), site.param("party")
    found = service.casework(door.database(), door.actor(), which, Kind.REQUEST)
    if found.made_at is None:
        site.go_now("request_write", id=which)
    words = writing.request_words(found.body)
    party = next((one for one in found.parties if one.id == wanted), None)
    if party is not None:
        key = f"{which}/{party.id}"
        title = _("What happened with {name}?").format(name=party.words.name)
        begin(key)
        with (
            page(title, section=_("Request"), key=key, back=lambda: _open(which)),
            kept(key, again=_follow_up.EMPTY),
        ):
            _follow_up.standing(party)
            _follow_up.write_down(key, which, party, lambda: _open(which))
        return
    with page(
        _("The letters are ready"),
        section=_("Request"),
        key=which,
        back="request_make",
        lede=_(
            "Ring each agency on the number here and send by a secure route. Keep letter and file together."
        ),
    ):
        _late.shown(which)
        _safety(words)
        _whom_to_ask.ended(which, found)
        for one in found.parties:
            _party(found, one)
        _reminders.offer(found, None)


main()
