"""The history of an agreement: what happened, numbered versions, notes."""

import streamlit as st

from isa.coverage.view import AgreementStatus, PartyState
from isa.pages._agreement_fields import attempt, typed_text
from isa.pages._register import PAGE_SIZE, offset, pager
from isa.platform import clock
from isa.platform.clock import show_date, show_instant
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agreements.events.service import AgreementEvent
from isa.register.agreements.fields import fields as declared
from isa.register.agreements.lifecycle import LABELS, STATE_LABELS
from isa.register.agreements.versions.service import NOW
from isa.register.model import FROM_THE_BEGINNING
from isa.ui import fields, panels, site, state
from isa.ui.components.table import Cell, table
from isa.ui.door import actor, database

_KINDS = {
    "begun": _("Begun"),
    "copied": _("Copied"),
    "party_added": _("Party added"),
    "party_asked": _("Party asked to sign"),
    "party_removed": _("Party taken away"),
    "row_added": _("Row added"),
    "row_changed": _("Row changed"),
    "row_removed": _("Row removed"),
    "terms_changed": _("Changed"),
    "reviewed": _("Reviewed"),
    "party_chased": _("Party chased"),
    "evidence_kept": _("Evidence of its signature kept"),
    "signature_taken_back": _("Signature recorded by mistake, taken back"),
    "leaving_taken_back": _("Withdrawal or lapse recorded by mistake, taken back"),
}


def events(page_key: str, agreement_id: str, *, agency_id: str | None = None) -> None:
    """What happened, newest first, with who recorded it and why."""
    start = offset(page_key, agency_id or "all")
    found = register.agreement_events(
        database(), actor(), agreement_id, agency_id=agency_id, offset=start, limit=PAGE_SIZE
    )
    if not found.events:
        st.markdown(_("Nothing has been recorded here since it was entered."))
        return
    table(
        "events",
        caption=_("What happened, newest first"),
        columns=[_("When recorded"), _("What"), _("Why"), _("True from"), _("By")],
        rows=[_event(each, named=agency_id is None) for each in found.events],
    )
    pager(page_key, found.total, start)


def _event(event: AgreementEvent, *, named: bool) -> list[Cell | str]:
    who = f"{event.agency_name}: " if named and event.agency_name else ""
    about = _(" (clause {clause})").format(clause=event.clause) if event.clause else ""
    since = (
        Cell(_("Always"), sort="")
        if event.held_on == FROM_THE_BEGINNING
        else Cell(show_date(event.held_on), sort=event.held_on.isoformat())
    )
    return [
        Cell(show_instant(event.at), sort=event.at.isoformat()),
        f"{who}{_what(event)}{about}",
        event.reason,
        since,
        _("You") if event.actor_id == actor().id else event.by,
    ]


def _what(event: AgreementEvent) -> str:
    if event.kind == "status":
        return _("{before} to {after}").format(
            before=_status(event.before), after=_status(event.after)
        )
    if event.kind == "party_state":
        return STATE_LABELS[PartyState(event.after)]
    if event.kind in ("terms_changed", "reviewed"):
        labels = [declared()[code].label for code in event.after.split(", ") if code in declared()]
        return _("{kind}: {labels}").format(kind=_KINDS[event.kind], labels="; ".join(labels))
    more = event.after or event.before
    kind = _KINDS.get(event.kind, event.kind)
    return f"{kind}: {more}" if more and not event.agency_name else kind


def _status(code: str) -> str:
    return LABELS[AgreementStatus(code)]


def versions(page_key: str, agreement_id: str) -> None:
    """Numbered versions, a way to compare two, and a way to keep one more."""
    found = register.agreement_versions(database(), actor(), agreement_id)
    if found:
        table(
            "versions",
            caption=_("Versions"),
            columns=[_("Version"), _("Kept on"), _("What it is"), _("By")],
            rows=[
                [
                    each.number,
                    show_instant(each.at),
                    each.note,
                    _("You") if each.actor_id == actor().id else each.by,
                ]
                for each in found
            ],
        )
        options = [
            (NOW, _("Today")),
            *((each.id, _("Version {number}").format(number=each.number)) for each in found),
        ]
        fields.select("compare_before", _("Compare"), options, None)
        fields.select("compare_after", _("With"), options, None)
        st.button(
            _("Show what changed"), key="compare", on_click=_compare, args=(page_key, agreement_id)
        )
    else:
        st.markdown(_("No version has been given a number yet."))
    if register.keeps_agreement(database(), actor(), agreement_id):
        with panels.details(_("Keep today's text as a version")):
            fields.text_input(
                "version_number", _("Number"), "", hint=_("Like 1.0 or 2.1."), width=200
            )
            fields.text_input(
                "version_note", _("What it is"), "", hint=_("For example: as signed.")
            )
            st.button(
                _("Keep it"), key="keep_version", on_click=_keep, args=(page_key, agreement_id)
            )


def _compare(page_key: str, agreement_id: str) -> None:
    before, after = typed_text("compare_before"), typed_text("compare_after")
    faults = {} if before else {"compare_before": _("Select what to compare")}
    if not after or after == before:
        faults["compare_after"] = _("Select another version to compare it with")
    if faults:
        state.fail(page_key, faults)
        return
    state.clear_faults()
    site.go("agreement_compare", id=agreement_id, before=before, after=after)


def _keep(page_key: str, agreement_id: str) -> None:
    def act() -> str:
        register.mark_version(
            database(),
            actor(),
            agreement_id,
            typed_text("version_number"),
            typed_text("version_note"),
        )
        return _("The version is kept.")

    attempt(page_key, act, lambda: _tidy("version_"), renamed={"number": "version_number"})


def _tidy(prefix: str) -> None:
    state.forget_widgets(prefix)
    state.say(_("Kept."))


def notes(page_key: str, agreement_id: str) -> None:
    """Notes of those who keep the register; never published."""
    st.header(_("Notes"), anchor=False)
    st.markdown(_("For those who keep the register. They are never published."))
    for number, note in enumerate(register.notes(database(), actor(), agreement_id)):
        by = _("You") if note.actor_id == actor().id else note.by
        panels.own_words(f"{by}, {show_instant(note.at)}", note.text, key=f"note-{number}")
    if register.keeps_agreement(database(), actor(), agreement_id):
        fields.narrative("note", _("Add a note"), "", hint=_("Nothing about a case."), rows=3)
        st.button(_("Keep the note"), key="add_note", on_click=_add, args=(page_key, agreement_id))


def _add(page_key: str, agreement_id: str) -> None:
    def act() -> str:
        register.add_note(database(), actor(), agreement_id, typed_text("note"))
        return _("The note is kept, {now}.").format(now=clock.show_time(clock.now()))

    def after() -> None:
        state.forget_widgets("note")
        state.reseed()

    attempt(page_key, act, after)
