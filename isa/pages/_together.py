"""What is taken away from the page of many at once: messages to send, signing packs."""

from collections.abc import Sequence

import streamlit as st

from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.drawing_up.papers import MOST_PACKS, signing_packs, zipped
from isa.register.worklist.chasing.service import Letter
from isa.register.worklist.model import TaskKey
from isa.ui import panels
from isa.ui.components.copy_button import copy_button
from isa.ui.door import actor, database

_MOST_LETTERS_SHOWN = 20


def messages(found: tuple[Letter, ...], nobody: str) -> None:
    """One message for each agency, to copy or to take away as a file; ``nobody`` where there is none."""
    st.header(_("What to send"), anchor=False)
    if not found:
        st.markdown(nobody)
        return
    st.markdown(
        ngettext(
            "{count} message. Nothing is sent from here.",
            "{count} messages, one for each agency. Nothing is sent from here.",
            len(found),
        ).format(count=len(found))
    )
    for number, letter in enumerate(found[:_MOST_LETTERS_SHOWN]):
        with panels.details(letter.agency_name):
            to = ", ".join(letter.addresses) or _("the register has no address for this agency")
            st.text(_("To: {to}").format(to=to))
            copy_button(f"letter-{number}", letter.text)
    more = len(found) - _MOST_LETTERS_SHOWN
    if more > 0:
        st.markdown(
            ngettext(
                "The other one is in the file.", "The other {count} are in the file.", more
            ).format(count=more)
        )
    st.download_button(
        _("Download every message (zip)"),
        data=lambda: zipped(
            {
                f"message-{number:03}.txt": f"{', '.join(each.addresses)}\n\n{each.text}\n".encode()
                for number, each in enumerate(found, start=1)
            }
        ),
        file_name="messages.zip",
        mime="application/zip",
        on_click="ignore",
        key="letters",
    )


def packs(keys: Sequence[TaskKey]) -> None:
    """The signing packs of the agreements among the selected tasks, in one file."""
    opened, writer, today = database(), actor(), clock.today()  # made outside this session's run
    agreements = list(dict.fromkeys(key.agreement_id for key in keys))
    if len(agreements) > MOST_PACKS:
        words = _("These are {count} agreements. Select at most {most} for signing packs.")
        st.markdown(words.format(count=len(agreements), most=MOST_PACKS))
        return
    st.download_button(
        ngettext(
            "Signing pack of {count} agreement (zip)",
            "Signing packs of {count} agreements (zip)",
            len(agreements),
        ).format(count=len(agreements)),
        data=lambda: signing_packs(opened, writer, agreements, on=today, at=clock.now()),
        file_name="signing-packs.zip",
        mime="application/zip",
        on_click="ignore",
        key="packs",
    )
