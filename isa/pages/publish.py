"""Publishing the register, and the answer to "list your agreements"."""

import io
import zipfile
from collections.abc import Sequence

import streamlit as st

from isa.documents.public_register import PublicEntry, as_csv, as_files
from isa.pages._finding import find_agencies
from isa.pages._register import day_cell
from isa.platform import clock
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.listing.model import RUNNING, Publicity
from isa.register.publishing.service import Publication, publication, style
from isa.ui import fields, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.frame import page
from isa.ui.text import plain

_KEY = "publish"
_DROP = "drop"
_NAMED = 20
_SHOWN = 300


def _zipped(found: Publication) -> bytes:
    """The folder as one file, the same bytes for the same register."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, body in as_files(found.public, style()).items():
            packed.writestr(zipfile.ZipInfo(name), body)
    return held.getvalue()


def _row(entry: PublicEntry, *, is_answer: bool) -> list[Cell | str]:
    return [
        entry.reference,
        entry.title,
        entry.lead,
        day_cell(entry.review_due_on, _("Not recorded")),
        entry.standing,
        *(["; ".join(entry.bound_by)] if is_answer else []),
    ]


def _named(references: Sequence[str]) -> str:
    """The first references of a list that may hold thousands, and how many more there are."""
    first = ", ".join(references[:_NAMED])
    more = len(references) - _NAMED
    if more <= 0:
        return first
    return ngettext("{first} and {more:,} more", "{first} and {more:,} more", more).format(
        first=first, more=more
    )


def _left_out(found: Publication) -> None:
    for words, references in (
        (_("Nobody has said whether these may be published: {names}."), found.not_decided),
        (_("Marked as not to be published: {names}."), found.held_back),
        (
            _("Left out because their review is more than three months late: {names}."),
            found.overdue,
        ),
    ):
        if references:
            st.markdown(plain(words.format(names=_named(references))))


def _show(found: Publication, *, is_answer: bool) -> None:
    count = len(found.public.entries)
    st.header(_("What anybody would see"), anchor=False)
    st.markdown(
        ngettext("{count:,} agreement.", "{count:,} agreements.", count).format(count=count)
        + " "
        + _("No contact, no name of a person, and no free text that is not marked as public.")
    )
    _left_out(found)
    if found.not_decided and may(actor(), Action.WORK_LIST_READ):
        site.link(
            _("Decide for those nobody has decided"),
            "agreements",
            standing=RUNNING,
            public=Publicity.NOT_DECIDED.value,
        )
    if count and may(actor(), Action.WORK_LIST_READ):
        site.link(_("Take some out again"), "agreements", public=Publicity.EITHER.value)
    if not count:
        st.markdown(_("Nothing to publish. Open an agreement and say whether it may be published."))
        return
    table(
        "published",
        caption=_("Agreements as anybody would see them"),
        columns=[
            Column(_("Reference"), sortable=True),
            Column(_("Title"), sortable=True),
            Column(_("Lead organisation"), sortable=True),
            Column(_("Review date"), sortable=True),
            Column(_("Status"), sortable=True),
            *([Column(_("How it is bound"))] if is_answer else []),
        ],
        rows=[_row(entry, is_answer=is_answer) for entry in found.public.entries[:_SHOWN]],
    )
    if count > _SHOWN:
        st.markdown(
            _("Only the first {shown} stand here. The files hold every one.").format(shown=_SHOWN)
        )
    name = "agreements" if is_answer else "public-register"
    st.download_button(
        _("Download the folder for a website"),
        data=lambda: _zipped(found),
        file_name=f"{name}.zip",
        mime="application/zip",
        on_click="ignore",
    )
    st.download_button(
        _("Download the list as a spreadsheet file"),
        data=lambda: ("\ufeff" + as_csv(found.public)).encode(),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
    )


with page(_("Publish the register"), key=_KEY, wide=True):
    st.markdown(
        _(
            "This makes files to put on your website, and the answer to “list your agreements”. Nothing is "
            "published until you put them there."
        )
    )
    agency = fields.agency_pick(
        "agency",
        _("Only what binds one agency (optional)"),
        find_agencies,
        None,
        hint=_(
            "What it signed, and what its controller, a group or a body before it signed. Leave it "
            "empty for the whole register."
        ),
    )
    ticked = fields.checkboxes(
        "late",
        _("What is overdue"),
        [(_DROP, _("Leave out agreements whose review is more than three months late"))],
        None,
        hint="",
        none_of_these="",
    )
    _show(
        publication(
            database(),
            actor(),
            on=clock.today(),
            agency_id=agency or "",
            drops_overdue=_DROP in (ticked or ()),
        ),
        is_answer=bool(agency),
    )
    site.link(_("Agreements"), "agreements")
