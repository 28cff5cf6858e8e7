"""The door: is the installation fit to open, who is here, which page do they want, may they see it."""

import streamlit as st
from streamlit.navigation.page import Page

from isa.platform.errors import NotPermitted
from isa.platform.identity import Actor
from isa.platform.installation import Kind
from isa.platform.wording import gettext as _
from isa.ui import door, site, state, trouble
from isa.ui.door_pages import not_shown, stranger


def _welcome(actor: Actor, wanted: str) -> None:
    """Take a user to the first page of their role, unless they asked for one they may see."""
    mine = site.pages_for(actor.roles)
    if not mine:
        raise NotPermitted(_("No page is open to your role yet."))
    if not wanted:
        site.go_now(mine[0].url_path)
    if wanted not in {entry.url_path for entry in mine}:
        raise NotPermitted(
            _(
                "Your role does not include this page. If it should, ask the person who manages user "
                "accounts at your agency."
            )
        )


def _navigate() -> Page:
    """The page that is wanted. Where a callback asked for a move, that comes before anything is read."""
    listed = [site.page_object(entry) for entry in site.PAGES if site.exists(entry)]
    page = st.navigation(
        [st.Page(stranger, title=_("Start"), default=True), *listed], position="hidden"
    )
    if target := state.take_target():
        site.go_now(target.url_path, **target.params)
    return page


def _open(page: Page) -> None:
    if door.kind() is Kind.DEMO and (why := door.obstacle()):
        not_shown(why)
        return
    actor = door.who()
    if actor is None and page.url_path in site.OPEN_TO_ALL:
        page.run()
        return
    if actor is None:
        stranger()
        return
    _welcome(actor, page.url_path)
    page.run()


try:
    wanted = _navigate()
    with door.once():
        _open(wanted)
except Exception as error:
    trouble.show(error)
