"""What is selected in a list that comes in parts: kept for the session, by id."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.ui import state
from isa.ui.components.table import Ticks
from isa.ui.frame import current


@dataclass(frozen=True)
class Selection:
    """What is selected in the list of a page, on whatever part of it."""

    key: str

    def ids(self) -> tuple[str, ...]:
        """The ids that are selected."""
        return tuple(each for each in state.chosen(self.key, "picked").split("|") if each)

    def keep(self, ids: Sequence[str]) -> None:
        """Remember what is selected, as the boxes on the page have it."""
        state.choose(self.key, "picked", "|".join(ids))

    def replace(self, ids: Sequence[str]) -> None:
        """Select exactly these, also in the boxes that are on the page."""
        self.keep(ids)
        state.choose(self.key, "round", str(int(state.chosen(self.key, "round") or 0) + 1))

    def clear(self) -> None:
        """Select none."""
        self.replace(())

    def ticks(self, ids: Sequence[str], names: Sequence[str], part: str) -> Ticks:
        """The boxes of one part of the list; ``part`` says which, and in which order."""
        return Ticks(
            ids=ids,
            names=names,
            ticked=self.ids(),
            seed=f"{state.mount(self.key)}:{state.chosen(self.key, 'round')}:{part}",
            on_tick=self.keep,
        )

    def above(
        self,
        total: int,
        most: int,
        *,
        go: Callable[[], None],
        every: Callable[[], None],
        label: str = _("Do something with them"),
    ) -> None:
        """Above a list, in a line of fixed height: how many are selected, and what to do with them.

        ``total`` are in the list, and ``most`` may be selected at once.
        """
        found = min(total, most)
        count = len(self.ids())
        with st.container(
            key="selected", horizontal=True, gap="medium", vertical_alignment="center"
        ):
            current().live.append("count")
            st.container(key="count", width="content").text(
                ngettext("{count} selected", "{count} selected", count).format(count=count),
                width="content",
            )
            st.button(_(label), key="primary", type="primary", on_click=go)
            st.button(
                _("Select all {count:,}").format(count=found)
                if found == total
                else _("Select the first {count:,}").format(count=found),
                key="select_all",
                type="tertiary",
                on_click=every,
            )
            st.button(_("Select none"), key="select_none", type="tertiary", on_click=self.clear)
