"""A finished text to take into another system."""

from isa.platform.wording import gettext as _
from isa.ui.components.mounting import component

_HTML = """<div class="copy"><pre></pre><button type="button"></button>
<span class="said" role="status" aria-live="polite"></span></div>"""


def copy_button(key: str, text: str, *, label: str = _("Copy this text")) -> None:
    """A finished text with a button that copies it to the clipboard."""
    component("copy_button", _HTML)(
        key=key,
        data={
            "text": text,
            "label": label,
            "copied": _("Copied"),
            "selected": _("The text is selected. Press Ctrl and C to copy it."),
        },
    )
