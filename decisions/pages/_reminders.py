"""The button that puts what is due into a calendar, with titles that say nothing to anyone else."""

import streamlit as st

from decisions.assessment import Assessment
from decisions.casework import reminders
from decisions.casework.model import Casework
from isa.platform import clock
from isa.platform.config import settings
from isa.platform.wording import gettext as _


def offer(found: Casework | None, advice: Assessment | None, record_id: str = "") -> None:
    """Add to calendar, where anything is due."""
    due = reminders.reminders(found, advice)
    if not due:
        return
    about = record_id or (found.id if found else "")
    page = f"follow_up?record={record_id}" if record_id else f"request_made?id={about}"
    public = settings().public_url.rstrip("/")
    st.download_button(
        _("Add to calendar"),
        lambda: reminders.calendar(
            due,
            about=about,
            address=f"{public}/{page}" if public else "",
            service=settings().service_name,
            at=clock.now(),
        ),
        file_name=f"{about}.ics",
        mime=reminders.MIME,
        key="calendar",
        on_click="ignore",
    )
    st.markdown(
        _(
            "The entries say only that something is due, and when. No name, place or case is in them."
        )
    )
