"""Move an agreement on: where it may go, what stands in the way, from which day, and why."""

import streamlit as st

from isa.coverage.view import AgreementStatus
from isa.pages._agreement_fields import attempt, typed_day, typed_text
from isa.pages._unsaved import begin, kept, put_down
from isa.platform import clock
from isa.platform.errors import Invalid, NotFound
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agreements.lifecycle import LABELS
from isa.register.model import Agreement
from isa.ui import fields, site, state
from isa.ui.door import actor, database
from isa.ui.frame import page, trouble
from isa.ui.text import plain


def _move(key: str, agreement: Agreement) -> None:
    def act() -> str:
        status = typed_text("status")
        if not status:
            raise Invalid({"status": _("Select where it goes")})
        register.move_agreement(
            database(),
            actor(),
            agreement.id,
            AgreementStatus(status),
            on=typed_day("on", _("the day of the change")),
            reason=typed_text("reason"),
        )
        return _("It is now: {status}.").format(status=LABELS[AgreementStatus(status)])

    attempt(key, act, lambda: site.go("agreement", id=agreement.id))


def _withdraw(key: str, agreement: Agreement) -> None:
    def act() -> str:
        register.withdraw_move(database(), actor(), agreement.id, reason=typed_text("reason"))
        return _("The move is taken back.")

    attempt(key, act, lambda: site.go("agreement", id=agreement.id))


def _later(key: str, agreement: Agreement) -> None:
    """A move recorded for a day to come keeps every other one away, so it can be taken back."""
    found = register.later_move(database(), actor(), agreement.id)
    if found is None:
        return
    told = _("Recorded for later: {status}, from {day}.").format(
        status=LABELS[found.status], day=clock.show_date(found.on)
    )
    st.markdown(plain(told))
    st.button(_("Take back that move"), key="withdraw", on_click=_withdraw, args=(key, agreement))
    st.markdown(_("Say why below before you take it back."))


def _show(agreement: Agreement) -> None:
    key = f"agreement-move-{agreement.id}"

    def back() -> None:
        state.clear_faults()
        site.go("agreement", id=agreement.id)

    begin(key)
    with (
        page(_("Move this agreement on"), section=agreement.reference, key=key, back=back),
        kept(key),
    ):
        st.text(agreement.title)
        st.markdown(plain(_("It is: {status}.").format(status=LABELS[agreement.status])))
        _later(key, agreement)
        moves = register.next_moves(database(), actor(), agreement.id, on=clock.today())
        if not moves:
            st.markdown(_("Its life is over. To begin again, copy it."))
            return
        options = [
            (move.status.value, LABELS[move.status], ". ".join(move.in_the_way)) for move in moves
        ]
        fields.radios("status", _("Where does it go?"), options, None)
        site.link(_("Quality checklist"), "agreement_checks", id=agreement.id)
        site.link(_("What would lapse if it ended?"), "impact", agreement=agreement.id)
        fields.date_input(
            "on", _("From which day?"), clock.today(), hint=_("Today, unless it was another day.")
        )
        fields.text_input(
            "reason", _("Why?"), "", hint=_("For the history. No names, nothing about a case.")
        )
        fields.actions(
            _("Move it on"),
            lambda: _move(key, agreement),
            secondary=_("Leave it as it is"),
            on_secondary=put_down(key, back),
        )


try:
    register.require_agreement_keeper(database(), actor(), site.param("id"))
    shown = register.agreement(database(), actor(), site.param("id"), on=clock.today())
except NotFound:
    with page(_("This agreement is not in the register"), key="move-none", back="agreements"):
        trouble(_("Search for it in the list."))
else:
    _show(shown)
