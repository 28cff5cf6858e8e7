"""The files of a record to take away, each made, and noted, when its button is pressed."""

from collections.abc import Callable

import streamlit as st

from decisions.records import exports
from decisions.records.content import Content
from decisions.records.exports import Export
from isa.platform.database import Database
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.ui.text import plain

_SEALED = "application/json"


def downloads(database: Database, actor: Actor, content: Content) -> None:
    """The files to take away. Each is made, and noted, when its button is pressed."""
    record_id = content.record_id
    button(
        _("Download the decision (Word)"),
        "decision",
        f"decision-{record_id}.docx",
        exports.WORD,
        lambda: exports.decision_word(database, actor, record_id),
    )
    button(
        _("Download the schedule for review before release (Word)"),
        "schedule",
        f"schedule-{record_id}.docx",
        exports.WORD,
        lambda: exports.schedule_word(database, actor, record_id),
    )
    names = {one.recipient_id: one.name for one in content.assessment.recipients}
    for addressee in () if content.is_check else content.addressees:
        _copies(database, actor, record_id, addressee.recipient_id, names[addressee.recipient_id])
    button(
        _("Download the sealed record"),
        "record",
        f"record-{record_id}.sdjwt",
        _SEALED,
        lambda: exports.whole_file(database, actor, record_id),
    )


def _copies(database: Database, actor: Actor, record_id: str, to: str, name: str) -> None:
    """One recipient's copy, to read and to check."""
    stem = exports.copy_name(record_id, to)
    button(
        _("Download the copy for {name} (Word)").format(name=name),
        f"copy-{to}",
        f"{stem}.docx",
        exports.WORD,
        lambda: exports.recipient_word(database, actor, record_id, to),
    )
    button(
        _("Download the sealed copy for {name}").format(name=name),
        f"sealed-{to}",
        f"{stem}.sdjwt",
        _SEALED,
        lambda: exports.recipient_file(database, actor, record_id, to),
    )


def button(label: str, key: str, name: str, mime: str, make: Callable[[], Export]) -> None:
    """A file that is made, and noted, when its button is pressed."""
    st.download_button(
        plain(label),
        lambda: make().data,
        file_name=name,
        mime=mime,
        key=f"download-{key}",
        on_click="ignore",
    )
