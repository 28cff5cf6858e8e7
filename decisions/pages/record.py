"""A sealed record: what was decided, the two voices, what was sent, whether it is unchanged, who looked."""

import streamlit as st

from decisions.casework import advice_log
from decisions.pages import _ask_others, _draft, _late, _record, _record_files, _replies
from decisions.pages._tool_said import tool_said
from decisions.records import correction, service, wording
from decisions.records.alike import alike
from decisions.records.content import Content
from decisions.records.service import Record
from decisions.reviewing import service as reviewing
from decisions.reviewing.changes import Change
from isa.platform import clock
from isa.platform.errors import NotFound
from isa.platform.permissions import Action, may
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.ui import door, panels, site
from isa.ui.components.table import Cell, Column, table
from isa.ui.frame import page
from isa.ui.text import plain


@_late.while_there()
def _replace(record_id: str) -> None:
    """Start a draft that will replace this record, and open it."""
    draft_id = correction.supersede(door.database(), door.actor(), record_id)
    where, params = _draft.resume(draft_id)
    site.go(where, **params)


def _unchanged(found: Record) -> None:
    sealed_at = clock.show_instant(found.line.sealed_at)
    st.header(_("Is this record unchanged?"), anchor=False)
    with panels.panel("unchanged"):
        st.markdown(
            _("{value} **This record is unchanged since {sealed_at}.**").format(
                value=panels.tag(_("Unchanged"), "green"), sealed_at=sealed_at
            )
        )
        st.markdown(
            _(
                "It was checked against its signature as this page was drawn. You can check it without "
                "us: download the sealed record and run this on any computer."
            )
        )
        st.code(
            f"isa record verify record-{found.line.id}.sdjwt --thumbprint {found.kid}",
            language=None,
            wrap_lines=True,
        )


def _replaced(found: Record) -> None:
    if found.line.superseded_by:
        with panels.panel("replaced"):
            st.markdown(_("**A newer record replaces this one.** This one stays as it was."))
            site.link(_("Open the newer record"), "record", record=found.line.superseded_by)
    if found.line.supersedes:
        st.markdown(_("This record replaces an earlier one."))
        site.link(_("Open the earlier record"), "record", record=found.line.supersedes)


def _views(found: Record) -> None:
    database, actor, line = door.database(), door.actor(), found.line
    if not may(actor, Action.RECORD_VIEWS_READ, agency_id=line.agency_id, owner_id=line.author_id):
        return
    seen = service.views(database, actor, line.id)
    with panels.details(_("Who has looked at this record ({count})").format(count=len(seen))):
        table(
            "views",
            caption=_("Who has looked at this record"),
            columns=[_("Who"), _("What"), _("When")],
            rows=[
                [
                    one.actor_name,
                    _("Took a copy") if one.is_export else _("Looked at it"),
                    clock.show_instant(one.at),
                ]
                for one in seen
            ],
        )


def _conversations(found: Record) -> None:
    """The conversations that led to it, for their keeper; legal advice opens only on its own page."""
    held = advice_log.of_record(door.database(), door.actor(), found.line.id)
    if not held:
        return
    st.header(_("Conversations that led to it"), anchor=False)
    table(
        "conversations",
        caption=_("Conversations that led to it"),
        columns=[_("Whom"), _("When"), _("Kept"), Column(_("Open"), hidden=True)],
        rows=[
            [
                one.whom,
                clock.show_instant(one.asked_at) if one.asked_at else "",
                _("Apart, in no copy") if one.is_privileged else _("In your log"),
                Cell(_("Open"), go=one.id, more=one.whom),
            ]
            for one in held
        ],
        on_go=lambda which: site.go("consultation_entry", id=which),
    )


def _alike(found: Record) -> None:
    """Reasons that stand word for word elsewhere, for whoever reviews this decision."""
    same = alike(door.database(), door.actor(), found.line.id)
    lines = []
    if same.elsewhere:
        lines.append(
            ngettext(
                "The same reasons stand word for word in {count} other record of this agency.",
                "The same reasons stand word for word in {count} other records of this agency.",
                same.elsewhere,
            ).format(count=same.elsewhere)
        )
    if same.within:
        lines.append(_("The same reasons were written for more than one recipient of this record."))
    if lines:
        st.header(_("For review: reasons that were used before"), anchor=False)
        lines.append(_("That can be right. Ask whether each decision was weighed by itself."))
        st.markdown(" ".join(plain(line) for line in lines))


def _what_would_change(found: Record) -> None:
    """For whoever reviews this decision and did not make it; worked out now and kept nowhere."""
    if not reviewing.may_review(door.actor(), found.line):
        return
    _alike(found)
    told = reviewing.what_would_change(door.database(), door.actor(), found.line.id)
    st.header(_("For review: what would change this advice"), anchor=False)
    st.markdown(
        _(
            "One change in the world at a time, with every other answer as it was given. It is worked out "
            "as you look, under the law pack the advice came from. It is no part of the record, and "
            "whoever decided has not been shown it."
        )
    )
    if told.why_not:
        st.markdown(_("It cannot be worked out. {why_not}").format(why_not=plain(told.why_not)))
    elif not told.changes:
        st.markdown(_("No single change that the pack names would have led to other advice."))
    else:
        st.markdown("\n".join(_change(one) for one in told.changes))


def _change(found: Change) -> str:
    about = f" ({found.about})" if found.about else ""
    lead = f"{found.if_[:1].upper()}{found.if_[1:]}{about}"
    shifts = "; ".join(
        _("{would_be}, instead of: {was}").format(would_be=one.would_be, was=one.was)
        for one in found.shifts
    )
    return f"- **{plain(lead)}**  \n  {plain(shifts)}."


def _correct(found: Record) -> None:
    line = found.line
    is_theirs = may(
        door.actor(),
        Action.RECORD_SUPERSEDE,
        agency_id=line.agency_id,
        owner_id=line.author_id,
    )
    if not is_theirs or line.superseded_by:
        return
    st.header(_("Is something wrong with it?"), anchor=False)
    st.markdown(
        _(
            "A sealed record cannot be changed. You can start a new one with the same answers; both "
            "are kept, and each names the other. You decide again, in your own words."
        )
    )
    st.button(_("Replace this record"), key="replace", on_click=_replace, args=(line.id,))


def _body(found: Record, content: Content) -> None:
    _replaced(found)
    if found.line.supersedes or found.line.superseded_by:
        site.link(_("Compare the two versions"), "compare", record=found.line.id)
    site.link(_("Questions that may be asked of this decision"), "examine", record=found.line.id)
    _record.times(content)
    _record.known(content)
    tool_said(content)
    _record.person_wrote(content)
    _record.sent(content)
    _record.one_parent(content)
    _record.not_known(content)
    _record.advice_log(content)
    _conversations(found)
    _record.changes(content)
    _record.grounds(content)
    _record.law(content)
    _unchanged(found)
    database, actor, line = door.database(), door.actor(), found.line
    if may(actor, Action.RECORD_EXPORT, agency_id=line.agency_id, owner_id=line.author_id):
        _record_files.downloads(database, actor, content)
    with panels.off_paper():
        _beside(found, content)


def _beside(found: Record, content: Content) -> None:
    """What is on the screen and on no paper: who looked, what a reviewer is told, what to press."""
    actor, line = door.actor(), found.line
    _replies.after(content)
    _ask_others.offer(line.id)
    if may(actor, Action.RECORD_HOLD, agency_id=line.agency_id):
        site.link(_("Hold this record, or lift a hold"), "hold", record=line.id)
    _views(found)
    _what_would_change(found)
    _correct(found)


def main() -> None:
    """Draw the page. Looking at it is noted once a day for each person."""
    record_id = site.param("record")
    if not record_id:
        raise NotFound(_("There is no record in this address. Open it from your list of records."))
    database, actor = door.database(), door.actor()
    found = service.record(database, actor, record_id)
    service.log_view(database, actor, record_id)
    content = found.content
    with page(
        wording.heading(content) if content else wording.title(found.line.outcome),
        section=_("Record"),
        key=record_id,
        back=lambda: site.go("records"),
        lede=plain(wording.decided_sentence(content)) if content else "",
    ):
        if content is None:
            st.markdown(
                _(
                    "What this record held was disposed of under the retention rules. That it "
                    "was sealed, on {sealed_at}, stays on the audit trail."
                ).format(sealed_at=clock.show_instant(found.line.sealed_at))
            )
        else:
            _body(found, content)


main()
