"""From a draft to the advice, with the demonstration's register behind it."""

import json
import time
from typing import Any

import pytest

from decisions import lookup, service
from decisions.assessing import Assessed
from decisions.journey import service as drafts
from decisions.journey.choices_case import Depth
from isa.coverage.model import Verdict
from isa.platform.database import Database
from isa.platform.errors import NotFound, StorageUnavailable
from isa.platform.identity import Actor, Role
from isa.platform.users import actor_by_id
from isa.register.demo import load_demo
from tests.conftest import an_actor
from tests.unit.journey.cases import AT, CHILD, ON


@pytest.fixture
def demo(sqlite_database: Database) -> Database:
    load_demo(sqlite_database)
    return sqlite_database


@pytest.fixture
def amina(demo: Database) -> Actor:
    found = actor_by_id(demo, "demo-practitioner")
    assert found is not None
    return found


def fill(demo: Database, actor: Actor, draft: drafts.Draft, raw: dict[str, Any]) -> None:
    """Answer a draft with the values of a nested case, one by one, as the pages do."""
    recipient, item = draft.answers.recipients[0].id, draft.answers.items[0].id
    paths: dict[str, Any] = {}
    for key, value in raw.items():
        if isinstance(value, dict):
            paths |= {f"{key}.{name}": answer for name, answer in value.items()}
    for kind, owner in (("recipients", recipient), ("items", item)):
        for key, step in raw[kind][0].items():
            if isinstance(step, dict):
                paths |= {f"{kind}.{owner}.{key}.{name}": answer for name, answer in step.items()}
    for path, answer in paths.items():
        drafts.save_field(demo, actor, draft.id, path, answer)


def case(agency: str) -> dict[str, Any]:
    raw = json.loads(json.dumps(CHILD))
    raw["recipients"][0]["recipient"]["agency_id"] = agency
    return raw


def assess(demo: Database, actor: Actor, draft: drafts.Draft) -> Assessed:
    return service.assess_draft(demo, actor, draft.id, on=ON, at=AT)


def test_a_filled_draft_is_settled_with_numbers_and_agreements(
    demo: Database, amina: Actor
) -> None:
    draft = drafts.start_draft(demo, amina)
    fill(demo, amina, draft, case("exampleshire-childrens-services"))

    found = assess(demo, amina, draft)

    one = found.assessment.recipients[0]
    assert one.outcome == "share_without_agreement"
    assert found.assessment.is_settled
    assert found.journey.next is None
    assert found.assessment.act_now is not None
    assert all(c.checked_on or c.number == "999" for c in found.assessment.act_now.contacts)
    assert len(found.assessment.act_now.contacts) > 1
    assert one.coverage is not None
    assert one.coverage.question.purpose == "cp_s47"
    assert one.coverage_sentence


def test_lack_of_cover_never_changes_the_answer_and_says_so(demo: Database, amina: Actor) -> None:
    draft = drafts.start_draft(demo, amina)
    fill(demo, amina, draft, case("exampleshire-refuge"))

    one = assess(demo, amina, draft).assessment.recipients[0]

    assert one.outcome == "share_without_agreement"
    assert one.coverage is not None
    if one.coverage.verdict is not Verdict.COVERED:
        assert "does not stop you sharing" in one.coverage_sentence


def test_a_register_that_does_not_answer_is_no_gate(
    demo: Database, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: object) -> None:
        raise StorageUnavailable("The database did not answer.")

    draft = drafts.start_draft(demo, amina)
    fill(demo, amina, draft, case("exampleshire-childrens-services"))
    monkeypatch.setattr(lookup.register, "ask_coverage", silent)

    one = assess(demo, amina, draft).assessment.recipients[0]

    assert one.outcome == "share_without_agreement"
    assert one.coverage is None
    assert "could not be asked" in one.coverage_sentence


def test_an_agency_that_is_not_in_the_register_is_not_listed(demo: Database, amina: Actor) -> None:
    draft = drafts.start_draft(demo, amina)
    fill(demo, amina, draft, case("gone"))

    one = assess(demo, amina, draft).assessment.recipients[0]

    assert one.coverage is None
    assert "not in the register" in one.coverage_sentence


def test_the_journey_grows_with_the_answers(demo: Database, amina: Actor) -> None:
    draft = drafts.start_draft(demo, amina, depth=Depth.PHONE)
    before = service.draft_with_journey(demo, amina, draft.id, on=ON)[1]
    drafts.save_field(demo, amina, draft.id, "about.who", "adult")
    drafts.save_field(demo, amina, draft.id, "about.adult_position", "other_adult")
    after = service.draft_with_journey(demo, amina, draft.id, on=ON)[1]

    assert before.next is not None
    assert before.next.key == "about"
    assert after.next is not None
    assert after.next.key == "harm"


def test_nobody_else_gets_the_advice_on_a_draft(demo: Database, amina: Actor) -> None:
    draft = drafts.start_draft(demo, amina)

    with pytest.raises(NotFound):
        assess(demo, an_actor(Role.PRACTITIONER, agency=amina.agency_id, user="other"), draft)


def test_the_route_is_quick_enough_for_every_run_of_a_page(demo: Database, amina: Actor) -> None:
    draft = drafts.start_draft(demo, amina)
    fill(demo, amina, draft, case("exampleshire-childrens-services"))
    service.draft_with_journey(demo, amina, draft.id, on=ON)

    started = time.process_time()
    for _ in range(5):
        service._walked.set(None)
        service.draft_with_journey(demo, amina, draft.id, on=ON)

    assert (time.process_time() - started) / 5 < 0.25
