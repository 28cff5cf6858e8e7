"""One conversation in the no-names log: written down while it is fresh, then read as it was written."""

import contextlib
from datetime import datetime

import streamlit as st

from decisions.casework import service, writing
from decisions.casework.model import Casework, Kind
from decisions.casework.naming import looks_like
from decisions.casework.words import Adviser, ConsultationWords
from decisions.journey import service as drafts
from decisions.journey.choices_case import Trigger
from decisions.journey.fields import NOT_LISTED
from decisions.journey.service import DraftLine
from decisions.journey.steps_recipient import Recipient
from decisions.pages import _follow_up, _late
from decisions.pages._choose import agency_name
from decisions.pages._follow_up import held, typed_instant
from decisions.pages._writing import Writing
from decisions.records import service as records
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.ui import door, fields, panels, site, state
from isa.ui.fields import Option
from isa.ui.frame import page
from isa.ui.text import plain

_MOST = 10
_BEGAN = {
    Trigger.OWN_CONCERN: _("Your own worry"),
    Trigger.REQUEST_RECEIVED: _("You were asked"),
    Trigger.ALREADY_SHARED: _("You had rung already"),
    Trigger.ROUTINE_SENDING: _("Something to be sent"),
}
_WARNED = "warned"


@_late.while_there()
def _finish(on: Writing) -> None:
    texts = ("where", "question", "answer", "then", "reference")
    if not on.keep_all(texts=texts, choices=("role",)):
        return
    try:
        at = typed_instant(held("at")) or (None if on.words.get("asked_at") else clock.now())
        if at is not None:
            writing.save(door.database(), door.actor(), on.id, {"asked_at": at.isoformat()})
        if _may_name(on):
            return
        writing.finish_consultation(door.database(), door.actor(), on.id)
    except ValueError:
        fault = _("Enter the time like 10:42, or like 20 November 2026 10:42")
        state.fail(on.key, {"at": fault})
        return
    except Invalid as error:
        state.fail(on.key, error.faults)
        return
    state.clear_faults()
    state.tell(_("It is in the log."))
    site.go("consultation_entry", id=on.id)


def _may_name(on: Writing) -> bool:
    """Say once where the words seem to name somebody; the next press puts them in the log as they are."""
    given = [str(held(name) or "") for name in ("question", "answer", "then")]
    seen = looks_like(*given)
    notes = state.notes(on.key)
    if not seen or notes.get(_WARNED) == given:
        return False
    notes[_WARNED] = given
    found = ", ".join(seen)
    state.fail(
        on.key,
        {
            "": _(
                "This looks as if it holds {found}. Leave out what says who it is. If it does not, "
                "press 'Put it in the log' again."
            ).format(found=found)
        },
    )
    return True


@_late.while_there()
def _keep_at(on: Writing, typed: str) -> None:
    """A time is kept once it can be read as one; what cannot is said when the entry is finished."""
    with contextlib.suppress(ValueError):
        at = typed_instant(typed)
        held = {"asked_at": at.isoformat() if at else None}
        writing.save(door.database(), door.actor(), on.id, held)
        state.say(_("Saved {time}").format(time=clock.show_time(clock.now())))


def _form(on: Writing) -> None:
    role = on.radios(
        "role", _("Who did you ask?"), [(one.value, one.text, one.hint) for one in Adviser]
    )
    if role == Adviser.LEGAL:
        with fields.reveal("role"):
            st.markdown(
                _(
                    "What you ask a lawyer and what they say is kept in a compartment of its own that only you "
                    "and your organisation's legal adviser open. The log shows that you asked, whom and when."
                )
            )
    on.line(
        "where", _("Where do they work?"), _("Their organisation, and their name if you have it.")
    )
    fields.text_input(
        "at",
        _("When did you ask?"),
        _follow_up.as_typed(asked)
        if isinstance(asked := on.words.get("asked_at"), datetime)
        else "",
        lambda typed: _keep_at(on, typed),
        hint=_("Leave it empty if it was just now. For example 10:42, or 20 November 2026 10:42."),
    )
    on.narrative(
        "question",
        _("What did you ask?"),
        _(
            "As you put it, without a name, an address, a school or anything else that says who it is."
        ),
        rows=4,
    )
    on.narrative("answer", _("What did they say?"), _("Or that no answer came."), rows=4)
    on.narrative(
        "then",
        _("What did you decide next?"),
        _("Your own decision, and not what a lawyer told you.") if role == Adviser.LEGAL else "",
        rows=3,
    )
    on.line("reference", _("Your case reference"), _("Optional."))
    fields.actions(
        _("Put it in the log"),
        lambda: _finish(on),
        secondary=_("Save and come back later"),
        on_secondary=lambda: site.go("home"),
        saved=on.status("where", "question", "answer", "then", "reference"),
    )


def _draft_hint(one: DraftLine) -> str:
    """How the draft began, to whom it would go and when it was saved: two drafts may look alike."""
    answers = drafts.load_draft(door.database(), door.actor(), one.id).answers
    whom = ", ".join(
        name for name in (_recipient(held.recipient) for held in answers.recipients) if name
    )
    saved = _("saved {time}").format(time=clock.show_instant(one.saved_at))
    return ". ".join(filter(None, (_BEGAN.get(one.trigger, ""), whom, saved)))


def _recipient(held: Recipient | None) -> str:
    if held is None:
        return ""
    is_listed = held.agency_id and held.agency_id != NOT_LISTED
    return (agency_name(held.agency_id or "") if is_listed else held.name) or ""


def _decisions() -> list[Option]:
    """The actor's drafts and newest records, to say which of them this led to."""
    database, actor = door.database(), door.actor()
    begun = [
        (
            "draft:" + one.id,
            _("Draft {case}").format(
                case=one.reference or _("of {time}").format(time=clock.show_instant(one.created_at))
            ),
            _draft_hint(one),
        )
        for one in drafts.list_drafts(database, actor)[:_MOST]
    ]
    sealed = [
        (
            "record:" + one.id,
            _("Record {case}").format(
                case=one.reference or _("of {time}").format(time=clock.show_instant(one.sealed_at))
            ),
        )
        for one in records.my_records(database, actor)[:_MOST]
    ]
    return [*begun, *sealed]


def _link(found: Casework, key: str) -> None:
    kind, _space, which = str(state.widget_value("decision") or "").partition(":")
    if not which:
        state.fail(key, {"decision": _("Select the decision that this led to")})
        return
    ids = {f"{kind}_id": which}
    try:
        writing.link(door.database(), door.actor(), found.id, **ids)
    except Invalid as linked:
        state.fail(key, linked.faults)
        return
    state.clear_faults()
    state.tell(_("Linked."))


def _read(found: Casework, words: ConsultationWords, key: str) -> None:
    _late.shown(found.id)
    asked = clock.show_instant(words.asked_at) if words.asked_at else ""
    rows = {
        _("Whom"): ", ".join(filter(None, (words.role.text if words.role else "", words.where))),
        _("When"): asked,
    }
    if words.reference:
        rows[_("Case")] = words.reference
    panels.definitions(rows)
    if words.is_privileged:
        st.header(_("Legal advice, kept apart"), anchor=False)
        st.markdown(
            _(
                "Only you and your organisation's legal adviser can open this. It is in no copy and no search."
            )
        )
    panels.own_words(_("What did you ask?"), words.question, key="question")
    panels.own_words(_("What did they say?"), words.answer, key="answer")
    if words.is_privileged:
        st.header(_("In the log"), anchor=False)
    panels.own_words(_("What did you decide next?"), words.then, key="then")
    _decision(found, key)


def _decision(found: Casework, key: str) -> None:
    st.header(_("The decision it led to"), anchor=False)
    record = writing.decision_of(door.database(), door.actor(), found.id)
    if record:
        st.markdown(_("Record **{record_id}**").format(record_id=plain(record)))
        site.link(_("Open the record"), "record", record=record)
        return
    if found.draft_id:
        st.markdown(_("A draft of yours. Its record is named here once it is sealed."))
        return
    options = _decisions()
    if not options:
        st.markdown(_("You have no draft and no record yet. You can link this later."))
        return
    fields.radios("decision", _("Which decision did it lead to?"), options, None)
    st.button(_("Link them"), key="link", on_click=_link, args=(found, key))


def main() -> None:
    """Draw the form while it is being written, and the entry once it is in the log."""
    which = site.param("id")
    database, actor = door.database(), door.actor()
    found = service.casework(database, actor, which, Kind.CONSULTATION)
    words = writing.consultation(database, actor, which)
    key = f"{which}/{'read' if found.made_at else 'write'}"
    title = _("Advice without names") if found.made_at else _("Write down what you asked")
    with page(plain(title), section=_("Advice log"), key=key, back="consultation"):
        if found.made_at:
            _read(found, words, key)
        else:
            _form(Writing(key, which, dict(words)))


main()
