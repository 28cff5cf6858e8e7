"""A button that takes a table of a page away as a file."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from isa.register.listing.sheet import Cells
from isa.register.listing.taking.service import export_list
from isa.ui.door import actor, database


def download(
    name: str, label: str, headings: Sequence[str], rows: Callable[[], Iterable[Cells]]
) -> None:
    """Offer the rows as CSV; they are made, and the export is noted, when the button is pressed."""
    opened, reader = database(), actor()  # the file is made outside this session's run
    st.download_button(
        label,
        data=lambda: export_list(opened, reader, name, headings, rows()),
        file_name=f"{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"download-{name}",
    )
