"""What to do when nobody answers: which number to try again, and whom to tell after a day."""

from collections.abc import Iterator

import streamlit as st

from decisions.journey.fields import NOT_LISTED
from decisions.pages import _callback
from decisions.records import who_may_know
from decisions.records.content import Addressee, Content
from decisions.records.hearing import AT_HOME
from isa.platform.errors import IsaError
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.ui import door
from isa.ui.text import plain


def shown(content: Content) -> None:
    """For each who gets anything; nothing for a paper that was checked, which nobody rings about."""
    if not content.addressees or content.is_check:
        return
    names = {one.recipient_id: one.name for one in content.assessment.recipients}
    st.header(_("If nobody answers"), anchor=False)
    st.markdown(_("Try again, and write down each try with its time."))
    at_home = [one for one in content.addressees if _is_at_home(content, one)]
    for one in content.addressees:
        name = names[one.recipient_id]
        lines = [_safely(name)] if one in at_home else _numbers(content, one, name)
        st.markdown("\n".join(lines))
    manager = _("If a day passes without an answer, tell your safeguarding lead.")
    if len(at_home) < len(content.addressees):
        manager = _(
            "If a day passes without an answer, tell your safeguarding lead and ask for the recipient's "
            "manager."
        )
    danger = _("If someone is in immediate danger, ring [999](tel:999).")
    st.markdown(f"{manager} {danger}")


def _is_at_home(content: Content, one: Addressee) -> bool:
    return who_may_know.reader(content.letters[one.recipient_id]) in AT_HOME


def _safely(name: str) -> str:
    return _(
        "- {name}: only at a time and in a way that is safe for them. Leave no message that somebody else "
        "could hear or read."
    ).format(name=plain(name))


def _numbers(content: Content, one: Addressee, name: str) -> list[str]:
    """The numbers held for an agency of the register; where there are none, where to look."""
    held = list(_held(content, one.recipient_id))
    if held:
        return [_("- {name}, on a number held here:").format(name=plain(name)), *held]
    return [
        _(
            "- {name}: no number of theirs has been checked here. Use one that you find yourself, for example "
            "on their own website, and never one that only they gave you."
        ).format(name=plain(name))
    ]


def _held(content: Content, recipient_id: str) -> Iterator[str]:
    which = _agency(content, recipient_id)
    if not which:
        return
    try:
        agency = register.agency(door.database(), door.actor(), which)
    except IsaError:
        return
    for line in _callback.numbers(agency):
        yield f"  {line}"


def _agency(content: Content, recipient_id: str) -> str:
    """Which agency of the register a recipient is; empty for one that is not in it."""
    listed = content.answers.get("recipients")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and one.get("id") == recipient_id:
            said = one.get("recipient")
            found = said.get("agency_id") if isinstance(said, dict) else None
            return "" if found in (None, NOT_LISTED) else str(found)
    return ""
