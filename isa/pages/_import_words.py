"""The words of an import: its standing, how a name was matched, what is counted."""

from isa.platform.wording import gettext as _
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
COUNTED = {
    "agencies_new": _("new agencies"),
    "agencies_changed": _("agencies changed"),
    "agencies_matched": _("agencies known"),
    "identifiers_added": _("codes added"),
    "agreements_new": _("new agreements"),
    "agreements_changed": _("agreements changed"),
    "agreements_same": _("agreements as they were"),
    "parties_added": _("parties added"),
    "parties_said_signed": _("of them said to have signed, to be checked"),
    "parties_signed": _("signatures recorded"),
    "agreements_public": _("agreements would be public once in force"),
    "kept_in": _("papers, events, notes and other kept rows"),
    "unchanged": _("as they were"),
}


def figures(counts: dict[str, int]) -> None:
    """The figures of an import that are not nothing."""
    shown = [(f"{counts[name]:,}", words) for name, words in COUNTED.items() if counts.get(name)]
    for start in range(0, len(shown), 4):
        panels.figures(shown[start : start + 4])
