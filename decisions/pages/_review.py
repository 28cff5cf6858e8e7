"""Decisions whose review is due, for the start page."""

from datetime import timedelta

import streamlit as st

from decisions.records import service as records
from decisions.records import wording
from decisions.records.service import RecordLine
from isa.platform.clock import show_date, today
from isa.ui import door, site
from isa.ui.components import Cell, Column, table

SOON = timedelta(days=7)


def _due(line: RecordLine) -> Cell:
    assert line.review_on is not None  # noqa: S101 -- only due lines are drawn
    if line.review_on < today():
        return Cell("Overdue", tag="yellow", sort=line.review_on.isoformat())
    if line.review_on == today():
        return Cell("Due today", tag="yellow", sort=line.review_on.isoformat())
    return Cell(show_date(line.review_on), sort=line.review_on.isoformat())


def _is_due(line: RecordLine) -> bool:
    is_open = line.superseded_by is None and not line.is_disposed
    return is_open and line.review_on is not None and line.review_on <= today() + SOON


def listed() -> None:
    """The actor's own decisions to look at again within a week, with a sentence when there are none."""
    st.header("To review", anchor=False)
    lines = [line for line in records.my_records(door.database(), door.actor()) if _is_due(line)]
    if not lines:
        st.markdown("No decision of yours is due for review in the next seven days.")
        return
    table(
        "reviews",
        caption="Decisions to review",
        columns=["Case", "What", "Due", Column("Review", hidden=True)],
        rows=[
            [
                line.reference or "No reference",
                wording.title(line.outcome),
                _due(line),
                Cell("Review", go=line.id, more=line.reference),
            ]
            for line in lines
        ],
        on_go=lambda record_id: site.go("record", record=record_id),
    )
