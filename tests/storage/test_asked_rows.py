"""Of the rows of agreements only what is asked about is read, and every answer is as if all were."""

import random
from datetime import date

import pytest

from isa.coverage.model import CoverageAnswer, CoverageQuestion, ReasonCode, Verdict
from isa.coverage.view import PartyState
from isa.platform.database import Database
from isa.platform.identity import SYSTEM
from isa.register import service
from isa.register.answers.joining import service as joining
from isa.register.model import NewAgency, NewAgreement, NewParty, NewRow
from isa.register.national.agencies import Size, agency_id
from isa.register.national.agreements import agreements
from isa.register.national.filling.service import load_national
from isa.register.vocabulary import vocabulary

ON = date(2026, 11, 21)
NATION = Size(agencies=60, agreements=100, parties=700)


def questions(chance: random.Random) -> list[CoverageQuestion]:
    """Two parties of one agreement about one of its purposes, and what it may or may not share."""
    words = vocabulary()
    made = [one for one in agreements(NATION, words) if len(one.parties) > 1]
    asked = []
    for one in (chance.choice(made) for _each in range(60)):
        provider, recipient = chance.sample(one.parties, 2)
        asked.append(
            CoverageQuestion(
                provider=agency_id(provider),
                recipient=agency_id(recipient),
                purpose=chance.choice(one.purposes),
                categories=tuple(chance.sample(sorted(words.categories), 3)),
                subjects=tuple(chance.sample(sorted(words.subjects), 2)),
                on=ON,
            )
        )
    return asked


def test_what_is_not_asked_about_changes_no_word_of_an_answer(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo = Database(database.engine, database.keys, is_demo=True)
    load_national(demo, SYSTEM, NATION)
    asked = questions(random.Random(7))  # noqa: S311 -- which questions, no secret
    whole = joining.rows_of

    def answers() -> list[CoverageAnswer]:
        return [service.ask_coverage(demo, SYSTEM, one) for one in asked]

    told = answers()
    monkeypatch.setattr(joining, "rows_of", lambda *given: whole(*given[:4]))

    assert told == answers()
    assert len({one.verdict for one in told}) > 2
    assert len({reason for one in told for reason in one.reasons}) > 4


def test_a_table_none_of_whose_rows_is_about_it_is_still_a_table(database: Database) -> None:
    """Read as no table at all it would say that nobody knows, where the agreement says no."""
    names = ("one", "two", "three", "four")
    for name in names:
        service.add_agency(database, SYSTEM, NewAgency(id=name, name=name, type="school"))
    service.record_agreement(
        database,
        SYSTEM,
        NewAgreement(
            reference="A-1",
            title="A",
            type="tier2_isa",
            status="in_force",
            starts_on=date(2026, 1, 1),
            purposes=("lac",),
            parties=tuple(NewParty(agency_id=one, state=PartyState.SIGNED) for one in names),
            rows=(
                NewRow(
                    providers=("three",),
                    recipients=("four",),
                    categories=("health",),
                    subjects=("child",),
                ),
            ),
        ),
    )

    answer = service.ask_coverage(
        database,
        SYSTEM,
        CoverageQuestion(
            provider="one",
            recipient="two",
            purpose="lac",
            categories=("household",),
            subjects=("adult_at_risk",),
            on=ON,
        ),
    )

    assert answer.verdict is Verdict.NOT_COVERED
    assert ReasonCode.CATEGORY_OUT in answer.reasons
