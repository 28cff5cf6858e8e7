"""What every component is mounted with, and what the browser sent back through one."""

from collections.abc import Mapping
from functools import lru_cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer


@lru_cache
def component(name: str, html: str, *, is_in_the_page: bool = False) -> ComponentRenderer:
    """The component, registered at its first use: a running server is needed to find its files.

    One that speaks to the rest of the page (``is_in_the_page``) has no shadow root.
    """
    return st.components.v2.component(
        f"isa.{name}",
        html=html,
        css=f"{name}.css",
        js=f"{name}.js",
        isolate_styles=not is_in_the_page,
    )


def sent(key: str, name: str) -> object:
    """What a component on the page holds under a name of its own; None before it sent anything."""
    held = st.session_state.get(key)
    return held.get(name) if isinstance(held, Mapping) else getattr(held, name, None)


def css_key(key: str) -> str:
    """The key as Streamlit writes it into a class name after ``st-key-``."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "_-") else "-" for c in key.strip())
