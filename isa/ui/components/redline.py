"""Two texts shown as one, with what was taken out and put in."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from isa.platform.wording import gettext as _
from isa.ui.components.mounting import component

_HTML = """<table><caption></caption><thead><tr></tr></thead><tbody></tbody></table>"""


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
    component("redline", _HTML)(
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
