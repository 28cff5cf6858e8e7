"""Audit trail: is it whole, and who did what, to what, and when."""

import streamlit as st

from isa.pages._listing import one_of
from isa.platform import clock, trail
from isa.platform.errors import Tampered
from isa.platform.event_words import ABOUT, About, about, words
from isa.platform.identity import SYSTEM
from isa.platform.trail import PAGE, Told, Wanted
from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.listing.sheet import Cells, as_csv
from isa.ui import fields, panels, site, state
from isa.ui.components.table import Cell, Column, table
from isa.ui.door import actor, database
from isa.ui.frame import page

_KEY = "audit"
# What an identifier begins with, and the page that shows such a thing to an auditor.
_OPENS = {
    "rec": ("record", "record"),
    "agr": ("agreement", "id"),
    "agy": ("agency", "id"),
}
# The same by what happened: an identifier from elsewhere begins with anything.
_BY_KIND = {About.AGREEMENT: ("agreement", "id"), About.AGENCY: ("agency", "id")}
_SERVICE = _("The service itself")


def _check() -> None:
    """Walk the chain once, and keep the sentence for this page."""
    try:
        found = trail.verify(database(), actor())
    except Tampered as error:
        state.choose(_KEY, "broken", str(error))
        state.say(_("The trail is not whole."))
        return
    at = clock.show_instant(clock.now())
    state.choose(_KEY, "broken", "")
    state.choose(
        _KEY,
        "whole",
        ngettext(
            "{events:,} event, in order and unaltered, checked on {at}.",
            "{events:,} events, in order and unaltered, checked on {at}.",
            found.events,
        ).format(events=found.events, at=at),
    )
    state.choose(_KEY, "head", found.head)
    state.say(_("The trail is whole."))


def _whole() -> None:
    st.button(_("Check the whole trail"), key="check-trail", type="primary", on_click=_check)
    if broken := state.chosen(_KEY, "broken"):
        with panels.panel(_KEY):
            st.markdown(f"{panels.tag(_('Not whole'), 'red')} **{broken}**")
            st.markdown(
                _("Keep the database as it is, stop the service, and get the people who run it.")
            )
    elif whole := state.chosen(_KEY, "whole"):
        with panels.panel(_KEY):
            st.markdown(f"{panels.tag(_('Whole'), 'green')} **{whole}**")
            st.markdown(
                _(
                    "This shows that nothing was changed in between. That nothing was cut off at the end "
                    "shows only against a checkpoint kept elsewhere. The last hash is:"
                )
            )
            st.text(state.chosen(_KEY, "head"))


def _narrow() -> Wanted:
    with panels.details(_("Narrow it down")):
        left, right = st.columns(2)
        with left:
            kind = one_of("about", _("About"), ABOUT, site.param("about"))
            thing = fields.text_input(
                "thing",
                _("Identifier"),
                site.param("thing"),
                hint=_("As it stands in the list, or after record= in the address of its page."),
            )
            who = fields.text_input("who", _("By whom"), "", hint=_("Part of a name."))
        with right:
            since = fields.date_input("since", _("From"), None)
            until = fields.date_input("until", _("To"), None)
    for key, name in (("since", _("the first day")), ("until", _("the last day"))):
        if not fields.is_date_empty(key) and (wrong := fields.date_fault(key, name)):
            st.markdown(wrong)
    return Wanted(
        about=About(kind) if kind in ABOUT else None,
        thing=thing.strip(),
        who=who.strip(),
        since=since,
        until=until,
    )


def _codes(event: Told) -> str:
    """What the event holds beside: codes, counts and identifiers."""
    told = (
        f"{name.replace('_', ' ')}: {', '.join(value) if isinstance(value, list) else value}"
        for name, value in event.codes.items()
        if value is not None
    )
    return "; ".join(told)


def _opened_by(event: Told) -> tuple[str, str] | None:
    return _OPENS.get(event.object_id.partition("_")[0]) or _BY_KIND.get(
        about(event.type) or About.USER
    )


def _row(event: Told) -> list[Cell | str]:
    place = _opened_by(event)
    where = "/".join((*place, event.object_id)) if place else ""
    return [
        Cell(str(event.n)),
        clock.show_instant(event.at),
        words(event.type),
        event.actor_name or (_SERVICE if event.actor_id == SYSTEM.id else event.actor_id),
        Cell(event.object_id, go=where),
        _codes(event),
    ]


def _go(where: str) -> None:
    address, param, which = where.split("/", 2)
    site.go(address, **{param: which})


def _in_file(event: Told) -> Cells:
    at = event.at.isoformat()
    who = (event.actor_id, event.actor_name)
    return (event.n, at, event.type, words(event.type), *who, event.object_id, _codes(event))


def _file(wanted: Wanted) -> None:
    opened, reader = database(), actor()  # the file is made outside this session's run
    headings = (
        _("Number"), _("When (UTC)"), _("Code"), _("What"),
        _("By"), _("Name"), _("About"), _("Details"),
    )  # fmt: skip
    st.download_button(
        _("Download these events (CSV)"),
        data=lambda: as_csv(
            headings, [_in_file(one) for one in trail.taken(opened, reader, wanted)]
        ),
        file_name="audit-trail.csv",
        mime="text/csv",
        on_click="ignore",
        key="download-trail",
    )


def _list(wanted: Wanted) -> None:
    is_same = state.chosen(_KEY, "asked") == wanted.model_dump_json()
    state.choose(_KEY, "asked", wanted.model_dump_json())
    before = int(state.chosen(_KEY, "before") or 0) if is_same else 0
    found = trail.events(database(), actor(), wanted, before=before, limit=PAGE + 1)
    if not found:
        st.markdown(_("No event is like this. Ask for less at once, or for more days."))
        return
    table(
        "events",
        caption=_("Events, newest first"),
        columns=[
            Column(_("Number"), number=False),
            _("When"),
            _("What"),
            _("By"),
            _("About"),
            _("Details"),
        ],
        rows=[_row(event) for event in found[:PAGE]],
        on_go=_go,
    )
    with st.container(key="turn-events", horizontal=True, gap="medium"):
        if before:
            _turn(_("Newest"), 0)
        if len(found) > PAGE:
            _turn(_("Older"), found[PAGE - 1].n)
    _file(wanted)


def _turn(label: str, before: int) -> None:
    st.button(
        label,
        key=f"turn-{'older' if before else 'newest'}",
        type="tertiary",
        on_click=state.choose,
        args=(_KEY, "before", str(before)),
    )


with page(_("Audit trail"), key=_KEY, wide=True):
    st.markdown(
        _(
            "Every change is an event that carries the hash of the one before it, so an altered or "
            "missing event shows. So is opening a record and taking one away. Events hold codes and "
            "identifiers, never a person's details."
        )
    )
    _whole()
    st.header(_("Who did what"), anchor=False)
    _list(_narrow())
