"""Answers that may not fit together: side by side with a way to change each, and a word of it on the advice."""

import streamlit as st

from decisions.journey.answers import Answers
from decisions.journey.check_answers import Row, check_rows
from decisions.journey.doubts import Doubt, Held, doubts
from decisions.journey.route import counted_answers
from decisions.journey.steps import STEPS
from decisions.pages._blocks import name_of
from decisions.pages._choose import agency_name, category_name
from decisions.pages._draft import Opened
from decisions.pages._items import label_of
from decisions.pages._more_or_fewer import change
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.ui import panels, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.text import plain


def _row(one: Held, answers: Answers) -> Row:
    rows = check_rows(
        STEPS[one.step], one.owner, answers, agency=agency_name, category=category_name
    )
    return next(row for row in rows if row.path_name == one.name)


def _about(found: Opened, doubt: Doubt) -> str:
    """What does not fit; of one among several recipients or items, which."""
    answers = found.draft.answers
    name, many = name_of(found, doubt.owner), len(answers.recipients)
    if item := answers.item(doubt.owner):
        name, many = label_of(item), len(answers.items)
    if not name or many == 1:
        return doubt.sentence
    return _("{name}: {sentence}").format(name=name, sentence=doubt.sentence)


def shown(found: Opened) -> None:
    """Each doubt with the answers it is about; usually nothing."""
    answers = counted_answers(found.draft.answers, found.journey)
    every = list(doubts(answers))
    if not every:
        return
    with panels.panel("doubts"):
        st.header(_("Do these answers fit together?"), anchor=False)
        st.markdown(
            _(
                "They may be right all the same. If one of them is not, change it. The advice is worked out from "
                "the answers as they stand. If anyone is in danger, do not wait for this."
            )
        )
        for number, doubt in enumerate(every):
            st.markdown(f"**{plain(_about(found, doubt))}**")
            rows = [_row(one, answers) for one in doubt.answers]
            table(
                f"doubt-{number}",
                caption=_about(found, doubt),
                columns=[_("Question"), _("Answer"), Column(_("Change"), hidden=True)],
                rows=[
                    [row.label, row.shown, Cell(_("Change"), go=row.target, more=row.label)]
                    for row in rows
                ],
                on_go=lambda target: change(found.draft.id, target),
                hide_head=True,
            )


def told(found: Opened) -> None:
    """On the advice: that it may rest on a slip, and where the answers stand side by side."""
    every = list(doubts(counted_answers(found.draft.answers, found.journey)))
    if not every:
        return
    with panels.panel("doubts"):
        st.markdown(
            ngettext(
                "Some of your answers may not fit together:",
                "Some of your answers may not fit together, in {count} places:",
                len(every),
            ).format(count=len(every))
        )
        st.markdown("\n".join(f"- {plain(_about(found, one))}" for one in every))
        st.button(
            _("See these answers side by side"),
            key="doubts",
            on_click=site.go,
            args=("check",),
            kwargs={"draft": found.draft.id},
        )
