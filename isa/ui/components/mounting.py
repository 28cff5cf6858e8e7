"""What every component is mounted with, and what the browser sent back through one."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import streamlit as st

Mount = Callable[..., object]


@lru_cache
def component(name: str, html: str, *, is_in_the_page: bool = False) -> Mount:
    """The component, registered at its first use: a running server is needed to find its files.

    One that speaks to the rest of the page (``is_in_the_page``) has no shadow root. Its script gets
    ``data`` as the one entry of a list: each value of an object Streamlit would try as a table of
    figures first, which takes longer than the rest of the mounting.
    """
    renderer = st.components.v2.component(
        f"isa.{name}",
        html=html,
        css=f"{name}.css",
        js=f"{name}.js",
        isolate_styles=not is_in_the_page,
    )

    def mount(*, key: str, data: Mapping[str, object], **more: Any) -> object:  # noqa: ANN401 -- Streamlit's own arguments
        return renderer(key=key, data=[data], **more)

    return mount


def sent(key: str, name: str) -> object:
    """What a component on the page holds under a name of its own; None before it sent anything."""
    held = st.session_state.get(key)
    return held.get(name) if isinstance(held, Mapping) else getattr(held, name, None)


def css_key(key: str) -> str:
    """The key as Streamlit writes it into a class name after ``st-key-``."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "_-") else "-" for c in key.strip())
