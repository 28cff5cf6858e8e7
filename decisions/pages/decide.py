"""Your decision: what a named person decides, in their own words, one page at a time.

The advice stands beside the question and is never an answer to it.
"""

from dataclasses import dataclass

import streamlit as st

from decisions import service as advice
from decisions.assessing import Assessed
from decisions.assessment import ItemAdvice, RecipientAdvice
from decisions.journey import decide, when_decided
from decisions.journey.fields import Step
from decisions.journey.steps_decide import After, Cell, Decided, Message
from decisions.pages import _deciding, _draft, _in_words, _memory, _saving
from decisions.pages._deciding import Place
from decisions.pages._draft import Opened
from decisions.pages._render import draw
from decisions.pages._sheet import Sheet
from decisions.pages._typed import typing_faults
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.ui import door, fields, panels, site, state
from isa.ui.frame import page
from isa.ui.text import plain

_TITLES = {
    "decided": Decided.title,
    "items": Cell.title,
    "message": Message.title,
    _deciding.AFTER: After.title,
}
_DIFFERS = frozenset({"differs_because"})
_GAP = _("This question still needs an answer before the record can be sealed.")


@dataclass(frozen=True)
class Deciding:
    """A page of the decision: the draft, which page, and the advice it stands beside."""

    opened: Opened
    here: Place
    assessed: Assessed

    @property
    def key(self) -> str:
        """What names the page for focus, faults and memory."""
        return f"{self.opened.draft.id}/decide/{self.here.key}"

    @property
    def advised(self) -> RecipientAdvice | None:
        """The advice on this page's recipient."""
        found = self.assessed.assessment.recipients
        return next((one for one in found if one.recipient_id == self.here.recipient), None)

    def save(self, path: str, value: object) -> None:
        """Keep one answer."""
        _saving.keep(self.key, self.opened.draft.id, path, value)


def _open(which: str, place: str) -> Deciding:
    """The page with this key, or the first; an unfinished draft goes back to its questions."""
    opened = _draft.open_draft(which)
    if opened.journey.next is not None:
        _draft.send_to_first(opened)
    assessed = advice.assess_draft(
        door.database(), door.actor(), which, on=clock.today(), at=clock.now()
    )
    here = _deciding.place(assessed.answers, place) or _deciding.places(assessed.answers)[0]
    return Deciding(opened, here, assessed)


def _sheets(at: Deciding) -> list[Sheet]:
    """The sheets of questions on this page: one, or one for each item."""
    answers, here = at.assessed.answers, at.here
    if here.kind == "decided":
        return [Sheet(Decided, here.recipient, answers, at.save, _skipped(Decided, at), _DIFFERS)]
    if here.kind == "message":
        return [Sheet(Message, here.recipient, answers, at.save)]
    if here.kind == _deciding.AFTER:
        return [Sheet(After, None, answers, at.save, _skipped(After, at), _review(at))]
    items = at.advised.items if at.advised else ()
    return [
        Sheet(
            Cell,
            f"{here.recipient}/{item.item_id}",
            answers,
            at.save,
            labels={
                "rule": _("What have you decided about: {item}?").format(item=item.label),
                "wording": _("The words that will be sent about: {item}").format(item=item.label),
            },
        )
        for item in items
    ]


def _review(at: Deciding) -> frozenset[str]:
    """Every decision not to share needs a day to look again."""
    answers = at.assessed.answers
    is_all_shared = all(_deciding.is_sharing(answers, one.id) for one in answers.recipients)
    return frozenset() if is_all_shared else frozenset({"review_on"})


def _skipped(step: type[Step], at: Deciding) -> frozenset[str]:
    """What is not asked: why it differs where it does not, and telling where that is unsafe."""
    assessed = at.assessed
    asked = decide.asked(step, at.here.recipient or None, assessed.answers, assessed.assessment)
    return frozenset(step.model_fields) - {question.name for question in asked}


def _wrong(at: Deciding) -> dict[str, str]:
    """What stands in the way of Continue on this page."""
    everything = decide.faults(at.assessed.answers, at.assessed.assessment, at=clock.now())
    wrong: dict[str, str] = {}
    for sheet in _sheets(at):
        paths = [sheet.path(name) for name in sheet.step.model_fields]
        wrong |= {path: everything[path] for path in paths if path in everything}
        wrong |= typing_faults(sheet)
    return wrong


def _may_leave(at: Deciding) -> bool:
    return _saving.may_leave(at.key, at.opened.draft.id, _sheets(at))


def _continue(which: str, place: str) -> None:
    """Check the page; go on only when everything on it is answered and saved."""
    if not _may_leave(_open(which, place)):
        return
    at = _open(which, place)
    if wrong := _wrong(at):
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


def _note() -> None:
    if site.param("note"):
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


def _body(at: Deciding) -> None:
    sheets = _sheets(at)
    if at.here.kind == "items" and at.advised:
        for sheet, advised in zip(sheets, at.advised.items, strict=True):
            _item(at, sheet, advised)
        return
    if at.advised:
        with panels.tool_voice("advice", _("The advice")):
            st.markdown(f"**{plain(at.advised.headline)}**")
    draw(sheets[0])


def main() -> None:
    """Draw the page that the address names."""
    at = _open(_draft.draft_id(), site.param("step"))
    draft = at.opened.draft
    memory, is_new = _memory.entered(at.key, draft.seen)
    if _saving.caught_up(at.key, draft.id, _sheets(at), is_new=is_new):
        at = _open(draft.id, site.param("step"))
    is_late = at.here.kind == _deciding.AFTER and when_decided.was_before(at.assessed.answers)
    with page(
        _("When you decided, and what happens next") if is_late else _TITLES[at.here.kind],
        section=at.advised.name if at.advised else _("Your decision"),
        key=at.key,
        back=lambda: _back(at),
        saved=_("Saved {saved_at}").format(saved_at=clock.show_time(draft.saved_at)),
        lede=_("About {advised}.").format(advised=plain(at.advised.name)) if at.advised else "",
        above=_note,
    ):
        _body(at)
        fields.actions(
            _("Continue"),
            lambda: _continue(draft.id, at.here.key),
            secondary=_("Save and come back later"),
            on_secondary=lambda: _later(at),
            saved=_("Saved {saved_at}").format(saved_at=clock.show_time(draft.saved_at)),
            is_blocked=memory.is_blocked,
        )
        _saving.trouble_below(
            at.key, draft.id, _in_words.answer, lambda path: _in_words.held(draft.answers, path)
        )


main()
