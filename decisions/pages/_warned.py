"""What whoever asked said about telling, beside the question whether telling is safe."""

import streamlit as st

from decisions.journey.answers import Answers
from decisions.journey.choices_start import Warned
from isa.platform.wording import gettext as _
from isa.ui import panels
from isa.ui.text import plain

_SAID = {
    Warned.NOBODY: _(
        "Whoever asked said that the person, their family and those around them may not be told."
    ),
    Warned.ONLY_THEM: _(
        "Whoever asked said that only the person may be told, and only alone. Nobody around them may be."
    ),
}


def shown(answers: Answers) -> None:
    """The warning and what to do with it; nothing where there was none."""
    warned = answers.request.warned if answers.request else None
    if warned not in _SAID:
        return
    with panels.panel("warned"):
        st.markdown(f"**{plain(_SAID[warned])}**")
        st.markdown(
            _(
                "They may know of a danger that you cannot see. Ask them why, on the number held here, "
                "before you say that it is safe. Until you know, answer no or that you do not know."
            )
        )
