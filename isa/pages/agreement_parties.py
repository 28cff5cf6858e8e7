"""Add parties to an agreement, also a whole group's members, and ask everyone who was not asked."""

import streamlit as st

from isa.coverage.view import PartyRole
from isa.pages._agreement_fields import (
    agencies_chosen,
    attempt,
    find_any,
    several_agencies,
    typed_day,
    typed_text,
)
from isa.pages._unsaved import begin, kept, put_down
from isa.platform import clock
from isa.platform.errors import Invalid, NotFound
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register import service as register
from isa.register.model import Agreement
from isa.ui import fields, panels, site, state
from isa.ui.door import actor, database
from isa.ui.frame import page, trouble
from isa.ui.text import plain

_ROLES = (
    (
        PartyRole.CONTROLLER.value,
        _("Controller"),
        _("It decides for itself what it shares and uses."),
    ),
    (
        PartyRole.JOINT_CONTROLLER.value,
        _("Joint controller"),
        _("It decides together with others."),
    ),
    (
        PartyRole.PROCESSOR.value,
        _("Processor"),
        _("It acts for a party and shares nothing of its own."),
    ),
    (
        PartyRole.OBSERVER.value,
        _("Observer"),
        _("It sees the agreement and shares nothing under it."),
    ),
)


def _wanted(key: str) -> list[str]:
    """The agencies chosen, with the members of a group that is to be added one by one."""
    group = typed_text("group")
    members = register.members_of(database(), actor(), group, on=clock.today()) if group else ()
    return [*agencies_chosen(key, "agencies"), *members]


def _add(key: str, agreement: Agreement) -> None:
    def act() -> str:
        role = typed_text("role")
        if not role:
            raise Invalid({"role": _("Select in what capacity they join")})
        count = register.add_parties(
            database(), actor(), agreement.id, _wanted(key), role=PartyRole(role)
        )
        return ngettext(
            "{count} party is added. It has not been asked to sign yet.",
            "{count} parties are added. None has been asked to sign yet.",
            count,
        ).format(count=count)

    attempt(key, act, lambda: site.go("agreement", id=agreement.id))


def _ask(key: str, agreement: Agreement) -> None:
    def act() -> str:
        count = register.ask_all(
            database(),
            actor(),
            agreement.id,
            on=typed_day("asked_on", _("the day they were asked")),
        )
        return ngettext(
            "Recorded: {count} party was asked to sign.",
            "Recorded: {count} parties were asked to sign.",
            count,
        ).format(count=count)

    attempt(key, act, lambda: site.go("agreement", id=agreement.id), renamed={"on": "asked_on"})


def _show(agreement: Agreement) -> None:
    key = f"agreement-parties-{agreement.id}"

    def back() -> None:
        state.clear_faults()
        site.go("agreement", id=agreement.id)

    begin(key)
    with (
        page(
            _("Add parties, or ask them to sign"), section=agreement.reference, key=key, back=back
        ),
        kept(key),
    ):
        st.text(agreement.title)
        waiting = register.unasked(database(), actor(), agreement.id)
        if waiting.total:
            st.header(_("Ask everyone not asked yet"), anchor=False)
            more = waiting.total - len(waiting.names)
            rest = _(", and {more} more").format(more=more) if more else ""
            st.markdown(
                plain(
                    ngettext(
                        "{total} party: {names}{rest}.",
                        "{total} parties: {names}{rest}.",
                        waiting.total,
                    ).format(total=waiting.total, names="; ".join(waiting.names), rest=rest)
                )
            )
            fields.date_input("asked_on", _("On which day were they asked?"), clock.today())
            with st.container(key="ask-all"):
                st.button(
                    ngettext(
                        "Record that it was asked",
                        "Record that all {total} were asked",
                        waiting.total,
                    ).format(total=waiting.total),
                    key="ask_all",
                    on_click=_ask,
                    args=(key, agreement),
                )
        st.header(_("Add parties"), anchor=False)
        several_agencies(key, "agencies", _("Agencies or groups to add"), {})
        with panels.details(_("Add the members of a group one by one")):
            st.markdown(
                _(
                    "For a group whose members each sign for themselves. Those who declined are left out."
                )
            )
            fields.agency_pick("group", _("The group"), find_any, None)
            if typed_text("group"):
                adds = len(_wanted(key))
                st.markdown(
                    ngettext(
                        "This adds {count} party.", "This adds up to {count} parties.", adds
                    ).format(count=adds)
                )
        fields.radios("role", _("In what capacity do they join?"), _ROLES, None)
        fields.actions(
            _("Add them"),
            lambda: _add(key, agreement),
            secondary=_("Add nobody"),
            on_secondary=put_down(key, back),
        )


try:
    register.require_agreement_keeper(database(), actor(), site.param("id"))
    shown = register.agreement(database(), actor(), site.param("id"), on=clock.today())
except NotFound:
    with page(_("This agreement is not in the register"), key="parties-none", back="agreements"):
        trouble(_("Search for it in the list."))
else:
    _show(shown)
