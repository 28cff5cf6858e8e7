"""Demand is counted by month and never told where it could point at a case."""

from datetime import date

import pytest

from isa.coverage.model import CoverageAnswer, CoverageQuestion, PairAnswer, Verdict
from isa.platform.database import Database
from isa.platform.errors import NotPermitted
from isa.platform.identity import SYSTEM, Actor, Role
from isa.register import service
from isa.register.demand.service import FEWEST, demand, note_demand
from isa.register.model import NewAgency
from tests.conftest import an_actor

ON = date(2026, 11, 21)


@pytest.fixture
def register(database: Database) -> Database:
    for agency in ("school", "police"):
        new = NewAgency(id=agency, name=agency.capitalize(), type=agency)
        service.add_agency(database, SYSTEM, new)
    return database


def answer(**verdicts: Verdict) -> CoverageAnswer:
    pairs = tuple(
        PairAnswer(category=code, subject="child", verdict=verdict)
        for code, verdict in verdicts.items()
    )
    asked = CoverageQuestion(
        provider="school",
        recipient="police",
        purpose="safeguard_child",
        categories=tuple(verdicts),
        subjects=("child",),
        on=ON,
    )
    return CoverageAnswer(
        question=asked,
        verdict=Verdict.PARTLY,
        reasons=(),
        pairs=pairs,
        closest_miss=None,
        register_version=1,
    )


def decide(database: Database, times: int, on: date = ON, **verdicts: Verdict) -> None:
    for _number in range(times):
        with database.write(SYSTEM) as work:
            note_demand(work, [answer(**verdicts)], on)
            work.record("decision_sealed", "rec_x")


def lead() -> Actor:
    return an_actor(Role.IG_LEAD)


def test_what_enough_decisions_needed_is_told_with_its_count(register: Database) -> None:
    decide(register, FEWEST, edu_record=Verdict.NOT_COVERED, id_contact=Verdict.COVERED)

    found = demand(register, lead(), on=ON)

    assert [(one.provider, one.recipient, one.month, one.count) for one in found.wanted] == [
        ("School", "Police", "2026-11", FEWEST)
    ]
    assert len(found.wanted[0].categories) == 1
    assert found.kept_back == 0


def test_what_too_few_decisions_needed_is_kept_back(register: Database) -> None:
    decide(register, FEWEST - 1, edu_record=Verdict.NOT_COVERED)

    found = demand(register, lead(), on=ON)

    assert found.wanted == ()
    assert found.kept_back == 1


def test_a_rare_category_is_not_told_beside_a_common_one(register: Database) -> None:
    decide(register, FEWEST, edu_record=Verdict.NOT_COVERED)
    decide(register, 1, edu_record=Verdict.NOT_COVERED, health_sexual=Verdict.NOT_COVERED)

    found = demand(register, lead(), on=ON)

    assert [len(one.categories) for one in found.wanted] == [1]


def test_months_are_counted_apart_and_old_ones_are_forgotten(register: Database) -> None:
    decide(register, FEWEST - 1, date(2026, 10, 5), edu_record=Verdict.NOT_COVERED)
    decide(register, FEWEST - 1, edu_record=Verdict.NOT_COVERED)
    decide(register, FEWEST, date(2025, 10, 5), edu_record=Verdict.NOT_COVERED)

    assert demand(register, lead(), on=ON).wanted == ()


def test_only_who_keeps_the_register_is_told(register: Database) -> None:
    for role in (Role.PRACTITIONER, Role.SAFEGUARDING_LEAD, Role.AUDITOR):
        with pytest.raises(NotPermitted):
            demand(register, an_actor(role), on=ON)
