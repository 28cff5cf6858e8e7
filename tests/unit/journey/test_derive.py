"""Facts from answers: every constraint holds whatever is answered, and nothing is made up."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from decisions.journey.answers import Answers, Discloser
from decisions.journey.choices_case import AdultPosition, ChildStage, Harm, Who
from decisions.journey.choices_circumstances import Circumstance
from decisions.journey.choices_consent import (
    BestInterests,
    Competence,
    FreeChoice,
    ProxyView,
    ReasonNotAsked,
    View,
)
from decisions.journey.choices_item import Kind, Permission, Restriction
from decisions.journey.choices_recipient import RecipientClass
from decisions.journey.derive import Switches, derive, listed_id, switches_of
from decisions.journey.fields import NOT_LISTED, questions
from decisions.journey.relevance import relevant
from decisions.journey.steps import STEPS
from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.model import FACTS, Answer, Facts
from tests.unit.journey.cases import ADULT, CHILD, KNOWN, ON, answers, pack


def facts_of(given: Answers, discloser: Discloser | None = KNOWN.discloser) -> Facts:
    return derive(relevant(given), discloser, KNOWN.listed, switches_of(pack().pack, ON))


PREFIXES = {f.prefix: name for name, f in pack().pack.facts.items() if f.prefix}


def holds(values: dict[str, Answer], condition: Mapping[str, Sequence[str]]) -> bool | None:
    """Whether a condition of the pack is true of these values; None while part of it is unanswered."""
    found: list[bool] = []
    for name, among in condition.items():
        prefix, _, member = name.partition(".")
        value = values.get(PREFIXES[prefix] if member else name)
        if value is None:
            return None
        said = ("yes" if member in value else "no") if member else value
        found.append(said in among)
    return all(found)


def check(facts: Facts) -> None:
    """Known to the pack, and no constraint between facts is broken."""
    validate_facts(pack(), FACTS.dump_python(facts))
    for recipient in facts.recipients or ({},):
        for item in facts.items or ({},):
            values = {**facts.case, **recipient, **item}
            for rule in pack().pack.constraints:
                if holds(values, rule.when):
                    broken = [n for n in rule.then if holds(values, {n: rule.then[n]}) is False]
                    assert not broken, f"{rule.id}: {broken}"


WHO = [
    {"who": who.value, **child, **adult}
    for who in Who
    for child in (
        [{"child_stage": s.value} for s in ChildStage] if who in (Who.CHILD, Who.BOTH) else [{}]
    )
    for adult in (
        [{"adult_position": a.value} for a in AdultPosition]
        if who in (Who.ADULT, Who.BOTH)
        else [{}]
    )
]


@pytest.mark.parametrize("about", WHO, ids=lambda about: "-".join(about.values()))
def test_whoever_it_is_about_every_single_circumstance_keeps_the_constraints(
    about: dict[str, str],
) -> None:
    for line, seriousness in itertools.product(Circumstance, (Harm.IMMEDIATE, Harm.NONE_SEEN)):
        given = answers(
            about=about, circumstances__ticked=[line.value], harm__seriousness=seriousness.value
        )
        check(facts_of(given))


@pytest.mark.parametrize("about", WHO, ids=lambda about: "-".join(about.values()))
def test_whoever_it_is_about_every_choice_and_view_keeps_the_constraints(
    about: dict[str, str],
) -> None:
    frees, bests = itertools.cycle(FreeChoice), itertools.cycle(BestInterests)
    for competence, view in itertools.product(Competence, View):
        free, best = next(frees), next(bests)
        given = answers(
            about=about,
            choice={
                "competence": competence.value,
                "free": free.value,
                "best_interests": best.value,
            },
            views={"view": view.value, "reason_not_asked": "urgent", "proxy": "refuses"},
        )
        check(facts_of(given))


@pytest.mark.parametrize("proxy", list(ProxyView))
@pytest.mark.parametrize("reason", list(ReasonNotAsked))
def test_every_reason_and_proxy_view_keeps_the_constraints(
    reason: ReasonNotAsked, proxy: ProxyView
) -> None:
    for base, view in itertools.product((CHILD, ADULT), View):
        views = {"view": view.value, "reason_not_asked": reason.value, "proxy": proxy.value}
        check(facts_of(answers(base, views=views)))


def test_every_item_answer_keeps_the_constraints() -> None:
    for restriction, permission, kind in itertools.product(Restriction, Permission, Kind):
        for who in ("child", "both"):
            about = {"who": who, "child_stage": "child", "adult_position": "other_adult"}
            given = answers(
                about=about,
                items__0__care={
                    "restriction": restriction.value,
                    "permission": permission.value,
                    "reliability": "historic",
                    "locates": "yes",
                },
                items__0__item__kinds=[kind.value],
                items__0__use__protects_child="not_known",
            )
            check(facts_of(given))


@pytest.mark.parametrize("duty", [line for line in Circumstance if line.value.startswith("pd_")])
@pytest.mark.parametrize("kind", list(RecipientClass))
@pytest.mark.parametrize("link", [{"can_help": "no"}, {"use": "only_know", "unmet": "no"}])
def test_a_duty_and_any_recipient_keep_the_constraints(
    duty: Circumstance, kind: RecipientClass, link: dict[str, str]
) -> None:
    given = answers(
        circumstances__ticked=[duty.value],
        recipients__0__recipient={
            "agency_id": "not_listed",
            "name": "x",
            "recipient_class": kind.value,
            "verified": "verified",
        },
        recipients__0__link={"conflict": "none", **link},
    )
    check(facts_of(given))


def test_the_evaluator_finds_no_constraint_broken_either() -> None:
    for base in (CHILD, ADULT):
        assert evaluate(pack(), facts_of(answers(base)), on=ON).breached == ()


def test_another_child_at_risk_is_a_child_in_play() -> None:
    facts = facts_of(answers(ADULT, circumstances__ticked=["others_child"]))

    assert facts.case["child_in_play"] == "child"
    assert facts.case["others_at_risk"] == ("child",)


def test_a_child_and_an_adult_at_risk_keep_both_limbs_open() -> None:
    facts = facts_of(answers(ADULT, circumstances__ticked=["others_child", "others_adult"]))

    assert facts.case["child_in_play"] == "child"
    assert facts.case["others_at_risk"] == ("adult", "child")


@pytest.mark.parametrize("line", ["sp_under13_sexual", "pd_fgm_5b"])
def test_the_law_lifts_the_harm_and_never_lowers_it(line: str) -> None:
    low = facts_of(answers(circumstances__ticked=[line], harm__seriousness="none_seen"))
    high = facts_of(answers(circumstances__ticked=[line], harm__seriousness="immediate"))

    assert low.case["harm_if_not_shared"] == "significant"
    assert high.case["harm_if_not_shared"] == "immediate"


def test_none_of_these_answers_five_facts_at_once() -> None:
    case = facts_of(answers()).case

    assert case["others_at_risk"] == ()
    assert case["serious_crime"] == "no"
    assert case["staff_or_provider_implicated"] == "no"
    assert case["special_procedure"] == ()
    assert case["personal_duty_event"] == ()


def test_an_unanswered_list_leaves_its_five_facts_out() -> None:
    case = facts_of(answers(circumstances=None)).case

    assert not {"others_at_risk", "serious_crime", "special_procedure"} & set(case)


def test_a_route_nobody_checked_is_not_a_known_route() -> None:
    unchecked = facts_of(answers(recipients__0__recipient__agency_id="stranger"))
    checked = facts_of(answers(recipients__0__recipient__verified=None))

    assert unchecked.recipients[0]["recipient_verified"] == "not_verified"
    assert checked.recipients[0]["recipient_verified"] == "known_route"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("listed", "yes"),
        ("designated", "yes"),
        ("commissioned", "yes"),
        ("not_listed", "no"),
        ("not_known", "not_known"),
    ],
)
def test_a_recipient_is_named_by_the_new_duty_only_as_the_register_has_it(
    said: str, found: str
) -> None:
    listed = {"csc": KNOWN.listed["csc"].model_copy(update={"listed_16la": said})}
    switches = switches_of(pack().pack, ON)

    facts = derive(relevant(answers()), KNOWN.discloser, listed, switches)

    assert facts.recipients[0]["recipient_listed_16la"] == found


@pytest.mark.parametrize(
    ("acting_as", "said", "found"),
    [
        ("private_or_charity", "listed", "not_known"),
        ("private_or_charity", "not_listed", "not_listed"),
        ("private_or_charity", "commissioned", "commissioned"),
        ("public_authority_task", "listed", "listed"),
    ],
)
def test_a_charity_that_says_it_is_listed_is_looked_into(
    acting_as: str, said: str, found: str
) -> None:
    own = KNOWN.discloser.model_copy(update={"acting_as": acting_as, "listed_16la": said})

    assert facts_of(answers(), own).case["discloser_listed_16la"] == found


def test_a_recipient_nobody_has_chosen_yet_has_no_register_id() -> None:
    [chosen] = answers().recipients
    [other] = answers(recipients__0__recipient__agency_id=NOT_LISTED).recipients

    assert listed_id(chosen) == "csc"
    assert listed_id(other) is None
    assert listed_id(chosen.model_copy(update={"recipient": None})) is None


def test_nothing_answered_gives_only_what_the_profile_and_the_day_say() -> None:
    facts = facts_of(Answers())

    assert set(facts.case) == {
        "trigger",
        "sharing_pattern",
        "duty_16la_state",
        "csa_duty_state",
        "power_cited",
        "power_binds_us",
        "acting_as",
        "discloser_health_or_secrecy",
        "discloser_listed_16la",
    }


def test_an_uncertain_commencement_is_never_in_force() -> None:
    assert switches_of(pack().pack, ON) == Switches(duty_16la="uncertain", csa_duty="not_in_force")


def test_every_option_of_a_question_that_feeds_a_fact_is_a_value_of_that_fact() -> None:
    unlisted = {"about.who", "circumstances.ticked", "item.kinds"}
    for step in STEPS.values():
        for asked in questions(step):
            name = f"{step.key}.{asked.name}"
            if len(asked.ask.facts) != 1 or name in unlisted or not asked.options:
                continue
            values = set(pack().pack.facts[asked.ask.facts[0]].values)
            told = {option.value for option in asked.options}
            told -= {"one_parent", "own_right"}  # no rule knows of these: "no", and no power
            assert told <= values, name


NOT_ASKED_YET = {
    *("trigger", "sharing_pattern"),
}
"""Facts that no page asks so far; derive gives them the value that older facts are read with."""


OLD = {"item_needed", "recipient_can_help", "proportionate"}
"""Facts of questions that are read and no longer asked."""


def test_every_fact_that_is_asked_is_fed_by_a_question() -> None:
    fed = {fact for step in STEPS.values() for q in questions(step) for fact in q.ask.facts}
    asked = {name for name, fact in pack().pack.facts.items() if fact.ask == "ask"}

    assert asked - fed == NOT_ASKED_YET


def test_every_fact_that_can_be_not_known_offers_it() -> None:
    offers: dict[str, set[Any]] = {}
    for step in STEPS.values():
        for asked in questions(step):
            for fact in asked.ask.facts:
                offers.setdefault(fact, set()).update(option.value for option in asked.options)
    for name, fact in pack().pack.facts.items():
        if fact.ask != "ask" or "not_known" not in fact.values or name in NOT_ASKED_YET:
            continue
        if name in OLD:
            continue
        said = {"others_not_known", "crime_not_known", "staff_not_known", "not_known"}
        assert offers[name] & said, name
