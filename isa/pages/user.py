"""One user: change their roles, or stop their access."""

import streamlit as st

from isa.pages._users import ROLE_OPTIONS, agency_name, code_of, grant, opened
from isa.platform import users
from isa.platform.users import User
from isa.platform.wording import gettext as _
from isa.ui import fields, panels, site, state
from isa.ui.door import actor, database
from isa.ui.frame import page
from isa.ui.text import plain


def _save_roles(user: User) -> None:
    wanted = fields.ticked("roles", [option[0] for option in ROLE_OPTIONS]) or ()
    if not wanted:
        state.fail(
            f"user/{user.id}", {"roles": _("Select at least one role, or stop their access")}
        )
        return
    state.clear_faults()
    held = {code_of(each) for each in user.grants}
    for each in user.grants:
        if code_of(each) not in wanted:
            users.set_role(database(), actor(), user.id, each, held=False)
    for code in sorted(set(wanted) - held):
        users.set_role(database(), actor(), user.id, grant(code, user.agency_id), held=True)
    state.say(_("The roles are saved."))


def _stop(user: User) -> None:
    users.disable_user(database(), actor(), user.id)
    state.say(_("{user} can no longer use the service.").format(user=user.name))


def _access(user: User) -> None:
    st.header(_("Access"), anchor=False)
    if user.is_disabled:
        st.markdown(_("Stopped. They cannot use the service. Their records are kept."))
        return
    site.link(_("Move to another agency"), "user_move", id=user.id)
    st.markdown(
        _(
            "Stopping takes effect at their next click. Their records are kept. Nobody else can read or "
            "finish what they have not finished."
        )
    )
    with panels.details(_("Stop this person's access")):
        st.markdown(_("To let them in again later, somebody has to add them with another address."))
        st.button(_("Stop access"), key="stop", on_click=_stop, args=(user,))


chosen = opened()
with page(chosen.name, section=_("Users"), key=f"user/{chosen.id}", back="users"):
    st.markdown(f"{plain(chosen.job_title)}, {plain(agency_name(chosen.agency_id))}")
    st.text(chosen.email)
    if not chosen.is_disabled:
        fields.checkboxes(
            "roles",
            _("Roles"),
            ROLE_OPTIONS,
            sorted({code_of(each) for each in chosen.grants}),
            none_of_these="",
        )
        fields.actions(_("Save roles"), lambda: _save_roles(chosen))
    if chosen.id != actor().id:
        _access(chosen)
