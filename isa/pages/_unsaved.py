"""Keeping what is typed into a form through a refresh, a crash or a dropped connection.

``begin`` comes first, before a page looks at its notes: it brings back what was kept, with the
version of the register it was written against, so that somebody else's change in between is still
found. ``kept`` goes around the fields and writes what they hold at the end of each run. A saved
form is ``done``; a form that is put down is ``put_down``.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import streamlit as st
from pydantic import BaseModel

from isa.platform.clock import show_instant
from isa.platform.wording import gettext as _
from isa.register.unsaved.service import drop_unsaved, keep_unsaved, unsaved_form
from isa.ui import state
from isa.ui.door import actor, database
from isa.ui.frame import current
from isa.ui.text import plain

_BEGUN, _AT, _TEXTS, _LAST, _FIRST = (
    f"unsaved.{name}" for name in ("begun", "at", "texts", "last", "first")
)
_FROM_REGISTER = _("Start again from the register")
_HERE = ("point",)
"""Selections on a page that say which of its forms is open."""
_AGAINST = ("seen", "base")
"""Notes of a page that say what the register said when writing began."""


def visit(page_key: str) -> str:
    """A key of this visit to a page, so that the next visit begins with what the register says."""
    return f"{page_key}:{state.mount(page_key)}"


def begin(key: str) -> None:
    """At the start of a visit: bring back what was typed here and not saved."""
    notes = state.notes(key)
    if _BEGUN in notes:
        return
    state.forget_widgets("")
    held = unsaved_form(database(), actor(), key)
    if held is not None:
        _bring_back(key, notes, json.loads(held.text))
        notes[_AT] = show_instant(held.at)
    notes[_BEGUN] = True


def _bring_back(key: str, notes: dict[str, object], found: dict[str, Any]) -> None:
    for name, value in found["widgets"].items():
        if f"w.{name}" not in state.brought():
            state.set_widget(name, value)
    for name, value in found["chosen"].items():
        state.choose(visit(key), name, value)
        notes[f"begun.{name}"] = True
    for name, value in found["here"].items():
        state.choose(key, name, value)
    notes.update(found["names"])
    notes.update(found["against"])
    notes[_TEXTS] = found["texts"]
    notes[_FIRST] = found["first"]
    typed = {name: held for name, held in found.items() if name not in ("against", "first")}
    notes[_LAST] = json.dumps(typed, sort_keys=True)


@contextmanager
def kept(key: str, *, again: str = _FROM_REGISTER, never: str = "") -> Iterator[None]:
    """Around the fields of a form: says what was brought back, and keeps what is typed.

    ``never`` names a field that must be typed anew each time.
    """
    notes = state.notes(key)
    texts = notes.get(_TEXTS)
    current().kept = dict(texts) if isinstance(texts, Mapping) else {}
    current().on_text = lambda name, text: _keep_text(key, notes, name, text)
    if at := notes.get(_AT):
        with st.container(key="unsaved"):
            st.markdown(
                plain(_("What you typed up to {at} and did not save is here again.").format(at=at))
            )
            st.button(
                again,
                key="start-again",
                type="tertiary",
                on_click=_start_again,
                args=(key,),
            )
    yield
    _keep(key, notes, never)


def _keep(key: str, notes: dict[str, object], never: str) -> None:
    now = _typed(key)
    now["widgets"].pop(never, None)
    text = json.dumps(now, sort_keys=True)
    first = str(notes.setdefault(_FIRST, json.dumps(_given(now), sort_keys=True)))
    if text == notes.get(_LAST, first):
        return
    _write(key, notes, now)


def _write(key: str, notes: dict[str, object], now: dict[str, dict[str, Any]]) -> None:
    """Keep what the form holds, or forget it where it says what the page began with."""
    text, first = json.dumps(now, sort_keys=True), notes[_FIRST]
    if text == first:
        drop_unsaved(database(), actor(), key)
    else:
        against = {name: _plain(notes[name]) for name in _AGAINST if name in notes}
        keep_unsaved(
            database(), actor(), key, json.dumps({**now, "against": against, "first": first})
        )
    notes[_LAST] = text


def _keep_text(key: str, notes: dict[str, object], name: str, text: str) -> None:
    """In a callback: keep a long text at once.

    A refresh stops the run that its last words began, so the end of that run, where the rest of the
    form is kept, may never come.
    """
    before = notes.get(_LAST, notes.get(_FIRST))
    if not isinstance(before, str) or _FIRST not in notes:
        return
    now = json.loads(before)
    now["texts"] = {**now["texts"], name: text} if text else _without(now["texts"], name)
    _write(key, notes, now)


def _without(texts: dict[str, Any], name: str) -> dict[str, Any]:
    return {each: text for each, text in texts.items() if each != name}


def _given(now: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What the fields held before anybody typed: a long text can arrive while a page is being drawn."""
    given = {name: text for name, text in current().given.items() if text}
    return {**now, "texts": given}


def _typed(key: str) -> dict[str, dict[str, Any]]:
    """Everything the fields of this page hold; what is empty is left out."""
    widgets: dict[str, Any] = {}
    frame = current()
    texts = {name: frame.kept.get(name, text) for name, text in frame.given.items()}
    for field, held in state.widgets().items():
        if field.startswith("remove.") or field.endswith(".search"):
            continue
        text = held.get("text") if isinstance(held, Mapping) else getattr(held, "text", None)
        if held and isinstance(held, str | bool):
            widgets[field] = held
        elif isinstance(text, str) and field in texts:
            texts[field] = text
    chosen = state.all_chosen()
    names = {
        name: dict(held)
        for name, held in state.notes(key).items()
        if name.startswith("names.") and isinstance(held, Mapping)
    }
    return {
        "widgets": widgets,
        "texts": {name: text for name, text in texts.items() if text},
        "chosen": {name: value for (page, name), value in chosen.items() if page == visit(key)},
        "here": {
            name: value for (page, name), value in chosen.items() if page == key and name in _HERE
        },
        "names": names,
    }


def _plain(value: object) -> object:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value


def done(key: str) -> None:
    """In a callback: what was typed is saved, so nothing of it is kept.

    Nothing is done for a page that was left since: looking at its notes would begin a visit to it, and
    the visit to the page that is open would be forgotten with what was just typed there.
    """
    if not state.is_on(key):
        return
    notes = state.notes(key)
    if _BEGUN not in notes:
        return
    for name in (_AT, _TEXTS, _LAST, _FIRST):
        notes.pop(name, None)
    drop_unsaved(database(), actor(), key)


def put_down(key: str, then: Callable[[], None]) -> Callable[[], None]:
    """A callback that forgets what was typed and goes on."""

    def act() -> None:
        done(key)
        then()

    return act


def _start_again(key: str) -> None:
    done(key)
    state.clear_faults()
    state.forget_widgets("")
    state.reseed()
