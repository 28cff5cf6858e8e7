"""Browser components: long text, focus and description, error summary, exit, table, grid, redline, copy.

Their scripts are packaged in ``frontend`` and served from our own address. Text reaches the page by
``textContent`` or ``value`` only, so nothing a user typed is ever read as markup.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from html import escape
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from isa.platform.config import language
from isa.platform.wording import gettext as _

_STROKE = (
    '<div class="key"><svg viewBox="0 0 40 8" aria-hidden="true"><path d="M0 4H40" stroke="#{}" '
    'stroke-width="{}" stroke-dasharray="{}"/></svg><span></span></div>'
)
"""One line of the key to the picture of agencies, drawn as the picture draws it."""
_HTML = {
    "narrative": """<div class="field"><label></label><div class="hint"></div><div class="error" hidden></div>
<textarea spellcheck="true" autocomplete="off"></textarea>
<div class="count"></div><div class="spoken" role="status" aria-live="polite"></div></div>""",
    "page_script": '<div class="live" role="status" aria-live="polite"></div>',
    "error_summary": f"""<div class="summary" tabindex="-1" role="alert" aria-labelledby="summary-title">
<h2 id="summary-title">{escape(_("There is a problem"))}</h2><ul></ul></div>""",
    "exit_button": f'<a href="about:blank" rel="noreferrer">{escape(_("Exit this page"))}</a>',
    "table": """<table role="table"><caption></caption><thead role="rowgroup"><tr role="row"></tr></thead>
<tbody role="rowgroup"></tbody></table>""",
    "grid": """<div class="grid"><table role="grid"><caption></caption>
<thead role="rowgroup"><tr role="row"></tr></thead><tbody role="rowgroup"></tbody></table>
<div class="whys" hidden></div><div class="why"><p class="about"></p><p class="reason"></p></div>
<div class="turns"></div></div>""",
    "redline": """<table><caption></caption><thead><tr></tr></thead><tbody></tbody></table>""",
    "copy_button": """<div class="copy"><pre></pre><button type="button"></button>
<span class="said" role="status" aria-live="polite"></span></div>""",
    "network": f"""<div class="frame"><div class="picture" role="img"></div><div class="bar">
{"".join(_STROKE.format(*stroke) for stroke in (("004d29", 4, ""), ("6e3619", 4, "10 6"), ("6f777b", 3, "2 5")))}
<div class="zoom"><button class="in" type="button"></button><button class="out" type="button"></button>
<button class="all" type="button"></button></div></div></div>""",
}
_COUNTING = {
    "error": _("Error: {fault}"),
    "oneLeft": _("You have {number} character left"),
    "someLeft": _("You have {number} characters left"),
    "oneOver": _("You have {number} character too many"),
    "someOver": _("You have {number} characters too many"),
}
_IN_THE_PAGE = frozenset({"page_script", "error_summary"})
"""Components without a shadow root, because they speak to the rest of the page."""


@lru_cache
def _component(name: str) -> ComponentRenderer:
    """The component, registered at its first use: a running server is needed to find its files."""
    return st.components.v2.component(
        f"isa.{name}",
        html=_HTML[name],
        css=f"{name}.css",
        js=f"{name}.js",
        isolate_styles=name not in _IN_THE_PAGE,
    )


def css_key(key: str) -> str:
    """The key as Streamlit writes it into a class name after ``st-key-``."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "_-") else "-" for c in key.strip())


def narrative(
    key: str,
    *,
    label: str,
    value: str,
    seed: str,
    hint: str = "",
    error: str = "",
    limit: int = 0,
    rows: int = 6,
    on_change: Callable[[str], None] | None = None,
) -> str:
    """A long text that is saved while it is typed; returns what the server has.

    ``value`` is read when the field appears and when ``seed`` changes, never on a rerun. ``limit``
    counts characters and does not cut: too long is a fault at Continue. Pages use
    ``isa.ui.fields.narrative``, which finds the seed and the error itself.
    """

    def changed() -> None:
        if on_change is not None:
            on_change(_text(key, value))

    _component("narrative")(
        key=key,
        data={
            "id": css_key(key),
            "label": label,
            "hint": hint,
            "error": error,
            "limit": limit,
            "rows": rows,
            "value": value,
            "seed": seed,
            "words": _COUNTING,
            "language": language(),
        },
        default={"text": value},
        on_text_change=changed,
    )
    return _text(key, value)


def _text(key: str, otherwise: str) -> str:
    held = st.session_state.get(key)
    text = held.get("text") if isinstance(held, Mapping) else getattr(held, "text", None)
    return text if isinstance(text, str) else otherwise


@dataclass(frozen=True)
class Described:
    """A control and the parts of the page that describe it; keys are container keys."""

    key: str
    by: tuple[str, ...] = ()
    label: str = ""
    group: bool = False
    invalid: bool = False


def page_script(
    *,
    page: str,
    heading: str,
    fields: Sequence[Described],
    names: Mapping[str, str],
    say: str,
    say_nonce: int,
    keep_focus: bool,
) -> None:
    """Tie hints and errors to controls, name groups and buttons, move focus to a new page's h1, announce.

    ``names`` gives a longer accessible name to the button in a keyed container. Called once, by the
    frame, at the end of a page.
    """
    described = [
        {
            **asdict(field),
            "key": css_key(field.key),
            "by": [css_key(key) for key in field.by],
            "label": css_key(field.label),
        }
        for field in fields
    ]
    _component("page_script")(
        key="page_script",
        data={
            "page": page,
            "language": language(),
            "heading": heading,
            "fields": described,
            "names": [{"key": css_key(key), "name": name} for key, name in names.items()],
            "say": say,
            "sayNonce": say_nonce,
            "keepFocus": keep_focus,
        },
    )


def error_summary(faults: Mapping[str, str], attempt: int) -> None:
    """The list of faults, focused once per attempt; each line moves focus to its field.

    Keys are field keys; a fault with an empty key is about the page and is no link.
    """
    lines = [{"key": css_key(f"fld-{key}") if key else "", "text": t} for key, t in faults.items()]
    _component("error_summary")(key="error_summary", data={"faults": lines, "attempt": attempt})


def exit_button(url: str) -> None:
    """ "Exit this page": leaves for a neutral address, also on Shift three times within five seconds."""
    _component("exit_button")(
        key="exit_button", data={"url": url, "title": _("Loading")}, width="content"
    )


def copy_button(key: str, text: str, *, label: str = _("Copy this text")) -> None:
    """A finished text with a button that copies it to the clipboard."""
    _component("copy_button")(
        key=key,
        data={
            "text": text,
            "label": label,
            "copied": _("Copied"),
            "selected": _("The text is selected. Press Ctrl and C to copy it."),
        },
    )


@dataclass(frozen=True)
class Column:
    """A column. ``hidden`` keeps its heading for screen readers only: use it for the action column."""

    label: str
    sortable: bool = False
    number: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Ticks:
    """Boxes to select rows with: an id for each row, those ticked, and who hears of a change.

    ``names`` say what each box selects, for whoever cannot see the row. ``seed`` changes when
    ``ticked`` has to be read again, because something else than these boxes changed it.
    """

    ids: Sequence[str]
    names: Sequence[str]
    ticked: Sequence[str]
    seed: str
    on_tick: Callable[[tuple[str, ...]], None]


@dataclass(frozen=True)
class Cell:
    """A cell. ``go`` makes it a button that calls ``on_go(go)``; ``more`` completes its name unseen.

    ``tag`` draws it as a tag: green, yellow, blue, gray, red or orange. ``sort`` is what it is
    sorted by when that is not its text (an ISO date, a number).
    """

    text: str
    tag: str = ""
    go: str = ""
    more: str = ""
    sort: str | float = ""


def table(
    key: str,
    *,
    caption: str,
    columns: Sequence[Column | str],
    rows: Sequence[Sequence[Cell | str]],
    on_go: Callable[[str], None] | None = None,
    sorted_by: int = -1,
    descending: bool = False,
    show_caption: bool = False,
    hide_head: bool = False,
    ticks: Ticks | None = None,
) -> None:
    """A real table; the first cell of a row is its heading. Sorting happens in the browser.

    ``on_go`` is a callback: record the choice or call ``isa.ui.site.go``, draw nothing. With
    ``hide_head`` the headings are for screen readers only (a list of question, answer, Change).
    ``ticks`` puts a box before each row, and one in the head for all that are shown.
    """

    def went() -> None:
        held: Any = st.session_state.get(key)
        target = held.get("go") if isinstance(held, Mapping) else getattr(held, "go", None)
        if on_go is not None and isinstance(target, str):
            on_go(target)

    def ticked() -> None:
        held: Any = st.session_state.get(key)
        now = held.get("ticked") if isinstance(held, Mapping) else getattr(held, "ticked", None)
        if ticks is not None and isinstance(now, list):
            ticks.on_tick(tuple(str(each) for each in now))

    _component("table")(
        key=key,
        data={
            "caption": caption,
            "columns": [asdict(c if isinstance(c, Column) else Column(c)) for c in columns],
            "rows": [
                {
                    "cells": [asdict(c if isinstance(c, Cell) else Cell(c)) for c in row],
                    "tick": ticks.ids[place] if ticks else "",
                    "tickName": ticks.names[place] if ticks else "",
                }
                for place, row in enumerate(rows)
            ],
            "ticked": list(ticks.ticked) if ticks else None,
            "tickSeed": ticks.seed if ticks else "",
            "tickWords": [_("Select"), _("Select all that are shown")],
            "sorted": sorted_by,
            "descending": descending,
            "showCaption": show_caption,
            "hideHead": hide_head,
            "language": language(),
        },
        default={"ticked": list(ticks.ticked)} if ticks else None,
        on_go_change=went,
        on_ticked_change=ticked if ticks else None,
    )


@dataclass(frozen=True)
class Square:
    """A cell of a grid: one word, why, and how it looks: ``part``, ``back``, ``ask`` or plain."""

    word: str
    why: str
    look: str = ""


def grid(
    key: str,
    *,
    caption: str,
    corner: str,
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Square]]],
    words: tuple[str, str] = (_("Columns"), _("Rows")),
) -> None:
    """A grid of finished words; the reason for one shows below it on focus or click.

    It is read and changes nothing, so the server hears nothing of it. ``corner`` heads the names of
    the rows; ``words`` say what columns and rows are, where they are too many to show at once.
    """
    reasons = list(dict.fromkeys(square.why for _rest, squares in rows for square in squares))
    place = {why: number for number, why in enumerate(reasons)}
    _component("grid")(
        key=key,
        data={
            "caption": caption,
            "corner": corner,
            "columns": list(columns),
            "columnWord": words[0],
            "rowWord": words[1],
            "rows": [
                {
                    "label": label,
                    "cells": [
                        {"word": one.word, "why": place[one.why], "look": one.look}
                        for one in squares
                    ],
                }
                for label, squares in rows
            ],
            "reasons": reasons,
        },
    )


@dataclass(frozen=True)
class Change:
    """Some words of two texts shown as one: in both, or taken ``out``, or put ``in``."""

    words: str
    look: str = ""


def redline(
    key: str,
    *,
    caption: str,
    heads: tuple[str, str],
    rows: Sequence[tuple[str, Sequence[Change]]],
) -> None:
    """A table of names and texts with what was taken out and put in; nothing is sent back."""
    _component("redline")(
        key=key,
        data={
            "caption": caption,
            "heads": list(heads),
            "names": {"out": _("Taken out:"), "in": _("Put in:"), "end": _("End.")},
            "rows": [
                {"label": label, "pieces": [asdict(piece) for piece in pieces]}
                for label, pieces in rows
            ],
        },
    )


@dataclass(frozen=True)
class Dot:
    """An agency in the picture, from -1 to 1 each way; the core is drawn as a filled square."""

    id: str
    label: str
    x: float
    y: float
    core: bool


@dataclass(frozen=True)
class Line:
    """A line between two agencies: ``covered``, ``part`` or ``none``, by pattern as well as colour."""

    one: str
    other: str
    verdict: str


def network(
    key: str,
    *,
    dots: Sequence[Dot],
    lines: Sequence[Line],
    picked: str,
    alt: str,
    on_pick: Callable[[str], None],
) -> None:
    """A picture of who has an agreement with whom. It needs an equal table and sentences beside it.

    ``on_pick`` is a callback that gets the id of the agency pressed, or an empty text.
    """

    def changed() -> None:
        held: Any = st.session_state.get(key)
        found = held.get("picked") if isinstance(held, Mapping) else getattr(held, "picked", None)
        on_pick(found if isinstance(found, str) else "")

    _component("network")(
        key=key,
        data={
            "nodes": [asdict(dot) for dot in dots],
            "edges": [
                {
                    "id": f"{line.one} {line.other}",
                    "source": line.one,
                    "target": line.other,
                    "verdict": line.verdict,
                }
                for line in lines
            ],
            "picked": picked,
            "alt": alt,
            "words": [_("Covered"), _("Partly covered"), _("No agreement")],
            "buttons": [_("Zoom in"), _("Zoom out"), _("Show all")],
        },
        default={"picked": picked or None},
        on_picked_change=changed,
        height="content",
    )
