"""What a record is cut into, and what one recipient can and cannot learn from their copy."""

import json
from base64 import urlsafe_b64decode

import pytest

from decisions.records import payload
from decisions.records.content import overall
from decisions.records.seal import copy, seal
from decisions.records.verify import verify
from tests.unit.records.sample import (
    ASSESSMENT,
    DECISION,
    MATERIAL,
    SEALED_AT,
    SECRET,
    SECRET_LABEL,
)
from tests.unit.records.test_seal import CLAIMS, KEY

BLOCKS = payload.compose(MATERIAL)
CONTENT = payload.read(BLOCKS, "rec_0000000000000000", int(SEALED_AT.timestamp()))


def recipient_copy() -> str:
    return copy(seal(BLOCKS, CLAIMS, KEY), payload.copy_names(CONTENT.addressees[0]))


def everything_readable_in(presented: str) -> str:
    signed, *disclosures = presented.split("~")[:-1]
    parts = [*signed.split(".")[:2], *disclosures]
    return " ".join(urlsafe_b64decode(one + "==").decode() for one in parts)


def test_a_record_reads_back_as_it_was_composed():
    assert CONTENT.assessment == ASSESSMENT
    assert CONTENT.decision == DECISION
    assert CONTENT.person == MATERIAL.person
    assert [item.item_id for item in CONTENT.items] == ["itm_a", "itm_b", "itm_c"]
    assert CONTENT.findings["outcomes"] == ["share_without_agreement", "seek_advice"]
    assert CONTENT.sealed_at == SEALED_AT


def test_a_recipient_gets_their_items_in_the_decided_wording_alone():
    letter, items = payload.read_copy(verify(recipient_copy(), [KEY]).blocks)

    assert letter.to_agency == "Exampleshire children's social care"
    assert [(item.number, item.kind) for item in items] == [
        (1, "current_fact"),
        (2, "unproven_allegation"),
    ]
    assert items[1].wording == "A member of staff heard the mother say that he fell from a slide."


@pytest.mark.parametrize(
    "withheld",
    [
        SECRET,
        SECRET_LABEL,
        "Jan heard it",
        "What nursery staff said",
        "itm_c",
        "/full",
        "withhold",
        "CASE-1042",
        "Surgery",
        "rcp_a",
        "I rang Mrs K",
        "Hold back",
        "ESH-014",
    ],
)
def test_a_recipient_copy_bears_no_trace_of_what_was_held_back(withheld):
    presented = recipient_copy()

    assert withheld in json.dumps(BLOCKS) + "".join(BLOCKS)
    assert withheld not in everything_readable_in(presented)


def test_names_of_a_recipients_blocks_do_not_count_or_order_the_rest():
    names = [name for name in BLOCKS if name.endswith("/shared")]

    assert len(names) == 2
    assert all(len(name.removeprefix("item:").removesuffix("/shared")) == 16 for name in names)
    assert not set(payload.compose(MATERIAL)) & set(names)


def test_a_recipient_who_gets_nothing_has_no_copy():
    assert [one.recipient_id for one in CONTENT.addressees] == ["rcp_a"]


def test_identifying_answers_stand_in_the_person_block_and_the_letters_alone():
    elsewhere = {
        name: value
        for name, value in BLOCKS.items()
        if name != "person" and not name.startswith("recipient:")
    }

    assert "Sami" in json.dumps(BLOCKS["person"])
    assert "Sami" not in json.dumps(elsewhere)
    assert CONTENT.answers == {**MATERIAL.answers, **MATERIAL.person_answers}


def test_the_outcome_in_a_list_is_that_of_whoever_got_something():
    assert overall(DECISION) == "share_some"
    refused = DECISION.model_copy(update={"recipients": DECISION.recipients[1:]})
    assert overall(refused) == "do_not_share"


def test_a_whole_record_does_not_pass_as_one_recipients_copy():
    with pytest.raises(ValueError, match="one recipient"):
        payload.read_copy(BLOCKS)


# Block names are random, so the cases are counted and not named.
@pytest.mark.parametrize("place", range(len(BLOCKS)))
def test_a_record_with_a_missing_block_does_not_read_as_whole(place):
    name = sorted(BLOCKS)[place]
    rest = {other: value for other, value in BLOCKS.items() if other != name}

    with pytest.raises(ValueError, match="missing"):
        payload.read(rest, "rec_0000000000000000", 0)
