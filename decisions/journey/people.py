"""The people of a case: who is in play, whose choice an item is, what is worked out for the steps."""

from decisions.journey.in_play import (
    adult_position,
    child_in_play,
    harm_if_not_shared,
    is_for_police,
    is_own_business,
    is_too_young,
    ticked,
)
from decisions.journey.whose import another_called, called, items_of, may_be_anothers, others, whose
from decisions.journey.worked_out import use_counts, work_out, worked_out

__all__ = [
    "adult_position",
    "another_called",
    "called",
    "child_in_play",
    "harm_if_not_shared",
    "is_for_police",
    "is_own_business",
    "is_too_young",
    "items_of",
    "may_be_anothers",
    "others",
    "ticked",
    "use_counts",
    "whose",
    "work_out",
    "worked_out",
]
