"""Who is at the door: the open database, what kind of installation it is, and who is acting.

Everything is read again on every run, so that disabling a user works at their next click, and once
in a click: ``answering`` holds what a callback read, ``once`` what the page did that is drawn after
it. Only the engine is shared between sessions.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import streamlit as st

from isa.platform import demo_guard, installation, users
from isa.platform.config import Settings, settings
from isa.platform.database import Database, make_engine
from isa.platform.errors import ConfigurationError, NotPermitted
from isa.platform.identity import Actor
from isa.platform.installation import Kind
from isa.platform.wording import gettext as _
from isa.ui import state


class NotSignedIn(NotPermitted):
    """Nobody is signed in, or the account was stopped since the page was drawn."""


Read = dict[str, Actor | None]
_read: ContextVar[Read | None] = ContextVar("read", default=None)
_left: ContextVar[Read | None] = ContextVar("left", default=None)
"""What the callback of this very click read, for the page that is drawn right after it."""
_open: tuple[Settings, tuple[Database, Kind]] | None = None
"""What this process opened, with the very settings it was opened by."""


@contextmanager
def once() -> Iterator[None]:
    """While a page is drawn: who is acting is read once, or was by the callback that came before."""
    token = _read.set(_left.get() or {})
    _left.set(None)
    try:
        yield
    finally:
        _read.reset(token)


@contextmanager
def answering() -> Iterator[None]:
    """While a callback works: who is acting is read afresh, once, for it and the page drawn after it."""
    fresh: Read = {}
    token = _read.set(fresh)
    try:
        yield
    finally:
        _read.reset(token)
        _left.set(fresh)


@st.cache_resource(show_spinner=False)
def _opened(config: Settings) -> tuple[Database, Kind]:
    return installation.open_existing(config)


def _already_open(config: Settings) -> tuple[Database, Kind]:
    """``_opened`` without Streamlit taking the settings apart to compare them, many times in a run."""
    global _open
    if _open is None or _open[0] is not config:
        _open = (config, _opened(config))
    return _open[1]


def _is_first_look(config: Settings) -> bool:
    """Whether nothing was set up and nothing was chosen: then a demonstration is made."""
    return config.database_url == str(Settings.model_fields["database_url"].default)


def open_installation() -> tuple[Database, Kind]:
    """The database and its kind; an untouched default installation becomes a demonstration.

    Raises ``ConfigurationError``, ``SchemaError`` or ``StorageUnavailable`` with a sentence to show.
    """
    config = settings()
    try:
        return _already_open(config)
    except ConfigurationError:
        if not _is_first_look(config) or installation.kind_of(make_engine(config.database_url)):
            raise
    make_demonstration(config)
    return _already_open(config)


def make_demonstration(config: Settings) -> Database:
    """An installation with the invented partnership, its register and its users."""
    from isa.register.demo import load_demo  # only a first look needs it

    database = installation.create(config, Kind.DEMO)
    load_demo(database)
    return database


def database() -> Database:
    """The open database, for service functions."""
    return open_installation()[0]


def kind() -> Kind:
    """Whether this is a demonstration or a live installation."""
    return open_installation()[1]


def obstacle() -> str:
    """Why a demonstration must not be shown on this connection; empty when it may."""
    return demo_guard.obstacle(
        address=st.get_option("server.address"), headers=_headers(), hosts=demo_guard.LOOPBACK_HOSTS
    )


def _headers() -> Mapping[str, str]:
    return {name.lower(): value for name, value in st.context.headers.items()}


def claims() -> Mapping[str, Any] | None:
    """What the identity provider says about the person signed in; None when nobody is."""
    return st.user.to_dict() if st.user.get("is_logged_in") else None


def who() -> Actor | None:
    """The person acting; None when nobody is signed in, or they are unknown or disabled."""
    if kind() is Kind.DEMO:
        picked = state.demo_user()
        return _once(picked, lambda user: users.actor_by_id(database(), user)) if picked else None
    present = claims()
    if present is None:
        return None
    return _once(repr(sorted(present.items())), lambda _user: users.resolve(database(), present))


def _once(user: str, read: Callable[[str], Actor | None]) -> Actor | None:
    """What was read in this run for this person, or what is read now."""
    held = _read.get()
    if held is None:
        return read(user)
    if user not in held:
        held[user] = read(user)
    return held[user]


def actor() -> Actor:
    """The person acting; ``NotSignedIn`` when there is none. Pages and callbacks use this."""
    found = who()
    if found is None:
        raise NotSignedIn(
            _("You are not signed in. Sign in again to carry on; your drafts are kept.")
        )
    return found


def leave() -> None:
    """Sign out, or put down the demonstration identity."""
    if kind() is Kind.DEMO:
        state.choose_demo_user(None)
    else:
        st.logout()
