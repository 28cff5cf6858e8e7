"""The blocks a page is built from besides fields: act now, two voices, figures, details, tasks.

What the tool wrote and what a person wrote never look alike: heading, tag and typeface differ, so
the difference survives without colour.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from isa.platform.wording import gettext as _
from isa.ui import site
from isa.ui.text import plain


def act_now(label: str, headline: str, number: str, lines: Sequence[str]) -> None:
    """What waits for nothing, above the title: a number to ring, and what goes with it.

    ``lines`` are our sentences as markdown; numbers in them may be ``[01632 960 112](tel:01632960112)``.
    """
    with st.container(key="act-now", gap="small"):
        st.markdown(f"**{plain(label)}**")
        ring = f" {telephone(number)}" if number else ""
        st.container(key="act-number").markdown(f"{plain(headline)}{ring}")
        for line in lines:
            st.markdown(line)


def telephone(number: str) -> str:
    """A telephone number as a markdown link that rings it."""
    digits = "".join(c for c in number if c.isdigit() or c == "+")
    return f"[{plain(number)}](tel:{digits})"


@contextmanager
def tool_voice(key: str = "tool", note: str = "") -> Iterator[None]:
    """A block of words that the tool wrote, marked as such."""
    with st.container(key=f"voice-tool-{key}"):
        st.markdown(_(":gray-badge[Written by the tool] {note}").format(note=plain(note)))
        yield


def own_words(question: str, text: str, *, key: str) -> None:
    """What a person wrote, exactly, below the question they were asked."""
    with st.container(key=f"voice-own-{key}", gap="small"):
        st.markdown(_(":green-badge[Own words] {question}").format(question=plain(question)))
        st.text(text)


@contextmanager
def details(label: str, *, is_open: bool = False) -> Iterator[None]:
    """More for those who want it, closed at first: the law behind a question, the pairs behind an answer."""
    with st.expander(label, expanded=is_open):
        yield


NOT_PRINTED = "on-screen"
"""The part of a page that the style sheet leaves out of a print."""


def off_paper() -> DeltaGenerator:
    """For what is of use on the screen and has no place on paper; once on a page."""
    return st.container(key=NOT_PRINTED)


@contextmanager
def panel(key: str) -> Iterator[None]:
    """A bordered block for one thing that belongs together."""
    with st.container(key=f"panel-{key}"):
        yield


def definitions(rows: Mapping[str, str]) -> None:
    """Pairs of a name and a value, such as the four times of a record. Values are plain text."""
    st.table({name: plain(value) for name, value in rows.items()}, border="horizontal")


def figures(numbers: Sequence[tuple[str, str]]) -> None:
    """A row of figures, each with the words that say what it counts."""
    for place, (number, words) in zip(st.columns(len(numbers)), numbers, strict=True):
        key = "stat-" + "".join(c for c in words if c.isalnum())
        place.container(key=key, gap=None).markdown(f"**{plain(number)}**  \n{plain(words)}")


@dataclass(frozen=True)
class Figure:
    """A figure, the words that say what it counts, and the page that lists what was counted."""

    number: int
    words: str
    url_path: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


def linked_figures(figures_: Sequence[Figure]) -> None:
    """A row of figures; the words below each lead to the list of what it counts."""
    for place, one in zip(st.columns(len(figures_)), figures_, strict=True):
        key = "stat-" + "".join(c for c in one.words if c.isalnum())
        with place.container(key=key, gap=None):
            st.markdown(f"**{one.number:,}**")
            if one.url_path:
                site.link(one.words, one.url_path, **one.params)
            else:
                st.markdown(plain(one.words))


def task(label: str, url_path: str, description: str, **params: str) -> None:
    """A large link with a sentence below it, as on a start page."""
    with st.container(key="task-" + "".join(c for c in label if c.isalnum()), gap=None):
        site.link(label, url_path, **params)
        st.markdown(description)


def danger_button(label: str, sentence: str, on_click: Callable[[], None]) -> None:
    """The one tap for immediate danger, larger than anything else on the page."""
    with st.container(key="danger"):
        st.container(key="btn-danger").button(
            label, key="danger-button", width="stretch", on_click=on_click
        )
        st.markdown(sentence)


def tag(text: str, colour: str = "gray") -> str:
    """A status word as markdown, for use inside a sentence: green, yellow, blue, gray, red, orange."""
    return f":{colour}-badge[{plain(text)}]"
