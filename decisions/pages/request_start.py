"""Start from a request file: what the sender filled in is there, and who they are is still checked."""

import streamlit as st

from decisions.casework import answering, request_file
from decisions.pages import _draft
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.ui import door, fields, state
from isa.ui.frame import page

_KEY = "request_start"


def _start() -> None:
    given = state.widget_value(request_file.FIELD)
    read = getattr(given, "getvalue", None)
    if read is None:
        state.fail(
            _KEY, {request_file.FIELD: _("Choose the request file that came with the letter")}
        )
        return
    try:
        draft = answering.start_from_file(door.database(), door.actor(), read())
    except Invalid as error:
        state.fail(_KEY, error.faults)
        return
    state.clear_faults()
    state.tell(
        _("Filled in from the file. Check each answer, and check who asks before you share.")
    )
    _draft.go(_draft.resume(draft))


with page(
    _("Answer a request from its file"),
    section=_("Request received"),
    key=_KEY,
    back="request_make",
    lede=_(
        "Who asks, what for and under which power are filled in for you. Nothing is shared, and you still "
        "check that it is really them: ring the number held here, never one in the letter or the message."
    ),
) as frame:
    with st.container(key=f"fld-{request_file.FIELD}"):
        if fault := frame.fault(request_file.FIELD):
            st.markdown(f":red[**{_('Error:')}** {fault}]")
        st.file_uploader(
            _("Request file"),
            key=f"w.{request_file.FIELD}",
            type=["json"],
            max_upload_size=1,
        )
        st.markdown(_("Its name begins with rqs and ends in .json."))
    fields.actions(_("Start from this file"), _start)
