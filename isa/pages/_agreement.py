"""The parts of an agreement's page: summary, rows, and who may share what because of it."""

from collections.abc import Iterable, Mapping
from datetime import date

import streamlit as st

from isa.coverage.view import ANY, Direction
from isa.pages._register import day, facts
from isa.platform.wording import gettext as _
from isa.register.agreements.standing import standing
from isa.register.model import Agreement, DataRow
from isa.register.vocabulary import Term, vocabulary
from isa.ui import panels, site
from isa.ui.components import Cell, table
from isa.ui.text import plain

_ONWARD = {
    "none": _("Not passed on"),
    "originator_consent": _("Passed on only if the agency it came from agrees"),
    "same_purpose": _("Passed on only for the same purpose"),
    "free": _("May be passed on"),
}
_DIRECTIONS = {
    Direction.ONE_WAY: _("One way"),
    Direction.RECIPROCAL: _("Both ways"),
    Direction.NOT_RECORDED: _("Which way is not recorded"),
}
_BOTH_WAYS = _(
    "{givers} and {receivers} may share with each other: {categories}; about {subjects}."
)
_SENDS = _("{givers} may send to {receivers}: {categories}; about {subjects}.")


def words(codes: Iterable[str], terms: Mapping[str, Term]) -> str:
    """Codes in their words and in the order of their file, parted by semicolons."""
    named = set(codes)
    anyone = ["anyone"] if ANY in named else []
    return "; ".join([*anyone, *(term.label for term in terms.values() if term.code in named)])


def who(ids: Iterable[str], names: Mapping[str, str]) -> str:
    """Agencies by name; the star is every party."""
    return "; ".join(_("Every party") if each == ANY else names.get(each, each) for each in ids)


def missing(agreement: Agreement) -> list[str]:
    """What is not recorded and keeps coverage from being answered."""
    found = []
    if agreement.starts_on is None:
        found.append(_("the day it starts"))
    if agreement.review_due_on is None:
        found.append(_("the day its review is due"))
    if not agreement.purposes and agreement.type.value not in ("tier1_charter", "ioa"):
        found.append(_("its purposes"))
    if not agreement.rows and agreement.type.value not in ("tier1_charter", "ioa"):
        found.append(_("its sharing table"))
    if agreement.lead_agency_id is None:
        found.append(_("who leads it"))
    return found


def summary(agreement: Agreement) -> None:
    """What the agreement is for, its terms, and what is missing."""
    terms = vocabulary()
    if agreement.summary:
        st.text(agreement.summary)
    terms_of = {
        _("Kind"): agreement.type_label,
        _("Lead"): agreement.lead_name or _("Not recorded"),
        _("Purposes"): words(agreement.purposes, terms.purposes) or _("Not recorded"),
        _("Starts"): day(agreement.starts_on),
        _("Ends"): day(agreement.ends_on) if agreement.ends_on else _("No end date"),
        _("Review due"): day(agreement.review_due_on),
        _("Relies on"): agreement.parent_reference or _("Nothing else"),
        _("Left out on purpose"): words(agreement.exclusions, terms.categories) or _("Nothing"),
        _("Passing on"): _ONWARD.get(agreement.onward_sharing, agreement.onward_sharing),
        _("Law enforcement information"): _("Has a clause")
        if agreement.has_part3_clause
        else _("No clause"),
    }
    facts("terms", _("Terms of the agreement"), terms_of)
    if lacking := missing(agreement):
        st.markdown(f"{panels.tag(_('Not recorded'), 'yellow')} {plain(', '.join(lacking))}.")


def rows(agreement: Agreement) -> None:
    """The sharing table."""
    if not agreement.rows:
        st.markdown(_("No sharing table is recorded, so this agreement covers nothing by itself."))
        return
    table(
        "rows",
        caption=_("The sharing table"),
        columns=[
            _("Row"),
            _("From"),
            _("To"),
            _("What"),
            _("About"),
            _("How and on what conditions"),
        ],
        rows=[_row(row, agreement.names) for row in agreement.rows],
    )


def _row(row: DataRow, names: Mapping[str, str]) -> list[Cell | str]:
    terms = vocabulary()
    how = [
        _DIRECTIONS[row.direction],
        words(row.methods, terms.transfer_methods),
        words(row.conditions, terms.conditions),
    ]
    what = words(row.categories, terms.categories)
    if row.exclusions:
        what += _(" (not: {exclusions})").format(exclusions=words(row.exclusions, terms.categories))
    return [
        str(row.number),
        who(row.providers, names) or _("Not recorded"),
        who(row.recipients, names) or _("Not recorded"),
        what,
        words(row.subjects, terms.subjects),
        ". ".join(part[0].upper() + part[1:] for part in how if part),
    ]


def cover(agreement: Agreement, stands: str) -> None:
    """Who may share what because of this, in sentences, and what its standing does to that."""
    terms = vocabulary()
    st.markdown(
        _("Standing today: **{stands}**. A party is covered only once it has signed.").format(
            stands=plain(stands)
        )
    )
    for row in agreement.rows:
        sentence = _BOTH_WAYS if row.direction is Direction.RECIPROCAL else _SENDS
        st.markdown(
            plain(
                sentence.format(
                    givers=who(row.providers, agreement.names) or _("Parties"),
                    receivers=who(row.recipients, agreement.names) or _("parties"),
                    categories=words(row.categories, terms.categories),
                    subjects=words(row.subjects, terms.subjects),
                )
            )
        )
    site.link(_("Ask about two agencies"), "coverage")


def standing_of(agreement: Agreement, on: date) -> str:
    """How the agreement stands on a day."""
    return standing(
        agreement.status, agreement.starts_on, agreement.ends_on, agreement.review_due_on, on=on
    ).label
