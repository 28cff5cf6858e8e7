"""Your decision: what a named person decides, in their own words, one page at a time.

The advice stands beside the question and is never an answer to it.
"""

import streamlit as st

from decisions.assessment import ItemAdvice
from decisions.journey import when_decided
from decisions.journey.steps_decide import After, Cell, Decided, Message
from decisions.journey.steps_introduced import Introduced
from decisions.pages import (
    _act_now,
    _deciding,
    _draft,
    _ended,
    _in_words,
    _kept_back,
    _late,
    _memory,
    _saving,
    _where,
)
from decisions.pages._decision import (
    Deciding,
    advised_items,
    at_place,
    in_the_way,
    left_open,
    sheets_of,
)
from decisions.pages._render import draw
from decisions.pages._sheet import Sheet
from isa.platform import clock
from isa.platform.errors import NotFound
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.ui import fields, panels, site, state
from isa.ui.frame import page
from isa.ui.text import plain

_TITLES = {
    "decided": Decided.title,
    "items": Cell.title,
    "message": Message.title,
    _deciding.AFTER: After.title,
}
# So many items are decided one by one; more may be decided as advised once they were read.
_FEW = 3
_GAP = _("This question still needs an answer before the record can be sealed.")


@_late.while_there()
def _decide_as_advised(which: str, place: str) -> None:
    """In a callback: each item that was left open becomes what was advised; all that is said stays."""
    at = at_place(which, place)
    chosen = left_open(at)
    for path, rule in chosen.items():
        state.set_widget(path, rule)
    _saving.keep_all(at.key, which, chosen)


def _may_leave(at: Deciding) -> bool:
    return _saving.may_leave(at.key, at.opened.draft.id, sheets_of(at))


@_late.while_there()
def _continue(which: str, place: str) -> None:
    """Check the page; go on only when everything on it is answered and saved."""
    at = at_place(which, place)
    if at.here.key != place or not _may_leave(at):
        return
    at = at_place(which, place)
    if wrong := in_the_way(at):
        state.fail(at.key, wrong)
        return
    state.clear_faults()
    following = _deciding.beside(at.assessed.answers, at.here, 1)
    if following is None or site.param("back"):
        site.go("seal", draft=which)
    else:
        site.go("decide", draft=which, step=following.key)


def _later(at: Deciding) -> None:
    if _may_leave(at):
        site.go("home")


def _back(at: Deciding) -> None:
    which = at.opened.draft.id
    before = _deciding.beside(at.assessed.answers, at.here, -1)
    if not _may_leave(at):
        return
    if site.param("back"):
        site.go("seal", draft=which)
    elif before is None:
        site.go("assessment", draft=which)
    else:
        site.go("decide", draft=which, step=before.key)


def _above(at: Deciding) -> None:
    """What waits for nothing, and what a deep link missed."""
    if (now := at.assessed.assessment.act_now) is not None:
        _act_now.in_short(now)
    if site.param("note") == _draft.GONE:
        _draft.noted(at.opened)
    elif site.param("note"):
        st.container(key="note").markdown(_GAP)


def _item(at: Deciding, sheet: Sheet, advised: ItemAdvice) -> None:
    """One item: its name, the advice on it, what was written, and the question."""
    item = at.assessed.answers.item(advised.item_id)
    words = item.item.words if item and item.item else None
    st.header(plain(advised.label), anchor=False)
    with panels.tool_voice(f"item-{advised.item_id}", _("The advice on this item")):
        st.markdown(f"**{plain(advised.rule_label)}.** {plain(advised.sentence)}")
    with panels.details(_("The information as you wrote it")):
        st.text(words or "")
    draw(sheet)


def _lede(at: Deciding) -> str:
    """Whom it is about, and which items of a long list."""
    if at.advised is None:
        return ""
    about = _("About {advised}.").format(advised=plain(at.advised.name))
    every, here = at.assessed.answers.items, at.here.items(at.assessed.answers)
    if len(here) == len(every) or not here:
        return about
    first = every.index(here[0]) + 1
    return _("{about} Items {first} to {last} of {count}.").format(
        about=about, first=first, last=first + len(here) - 1, count=len(every)
    )


def _body(at: Deciding) -> None:
    sheets = sheets_of(at)
    if at.here.kind == "items" and at.advised:
        for sheet, advised in zip(sheets, advised_items(at), strict=True):
            _item(at, sheet, advised)
        with st.container():  # always there: the way on keeps its focus
            if len(sheets) > _FEW and (left := len(left_open(at))):
                st.button(
                    ngettext(
                        "Decide the {count} item left open above as advised",
                        "Decide the {count} items left open above as advised",
                        left,
                    ).format(count=left),
                    key="as-advised",
                    on_click=_decide_as_advised,
                    args=(at.opened.draft.id, at.here.key),
                )
        return
    if at.advised:
        with panels.tool_voice("advice", _("The advice")):
            st.markdown(f"**{plain(at.advised.headline)}**")
    if at.here.kind == "message":
        with st.container():  # always there: what is being typed below keeps its place
            _kept_back.mentioned(at.assessed, at.here.recipient)
    for sheet in sheets:
        if sheet.step is Introduced:
            _introduce(at, sheet)
        else:
            draw(sheet)


def _introduce(at: Deciding, sheet: Sheet) -> None:
    """Who it is about, for everybody who is told; then what is for this reader alone."""
    st.header(Introduced.title, anchor=False)
    st.markdown(Introduced.lede)
    draw(sheet)
    answers = at.assessed.answers
    sharing = [one.id for one in answers.recipients if _deciding.is_sharing(answers, one.id)]
    _where.left_out(at.assessed, sharing)
    st.header(_("What else goes to them"), anchor=False)


def main() -> None:
    """Draw the page that the address names."""
    which = _draft.draft_id()
    try:
        at = at_place(which, site.param("step"))
    except NotFound as gone:
        _ended.shown(which, gone)
        raise
    draft = at.opened.draft
    if site.param("step") not in ("", at.here.key):
        site.go_now("decide", draft=which, step=at.here.key, note=_draft.GONE)
    memory, is_new = _memory.entered(at.key, draft.seen)
    if _saving.caught_up(at.key, draft.id, sheets_of(at), is_new=is_new):
        at = at_place(draft.id, site.param("step"))
    is_late = at.here.kind == _deciding.AFTER and when_decided.was_before(at.assessed.answers)
    with page(
        _("When you decided, and what happens next") if is_late else _TITLES[at.here.kind],
        section=at.advised.name if at.advised else _("Your decision"),
        key=at.key,
        back=lambda: _back(at),
        saved=_("Saved {saved_at}").format(saved_at=clock.show_time(draft.saved_at)),
        lede=_lede(at),
        above=lambda: _above(at),
    ):
        _body(at)
        fields.actions(
            _("Continue"),
            lambda: _continue(draft.id, at.here.key),
            secondary=_("Save and come back later"),
            on_secondary=lambda: _later(at),
            saved=_saving.status(at.key, draft.saved_at),
            is_blocked=memory.is_blocked,
        )
        _saving.take_over(at.key, draft.id, sheets_of(at))
        _saving.trouble_below(
            at.key, draft.id, _in_words.answer, lambda path: _in_words.held(draft.answers, path)
        )


main()
