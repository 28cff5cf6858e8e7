"""The picture of agencies and the agreements between them."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from isa.platform.wording import gettext as _
from isa.ui.components.mounting import component, sent

_STROKE = (
    '<div class="key"><svg viewBox="0 0 40 8" aria-hidden="true"><path d="M0 4H40" stroke="#{}" '
    'stroke-width="{}" stroke-dasharray="{}"/></svg><span></span></div>'
)
"""One line of the key to the picture of agencies, drawn as the picture draws it."""
_SQUARE = (
    '<div class="key"><svg class="square" viewBox="0 0 8 8" aria-hidden="true">'
    '<path d="M0 0H8V8H0z" fill="#00594f"/></svg><span></span></div>'
)
_HTML = f"""<div class="frame"><p class="less" hidden></p><div class="picture" role="img"></div><div class="bar">
{"".join(_STROKE.format(*stroke) for stroke in (("004d29", 4, ""), ("6e3619", 4, "10 6"), ("6f777b", 3, "2 5")))}
{_SQUARE}
<div class="zoom"><button class="in" type="button"></button><button class="out" type="button"></button>
<button class="all" type="button"></button></div></div></div>"""


@dataclass(frozen=True)
class Dot:
    """An agency in the picture, from -1 to 1 each way; the middle is drawn as filled squares."""

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
    own: str,
    alt: str,
    on_pick: Callable[[str], None],
) -> None:
    """A picture of who has an agreement with whom. It needs an equal table and sentences beside it.

    On a narrow screen only a few of a crowd are drawn, around the agency ``picked``, or else ``own``.
    ``on_pick`` is a callback that gets the id of the agency pressed, or an empty text.
    """

    def changed() -> None:
        found = sent(key, "picked")
        on_pick(found if isinstance(found, str) else "")

    component("network", _HTML)(
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
            "own": own,
            "less": _(
                "On a narrow screen only a few are drawn: the agency you look at, those at the centre of "
                "this work, and those with the most partners. “Show all” draws everyone; the tables and "
                "sentences hold all of them."
            ),
            "alt": alt,
            "words": [
                _("Covered"),
                _("In part, or not known"),
                _("Not covered"),
                _("At the centre of this work"),
            ],
            "buttons": [_("Zoom in"), _("Zoom out"), _("Show all")],
        },
        default={"picked": picked or None},
        on_picked_change=changed,
        height="content",
    )
