"""A real table: sorted in the browser, with buttons in its cells and boxes before its rows."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from isa.platform.config import language
from isa.platform.wording import gettext as _
from isa.ui.components.mounting import component, sent

_HTML = """<table role="table"><caption></caption><thead role="rowgroup"><tr role="row"></tr></thead>
<tbody role="rowgroup"></tbody></table>"""


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
    on_sort: Callable[[int, bool], None] | None = None,
) -> None:
    """A real table; the first cell of a row is its heading. Sorting happens in the browser.

    Where the rows are a page of many, ``on_sort`` hears the column and whether it is descending, and
    the rows have to come in the order that ``sorted_by`` and ``descending`` say.

    ``on_go`` is a callback: record the choice or call ``isa.ui.site.go``, draw nothing. With
    ``hide_head`` the headings are for screen readers only (a list of question, answer, Change).
    ``ticks`` puts a box before each row, and one in the head for all that are shown.
    """

    def went() -> None:
        target = sent(key, "go")
        if on_go is not None and isinstance(target, str):
            on_go(target)

    def ticked() -> None:
        now = sent(key, "ticked")
        if ticks is not None and isinstance(now, list):
            ticks.on_tick(tuple(str(each) for each in now))

    def sorted_anew() -> None:
        said = sent(key, "sort")
        if on_sort is not None and isinstance(said, str) and said:
            on_sort(int(said.rstrip("-")), said.endswith("-"))

    component("table", _HTML)(
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
            "sortedThere": on_sort is not None,
            "showCaption": show_caption,
            "hideHead": hide_head,
            "language": language(),
        },
        default={"ticked": list(ticks.ticked)} if ticks else None,
        on_go_change=went,
        on_ticked_change=ticked if ticks else None,
        on_sort_change=sorted_anew if on_sort else None,
    )
