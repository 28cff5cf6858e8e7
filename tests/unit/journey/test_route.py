"""The route: how many pages, which ones, and that answering never hides the page one is on."""

from typing import Any

import pytest

from decisions import assessing
from decisions.journey.answers import Answers
from decisions.journey.relevance import relevant
from decisions.journey.route import faults
from decisions.journey.steps import QUESTIONS, STEPS
from decisions.journey.steps_case import About, Story
from decisions.journey.steps_item import Item
from decisions.journey.stops import Journey, step_at, stop_key
from tests.unit.journey.cases import ADULT, CHILD, KNOWN, ON, answers, pack

SERIOUSNESS = ["immediate", "significant", "some", "none_seen", "not_known"]


def journey(given: Answers) -> Journey:
    return assessing.journey_of(given, KNOWN, pack(), ON)


@pytest.mark.parametrize("seriousness", SERIOUSNESS)
@pytest.mark.parametrize("base", [CHILD, ADULT], ids=["child", "adult"])
def test_the_full_path_takes_at_most_sixteen_pages(base: dict[str, Any], seriousness: str) -> None:
    found = journey(answers(base, harm__seriousness=seriousness))

    assert len(found.stops) <= 16
    assert found.next is None


@pytest.mark.parametrize("seriousness", SERIOUSNESS)
@pytest.mark.parametrize("base", [CHILD, ADULT], ids=["child", "adult"])
def test_phone_now_takes_four_to_seven_pages(base: dict[str, Any], seriousness: str) -> None:
    found = journey(answers(base, depth="phone", harm__seriousness=seriousness))

    assert 4 <= len(found.stops) <= 7


def test_phone_now_goes_on_while_it_is_open_what_must_happen_at_once() -> None:
    danger = journey(answers(depth="phone", harm__seriousness="immediate", circumstances=None))
    adult = journey(answers(ADULT, depth="phone", harm__seriousness="significant", choice=None))

    assert [stop.key for stop in danger.stops][-1] == "purpose"
    assert "circumstances" in [stop.key for stop in adult.stops]
    assert "choice" in [stop.key for stop in adult.stops]


def test_danger_to_a_child_asks_nothing_about_agreement() -> None:
    keys = [stop.key for stop in journey(answers(harm__seriousness="immediate")).stops]

    assert not {"choice", "views", "recipients/r1/effect"} & set(keys)


def test_a_refusal_by_an_adult_is_always_heard() -> None:
    for seriousness in SERIOUSNESS:
        given = answers(ADULT, harm__seriousness=seriousness, choice=None, views=None)
        assert journey(given).stop("views") is not None


def test_answering_never_hides_the_page_one_is_on() -> None:
    for base in (CHILD, ADULT):
        full = answers(base, harm__seriousness="some")
        for stop in journey(full).stops:
            assert journey(full).stop(stop.key) is not None


def test_a_late_change_keeps_every_other_answer_in_the_draft() -> None:
    before = answers(ADULT)
    after = answers(ADULT, harm__seriousness="immediate", about__who="child")

    assert after.views == before.views
    assert relevant(after).about is not None


def test_back_next_and_deep_links() -> None:
    found = journey(answers(telling=None))

    assert found.next is not None
    assert found.next.key == "telling"
    assert found.can_visit("telling")
    assert found.can_visit("about")
    assert not found.can_visit("items/i1/item")
    assert not found.can_visit("nowhere")
    assert found.back("harm").key == "about"
    assert found.back("about") is None
    assert found.after("about").key == "harm"
    assert found.words_left == "1 page of questions left"


def test_the_details_page_is_there_only_when_they_are_to_be_named() -> None:
    assert journey(answers()).stop("person") is None
    assert journey(answers(about__naming="details")).stop("person") is not None


def test_each_item_has_its_own_pages_in_order() -> None:
    second = {"id": "i2"}
    found = journey(answers(items=[*CHILD["items"], second]))

    keys = [stop.key for stop in found.stops if stop.key.startswith("items/")]
    assert keys == [f"items/{i}/{s}" for i in ("i1", "i2") for s in ("item", "use", "care")]


def test_continue_says_what_is_missing_in_the_words_of_the_question() -> None:
    given = answers(about={"who": "both"}, story={"concern": "   "})

    assert faults(About, None, given, ON) == {
        "about.child_stage": "Select what you know about the child's age",
        "about.adult_position": "Select which is closest for the adult",
    }
    assert "story.concern" in faults(Story, None, given, ON)


def test_continue_refuses_a_date_in_the_future_and_a_contradiction() -> None:
    story = {
        "concern": "x",
        "happened": {"state": "exact", "on": "2027-01-01"},
        "known": {"state": "exact", "on": "2026-11-20"},
    }
    found = faults(Story, None, answers(story=story), ON)
    kinds = faults(Item, "i1", answers(items__0__item__kinds=["none", "special"]), ON)

    assert found["story.happened"] == "The date must be today or in the past"
    assert "items.i1.item.kinds" in kinds


def test_every_page_key_leads_back_to_its_step() -> None:
    for step in STEPS.values():
        owners = {"case": None, "recipients": "r1", "items": "i1", "people": "p1"}
        owner = owners.get(step.scope, "r1/i1")
        assert step_at(stop_key(step, owner)) == (step, owner)
    for key in ("nowhere", "items/i1/harm", "items//use", "harm/x/y"):
        with pytest.raises(KeyError):
            step_at(key)


def test_no_question_asks_for_a_lawful_basis() -> None:
    words = " ".join(
        f"{step.title} {step.lede} {field.metadata}"
        for step in QUESTIONS
        for field in step.model_fields.values()
    ).lower()

    assert "article" not in words
    assert "lawful basis" not in words
