"""What would lapse? Asked before an agreement ends, a party leaves it, or an agency leaves or merges."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from isa.coverage.wording import STANDING_SENTENCE
from isa.pages import _impact as parts
from isa.pages._finding import find_agencies
from isa.platform import clock
from isa.platform.errors import Invalid, NotFound
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.listing.model import AgreementsWanted
from isa.register.model import Agency, Agreement
from isa.register.network.impact import service as changing
from isa.register.network.impact.service import Impact
from isa.register.vocabulary import vocabulary
from isa.ui import fields, site
from isa.ui.door import actor, database
from isa.ui.fields import Option
from isa.ui.frame import page, trouble
from isa.ui.text import plain

_KEY = "impact"
MOST_FOUND = 20
_MOST_PARTIES = 1_000
_ENDS, _LEAVES, _MERGES = "ends", "leaves", "merges"


def _show(change: str, ask: Callable[[], Impact]) -> None:
    """The answer, or the sentence that says what to choose instead."""
    try:
        found = ask()
    except Invalid as error:
        for sentence in error.faults.values():
            st.markdown(plain(sentence))
        return
    st.header(_("Answer"), anchor=False)
    parts.headline(found, change)
    parts.flows(found)
    parts.agencies(found)
    st.markdown(f"**{STANDING_SENTENCE}**")


def _day(agreement: Agreement | None = None) -> date:
    """The day asked about: today, unless another is typed."""
    hint = _("What is covered on this day, and would not be without it.")
    if agreement and agreement.ends_on and agreement.ends_on >= clock.today():
        hint = _("It ends by itself after {day}.").format(day=clock.show_date(agreement.ends_on))
    return fields.date_input("on", _("On which day?"), clock.today(), hint=hint) or clock.today()


def _of_agreement(agreement: Agreement) -> None:
    with page(
        _("What would lapse?"),
        section=agreement.reference,
        key=f"{_KEY}-{agreement.id}",
        back=lambda: site.go("agreement", id=agreement.id),
        wide=True,
    ):
        st.text(f"{agreement.reference}. {agreement.title}")
        what = fields.radios(
            "what",
            _("What would happen?"),
            [(_ENDS, _("It ends, or is not renewed")), (_LEAVES, _("One party leaves it"))],
            _ENDS,
        )
        on = _day(agreement)
        if what != _LEAVES:
            change = _("Without {reference} on {day}").format(
                reference=agreement.reference, day=clock.show_date(on)
            )
            _show(change, lambda: changing.agreement_ends(database(), actor(), agreement.id, on=on))
            return
        found = register.parties(database(), actor(), agreement.id, on=on, limit=_MOST_PARTIES)
        names = {one.agency_id: one.name for one in found.parties}
        party = fields.select(
            "party", _("Which party?"), sorted(names.items(), key=lambda one: one[1]), None
        )
        if party:
            change = _("If {agency} had left {reference} by {day}").format(
                agency=names[party], reference=agreement.reference, day=clock.show_date(on)
            )
            _show(
                change,
                lambda: changing.party_leaves(database(), actor(), agreement.id, party, on=on),
            )


def _of_agency(agency: Agency) -> None:
    with page(
        _("What would lapse?"),
        section=agency.name,
        key=f"{_KEY}-{agency.id}",
        back=lambda: site.go("agency", id=agency.id),
        wide=True,
    ):
        st.text(agency.name)
        what = fields.radios(
            "what",
            _("What would happen?"),
            [
                (_LEAVES, _("It closes, or leaves every agreement")),
                (_MERGES, _("It becomes part of another agency")),
            ],
            _LEAVES,
        )
        into = ""
        if what == _MERGES:
            into = (
                fields.agency_pick("into", _("Which agency takes it over?"), find_agencies, None)
                or ""
            )
        on = _day()
        purpose = fields.select(
            "purpose",
            _("Only for this purpose"),
            [(one.code, one.label) for one in vocabulary().purposes.values()],
            None,
            hint=_("Leave it empty for all of them."),
        )
        if what != _MERGES:
            change = _("If {agency} had left every agreement by {day}").format(
                agency=agency.name, day=clock.show_date(on)
            )
            _show(
                change,
                lambda: changing.agency_leaves(
                    database(), actor(), agency.id, on=on, purpose=purpose or ""
                ),
            )
        elif into:
            change = _(
                "If {agency} became part of {into} by {day}, and until somebody confirms that its "
                "agreements carry over"
            ).format(
                agency=agency.name,
                into=register.agency(database(), actor(), into).name,
                day=clock.show_date(on),
            )
            _show(
                change,
                lambda: changing.agency_merges(
                    database(), actor(), agency.id, into, on=on, purpose=purpose or ""
                ),
            )


def _find_agreements(text: str) -> list[Option]:
    found = register.list_agreements(
        database(),
        actor(),
        on=clock.today(),
        wanted=AgreementsWanted(text=text),
        limit=MOST_FOUND,
    )
    return [(each.id, each.reference, each.title) for each in found.agreements]


def _choose() -> None:
    """The page without an agreement or agency: which would go."""
    with page(_("What would lapse?"), key=_KEY, wide=True):
        st.markdown(
            _(
                "Before an agreement ends, or an agency leaves, see who could no longer share what. "
                "Find one or the other."
            )
        )
        fields.agency_pick(
            "agreement",
            _("Which agreement would end, or be left?"),
            _find_agreements,
            None,
            lambda chosen: site.go(_KEY, agreement=chosen or ""),
            hint=_(
                "Type part of its reference or title: three letters or more, then select Search."
            ),
            found=_("Agreements found"),
            most=MOST_FOUND,
        )
        fields.agency_pick(
            "agency",
            _("Which agency would leave, close or merge?"),
            find_agencies,
            None,
            lambda chosen: site.go(_KEY, agency=chosen or ""),
        )


require(actor(), Action.AGREEMENT_READ)
try:
    if asked := site.param("agreement"):
        _of_agreement(register.agreement(database(), actor(), asked, on=clock.today()))
    elif asked := site.param("agency"):
        _of_agency(register.agency(database(), actor(), asked))
    else:
        _choose()
except NotFound:
    with page(_("This is not in the register"), key="impact-none", back="agreements"):
        trouble(_("It may have another reference. Search for it in the list."))
