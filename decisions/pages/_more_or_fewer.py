"""Adding to the lists of recipients and items from the page of answers, and taking from them."""

from collections.abc import Callable

import streamlit as st

from decisions.journey import entries
from decisions.journey.choices_case import Depth
from decisions.journey.fields import NOT_LISTED, Scope, Step
from decisions.journey.steps_item import Item, More
from decisions.journey.steps_recipient import Recipient
from decisions.journey.stops import stop_key
from decisions.pages import _late
from decisions.pages._blocks import blocks_of, is_asker, name_of, whom
from decisions.pages._draft import Opened
from decisions.pages._items import label_of
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.ui import door, site, state
from isa.ui.text import plain

# More readers than these are hardly groups, and the buttons would hide the page.
_GROUPS = 3


def change(which: str, step: str) -> None:
    """To the page of a question, and back here."""
    site.go("question", draft=which, step=step, back="check")


def _add(which: str, add: Callable[[Database, Actor, str], str], step: type[Step]) -> None:
    """One more of a list, and on to its page; a list that takes no more says so where one is."""
    try:
        new = add(door.database(), door.actor(), which)
    except Invalid as full:
        state.fail(f"{which}/check", {"": next(iter(full.faults.values()))})
        return
    site.go("question", draft=which, step=stop_key(step, new), back="check")


def _add_recipient(which: str) -> None:
    _add(which, entries.add_recipient, Recipient)


def _remove_recipient(which: str, recipient_id: str) -> None:
    with _late.while_there():
        try:
            entries.remove_recipient(door.database(), door.actor(), which, recipient_id)
        except Invalid as asked:
            state.fail(f"{which}/check", {"": next(iter(asked.faults.values()))})


def _remove_item(which: str, item_id: str) -> None:
    with _late.while_there():
        entries.remove_item(door.database(), door.actor(), which, item_id)


def _add_item(which: str) -> None:
    _add(which, entries.add_item, Item)


def _remove_items(found: Opened) -> None:
    """One button an item where there is no page that lists them."""
    items = found.draft.answers.items
    is_listed = found.journey.stop(stop_key(More, None)) is not None
    if len(items) == 1 or is_listed or found.draft.answers.depth is Depth.CHECK:
        return
    for item in items:
        st.button(
            _("Remove: {name}").format(name=plain(label_of(item))),
            key=f"remove-{item.id}",
            type="tertiary",
            on_click=_remove_item,
            args=(found.draft.id, item.id),
        )


def _reader_actions(found: Opened) -> None:
    """A list of readers like the last one, and readers of a group who are looked at on their own."""
    which, last = found.draft.id, found.draft.answers.recipients[-1]
    if last.recipient and last.recipient.agency_id == NOT_LISTED:
        st.button(
            _("Paste a list of readers"),
            key="paste-readers",
            on_click=site.go,
            args=("readers",),
            kwargs={"draft": which, "reader": last.id},
        )
    for one in found.draft.answers.recipients[:_GROUPS]:
        name = name_of(found, one.id)
        if name:
            st.button(
                _("Set a reader apart from {name}").format(name=plain(name)),
                key=f"apart-{one.id}",
                on_click=site.go,
                args=("readers",),
                kwargs={"draft": which, "reader": one.id, "how": "apart"},
            )


def actions_on_lists(found: Opened) -> None:
    """One more recipient or item, or one fewer."""
    which = found.draft.id
    with st.container(key="recipients", horizontal=True, gap="medium"):
        st.button(
            whom(found).more,
            key="add-recipient",
            on_click=_add_recipient,
            args=(which,),
        )
        if found.journey.stop(stop_key(More, None)):
            st.button(
                _("Add or remove information"),
                key="change-items",
                on_click=change,
                args=(which, stop_key(More, None)),
            )
        elif found.draft.answers.depth is Depth.CHECK:
            _reader_actions(found)
        elif any(stop.step.scope is Scope.ITEM for stop in found.journey.stops):
            st.button(_("Add information"), key="add-item", on_click=_add_item, args=(which,))
    _remove_items(found)
    if len(found.draft.answers.recipients) > 1:
        for stops in blocks_of(found).values():
            owner = stops[0].owner
            if stops[0].step.scope is Scope.RECIPIENT and owner and not is_asker(found, owner):
                st.button(
                    _("Remove: {name}").format(
                        name=plain(name_of(found, owner)) or whom(found, owner).unnamed
                    ),
                    key=f"remove-{owner}",
                    type="tertiary",
                    on_click=_remove_recipient,
                    args=(which, owner),
                )
