"""The list of information items: one line each, with change and remove; adding ends with "Yes"."""

import streamlit as st

from decisions.journey import entries, people, service
from decisions.journey.answers import ItemAnswers
from decisions.journey.fields import path_of
from decisions.journey.steps_item import Item, More
from decisions.journey.stops import stop_key
from decisions.journey.yes_no import YesNo
from decisions.pages import _late
from decisions.pages._choose import category_name
from decisions.pages._draft import Opened
from decisions.pages._pages_of import part_of, turn
from isa.platform.wording import gettext as _
from isa.ui import door, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.text import plain

UNNAMED = _("Not named yet")
_AT_ONCE = 20


def label_of(item: ItemAnswers) -> str:
    """The short name of an item."""
    return (item.item.label if item.item else None) or UNNAMED


def listed(found: Opened) -> None:
    """The items of a draft, with what can be done to each; of a long list the newest."""
    items, key = found.draft.answers.items, f"{found.draft.id}/items"
    shown = part_of(key, items, _AT_ONCE, from_end=True)
    table(
        "items",
        caption=_("The information you would share"),
        columns=[
            _("Item"),
            _("About"),
            _("Kind of record"),
            Column(_("Change"), hidden=True),
            Column(_("Remove"), hidden=True),
        ],
        rows=[_row(item, is_only=len(items) == 1) for item in shown],
        on_go=lambda target: _go(found.draft.id, target),
    )
    turn(key, len(items), _AT_ONCE, from_end=True)


def _row(item: ItemAnswers, *, is_only: bool) -> list[Cell | str]:
    label = label_of(item)
    about = "; ".join(one.text for one in (item.item and item.item.about) or ())
    kind = category_name(item.item.category) if item.item and item.item.category else ""
    remove = Cell("") if is_only else Cell(_("Remove"), go=f"remove {item.id}", more=label)
    return [label, about, kind, Cell(_("Change"), go=f"change {item.id}", more=label), remove]


def theirs(found: Opened, person: str | None) -> None:
    """Which items are somebody's own choice, above the questions about that person."""
    answers = found.draft.answers
    labels = [label_of(answers.items[place]) for place in people.items_of(answers, person)]
    st.container(key="theirs").markdown(
        plain(_("Their information: {labels}").format(labels="; ".join(labels)))
    )


def _go(draft_id: str, target: str) -> None:
    verb, _rest, item_id = target.partition(" ")
    if verb == "remove":
        with _late.while_there():
            entries.remove_item(door.database(), door.actor(), draft_id, item_id)
    else:
        site.go("question", draft=draft_id, step=stop_key(Item, item_id))


def wants_another(found: Opened) -> bool:
    """Whether "Yes" was selected below the list."""
    return found.draft.answers.more is not None and found.draft.answers.more.another is YesNo.YES


def add(found: Opened) -> str:
    """Add an empty item and ask the question below the list afresh; returns the new item's page."""
    database, actor = door.database(), door.actor()
    new = entries.add_item(database, actor, found.draft.id)
    service.save_field(database, actor, found.draft.id, path_of(More, None, "another"), None)
    return stop_key(Item, new)
