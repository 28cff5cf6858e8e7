"""Add, change or remove one row of an agreement's sharing table."""

import streamlit as st

from isa.coverage.view import ANY, Direction
from isa.pages._agreement_fields import (
    agencies_chosen,
    attempt,
    begin_with,
    several_agencies,
    typed_text,
    typed_when,
    when,
)
from isa.pages._several import read, several
from isa.pages._unsaved import begin, kept, put_down, visit
from isa.platform import clock
from isa.platform.errors import Invalid, NotFound
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agreements.lifecycle import BEING_WRITTEN
from isa.register.model import Agreement, DataRow, NewRow
from isa.register.vocabulary import vocabulary
from isa.ui import fields, site, state
from isa.ui.door import actor, database
from isa.ui.frame import page, trouble

_DIRECTIONS = (
    (Direction.ONE_WAY.value, _("One way")),
    (Direction.RECIPROCAL.value, _("Both ways")),
    (Direction.NOT_RECORDED.value, _("The agreement does not say")),
)
_SIDES = {"providers": _("Who gives it?"), "recipients": _("Who receives it?")}


def _lists() -> dict[str, tuple[str, str, list[tuple[str, str]]]]:
    """The lists of codes of a row: key, label, hint and options."""
    words = vocabulary()
    kinds = [
        (
            term.code,
            _("{label} (all kinds)").format(label=term.label) if term.is_group else term.label,
        )
        for term in words.categories.values()
    ]

    def labels(terms: dict[str, object]) -> list[tuple[str, str]]:
        return [(code, str(getattr(term, "label", code))) for code, term in terms.items()]

    people = [
        (ANY, _("Anyone")),
        *((t.code, t.label.capitalize()) for t in words.subjects.values()),
    ]
    safe = {code: term for code, term in words.transfer_methods.items() if term.is_safe}
    return {
        "categories": (_("What is shared?"), _("Add each kind of information."), kinds),
        "exclusions": (
            _("What is left out on purpose?"),
            _("Leave it empty if nothing is."),
            kinds,
        ),
        "subjects": (_("Whom is it about?"), _("Add each kind of person."), people),
        "purposes": (
            _("Only for some of the agreement's purposes?"),
            _("Leave it empty if the row serves all of them."),
            labels(dict(words.purposes)),
        ),
        "conditions": (
            _("On what conditions?"),
            _("A hard condition that is not met takes the row away; a soft one is named."),
            [
                (t.code, f"{t.label.capitalize()} ({'hard' if t.is_hard else 'soft'})")
                for t in words.conditions.values()
            ],
        ),
        "methods": (_("How is it sent?"), _("Safe ways only."), labels(dict(safe))),
        "frequencies": (_("How often?"), "", labels(dict(words.frequencies))),
        "formats": (_("In what form?"), "", labels(dict(words.formats))),
    }


def _typed(key: str) -> NewRow:
    direction = typed_text("direction")
    if not direction:
        raise Invalid({"direction": _("Select which way it runs")})
    sides = {
        side: (ANY,) if state.widget_value(f"every.{side}.yes") else agencies_chosen(key, side)
        for side in _SIDES
    }
    lists = {name: read(visit(key), name) for name in _lists()}
    return NewRow(
        direction=Direction(direction),
        items=typed_text("items"),
        justification=typed_text("justification"),
        **sides,
        **lists,
    )


def _save(key: str, agreement: Agreement, row: DataRow | None) -> None:
    is_being_written = agreement.status in BEING_WRITTEN
    notes = state.notes(key)

    def act() -> str:
        typed, on = _typed(key), typed_when(is_being_written=is_being_written)
        reason = typed_text("reason")
        try:
            if row is None:
                register.add_data_row(
                    database(), actor(), agreement.id, typed, on=on, reason=reason
                )
                return _("The row is added.")
            register.change_data_row(
                database(),
                actor(),
                agreement.id,
                row.id,
                typed,
                seen=int(str(notes["seen"])),
                on=on,
                reason=reason,
            )
        except Invalid as error:
            raise Invalid(_to_fields(error)) from error
        return _("The row is changed.")

    attempt(key, act, lambda: site.go("agreement", id=agreement.id))


def _to_fields(error: Invalid) -> dict[str, str]:
    renamed = {"on": "true_on"}
    return {
        renamed.get(path, path.split(".")[0]): sentence for path, sentence in error.faults.items()
    }


def _remove(key: str, agreement: Agreement, row: DataRow) -> None:
    is_being_written = agreement.status in BEING_WRITTEN

    def act() -> str:
        register.remove_data_row(
            database(),
            actor(),
            agreement.id,
            row.id,
            seen=int(str(state.notes(key)["seen"])),
            on=typed_when(is_being_written=is_being_written),
            reason=typed_text("reason"),
        )
        return _("Row {number} is removed.").format(number=row.number)

    attempt(key, act, lambda: site.go("agreement", id=agreement.id))


def _sides(key: str, agreement: Agreement, row: DataRow | None) -> None:
    for side, question in _SIDES.items():
        named = getattr(row, side) if row else ()
        fields.checkboxes(
            f"every.{side}",
            question,
            [("yes", _("Every party of the agreement"))],
            ["yes"] if ANY in named else [],
            none_of_these="",
            hint=_("Tick this, or choose agencies below."),
        )
        if not state.widget_value(f"every.{side}.yes"):
            begin = {each: agreement.names.get(each, each) for each in named if each != ANY}
            several_agencies(key, side, _("{question} Agencies").format(question=question), begin)


def _show(agreement: Agreement, row: DataRow | None) -> None:
    key = f"agreement-row-{agreement.id}-{row.id if row else 'new'}"
    begin(key)
    state.notes(key).setdefault("seen", agreement.register_version)

    def back() -> None:
        state.clear_faults()
        site.go("agreement", id=agreement.id)

    title = (
        _("Row {number} of the sharing table").format(number=row.number)
        if row
        else _("Add a row to the sharing table")
    )
    with page(title, section=agreement.reference, key=key, back=back), kept(key):
        st.text(agreement.title)
        fields.radios(
            "direction",
            _("Which way does it run?"),
            _DIRECTIONS,
            row.direction.value if row else None,
        )
        _sides(key, agreement, row)
        for name, (label, hint, options) in _lists().items():
            begin_with(key, name, getattr(row, name) if row else ())
            several(visit(key), name, label, options, hint=hint)
        fields.narrative(
            "items",
            _("Which items exactly?"),
            row.items if row else "",
            hint=_("One a line."),
            rows=4,
        )
        fields.narrative(
            "justification",
            _("Why is it needed, and why would less not do?"),
            row.justification if row else "",
            rows=4,
        )
        when(is_being_written=agreement.status in BEING_WRITTEN)
        fields.actions(
            _("Save this row"),
            lambda: _save(key, agreement, row),
            secondary=_("Leave it as it is") if row is None else _("Remove this row"),
            on_secondary=put_down(key, back)
            if row is None
            else (lambda: _remove(key, agreement, row)),
        )


try:
    register.require_agreement_keeper(database(), actor(), site.param("id"))
    shown = register.agreement(database(), actor(), site.param("id"), on=clock.today())
    row_id = site.param("row")
    chosen = next((each for each in shown.rows if each.id == row_id), None)
    if row_id and chosen is None:
        raise NotFound("")
except NotFound:
    with page(_("This row is not in the register"), key="agreement-row-none", back="agreements"):
        trouble(_("Somebody may have removed it. Search for the agreement in the list."))
else:
    _show(shown, chosen)
