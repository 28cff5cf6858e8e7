"""Follow-up of decisions on both engines: opened by sealing, chased, closed, seen by whom and by whom not."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from decisions.casework import noting, overdue, service
from decisions.casework.model import Casework, Due, Look, Reviewed, State, Step, Task
from decisions.decision import Decision
from decisions.journey import service as drafts
from decisions.journey.choices_case import Depth, Trigger
from decisions.policy import released
from decisions.policy.model import Evaluation, Finding
from decisions.records import correction
from decisions.records import service as records
from decisions.records.payload import Material
from decisions.records.service import Seen
from isa.platform import audit
from isa.platform.clock import LONDON
from isa.platform.database import Database
from isa.platform.errors import Invalid, NotFound, NotPermitted
from isa.platform.identity import Actor, Role
from tests.conftest import an_actor
from tests.unit.records.sample import DECISION, EVALUATION, MATERIAL, SEALED_AT, SOCIAL_CARE, step

LEAD = an_actor(Role.SAFEGUARDING_LEAD, user="the-lead")
OTHER_LEAD = an_actor(Role.SAFEGUARDING_LEAD, agency="surgery", user="another-lead")
STRANGER = an_actor(Role.PRACTITIONER, user="somebody-else")
IG_LEAD = an_actor(Role.IG_LEAD, agency="council")
NEXT_WEEK = SEALED_AT + timedelta(days=7)


def material(**changes: object) -> Material:
    decision = DECISION.model_copy(update={"agency_id": "school"})
    return Material(**{**vars(MATERIAL), "decision": decision, **changes})  # type: ignore[arg-type]


def second(code: str) -> Evaluation:
    found = Finding(table="second_person", possible=(code,), certain=(code,), fired=())
    return Evaluation(**{**_fields(EVALUATION), "cells": (({"second_person": found},), ({},))})


def _fields(of: Evaluation) -> dict[str, object]:
    return {name: getattr(of, name) for name in of.__dataclass_fields__}


def sealed(database: Database, actor: Actor, what: Material | None = None) -> Casework:
    draft = drafts.start_draft(database, actor, trigger=Trigger.OWN_CONCERN, depth=Depth.FULL)
    seen = Seen(draft_id=draft.id, version=draft.version, answers_schema="1", facts_schema="1")
    made = records.store(database, actor, what or material(), seen, at=SEALED_AT)
    found = service.follow_up_of(database, actor, made.line.id)
    assert found is not None
    return found


def with_clock() -> Material:
    """The sample under a pack that is really there, and whose next steps ask for a reply."""
    pack = released.load_named("england/2026.2").pack
    chase = step("chase_reply", "Check that they have it.", "You", "within one working day")
    care = SOCIAL_CARE.model_copy(update={"next_steps": (*SOCIAL_CARE.next_steps, chase)})
    shown = MATERIAL.assessment.model_copy(
        update={
            "pack": "england/2026.2",
            "pack_digest": pack.digest,
            "recipients": (care, MATERIAL.assessment.recipients[1]),
            "act_now": None,
        }
    )
    return material(assessment=shown)


def test_sealing_opens_what_has_to_be_followed(database, practitioner):
    found = sealed(database, practitioner)

    (party,) = found.parties
    assert party.words.name == SOCIAL_CARE.name
    assert not party.words.is_from_entry
    assert party.state is State.SENT
    assert party.sent_at == datetime(2026, 11, 21, 16, 55, tzinfo=UTC)
    assert party.receipt_due == datetime(
        2026, 11, 21, 23, 59, 59, tzinfo=LONDON
    )  # danger, a Saturday
    assert [one.code for one in found.actions] == [Task.REVIEW]
    assert found.actions[0].due_at == datetime(2026, 11, 23, 17, 0, tzinfo=LONDON)
    (waiting,) = service.waiting_on(database, practitioner, at=SEALED_AT)
    assert (waiting.reference, waiting.what, waiting.is_overdue) == (
        "CASE-1042",
        Due.RECEIPT,
        False,
    )


def test_an_answer_is_due_by_the_clock_of_the_pack_the_advice_came_from(
    sqlite_database, practitioner
):
    (party,) = sealed(sqlite_database, practitioner, with_clock()).parties

    monday = datetime(2026, 11, 23, 17, 0, tzinfo=LONDON)
    assert party.receipt_due == monday
    assert party.answer_due == monday


def test_a_share_at_no_known_time_says_that_its_clocks_count_from_the_entry(
    sqlite_database, practitioner
):
    first, *rest = DECISION.recipients
    gone = first.model_copy(update={"sent_on": None, "is_gone": True, "sent_words": "Today"})
    decision = DECISION.model_copy(update={"agency_id": "school", "recipients": (gone, *rest)})

    (party,) = sealed(sqlite_database, practitioner, material(decision=decision)).parties

    assert party.words.is_from_entry
    assert party.sent_at == DECISION.entered_at


def test_what_was_decided_and_not_yet_sent_is_due_the_same_day(sqlite_database, practitioner):
    first, *rest = DECISION.recipients
    unsent = first.model_copy(update={"sent_on": None})
    decision = DECISION.model_copy(update={"agency_id": "school", "recipients": (unsent, *rest)})

    found = sealed(sqlite_database, practitioner, material(decision=decision))
    assert not found.parties[0].words.is_from_entry
    noting.note(sqlite_database, practitioner, found.id, found.parties[0].id, Step.SENT)
    (party,) = service.casework(sqlite_database, practitioner, found.id).parties

    assert found.parties[0].waits_for is Due.SEND
    assert found.parties[0].due_at == datetime(2026, 11, 21, 23, 59, 59, tzinfo=LONDON)
    assert party.waits_for is Due.RECEIPT
    assert party.sent_at is not None


def test_a_receipt_an_answer_and_a_review_end_it(database, practitioner):
    found = sealed(database, practitioner)
    party = found.parties[0].id

    noting.note(database, practitioner, found.id, party, Step.CHASED, words="Nobody picked up.")
    noting.note(database, practitioner, found.id, party, Step.RECEIVED, who="Jo Placeholder")
    noting.note(database, practitioner, found.id, party, Step.ANSWERED, words="Visit tonight.")
    noting.looked_again(database, practitioner, found.id, Reviewed.STAYS, words="All as before.")
    ended = service.casework(database, practitioner, found.id)

    assert [one.what for one in ended.parties[0].words.log] == ["chased", "received", "answered"]
    assert ended.parties[0].words.log[1].who == "Jo Placeholder"
    assert ended.closed_at is not None
    assert service.waiting_on(database, practitioner, at=NEXT_WEEK) == ()
    assert service.to_review(database, practitioner, at=NEXT_WEEK) == ()


@pytest.mark.parametrize(
    ("step", "given", "fault"),
    [
        (Step.RECEIVED, {}, "who"),
        (Step.ANSWERED, {"who": "Jo"}, "words"),
        (Step.REFUSED, {}, "words"),
        (Step.SENT, {}, "step"),
        (Step.CHASED, {"at": datetime(2100, 1, 1, tzinfo=UTC)}, "at"),
        (Step.CHASED, {"words": "x" * 20_001}, "words"),
        (Step.CHASED, {"who": "x" * 301}, "who"),
    ],
)
def test_what_cannot_be_written_down_says_what_is_missing(
    sqlite_database, practitioner, step, given, fault
):
    found = sealed(sqlite_database, practitioner)

    with pytest.raises(Invalid) as error:
        noting.note(sqlite_database, practitioner, found.id, found.parties[0].id, step, **given)

    assert list(error.value.faults) == [fault]


def test_a_refusal_ends_the_wait_and_a_late_answer_still_counts(sqlite_database, practitioner):
    found = sealed(sqlite_database, practitioner)
    party = found.parties[0].id

    noting.note(sqlite_database, practitioner, found.id, party, Step.REFUSED, words="Not theirs.")
    refused = service.casework(sqlite_database, practitioner, found.id).parties[0]
    noting.note(sqlite_database, practitioner, found.id, party, Step.ANSWERED, words="They will.")
    answered = service.casework(sqlite_database, practitioner, found.id).parties[0]

    assert refused.state is State.REFUSED
    assert refused.waits_for is None
    assert answered.state is State.ANSWERED


def test_nobody_available_is_an_answer_and_is_chased(database, practitioner):
    found = sealed(database, practitioner, material(evaluation=second("before_withholding")))
    (look,) = [one for one in found.actions if one.code is Task.SECOND_PERSON]

    noting.second_look(database, practitioner, found.id, Look.NOBODY, who="Duty lead, 19:00")
    after = service.casework(database, practitioner, found.id)
    (again,) = [one for one in after.actions if one.code is Task.SECOND_PERSON]

    assert look.due_at == datetime(2026, 11, 21, 23, 59, 59, tzinfo=LONDON)
    assert again.done_at is None
    assert again.due_at > look.due_at
    assert again.log[0].who == "Duty lead, 19:00"
    assert Due.SECOND_PERSON in {
        one.what for one in service.to_review(database, practitioner, at=again.due_at)
    }


def test_a_lead_who_would_have_decided_otherwise_brings_the_decision_back(
    sqlite_database, practitioner
):
    found = sealed(sqlite_database, practitioner, material(evaluation=second("after")))

    with pytest.raises(Invalid):
        noting.second_look(sqlite_database, LEAD, found.id, Look.DIFFERS)
    noting.second_look(sqlite_database, LEAD, found.id, Look.DIFFERS, words="I would tell them.")
    after = service.casework(sqlite_database, practitioner, found.id)

    (look,) = [one for one in after.actions if one.code is Task.SECOND_PERSON]
    assert look.log[0].who == LEAD.name
    assert look.done_at is not None
    assert len([one for one in after.actions if one.code is Task.REVIEW]) == 2


def test_holding_back_against_the_advice_to_share_is_looked_at_by_two(
    sqlite_database, practitioner
):
    advised = MATERIAL.assessment.recipients[1].model_copy(update={"outcome": "share_required"})
    shown = MATERIAL.assessment.model_copy(update={"recipients": (SOCIAL_CARE, advised)})

    found = sealed(sqlite_database, practitioner, material(assessment=shown))

    (look,) = [one for one in found.actions if one.code is Task.SECOND_PERSON]
    (wanted,) = overdue.second_looks(sqlite_database, LEAD, at=SEALED_AT)
    assert (wanted.record_id, wanted.due_at) == (found.record_id, look.due_at)
    assert "CASE-1042" not in wanted.model_dump_json()
    assert overdue.second_looks(sqlite_database, OTHER_LEAD, at=SEALED_AT) == ()
    assert overdue.second_looks(sqlite_database, LEAD, at=NEXT_WEEK) == ()  # then it is overdue
    with pytest.raises(NotPermitted):
        overdue.second_looks(sqlite_database, practitioner, at=SEALED_AT)
    noting.second_look(sqlite_database, LEAD, found.id, Look.AGREES)
    assert overdue.second_looks(sqlite_database, LEAD, at=SEALED_AT) == ()


def test_a_review_can_be_put_off_to_a_day_or_wait_for_a_new_decision(sqlite_database, practitioner):
    found = sealed(sqlite_database, practitioner)

    with pytest.raises(Invalid):
        noting.looked_again(
            sqlite_database,
            practitioner,
            found.id,
            Reviewed.AGAIN,
            words="As before.",
            again_on=date(2026, 1, 1),
        )
    noting.looked_again(
        sqlite_database, practitioner, found.id, Reviewed.ANEW, words="She has moved."
    )
    after = service.casework(sqlite_database, practitioner, found.id)

    assert after.actions[0].done_at is None
    assert after.actions[0].log[0].words == "She has moved."


def test_a_newer_record_takes_over_the_review_and_not_the_receipts(sqlite_database, practitioner):
    found = sealed(sqlite_database, practitioner)
    draft = correction.supersede(sqlite_database, practitioner, str(found.record_id))
    loaded = drafts.load_draft(sqlite_database, practitioner, draft)
    seen = Seen(draft_id=draft, version=loaded.version, answers_schema="1", facts_schema="1")
    records.store(sqlite_database, practitioner, material(), seen, at=SEALED_AT)
    old = service.casework(sqlite_database, practitioner, found.id)

    assert all(one.done_at for one in old.actions)
    assert old.parties[0].waits_for is Due.RECEIPT
    assert old.closed_at is None


def test_leads_see_whose_is_overdue_and_since_when_and_nobodys_words(database, practitioner):
    found = sealed(database, practitioner)

    late = overdue.of_colleagues(database, LEAD, at=NEXT_WEEK)

    assert [one.what for one in late] == [Due.RECEIPT, Due.REVIEW]
    assert late[0].record_id == found.record_id
    words = late[0].model_dump_json()
    assert SOCIAL_CARE.name not in words
    assert "CASE-1042" not in words
    assert overdue.of_colleagues(database, LEAD, at=SEALED_AT) == ()
    assert overdue.of_colleagues(database, OTHER_LEAD, at=NEXT_WEEK) == ()
    with pytest.raises(NotPermitted):
        overdue.of_colleagues(database, practitioner, at=NEXT_WEEK)


def test_nobody_else_reads_or_writes_what_follows_a_decision(database, practitioner):
    found = sealed(database, practitioner)

    for actor in (STRANGER, OTHER_LEAD):
        assert service.waiting_on(database, actor, at=NEXT_WEEK) == ()
        with pytest.raises(NotFound):
            service.casework(database, actor, found.id)
        with pytest.raises(NotFound):
            service.follow_up_of(database, actor, str(found.record_id))
        with pytest.raises(NotFound):
            noting.note(database, actor, found.id, found.parties[0].id, Step.CHASED)
    with pytest.raises(NotPermitted):
        service.waiting_on(database, IG_LEAD)
    assert service.casework(database, LEAD, found.id).id == found.id


def test_the_rest_of_a_call_is_due_in_one_working_day_also_once_it_goes_on(database, practitioner):
    phone = drafts.start_draft(database, practitioner, depth=Depth.PHONE)
    drafts.start_draft(database, practitioner, depth=Depth.FULL)
    drafts.deepen(database, practitioner, phone.id)

    later = phone.created_at + timedelta(days=10)
    (line,) = service.to_review(database, practitioner, at=later)
    (late,) = overdue.of_colleagues(database, LEAD, at=later)

    assert (line.what, line.draft_id, line.is_overdue) == (Due.REMAINDER, phone.id, True)
    assert line.due_at.astimezone(LONDON).time().hour == 17
    assert (late.what, late.record_id) == (Due.REMAINDER, None)


def test_words_are_encrypted_and_the_trail_holds_none(sqlite_database, practitioner):
    found = sealed(sqlite_database, practitioner)
    noting.note(
        sqlite_database,
        practitioner,
        found.id,
        found.parties[0].id,
        Step.RECEIVED,
        who="Jo Placeholder",
        words="She is at her aunt's",
    )

    with sqlite_database.engine.connect() as connection:
        stored = [
            str(row)
            for table in ("casework", "casework_party", "casework_action")
            for row in connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608 -- our names
        ]
        stored += [
            bytes(row.body).decode()
            for row in connection.execute(text("SELECT body FROM audit_event"))
        ]
    for secret in ("aunt", "Placeholder", SOCIAL_CARE.name, "CASE-1042"):
        assert not [row for row in stored if secret in row]
    with sqlite_database.read() as session:
        (event,) = audit.events_about(session, found.id, ("casework_noted",))
    assert event.actor_id == practitioner.id


def test_a_decision_that_leaves_nothing_to_follow_opens_nothing(sqlite_database, practitioner):
    decision = Decision.model_validate(
        DECISION.model_dump()
        | {"agency_id": "school", "review_on": None, "recipients": (DECISION.recipients[1],)}
    )
    draft = drafts.start_draft(sqlite_database, practitioner)
    seen = Seen(draft_id=draft.id, version=draft.version, answers_schema="1", facts_schema="1")
    made = records.store(
        sqlite_database, practitioner, material(decision=decision, letters={}), seen, at=SEALED_AT
    )

    assert service.follow_up_of(sqlite_database, practitioner, made.line.id) is None
