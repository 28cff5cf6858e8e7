"""The one place that touches Streamlit's session state, apart from the widgets' own keys.

A session lives in one process and dies with a refresh, so nothing here may be the only copy of an
answer: drafts, roles and filters that matter are in the database or in the address. Widget keys are
``w.<field>``; Streamlit drops them when the widget is not drawn.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import streamlit as st

from isa.ui.brought import Brought, from_browser

DEMO_USER = "ui.demo_user"
ATTEMPT = "ui.attempt"
TARGET = "ui.target"
NOTICE = "ui.notice"
MOUNT = "ui.mount"
CHOSEN = "ui.chosen"
NOTES = "ui.notes"
KEPT = "ui.kept"
KEYS = (DEMO_USER, ATTEMPT, TARGET, NOTICE, MOUNT, CHOSEN, NOTES, KEPT)


@dataclass(frozen=True)
class Attempt:
    """The faults found when the user last tried to continue from a page, and which try it was."""

    page: str = ""
    number: int = 0
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Target:
    """A page to move to at the start of the next run, with its query parameters."""

    url_path: str
    params: Mapping[str, str]


@dataclass(frozen=True)
class Notice:
    """A sentence to show and say once, with a number that makes it new."""

    text: str = ""
    number: int = 0


def demo_user() -> str | None:
    """The identity picked in a demonstration, in this session only."""
    picked = st.session_state.get(DEMO_USER)
    return picked if isinstance(picked, str) else None


def choose_demo_user(user_id: str | None) -> None:
    """Become this demonstration identity, or nobody."""
    st.session_state[DEMO_USER] = user_id


def attempt(page: str) -> Attempt:
    """The last failed attempt to leave this page; empty for any other page."""
    found: Attempt = st.session_state.get(ATTEMPT, Attempt())
    return found if found.page == page else Attempt(number=found.number)


def fail(page: str, faults: Mapping[str, str]) -> None:
    """Keep the faults of an attempt to leave a page; the page shows them in this run.

    Call it in the callback of Continue, with one sentence per field key. Faults change only here,
    never while somebody types.
    """
    last: Attempt = st.session_state.get(ATTEMPT, Attempt())
    st.session_state[ATTEMPT] = Attempt(page=page, number=last.number + 1, faults=dict(faults))


def clear_faults() -> None:
    """Forget the faults: the attempt succeeded."""
    last: Attempt = st.session_state.get(ATTEMPT, Attempt())
    st.session_state[ATTEMPT] = Attempt(number=last.number)


def set_target(url_path: str, params: Mapping[str, str]) -> None:
    """Ask for a move; the door makes it before anything of the next run is drawn."""
    st.session_state[TARGET] = Target(url_path, dict(params))


def take_target() -> Target | None:
    """The move that was asked for, once."""
    found: Target | None = st.session_state.pop(TARGET, None)
    return found


def say(text: str) -> None:
    """Announce a sentence politely, and show it as the saved line below the buttons of this page only."""
    mounted: Mount = st.session_state.get(MOUNT, Mount())
    st.session_state[MOUNT] = replace(mounted, waiting="")
    last: Notice = st.session_state.get(NOTICE, Notice())
    st.session_state[NOTICE] = Notice(text, last.number + 1)


def notice() -> Notice:
    """The sentence to announce, until ``said`` is called."""
    found: Notice = st.session_state.get(NOTICE, Notice())
    return found


def said() -> None:
    """The notice was drawn: do not show it again."""
    last: Notice = st.session_state.get(NOTICE, Notice())
    st.session_state[NOTICE] = Notice("", last.number)


@dataclass(frozen=True)
class Mount:
    """The page this session is on, how many it has come to, what it was told on arrival, what the next will be.

    ``side`` is which of two places it is drawn in: the one that follows it is drawn in the other. ``brought``
    is what the browser held of the page when the session began, until that page is drawn to its end.
    """

    page: str = ""
    number: int = 0
    told: str = ""
    waiting: str = ""
    side: bool = False
    brought: Brought = field(default_factory=dict)


def mount(page: str) -> int:
    """A number for this session's stay on a page; it changes when it comes from another page.

    The first is drawn by lot: a session that takes the place of one that was lost says another.
    """
    first: Mount | None = st.session_state.get(MOUNT)
    last = first or Mount(number=secrets.randbelow(1_000_000))
    if last.page != page:
        brought = {} if first else from_browser()
        last = Mount(page, last.number + 1, last.waiting, side=not last.side, brought=brought)
        st.session_state[MOUNT] = last
    return last.number


def brought() -> Brought:
    """What the browser holds of this page, where this session takes the place of one that was lost."""
    last: Mount = st.session_state.get(MOUNT, Mount())
    return last.brought


def drawn() -> None:
    """The page was drawn to its end: its fields are the session's own from now on."""
    if brought():
        st.session_state[MOUNT] = replace(st.session_state[MOUNT], brought={})


def is_on(page: str) -> bool:
    """Whether this session is on a page; in a callback it may have left the page of the field since."""
    last: Mount = st.session_state.get(MOUNT, Mount())
    return last.page == page


def side(page: str) -> bool:
    """Which of two places a page is drawn in."""
    mount(page)
    found: Mount = st.session_state[MOUNT]
    return found.side


def tell(text: str) -> None:
    """Show a sentence under the title of the page that comes next, and announce it there."""
    say(text)
    last: Mount = st.session_state.get(MOUNT, Mount())
    st.session_state[MOUNT] = replace(last, waiting=text)


def is_told(text: str) -> bool:
    """Whether this sentence stands under the title already: it need not stand below the buttons as well."""
    last: Mount = st.session_state.get(MOUNT, Mount())
    return bool(text) and text == last.told


def told(page: str) -> str:
    """What ``tell`` left for this page; it stays until the session goes to another one."""
    last: Mount = st.session_state.get(MOUNT, Mount())
    return last.told if last.page == page else ""


def reseed() -> None:
    """Make long texts read their value from the draft again, after it was changed elsewhere."""
    last: Mount = st.session_state.get(MOUNT, Mount())
    st.session_state[MOUNT] = replace(last, number=last.number + 1)


def notes(page: str) -> dict[str, object]:
    """What a page keeps during one visit; empty again at the next. Change it in place.

    A callback can be cut short wherever it touches the session, because Streamlit then starts the
    next run. What is written into this dictionary once it is in hand cannot be lost that way.
    """
    visit = (page, mount(page))
    held: tuple[tuple[str, int], dict[str, object]] | None = st.session_state.get(NOTES)
    if held is None or held[0] != visit:
        held = (visit, {})
        st.session_state[NOTES] = held
    return held[1]


def noted(name: str) -> object:
    """One of the notes of this visit, also in a callback; None where there is none."""
    held: tuple[tuple[str, int], dict[str, object]] | None = st.session_state.get(NOTES)
    return held[1].get(name) if held else None


def kept(what: str) -> dict[str, object]:
    """What the session keeps of one thing, such as the advice on a draft, from page to page.

    Only one thing is kept: what is kept of another takes its place.
    """
    held: tuple[str, dict[str, object]] | None = st.session_state.get(KEPT)
    if held is None or held[0] != what:
        held = (what, {})
        st.session_state[KEPT] = held
    return held[1]


def chosen(page: str, name: str) -> str:
    """What was selected on this page: a row, a filter, an open item. Empty when nothing was."""
    kept: dict[tuple[str, str], str] = st.session_state.get(CHOSEN, {})
    return kept.get((page, name), "")


def choose(page: str, name: str, value: str) -> None:
    """Remember a selection on a page for this session."""
    kept: dict[tuple[str, str], str] = st.session_state.get(CHOSEN, {})
    st.session_state[CHOSEN] = {**kept, (page, name): value}


def all_chosen() -> dict[tuple[str, str], str]:
    """Every selection of this session, by page and name."""
    return dict(st.session_state.get(CHOSEN, {}))


def widgets() -> dict[str, object]:
    """What every widget of ``isa.ui.fields`` on the page holds now, by its key."""
    held = dict(st.session_state).items()
    return {str(name)[2:]: value for name, value in held if str(name).startswith("w.")}


def widget_value(key: str) -> object:
    """What a widget of ``isa.ui.fields`` holds now; None when it is not on the page."""
    return st.session_state.get("w." + key)


def set_widget(key: str, value: object) -> None:
    """Give a widget a value; only before it is drawn, or in a callback."""
    st.session_state["w." + key] = value


def seed_widget(key: str, value: object) -> None:
    """Give a widget its first value, without touching one it already has, or has in the browser."""
    if f"w.{key}" not in brought():
        st.session_state.setdefault("w." + key, value)


def forget_widgets(key: str) -> None:
    """In a callback: make the widgets of a field take their value from the draft again."""
    for name in [name for name in st.session_state if str(name).startswith(f"w.{key}")]:
        del st.session_state[name]
