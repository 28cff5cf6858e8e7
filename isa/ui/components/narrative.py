"""A long text that is saved while it is typed."""

from collections.abc import Callable

from isa.platform.config import language
from isa.platform.wording import gettext as _
from isa.ui.components.mounting import component, css_key, sent

_HTML = """<div class="field"><label></label><div class="hint"></div><div class="error" hidden></div>
<textarea spellcheck="true" autocomplete="off"></textarea>
<div class="count"></div><div class="spoken" role="status" aria-live="polite"></div></div>"""
_COUNTING = {
    "error": _("Error: {fault}"),
    "oneLeft": _("You have {number} character left"),
    "someLeft": _("You have {number} characters left"),
    "oneOver": _("You have {number} character too many"),
    "someOver": _("You have {number} characters too many"),
}


def narrative(
    key: str,
    *,
    label: str,
    value: str,
    seed: str,
    hint: str = "",
    error: str = "",
    limit: int = 0,
    count_from: int = 0,
    rows: int = 6,
    on_change: Callable[[str], None] | None = None,
) -> str:
    """A long text that is saved while it is typed; returns what the server has.

    ``value`` is read when the field appears and when ``seed`` changes, never on a rerun. ``limit``
    counts characters and does not cut: too long is a fault at Continue. ``count_from`` is how many are
    left when it begins to say so; always, without it. Pages use
    ``isa.ui.fields.narrative``, which finds the seed and the error itself.
    """

    def changed() -> None:
        if on_change is not None:
            on_change(_text(key, value))

    component("narrative", _HTML)(
        key=key,
        data={
            "id": css_key(key),
            "label": label,
            "hint": hint,
            "error": error,
            "limit": limit,
            "countFrom": count_from or limit,
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
    text = sent(key, "text")
    return text if isinstance(text, str) else otherwise
