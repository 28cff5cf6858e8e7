"""What shows where somebody is says so beside it, to whoever gets it; what went in part says nothing."""

import pytest

from decisions.records.content import SharedItem
from decisions.records.payload import sent_items
from decisions.records.recipient_document import render
from decisions.records.script import spoken
from decisions.records.wording import LOCATES
from tests.unit.records.sample import DECISION, LETTER, MATERIAL, SEALED_AT
from tests.unit.records.test_documents import words

TOLD = DECISION.recipients[0]
FIRST = TOLD.items[0]


def sent(rule: str, locates: str) -> SharedItem:
    """What goes of the first item, decided by this rule, whose fact about places is this."""
    decided = TOLD.model_copy(update={"items": (FIRST.model_copy(update={"rule": rule}),)})
    items = [
        one.model_copy(update={"facts": {**one.facts, "locates_or_identifies": locates}})
        for one in MATERIAL.items
    ]
    (found,) = sent_items(decided, items)
    return found


def copy_of(item: SharedItem) -> str:
    made = render(
        LETTER, (item,), record_id="rec_x", kid="k", sealed_at=SEALED_AT, demonstration=False
    )
    return words(made)


@pytest.mark.parametrize("locates", ["yes", "not_known"])
def test_what_goes_whole_and_may_locate_somebody_says_so_on_paper_and_aloud(locates: str) -> None:
    item = sent("share", locates)

    assert LOCATES in copy_of(item)
    assert any(
        LOCATES in line for line in spoken(LETTER, [item], is_named=False, may_hear_where=True)
    )


@pytest.mark.parametrize(
    ("rule", "locates"), [("share", "no"), ("redact", "yes"), ("facts_only", "yes")]
)
def test_nothing_is_said_of_a_place_that_is_not_there_or_was_taken_out(
    rule: str, locates: str
) -> None:
    item = sent(rule, locates)

    assert LOCATES not in copy_of(item)
    assert not any(
        LOCATES in line for line in spoken(LETTER, [item], is_named=False, may_hear_where=True)
    )


def test_a_copy_from_before_it_was_marked_is_read() -> None:
    assert not SharedItem.model_validate({"number": 1, "kind": "", "wording": "x"}).locates
