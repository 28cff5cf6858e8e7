"""Users: who may sign in, and in which roles."""

import streamlit as st

from isa.pages._users import role_words
from isa.platform import users
from isa.platform.users import User
from isa.ui import site
from isa.ui.components import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.frame import page


def _row(user: User) -> list[Cell | str]:
    state = Cell("Stopped", tag="gray") if user.is_disabled else Cell("May sign in", tag="green")
    return [
        user.name,
        user.email,
        role_words(user.grants),
        state,
        Cell("Open", go=user.id, more=user.name),
    ]


with page("Users", key="users", wide=True):
    people = users.list_users(database(), actor())
    st.markdown(
        "A person signs in with their agency's account; the address below ties it to their roles here."
    )
    st.button("Add a user", key="add-user", type="primary", on_click=site.go, args=("user_new",))
    table(
        "users",
        caption="Users",
        columns=[
            Column("Name", sortable=True),
            Column("Address", sortable=True),
            "Roles",
            Column("State", sortable=True),
            Column("Open", hidden=True),
        ],
        rows=[_row(user) for user in people],
        on_go=lambda user_id: site.go("user", id=user_id),
    )
