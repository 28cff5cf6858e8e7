"""The pages in front of the door: choose who to be, sign in, or learn whom to ask."""

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from isa.platform import users
from isa.platform.errors import ConfigurationError
from isa.platform.identity import ROLE_LABELS, Actor, Role
from isa.platform.installation import Kind
from isa.platform.wording import gettext as _
from isa.ui import door, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.frame import page
from isa.ui.text import plain


def stranger() -> None:
    """Draw the page for somebody who is not, or not yet, a user."""
    if door.kind() is Kind.DEMO:
        choose_identity()
    elif door.claims() is None:
        sign_in()
    else:
        unknown_user()


def choose_identity() -> None:
    """One invented person for each role; whoever is picked acts until they are put down."""
    people = sorted(users.all_actors(door.database()), key=_place)
    with page(_("Who do you want to be?"), section=_("Demonstration"), key="door"):
        st.markdown(
            _(
                "Each of these invented people has one role. Choose one to see the service as they do; "
                "you can change at any time."
            )
        )
        table(
            "people",
            caption=_("People in this demonstration"),
            columns=[_("Name"), _("Role"), _("Job"), Column(_("Choose"), hidden=True)],
            rows=[
                [
                    person.name,
                    _roles(person),
                    person.job_title,
                    Cell(_("Choose"), go=person.id, more=person.name),
                ]
                for person in people
            ],
            on_go=state.choose_demo_user,
        )


def _place(person: Actor) -> int:
    """Where a person stands in the list: by role, those who decide first."""
    return min(
        (place for place, role in enumerate(Role) if role in person.roles), default=len(Role)
    )


def _roles(person: Actor) -> str:
    return ", ".join(label for role, label in ROLE_LABELS.items() if role in person.roles)


def sign_in() -> None:
    """The only thing to do for somebody who is not signed in."""
    if not _is_sign_in_set_up():
        raise ConfigurationError(
            _(
                "Nobody can sign in, because no identity provider has been set up. If you run this "
                "service, see 'Signing in' in the operating guide."
            )
        )
    with page(_("Sign in"), key="door"):
        st.markdown(
            _(
                "Use the account your agency gave you. If someone is in immediate danger, ring "
                "[999](tel:999) first."
            )
        )
        st.button(_("Sign in"), key="sign-in", type="primary", on_click=st.login)


def _is_sign_in_set_up() -> bool:
    try:
        return "auth" in st.secrets
    except StreamlitSecretNotFoundError:
        return False


def unknown_user() -> None:
    """For somebody whose account is real but is not a user here, was stopped, or signed in long ago."""
    present = door.claims() or {}
    with page(_("You cannot use this service yet"), key="door"):
        st.markdown(_("You signed in as:"))
        st.text(str(present.get("email") or _("an account without an address")))
        st.markdown(
            _(
                "- If you have not used this service before, ask the person who manages user accounts at "
                "your agency to add this address.\n"
                "- If you have, your account may have been stopped, or you signed in more than 12 hours "
                "ago. Sign out, sign in again, and ask the same person if you still see this page."
            )
        )
        st.markdown(
            _(
                "You do not need this service to protect someone. If someone is in immediate danger, ring "
                "[999](tel:999)."
            )
        )
        st.button(_("Sign out"), key="sign-out", on_click=st.logout)


def not_shown(why: str) -> None:
    """A demonstration that other people could reach is not shown to anybody."""
    with page(_("This demonstration is not shown here"), key="door"):
        st.markdown(plain(why))
        st.markdown(
            _(
                "In a demonstration anybody can be anybody, so it opens only in a browser on the machine it "
                "runs on. Start it with `isa serve`, and open the address it prints."
            )
        )
