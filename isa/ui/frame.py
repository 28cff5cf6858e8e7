"""What surrounds every page: masthead, banner, way back, title, faults, and the script that helps a reader.

with page("Who is it about?", section="New decision", back=previous, saved="Saved 16:42"):
    radios("who", "Who is it about?", options, value=..., on_change=..., is_heading=True)
    actions("Continue", on_continue)
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import StopException

from isa.platform.config import settings
from isa.platform.errors import IsaError
from isa.platform.identity import Actor, Role
from isa.platform.installation import Kind
from isa.platform.wording import gettext as _
from isa.ui import door, site, state
from isa.ui.components.error_summary import error_summary
from isa.ui.components.exit_button import exit_button
from isa.ui.components.page_script import Described, page_script
from isa.ui.text import plain
from isa.ui.trouble import sentence_for


class _Style:
    """The style sheet, as HTML that is ready: words are taken apart line by line at every run."""

    _html = f"<style>{Path(__file__).with_name('ui.css').read_text(encoding='utf-8')}</style>"

    def _repr_html_(self) -> str:
        return self._html


_STYLE = _Style()
_DECIDERS = frozenset({Role.PRACTITIONER, Role.SAFEGUARDING_LEAD})
_current: ContextVar["Frame | None"] = ContextVar("frame", default=None)


@dataclass
class Frame:
    """The page being drawn: its faults, and what the page script has to tie together."""

    key: str
    faults: Mapping[str, str]
    fields: list[Described] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    live: list[str] = field(default_factory=list)
    """Containers whose words are said when they change."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """Long texts that were typed and not saved, by field: they come before what a page gives."""
    on_text: Callable[[str, str], None] | None = None
    """Who keeps a long text of this page the moment it arrives, where the field itself has nobody."""
    seen: Mapping[str, Any] = field(default_factory=dict)
    """The version of each answer as it is shown: the browser tells it to a server that takes this one's place."""
    given: dict[str, str] = field(default_factory=dict)
    """Long texts as the page gave them, by field: somebody may type before it is drawn to its end."""

    def fault(self, key: str) -> str:
        """The sentence for a field, or an empty text."""
        return self.faults.get(key, "")

    @property
    def seed(self) -> str:
        """Changes each time this session comes to another page, and after ``state.reseed``."""
        return f"{self.key}:{state.mount(self.key)}"


def current() -> Frame:
    """The page being drawn; fields belong to one."""
    frame = _current.get()
    if frame is None:
        raise RuntimeError("A field was drawn outside `with page(...)`.")
    return frame


@contextmanager
def page(
    title: str,
    *,
    section: str = "",
    key: str = "",
    back: str | Callable[[], None] | None = None,
    saved: str = "",
    lede: str = "",
    above: Callable[[], None] | None = None,
    wide: bool = False,
    is_practitioner: bool | None = None,
    nav: bool | None = None,
) -> Iterator[Frame]:
    """Draw the frame, then the body of the ``with``, then the page script.

    ``title`` is the h1 and plain text. ``section`` comes second in the window title. ``key`` names
    the page for focus, faults and long texts; give the step and the draft where one file draws
    many pages. ``back`` is an address or a callback. ``saved`` is the status line on the right.
    ``above`` draws between the crumbs and the h1 (the act-now panel). ``is_practitioner`` shows
    "Exit this page"; by default whoever may decide sees it. ``nav`` shows the row of links; by
    default on pages without a way back. What goes wrong in the body is shown as a sentence.
    """
    actor = _person()
    tried = state.attempt(key or title)
    frame = Frame(key=key or title, faults=tried.faults)
    state.mount(frame.key)
    _start(title, section, has_faults=bool(tried.faults), wide=wide)
    if is_practitioner is None:
        is_practitioner = actor is not None and bool(actor.roles & _DECIDERS)
    with st.container(key="top"):
        _masthead(wide, has_exit=is_practitioner)
        _banner()
        if actor is not None and (nav if nav is not None else back is None):
            _links(actor)
    with _sheet(frame.key):
        _crumbs(back, saved)
        _summary(frame.faults, tried.number)
        if above is not None:
            above()
        st.title(plain(title), anchor=False)
        if told := state.told(frame.key):
            st.container(key="told").markdown(plain(told))
        if lede:
            st.container(key="lede").markdown(lede)
        token = _current.set(frame)
        try:
            yield frame
        except StopException:
            _finish(frame, title)
            raise
        except Exception as error:
            trouble(sentence_for(error))
        finally:
            _current.reset(token)
        _finish(frame, title)


def _sheet(page_key: str) -> DeltaGenerator:
    """What the page is drawn on, clean: in the other of two places than the page before it.

    In one place what is left of the last page would stand among the parts of this one until it is
    drawn to its end, and move under the hand of whoever presses something before that. The page
    script knows by the place that another page has begun.
    """
    with st.container(gap=None):
        if state.side(page_key):
            st.empty()
            return st.container(key="sheet-second")
        sheet = st.container(key="sheet-first")
        st.empty()
        return sheet


def trouble(sentence: str) -> None:
    """Something that could not be done, said calmly where the reader is."""
    st.container(key="trouble").markdown(plain(sentence))


def _person() -> Actor | None:
    try:
        return door.who()
    except IsaError:
        return None


def _start(title: str, section: str, *, has_faults: bool, wide: bool) -> None:
    parts = [(_("Error: ") if has_faults else "") + title, section, settings().service_name]
    st.set_page_config(
        page_title=" - ".join(part for part in parts if part),
        layout="wide" if wide else "centered",
        initial_sidebar_state="collapsed",
    )
    st.html(_STYLE)


def _masthead(wide: bool, *, has_exit: bool) -> None:
    with st.container(
        key="masthead-wide" if wide else "masthead-text",
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    ):
        st.markdown(plain(settings().service_name), width="content")
        if has_exit:
            exit_button(settings().exit_url)


def _banner() -> None:
    try:
        is_demo = door.kind() is Kind.DEMO
    except IsaError:
        return
    if is_demo:
        st.container(key="phase").markdown(
            _(
                ":yellow-badge[Demonstration] Made-up people and agreements. Do not enter real information."
            )
        )


def _links(actor: Actor) -> None:
    with st.container(key="nav", horizontal=True, gap="medium", vertical_alignment="center"):
        for entry in site.pages_for(actor.roles):
            if entry.label and entry.listed & actor.roles:
                site.link(entry.label, entry.url_path)
        with st.container(
            key="nav-person",
            horizontal=True,
            gap="small",
            vertical_alignment="center",
            width="content",
        ):
            st.text(actor.name, width="content")
            word = _("Change person") if door.kind() is Kind.DEMO else _("Sign out")
            st.button(word, key="nav-leave", type="tertiary", on_click=door.leave)


def _crumbs(back: str | Callable[[], None] | None, saved: str) -> None:
    if back is None and not saved:
        return
    with st.container(
        key="crumbs",
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
    ):
        with st.container(key="crumb-back", width="content"):
            if callable(back):
                st.button(_("Back"), key="back", type="tertiary", on_click=back)
            elif back is not None:
                site.link(_("Back"), back)
            else:
                st.empty()
        if saved:
            st.container(key="crumb-saved", width="content").text(saved)


def _summary(faults: Mapping[str, str], attempt: int) -> None:
    """The slot is always there, so that nothing below it is mounted anew when faults come or go."""
    with st.container(key="summary", gap=None):
        if faults:
            error_summary(faults, attempt)
        else:
            st.empty()


def _foot(frame: Frame) -> None:
    if frame.key != "accessibility":
        with st.container(key="foot"):
            site.link(_("Accessibility"), "accessibility")


def _finish(frame: Frame, title: str) -> None:
    _foot(frame)
    notice = state.notice()
    page_script(
        page=frame.key,
        heading=" ".join(title.split()),
        fields=frame.fields,
        names=frame.names,
        live=frame.live,
        say=notice.text,
        say_nonce=notice.number,
        keep_focus=bool(frame.faults),
        seen=frame.seen,
    )
    state.said()
    state.drawn()
