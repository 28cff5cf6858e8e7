"""Begin an agreement: a fresh draft, or a copy of another without its signatures."""

from isa.pages._agreement_fields import YES_NO, attempt, find_any, typed_text
from isa.pages._unsaved import begin, kept
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.permissions import Action
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.vocabulary import vocabulary
from isa.ui import fields, site
from isa.ui.door import actor, database
from isa.ui.frame import page
from isa.ui.text import plain

_KEY = "agreement_new"


def _go(agreement_id: str) -> None:
    site.go("agreement", id=agreement_id)


def _start() -> None:
    begun: list[str] = []

    def act() -> str:
        begun.append(
            register.start_agreement(
                database(),
                actor(),
                reference=typed_text("reference"),
                title=typed_text("title"),
                type=typed_text("type"),
                lead_agency_id=typed_text("lead_agency_id") or None,
            )
        )
        return _("The draft is begun. What it still needs stands below, each with a link.")

    attempt(_KEY, act, lambda: _go(begun[0]))


def _copy(key: str, source_id: str) -> None:
    begun: list[str] = []

    def act() -> str:
        if typed_text("replaces") not in ("yes", "no"):
            raise Invalid({"replaces": _("Select whether the copy is to replace it")})
        begun.append(
            register.clone_agreement(
                database(),
                actor(),
                source_id,
                reference=typed_text("reference"),
                replaces=typed_text("replaces") == "yes",
            )
        )
        return _("The copy is begun as a draft. Its parties are not asked yet; it has no dates.")

    attempt(key, act, lambda: _go(begun[0]))


source = site.param("from")
if source:
    register.require_agreement_keeper(database(), actor(), source)
    copied = register.agreement(database(), actor(), source, on=clock.today())
    copy_key = f"{_KEY}-{source}"
    begin(copy_key)
    with (
        page(
            _("Copy {reference}").format(reference=copied.reference),
            section=_("Agreements"),
            key=copy_key,
            back=lambda: site.go("agreement", id=source),
            lede=plain(copied.title),
        ),
        kept(copy_key),
    ):
        fields.text_input(
            "reference", _("Reference of the copy"), "", hint=_("It must be a new one.")
        )
        fields.radios(
            "replaces",
            _("Is the copy to replace {reference}?").format(reference=copied.reference),
            YES_NO,
            None,
            hint=_(
                "If yes, the old one stops on the day the new one comes into force, not before."
            ),
        )
        fields.actions(_("Begin the copy"), lambda: _copy(copy_key, source))
else:
    register.require_agency_keeper(
        database(), actor(), actor().agency_id, action=Action.AGREEMENT_WRITE
    )
    begin(_KEY)
    with (
        page(_("New agreement"), section=_("Agreements"), key=_KEY, back="agreements"),
        kept(_KEY),
    ):
        kinds = [(term.code, term.label) for term in vocabulary().agreement_types.values()]
        fields.text_input("reference", _("Reference"), "", hint=_("For example, ESH-021."))
        fields.text_input("title", _("Title"), "")
        fields.select("type", _("Kind of agreement"), kinds, None)
        fields.agency_pick("lead_agency_id", _("Agency that leads it"), find_any, None)
        fields.actions(_("Begin the draft"), _start)
