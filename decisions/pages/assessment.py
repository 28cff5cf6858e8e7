"""The advice, answer first: what waits for nothing, the answer, why, in law, what to share, what next.

Nothing here says what would change the advice: that is for reviewers, after a decision is entered.
"""

import streamlit as st

from decisions import service as advice
from decisions.assessing import Assessed
from decisions.assessment import Assessment
from decisions.moved import moved
from decisions.pages import (
    _act_now,
    _advice,
    _doubts,
    _draft,
    _grid,
    _local,
    _replies,
    _said,
    _succession,
)
from decisions.pages._draft import Opened
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.ui import door, fields, panels, site, state
from isa.ui.frame import page
from isa.ui.text import plain


def _title(found: Assessment) -> str:
    """One recipient: the answer itself. Several: how many answers there are."""
    if len(found.recipients) == 1:
        return found.recipients[0].headline
    return _("Advice for {count} recipients").format(count=len(found.recipients))


def _above(found: Assessment) -> None:
    if found.act_now is not None:
        _act_now.shown(found.act_now)


def _one(seen: Assessed) -> None:
    found = seen.assessment
    only = found.recipients[0]
    _advice.answer(only)
    _said.to(only, seen)
    _advice.telling(found.telling, seen.answers)
    _advice.one_parent(seen.answers)
    _advice.tool_tag()
    _local.level(found)
    _advice.recipient(only, found)


def _several(seen: Assessed) -> None:
    """The answers in short, who gets which item, then recipients under headings of their own."""
    found = seen.assessment
    _grid.in_short(found)
    _advice.telling(found.telling, seen.answers)
    _advice.one_parent(seen.answers)
    _advice.tool_tag()
    _local.level(found)
    _grid.who_gets_what(found)
    for one in _grid.to_read(found):
        st.header(plain(one.headline), anchor=False)
        _advice.answer(one)
        _said.to(one, seen)
        _advice.recipient(one, found, _advice.h3)


def _not_settled(opened: Opened) -> None:
    """The advice could still go either way: which pages remain."""
    left = [stop for stop in opened.journey.stops if not stop.is_done]
    with panels.panel("not-settled"):
        st.header(_("This advice is not settled yet"), anchor=False)
        if left:
            st.markdown(_("Answers that could still change it are missing:"))
            st.markdown("\n".join(f"- {plain(stop.step.title)}" for stop in left))
            st.button(_("Go on with the questions"), key="go-on", on_click=_go_on, args=(opened,))
        else:
            st.markdown(
                _(
                    "These answers do not settle it. Check them, and ask your safeguarding lead or "
                    "whoever gives advice where you work. If anyone is in danger, do not wait."
                )
            )


def _go_on(opened: Opened) -> None:
    _draft.go(_draft.address(opened.draft.id, opened.journey.next, _draft.CHECK))


def _actions(opened: Opened, found: Assessment) -> None:
    fields.actions(
        _("Record your decision"),
        lambda: site.go("decide", draft=opened.draft.id),
        secondary=_("Change an answer"),
        on_secondary=lambda: site.go("check", draft=opened.draft.id),
        saved=_("Saved {saved_at}").format(saved_at=clock.show_time(opened.draft.saved_at)),
        is_blocked=not found.is_settled or opened.journey.next is not None,
    )


def _found(opened: Opened) -> Assessed:
    """The advice, worked out and noted as shown once a visit while the draft stays as it is.

    Choosing which recipient to read asks for nothing new, and sealing compares it afresh.
    """
    database, actor, draft = door.database(), door.actor(), opened.draft
    kept = state.notes(f"{draft.id}/assessment")
    version, found = kept.get("version"), kept.get("found")
    if version == draft.version and isinstance(found, Assessed):
        return found
    assessed = advice.assess_draft(database, actor, draft.id, on=clock.today(), at=clock.now())
    told = moved(database, actor, draft, assessed, on=clock.today(), at=clock.now())
    kept["moved"] = told or kept.get("moved", ())
    advice.note_shown(database, actor, draft.id, assessed.assessment)
    kept.update(version=draft.version, found=assessed)
    return assessed


def _moved(opened: Opened) -> None:
    """Which answer changed the advice since it was last read, and from what to what."""
    told = state.notes(f"{opened.draft.id}/assessment").get("moved")
    for number, sentence in enumerate(told if isinstance(told, tuple) else ()):
        with panels.panel(f"moved-{number}"):
            st.markdown(plain(sentence))


def main() -> None:
    """Draw the page; seeing it is noted, so that later changes of answers show in the record."""
    opened = _draft.opened()
    which = opened.draft.id
    seen = _found(opened)
    found = seen.assessment
    with page(
        _title(found),
        section=_("Advice"),
        key=f"{which}/assessment",
        back=lambda: site.go("check", draft=which),
        saved=opened.status
        if opened.journey.left
        else _("Saved {saved_at}").format(saved_at=clock.show_time(opened.draft.saved_at)),
        above=lambda: _above(found),
    ):
        _moved(opened)
        if not found.is_settled or opened.journey.next is not None:
            _not_settled(opened)
        _succession.shown(which, opened.draft.answers)
        _said.now(seen)
        _doubts.told(which, found)
        if len(found.recipients) == 1:
            _one(seen)
        else:
            _several(seen)
        _replies.for_now(seen)
        _advice.foot(found)
        _actions(opened, found)


main()
