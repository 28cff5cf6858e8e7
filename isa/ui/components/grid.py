"""A grid of finished words with the reason for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from isa.platform.wording import gettext as _
from isa.ui.components.mounting import component

_HTML = """<div class="grid"><table role="grid"><caption></caption>
<thead role="rowgroup"><tr role="row"></tr></thead><tbody role="rowgroup"></tbody></table>
<div class="whys" hidden></div><div class="why"><p class="about"></p><p class="reason"></p></div>
<div class="turns"></div></div>"""


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
    component("grid", _HTML)(
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
