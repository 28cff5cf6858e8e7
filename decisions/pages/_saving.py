"""Keeping one answer at the moment it is given, and saying so when that did not work.

``keep`` runs in the callback of a field. Streamlit cuts a callback short when the next click is
already there, so every run of a page (``caught_up``) and every way out of it (``keep_all``) saves
what its fields hold and the draft does not. What the database did not take is tried again with the
next answer and by the button; until it is in, the page does not go on.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import streamlit as st

from decisions.journey import service, too_long
from decisions.journey.answers import Answers
from decisions.journey.fields import Scope
from decisions.journey.paths import question_at
from decisions.journey.reading import parse_field
from decisions.journey.relevance import replaced
from decisions.pages import _late, _memory
from decisions.pages._memory import Memory
from decisions.pages._sheet import Sheet
from decisions.pages._typed import not_kept
from isa.platform import clock
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound, Stale, StorageUnavailable
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.ui import door, panels, state
from isa.ui.frame import current
from isa.ui.text import plain

Show = Callable[[str, object], str]
"""An answer in words: the path of the question and the answer as plain JSON."""


_NOT_KEPT = _("Not saved: it cannot be kept as it is. Continue says why. Leave this page open.")
_TOO_LONG = _(
    "Not saved as an answer: it is too long. The text stays on this page, and Continue says how much to take out."
)


def status(page: str, saved_at: datetime) -> str:
    """The line beside Continue: when the draft was saved, or that what stands on the page is not."""
    memory = _memory.recall(page)
    if memory.refused:
        return _refused(memory)
    return _("Saved {saved_at}").format(saved_at=clock.show_time(saved_at))


def _refused(memory: Memory) -> str:
    return _TOO_LONG if memory.long.issuperset(memory.refused) else _NOT_KEPT


def keep(page: str, draft_id: str, path: str, value: object) -> None:
    """In a callback: save one answer, and whatever is still waiting to be saved."""
    with door.answering():
        keep_all(page, draft_id, {path: value})


def keep_all(page: str, draft_id: str, answers: Mapping[str, object]) -> None:
    """Save these answers, and whatever is still waiting to be saved.

    The fields of a page that was left are heard again with the first answer on the next one, because
    the browser still holds them. Everything in them was saved on leaving: they are not listened to,
    and the visit to the page that is open goes on.
    """
    if not state.is_on(page):
        return
    memory = _memory.recall(page)
    database, actor = door.database(), door.actor()
    for path in answers:
        memory.clashes.pop(path, None)
    for path, answer in {**memory.unsaved, **answers}.items():
        try:
            if not _keep_one(database, actor, memory, draft_id, path, answer):
                break
        except NotFound as gone:  # another tab took out what it is about, or ended the draft
            memory.unsaved.pop(path, None)
            _late.heard(draft_id, path, answer, str(gone))
            return
    _say(memory)


def _say(memory: Memory) -> None:
    if memory.unsaved:
        state.say(_("Not saved. The service did not answer."))
    elif memory.clashes:
        state.say(_("This answer was changed in another tab."))
    elif memory.refused:
        state.say(_refused(memory))
    else:
        state.say(_("Saved {clock}").format(clock=clock.show_time(clock.now())))


def _keep_one(
    database: Database,
    actor: Actor,
    memory: Memory,
    draft_id: str,
    path: str,
    value: object,
    *,
    force: bool = False,
) -> bool:
    """Save one answer and note it, without touching the session; whether the database answered."""
    seen = None if force else memory.seen.get(path, 0)
    memory.refused.pop(path, None)
    try:
        saved = service.save_field(database, actor, draft_id, path, value, seen=seen)
    except StorageUnavailable:
        memory.unsaved[path] = value
        return False
    except Stale:
        memory.clashes[path] = value
    except Invalid as error:
        memory.refused[path] = next(iter(error.faults.values()))
        if too_long.is_kept(path, value):
            memory.long.add(path)
    else:
        memory.seen[path] = saved.version
    memory.unsaved.pop(path, None)
    return True


def caught_up(page: str, draft_id: str, sheets: Sequence[Sheet], *, is_new: bool) -> bool:
    """Save what an interrupted callback left behind; whether there was any, so that the draft is read again.

    At a new visit the fields start from the draft instead: a field of the same name may be left over
    from another draft.
    """
    memory = _memory.recall(page)
    if is_new:
        for sheet in sheets:
            for name in sheet.step.model_fields:
                state.forget_widgets(sheet.path(name))
        _take_up_too_long(memory, sheets)
        return False
    return _keep_late(page, draft_id, sheets)


def _keep_late(page: str, draft_id: str, sheets: Sequence[Sheet]) -> bool:
    memory = _memory.recall(page)
    late = {path: value for sheet in sheets for path, value in not_kept(sheet).items()}
    for path in (*memory.unsaved, *memory.clashes, *memory.refused):
        late.pop(path, None)
    if late:
        keep_all(page, draft_id, late)
    return bool(late)


def take_over(page: str, draft_id: str, sheets: Sequence[Sheet]) -> None:
    """Once the fields are drawn: save what only the browser held when it found this server.

    It was given to a server that was lost before it could hear it. What it opens or tells is drawn at once.
    """
    current().seen = _memory.recall(page).seen
    if state.brought() and _keep_late(page, draft_id, sheets):
        state.drawn()
        st.rerun()


def _take_up_too_long(memory: Memory, sheets: Sequence[Sheet]) -> None:
    """What an earlier visit left in a field of this page and no answer can hold."""
    for sheet in sheets:
        for path in {sheet.path(name) for name in sheet.step.model_fields} & set(sheet.too_long):
            try:
                parse_field(path, sheet.too_long[path])
            except Invalid as error:
                memory.refused[path] = next(iter(error.faults.values()))
                memory.long.add(path)


def may_leave(page: str, draft_id: str, sheets: Sequence[Sheet]) -> bool:
    """Save what the page still holds; False where leaving would lose an answer, which is then said."""
    catch_up(page, draft_id, sheets)
    return is_free(page)


def catch_up(page: str, draft_id: str, sheets: Sequence[Sheet]) -> bool:
    """On the way out: save what the page holds and the draft does not; whether there was any."""
    late = {path: value for sheet in sheets for path, value in not_kept(sheet).items()}
    if late:
        keep_all(page, draft_id, late)
    return bool(late)


def is_free(page: str) -> bool:
    """Whether nothing would be lost by leaving; what would be is said."""
    memory = _memory.recall(page)
    if memory.refused:
        state.fail(page, memory.refused)
    return not (memory.is_blocked or memory.refused)


def with_unkept(answers: Answers, memory: Memory) -> Answers:
    """The answers with those of this page that the draft does not hold: danger waits for no database."""
    for path, value in {**memory.unsaved, **memory.clashes}.items():
        step = question_at(path).step
        if step.scope is not Scope.CASE:
            continue
        held = answers.step(step, None)
        told = held.model_dump(mode="json") if held else {}
        told[path.rpartition(".")[2]] = json.loads(parse_field(path, value))
        answers = replaced(answers, step, None, step.model_validate_json(json.dumps(told)))
    return answers


def try_again(page: str, draft_id: str) -> None:
    """Save what is waiting; for the button."""
    memory = _memory.recall(page)
    path, value = next(iter(memory.unsaved.items()))
    keep(page, draft_id, path, value)


def _insist(page: str, draft_id: str, path: str) -> None:
    memory = _memory.recall(page)
    database, actor = door.database(), door.actor()
    _keep_one(database, actor, memory, draft_id, path, memory.clashes.pop(path), force=True)


def _yield_to(page: str, draft_id: str, path: str) -> None:
    """Take the other tab's answer: read it from the draft again."""
    memory = _memory.recall(page)
    draft = service.load_draft(door.database(), door.actor(), draft_id)
    memory.clashes.pop(path)
    memory.seen[path] = draft.seen.get(path, 0)
    state.forget_widgets(path)
    state.reseed()
    _memory.keep(page, memory)


def trouble_below(page: str, draft_id: str, show: Show, theirs: Callable[[str], str]) -> None:
    """Below Continue, where nothing moves: what was not saved, and what another tab changed."""
    memory = _memory.recall(page)
    if memory.unsaved:
        with st.container(key="not-saved"):
            st.markdown(
                _(
                    ":red[**Not saved.**] The service did not answer. What you typed is still on this "
                    "page: leave it open and try again."
                )
            )
            st.button(
                _("Try to save again"), key="save-again", on_click=try_again, args=(page, draft_id)
            )
    for number, (path, mine) in enumerate(memory.clashes.items()):
        _clash(page, draft_id, path, show(path, mine), theirs(path), number)


def _clash(page: str, draft_id: str, path: str, mine: str, theirs: str, number: int) -> None:
    with panels.panel(f"clash-{number}"):
        st.header(_("Changed in another tab"), anchor=False)
        st.markdown(
            _("{ask} Both answers are kept until you choose one.").format(
                ask=plain(question_at(path).ask.label)
            )
        )
        panels.own_words(_("On this page"), mine, key=f"mine-{number}")
        st.button(
            _("Keep the answer on this page"),
            key=f"keep-mine-{number}",
            on_click=_insist,
            args=(page, draft_id, path),
        )
        panels.own_words(_("In the other tab"), theirs, key=f"theirs-{number}")
        st.button(
            _("Use the answer from the other tab"),
            key=f"keep-theirs-{number}",
            on_click=_yield_to,
            args=(page, draft_id, path),
        )
