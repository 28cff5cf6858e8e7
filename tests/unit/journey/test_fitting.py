"""Questions that fit the person: a child's age, a refusal that stands, words that were typed before."""

from typing import Any

import pytest

from decisions.journey import decide, people
from decisions.journey.choices_decided import TellingBy
from decisions.journey.fields import question
from decisions.journey.relevance import offered, relevant, relevant_questions
from decisions.journey.said_before import said_before
from decisions.journey.steps_choice import Views, Whose
from decisions.journey.steps_decide import After, Message
from decisions.journey.steps_item import Item
from decisions.journey.steps_recipient import Link
from tests.unit.journey.cases import ADULT, AT, CHILD, answers, assessed
from tests.unit.journey.test_decide import DECIDED

YOUNG: dict[str, Any] = {"about__child_age": "under_12", "choice": None, "views": None}
ADULTS_OWN = {"competence", "free", "best_interests", "view", "reason_not_asked"}


def names(step: Any, given: Any, owner: Any = None) -> set[str]:
    return {asked.name for asked in relevant_questions(step, owner, relevant(given))}


def test_a_child_under_12_is_asked_no_adults_question() -> None:
    given = answers(**YOUNG)

    assert not (names(Whose, given) | names(Views, given)) & ADULTS_OWN
    assert "proxy" in names(Views, given)


@pytest.mark.parametrize("who", ["both", "adult"])
def test_an_adult_in_play_keeps_an_adults_questions(who: str) -> None:
    given = answers(**{**YOUNG, "about__who": who, "about__adult_position": "other_adult"})

    assert "competence" in names(Whose, given)


@pytest.mark.parametrize(
    ("proxy", "why", "outcome"),
    [
        ("agrees", None, "share_with_agreement"),
        ("not_asked", "none", "ask_first"),
        ("not_asked", "raises_risk", "share_without_agreement"),
        ("conflicted_proxy", None, "share_without_agreement"),
    ],
)
def test_what_the_parents_say_takes_the_place_of_a_young_childs_choice(
    proxy: str, why: str | None, outcome: str
) -> None:
    said = {"proxy": proxy, **({"parents_not_asked": why} if why else {})}
    found = assessed(answers(**{**YOUNG, "views": said, "harm__seriousness": "some"}))

    assert found.journey.next is None
    assert found.evaluation.breached == ()
    assert found.assessment.recipients[0].outcome == outcome
    assert ("parents_not_asked" in names(Views, found.answers)) is (proxy == "not_asked")


def test_pressure_on_a_young_child_counts_where_it_was_said() -> None:
    said = {"views": {"proxy": "agrees"}, "telling": {"safe": "no", "unsafe": ["coerced"]}}
    assert assessed(answers(**{**YOUNG, **said})).facts.case["free_choice"] == "pressure_suspected"

    said["telling"] = {"safe": "no", "unsafe": ["flight"]}
    assert assessed(answers(**{**YOUNG, **said})).facts.case["free_choice"] == "not_applicable"


def test_only_the_options_that_fit_the_age_are_offered() -> None:
    asked = question(Whose, "competence")

    def codes(given: Any) -> set[str]:
        return {one.value for one in offered(asked, None, given)}

    assert "gillick_competent" not in codes(answers(ADULT))
    assert "presumed" not in codes(answers(about__child_age="12_to_15"))
    assert "gillick_competent" not in codes(answers(about__child_age="16_or_17"))
    assert {"presumed", "gillick_competent"} <= codes(answers())


KEPT = {**DECIDED, "outcome": "do_not_share", "differs_because": "x"}


def test_a_refusal_that_stands_is_sealed_with_their_words_and_how_they_were_seen() -> None:
    after = {"telling_by": "me", "telling_when": "Now", "review_on": "2026-11-28"}
    given = answers(ADULT, recipients__0__decided=KEPT, after=after)
    found = decide.faults(given, assessed(given).assessment, at=AT)

    assert {"after.refusal", "after.seen_alone"} <= found.keys()
    agreed = answers(ADULT, views={"view": "agrees"}, recipients__0__decided=KEPT, after=after)
    assert "after.refusal" not in decide.faults(agreed, assessed(agreed).assessment, at=AT)


def test_nobody_it_is_shared_with_can_tell_them_where_nothing_is_shared() -> None:
    asked = question(After, "telling_by")
    kept = answers(recipients__0__decided=KEPT, after={"telling_by": "recipient"})

    assert TellingBy.RECIPIENT not in offered(asked, None, kept)
    assert relevant(kept).after == After()
    shared = answers(recipients__0__decided=DECIDED)
    assert TellingBy.RECIPIENT in offered(asked, None, shared)


def test_words_typed_before_are_offered_where_they_fit_and_only_while_nothing_stands_there() -> (
    None
):
    empty = answers(items__0__item={"label": "Bruise"}, story__their_words="I want my mum.")

    assert said_before(question(Item, "words"), "i1", empty) == CHILD["story"]["concern"]
    assert said_before(question(Message, "words"), "r1", empty) == "I want my mum."
    assert said_before(question(Item, "words"), "i1", answers()) == ""


ANSWERS_OF_USE = [
    {"use": use, "unmet": unmet}
    for use in ("act_to_protect", "only_know")
    for unmet in ("yes", "no")
]


def told(kind: str, trigger: str, aim: str, **link: str) -> Any:
    """The case told to one who is no agency, who asked or is told of one's own accord."""
    return answers(
        trigger=trigger,
        request={
            "asked_by": "X",
            "received_by": "letter",
            "asked_for": "It.",
            "power": "none_cited",
        },
        purpose={"aim": aim},
        recipients__0__recipient={
            "agency_id": "not_listed",
            "name": "X",
            "recipient_class": kind,
            "verified": "verified",
            "channel": "yes",
        },
        recipients__0__link={"conflict": "none", **link},
    )


@pytest.mark.parametrize(
    ("kind", "trigger", "aim"),
    [
        ("court_coroner", "request_received", "court_coroner"),
        ("court_coroner", "own_concern", "protect"),
        ("media_public", "request_received", "media_curiosity"),
        ("media_public", "own_concern", "protect"),
        ("the_person", "request_received", "rights_request"),
    ],
)
def test_what_they_would_do_is_not_asked_where_it_changes_nothing(
    kind: str, trigger: str, aim: str
) -> None:
    found = assessed(told(kind, trigger, aim))
    advised = found.assessment.recipients[0]

    assert names(Link, found.answers, "r1") == {"conflict"}
    assert found.evaluation.breached == ()
    facts = found.facts.recipients[0]
    assert (facts["recipient_can_help"], facts["recipient_use"]) == ("not_known", "not_applicable")
    for said in ANSWERS_OF_USE:
        with_use = pytest.MonkeyPatch()
        with_use.setattr(people, "use_counts", lambda *_: True)
        asked = assessed(told(kind, trigger, aim, **said)).assessment.recipients[0]
        with_use.undo()
        assert (asked.outcome, asked.scope) == (advised.outcome, advised.scope)


@pytest.mark.parametrize(
    ("kind", "trigger", "aim"),
    [
        ("the_person", "own_concern", "protect"),
        ("parent_carer", "request_received", "protect"),
        ("family_friend", "request_received", "inform_family"),
        ("private_business", "request_received", "protect"),
        ("employer_provider", "request_received", "employment_suitability"),
        ("government_or_insurer", "request_received", "protect"),
        ("police", "request_received", "crime"),
    ],
)
def test_what_they_would_do_is_asked_of_everybody_for_whom_it_can_change_the_advice(
    kind: str, trigger: str, aim: str
) -> None:
    assert {"use", "unmet"} <= names(Link, told(kind, trigger, aim), "r1")
