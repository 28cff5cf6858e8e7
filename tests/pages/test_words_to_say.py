"""The words for a call before anything is sealed: sentences that hold of whatever it is about."""

import json

import pytest

from decisions.assessment import ActNow, Contact
from decisions.journey.answers import Answers
from decisions.journey.contacts import EMERGENCY
from decisions.pages import _act_now, _script
from isa.platform.identity import SYSTEM


def answers(**said: object) -> Answers:
    return Answers.model_validate_json(json.dumps(said))


@pytest.mark.parametrize("aim", ["protect", "own_request", "statutory_return"])
def test_the_reason_is_a_sentence_for_every_purpose(aim: str) -> None:
    line = _script._request(answers(purpose={"aim": aim}))

    assert line.text.startswith("Why I am telling you this: ")
    assert line.text.split(": ")[1][0].isupper()


def test_whoever_must_act_now_is_not_told_that_it_is_for_a_letter_somebody_asked_for() -> None:
    asked = answers(purpose={"aim": "service_communication"}, harm={"seriousness": "significant"})

    said = [one.text for one in _script.script(asked, SYSTEM, "A school", may_hear_where=True)]

    assert not any("letter" in one for one in said)
    assert "[say what is happening]" in said, "a gap to fill, and not a line of nothing"


def test_a_number_that_two_front_doors_share_stands_once() -> None:
    def door(label: str, number: str) -> Contact:
        return Contact(label=label, number=number, hours="", checked_on=None)

    team, shared, day = (
        door("children", "113"),
        door("adults", "113"),
        door("adults, by day", "122"),
    )
    now = ActNow.model_construct(code="front_door_now", contacts=(team, shared, day, EMERGENCY))

    assert _act_now._first_and_others(now) == (team, [day, EMERGENCY])


def test_no_fear_is_read_out_where_no_harm_is_seen() -> None:
    assert _script._fear(answers(harm={"seriousness": "none_seen"})) == []
    assert _script._fear(answers(harm={"seriousness": "some"})) != []


@pytest.mark.parametrize(
    ("about", "said"),
    [
        (["suspected"], "someone who may harm others"),
        (["deceased"], "about somebody who has died"),
        (["the_person"], "about somebody."),
    ],
)
def test_only_whoever_may_harm_others_is_called_that(about: list[str], said: str) -> None:
    of = answers(
        about={"who": "neither"}, items=[{"id": "itm_a", "item": {"label": "It", "about": about}}]
    )

    assert said in _script._opening(of, SYSTEM, "Sampleton School").text
