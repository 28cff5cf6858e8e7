"""The script of a page: it ties hints and faults to controls, names, moves focus and announces."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from isa.platform.config import language
from isa.platform.wording import gettext as _
from isa.ui.brought import Brought
from isa.ui.components.mounting import component, css_key

_KEY = "page_script"
_HTML = '<div class="live" role="status" aria-live="polite"></div>'

_CONNECTION = {
    "lost": _(
        "The connection is lost. If someone is in danger now, ring 999: do not wait for this page. "
        "Keep this page open. What you typed stays on it, and it is saved when the connection is back. "
        "This page keeps trying."
    ),
    "back": _("The connection is back. Check that your last answer is still here, then go on."),
}


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
    live: Sequence[str],
    say: str,
    say_nonce: int,
    keep_focus: bool,
    seen: Mapping[str, Any],
) -> None:
    """Tie hints and errors to controls, name groups and buttons, move focus to a new page's h1, announce.

    ``names`` gives a longer accessible name to the button in a keyed container; the words of a container
    in ``live`` are said when they change. When the connection is lost the browser holds ``seen`` under that
    name, for the server it finds next (``shown_before``). Called once, by the frame, at the end of a page.
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
    component("page_script", _HTML, is_in_the_page=True)(
        key=_KEY,
        data={
            "page": page,
            "language": language(),
            "heading": heading,
            "fields": described,
            "names": [{"key": css_key(key), "name": name} for key, name in names.items()],
            "live": [css_key(key) for key in live],
            "say": say,
            "sayNonce": say_nonce,
            "keepFocus": keep_focus,
            "connection": _CONNECTION,
            "seen": dict(seen),
        },
        on_seen_change=lambda: None,
    )


def shown_before(brought: Brought) -> dict[str, Any]:
    """The version of each answer as a page showed it when its server was lost."""
    held = brought.get(_KEY, {}).get("seen")
    return dict(held) if isinstance(held, Mapping) else {}
