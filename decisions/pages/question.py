"""One page of questions, whichever it is: drawn, saved and checked from its declaration."""

from collections.abc import Callable

import streamlit as st

from decisions import service as advice
from decisions.assessment import ActNow
from decisions.journey import retold
from decisions.journey.choices_case import Depth, Trigger
from decisions.journey.fields import NOT_LISTED, Scope, Step
from decisions.journey.mixed import is_mixed
from decisions.journey.route import faults
from decisions.journey.steps_choice import Them
from decisions.journey.steps_item import Item, More
from decisions.journey.steps_recipient import Effect, Link, Recipient
from decisions.journey.steps_telling import Telling
from decisions.journey.stops import Stop
from decisions.pages import (
    _act_now,
    _advice,
    _callback,
    _draft,
    _in_words,
    _items,
    _late,
    _local,
    _memory,
    _saving,
    _start_said,
    _succession,
    _warned,
)
from decisions.pages._choose import agency_name
from decisions.pages._draft import Opened
from decisions.pages._render import draw
from decisions.pages._sheet import Sheet
from decisions.pages._typed import typing_faults
from isa.platform import clock
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.ui import door, fields, site, state
from isa.ui.frame import page


def _note_act_now(found: Opened, memory: _memory.Memory) -> None:
    """Remember what waits for nothing, as it stands after the last answer."""
    memory.act_now = advice.act_now(
        door.database(),
        door.actor(),
        _saving.with_unkept(found.draft.answers, memory),
        found.known,
        on=clock.today(),
        at=clock.now(),
    )


def _above(found: Opened, now: ActNow | None) -> Callable[[], None]:
    def draw_above() -> None:
        with st.container(
            key="now", gap=None
        ):  # always there: a choice must not mount the fields anew
            if now is not None:
                _act_now.in_short(now)
            else:
                st.empty()
        _draft.noted(found)

    return draw_above


@door.answering()
@_late.while_there()
def _back(found: Opened, stop: Stop, key: str) -> None:
    if not _saving.may_leave(key, found.draft.id, _sheets(found, stop, key)):
        return
    if site.param("back"):
        site.go(found.end, draft=found.draft.id)
        return
    before = found.journey.back(stop.key)
    _draft.go(_draft.address(found.draft.id, before, _draft.HOME))


def _sheets(found: Opened, stop: Stop, key: str) -> list[Sheet]:
    def save(path: str, value: object) -> None:
        _saving.keep(key, found.draft.id, path, value)

    answers = found.draft.answers
    asked, options = _named(found, stop)
    labels = {"harm": asked} if asked else {}
    return [
        Sheet(
            step,
            stop.owner,
            answers,
            save,
            skip=_memory.recall(key).given | _callback.DRAWS if step is Recipient else frozenset(),
            heading=asked or _heading(stop, step, answers.trigger),
            labels=labels,
            options=options,
            too_long=found.draft.too_long,
        )
        for step in stop.steps
    ]


def _named(found: Opened, stop: Stop) -> tuple[str, dict[str, str]]:
    """What harm telling could do, with the name of whom: "them" might be the parents. Else nothing."""
    recipient = found.draft.answers.recipient(stop.owner)
    held = recipient.recipient if recipient else None
    is_letter = found.draft.answers.trigger is Trigger.ROUTINE_SENDING
    if stop.step is not Effect or held is None or is_letter:
        return "", {}
    listed = held.agency_id and held.agency_id != NOT_LISTED
    name = (agency_name(held.agency_id or "") if listed else held.name) or ""
    return retold.harm_of_telling(name) if name else ("", {})


def _which(found: Opened, stop: Stop) -> str:
    """Among several, the item or the recipient that the page is about, for its title; else nothing."""
    answers = found.draft.answers
    item = answers.item(stop.owner)
    if item is not None and len(answers.items) > 1:
        return (item.item.label if item.item else "") or ""
    one = answers.recipient(stop.owner)
    if one is None or one.recipient is None or len(answers.recipients) < 2:
        return ""
    key = one.recipient.agency_id or ""
    return (one.recipient.name or "") if key == NOT_LISTED else agency_name(key) if key else ""


def _title(found: Opened, stop: Stop) -> str:
    if named := _named(found, stop)[0]:
        return named
    which = _which(found, stop)
    if stop.step in (Item, Recipient) or not which:
        return stop.title  # here it is named first: a title does not change under the hand
    return _("{title} ({which})").format(title=stop.title, which=which)


def _heading(stop: Stop, step: type[Step], trigger: Trigger) -> str:
    """What stands above a step: the page's title above the first, its own above others, or nothing."""
    if step is stop.step:
        return stop.title
    return retold.title(step, trigger) if step.is_headed else ""


@door.answering()
@_late.while_there()
def _continue(which: str, stop: Stop, key: str) -> None:
    """Check the page; go on only when everything on it is answered and saved."""
    advice.walk_on_from(_memory.recall(key).walked)
    found = _draft.open_draft(which)
    sheets = _sheets(found, stop, key)
    if _saving.catch_up(key, which, sheets):
        found = _draft.open_draft(which)
        sheets = _sheets(found, stop, key)
    if not _saving.is_free(key):
        return
    wrong: dict[str, str] = {}
    for sheet in sheets:
        wrong |= faults(sheet.step, stop.owner, found.draft.answers, clock.today())
        wrong |= typing_faults(sheet)
    if wrong:
        state.fail(key, wrong)
    else:
        state.clear_faults()
        try:
            _go_on(found, stop)
        except (
            Invalid
        ) as full:  # the list takes no more: said here, with every answer still on the page
            state.fail(key, {"": next(iter(full.faults.values()))})


def _go_on(found: Opened, stop: Stop) -> None:
    if stop.step is More and _items.wants_another(found):
        site.go("question", draft=found.draft.id, step=_items.add(found))
        return
    item = found.draft.answers.item(stop.owner) if stop.step is Item else None
    if item and is_mixed(item.item):
        state.tell(_SPLIT)
    is_change = bool(site.param("back"))
    following = found.journey.next if is_change else found.journey.after(stop.key)
    more = {"back": site.param("back")} if is_change else {}
    _draft.go(_draft.address(found.draft.id, following, found.end, **more))


@door.answering()
@_late.while_there()
def _later(found: Opened, stop: Stop, key: str) -> None:
    if not _saving.may_leave(key, found.draft.id, _sheets(found, stop, key)):
        return
    state.say(_("Your answers are saved. You can go on with them from this page."))
    site.go("home")


_SPLIT = _(
    "The last item may hold both what was seen and what somebody said. They are marked differently in the "
    "copy: you can make them two items where you check your answers."
)
_ONE_OF_THEM = _(
    "If only one of a group is linked to whoever may be causing the harm, answer for that one. Where you "
    "check your answers you can then set that one apart from the others."
)


def _draw(found: Opened, stop: Stop, key: str) -> None:
    """The questions of the page; a step after the first under a heading of its own."""
    trigger = found.draft.answers.trigger
    for sheet in _sheets(found, stop, key):
        if sheet.step is not stop.step and sheet.step.is_headed:
            st.header(sheet.heading or "", anchor=False)
            if lede := retold.lede(sheet.step, trigger):
                st.markdown(lede)
        if sheet.step is Telling:
            _warned.shown(found.draft.answers)
        if sheet.step is Link and found.draft.answers.depth is Depth.CHECK:
            st.markdown(_ONE_OF_THEM)
        if "recipient_class" in sheet.skip:
            _start_said.kind(found, stop.owner)
        draw(sheet)
        if sheet.step is Recipient:
            with st.container():  # always there: what follows keeps its focus
                _succession.told(found.draft.answers, stop.owner)
                _callback.shown(found, sheet)


def main() -> None:
    """Draw the page that the address names."""
    found = _draft.opened()
    wanted = site.param("step")
    stop = found.journey.stop(wanted)
    if stop is None or not found.journey.can_visit(wanted):
        _draft.send_to_first(found)
    key = f"{found.draft.id}/{stop.key}"
    memory, is_new = _memory.entered(key, found.draft.seen)
    if is_new and stop.step is Recipient:
        memory.given = _start_said.given(found, stop.owner)
    if _saving.caught_up(key, found.draft.id, _sheets(found, stop, key), is_new=is_new):
        found = _draft.opened()
    memory.walked = advice.last_walk()
    is_changed = stop.step.scope is Scope.CASE and memory.version != found.draft.version
    if is_new or is_changed or memory.is_blocked:
        memory.version = found.draft.version
        _note_act_now(found, memory)
    with page(
        _title(found, stop),
        section=found.section,
        key=key,
        back=lambda: _back(found, stop, key),
        saved=found.status,
        lede=retold.lede(stop.step, found.draft.answers.trigger),
        above=_above(found, memory.act_now),
    ):
        if stop.step is More:
            _items.listed(found)
        if stop.step is Them:
            _items.theirs(found, stop.owner)
        _draw(found, stop, key)
        with st.container():  # always there: an answer may bring other words
            _advice.law_behind(advice.law_behind(stop.steps, clock.today()))
            if any(_local.asks_about_harm(step) for step in stop.steps):
                words = advice.local_words(door.database(), door.actor(), on=clock.today())
                _local.quotations(words, found.draft.answers)
        fields.actions(
            _("Continue"),
            lambda: _continue(found.draft.id, stop, key),
            secondary=_("Save and come back later"),
            on_secondary=lambda: _later(found, stop, key),
            saved=_saving.status(key, found.draft.saved_at),
            is_blocked=memory.is_blocked,
        )
        _saving.take_over(key, found.draft.id, _sheets(found, stop, key))
        _saving.trouble_below(
            key,
            found.draft.id,
            _in_words.answer,
            lambda path: _in_words.held(found.draft.answers, path),
        )


main()
