"""The documents of an agreement: what it refers to, papers kept with it, keeping and removing one."""

import streamlit as st

from isa.pages._agreement_fields import attempt, typed_text
from isa.platform.clock import show_date, show_instant
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _
from isa.register import service as register
from isa.register.agreements.papers.content import EXTENSIONS, MOST_MEGABYTES
from isa.register.agreements.papers.service import Paper
from isa.register.vocabulary import vocabulary
from isa.ui import fields, panels, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.fields.parts import field
from isa.ui.text import plain

_KB = 1024


def papers(page_key: str, agreement_id: str) -> None:
    """The papers kept with an agreement, and a form to keep one more."""
    found = register.papers(database(), actor(), agreement_id)
    chosen = state.chosen(page_key, "paper")
    if found:
        table(
            "papers",
            caption=_("Papers kept with this agreement"),
            columns=[_("Paper"), _("Kind"), _("Of"), _("Kept on"), Column(_("Open"), hidden=True)],
            rows=[_row(paper) for paper in found],
            on_go=lambda paper_id: state.choose(page_key, "paper", paper_id),
        )
    else:
        st.markdown(_("No paper is kept with it."))
    for paper in found:
        if paper.id == chosen and paper.removed_at is None:
            _one(page_key, agreement_id, paper)
    if register.keeps_agreement(database(), actor(), agreement_id):
        with panels.details(_("Keep another paper")):
            _form(page_key, agreement_id)


def _row(paper: Paper) -> list[Cell | str]:
    kind = vocabulary().paper_kinds[paper.kind].label
    if paper.removed_at is not None:
        when = _("Removed on {date}: {removed_why}").format(
            date=show_date(paper.removed_at.date()), removed_why=paper.removed_why
        )
        return [paper.title, kind, paper.agency_name, when, ""]
    size = f"{max(1, paper.size // _KB):,} KB, {EXTENSIONS[paper.media_type]}"
    return [
        f"{paper.title} ({size})",
        kind,
        paper.agency_name,
        show_date(paper.at.date()),
        Cell(_("Open"), go=paper.id, more=paper.title),
    ]


def _one(page_key: str, agreement_id: str, paper: Paper) -> None:
    opened, reader = database(), actor()  # the download is made later, outside this session's run
    with panels.panel(f"paper-{paper.id}"):
        st.markdown(f"**{plain(paper.title)}**")
        st.text(_("Kept {at}. SHA-256: {sha}").format(at=show_instant(paper.at), sha=paper.sha256))
        st.markdown(
            _(
                "It is given to you as it came and was not opened here. Open it only if you trust where "
                "it came from. Each download is noted in the audit trail."
            )
        )
        st.download_button(
            _("Download"),
            lambda: register.paper_bytes(opened, reader, agreement_id, paper.id),
            file_name=paper.file_name,
            mime="application/octet-stream",
            key="paper-download",
            on_click="ignore",
        )
        if register.keeps_agreement(database(), actor(), agreement_id):
            with panels.details(_("Remove this paper")):
                st.markdown(
                    _("Its bytes are erased. That it was here, its digest and your reason stay.")
                )
                fields.text_input("why", _("Why is it removed?"), "")
                st.button(
                    _("Remove it"),
                    key="paper-remove",
                    on_click=_remove,
                    args=(page_key, agreement_id, paper.id),
                )


def _remove(page_key: str, agreement_id: str, paper_id: str) -> None:
    def act() -> str:
        register.remove_paper(database(), actor(), agreement_id, paper_id, why=typed_text("why"))
        return _("The paper is removed.")

    attempt(page_key, act, lambda: state.say(_("The paper is removed.")))


def _form(page_key: str, agreement_id: str) -> None:
    label = _("The file")
    with field("file", label, _("5 MB at most, without macros."), is_heading=False):
        st.file_uploader(
            label,
            max_upload_size=MOST_MEGABYTES,
            key="w.file",
            type=["pdf", "docx", "xlsx", "odt", "png", "jpg", "jpeg", "eml"],
            label_visibility="collapsed",
        )
    kinds = [(t.code, t.label) for t in vocabulary().paper_kinds.values() if t.code != "acceptance"]
    st.markdown(
        _("An acceptance is kept with the signature it shows: open the party under Parties.")
    )
    fields.select("kind", _("What kind of paper is it?"), kinds, None)
    fields.text_input(
        "title", _("What is it?"), "", hint=_("For example: DPIA of March 2026, version 2.")
    )
    st.button(_("Keep the paper"), key="keep_paper", on_click=_keep, args=(page_key, agreement_id))


def _keep(page_key: str, agreement_id: str) -> None:
    def act() -> str:
        held = state.widget_value("file")
        if not hasattr(held, "getvalue"):
            raise Invalid({"file": _("Choose a file")})
        register.keep_paper(
            database(),
            actor(),
            agreement_id,
            kind=typed_text("kind"),
            title=typed_text("title"),
            data=bytes(held.getvalue()),
        )
        return _("The paper is kept.")

    def after() -> None:
        for name in ("file", "kind", "title"):
            state.forget_widgets(name)
        state.say(_("The paper is kept."))

    attempt(page_key, act, after)
