"""The certificate of one disposal: what went, when, by whom and why, and the digests that show it."""

import streamlit as st

from decisions.disposal.certificates import service
from decisions.disposal.certificates.document import certificate_word, digests, lines
from isa.documents.paper import WORD
from isa.platform.errors import NotFound
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _
from isa.ui import panels, site
from isa.ui.door import actor, database
from isa.ui.frame import page


def main() -> None:
    """Draw the page."""
    require(actor(), Action.RECORD_DISPOSE)
    record_id = site.param("record")
    if not record_id:
        raise NotFound(_("There is no certificate in this address. Open it from the list."))
    opened, reader = (
        database(),
        actor(),
    )  # the file is made outside the session, which knows neither
    found = service.certificate(opened, reader, record_id)
    with page(
        _("Certificate of disposal"),
        section=_("Disposal and holds"),
        key=f"certificate/{record_id}",
        back="disposal",
        lede=_("What this record held is gone. This is what stays of it."),
    ):
        panels.definitions(lines(found))
        for name, value in digests(found).items():
            st.markdown(f"**{name}**")
            st.code(value, language=None, wrap_lines=True)
        panels.own_words(_("Why it was disposed of"), found.why, key="why")
        st.download_button(
            _("Download the certificate (Word)"),
            data=lambda: certificate_word(
                service.taken_away(opened, reader, record_id), demonstration=opened.is_demo
            ),
            file_name=f"certificate-{record_id}.docx",
            mime=WORD,
            on_click="ignore",
            key="certificate",
        )


main()
