"""The way out of the service for somebody who must not be seen here."""

from html import escape

from isa.platform.wording import gettext as _
from isa.ui.components.mounting import component

_HTML = f'<a href="about:blank" rel="noreferrer">{escape(_("Exit this page"))}</a>'


def exit_button(url: str) -> None:
    """ "Exit this page": leaves for a neutral address, also on Shift three times within five seconds."""
    component("exit_button", _HTML)(
        key="exit_button", data={"url": url, "title": _("Loading")}, width="content"
    )
