"""Discarding a draft: said outright, because it cannot be undone."""

from decisions.journey import service
from decisions.pages import _draft, _late
from isa.platform.wording import gettext as _
from isa.ui import door, fields, site, state
from isa.ui.frame import page


def _discard(which: str) -> None:
    with _late.while_there():
        service.discard_draft(door.database(), door.actor(), which)
        state.say(_("The draft was discarded."))
        site.go("home")


def main() -> None:
    """Draw the page."""
    found = _draft.opened()
    which = found.draft.id
    with page(
        _("Discard this draft?"),
        section=found.section,
        key=f"{which}/discard",
        back=lambda: site.go("check", draft=which),
        lede=_(
            "Its answers are deleted and cannot be brought back. The audit trail keeps only that "
            "you discarded a draft, and when."
        ),
    ):
        fields.actions(
            _("Discard it"),
            lambda: _discard(which),
            secondary=_("Keep it"),
            on_secondary=lambda: site.go("check", draft=which),
        )


main()
