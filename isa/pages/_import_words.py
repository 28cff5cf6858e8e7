"""The words of an import: its standing, how a name was matched, what is counted."""

from isa.platform.wording import gettext as _
from isa.register.importing import counted
from isa.register.importing.matching import Sureness
from isa.register.importing.model import Layout
from isa.ui import panels

STATES = {
    "staged": (_("Not finished"), "yellow"),
    "committed": (_("In the register"), "green"),
    "undone": (_("Taken back"), "gray"),
    "discarded": (_("Put away"), "gray"),
}
LAYOUTS = {
    Layout.AGREEMENTS: _("A register of agreements"),
    Layout.AGENCIES: _("A list of agencies"),
    Layout.WHOLE: _("An export of a whole register"),
}
SURE = {
    Sureness.IDENTIFIER: (_("Known by its code"), "green"),
    Sureness.SAME: (_("Known by its name"), "green"),
    Sureness.CHOSEN: (_("As you said"), "green"),
    Sureness.LIKELY: (_("Likely: check"), "yellow"),
    Sureness.NEW: (_("New"), "blue"),
    Sureness.SKIPPED: (_("Left out"), "gray"),
    Sureness.SPLIT: (_("Several: each below"), "gray"),
    Sureness.UNSURE: (_("Say which"), "red"),
}


def figures(counts: dict[str, int]) -> None:
    """The figures of an import that are not nothing."""
    shown = [*counted.figures(counts)]
    for start in range(0, len(shown), 4):
        panels.figures(shown[start : start + 4])
