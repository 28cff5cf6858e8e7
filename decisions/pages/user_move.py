"""Move a user to another agency: what ends, what stays where it is, and what they hold from now on."""

import streamlit as st

from decisions.leaving import service
from decisions.leaving.service import Unfinished
from isa.pages._agreement_fields import attempt, typed_text
from isa.pages._finding import find_agencies
from isa.pages._users import ROLE_OPTIONS, agency_name, grant, opened
from isa.platform.moving import move_user
from isa.platform.users import User
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.ui import fields, site
from isa.ui.door import actor, database
from isa.ui.frame import page
from isa.ui.text import plain


def _move(page_key: str, user: User) -> None:
    def act() -> str:
        agency_id = typed_text("agency")
        roles = fields.ticked("roles", [option[0] for option in ROLE_OPTIONS]) or ()
        move_user(
            database(),
            actor(),
            user.id,
            agency_id=agency_id,
            email=typed_text("email"),
            job_title=typed_text("job"),
            grants=frozenset(grant(code, agency_id) for code in roles),
        )
        words = _("{user} works for {agency} now, and has to sign in again.")
        return words.format(user=user.name, agency=agency_name(agency_id))

    attempt(page_key, act, lambda: site.go("user", id=user.id))


def _stays(user: User, left: Unfinished) -> None:
    """What nobody could finish, said before it is left behind."""
    counted = [
        (left.drafts, ngettext("{count} draft", "{count} drafts", left.drafts)),
        (left.requests, ngettext("{count} request", "{count} requests", left.requests)),
    ]
    many = _(" and ").join(words.format(count=count) for count, words in counted if count)
    st.markdown(
        ngettext(
            "**{many} that {user} has not finished stays with {agency}, and nobody else can read or "
            "finish it.** Let {user} finish or discard it before you move them.",
            "**{many} that {user} has not finished stay with {agency}, and nobody else can read or "
            "finish them.** Let {user} finish or discard them before you move them.",
            left.drafts + left.requests,
        ).format(many=many, user=plain(user.name), agency=plain(agency_name(left.agency_id)))
    )


def _what_happens(user: User) -> None:
    st.header(_("What happens"), anchor=False)
    for left in service.unfinished(database(), actor(), user.id):
        _stays(user, left)
    st.markdown(
        _(
            "- Every role they hold ends, and with it the reading of everything at {agency}.\n"
            "- Their sealed records, and what follows them, stay with {agency}.\n"
            "- They have to sign in again. With another address, the account they used until now "
            "opens nothing any more."
        ).format(agency=plain(agency_name(user.agency_id)))
    )


def main() -> None:
    """Draw the page."""
    user = opened()
    page_key = f"user_move/{user.id}"
    with page(
        _("Move {user} to another agency").format(user=user.name),
        section=_("Users"),
        key=page_key,
        back=lambda: site.go("user", id=user.id),
    ):
        _what_happens(user)
        st.header(_("From now on"), anchor=False)
        fields.agency_pick("agency", _("Agency they move to"), find_agencies, None)
        fields.text_input(
            "email",
            _("E-mail address they sign in with"),
            user.email,
            hint=_("A new agency usually means a new account."),
        )
        fields.text_input("job", _("Job title"), user.job_title)
        fields.checkboxes("roles", _("Roles there"), ROLE_OPTIONS, None, none_of_these="")
        fields.actions(_("Move this user"), lambda: _move(page_key, user))


main()
