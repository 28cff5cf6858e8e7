"""Add a user: the address they sign in with, who they are, their agency and roles."""

import streamlit as st

from isa.pages._finding import find_agencies
from isa.pages._users import ROLE_OPTIONS, grant
from isa.platform import users
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.ui import fields, site, state
from isa.ui.door import actor, database
from isa.ui.frame import page

_KEY = "user_new"


def _add() -> None:
    agency_id = str(state.widget_value("agency") or "")
    roles = fields.ticked("roles", [option[0] for option in ROLE_OPTIONS]) or ()
    try:
        added = users.add_user(
            database(),
            actor(),
            email=str(state.widget_value("email") or ""),
            name=str(state.widget_value("name") or ""),
            job_title=str(state.widget_value("job") or ""),
            agency_id=agency_id,
            grants=frozenset(grant(code, agency_id) for code in roles),
        )
    except Invalid as error:
        state.fail(_KEY, error.faults)
        return
    state.clear_faults()
    state.tell(_("{added} can sign in now.").format(added=added.name))
    site.go("users")


with page(_("Add a user"), section=_("Users"), key=_KEY, back="users"):
    st.markdown(_("They can sign in with this address as soon as they are added."))
    fields.text_input(
        "email", _("E-mail address"), "", hint=_("The one their agency's account uses.")
    )
    fields.text_input("name", _("Name"), "")
    fields.text_input("job", _("Job title"), "", hint=_("As it should stand in records."))
    fields.agency_pick("agency", _("Agency"), find_agencies, None)
    fields.checkboxes("roles", _("Roles"), ROLE_OPTIONS, None, none_of_these="")
    fields.actions(_("Add this user"), _add)
