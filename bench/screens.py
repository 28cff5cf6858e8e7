"""How many pages of questions a person sees before an outcome, over the scenarios, at each depth.

Every scenario that is whole becomes the answers somebody would have given on the pages; the route
then says which pages they see. Bars: Quick 9 in the middle and 13 at most, Full 16 at most, for one
recipient and one item; in danger, what to do now known after at most five facts.

Run: python -m bench.screens
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from statistics import median
from typing import Any

from bench.measure import Measure
from decisions import assessing
from decisions.assessing import Assessed, Known
from decisions.journey.answers import Answers, Discloser
from decisions.journey.choices_case import Depth, Trigger
from decisions.journey.choices_circumstances import FACT_VALUE, Circumstance
from decisions.journey.fields import Question, Scope, Widget, questions
from decisions.journey.reading import build
from decisions.journey.steps import QUESTIONS
from decisions.policy.compiled import CompiledPack
from decisions.policy.released import load_released
from decisions.workshop.scenarios import Scenario, read, scenarios_dir

Facts = dict[str, Any]
_PERSON = {
    "safe_to_tell",
    "person_competence",
    "free_choice",
    "view_on_sharing",
    "proxy_view",
    "reason_not_asked",
    "best_interests",
}
_TRIGGERS = {trigger.value for trigger in Trigger}
_FILLED = {
    Widget.LINE: "words",
    Widget.NARRATIVE: "words",
    Widget.DATED: {"state": "not_known"},
    Widget.CATEGORY: "edu_record",
}


@dataclass(frozen=True)
class Walked:
    """One scenario at one depth: its answers as they count, and the pages that were shown."""

    scenario: Scenario
    found: Assessed

    @property
    def pages(self) -> int:
        """How many pages of questions there were."""
        return len(self.found.journey.stops)

    @property
    def is_one_by_one(self) -> bool:
        """Whether there is one recipient and one item."""
        return len(self.found.answers.recipients) == len(self.found.answers.items) == 1


def walked(depth: Depth) -> Iterator[Walked]:
    """Every whole scenario that the pages can ask about, gone through at this depth."""
    for scenario in read(scenarios_dir()).scenarios:
        if _is_whole(scenario) and scenario.facts["case"]["trigger"] in _TRIGGERS:
            pack = load_released(scenario.on)
            answers = answers_of(scenario).model_copy(update={"depth": depth})
            yield Walked(scenario, _assessed(answers, scenario, pack))


def _is_whole(scenario: Scenario) -> bool:
    """Whether everything is answered: a partial one leaves out what the defaults would fill in."""
    return {"harm_if_not_shared", "apd"} <= set(scenario.facts["case"])


def _assessed(answers: Answers, scenario: Scenario, pack: CompiledPack) -> Assessed:
    known = Known(discloser=_discloser(scenario.facts["case"]))
    counting, journey = assessing.counted(answers, known, pack, scenario.on)
    at = datetime.combine(scenario.on, time(12), UTC)
    return assessing.assess(counting, journey, known, pack, {}, on=scenario.on, at=at)


def _discloser(case: Facts) -> Discloser:
    return Discloser(
        acting_as=case["acting_as"],
        health_or_secrecy=case["discloser_health_or_secrecy"],
        listed_16la=case["discloser_listed_16la"],
    )


def answers_of(scenario: Scenario) -> Answers:
    """What somebody who knows these facts would have answered, on every page, asked or not."""
    facts = scenario.facts
    case = facts["case"]
    people = [
        (f"p{place}", item) for place, item in enumerate(facts["items"]) if _PERSON & set(item)
    ]
    raw: Facts = {
        "trigger": case["trigger"],
        **_steps(Scope.CASE, case),
        "recipients": [
            {"id": f"r{n}", **_steps(Scope.RECIPIENT, one)}
            for n, one in enumerate(facts["recipients"])
        ],
        "items": [
            {"id": f"i{n}", **_steps(Scope.ITEM, one)} for n, one in enumerate(facts["items"])
        ],
        "people": [{"id": name, **_steps(Scope.PERSON, item)} for name, item in people],
    }
    for place, item in enumerate(facts["items"]):
        is_theirs = bool(_PERSON & set(item))
        raw["items"][place]["item"]["whose"] = f"p{place}" if is_theirs else "case_person"
    raw["about"] |= _who(case)
    raw["circumstances"]["ticked"] = _ticked(case)
    return build(raw)


def _steps(scope: Scope, facts: Facts) -> Facts:
    return {
        step.key: {
            asked.name: value
            for asked in questions(step)
            if (value := _answer(asked, facts)) is not None
        }
        for step in QUESTIONS
        if step.scope is scope
    }


def _answer(asked: Question, facts: Facts) -> Any:
    """The answer that gives a question's fact its value; for what feeds none, anything that will do."""
    if asked.ask.widget is Widget.AGENCY:
        return "not_listed"
    codes = [option.value for option in asked.options if not option.is_retired]
    value = next((facts[name] for name in asked.ask.facts if name in facts), None)
    if asked.ask.is_retired or value is not None:
        return _coded(asked, value)
    if any(
        asked.name in old.ask.replaced_by and _answer(old, facts) for old in questions(asked.step)
    ):
        return None
    if asked.name == "naming":
        return "reference_only"
    if asked.name == "child_age":
        return None  # a scenario says nothing of it, and it would hide questions that it answers
    if codes:
        return [codes[0]] if asked.is_many else codes[0]
    return _FILLED.get(asked.ask.widget)


def _coded(asked: Question, value: Any) -> Any:
    every = {option.value for option in asked.options}
    if not asked.is_many:
        return value if value in every else None
    told = [one for one in ([value] if isinstance(value, str) else value or ()) if one in every]
    return told or (["none"] if "none" in every else None)


def _who(case: Facts) -> Facts:
    child, adult = case["child_in_play"], case["adult_position"]
    stage = child if child in ("child", "age_disputed", "unborn") else None
    position = adult if adult != "none" else None
    who = {
        (True, True): "both",
        (True, False): "child",
        (False, True): "adult",
        (False, False): "neither",
    }[stage is not None, position is not None]
    who = "not_known" if child == "not_known" and position in (None, "not_known") else who
    found = {"who": who, "child_stage": stage, "adult_position": position}
    return {name: value for name, value in found.items() if value}


def _ticked(case: Facts) -> list[str]:
    said = {name: case.get(name, ()) for name in ("special_procedure", "personal_duty_event")}
    lines = [
        line.value
        for line, (fact, value) in FACT_VALUE.items()
        if value in ([case[fact]] if isinstance(case[fact], str) else case[fact])
    ]
    prefixes = {"special_procedure": "sp_", "personal_duty_event": "pd_"}
    every = {line.value for line in Circumstance}
    for name, members in said.items():
        told = [members] if isinstance(members, str) else members
        lines += [f"{prefixes[name]}{one}" for one in told if f"{prefixes[name]}{one}" in every]
    return lines or ["none"]


def by_depth() -> dict[Depth, list[Walked]]:
    """Everything walked, one recipient and one item only."""
    return {depth: [one for one in walked(depth) if one.is_one_by_one] for depth in Depth}


def measure() -> Iterator[Measure]:
    """The bars of this file."""
    found = by_depth()
    pages = {depth: [one.pages for one in each] for depth, each in found.items()}
    quick, full = pages[Depth.QUICK], pages[Depth.FULL]
    yield Measure("screens to an outcome, Quick, median", median(quick), 9, "screens")
    yield Measure("screens to an outcome, Quick, most", max(quick), 13, "screens")
    yield Measure("screens to an outcome, Full, most", max(full), 16, "screens")


def main() -> None:
    for depth, each in by_depth().items():
        counts = Counter(one.pages for one in each)
        print(f"{depth.text}: {len(each)} scenarios, median {median(c.pages for c in each)}")
        print(
            "   ", ", ".join(f"{pages} pages: {count}" for pages, count in sorted(counts.items()))
        )
    for one in measure():
        print(one.told())


if __name__ == "__main__":
    main()
