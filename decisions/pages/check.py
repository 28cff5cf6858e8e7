"""Check your answers: every question and answer, with a way to change each, before the advice."""

from collections.abc import Iterator

import streamlit as st

from decisions import service as advice
from decisions.assessment import ActNow
from decisions.journey import service
from decisions.journey.check_answers import rows_of
from decisions.journey.choices_case import Depth, Harm
from decisions.journey.stops import Stop
from decisions.pages import _act_now, _carried, _doubts, _draft, _late, _succession
from decisions.pages._blocks import blocks_of
from decisions.pages._choose import agency_name, category_name
from decisions.pages._draft import Opened
from decisions.pages._more_or_fewer import actions_on_lists, change
from decisions.pages._pages_of import part_of, turn
from isa.platform import clock
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.ui import door, fields, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.frame import page
from isa.ui.text import plain

# So many blocks of answers stand on a page: an ordinary case has them all on one.
_MOST_BLOCKS = 12
_SERIOUS = {Harm.IMMEDIATE, Harm.SIGNIFICANT, Harm.NOT_KNOWN}


def _rows(found: Opened, stops: list[Stop]) -> Iterator[list[Cell | str]]:
    for stop in stops:
        for row in rows_of(stop, found.draft.answers, agency=agency_name, category=category_name):
            yield [row.label, row.shown, Cell(_("Change"), go=row.target, more=row.label)]


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


def _waits_for_nothing(which: str) -> ActNow | None:
    """What must happen now, also before the advice was asked for."""
    return advice.assess_draft(
        door.database(), door.actor(), which, on=clock.today(), at=clock.now()
    ).assessment.act_now


def _above(now: ActNow | None) -> None:
    if now is not None:
        _act_now.in_short(now)


def _at_once(now: ActNow | None, found: Opened) -> None:
    """Past the answers, of which a telephone shows many screens, to the words to say: only in a hurry."""
    if now is not None and found.journey.next is None:
        st.button(_("See the advice now"), key="at-once", on_click=_go_on, args=(found.draft.id,))


def main() -> None:
    """Draw the page."""
    found = _draft.opened()
    which = found.draft.id
    last = found.journey.stops[-1] if found.journey.stops else None
    now = _waits_for_nothing(which)
    with page(
        _("Check your answers"),
        section=found.section,
        key=f"{which}/check",
        back=lambda: _draft.go(_draft.address(which, last, _draft.HOME)),
        saved=found.status,
        lede=_("The advice rests on these answers and on nothing else."),
        above=lambda: _above(now),
    ):
        _draft.noted(found)
        _carried.shown(found.draft)
        _carried.too_long(found.draft)
        _succession.shown(which, found.draft.answers)
        _doubts.shown(found)
        _at_once(now, found)
        blocks = list(blocks_of(found).items())
        for number, (heading, stops) in enumerate(part_of(f"{which}/check", blocks, _MOST_BLOCKS)):
            st.header(plain(heading), anchor=False)
            table(
                f"check-{number}",
                caption=heading,
                columns=[_("Question"), _("Answer"), Column(_("Change"), hidden=True)],
                rows=list(_rows(found, stops)),
                on_go=lambda target: change(which, target),
                hide_head=True,
            )
        turn(f"{which}/check", len(blocks), _MOST_BLOCKS)
        actions_on_lists(found)
        _deeper(found)
        fields.actions(
            _("See the advice"),
            lambda: _go_on(which),
            secondary=_("Discard this draft"),
            on_secondary=lambda: site.go("discard", draft=which),
            saved=_("Saved {saved_at}").format(saved_at=clock.show_time(found.draft.saved_at)),
        )


main()
