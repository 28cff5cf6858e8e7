"""One question, one function: label, hint, fault and control, tied together for every reader.

Each takes a field ``key`` (the same key as in the faults), the label as a person reads it, the
value from the draft and an ``on_change`` that receives the new value. Where the h1 already asks the
question, pass ``is_heading=True`` and the label is kept for screen readers only. Nothing is ever
preselected. A fault is shown in a slot that is always there, so nothing below it is mounted anew.
"""

from isa.ui.fields.agency import agency_pick, search_told
from isa.ui.fields.buttons import actions, reveal
from isa.ui.fields.choices import checkboxes, radios, select, slider, ticked
from isa.ui.fields.dates import (
    date_fault,
    date_input,
    example_day,
    is_date_empty,
    set_date,
    typed_date,
)
from isa.ui.fields.offered import picked
from isa.ui.fields.parts import Option
from isa.ui.fields.texts import narrative, text_input

__all__ = [
    "Option",
    "actions",
    "agency_pick",
    "checkboxes",
    "date_fault",
    "date_input",
    "example_day",
    "is_date_empty",
    "narrative",
    "picked",
    "radios",
    "reveal",
    "search_told",
    "select",
    "set_date",
    "slider",
    "text_input",
    "ticked",
    "typed_date",
]
