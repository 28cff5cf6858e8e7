"""Two versions of a record: what the newer says otherwise than the one it replaced, word by word."""

import streamlit as st

from decisions.records import comparison, service
from decisions.records.comparison import Difference
from decisions.records.content import Content
from decisions.records.service import Record
from isa.platform.clock import show_instant
from isa.platform.errors import NotFound
from isa.platform.wording import gettext as _
from isa.ui import door, site
from isa.ui.components.redline import Change, redline
from isa.ui.frame import page
from isa.ui.text import plain


def _opened(record_id: str) -> tuple[Record, Record] | None:
    """The older and the newer of two versions; whichever is named, its neighbour comes with it. None: only one."""
    database, actor = door.database(), door.actor()
    found = service.record(database, actor, record_id)
    if found.line.supersedes:
        return service.record(database, actor, found.line.supersedes), found
    if found.line.superseded_by:
        return found, service.record(database, actor, found.line.superseded_by)
    return None


def _only_one(record_id: str) -> None:
    """There is nothing to compare: to the record."""
    with page(
        _("There is only one version"),
        section=_("Record"),
        key=f"{record_id}/compare",
        back=lambda: site.go("record", record=record_id),
    ):
        st.markdown(
            _("This record replaces none and was not replaced, so there is only one version.")
        )
        site.link(_("Open the record"), "record", record=record_id)


def _differences(before: Content, after: Content) -> None:
    found = comparison.comparison(before, after)
    if not found:
        st.markdown(_("The two versions say the same."))
    parts = list(dict.fromkeys(one.part for one in found))
    for number, part in enumerate(parts):
        st.header(plain(part), anchor=False)
        redline(
            f"part-{number}",
            caption=part,
            heads=(_("What"), _("Taken out and put in")),
            rows=[(one.what, _changes(one)) for one in found if one.part == part],
        )


def _changes(one: Difference) -> list[Change]:
    looks = {(True, True): "", (True, False): "out", (False, True): "in"}
    return [Change(piece.words, looks[piece.is_before, piece.is_after]) for piece in one.pieces]


def main() -> None:
    """Draw the page. Looking at it is noted for both records."""
    record_id = site.param("record")
    if not record_id:
        raise NotFound(_("There is no record in this address. Open it from your list of records."))
    versions = _opened(record_id)
    if versions is None:
        _only_one(record_id)
        return
    before, after = versions
    for one in (before, after):
        service.log_view(door.database(), door.actor(), one.line.id)
    with page(
        _("Two versions of a record"),
        section=_("Record"),
        key=f"{record_id}/compare",
        back=lambda: site.go("record", record=record_id),
    ):
        st.markdown(
            plain(
                _("The earlier one was sealed on {before}, the newer one on {after}.").format(
                    before=show_instant(before.line.sealed_at),
                    after=show_instant(after.line.sealed_at),
                )
            )
        )
        st.markdown(
            _(
                "What is the same is left out. Words taken out are struck through, words put in are "
                "underlined."
            )
        )
        if before.content is None or after.content is None:
            st.markdown(_("What one of them held was disposed of, so they cannot be compared."))
        else:
            _differences(before.content, after.content)


main()
