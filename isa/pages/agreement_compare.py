"""What two versions of an agreement say differently: each term with the words that went and came."""

from collections.abc import Sequence

import streamlit as st

from isa.platform import clock
from isa.platform.errors import NotFound
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register import service as register
from isa.register.agreements.papers.content import MediaType
from isa.register.agreements.redline import Change, TermChange, as_text
from isa.register.agreements.versions.service import NOW
from isa.register.drawing_up.papers import redline_paper
from isa.ui import panels, site
from isa.ui.door import actor, database
from isa.ui.frame import page, trouble
from isa.ui.text import plain


def _marked(change: TermChange) -> str:
    """Removed and added words told apart by tag, stroke and weight, not by colour alone."""
    said = []
    for piece in change.pieces:
        words = plain(piece.words)
        if piece.change is Change.REMOVED:
            said.append(f"{panels.tag(_('Removed'), 'red')} ~~{words}~~")
        elif piece.change is Change.ADDED:
            said.append(f"{panels.tag(_('Added'), 'green')} **{words}**")
        else:
            said.append(words)
    return " ".join(said)


def _show(agreement_id: str, before: str, after: str) -> None:
    agreement = register.agreement(database(), actor(), agreement_id, on=clock.today())
    numbers = {
        each.id: _("version {number}").format(number=each.number)
        for each in register.agreement_versions(database(), actor(), agreement_id)
    } | {NOW: _("today")}
    changes = register.compare_versions(
        database(), actor(), agreement_id, before=before, after=after
    )
    heading = _("What changed from {before} to {after}").format(
        before=numbers[before], after=numbers[after]
    )
    with page(
        heading,
        section=agreement.reference,
        key=f"compare-{agreement_id}",
        back=lambda: site.go("agreement", id=agreement_id),
        lede=plain(f"{agreement.reference}: {agreement.title}"),
    ):
        if not changes:
            st.markdown(_("Nothing is different."))
            return
        st.markdown(
            ngettext(
                "{changes} part is different.", "{changes} parts are different.", len(changes)
            ).format(changes=len(changes))
        )
        for change in changes:
            st.header(plain(change.label), anchor=False)
            st.markdown(_marked(change))
        with panels.details(_("The same as plain text")):
            st.text(as_text(changes))
        _downloads(agreement_id, heading, changes, before, after)


def _downloads(
    agreement_id: str, heading: str, changes: Sequence[TermChange], before: str, after: str
) -> None:
    opened, reader = database(), actor()  # the file is made outside this session's run
    with st.container(key="changes-files", horizontal=True, gap="medium"):
        st.download_button(
            _("Download as a Word file"),
            lambda: redline_paper(
                opened, reader, agreement_id, heading, before=before, after=after
            ),
            file_name=f"{agreement_id}-changes.docx",
            mime=MediaType.DOCX,
            key="changes-word",
            on_click="ignore",
        )
        st.download_button(
            _("Download as text"),
            as_text(changes),
            file_name=f"{agreement_id}-changes.txt",
            mime="text/plain",
            key="changes-text",
            on_click="ignore",
        )


require(actor(), Action.AGREEMENT_READ)
try:
    _show(site.param("id"), site.param("before"), site.param("after"))
except (NotFound, KeyError):
    with page(_("There is no such version"), key="compare-none", back="agreements"):
        trouble(_("Open the agreement and choose two versions under History."))
