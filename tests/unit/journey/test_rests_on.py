"""What the advice rests on: every fact read by the rows that fired, and nothing else."""

from collections.abc import Mapping
from typing import Any

import pytest

from decisions.journey.advice_words import Words
from decisions.journey.sending import laid_out
from decisions.policy.evaluate import evaluate
from decisions.policy.explain import facts_behind, readings_behind, trace
from decisions.policy.facts import validate_facts
from decisions.policy.model import FACTS
from decisions.policy.subjects import with_subjects
from tests.unit.journey.cases import ADULT, AT, CHILD, ON, answers, assessed, pack


def read_in_trace(told: Mapping[str, Any], table: str, seen: set[str]) -> set[str]:
    """The facts below a table in a trace, found without the program's own walk."""
    if table in seen:
        return set()
    seen.add(table)
    found: set[str] = set()
    for row in told[table]["rows"]:
        for name in row["read"]:
            bare = name.removeprefix("subject.")
            prefix, dot, _ = bare.partition(".")
            if bare in told:
                found |= read_in_trace(told, bare, seen)
            elif dot:
                found |= {n for n, fact in pack().pack.facts.items() if fact.prefix == prefix}
            else:
                found.add(bare)
    return found


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"harm__seriousness": "immediate"},
        {"harm__seriousness": "some", "telling__safe": "not_known"},
        {"recipients__0__link__conflict": "associate"},
        {"items__0__care__locates": "yes", "items__0__care__restriction": "privileged"},
        {"circumstances__ticked": ["sp_hba_fm"]},
    ],
)
@pytest.mark.parametrize("base", [CHILD, ADULT])
def test_every_fact_the_fired_rows_read_is_there_and_no_other(
    base: dict[str, Any], changes: dict[str, Any]
) -> None:
    found = assessed(answers(base, **changes))
    told = trace(pack(), found.facts, found.evaluation)
    findings = told["case"] | told["recipients"][0] | told["items"][0][0]
    values = found.facts.case | found.facts.recipients[0] | found.facts.items[0]
    behind = {
        fact
        for table in ("outcome", "item_rule")
        for fact in read_in_trace(findings, table, set())
        if values.get(fact) not in (None, "not_applicable")
    }

    grounds = found.assessment.recipients[0].rests_on
    assert {one.fact for one in grounds} == behind
    assert len(grounds) == len({(one.fact, one.said, one.about) for one in grounds})


def test_an_item_about_somebody_else_rests_on_what_they_say() -> None:
    facts = assessed(answers(ADULT)).facts
    raw = FACTS.dump_python(facts)
    another = {
        **raw["items"][0],
        "item_about": ["other_person"],
        "whose": "another",
        "view_on_sharing": "agrees",
        "person_competence": "has_capacity",
        "free_choice": "free",
        "safe_to_tell": "yes",
        "proxy_view": "no_proxy",
        "reason_not_asked": "not_applicable",
        "best_interests": "not_applicable",
    }
    raw["items"] = [raw["items"][0], another]
    checked = validate_facts(pack(), raw)
    evaluation = evaluate(pack(), checked, on=ON)
    people = frozenset(n for n, fact in pack().pack.facts.items() if fact.level == "person")
    words, whose = Words(pack(), AT), ("", "Her sister")

    said = []
    for place, item in enumerate(with_subjects(checked, people)):
        findings = evaluation.case | evaluation.recipients[0] | evaluation.cells[0][place]
        values = {**checked.case, **checked.recipients[0], **item}
        said.append(
            {
                one.fact: (one.said, one.about)
                for one in words.grounds(("outcome",), findings, values, f"{place}", whose[place])
            }
        )

    assert said[0]["view_on_sharing"] == ("they do not agree to this being shared", "")
    assert said[1]["view_on_sharing"] == ("they agree to this being shared", "Her sister")


def test_a_check_says_of_the_person_what_is_the_persons_and_nothing_that_nobody_was_asked() -> None:
    said = {
        **ADULT,
        "trigger": "routine_sending",
        "depth": "check",
        "sending": {"paper": "letter"},
        "harm": {"seriousness": "none_seen"},
        "views": {"view": "agrees"},
        "contents": {"ticked": ["whereabouts", "unchecked"]},
        "readers": {"how_much": "all_of_it", "kept": ["none"], "effect": "little"},
        "items": [{"id": "i1"}, {"id": "whereabouts"}, {"id": "unchecked"}],
        "recipients": [
            {
                "id": "r1",
                "recipient": {
                    "agency_id": "not_listed",
                    "name": "Dr Sampleton",
                    "recipient_class": "health",
                    "verified": "known_route",
                    "channel": "yes",
                },
                "link": {"conflict": "none", "use": "provide_service", "unmet": "no"},
                "effect": {"harm": "none_seen"},
            }
        ],
    }
    advice = assessed(laid_out(answers(said))).assessment.recipients[0]
    grounds = {(one.fact, one.about): one.said for one in advice.rests_on}

    assert ("view_on_sharing", "") in grounds
    assert [about for fact, about in grounds if fact == "how_much_needed"] == [
        "Where somebody can be found",
        "What nobody has checked, or is out of date",
    ]
    assert "it is a current fact" not in grounds.values()
    every = " ".join(part for one in advice.reasons for part in one.you_said)
    assert "answered directly" not in every


def test_a_reading_of_a_person_keeps_whose_it_is_and_the_fact_does_not() -> None:
    found = assessed(answers(ADULT))
    findings = found.evaluation.case | found.evaluation.recipients[0] | found.evaluation.cells[0][0]

    readings = readings_behind(pack(), findings, "outcome")
    assert "subject.view_on_sharing" in readings
    assert "view_on_sharing" in facts_behind(pack(), findings, "outcome")
    assert not any("subject" in name for name in facts_behind(pack(), findings, "outcome"))
