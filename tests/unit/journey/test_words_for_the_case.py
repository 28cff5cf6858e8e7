"""What is said fits who it is about: nobody is spoken of as having chosen who could not be asked."""

import re
from dataclasses import replace

import pytest

from decisions.assessment import RecipientAdvice
from decisions.journey.fitting import fitting
from decisions.policy.checks_words import faults
from decisions.policy.source_words import SentenceVariant, TextVariant
from decisions.workshop.cards import card
from decisions.workshop.neighbours import Neighbours
from decisions.workshop.scenarios import Scenario, read, scenarios_dir
from tests.unit.journey.cases import ADULT, CHILD, answers, assessed, pack

SAID_NO = re.compile(r"\b(they|if they) (say|said|says) no\b", re.IGNORECASE)
NOT_ASKED = {"views__view": "not_asked", "views__reason_not_asked": "raises_risk"}


def advice(base: dict, **changes: object) -> RecipientAdvice:
    return assessed(answers(base, **changes)).assessment.recipients[0]


def test_a_child_who_was_not_asked_did_not_say_no() -> None:
    found = advice(CHILD)

    assert found.outcome == "share_without_agreement"
    assert not SAID_NO.search(found.sentence)


def test_a_no_is_written_down_where_there_was_one() -> None:
    refused = advice(CHILD, views__view="refuses")
    by_parents = advice(CHILD, views__proxy="refuses")

    assert refused.sentence.startswith("They said no")
    assert by_parents.sentence.startswith("Somebody who may decide for them said no")


def test_a_small_child_is_not_said_to_choose_freely_or_not() -> None:
    found = assessed(
        answers(CHILD, about__child_age="under_12", choice=None, views={"proxy": "agrees"})
    )

    assert found.facts.case["free_choice"] == "not_applicable"
    assert found.evaluation.breached == ()
    assert not [said for said in found.assessment.not_known if "freely" in said]


@pytest.mark.parametrize(
    ("changes", "outcome", "when"),
    [
        ({}, "do_not_share", "nothing is sent; look again by the date you set"),
        ({"views__view": "agrees"}, "share_with_agreement", "today"),
        (
            {"views__view": "not_asked", "views__reason_not_asked": "none"},
            "ask_first",
            "ask them today if you can",
        ),
    ],
)
def test_the_time_beside_an_answer_is_of_what_is_to_be_done(
    changes: dict, outcome: str, when: str
) -> None:
    found = advice(ADULT, **changes)

    assert (found.outcome, found.when) == (outcome, when)


def test_a_tick_a_finding_and_an_answer_may_each_turn_the_words() -> None:
    made = pack().pack
    values = {"item_about": ("deceased",), "view_on_sharing": "agrees"}
    for given, is_met in (
        ({"ia.deceased": ("yes",)}, True),
        ({"ia.deceased": ("no",)}, False),
        ({"ic.special": ("no",)}, False),
        ({"view_on_sharing": ("agrees",), "ia.staff": ("no",)}, True),
        ({"view_on_sharing": ("refuses",)}, False),
        ({"consent_position": ("agreed",)}, False),
    ):
        other = SentenceVariant(given=given, sentence="Other words.")
        plain = made.wording.telling["tell_before"]

        assert (fitting(plain, (other,), made, values, {}) is other) is is_met


@pytest.mark.parametrize(
    "given", [{"nobody": ("yes",)}, {"ia.nobody": ("yes",)}, {"limb": ("grown",)}]
)
def test_words_that_turn_on_nothing_there_is_are_refused(given: dict) -> None:
    made = pack().pack
    wrong = TextVariant(given=given, text="wait")
    now = made.wording.when["now"].model_copy(update={"variant": (wrong,)})
    wording = made.wording.model_copy(update={"when": {**made.wording.when, "now": now}})

    assert [one.key for one in faults(replace(made, wording=wording))] == ["when.now.variant"]


def _nobody_said_no(scenario: Scenario) -> bool:
    case = scenario.facts["case"]
    return (
        case.get("person_competence") in ("lacks", "not_assessed", "not_applicable")
        and case.get("view_on_sharing") not in ("refuses", "withdrew")
        and case.get("proxy_view") not in ("refuses", "proxies_disagree")
        and not any("view_on_sharing" in item for item in scenario.facts["items"])
    )


def test_no_scenario_speaks_of_a_no_or_a_free_choice_that_nobody_made() -> None:
    library = read(scenarios_dir())
    unheard = [one for one in library.scenarios if _nobody_said_no(one)]
    neighbours = Neighbours(pack(), unheard)
    assert len(unheard) > 100

    for scenario in unheard[::2]:
        for found in card(library, scenario, neighbours).answer.recipients:
            steps = (*found.prompts, *found.to_do, *found.consult)
            said = [found.sentence, *(step.sentence for step in steps)]
            assert not [text for text in said if SAID_NO.match(text)], scenario.id
            assert not [r for r in found.reasons if "and they are choosing" in r.sentence], (
                scenario.id
            )
