"""A text that is too long for a request or a log entry: kept as it was typed, and counted nowhere.

It stands beside what was written under the name of its field, encrypted with it, until a text that will
do takes its place. Nothing is cut: whoever typed it chooses what goes.
"""

from decisions.journey.too_long import MOST
from isa.platform.wording import gettext as _


def fault(text: str, most: int) -> str:
    """By how much a text is too long; empty where it is not, or where there is no limit (0)."""
    over = len(text) - most
    if not most or over <= 0:
        return ""
    return _("Use at most {most} characters: take out {over}").format(
        most=f"{most:,}", over=f"{over:,}"
    )


def is_kept(text: str) -> bool:
    """Whether a text that was refused for its length is kept: of one beyond all measure nothing is."""
    return len(text) <= MOST
