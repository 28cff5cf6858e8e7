"""The documents that an agreement is drawn up as, and its signing pack."""

from datetime import date

import streamlit as st

from isa.documents import calendar
from isa.documents.agreement_letters import covering_words
from isa.documents.agreement_parts import AgreementPaper
from isa.documents.paper import WORD
from isa.platform import clock
from isa.platform.config import settings
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.agreements.lifecycle import BEING_WRITTEN, OVER
from isa.register.drawing_up.papers import agreement_paper, documents, named, signing_pack
from isa.register.model import Agreement
from isa.ui import panels
from isa.ui.components.copy_button import copy_button
from isa.ui.door import actor, database


def drawn_up(agreement: Agreement) -> None:
    """Word documents from what the register holds today, and what to send to those who have not signed."""
    today = clock.today()
    paper = agreement_paper(database(), actor(), agreement.id, on=today)
    st.header(_("Draw up documents"), anchor=False)
    st.markdown(_("Made from what the register holds today. Nothing is sent or kept by itself."))
    for key, label in (
        ("agreement.docx", _("The agreement (Word)")),
        ("accession-form.docx", _("Form to join it later (Word)")),
        ("review-letter.docx", _("Letter that asks for a review (Word)")),
    ):
        st.download_button(
            label,
            data=lambda name=key: documents(paper, clock.now())[name],  # type: ignore[misc]  # a default per button
            file_name=named(agreement.reference, key.removesuffix(".docx")) + ".docx",
            mime=WORD,
            on_click="ignore",
            key=f"draw-{key}",
        )
    days = calendar.milestones(
        agreement.id, agreement.reference, agreement.review_due_on, agreement.ends_on
    )
    if days:
        st.download_button(
            _("Review and end for your calendar (.ics)"),
            data=lambda: calendar.subscription(
                days, service=settings().service_name, at=clock.now()
            ),
            file_name=named(agreement.reference, "days") + ".ics",
            mime=calendar.MIME,
            on_click="ignore",
            key="draw-calendar",
        )
    if agreement.status in BEING_WRITTEN:
        st.markdown(_("The signing pack stands here once the agreement is approved."))
    elif agreement.status not in OVER and agreement.unsigned:
        _pack(agreement, paper, today)


def _pack(agreement: Agreement, paper: AgreementPaper, today: date) -> None:
    """What goes to those who have not signed, and the words to send it with."""
    register, who = database(), actor()  # a download runs outside the session
    st.download_button(
        ngettext(
            "Signing pack for {count} party (zip)",
            "Signing pack for {count} parties (zip)",
            agreement.unsigned,
        ).format(count=agreement.unsigned),
        data=lambda: signing_pack(register, who, agreement.id, on=today, at=clock.now()),
        file_name=named(agreement.reference, "signing-pack") + ".zip",
        mime="application/zip",
        on_click="ignore",
        key="draw-pack",
    )
    with panels.details(_("Words for the e-mail")):
        copy_button("email", covering_words(paper))
