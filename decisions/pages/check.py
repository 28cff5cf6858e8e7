"""Check your answers: every question and answer, with a way to change each, before the advice."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import streamlit as st

from decisions import service as advice
from decisions.journey import entries, people, service
from decisions.journey.check_answers import rows_of
from decisions.journey.choices_case import Depth, Harm, Trigger
from decisions.journey.fields import NOT_LISTED, Scope, Step
from decisions.journey.steps_item import Item, More
from decisions.journey.steps_recipient import Recipient
from decisions.journey.stops import Stop, stop_key
from decisions.pages import _act_now, _carried, _draft, _late, _succession
from decisions.pages._choose import agency_name, category_name
from decisions.pages._draft import Opened
from decisions.pages._items import label_of
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.ui import door, fields, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.frame import page
from isa.ui.text import plain

# More readers than these are hardly groups, and the buttons would hide the page.
_GROUPS = 3
_SERIOUS = {Harm.IMMEDIATE, Harm.SIGNIFICANT, Harm.NOT_KNOWN}


class Whom(NamedTuple):
    """What a recipient is called above their answers, unnamed and named, and on the button for more."""

    unnamed: str
    named: str
    more: str


_TOLD = Whom(
    _("Who you would tell"), _("Who you would tell: {name}"), _("Add someone else to tell")
)
_WHOM = {
    Trigger.ROUTINE_SENDING: Whom(
        _("Who will read it"), _("Who will read it: {name}"), _("Add another reader")
    ),
    Trigger.REQUEST_RECEIVED: Whom(
        _("Who is asking"), _("Who is asking: {name}"), _("Add someone else to tell")
    ),
}


def _whom(found: Opened, owner: str | None = None) -> Whom:
    """What a recipient is called; of a request only the first asked."""
    answers = found.draft.answers
    is_request = answers.trigger is Trigger.REQUEST_RECEIVED
    if is_request and owner is not None and not _is_asker(found, owner):
        return _TOLD
    return _WHOM.get(answers.trigger, _TOLD)


def _is_asker(found: Opened, owner: str) -> bool:
    answers = found.draft.answers
    return entries.is_asker(answers.trigger, [one.id for one in answers.recipients], owner)


def _heading(found: Opened, stop: Stop) -> str:
    """One block for the situation, one for each recipient and item."""
    answers = found.draft.answers
    if stop.step.scope is Scope.RECIPIENT:
        name = _recipient(found, stop.owner)
        whom = _whom(found, stop.owner)
        return whom.named.format(name=name) if name else whom.unnamed
    if stop.step.scope is Scope.PERSON:
        return _("Whose choice it is: {answers}").format(answers=people.called(answers, stop.owner))
    if stop.step.scope is Scope.ITEM:
        item = answers.item(stop.owner)
        return _("Information: {item}").format(item=label_of(item)) if item else _("Information")
    return _("The situation")


def _recipient(found: Opened, owner: str | None) -> str:
    """What a recipient is called; empty while they are not named."""
    recipient = found.draft.answers.recipient(owner)
    held = recipient.recipient if recipient else None
    return (held.name or (agency_name(held.agency_id) if held.agency_id else "")) if held else ""


def _blocks(found: Opened) -> dict[str, list[Stop]]:
    """The pages under their headings, in the order in which a heading first comes."""
    blocks: dict[str, list[Stop]] = {}
    for stop in (*found.journey.stops, *found.journey.kept):
        if stop.step is not More:
            blocks.setdefault(_heading(found, stop), []).append(stop)
    return blocks


def _rows(found: Opened, stops: list[Stop]) -> Iterator[list[Cell | str]]:
    for stop in stops:
        for row in rows_of(stop, found.draft.answers, agency=agency_name, category=category_name):
            yield [row.label, row.shown, Cell(_("Change"), go=row.target, more=row.label)]


def _change(which: str, step: str) -> None:
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


@_late.while_there()
def _deepen(which: str) -> None:
    service.deepen(door.database(), door.actor(), which)
    _draft.go(_draft.resume(which))


def _deeper(found: Opened) -> None:
    """What going on to every question would add; where the harm is serious, that it is expected."""
    if found.draft.answers.depth not in (Depth.QUICK, Depth.CHECK):
        return
    left = advice.left_at(
        door.database(), door.actor(), found.draft.id, Depth.FULL, on=clock.today()
    )
    if not left:
        return
    st.header(_("A fuller record"), anchor=False)
    serious = found.draft.answers.harm and found.draft.answers.harm.seriousness in _SERIOUS
    st.markdown(
        _(
            "You need no more to see the advice and act on it. Where the harm may be serious a full "
            "record is expected afterwards: by the end of the next working day is soon enough."
        )
        if serious
        else _(
            "You have answered what can change the advice. You need no more for an ordinary decision."
        )
    )
    words = ngettext(
        "Answer every question: {count} more page",
        "Answer every question: {count} more pages",
        left,
    )
    st.button(words.format(count=left), key="deepen", on_click=_deepen, args=(found.draft.id,))


@_late.while_there()
def _go_on(which: str) -> None:
    found = _draft.open_draft(which)
    if found.journey.next is None:
        site.go("assessment", draft=which)
        return
    state.say(_("There are questions left."))
    _draft.go(_draft.address(which, found.journey.next, "check", back="check", note=_draft.FIRST))


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
        name = _recipient(found, one.id)
        if name:
            st.button(
                _("Set a reader apart from {name}").format(name=plain(name)),
                key=f"apart-{one.id}",
                on_click=site.go,
                args=("readers",),
                kwargs={"draft": which, "reader": one.id, "how": "apart"},
            )


def _recipient_actions(found: Opened) -> None:
    which = found.draft.id
    with st.container(key="recipients", horizontal=True, gap="medium"):
        st.button(
            _whom(found).more,
            key="add-recipient",
            on_click=_add_recipient,
            args=(which,),
        )
        if found.journey.stop(stop_key(More, None)):
            st.button(
                _("Add or remove information"),
                key="change-items",
                on_click=_change,
                args=(which, stop_key(More, None)),
            )
        elif found.draft.answers.depth is Depth.CHECK:
            _reader_actions(found)
        elif any(stop.step.scope is Scope.ITEM for stop in found.journey.stops):
            st.button(_("Add information"), key="add-item", on_click=_add_item, args=(which,))
    _remove_items(found)
    if len(found.draft.answers.recipients) > 1:
        for stops in _blocks(found).values():
            owner = stops[0].owner
            if stops[0].step.scope is Scope.RECIPIENT and owner and not _is_asker(found, owner):
                st.button(
                    _("Remove: {name}").format(
                        name=plain(_recipient(found, owner)) or _whom(found, owner).unnamed
                    ),
                    key=f"remove-{owner}",
                    type="tertiary",
                    on_click=_remove_recipient,
                    args=(which, owner),
                )


def _above(which: str) -> None:
    """What waits for nothing, also before the advice was asked for."""
    now = advice.assess_draft(
        door.database(), door.actor(), which, on=clock.today(), at=clock.now()
    ).assessment.act_now
    if now is not None:
        _act_now.in_short(now)


def main() -> None:
    """Draw the page."""
    found = _draft.opened()
    which = found.draft.id
    last = found.journey.stops[-1] if found.journey.stops else None
    with page(
        _("Check your answers"),
        section=found.section,
        key=f"{which}/check",
        back=lambda: _draft.go(_draft.address(which, last, _draft.HOME)),
        saved=found.status,
        lede=_("The advice rests on these answers and on nothing else."),
        above=lambda: _above(which),
    ):
        _draft.noted(found)
        _carried.shown(found.draft)
        _carried.too_long(found.draft)
        _succession.shown(which, found.draft.answers)
        for number, (heading, stops) in enumerate(_blocks(found).items()):
            st.header(plain(heading), anchor=False)
            table(
                f"check-{number}",
                caption=heading,
                columns=[_("Question"), _("Answer"), Column(_("Change"), hidden=True)],
                rows=list(_rows(found, stops)),
                on_go=lambda target: _change(which, target),
                hide_head=True,
            )
        _recipient_actions(found)
        _deeper(found)
        fields.actions(
            _("See the advice"),
            lambda: _go_on(which),
            secondary=_("Discard this draft"),
            on_secondary=lambda: site.go("discard", draft=which),
            saved=_("Saved {saved_at}").format(saved_at=clock.show_time(found.draft.saved_at)),
        )


main()
