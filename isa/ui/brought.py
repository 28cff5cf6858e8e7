"""What a browser holds of its page when a new session takes the place of one that was lost.

A server that is replaced takes its sessions with it. The browser goes on with the next server in a new
session, and tells it what its fields hold: also what was chosen in the seconds before the loss was
noticed, which no server ever heard.
"""

import json
from collections.abc import Mapping

from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import user_key_from_element_id

Brought = Mapping[str, Mapping[str, object]]
"""By the key of each field what its component holds, and whether it is ticked; of others that they are there."""


def from_browser() -> Brought:
    """What the browser told as this run began, before any field is drawn; a page that is opened tells nothing."""
    context = get_script_run_ctx()
    if context is None:
        return {}
    found: dict[str, Mapping[str, object]] = {}
    for one in context.session_state.get_widget_states():
        if key := user_key_from_element_id(one.id):
            held = json.loads(one.json_value or "{}")
            found[key] = held if isinstance(held, Mapping) else {}
            if one.bool_value:
                found[key] = {"ticked": True}
    return found
