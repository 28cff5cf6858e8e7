"""Which agency came before or after another, and whether agreements carry over."""

from isa.pages._agreement_fields import attempt, find_any, typed_day, typed_text
from isa.pages._unsaved import put_down
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.model import Agency
from isa.ui import fields, site
from isa.ui.door import actor, database


def succession(key: str, agency: Agency) -> None:
    """Which agency came before or after, and who confirmed that agreements carry over."""
    fields.radios(
        "which",
        _("What happened?"),
        [
            ("after", _("{name} took over from another agency").format(name=agency.name)),
            ("before", _("Another agency took over from {name}").format(name=agency.name)),
        ],
        None,
    )
    fields.agency_pick("other", _("Which other agency?"), find_any, None)
    fields.date_input("on", _("On which day did it take over?"), clock.today())
    fields.radios(
        "confirmed",
        _("Is it known that agreements carry over?"),
        [
            ("yes", _("Yes"), _("A transfer order, a scheme or a letter says so.")),
            ("no", _("Not yet"), _("Until then the register says that it cannot tell.")),
        ],
        None,
    )
    if typed_text("confirmed") == "yes":
        with fields.reveal("confirmed"):
            fields.text_input(
                "confirmed_by", _("Which post confirmed it?"), "", hint=_("A post, not a name.")
            )
            fields.date_input("confirmed_on", _("When?"), clock.today())
            fields.text_input(
                "basis", _("What shows it?"), "", hint=_("For example: Transfer Scheme 2026.")
            )
    fields.actions(
        _("Record it"),
        lambda: _succeed(key, agency),
        secondary=_("Leave it as it is"),
        on_secondary=put_down(key, lambda: site.go("agency", id=agency.id)),
    )


def _succeed(key: str, agency: Agency) -> None:
    def act() -> str:
        which, other, confirmed = (typed_text(name) for name in ("which", "other", "confirmed"))
        faults = {
            "which": "" if which else _("Select what happened"),
            "other": "" if other else _("Select the other agency"),
            "confirmed": ""
            if confirmed
            else _("Select whether it is known that agreements carry over"),
        }
        if found := {path: text for path, text in faults.items() if text}:
            raise Invalid(found)
        is_confirmed = confirmed == "yes"
        if is_confirmed and not typed_text("confirmed_by"):
            raise Invalid({"confirmed_by": _("Enter which post confirmed it")})
        before, after = (other, agency.id) if which == "after" else (agency.id, other)
        register.record_succession(
            database(),
            actor(),
            predecessor_id=before,
            successor_id=after,
            on=typed_day("on", _("the day it took over")),
            is_confirmed=is_confirmed,
            confirmed_by=typed_text("confirmed_by") if is_confirmed else "",
            confirmed_on=typed_day("confirmed_on", _("the day it was confirmed"))
            if is_confirmed
            else None,
            basis=typed_text("basis") if is_confirmed else "",
        )
        return _(
            "Recorded. If the agency that was taken over stopped operating, record that on its page "
            "too: it does not close by itself."
        )

    renamed = {"successor_id": "other", "predecessor_id": "other"}
    attempt(key, act, lambda: site.go("agency", id=agency.id), renamed=renamed)
