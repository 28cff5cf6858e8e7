"""What would lapse, on the page: the sentence, the tables, and the ways to it."""

import pytest
from streamlit.testing.v1 import AppTest

from isa.pages._work import row
from isa.platform.database import Database
from isa.platform.errors import NotPermitted
from isa.platform.identity import SYSTEM, Actor
from isa.register.network.impact import service as changing
from isa.register.worklist.model import Task, TaskKey, TaskKind
from isa.ui.components.table import Cell
from tests.pages.conftest import OpenAs
from tests.pages.test_network_page import shown

FILE = "isa/pages/impact.py"
LEAD = "demo-ig-lead"


def test_what_would_lapse_if_an_agreement_ended_is_a_sentence_and_a_table(open_as: OpenAs) -> None:
    app = open_as(LEAD, FILE, agreement="esh-010")
    text = shown(app)

    assert "Without ESH-010 on" in text
    assert "flows** that are covered would not be" in text
    assert "What is covered now and would not be" in text
    assert "With how many others each agency could no longer share something" in text
    assert "does not stop you sharing to protect someone" in text


def choose(app: AppTest, label: str, value: str) -> None:
    radio = next(each for each in app.radio if each.label == label)
    radio.set_value(value).run()


def test_one_party_is_chosen_by_name(open_as: OpenAs) -> None:
    app = open_as(LEAD, FILE, agreement="esh-010")
    choose(app, "What would happen?", "leaves")
    party = next(box for box in app.selectbox if box.label == "Which party?")

    party.set_value("exampleshire-police").run()

    assert "If Exampleshire Police had left ESH-010 by" in shown(app)


def test_an_agency_that_goes_or_merges(open_as: OpenAs) -> None:
    app = open_as(LEAD, FILE, agency="exampleshire-police")
    assert "If Exampleshire Police had left every agreement by" in shown(app)

    choose(app, "What would happen?", "merges")
    assert "Which agency takes it over?" in shown(app)


def test_the_agreement_and_the_agency_lead_there(open_as: OpenAs) -> None:
    agreement = open_as(LEAD, "isa/pages/agreement.py", id="esh-010")
    agency = open_as(LEAD, "isa/pages/agency.py", id="exampleshire-police")

    assert "What would lapse?" in [str(link.label) for link in agreement.get("page_link")]
    assert "What would lapse without it?" in [str(link.label) for link in agency.get("page_link")]


def test_an_agreement_that_is_not_there_is_said_so(open_as: OpenAs) -> None:
    assert "This is not in the register" in shown(open_as(LEAD, FILE, agreement="esh-999"))


def test_nobody_asks_without_leave(demo: Database) -> None:
    nobody = Actor(id="x", name="X", job_title="", agency_id="y", grants=frozenset())
    on = changing.date(2026, 11, 21)

    with pytest.raises(NotPermitted):
        changing.agreement_ends(demo, nobody, "esh-010", on=on)
    with pytest.raises(NotPermitted):
        changing.party_leaves(demo, nobody, "esh-010", "exampleshire-police", on=on)
    with pytest.raises(NotPermitted):
        changing.agency_leaves(demo, nobody, "exampleshire-police", on=on)
    with pytest.raises(NotPermitted):
        changing.agency_merges(demo, nobody, "exampleshire-police", "exampleshire-refuge", on=on)
    assert changing.agreement_ends(demo, SYSTEM, "esh-010", on=on).lost.lapses


def test_the_work_list_and_both_lists_lead_there(open_as: OpenAs) -> None:
    for file in ("isa/pages/agreements.py", "isa/pages/agencies.py"):
        labels = [str(link.label) for link in open_as(LEAD, file).get("page_link")]
        assert any(label.startswith("What would lapse if one") for label in labels)
    ends = TaskKey(kind=TaskKind.ENDING, agreement_id="esh-010")
    waits = TaskKey(
        kind=TaskKind.SIGNATURE, agreement_id="esh-010", agency_id="exampleshire-police"
    )

    assert [way(key) for key in (ends, waits)] == ["lapse/esh-010", ""]


def way(key: TaskKey) -> str | None:
    """Where the last cell of a task in the work list leads."""
    last = row(
        Task(
            key=key,
            reference="ESH-010",
            title="",
            agency_name="",
            due=None,
            days=None,
            detail="",
            owner="",
            chased_on=None,
        )
    )[-1]
    return last.go if isinstance(last, Cell) else last


def test_which_agreement_or_agency_is_searched_for(open_as: OpenAs) -> None:
    app = open_as(LEAD, FILE)
    box = next(each for each in app.text_input if each.label.startswith("Which agreement"))
    box.set_value("ESH-010").run()
    found = next(each for each in app.radio if each.label == "Agreements found")

    assert found.options == ["ESH-010"]
