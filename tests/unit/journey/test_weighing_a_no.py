"""Sharing against somebody's no is weighed by whoever does it: never by how little it would cost them."""

import pytest

from decisions.journey.fields import questions
from decisions.journey.relevance import relevant_questions
from decisions.journey.steps_item import Use
from tests.unit.journey.cases import ADULT, CHILD, answers, assessed

YOUNG = {
    "about__child_age": "16_or_17",
    "harm__seriousness": "some",
    "telling__safe": "yes",
    "choice": {"competence": "presumed", "free": "free"},
    "recipients__0__recipient__agency_id": "not_listed",
    "recipients__0__recipient__name": "His father",
    "recipients__0__recipient__recipient_class": "parent_carer",
}
NO = {"view": "refuses", "words": "Do not tell my dad."}


def asked(given):
    return {one.name for one in relevant_questions(Use, "i1", given)} & {"effect", "weighed"}


@pytest.mark.parametrize("view", ["refuses", "withdrew"])
@pytest.mark.parametrize("harm", ["some", "none_seen", "not_known"])
def test_after_a_no_the_weighing_itself_is_asked(view, harm):
    given = answers(ADULT, harm__seriousness=harm, views__view=view)

    assert asked(given) == {"weighed"}


@pytest.mark.parametrize("view", ["agrees", "not_asked", "not_known"])
def test_without_a_no_it_is_asked_what_it_would_do_to_them(view):
    assert asked(answers(ADULT, harm__seriousness="some", views__view=view)) == {"effect"}


@pytest.mark.parametrize(
    ("base", "harm"), [(ADULT, "immediate"), (CHILD, "immediate"), (CHILD, "significant")]
)
def test_danger_and_serious_harm_to_a_child_are_held_up_by_neither(base, harm):
    assert asked(answers(base, harm__seriousness=harm, views__view="refuses")) == set()


@pytest.mark.parametrize(("view", "questions"), [("refuses", {"weighed"}), ("agrees", set())])
def test_a_grown_persons_no_is_weighed_however_serious_the_harm_short_of_danger(view, questions):
    assert asked(answers(ADULT, harm__seriousness="significant", views__view=view)) == questions


@pytest.mark.parametrize("proxy", ["refuses", "proxies_disagree"])
def test_a_no_of_whoever_speaks_for_them_is_a_no(proxy):
    given = answers(CHILD, harm__seriousness="some", views__proxy=proxy)

    assert asked(given) == {"weighed"}


def test_an_item_that_is_somebody_elses_choice_goes_by_what_they_say():
    theirs = {"item__about": "other_person", "item__whose": "p1"}
    said = {"views__view": "refuses", "harm__seriousness": "some"}
    given = answers(
        ADULT,
        **said,
        **{f"items__0__{name}": value for name, value in theirs.items()},
        people=[{"id": "p1", "them": {"label": "Her sister", "view": "agrees"}}],
    )

    assert asked(given) == {"effect"}


@pytest.mark.parametrize(
    ("weighed", "outcome"),
    [("no", "do_not_share"), ("not_weighed", "seek_advice"), ("yes", "share_without_agreement")],
)
def test_a_young_persons_no_stands_unless_somebody_weighed_that_it_may_not(weighed, outcome):
    use = {"how_much": "all_of_it", "used_for": "Look out for him.", "weighed": weighed}
    given = answers(CHILD, **YOUNG, views=NO, items__0__use=use)

    assert assessed(given).assessment.recipients[0].outcome == outcome


def test_that_it_would_cost_them_little_counts_for_nothing_against_a_no():
    use = {"how_much": "all_of_it", "used_for": "Look out for him.", "effect": "little"}
    found = assessed(answers(CHILD, **YOUNG, views=NO, items__0__use=use))

    assert not found.assessment.is_settled
    assert found.assessment.missing == ("items[0].proportionate",)
    assert found.journey.next is not None


def test_both_ways_of_weighing_feed_one_table():
    fed = {one.name: one.ask.facts for one in questions(Use) if one.name in ("effect", "weighed")}

    assert fed == {"effect": ("effect_on_person",), "weighed": ("proportionate",)}
