"""A button that takes a table of a page away as a file."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from isa.platform.permissions import Action, may
from isa.register.listing.sheet import Cells
from isa.register.listing.taking.service import export_list
from isa.ui.door import actor, database


def download(
    name: str, label: str, headings: Sequence[str], rows: Callable[[], Iterable[Cells]]
) -> None:
    """Offer the rows as CSV to whoever may take the register away; the export is noted when it is made."""
    if not may(actor(), Action.REGISTER_EXPORT):
        return
    opened, reader = database(), actor()  # the file is made outside this session's run
    st.download_button(
        label,
        data=lambda: export_list(opened, reader, name, headings, rows()),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"download-{name}",
    )
