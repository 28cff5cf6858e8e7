"""Users: who may sign in, and in which roles."""

import streamlit as st

from isa.pages._users import role_words
from isa.platform import users
from isa.platform.users import User
from isa.platform.wording import gettext as _
from isa.ui import site
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.frame import page


def _row(user: User) -> list[Cell | str]:
    state = (
        Cell(_("Stopped"), tag="gray") if user.is_disabled else Cell(_("May sign in"), tag="green")
    )
    return [
        user.name,
        user.email,
        role_words(user.grants),
        state,
        Cell(_("Open"), go=user.id, more=user.name),
    ]


with page(_("Users"), key="users", wide=True):
    people = users.list_users(database(), actor())
    st.markdown(
        _(
            "A person signs in with their agency's account; the address below ties it to their roles here."
        )
    )
    st.button(_("Add a user"), key="add-user", type="primary", on_click=site.go, args=("user_new",))
    table(
        "users",
        caption=_("Users"),
        columns=[
            Column(_("Name"), sortable=True),
            Column(_("Address"), sortable=True),
            _("Roles"),
            Column(_("State"), sortable=True),
            Column(_("Open"), hidden=True),
        ],
        rows=[_row(user) for user in people],
        on_go=lambda user_id: site.go("user", id=user_id),
    )
