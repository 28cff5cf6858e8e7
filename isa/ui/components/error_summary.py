"""The list of what is wrong on a page."""

from collections.abc import Mapping
from html import escape

from isa.platform.wording import gettext as _
from isa.ui.components.mounting import component, css_key

_HTML = f"""<div class="summary" tabindex="-1" role="alert" aria-labelledby="summary-title">
<h2 id="summary-title">{escape(_("There is a problem"))}</h2><ul></ul></div>"""


def error_summary(faults: Mapping[str, str], attempt: int) -> None:
    """The list of faults, focused once per attempt; each line moves focus to its field.

    Keys are field keys; a fault with an empty key is about the page and is no link.
    """
    lines = [{"key": css_key(f"fld-{key}") if key else "", "text": t} for key, t in faults.items()]
    component("error_summary", _HTML, is_in_the_page=True)(
        key="error_summary", data={"faults": lines, "attempt": attempt}
    )
