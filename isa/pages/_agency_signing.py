"""What an agency says of itself that agreements rest on: which posts may sign, and what it confirmed."""

from isa.pages._agreement_fields import attempt, optional_day, typed_day, typed_text
from isa.pages._unsaved import put_down
from isa.platform import clock
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agencies.signatories.service import Assurance, Signatory
from isa.register.model import Agency
from isa.register.vocabulary import vocabulary
from isa.ui import fields, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database


def signing(key: str, agency: Agency) -> None:
    """The posts that may sign: a signature by another stands as one to check."""
    listed = register.signatories(database(), actor(), agency.id)
    if listed:
        table(
            "signatories",
            caption=_("Who may sign"),
            columns=[
                _("Post"),
                _("From"),
                _("To"),
                _("Delegated by"),
                Column(_("End"), hidden=True),
            ],
            rows=[
                [
                    each.title,
                    show_date(each.valid_from),
                    show_date(each.valid_to) if each.valid_to else "",
                    each.delegated_by,
                    "" if each.valid_to else Cell(_("End today"), go=each.id, more=each.title),
                ]
                for each in listed
            ],
            on_go=lambda which: _end(key, agency, which),
        )
    fields.text_input("title", _("Post that may sign"), "", hint=_("A post, not a name."))
    fields.text_input("email", _("E-mail address of the post"), "", hint=_("If it has one."))
    fields.date_input("valid_from", _("Since when may it sign?"), clock.today())
    fields.date_input(
        "valid_to", _("Until when?"), None, hint=_("Leave it empty if there is no last day.")
    )
    fields.text_input(
        "delegated_by",
        _("If its authority is delegated: by which post?"),
        "",
        hint=_("Leave it empty for a post that signs in its own right."),
    )
    fields.text_input(
        "basis",
        _("What shows that?"),
        "",
        hint=_("A scheme of delegation, a letter, a resolution."),
    )
    fields.actions(
        _("Add this post"),
        lambda: _add_signatory(key, agency),
        secondary=_("Done"),
        on_secondary=lambda: site.go("agency", id=agency.id),
    )


def _add_signatory(key: str, agency: Agency) -> None:
    def act() -> str:
        new = Signatory(
            title=typed_text("title"),
            email=typed_text("email"),
            delegated_by=typed_text("delegated_by"),
            basis=typed_text("basis"),
            valid_from=typed_day("valid_from", _("the first day")),
            valid_to=optional_day("valid_to", _("the last day")),
        )
        register.add_signatory(database(), actor(), agency.id, new)
        return _("{title} may sign.").format(title=new.title)

    def after() -> None:
        for name in ("title", "email", "delegated_by", "basis", "valid_to"):
            state.forget_widgets(name)
        state.say(_("Kept."))

    attempt(key, act, after)


def _end(key: str, agency: Agency, signatory_id: str) -> None:
    def act() -> str:
        register.end_signatory(database(), actor(), agency.id, signatory_id, on=clock.today())
        return _("Today is its last day. What it signed stays signed.")

    attempt(key, act, lambda: state.say(_("Today is its last day.")))


def assurance(key: str, agency: Agency) -> None:
    """What the agency has confirmed about itself, and by when it should again."""
    kinds = vocabulary().assurances
    fields.radios(
        "kind", _("What did it confirm?"), [(k.code, k.label) for k in kinds.values()], None
    )
    fields.text_input(
        "confirmed_by", _("Which post confirmed it?"), "", hint=_("A post, not a name.")
    )
    fields.date_input("confirmed_on", _("On which day?"), clock.today())
    fields.date_input(
        "expires_on",
        _("Until when does it hold?"),
        None,
        hint=_("Leave it empty if it does not say."),
    )
    fields.text_input("note", _("Note"), "", hint=_("For example: standards met."))
    fields.actions(
        _("Record it"),
        lambda: _confirm(key, agency),
        secondary=_("Leave it as it is"),
        on_secondary=put_down(key, lambda: site.go("agency", id=agency.id)),
    )


def _confirm(key: str, agency: Agency) -> None:
    def act() -> str:
        new = Assurance(
            kind=typed_text("kind"),
            confirmed_by=typed_text("confirmed_by"),
            confirmed_on=typed_day("confirmed_on", _("the day it was confirmed")),
            expires_on=optional_day("expires_on", _("the last day")),
            note=typed_text("note"),
        )
        register.confirm_assurance(database(), actor(), agency.id, new)
        return _("Recorded.")

    attempt(key, act, lambda: site.go("agency", id=agency.id))
