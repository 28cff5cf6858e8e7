"""Answers that may not fit together are found, whoever's they are, and those that fit are left alone."""

from typing import Any

import pytest

from decisions.journey.answers import Answers
from decisions.journey.choices_circumstances import Circumstance
from decisions.journey.contradictions import contradictions
from decisions.journey.doubts import _DOUBTS, doubts
from decisions.journey.fields import Choice, question
from decisions.journey.relevance import relevant, says
from decisions.journey.steps import STEPS
from tests.browser.tour import STARTS
from tests.unit.journey.cases import ADULT, CHILD, ON, answers, assessed

ITEM, RECIPIENT = "items__0__", "recipients__0__"
EACH: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("Asking them would do harm", CHILD, {"views__reason_not_asked": "raises_risk"}),
    (
        "Asking the parents would do harm",
        CHILD,
        {
            "about__child_age": "under_12",
            "views": {"proxy": "not_asked", "parents_not_asked": "raises_risk"},
        },
    ),
    ("Whoever speaks for them", CHILD, {"views__proxy": "conflicted_proxy"}),
    (
        "Whoever asked said that nobody",
        CHILD,
        {"trigger": "request_received", "request": {"warned": "nobody"}},
    ),
    (
        "Whoever asked said that only",
        CHILD,
        {"trigger": "request_received", "request": {"warned": "only_them"}},
    ),
    (
        "It is not safe that they know",
        CHILD,
        {
            "telling": {"safe": "no", "unsafe": ["harm_to_person"]},
            f"{RECIPIENT}recipient": {
                "agency_id": "not_listed",
                "name": "Her father",
                "recipient_class": "parent_carer",
                "verified": "known_route",
            },
        },
    ),
    ("They are controlled", CHILD, {"telling": {"safe": "no", "unsafe": ["coerced"]}}),
    (
        "Whoever would be asked causes",
        CHILD,
        {"telling__safe": "no", "views__reason_not_asked": "source_or_coerced"},
    ),
    (
        "They agree",
        ADULT,
        {"views": {"view": "agrees"}, "choice__free": "pressure_suspected"},
    ),
    (
        "It is in doubt whether they can",
        ADULT,
        {"about__adult_position": "lacks_or_doubt", "choice__competence": "presumed"},
    ),
    (
        "A child under 13",
        CHILD,
        {"circumstances__ticked": ["sp_under13_sexual"], "choice__competence": "gillick_competent"},
    ),
    ("They asked for it to be sent", ADULT, {"purpose__aim": "own_request"}),
    ("The harm is serious", CHILD, {"about": {"who": "neither", "naming": "reference_only"}}),
    (
        "No harm comes of silence, and something grave",
        CHILD,
        {
            "harm__seriousness": "none_seen",
            "circumstances__ticked": ["sp_suicide_crisis"],
            f"{RECIPIENT}link__unmet": "no",
        },
    ),
    ("No harm comes of silence, and something that", CHILD, {"harm__seriousness": "none_seen"}),
    (
        "Someone could be killed",
        CHILD,
        {"harm__seriousness": "immediate", "enquiries__time": "days"},
    ),
    (
        "There was no time to ask, ",
        CHILD,
        {"views__reason_not_asked": "urgent", "enquiries__time": "days"},
    ),
    (
        "There was no time to ask the parents",
        CHILD,
        {
            "about__child_age": "under_12",
            "views": {"proxy": "not_asked", "parents_not_asked": "urgent"},
            "enquiries__time": "days",
        },
    ),
    (
        "They may be the one causing the harm, and would",
        CHILD,
        {
            f"{RECIPIENT}link__conflict": "suspected_source",
            f"{RECIPIENT}effect": {"harm": "not_known"},
        },
    ),
    (
        "They may be the one causing the harm, and telling",
        CHILD,
        {f"{RECIPIENT}link__conflict": "suspected_source", f"{RECIPIENT}link__use": "only_know"},
    ),
    ("It is known to be wrong", CHILD, {f"{ITEM}care__reliability": "known_wrong"}),
    (
        "Nobody could be recognised",
        CHILD,
        {f"{ITEM}item__kinds": ["anonymous"], f"{ITEM}care__locates": "yes"},
    ),
]


def said(given: Answers) -> list[str]:
    return [one.sentence for one in doubts(relevant(given))]


@pytest.mark.parametrize(("start", "base", "changes"), EACH, ids=[each[0] for each in EACH])
def test_each_is_found_alone_is_no_fault_and_leaves_the_advice(
    start: str, base: dict[str, Any], changes: dict[str, Any]
) -> None:
    given = answers(base, **changes)

    (only,) = said(given)
    assert only.startswith(start)
    (kept,) = assessed(given).assessment.doubts
    assert (kept.sentence, kept.about) == (only, "")
    assert len({one.question for one in kept.answers}) == len(kept.answers) > 1
    assert contradictions(given, on=ON) == {}
    assert assessed(given).assessment.recipients


def test_every_doubt_is_tried_here_and_names_answers_that_exist() -> None:
    assert [each[0] for each in EACH] == [
        next(start for start, *_ in EACH if sentence.startswith(start)) for sentence, _ in _DOUBTS
    ]
    for _sentence, needed in _DOUBTS:
        for when in needed:
            step, _dot, name = when.field.partition(".")
            options: tuple[Choice, ...] = question(STEPS[step], name).options
            assert set(when.among) <= {one.value for one in options}


@pytest.mark.parametrize("base", [CHILD, ADULT], ids=["child", "adult"])
def test_answers_that_fit_are_left_alone(base: dict[str, Any]) -> None:
    assert said(answers(base)) == []


def test_only_the_recipient_it_is_about_is_named() -> None:
    base = {**CHILD, "recipients": [CHILD["recipients"][0], {**CHILD["recipients"][0], "id": "r2"}]}
    given = answers(base, recipients__1__link={"conflict": "suspected_source", "use": "watch_over"})

    found = list(doubts(relevant(given)))
    advised = assessed(given).assessment

    assert {one.about for one in advised.doubts} == {advised.recipients[1].name}
    assert [doubt.owner for doubt in found] == ["r2", "r2"]
    assert {one.owner for doubt in found for one in doubt.answers} == {"r2"}


@pytest.mark.parametrize("start", STARTS)
def test_what_the_tour_says_fits_together_but_where_it_is_meant_not_to(start: str) -> None:
    _presses, walked = STARTS[start]
    found = [
        sentence
        for sentence, needed in _DOUBTS
        if all(says(walked.get(when.field), when.among) for when in needed)
    ]

    assert bool(found) is (start == "doubt"), found


def test_what_is_not_called_exploitation_by_whoever_sees_it_is_named_beside_the_tick() -> None:
    assert "older partner" in Circumstance.EXPLOITATION.hint
