"""The parts of an agreement's page: summary, rows, and who may share what because of it."""

from collections.abc import Iterable, Mapping
from datetime import date

import streamlit as st

from isa.coverage.view import ANY, Direction
from isa.pages._register import day, facts
from isa.register.agreements.standing import standing
from isa.register.model import Agreement, DataRow
from isa.register.vocabulary import Term, vocabulary
from isa.ui import panels, site
from isa.ui.components import Cell, table
from isa.ui.text import plain

_ONWARD = {
    "none": "Not passed on",
    "originator_consent": "Passed on only if the agency it came from agrees",
    "same_purpose": "Passed on only for the same purpose",
    "free": "May be passed on",
}
_DIRECTIONS = {
    Direction.ONE_WAY: "One way",
    Direction.RECIPROCAL: "Both ways",
    Direction.NOT_RECORDED: "Which way is not recorded",
}


def words(codes: Iterable[str], terms: Mapping[str, Term]) -> str:
    """Codes in their words and in the order of their file, parted by semicolons."""
    named = set(codes)
    anyone = ["anyone"] if ANY in named else []
    return "; ".join([*anyone, *(term.label for term in terms.values() if term.code in named)])


def who(ids: Iterable[str], names: Mapping[str, str]) -> str:
    """Agencies by name; the star is every party."""
    return "; ".join("Every party" if each == ANY else names.get(each, each) for each in ids)


def missing(agreement: Agreement) -> list[str]:
    """What is not recorded and keeps coverage from being answered."""
    found = []
    if agreement.starts_on is None:
        found.append("the day it starts")
    if agreement.review_due_on is None:
        found.append("the day its review is due")
    if not agreement.purposes and agreement.type.value not in ("tier1_charter", "ioa"):
        found.append("its purposes")
    if not agreement.rows and agreement.type.value not in ("tier1_charter", "ioa"):
        found.append("its sharing table")
    if agreement.lead_agency_id is None:
        found.append("who leads it")
    return found


def summary(agreement: Agreement) -> None:
    """What the agreement is for, its terms, and what is missing."""
    terms = vocabulary()
    if agreement.summary:
        st.text(agreement.summary)
    terms_of = {
        "Kind": agreement.type_label,
        "Lead": agreement.lead_name or "Not recorded",
        "Purposes": words(agreement.purposes, terms.purposes) or "Not recorded",
        "Starts": day(agreement.starts_on),
        "Ends": day(agreement.ends_on) if agreement.ends_on else "No end date",
        "Review due": day(agreement.review_due_on),
        "Relies on": agreement.parent_reference or "Nothing else",
        "Left out on purpose": words(agreement.exclusions, terms.categories) or "Nothing",
        "Passing on": _ONWARD.get(agreement.onward_sharing, agreement.onward_sharing),
        "Law enforcement information": "Has a clause"
        if agreement.has_part3_clause
        else "No clause",
    }
    facts("terms", "Terms of the agreement", terms_of)
    if lacking := missing(agreement):
        st.markdown(f"{panels.tag('Not recorded', 'yellow')} {plain(', '.join(lacking))}.")


def rows(agreement: Agreement) -> None:
    """The sharing table."""
    if not agreement.rows:
        st.markdown("No sharing table is recorded, so this agreement covers nothing by itself.")
        return
    table(
        "rows",
        caption="The sharing table",
        columns=["Row", "From", "To", "What", "About", "How and on what conditions"],
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
        what += f" (not: {words(row.exclusions, terms.categories)})"
    return [
        str(row.number),
        who(row.providers, names) or "Not recorded",
        who(row.recipients, names) or "Not recorded",
        what,
        words(row.subjects, terms.subjects),
        ". ".join(part[0].upper() + part[1:] for part in how if part),
    ]


def cover(agreement: Agreement, stands: str) -> None:
    """Who may share what because of this, in sentences, and what its standing does to that."""
    terms = vocabulary()
    st.markdown(f"Standing today: **{plain(stands)}**. A party is covered only once it has signed.")
    for row in agreement.rows:
        verb = "and" if row.direction is Direction.RECIPROCAL else "may send to"
        end = " may share with each other" if row.direction is Direction.RECIPROCAL else ""
        st.markdown(
            plain(
                f"{who(row.providers, agreement.names) or 'Parties'} {verb} "
                f"{who(row.recipients, agreement.names) or 'parties'}{end}: "
                f"{words(row.categories, terms.categories)}; about "
                f"{words(row.subjects, terms.subjects)}."
            )
        )
    site.link("Ask about two agencies", "coverage")


def standing_of(agreement: Agreement, on: date) -> str:
    """How the agreement stands on a day."""
    return standing(
        agreement.status, agreement.starts_on, agreement.ends_on, agreement.review_due_on, on=on
    ).label
