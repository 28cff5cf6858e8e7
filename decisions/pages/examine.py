"""Questions that may be asked of a decision, each with what the record says to it, to read or print."""

from collections.abc import Sequence

import streamlit as st

from decisions.pages import _record_files
from decisions.pages._pages_of import part_of, turn
from decisions.records import exports, service, wording
from decisions.records.examination import examination
from decisions.records.said import Asked, Said, Voice
from isa.platform.errors import NotFound
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _
from isa.ui import door, panels, site
from isa.ui.frame import page
from isa.ui.text import plain

# So much of an answer stands on the page at a time: the next question stays within reach.
_AT_ONCE = 10
# The tool's reason and the person's own stand with the fact before them.
_WITH_REASONS = 3


def _answer(said: Said, key: str) -> None:
    if said.voice is Voice.OWN:
        panels.own_words(said.about, said.words, key=key)
    elif said.voice is Voice.TOOL:
        with panels.tool_voice(key, said.about):
            st.markdown("  \n".join(plain(line) for line in said.words.split("\n")))
    elif said.about:
        st.markdown(f"**{plain(said.about)}**  \n{plain(said.words)}")
    else:
        st.markdown(plain(said.words))


def _asked(record_id: str, number: int, one: Asked) -> None:
    st.header(plain(f"{number}. {one.question}"), anchor=False)
    key = f"{record_id}/examine-{number}"
    told = _together(one.said)
    for place, those in enumerate(part_of(key, told, _AT_ONCE)):
        for inside, said in enumerate(those):
            _answer(said, f"{number}-{place}-{inside}")
    turn(key, len(told), _AT_ONCE, may_be_whole=True)


def _together(found: Sequence[Said]) -> list[list[Said]]:
    """What must not be torn apart: a fact, and at most two reasons that follow it."""
    told: list[list[Said]] = []
    for said in found:
        follows = told and told[-1][0].voice is Voice.FACT and said.voice is not Voice.FACT
        if follows and len(told[-1]) < _WITH_REASONS:
            told[-1].append(said)
        else:
            told.append([said])
    return told


def main() -> None:
    """Draw the page. Looking at it is noted as looking at the record."""
    record_id = site.param("record")
    if not record_id:
        raise NotFound(_("There is no record in this address. Open it from your list of records."))
    database, actor = door.database(), door.actor()
    found = service.record(database, actor, record_id)
    service.log_view(database, actor, record_id)
    content = found.content
    if content is None:
        site.go_now("record", record=record_id)
    with page(
        _("Questions that may be asked"),
        section=_("Record"),
        key=f"{record_id}/examine",
        back=lambda: site.go("record", record=record_id),
        lede=plain(wording.decided_sentence(content)),
    ):
        st.markdown(
            _(
                "Answered from the sealed record alone. The tool's words and own words are told apart. "
                "It says what was kept back, so it is for your own file."
            )
        )
        line = found.line
        if may(actor, Action.RECORD_EXPORT, agency_id=line.agency_id, owner_id=line.author_id):
            _record_files.button(
                _("Download these questions and answers (Word)"),
                "examination",
                f"questions-{record_id}.docx",
                exports.WORD,
                lambda: exports.examination_word(database, actor, record_id),
            )
        for number, one in enumerate(examination(content), start=1):
            _asked(record_id, number, one)


main()
