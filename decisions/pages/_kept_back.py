"""Words written for a reader that stand in what is kept back from them: said before anything goes."""

import streamlit as st

from decisions import service as advice
from decisions.assessing import Assessed
from decisions.journey.sending import is_check
from decisions.pages._deciding import is_sharing
from decisions.records.mentions import repeated
from decisions.records.naming import is_named
from isa.platform.wording import gettext as _
from isa.ui import panels
from isa.ui.text import plain


def mentioned(assessed: Assessed, recipient_id: str) -> None:
    """A warning with the words; nothing where there are none. It stops nobody."""
    recipient = assessed.answers.recipient(recipient_id)
    is_written_to = is_sharing(assessed.answers, recipient_id) and not is_check(assessed.answers)
    if recipient is None or not is_written_to:
        return
    cells = [
        (cell.as_sent.rule, known)
        for item, known in zip(assessed.answers.items, assessed.facts.items, strict=True)
        if (cell := recipient.items.get(item.id)) and cell.as_sent and cell.as_sent.rule
    ]
    words = repeated(
        assessed.answers,
        recipient_id,
        may_hear_where=recipient_id in advice.hears_where(assessed),
        is_named=is_named(cells),
    )
    if not words:
        return
    names = {one.recipient_id: one.name for one in assessed.assessment.recipients}
    with panels.panel(f"mentioned-{recipient_id}"):
        st.markdown(
            _("**Look again at what you wrote for {name}.**").format(
                name=plain(names.get(recipient_id, ""))
            )
        )
        st.markdown(
            _(
                "These words also stand in what is kept back from them: {words}. What you write is sent as "
                "you write it. Take them out if they give it away, or leave them in if they do not. Only "
                "words are compared: the same thing said in other words is not found."
            ).format(words=plain(", ".join(words)))
        )
