"""What the long lists share: a filter kept in the session and, as codes, in the address; order, selection, files."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import streamlit as st
from pydantic import BaseModel, ValidationError

from isa.documents import calendar
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _
from isa.register.listing.sheet import XLSX
from isa.ui import fields, site, state
from isa.ui.door import actor
from isa.ui.fields import Option
from isa.ui.frame import current
from isa.ui.text import plain

ANY = "any"
Filter = TypeVar("Filter", bound=BaseModel)
Code = TypeVar("Code", bound=str)
Make = Callable[[str], bytes]


def filter_in_use(page_key: str, kind: type[Filter], codes: Sequence[str]) -> Filter:
    """The filter of this session, or the one whose codes stand in the address when it was just opened.

    Words of a search are kept in the session alone.
    """
    address = {code: value for code in codes if (value := site.param(code))}
    if address and _written(address) != state.chosen(page_key, "address"):
        try:
            said = {code: value for code, value in address.items() if value != ANY}
            asked = kind.model_validate(said)
        except ValidationError:
            asked = kind()
        use_filter(page_key, asked, codes)
        state.choose(page_key, "address", _written(address))
        for code in (*codes, "text"):
            state.forget_widgets(code)
    held = state.chosen(page_key, "filter")
    return kind.model_validate_json(held) if held else kind()


def use_filter(page_key: str, wanted: BaseModel, codes: Sequence[str]) -> None:
    """Remember a filter for this session, and its codes in the address."""
    state.choose(page_key, "filter", wanted.model_dump_json())
    told = wanted.model_dump(mode="json", include=set(codes))
    address = {code: str(value) for code, value in told.items() if value}
    state.choose(page_key, "address", _written(address))
    site.keep_params(address)


def _written(address: Mapping[str, str]) -> str:
    return "&".join(f"{code}={address[code]}" for code in sorted(address))


def one_of(key: str, label: str, options: Mapping[Code, str], chosen: str | None) -> str:
    """A filter of codes, or any; returns the code, empty for any."""
    codes = [(str(code), words) for code, words in options.items()]
    found = fields.select(key, label, [(ANY, _("Any")), *codes], str(chosen or ANY))
    return "" if found in (None, ANY) else str(found)


def agency_of(
    page_key: str, key: str, label: str, search: Callable[[str], Sequence[Option]], chosen: str
) -> None:
    """A filter by one agency of very many: a search, or which it is with a button to take it away.

    ``chosen`` is its name, empty while there is none. What changes it is a callback, so it is in the
    filter of the next run.
    """
    if not chosen:
        fields.agency_pick(key, label, search, None, lambda found: _put(page_key, key, found or ""))
        return
    with st.container(key=f"chosen-{key}", horizontal=True, gap="medium"):
        st.text(f"{label}: {chosen}", width="content")
        with st.container(key=f"remove-{key}", width="content"):
            st.button(
                _("Any"),
                key=f"drop-{key}",
                type="tertiary",
                on_click=_put,
                args=(page_key, key, ""),
            )
        current().names[f"remove-{key}"] = _("{label}: any").format(label=label)


def _put(page_key: str, key: str, value: str) -> None:
    held = json.loads(state.chosen(page_key, "filter") or "{}")
    state.choose(page_key, "filter", json.dumps({**held, key: value}))
    state.forget_widgets(key)


def found_line(
    page_key: str, counted: str, said: str, kind: type[BaseModel], codes: Sequence[str]
) -> None:
    """How many the filter finds, what it says, and a button that takes it away."""
    with st.container(key="found", horizontal=True, gap="medium"):
        st.markdown(plain(f"{counted}. {said}." if said else f"{counted}."), width="content")
        if said:
            st.button(
                _("Show all"),
                key="show_all",
                type="tertiary",
                on_click=_show_all,
                args=(page_key, kind, codes),
            )


def _show_all(page_key: str, kind: type[BaseModel], codes: Sequence[str]) -> None:
    state.choose(page_key, "filter", kind().model_dump_json())
    state.choose(page_key, "address", "")
    site.keep_params({})
    for code in (*codes, "text"):
        state.forget_widgets(code)


def order_in_use(page_key: str, orders: Sequence[str]) -> tuple[int, bool]:
    """The column a list is sorted by, as its place in ``orders``, and whether it is descending."""
    code, turned, _rest = (state.chosen(page_key, "order") or orders[0]).partition("-")
    return (orders.index(code) if code in orders else 0), bool(turned)


def sort_by(page_key: str, orders: Sequence[str]) -> Callable[[int, bool], None]:
    """What a heading of the table calls."""

    def sorted_anew(place: int, descending: bool) -> None:
        if 0 <= place < len(orders):
            state.choose(page_key, "order", orders[place] + ("-" if descending else ""))

    return sorted_anew


def downloads(page_key: str, name: str, make: Make, *, has_days: bool = False) -> None:
    """The list as shown, as a file, for whoever may take the register away; its days as a calendar."""
    if not may(actor(), Action.REGISTER_EXPORT):
        return
    with st.container(key=f"downloads-{page_key}", horizontal=True, gap="medium"):
        forms = [
            ("xlsx", _("Download this list (XLSX)"), XLSX),
            ("csv", _("Download this list (CSV)"), "text/csv"),
        ]
        if has_days:
            forms.append(("ics", _("Reviews and ends for your calendar (.ics)"), calendar.MIME))
        for form, label, mime in forms:
            st.download_button(
                label,
                data=lambda form=form: make(form),  # type: ignore[misc]  # a default per button
                file_name=f"{name}.{form}",
                mime=mime,
                on_click="ignore",
                key=f"export-{form}",
            )
