"""What is urgent is said first, in words for this case."""

from dataclasses import replace

import pytest

from decisions.policy.checks_words import faults
from decisions.policy.source_words import Variant
from tests.unit.journey.cases import ADULT, CHILD, answers, assessed, pack


@pytest.mark.parametrize(
    ("base", "given", "headline"),
    [
        (CHILD, {"enquiries__time": "minutes"}, "Ring the front door now, before they go"),
        (CHILD, {"enquiries__time": "today"}, "Ring the front door today"),
        (ADULT, {"enquiries__time": "minutes", "views__view": "agrees"}, "Ring the front door now"),
        (ADULT, {"enquiries__time": "today", "views__view": "agrees"}, "Ring for help today"),
    ],
)
def test_the_red_box_speaks_of_this_case(base: dict, given: dict, headline: str) -> None:
    now = assessed(answers(base, **given)).assessment.act_now

    assert now is not None
    assert now.headline == headline


def test_the_child_is_kept_here_before_anything_is_sent() -> None:
    steps = assessed(answers(enquiries__time="minutes")).assessment.recipients[0].to_do
    codes = [step.code for step in steps]

    assert codes[0] == "ring_before_they_go"
    assert codes.index("ring_front_door_today") < codes.index("secure_method")
    assert codes.index("secure_method") < codes.index("chase_reply")


def test_the_words_of_the_red_box_may_not_turn_on_a_recipient() -> None:
    wrong = Variant(given={"recipient_class": ("police",)}, headline="Wait", sentence="Wait.")
    made = pack().pack
    words = made.wording.act_now["front_door_now"].model_copy(update={"variant": (wrong,)})
    wording = made.wording.model_copy(
        update={"act_now": {**made.wording.act_now, "front_door_now": words}}
    )

    found = list(faults(replace(made, wording=wording)))

    assert [one.key for one in found] == ["act_now.front_door_now.variant"]
