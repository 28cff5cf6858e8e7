"""Several recipients: the answers in short, a grid of who gets which item, and one recipient's advice.

The grid and the lists below it say the same; a long list of recipients is read one at a time.
"""

import streamlit as st

from decisions.assessment import Assessment, ItemAdvice, RecipientAdvice
from decisions.records.packet import because, not_yet
from isa.platform.wording import gettext as _
from isa.ui import state
from isa.ui.components.grid import Square, grid
from isa.ui.components.table import Cell, Column, table
from isa.ui.text import plain

AT_ONCE = 3
"""How many recipients are read under one another; more are chosen from a list."""
_LOOKS = {
    "redact": "part",
    "facts_only": "part",
    "anonymise": "part",
    "withhold": "back",
    "ask_originator": "ask",
}
_WORDS = {
    "share": _("Share"),
    "redact": _("Redact"),
    "withhold": _("Withhold"),
    "facts_only": _("Facts only"),
    "anonymise": _("Anonymise"),
    "label_and_share": _("Label and share"),
    "ask_originator": _("Ask originator"),
}
_CHOSEN = "recipient"


def who_gets_what(found: Assessment) -> None:
    """The grid, below its heading; nothing where no item was named."""
    first = found.recipients[0]
    if not first.items:
        return
    st.header(_("Who gets which item"), anchor=False)
    st.markdown(
        _(
            "Go to a cell to read its reason below the grid; arrow keys move from cell to cell. "
            "The same stands as a list under each recipient."
        )
    )
    grid(
        "who-gets-what",
        caption=_("Who gets which item"),
        corner=_("Item"),
        columns=[one.name for one in found.recipients],
        rows=[
            (item.label, [_square(one.items[place], one) for one in found.recipients])
            for place, item in enumerate(first.items)
        ],
        words=(_("Recipients"), _("Items")),
    )


def _square(item: ItemAdvice, advice: RecipientAdvice) -> Square:
    """One item for one recipient; where they get nothing for now, that reason comes first."""
    held = "" if advice.outcome.startswith("share") else f"{advice.headline}. "
    wait = not_yet(item)
    return Square(
        word=wait or _WORDS.get(item.rule, item.rule_label),
        why=f"{held}{because(item)}",
        look=_look(item),
    )


def _look(item: ItemAdvice) -> str:
    return "ask" if not_yet(item) else _LOOKS.get(item.rule, "")


def in_short(found: Assessment) -> None:
    """One line for each answer; with many recipients a table to choose whose advice to read."""
    if len(found.recipients) <= AT_ONCE:
        st.container(key="answer-all").markdown(
            "\n".join(f"- {plain(one.headline)}" for one in found.recipients)
        )
        return
    table(
        "answers",
        caption=_("The answer for each recipient"),
        columns=[_("Recipient"), _("Advice"), _("Items"), Column(_("Read"), hidden=True)],
        rows=[
            [
                one.name,
                one.headline,
                _count(one),
                Cell(_("Read"), go=one.recipient_id, more=one.name),
            ]
            for one in found.recipients
        ],
        on_go=lambda which: state.choose("assessment", _CHOSEN, which),
    )


def _count(advice: RecipientAdvice) -> str:
    """How many of the items go whole, in part, and not at all."""
    looks = [_look(item) for item in advice.items]
    kept = looks.count("back") + looks.count("ask")
    return _("{whole} whole, {part} in part, {kept} kept back").format(
        whole=looks.count(""), part=looks.count("part"), kept=kept
    )


def to_read(found: Assessment) -> tuple[RecipientAdvice, ...]:
    """The recipients whose advice stands below: all of a few, or the chosen one of many."""
    if len(found.recipients) <= AT_ONCE:
        return found.recipients
    chosen = state.chosen("assessment", _CHOSEN)
    return tuple(
        [one for one in found.recipients if one.recipient_id == chosen] or found.recipients[:1]
    )
