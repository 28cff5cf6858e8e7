"""Starts say what they say; being asked for information: who asks, under which power, where it goes."""

from typing import Any

import pytest

from decisions.assessing import Assessed
from decisions.journey import service
from decisions.journey.answers import Answers, Discloser
from decisions.journey.choices_case import Depth, Trigger
from decisions.journey.choices_start import Power
from decisions.journey.plan import plan_of
from decisions.journey.powers import binds_us
from decisions.journey.starts import ASKERS, BY_PHONE, DECIDE, EVERYTHING, PARENT, RANG, TOLD, Start
from decisions.journey.steps_start import Request
from isa.platform.database import Database
from isa.platform.identity import Role
from tests.conftest import an_actor
from tests.unit.journey.cases import CHILD, SCHOOL, answers, assessed

EVERY = [DECIDE, EVERYTHING, RANG, PARENT, TOLD, *(one for _, group in ASKERS for one in group)]
BY_KEY = {start.key: start for start in EVERY}
ASKED = {"asked_by": "DC Sampleton", "received_by": "phone", "asked_for": "The school record."}
PERSONS = {
    "subject": ("route_elsewhere", "the_person"),
    "relative": ("do_not_share", "family_friend"),
    "media": ("do_not_share", "media_public"),
    "court": ("route_elsewhere", "court_coroner"),
}


def asked(start: Start, power: str = "none_cited", **changes: Any) -> Answers:
    """A request of this start with everything else answered, no harm seen unless said."""
    recipient = {"agency_id": "csc", "verified": "known_route", "channel": "yes", "name": "them"}
    raw: dict[str, Any] = {
        "trigger": "request_received",
        "depth": "quick",
        "request": {**ASKED, "power": power},
        "harm__seriousness": "none_seen",
    }
    for path, value in start.said.items():
        key, name = path.removeprefix("recipient.").split(".")
        if key == "recipient":
            recipient[name] = value
        elif key == "request":
            raw["request"][name] = value
        else:
            raw[key] = {name: value}
    raw["recipients__0__recipient"] = recipient
    return answers(CHILD, **{**raw, **changes})


def pages(found: Assessed) -> list[str]:
    return [stop.key for stop in found.journey.stops]


@pytest.mark.parametrize("start", EVERY, ids=lambda one: one.key)
def test_a_start_makes_a_draft_that_holds_what_it_says(
    sqlite_database: Database, start: Start
) -> None:
    actor = an_actor(Role.PRACTITIONER)
    draft = service.start_draft(
        sqlite_database, actor, trigger=start.trigger, depth=start.depth, said=start.said
    )

    assert draft.answers.trigger is start.trigger
    assert draft.answers.depth is start.depth
    first = draft.answers.recipients[0]
    for path, value in start.said.items():
        key, name = path.removeprefix("recipient.").split(".")
        step = first.recipient if path.startswith("recipient.") else getattr(draft.answers, key)
        assert str(getattr(step, name)) == value


def test_the_keys_of_starts_are_all_different() -> None:
    assert len(BY_KEY) == len(EVERY)


@pytest.mark.parametrize("key", PERSONS)
def test_who_is_asking_settles_where_it_goes(key: str) -> None:
    outcome, kind = PERSONS[key]
    found = assessed(asked(BY_KEY[key]))

    assert found.facts.recipients[0]["recipient_class"] == kind
    assert found.assessment.recipients[0].outcome == outcome
    assert found.assessment.is_settled
    assert len(found.journey.stops) <= 8


def test_whoever_asks_is_looked_at_before_anything_is_said_about_anybody() -> None:
    given = asked(BY_KEY["police"])

    assert pages(assessed(given))[:2] == ["request", "recipients/r1/recipient"]
    full = assessed(given.model_copy(update={"depth": Depth.FULL}))
    assert pages(full)[:2] == ["request", "recipients/r1/recipient"]
    assert len(full.journey.stops) <= 16
    assert full.journey.stops[1].title == "Who is asking?"


def test_only_a_request_is_asked_about_who_asked() -> None:
    assert "request" not in pages(assessed(answers(depth="quick")))
    for depth in Depth:
        keys = [key for _, group in plan_of(depth, Trigger.OWN_CONCERN) for key in group]
        asked_keys = [key for _, group in plan_of(depth, Trigger.REQUEST_RECEIVED) for key in group]
        assert {step for key in keys for step in key} == {s for k in asked_keys for s in k}


def test_police_asking_for_a_victims_records_are_not_police_asking_about_a_crime() -> None:
    victim = assessed(asked(BY_KEY["victim"], power="victim_info_request"))

    assert victim.facts.case["power_cited"] == "victim_info_request"
    assert victim.facts.case["power_binds_us"] == "no"
    assert victim.evaluation.breached == ()
    assert victim.assessment.recipients[0].outcome != "share_required"


def test_a_coroner_has_a_process_whatever_purpose_was_given() -> None:
    found = assessed(asked(BY_KEY["health"], power="coroner", request__named="yes"))

    assert found.facts.case["purpose"] == "court_coroner"
    assert found.evaluation.breached == ()


HOSPITAL = SCHOOL.model_copy(update={"health_or_secrecy": "yes", "listed_16la": "listed"})
CHARITY = SCHOOL.model_copy(update={"acting_as": "private_or_charity"})
POLICE = SCHOOL.model_copy(update={"acting_as": "police_law_enforcement"})


@pytest.mark.parametrize(
    ("power", "who", "askers", "binds"),
    [
        ("none_cited", SCHOOL, ["police"], "not_applicable"),
        ("s47_9", HOSPITAL, ["children_sc"], "not_known"),
        ("s47_9", SCHOOL, ["children_sc"], "not_known"),
        ("s47_9", CHARITY, ["children_sc"], "no"),
        ("s47_9", POLICE, ["children_sc"], "no"),
        ("s47_9", None, ["children_sc"], "not_known"),
        ("s16h", CHARITY, ["children_sc"], "yes"),
        ("s16h", CHARITY, ["private_business"], "not_known"),
        ("s16h", CHARITY, ["health"], "not_known"),
        ("s16h", CHARITY, [None], None),
        ("s45", SCHOOL, ["adults_sc"], "yes"),
        ("s45", SCHOOL, ["family_friend"], "not_known"),
        ("child_death_review", SCHOOL, ["health"], "yes"),
        ("victim_info_request", SCHOOL, ["police"], "no"),
        ("other_power", SCHOOL, ["government_or_insurer"], "not_known"),
        ("court_order", SCHOOL, ["private_business"], None),
    ],
)
def test_a_power_binds_only_where_the_law_plainly_reaches(
    power: str, who: Discloser | None, askers: list[str | None], binds: str | None
) -> None:
    assert binds_us(Request(power=Power.of(power)), who, askers) == binds


def test_an_unanswered_power_stays_unanswered() -> None:
    assert binds_us(None, SCHOOL, ["police"]) is None
    assert "power_cited" not in assessed(asked(BY_KEY["police"], request=ASKED)).facts.case


def test_somebody_who_is_asked_need_not_be_worried() -> None:
    story = {"happened": {"state": "not_known"}, "known": {"state": "not_known"}}

    assert assessed(asked(BY_KEY["government"], story=story)).journey.next is None
    assert assessed(answers(depth="quick", story=story)).journey.next is not None


def test_a_call_says_that_it_came_by_phone(sqlite_database: Database) -> None:
    start, actor = BY_KEY["police"], an_actor(Role.PRACTITIONER)
    draft = service.start_draft(
        sqlite_database, actor, trigger=start.trigger, said={**start.said, **BY_PHONE}
    )

    assert draft.answers.request is not None
    assert draft.answers.request.received_by == "phone"
