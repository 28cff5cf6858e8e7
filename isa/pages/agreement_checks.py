"""The quality checklist of an agreement: one point at a time, all of them in a table."""

import streamlit as st

from isa.pages._agreement_fields import attempt, typed_text
from isa.pages._unsaved import begin, done, kept
from isa.platform import clock
from isa.platform.clock import show_instant
from isa.platform.errors import Invalid, NotFound
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register import service as register
from isa.register.agreements.checklist.service import QualityCheck
from isa.register.model import Agreement
from isa.register.vocabulary import vocabulary
from isa.ui import fields, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.frame import page, trouble

_ANSWERS = {
    "yes": (_("Yes"), "green"),
    "no": (_("No"), "red"),
    "not_applicable": (_("Not applicable"), "gray"),
}


def _row(check: QualityCheck) -> list[Cell | str]:
    answer, colour = _ANSWERS.get(check.answer, (_("Not answered"), "yellow"))
    when = f"{show_instant(check.at)}, {check.by}" if check.at else ""
    if check.is_older:
        when += _(" (the agreement was changed since)")
    label = vocabulary().quality_checks[check.code].label
    return [
        label,
        Cell(answer, tag=colour),
        check.note,
        when,
        Cell(_("Answer"), go=check.code, more=label),
    ]


def _answer(key: str, agreement: Agreement, code: str) -> None:
    def act() -> str:
        answer = typed_text("answer")
        if not answer:
            raise Invalid({"answer": _("Select yes, no or not applicable")})
        try:
            register.answer_checks(
                database(), actor(), agreement.id, {code: (answer, typed_text("note"))}
            )
        except Invalid as error:
            raise Invalid({"note": next(iter(error.faults.values()))}) from error
        return _("Kept.")

    def after() -> None:
        for name in ("answer", "note"):
            state.forget_widgets(name)
        state.choose(key, "point", "")

    attempt(key, act, after)


def _point(key: str, agreement: Agreement, checks: tuple[QualityCheck, ...]) -> None:
    """The point that was chosen, or else the first that nobody has answered."""
    chosen = state.chosen(key, "point")
    check = next((c for c in checks if c.code == chosen), None) or next(
        (c for c in checks if not c.answer), None
    )
    if check is None:
        return
    state.choose(key, "point", check.code)  # what is kept unsaved belongs to this point
    st.header(vocabulary().quality_checks[check.code].label, anchor=False)
    options = [(code, words) for code, (words, _colour) in _ANSWERS.items()]
    fields.radios("answer", _("Is it so?"), options, check.answer or None)
    fields.text_input(
        "note",
        _("Note"),
        check.note,
        hint=_("Needed for no (what is to do) and not applicable (why)."),
    )
    fields.actions(_("Keep this answer"), lambda: _answer(key, agreement, check.code))


def _choose(key: str, code: str) -> None:
    done(key)
    for name in ("answer", "note"):
        state.forget_widgets(name)
    state.choose(key, "point", code)


def _show(agreement: Agreement) -> None:
    key = f"agreement-checks-{agreement.id}"
    begin(key)
    checks = register.quality_checks(database(), actor(), agreement.id)
    with page(
        _("Quality checklist"),
        section=agreement.reference,
        key=key,
        back=lambda: site.go("agreement", id=agreement.id),
        wide=True,
    ):
        st.text(agreement.title)
        left = sum(1 for check in checks if check.answer not in ("yes", "not_applicable"))
        st.markdown(
            ngettext(
                "{left} of {checks} points is still to settle before it can be approved.",
                "{left} of {checks} points are still to settle before it can be approved.",
                left,
            ).format(left=left, checks=len(checks))
            if left
            else _("Every point is settled.")
        )
        with kept(key):
            _point(key, agreement, checks)
        table(
            "checks",
            caption=_("Every point of the checklist"),
            columns=[
                _("Point"),
                _("Answer"),
                _("Note"),
                _("When, and by whom"),
                Column(_("Answer it"), hidden=True),
            ],
            rows=[_row(check) for check in checks],
            on_go=lambda code: _choose(key, code),
        )


try:
    register.require_agreement_keeper(database(), actor(), site.param("id"))
    shown = register.agreement(database(), actor(), site.param("id"), on=clock.today())
except NotFound:
    with page(_("This agreement is not in the register"), key="checks-none", back="agreements"):
        trouble(_("Search for it in the list."))
else:
    _show(shown)
