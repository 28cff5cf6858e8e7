"""Who rang: on our file, in the letter to whoever asked and to nobody else, and in the text to paste."""

from typing import Any

import pytest

from decisions.records import recipient_document
from decisions.records.paste import MAX_WORDS, paste
from tests.unit.journey.cases import AT, CHILD
from tests.unit.records.test_documents import words
from tests.unit.records.test_introduced import DECIDED, content, decided

HELD = "01632 960112, Duty desk, checked 3 November 2026"
NUMBER = "07700 900999"
GAVE = {
    "named": "gave",
    "name": "Jo Placeholder",
    "organisation": "Exampleshire Council",
    "rang_from": NUMBER,
}
REQUEST = {"received_by": "phone", "asked_for": "The record.", "power": "none_cited"}


def asked_by(caller: dict[str, str]) -> Any:
    return content(
        decided(
            trigger="request_received",
            request=REQUEST,
            caller=caller,
            recipients__0__recipient={
                "agency_id": "csc",
                "verified": "known_route",
                "rung_back": HELD,
            },
        )
    )


@pytest.mark.parametrize(
    ("caller", "says"),
    [
        (GAVE, "Jo Placeholder, Exampleshire Council"),
        ({"named": "would_not"}, "Somebody who would not give a name"),
        ({"named": "not_asked"}, ""),
    ],
)
def test_the_letter_says_who_rang_and_which_number_we_held_and_never_theirs(
    caller: dict[str, str], says: str
) -> None:
    letter = asked_by(caller).letters["r1"]

    assert (letter.asked_by, letter.rung_back) == (says, HELD)
    assert NUMBER not in letter.model_dump_json()


def test_only_whoever_asked_is_sent_a_reply() -> None:
    asker, request = CHILD["recipients"][0], {"trigger": "request_received", "request": REQUEST}
    also = {
        **asker,
        "id": "r2",
        "decided": DECIDED,
        "items": {"i1": {"as_sent": {"rule": "share"}}},
    }
    letters = content(decided({**CHILD, "recipients": [asker, also]}, **request)).letters

    assert {one: letter.is_reply for one, letter in letters.items()} == {"r1": True, "r2": False}
    assert not content(decided()).letters["r1"].is_reply


def test_a_reply_quotes_the_reference_of_whoever_asked_and_no_other_letter_does() -> None:
    asker, request = CHILD["recipients"][0], {**REQUEST, "reference": "CSC/2026/0042"}
    also = {
        **asker,
        "id": "r2",
        "decided": DECIDED,
        "items": {"i1": {"as_sent": {"rule": "share"}}},
    }
    case = {**CHILD, "recipients": [asker, also]}
    letters = content(decided(case, trigger="request_received", request=request)).letters

    quoted = {one: letter.your_reference for one, letter in letters.items()}
    assert quoted == {"r1": "CSC/2026/0042", "r2": ""}
    for one, letter in letters.items():
        made = recipient_document.render(
            letter, (), record_id="r", kid="k", sealed_at=AT, demonstration=False
        )
        assert ("Your reference" in words(made)) is (one == "r1")


def test_our_file_and_the_text_to_paste_have_both_numbers_in_few_words() -> None:
    sealed = asked_by(GAVE)

    assert NUMBER in [one.answer for one in sealed.concern]
    assert HELD in [one.answer for one in sealed.concern]
    assert "Call: Jo Placeholder, Exampleshire Council, rang from 07700 900999, rung back" in paste(
        sealed
    )
    assert len(paste(sealed).split()) <= MAX_WORDS


def test_who_rang_to_tell_us_of_somebody_is_in_no_letter() -> None:
    sealed = content(decided(caller=GAVE))

    assert "Jo Placeholder" in [one.answer for one in sealed.concern]
    assert "Jo Placeholder" not in sealed.letters["r1"].model_dump_json()
    assert "Call: Jo Placeholder" in paste(sealed)


def test_nothing_is_said_of_a_call_there_was_not() -> None:
    assert "Call:" not in paste(content(decided()))
