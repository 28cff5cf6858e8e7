"""Whose choice an item is: the case's person alone costs no page, somebody else is asked about once."""

import json
from typing import Any

import pytest

from decisions.journey import in_play, people, worked_out
from decisions.journey import service as drafts
from decisions.journey.answers import Answers
from decisions.journey.check_answers import check_rows
from decisions.journey.choices_case import Purpose, Trigger
from decisions.journey.choices_item import About
from decisions.journey.choices_recipient import RecipientClass
from decisions.journey.derive import derive, switches_of
from decisions.journey.fields import Scope, path_of, question, questions
from decisions.journey.flat import answers_from
from decisions.journey.reading import parse_field
from decisions.journey.relevance import relevant, relevant_questions
from decisions.journey.steps_choice import Them, Views, Whose
from decisions.journey.steps_item import Item
from decisions.journey.steps_recipient import Recipient
from decisions.journey.steps_telling import Telling
from decisions.policy.model import Facts
from decisions.records.flatten import flatten
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Role
from tests.conftest import an_actor
from tests.unit.journey.cases import ADULT, CHILD, KNOWN, ON, answers, assessed, pack, with_mother

HEALTH = {"harm__seriousness": "some"}
PERSON_FACTS = {
    "safe_to_tell",
    "person_competence",
    "free_choice",
    "view_on_sharing",
    "proxy_view",
    "reason_not_asked",
    "best_interests",
}


def facts_of(given: Answers) -> Facts:
    return derive(relevant(given), KNOWN.discloser, KNOWN.listed, switches_of(pack().pack, ON))


def pages(given: Answers) -> list[str]:
    return [stop.key for stop in assessed(given).journey.stops]


def asks_whose(about: list[str], base: dict[str, Any] = CHILD) -> bool:
    given = answers(base, items__0__item__about=about)
    return "whose" in [asked.name for asked in relevant_questions(Item, "i1", given)]


@pytest.mark.parametrize("one", list(About))
def test_whose_is_asked_only_where_somebody_else_may_have_a_choice_of_their_own(one: About) -> None:
    is_asked = one in (About.PARENT_CARER, About.OTHER_PERSON)

    assert asks_whose([one.value]) is is_asked
    assert asks_whose([one.value, "protected_child"]) is is_asked


@pytest.mark.parametrize("base", [CHILD, ADULT], ids=["child", "adult"])
@pytest.mark.parametrize(
    "one", [a for a in About if a not in (About.PARENT_CARER, About.OTHER_PERSON)]
)
def test_what_is_about_one_person_alone_costs_no_page_and_no_question(
    base: dict[str, Any], one: About
) -> None:
    given = answers(base, items__0__item__about=[one.value])

    assert facts_of(given).items[0]["whose"] == "case_person"
    assert not PERSON_FACTS & set(facts_of(given).items[0])
    assert not [key for key in pages(given) if key.startswith("people/")]


def test_the_choice_of_the_person_the_case_is_about_is_said_without_a_page() -> None:
    given = answers(
        items__0__item={
            **CHILD["items"][0]["item"],
            "about": ["parent_carer"],
            "whose": "case_person",
        }
    )

    assert facts_of(given).items[0]["whose"] == "case_person"
    assert "people/p1/them" not in pages(given)


def test_an_item_of_somebody_elses_goes_by_what_they_say_and_the_case_by_its_own() -> None:
    given = answers(with_mother(ADULT), views__view="agrees", **HEALTH)
    found = assessed(given)

    assert found.facts.case["view_on_sharing"] == "agrees"
    assert found.facts.items[0]["view_on_sharing"] == "refuses"
    assert set(found.facts.items[0]) >= PERSON_FACTS
    assert found.assessment.recipients[0].outcome == "do_not_share"
    same = assessed(answers(with_mother(ADULT, view="agrees"), views__view="agrees", **HEALTH))
    assert same.assessment.recipients[0].outcome == "share_with_agreement"


def test_somebody_is_asked_about_once_however_many_items_are_theirs() -> None:
    raw = with_mother(CHILD)
    raw["items"].append({**raw["items"][0], "id": "i2"})
    given = answers(raw, **HEALTH)

    assert [key for key in pages(given) if key.startswith("people/")] == ["people/p1/them"]
    first, second = facts_of(given).items
    assert first["view_on_sharing"] == second["view_on_sharing"] == "refuses"


def test_their_page_comes_after_the_list_of_items_and_is_needed_until_it_is_answered() -> None:
    raw = with_mother(CHILD)
    raw["people"] = [{"id": "p1"}]
    found = assessed(answers(raw, **HEALTH))

    assert found.journey.next is not None
    assert found.journey.next.key == "people/p1/them"
    assert found.journey.back("people/p1/them").key == "more"
    assert not found.assessment.is_settled


def test_in_danger_nobody_else_is_asked_about() -> None:
    raw = with_mother(CHILD)
    raw["people"] = [{"id": "p1"}]
    found = assessed(answers(raw, harm__seriousness="immediate"))

    assert found.journey.next is None
    assert found.assessment.recipients[0].outcome == "share_now"


def test_the_questions_about_somebody_else_are_those_of_the_case() -> None:
    theirs = {asked.name: asked.ask for asked in questions(Them)}
    for step in (Telling, Whose, Views):
        for asked in questions(step):
            mine = theirs[asked.name]
            assert (mine.facts, mine.when, mine.error) == (
                asked.ask.facts,
                asked.ask.when,
                asked.ask.error,
            )
    assert Them.scope is Scope.PERSON


def test_what_is_worked_out_is_worked_out_of_that_person() -> None:
    given = answers(with_mother(ADULT, competence="lacks"))
    mine = [asked.name for asked in relevant_questions(Views, None, given)]
    theirs = [asked.name for asked in relevant_questions(Them, "p1", given)]

    assert "proxy" in theirs
    assert "best_interests" in theirs
    assert "proxy" not in mine


def test_somebody_no_item_points_to_counts_for_nothing() -> None:
    raw = {**CHILD, "people": [{"id": "p9", "them": {"label": "the neighbour", "view": "agrees"}}]}

    assert relevant(answers(raw)).people == ()
    assert not [key for key in pages(answers(raw)) if key.startswith("people/")]


def test_their_answers_are_listed_and_carried_over_like_any_other() -> None:
    given = relevant(answers(with_mother(ADULT), **HEALTH))
    rows = check_rows(Them, "p1", given, agency=str, category=str)
    item = {r.label: r.shown for r in check_rows(Item, "i1", given, agency=str, category=str)}
    flat = {path: json.loads(stored) for path, stored in flatten(given)}

    assert [row.target for row in rows] == ["people/p1/them"] * len(rows)
    assert "her mother" in [row.shown for row in rows]
    assert item["Whose choice is this?"] == "her mother"
    assert flat["people.p1.them.view"] == "refuses"
    assert answers_from(flat, trigger="own_concern", depth="full") == given


def test_whoever_an_item_points_to_is_in_the_draft_from_then_on(sqlite_database: Database) -> None:
    actor = an_actor(Role.PRACTITIONER)
    draft = drafts.start_draft(sqlite_database, actor)
    path = path_of(Item, draft.answers.items[0].id, "whose")
    with pytest.raises(Invalid):
        drafts.save_field(sqlite_database, actor, draft.id, path, "Her Mother")
    drafts.save_field(sqlite_database, actor, draft.id, path, "case_person")
    assert drafts.load_draft(sqlite_database, actor, draft.id).answers.people == ()

    drafts.save_field(sqlite_database, actor, draft.id, path, "of-i1-1")
    drafts.save_field(sqlite_database, actor, draft.id, "people.of-i1-1.them.label", "her mother")
    held = drafts.load_draft(sqlite_database, actor, draft.id).answers

    assert people.called(held, "of-i1-1") == "her mother"
    with pytest.raises(Invalid):
        parse_field(path, 3)


OWN = [p for p in Purpose if p in in_play._OWN_BUSINESS]


@pytest.mark.parametrize("aim", list(Purpose))
def test_where_nobody_needs_protecting_a_view_counts_only_in_ones_own_business(
    aim: Purpose,
) -> None:
    given = answers(
        ADULT, about={"who": "neither", "naming": "reference_only"}, purpose__aim=aim.value
    )
    case = facts_of(given).case

    assert (case["view_on_sharing"] == "refuses") is (aim in OWN)
    assert (case["person_competence"] == "not_applicable") is (aim not in OWN)
    assert assessed(given).evaluation.breached == ()


@pytest.mark.parametrize("competence", ["lacks", "gillick_competent", "not_applicable", "presumed"])
def test_ones_own_business_keeps_every_constraint(competence: str) -> None:
    given = answers(
        ADULT,
        about={"who": "neither", "naming": "reference_only"},
        purpose__aim="own_request",
        choice={"competence": competence, "free": "free", "best_interests": "not_done"},
        views={"view": "agrees", "proxy": "agrees"},
    )
    raw = with_mother(json.loads(given.model_dump_json(exclude_none=True)), competence=competence)

    assert assessed(given).evaluation.breached == ()
    assert assessed(answers(raw)).evaluation.breached == ()


def test_who_else_could_see_it_is_asked_before_a_letter_and_where_no_service_is_rung() -> None:
    to = {"agency_id": "not_listed", "name": "x", "verified": "verified"}
    for kind in RecipientClass:
        given = answers(recipients__0__recipient={**to, "recipient_class": kind.value})
        routine = answers(
            recipients__0__recipient={**to, "recipient_class": kind.value},
            trigger="routine_sending",
        )
        names = [asked.name for asked in relevant_questions(Recipient, "r1", given)]
        assert ("channel" in names) is (kind in worked_out._SEEN_ON_THE_WAY)
        assert "channel" in [a.name for a in relevant_questions(Recipient, "r1", routine)]
    assert question(Recipient, "channel").ask.facts == ("channel_safe",)


def test_the_channel_is_what_was_said_and_safe_where_it_is_not_asked() -> None:
    letter = {"trigger": "routine_sending", "recipients__0__recipient__channel": "no"}

    assert facts_of(answers(**letter)).recipients[0]["channel_safe"] == "no"
    assert facts_of(answers()).recipients[0]["channel_safe"] == "yes"
    assert facts_of(answers(**letter, depth="phone")).recipients[0]["channel_safe"] == "yes"
    assert "channel_safe" not in facts_of(answers(trigger="routine_sending")).recipients[0]
    assert facts_of(answers(**letter)).case["trigger"] == Trigger.ROUTINE_SENDING
