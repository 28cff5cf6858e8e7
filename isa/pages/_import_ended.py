"""An import that has ended: what it did; taking it back, and erasing one that should never have been."""

import streamlit as st

from isa.pages._import_words import STATES, figures
from isa.platform import clock
from isa.platform.errors import Invalid, Stale
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.importing import service as importing
from isa.register.importing.service import Batch
from isa.ui import fields, panels, site, state
from isa.ui.door import actor, database
from isa.ui.frame import page
from isa.ui.text import plain


def show(batch: Batch) -> None:
    """What an ended import did, and what can still be done about it."""
    standing = "erased" if batch.erased_at else batch.state
    # Another key for each standing: what was told of the one before would contradict this one.
    key = f"import-{batch.id}-{standing}"
    words = {
        "committed": _("This file is in the register"),
        "undone": _("This import was taken back"),
        "discarded": _("This import was put away"),
    }
    title = _("This import was erased") if batch.erased_at else words[batch.state]
    with page(title, section=_("Import"), key=key, back="imports", wide=True):
        if batch.file_name:
            st.text(batch.file_name)
        ended = clock.show_instant(batch.ended_at) if batch.ended_at else ""
        st.markdown(f"{panels.tag(*STATES[batch.state])} {plain(ended)}")
        if standing == "undone":
            st.markdown(_("What it had brought in, and is gone again:"))
        figures(batch.counts)
        site.link(_("Agreements"), "agreements")
        site.link(_("Agencies"), "agencies")
        if batch.state == "committed":
            site.link(_("Work list: what is left to do"), "work")
            _undo(batch, key)
        elif batch.erased_at is None:
            _erase(batch, key)


def _undo(batch: Batch, key: str) -> None:
    st.header(_("Take it back"), anchor=False)
    reasons = importing.reasons_against(database(), actor(), batch.id)
    if reasons:
        st.markdown(
            ngettext(
                "It cannot be taken back any more, because a later change stands on it:",
                "It cannot be taken back any more, because later changes stand on it:",
                len(reasons),
            )
        )
        st.markdown("\n".join(f"- {plain(each)}" for each in reasons))
        return
    st.markdown(
        _(
            "The register becomes what it was before this import. The rows of the file stay until you erase "
            "them."
        )
    )
    st.button(_("Take this import back"), key="undo", on_click=_take_back, args=(batch, key))


def _take_back(batch: Batch, key: str) -> None:
    try:
        importing.undo(database(), actor(), batch.id)
    except (Invalid, Stale) as error:
        state.fail(key, {"": str(error)})
        return
    state.clear_faults()
    state.tell(_("Taken back. The register is as it was before."))


def _erase(batch: Batch, key: str) -> None:
    st.header(_("Erase it"), anchor=False)
    reasons = importing.reasons_against_erasing(database(), actor(), batch.id)
    if reasons:
        st.markdown(_("It cannot be erased, because something rests on it:"))
        st.markdown("\n".join(f"- {plain(each)}" for each in reasons))
        return
    st.markdown(
        _(
            "For a file that should never have been here. Its rows, its name and all it had added go for "
            "good, and nobody can bring them back. That you erased it, and how much, stays in the audit "
            "trail. Copies in backups go when those do."
        )
    )
    fields.checkboxes(
        "sure",
        _("Erase this import"),
        [("yes", _("I want it gone for good"))],
        None,
        hint="",
        none_of_these="",
    )
    st.button(
        _("Erase this import for good"),
        key="erase",
        on_click=_erase_now,
        args=(batch, key),
    )


def _erase_now(batch: Batch, key: str) -> None:
    if not state.widget_value("sure.yes"):
        state.fail(key, {"sure": _("Select that you want it gone for good")})
        return
    try:
        importing.erase(database(), actor(), batch.id)
    except (Invalid, Stale) as error:
        state.fail(key, {"": str(error)})
        return
    state.clear_faults()
    state.tell(_("Erased."))
