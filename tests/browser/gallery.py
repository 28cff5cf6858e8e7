"""A page that is not part of the service: every field and block once, for tests of what they do.

Run by ``gallery_server`` in ``test_components.py``. What reaches the server is written below
"Heard", so a test can read it.
"""

from datetime import date

import streamlit as st

from isa.ui import fields, panels, state
from isa.ui.components.copy_button import copy_button
from isa.ui.components.grid import Square, grid
from isa.ui.components.redline import Change, redline
from isa.ui.components.table import Cell, Column, table
from isa.ui.frame import page

HOSTILE = "*not* [a link](https://elsewhere.example) :red[x] $y$ <b>z</b> -- ->"
LONG = "Dr Sampleton of the Exampleshire practice for memory and mood"
UNSAFE = (
    ("hurt", "Someone could be hurt or threatened"),
    ("lost", "Evidence could be lost"),
)


def hear(name: str, value: object) -> None:
    state.choose("gallery", name, repr(value))
    state.say("Saved 16:42")


def find(text: str) -> list[tuple[str, str, str]]:
    return [(f"id-{n}", f"Exampleshire {text} {n}", "School") for n in range(3)]


def check() -> None:
    state.choose("gallery", "pressed", "yes")
    faults = {
        "safe": "" if state.widget_value("safe") else "Select whether it is safe to tell them",
        "words": "" if state.chosen("gallery", "words") else "Enter what you know",
        "when": fields.date_fault("when", "the date it happened"),
        "agency": "" if state.widget_value("agency") else "Select who would receive it",
    }
    state.fail("gallery", {key: text for key, text in faults.items() if text})


def draw() -> None:
    fields.radios(
        "safe",
        "Is it safe to tell them?",
        [
            ("yes", "Yes, it is safe"),
            ("no", "No"),
            ("not_known", "I do not know", "You can change this."),
        ],
        None,
        lambda v: hear("safe", v),
        is_heading=True,
        hint="Telling people is usual.",
    )
    with fields.reveal("safe"):
        fields.checkboxes("why", "What makes it unsafe?", UNSAFE, None, lambda v: hear("why", v))
        fields.narrative(
            "words",
            "In your own words",
            "",
            lambda v: hear("words", v),
            hint="Facts first.",
            limit=40,
        )
    fields.date_input("when", "When did it happen?", None, lambda v: hear("when", v))
    fields.text_input("ref", "Case reference", "", lambda v: hear("ref", v), width=300)
    fields.select("purpose", "What is it for?", UNSAFE, None, lambda v: hear("purpose", v))
    fields.agency_pick("agency", "Who would receive it?", find, None, lambda v: hear("agency", v))
    table(
        "items",
        caption="Items",
        columns=[
            Column("Item", sortable=True),
            Column("Seen", sortable=True),
            Column("Change", hidden=True),
        ],
        rows=[
            [
                HOSTILE,
                Cell("3 May 2026", sort="2026-05-03"),
                Cell("Change", go="one", more="item one"),
            ],
            [
                "Bruising",
                Cell("12 April 2026", sort="2026-04-12"),
                Cell("Change", go="two", more="item two"),
            ],
        ],
        on_go=lambda v: hear("go", v),
    )
    grid(
        "who-gets-what",
        caption="Who gets which item",
        corner="Item",
        columns=[f"Agency {number}" for number in range(1, 7)],
        rows=[
            (
                HOSTILE if row == 1 else f"Item {row}",
                [square(row, column) for column in range(1, 7)],
            )
            for row in range(1, 26)
        ],
        words=("Agencies", "Items"),
    )
    redline(
        "two-versions",
        caption="Two versions",
        heads=("What", "Taken out and put in"),
        rows=[("Why", [Change("It was "), Change("late", "out"), Change(HOSTILE, "in")])],
    )
    with panels.details("The law on this"):
        panels.definitions({"When it happened": HOSTILE})
    panels.figures([("148", "agreements"), ("12", "reviews overdue")])
    with panels.tool_voice(note="Shown on 21 November 2026"):
        st.markdown("A child may be suffering significant harm.")
    panels.own_words("Why did you decide this?", HOSTILE, key="why")
    copy_button("copy", "Text to paste")
    with st.container(horizontal=True):
        st.button(f"Set a reader apart from {LONG}")
    st.download_button("Download it", lambda: b"text", file_name="it.txt", on_click="ignore")
    st.code("a command to copy")
    fields.actions("Continue", check, secondary="Save and come back later", saved="Not saved yet")
    st.header("Heard", anchor=False)
    for name in ("safe", "why", "words", "when", "ref", "agency", "go", "pressed"):
        st.container(key=f"heard-{name}").text(state.chosen("gallery", name))


def square(row: int, column: int) -> Square:
    looks = ("", "part", "back", "ask")
    return Square(f"Word {row}.{column}", f"Reason {row}.{column}", looks[(row + column) % 4])


def ring_now() -> None:
    panels.act_now("Ring now", "Exampleshire front door", "01632 960 112", ["Open until 17:30."])


with page(
    HOSTILE,
    section="Gallery",
    key="gallery",
    back=lambda: hear("back", date(2026, 11, 21)),
    saved="Saved 16:42 · about 5 questions left",
    lede="Every field and block once.",
    above=ring_now,
    is_practitioner=True,
):
    draw()
