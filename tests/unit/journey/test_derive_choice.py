"""Whose choice it is and what they say, as facts: a child, an adult, somebody else, nobody at all."""

from typing import Any

import pytest

from decisions.policy.model import Answer
from tests.unit.journey.cases import ADULT, CHILD, answers, with_mother
from tests.unit.journey.test_derive import facts_of

NOBODYS = {
    "person_competence": "not_applicable",
    "free_choice": "not_applicable",
    "view_on_sharing": "not_applicable",
    "reason_not_asked": "not_applicable",
    "best_interests": "not_applicable",
    "proxy_view": "no_proxy",
}
YOUNG = {"about__child_age": "under_12"}


def case_of(base: dict[str, Any] = CHILD, **changes: Any) -> dict[str, Answer]:
    return dict(facts_of(answers(base, **changes)).case)


def choice_of(case: dict[str, Answer]) -> dict[str, Answer]:
    return {name: case[name] for name in NOBODYS if name in case}


@pytest.mark.parametrize(
    ("said", "safe"),
    [("yes", "yes"), ("no", "no"), ("one_parent", "no"), ("not_known", "not_known")],
)
def test_it_is_safe_to_tell_nobody_while_it_is_unsafe_to_tell_one_parent(
    said: str, safe: str
) -> None:
    assert case_of(telling={"safe": said})["safe_to_tell"] == safe


def test_whether_it_is_safe_to_tell_is_not_made_up() -> None:
    assert "safe_to_tell" not in case_of(telling=None)


def test_where_nobody_needs_protecting_and_it_is_nobodys_business_no_choice_counts() -> None:
    about = {"who": "neither", "naming": "reference_only"}

    assert choice_of(case_of(ADULT, about=about)) == NOBODYS
    own = case_of(ADULT, about=about, purpose__aim="own_request")
    assert (own["person_competence"], own["view_on_sharing"]) == ("has_capacity", "refuses")


def test_where_nobody_can_choose_there_is_no_view_and_the_proxy_speaks() -> None:
    choice = {"competence": "not_applicable", "free": "free"}

    assert choice_of(case_of(choice=choice, views={"proxy": "agrees"})) == {
        "person_competence": "not_applicable",
        "free_choice": "not_applicable",
        "view_on_sharing": "not_applicable",
        "reason_not_asked": "not_applicable",
        "proxy_view": "agrees",
        "best_interests": "not_applicable",
    }


@pytest.mark.parametrize(
    ("competence", "proxy"),
    [
        *(("lacks", "agrees"), ("fluctuating_doubt", "agrees"), ("not_assessed", "agrees")),
        *(("has_capacity", "no_proxy"), ("presumed", "no_proxy")),
    ],
)
def test_a_proxy_counts_only_where_the_person_may_not_be_able_to_choose(
    competence: str, proxy: str
) -> None:
    choice = {"competence": competence, "free": "free", "best_interests": "recorded_for"}
    case = case_of(ADULT, choice=choice, views={"view": "agrees", "proxy": "agrees"})

    assert case["person_competence"] == competence
    assert case["proxy_view"] == proxy
    best = "recorded_for" if competence == "lacks" else "not_applicable"
    assert case["best_interests"] == best


def test_what_is_not_said_of_a_choice_is_not_made_up() -> None:
    assert choice_of(case_of(ADULT, choice=None, views=None)) == {}


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ({"who": "adult", "adult_position": "other_adult"}, "not_assessed"),
        ({"who": "child", "child_stage": "child"}, "gillick_competent"),
        (
            {"who": "both", "child_stage": "child", "adult_position": "other_adult"},
            "gillick_competent",
        ),
    ],
)
def test_an_understanding_under_16_cannot_be_an_adults(about: dict[str, str], found: str) -> None:
    raw = with_mother(ADULT, competence="gillick_competent") | {
        "about": {**about, "naming": "reference_only"}
    }

    assert facts_of(answers(raw)).items[0]["person_competence"] == found


@pytest.mark.parametrize("view", ["not_asked", "not_known"])
def test_the_reason_counts_where_they_were_not_asked(view: str) -> None:
    case = case_of(ADULT, views={"view": view, "reason_not_asked": "urgent"})

    assert case["reason_not_asked"] == "urgent"
    assert "reason_not_asked" not in case_of(ADULT, views={"view": view})


@pytest.mark.parametrize("view", ["agrees", "refuses", "withdrew", "cannot_be_asked"])
def test_no_reason_counts_where_they_were_asked_or_could_not_be(view: str) -> None:
    case = case_of(ADULT, views={"view": view, "reason_not_asked": "urgent"})

    assert case["reason_not_asked"] == "not_applicable"


def test_the_reason_is_open_while_their_view_is() -> None:
    assert "reason_not_asked" not in case_of(ADULT, views={"reason_not_asked": "urgent"})


@pytest.mark.parametrize(
    ("views", "found"),
    [
        (
            {"proxy": "not_asked", "parents_not_asked": "raises_risk"},
            {
                "proxy_view": "not_asked",
                "view_on_sharing": "not_asked",
                "reason_not_asked": "raises_risk",
            },
        ),
        (
            {"proxy": "not_known", "parents_not_asked": "urgent"},
            {
                "proxy_view": "not_known",
                "view_on_sharing": "not_asked",
                "reason_not_asked": "urgent",
            },
        ),
        ({"proxy": "not_asked"}, {"proxy_view": "not_asked", "view_on_sharing": "not_asked"}),
        (
            {"proxy": "refuses"},
            {
                "proxy_view": "refuses",
                "view_on_sharing": "cannot_be_asked",
                "reason_not_asked": "not_applicable",
            },
        ),
        ({}, {"view_on_sharing": "cannot_be_asked", "reason_not_asked": "not_applicable"}),
    ],
)
def test_of_a_child_under_12_it_counts_whether_the_parents_were_asked(
    views: dict[str, str], found: dict[str, str]
) -> None:
    case = case_of(**YOUNG, views=views)

    assert choice_of(case) == {
        "person_competence": "lacks",
        "free_choice": "not_applicable",
        "best_interests": "not_applicable",
        **found,
    }


@pytest.mark.parametrize(
    ("telling", "free"),
    [
        (None, "not_applicable"),
        ({"safe": "no", "unsafe": ["coerced", "flight"]}, "pressure_suspected"),
        ({"safe": "no", "unsafe": ["flight"]}, "not_applicable"),
    ],
)
def test_a_young_child_is_pressed_only_where_that_was_said(
    telling: dict[str, Any] | None, free: str
) -> None:
    assert case_of(**YOUNG, telling=telling)["free_choice"] == free
    assert case_of(**YOUNG, views=None)["free_choice"] == "not_applicable"


def test_somebody_elses_item_carries_their_own_facts_whole() -> None:
    raw = with_mother(CHILD, safe="one_parent")
    item = facts_of(answers(raw)).items[0]

    assert {name: item[name] for name in ("whose", "safe_to_tell", *NOBODYS)} == {
        "whose": "another",
        "safe_to_tell": "no",
        "person_competence": "presumed",
        "free_choice": "free",
        "view_on_sharing": "refuses",
        "reason_not_asked": "not_applicable",
        "proxy_view": "no_proxy",
        "best_interests": "not_applicable",
    }


def test_of_somebody_nothing_is_said_yet_nothing_is_made_up() -> None:
    raw = with_mother(CHILD)
    raw["people"] = [{"id": "p1"}]
    item = facts_of(answers(raw)).items[0]

    assert item["whose"] == "another"
    assert not {"safe_to_tell", *NOBODYS} & item.keys()


@pytest.mark.parametrize(
    ("base", "about", "best"),
    [
        (CHILD, "parent_carer", "recorded_for"),
        (CHILD, "other_person", "not_applicable"),
        (ADULT, "other_person", "recorded_for"),
    ],
    ids=["a parent", "another child perhaps", "another adult"],
)
def test_best_interests_are_an_adults_who_cannot_choose(
    base: dict[str, Any], about: str, best: str
) -> None:
    raw = with_mother(base, competence="lacks", best_interests="recorded_for", proxy="refuses")
    raw["items"][0]["item"]["about"] = [about]

    item = facts_of(answers(raw)).items[0]

    assert (item["whose"], item["person_competence"]) == ("another", "lacks")
    assert (item["best_interests"], item["proxy_view"]) == (best, "refuses")
