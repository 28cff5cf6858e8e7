"""Disposing of the records that were selected: what goes, what stays, why, and a typed confirmation."""

import streamlit as st

from decisions.disposal.due.service import due_of
from decisions.disposal.model import DueLine, confirmation, confirms
from decisions.disposal.service import dispose_of_many
from decisions.pages._disposal import KEY as LIST
from decisions.pages._disposal import SELECTION, SHOWN, named
from decisions.pages._follow_up import EMPTY
from isa.pages._agreement_fields import attempt, typed_text
from isa.pages._unsaved import begin, kept, put_down
from isa.platform import clock
from isa.platform.config import settings
from isa.platform.errors import Invalid
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.ui import fields, site, state
from isa.ui.components.table import table
from isa.ui.door import actor, database
from isa.ui.frame import page

_KEY = "dispose"
# What goes for good is confirmed anew each time.
_CONFIRM = "confirm"


def _dispose(record_ids: tuple[str, ...]) -> None:
    def act() -> str:
        why = typed_text("why")
        faults = {} if why else {"why": _("Say why they may go")}
        if not confirms(typed_text(_CONFIRM), len(record_ids)):
            words = _("To dispose of them, type: {words}")
            faults[_CONFIRM] = words.format(words=confirmation(len(record_ids)))
        if faults:
            raise Invalid(faults)
        found = dispose_of_many(
            database(),
            actor(),
            record_ids,
            why=why,
            years=settings().retention_years,
            on=clock.today(),
        )
        went = ngettext(
            "{count} record is disposed of. Its certificate is below.",
            "{count} records are disposed of. Their certificates are below.",
            len(found.made),
        ).format(count=len(found.made))
        stayed = ngettext(
            "{count} stayed, because something stops it now.",
            "{count} stayed, because something stops them now.",
            len(found.stopped),
        ).format(count=len(found.stopped))
        return f"{went} {stayed}" if found.stopped else went

    def after() -> None:
        SELECTION.clear()
        state.choose(LIST, SHOWN, "gone")
        site.go(LIST)

    attempt(_KEY, act, after)


def _what_goes(found: tuple[DueLine, ...]) -> None:
    is_stopped = any(each.stopped_by for each in found)
    table(
        "these",
        caption=_("What goes"),
        columns=[
            _("Case"),
            _("Sealed"),
            _("Due since"),
            *([_("Why it stays after all")] if is_stopped else []),
        ],
        rows=[
            [
                named(each.reference, each.record_id),
                clock.show_instant(each.sealed_at),
                clock.show_date(each.due_on),
                *([". ".join(each.stopped_by)] if is_stopped else []),
            ]
            for each in found
        ],
    )
    st.markdown(
        _(
            "**Gone for good:** all that can be read of the decision, the case reference, what was "
            "followed up, and legal advice about it. Nobody can bring it back."
        )
    )
    st.markdown(
        _(
            "**What stays:** the signed part, which says nothing by itself, the audit trail, and a "
            "certificate with your name, your reason and the time."
        )
    )


def main() -> None:
    """Draw the page."""
    require(actor(), Action.RECORD_DISPOSE)
    found = _selected()
    record_ids = tuple(each.record_id for each in found)
    title = ngettext(
        "Dispose of {count} record", "Dispose of {count} records", len(record_ids)
    ).format(count=len(record_ids))
    if found:
        begin(_KEY)
    with page(
        title if found else _("Dispose of records"),
        section=_("Disposal and holds"),
        key=_KEY,
        back=LIST,
    ):
        if not found:
            st.markdown(_("Select the records in the list first."))
            return
        _what_goes(found)
        with kept(_KEY, again=EMPTY, never=_CONFIRM):
            fields.narrative(
                "why",
                _("Why may they go?"),
                None,
                hint=_("The line of your retention schedule. No names, nothing about a case."),
                limit=500,
                rows=3,
            )
        words = confirmation(len(record_ids))
        fields.text_input(
            _CONFIRM,
            _("To confirm, type: {words}").format(words=words),
            "",
            hint=_("Nobody can bring back what went."),
        )
        fields.actions(
            title,
            lambda: _dispose(record_ids),
            secondary=_("Keep them"),
            on_secondary=put_down(_KEY, lambda: site.go(LIST)),
        )


def _selected() -> tuple[DueLine, ...]:
    years = settings().retention_years
    if not SELECTION.ids() or years is None:
        return ()
    return due_of(database(), actor(), SELECTION.ids(), years=years, on=clock.today())


main()
