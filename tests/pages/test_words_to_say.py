"""The words for a call before anything is sealed: sentences that hold of whatever it is about."""

import json

import pytest

from decisions.journey.answers import Answers
from decisions.pages import _script
from isa.platform.identity import SYSTEM


def answers(**said: object) -> Answers:
    return Answers.model_validate_json(json.dumps(said))


@pytest.mark.parametrize("aim", ["protect", "own_request", "statutory_return"])
def test_the_reason_is_a_sentence_for_every_purpose(aim: str) -> None:
    line = _script._request(answers(purpose={"aim": aim}))

    assert line.text.startswith("Why I am telling you this: ")
    assert line.text.split(": ")[1][0].isupper()


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
