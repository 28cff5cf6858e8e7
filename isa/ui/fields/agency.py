"""One agency of very many, searched on the server."""

from collections.abc import Callable, Sequence

import streamlit as st

from isa.platform.wording import gettext as _
from isa.ui import state
from isa.ui.fields.choices import radio_list
from isa.ui.fields.parts import Option, field
from isa.ui.frame import current
from isa.ui.text import plain

_SHORTEST_SEARCH = 3


def search_told(count: int, most: int) -> str:
    """What is said beside the hits of a search: that there are none, or that there may be more."""
    if not count:
        return _("Nothing matches. Check the spelling, or try a shorter part of the name.")
    if count < most:
        return ""
    return _("These are the first {most}. Type more of the name to narrow it down.").format(
        most=most
    )


def agency_pick(
    key: str,
    label: str,
    search: Callable[[str], Sequence[Option]],
    value: Option | None,
    on_change: Callable[[str | None], None] | None = None,
    *,
    hint: str = _("Type part of its name: three letters or more, then select Search."),
    found: str = _("Agencies found"),
    is_heading: bool = False,
    most: int = 20,
) -> str | None:
    """One agency, or agreement, of very many: typed, searched on the server, chosen from at most ``most`` hits.

    ``search`` returns (id, name, what helps to tell it apart); where it stops at ``most``, the page
    says that there may be more. ``found`` is what the hits are called. Returns the id, or None.
    """
    state.seed_widget(f"{key}.text", "")
    with field(key, label, hint, is_heading=is_heading, is_group=True):
        st.text_input(label, key=f"w.{key}.text", label_visibility="collapsed", autocomplete="off")
        st.container(key=f"search-{key}").button(_("Search"), key=f"w.{key}.search")
        text = str(state.widget_value(f"{key}.text") or "").strip()
        is_searching = len(text) >= _SHORTEST_SEARCH
        hits = list(search(text)) if is_searching else [value] if value else []
        with st.container(key=f"hits-{key}", gap=None):
            current().live.append(f"found-{key}")
            with st.container(key=f"found-{key}"):  # always there: the list below keeps its focus
                if is_searching and (told := search_told(len(hits), most)):
                    st.markdown(told)
                elif is_searching:
                    st.markdown(
                        _("{what}: {count}").format(what=plain(found), count=f"{len(hits):,}")
                    )
                else:
                    st.empty()
            if hits:
                said = found if is_searching else _("Chosen")
                return radio_list(key, said, hits[:most], value[0] if value else None, on_change)
    return None
