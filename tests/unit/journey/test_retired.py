"""What is no longer asked: an old answer is read, counts until the new one is given, and is never shown."""

from typing import Any

import pytest

from decisions.journey.answers import Answers
from decisions.journey.check_answers import check_rows
from decisions.journey.choices_recipient import RecipientClass
from decisions.journey.derive import derive, switches_of
from decisions.journey.fields import Question, path_of, question, questions
from decisions.journey.reading import parse_field
from decisions.journey.relevance import offered, relevant, relevant_questions
from decisions.journey.schema import schema
from decisions.journey.steps import QUESTIONS, STEPS
from decisions.journey.steps_circumstances import Circumstances
from decisions.journey.steps_item import Use
from decisions.journey.steps_recipient import Link, Recipient
from decisions.policy.model import Facts
from tests.unit.journey.cases import ADULT, CHILD, KNOWN, ON, answers, assessed, pack

RETIRED = [asked for step in QUESTIONS for asked in questions(step) if asked.ask.is_retired]
OLD_LINK = {"conflict": "none", "can_help": "yes"}
OLD_USE = {"used_for": "Decide what to do.", "needed": "yes", "proportionate": "yes"}
OLD = {"recipients__0__link": OLD_LINK, "items__0__use": OLD_USE}


def facts_of(given: Answers) -> Facts:
    return derive(relevant(given), KNOWN.discloser, KNOWN.listed, switches_of(pack().pack, ON))


def test_three_conclusions_are_no_longer_asked() -> None:
    assert {f"{asked.step.key}.{asked.name}" for asked in RETIRED} == {
        "link.can_help",
        "use.needed",
        "use.proportionate",
    }


@pytest.mark.parametrize("asked", RETIRED, ids=lambda asked: asked.name)
def test_a_question_no_longer_asked_is_never_shown_and_leaves_nothing_open(asked: Question) -> None:
    for given in (answers(ADULT), answers(ADULT, **OLD), Answers()):
        shown = [
            one.name for step in QUESTIONS for one in relevant_questions(step, _owner(step), given)
        ]
        assert asked.name not in shown


def _owner(step: Any) -> str | None:
    return {"case": None, "recipients": "r1", "items": "i1"}.get(step.scope.value)


@pytest.mark.parametrize("base", [CHILD, ADULT], ids=["child", "adult"])
def test_old_answers_are_whole_answers_and_count(base: dict[str, Any]) -> None:
    found = assessed(answers(base, harm__seriousness="some", **OLD))

    assert found.journey.next is None
    assert found.assessment.is_settled
    recipient, item = found.facts.recipients[0], found.facts.items[0]
    assert (recipient["recipient_can_help"], item["item_needed"]) == ("yes", "yes")
    assert item["proportionate"] == "yes"
    for values, name in ((recipient, "recipient_use"), (recipient, "unmet_without_them")):
        assert values[name] == "not_applicable"
    assert item["how_much_needed"] == item["effect_on_person"] == "not_applicable"


def test_the_old_answer_counts_for_nothing_once_a_new_one_is_given() -> None:
    link = {**OLD_LINK, "can_help": "no", "use": "provide_service"}
    use = {**OLD_USE, "needed": "no", "how_much": "part_of_it", "effect": "little"}
    new = {"recipients__0__link": link, "items__0__use": use}
    given = answers(ADULT, harm__seriousness="some", views__view="agrees", **new)
    facts = facts_of(given)

    assert facts.recipients[0]["recipient_use"] == "provide_service"
    assert facts.recipients[0]["recipient_can_help"] == "not_applicable"
    assert "unmet_without_them" not in facts.recipients[0]
    assert facts.items[0]["how_much_needed"] == "part_of_it"
    assert facts.items[0]["item_needed"] == facts.items[0]["proportionate"] == "not_applicable"
    assert assessed(given).journey.next.key == "recipients/r1/link"


def test_nothing_answered_leaves_the_new_question_open_and_not_the_old_one() -> None:
    found = assessed(answers(recipients__0__link=None, items__0__use=None))
    names = {path.rpartition(".")[2] for path in found.assessment.missing}

    assert not names & {"recipient_can_help", "item_needed", "proportionate"}
    assert (
        facts_of(answers(recipients__0__link=None))
        .recipients[0]
        .keys()
        .isdisjoint({"recipient_use", "unmet_without_them"})
    )


def test_an_old_answer_is_listed_in_the_words_it_was_asked_in() -> None:
    given = relevant(answers(ADULT, harm__seriousness="some", **OLD))
    rows = {
        row.label: row
        for step, owner in ((Link, "r1"), (Use, "i1"))
        for row in check_rows(step, owner, given, agency=str, category=str)
    }

    assert rows["Can they do something about it?"].shown == "Yes"
    assert rows["Can they do something about it?"].target == "recipients/r1/link"
    assert rows["Could they do that with less, or without it?"].shown == "They need it as it is"
    assert "What would they do with it?" not in rows
    assert "How much of it do they need?" not in rows


def test_the_schema_says_what_is_no_longer_asked() -> None:
    found = schema()["$defs"]
    for asked in RETIRED:
        part = found[asked.step.__name__]["properties"][asked.name]
        assert part["deprecated"] is True
        assert part["x-replaced-by"] == list(asked.ask.replaced_by)


def test_an_option_no_longer_offered_is_read_and_shown_only_where_it_is_the_answer() -> None:
    asked = question(Recipient, "recipient_class")
    to = {"agency_id": "not_listed", "name": "x", "verified": "verified"}
    old = answers(recipients__0__recipient={**to, "recipient_class": "regulator_dbs_lado"})
    new = answers(recipients__0__recipient={**to, "recipient_class": "lado"})

    assert RecipientClass.REGULATOR_DBS_LADO in offered(asked, "r1", old)
    assert RecipientClass.REGULATOR_DBS_LADO not in offered(asked, "r1", new)
    assert facts_of(old).recipients[0]["recipient_class"] == "regulator_dbs_lado"


def test_one_code_from_before_several_could_be_ticked_is_a_list_of_it() -> None:
    assert answers(items__0__item__about="suspected").items[0].item.about == ("suspected",)
    assert parse_field("items.i1.item.about", "suspected") == '["suspected"]'
    assert facts_of(answers(items__0__item__about=["suspected", "protected_child"])).items[0][
        "item_about"
    ] == ("protected_child", "suspected")


def test_what_is_about_a_girl_is_offered_only_where_a_child_may_be_involved() -> None:
    asked = question(Circumstances, "ticked")
    for base, is_there in ((CHILD, True), (ADULT, False)):
        codes = {option.value for option in offered(asked, None, answers(base))}
        assert ("sp_fgm_known" in codes) is is_there
        assert {"sp_fgm_risk", "pd_fgm_5b"} <= codes


def test_a_tick_that_is_no_longer_offered_counts_for_nothing_and_the_list_is_asked_again() -> None:
    both = answers(ADULT, circumstances__ticked=["sp_fgm_known", "crime"])
    alone = answers(ADULT, circumstances__ticked=["sp_fgm_known"])

    assert facts_of(both).case["special_procedure"] == ()
    assert facts_of(both).case["serious_crime"] == "yes"
    assert "special_procedure" not in facts_of(alone).case
    assert assessed(alone).journey.next.key == "circumstances"


def test_a_crime_that_is_only_asserted_comes_before_not_knowing_and_after_knowing() -> None:
    for ticked, said in (
        (["crime_asserted"], "asserted_only"),
        (["crime_asserted", "crime_not_known"], "asserted_only"),
        (["crime", "crime_asserted"], "yes"),
    ):
        assert facts_of(answers(circumstances__ticked=ticked)).case["serious_crime"] == said


def test_no_page_asks_the_same_thing_twice_and_harm_is_named_for_what_it_comes_of() -> None:
    labels = [
        (asked.ask.label, path_of(step, "x", asked.name))
        for step in QUESTIONS
        for asked in questions(step)
    ]
    said = [label for label, _ in labels if label == "What would they do with it?"]

    assert len(said) == 1
    assert "nobody is told" in STEPS["harm"].title
    assert "telling this recipient do" in STEPS["effect"].title
