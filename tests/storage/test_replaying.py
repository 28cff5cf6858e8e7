"""Stored records run again, on both engines: who may, what is noted, what is counted, what is not said."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from decisions.policy import impact_report
from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.released import load_named
from decisions.policy.replay import CannotReplay, Different, Same
from decisions.records import seal as seal_module
from decisions.records import service as records
from decisions.records.payload import Material
from decisions.replaying import rows, service
from decisions.replaying.again import Again, code
from isa.platform import audit
from isa.platform.database import Database
from isa.platform.errors import NotFound, NotPermitted, Tampered
from isa.platform.identity import SYSTEM, Actor, Role
from tests.conftest import an_actor
from tests.storage.test_records import a_draft
from tests.unit.records.sample import DECISION, MATERIAL, SEALED_AT, SECRET
from tests.unit.replaying.sealed_facts import BRUISE, SCHOOL_TOLD

OLD, NEW = (load_named(name) for name in ("england/2026.1", "england/2026.2"))
DAY = date(2026, 11, 21)
ADMINISTRATOR = an_actor(Role.ADMINISTRATOR)
AUDITOR = an_actor(Role.AUDITOR).model_copy(update={"agency_id": "school"})
LEAD = an_actor(Role.SAFEGUARDING_LEAD)
AT_THE_SURGERY = an_actor(Role.PRACTITIONER, agency="surgery", user="a-nurse")


def seal(
    database: Database,
    actor: Actor,
    facts: dict[str, Any],
    *,
    pack: CompiledPack = OLD,
    at: datetime = SEALED_AT,
) -> str:
    """Store a record of these facts, as the tables of a pack read them that day."""
    read = validate_facts(pack, facts)
    assessment = MATERIAL.assessment.model_copy(update={"pack_digest": pack.pack.digest})
    material = Material(
        **{
            **vars(MATERIAL),
            "facts": read,
            "evaluation": evaluate(pack, read, on=DAY),
            "assessment": assessment,
            "decision": DECISION.model_copy(update={"agency_id": actor.agency_id}),
        }
    )
    seen = a_draft(database, actor)
    return records.store(database, actor, material, seen, at=at).line.id


def dispose(database: Database, record_id: str) -> None:
    """What a disposal leaves behind."""
    with database.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO disposal (record_id, at, actor_id, rule) VALUES (:id, :at, 'a', 'r')"
            ),
            {"id": record_id, "at": "2026-12-01 00:00:00+00:00"},
        )
        connection.execute(
            text("DELETE FROM record_disclosure WHERE record_id = :id"), {"id": record_id}
        )


def views(database: Database, record_id: str) -> list[audit.AuditEvent]:
    with database.read() as session:
        return audit.events_about(session, record_id, (records.VIEWED,))


def test_a_record_under_its_own_pack_gives_the_same_and_counts_as_looked_at(database, practitioner):
    made = seal(database, practitioner, BRUISE)

    found = service.replay_record(database, practitioner, made)
    service.replay_record(database, practitioner, made)

    assert isinstance(found, Again)
    assert (found.record_id, found.sealed_under) == (made, "england/2026.1")
    assert found.replayed.result == Same()
    assert found.replayed.on == DAY
    assert [event.actor_id for event in views(database, made)] == [practitioner.id]


def test_under_a_later_pack_it_says_what_differs_and_what_was_not_asked_then(
    sqlite_database, practitioner
):
    made = seal(sqlite_database, practitioner, SCHOOL_TOLD)

    found = service.replay_record(sqlite_database, practitioner, made, pack="england/2026.2")

    assert isinstance(found.replayed.result, Different)
    assert ("share_required",) in [one.after for one in found.replayed.result.changes]
    assert "recipients[0].channel_safe" in found.replayed.filled


def test_whoever_may_not_read_a_record_may_not_run_it_again(sqlite_database, practitioner):
    made = seal(sqlite_database, practitioner, BRUISE)

    for actor in (an_actor(Role.PRACTITIONER, user="somebody-else"), AT_THE_SURGERY):
        with pytest.raises(NotFound):
            service.replay_record(sqlite_database, actor, made)
    for actor in (ADMINISTRATOR, an_actor(Role.IG_LEAD)):
        with pytest.raises((NotFound, NotPermitted)):
            service.replay_record(sqlite_database, actor, made)
    assert views(sqlite_database, made) == []
    assert code(service.replay_record(sqlite_database, LEAD, made)) == "same"


def test_a_record_that_was_disposed_of_cannot_be_run(database, practitioner):
    made = seal(database, practitioner, BRUISE)
    dispose(database, made)

    found = service.replay_record(database, practitioner, made)

    assert isinstance(found.replayed.result, CannotReplay)
    assert "disposed of" in found.replayed.result.why


def test_an_altered_record_is_never_run(sqlite_database, practitioner):
    made = seal(sqlite_database, practitioner, BRUISE)
    with sqlite_database.engine.begin() as connection:
        connection.execute(text("UPDATE record_disclosure SET body = 'x' WHERE block = 'facts'"))

    with pytest.raises(Tampered):
        service.replay_record(sqlite_database, practitioner, made)
    tally = service.study(sqlite_database, ADMINISTRATOR, NEW)

    assert (tally.cannot, tally.why_not) == (1, {rows.ALTERED: 1})


def test_facts_that_were_not_sealed_are_not_counted_however_well_they_are_encrypted(
    sqlite_database, practitioner
):
    made = seal(sqlite_database, practitioner, BRUISE)
    other = seal_module.base64url(
        json.dumps(["salt", "facts", SCHOOL_TOLD], separators=(",", ":")).encode()
    )
    with sqlite_database.engine.begin() as connection:
        facts = "SELECT digest FROM record_disclosure WHERE block = 'facts'"
        digest = connection.execute(text(facts)).scalar_one()
        body = sqlite_database.keys.encrypt(
            other, table="record_disclosure", row=f"{made}/{digest}", column="body"
        )
        connection.execute(
            text("UPDATE record_disclosure SET body = :body WHERE block = 'facts'"), {"body": body}
        )

    tally = service.study(sqlite_database, ADMINISTRATOR, NEW)

    assert (tally.cannot, tally.why_not) == (1, {rows.ALTERED: 1})


def test_a_long_study_says_how_far_it_has_come(sqlite_database, practitioner, monkeypatch):
    monkeypatch.setattr(rows, "PAGE", 2)
    for _ in range(3):
        seal(sqlite_database, practitioner, BRUISE)
    heard: list[int] = []

    service.study(sqlite_database, ADMINISTRATOR, NEW, heard=heard.append)

    assert heard == [2, 3]


def test_a_study_counts_every_record_beside_the_pack_it_was_made_under(database, practitioner):
    seal(database, practitioner, BRUISE)
    seal(database, practitioner, BRUISE)
    seal(database, AT_THE_SURGERY, SCHOOL_TOLD)
    seal(database, practitioner, BRUISE, pack=NEW)
    gone = seal(database, practitioner, BRUISE)
    dispose(database, gone)

    tally = service.study(database, ADMINISTRATOR, NEW)

    assert (tally.same, tally.different, tally.cannot) == (3, 1, 1)
    assert tally.befores == {"england/2026.1": 3, "england/2026.2": 1}
    assert tally.why_not == {rows.DISPOSED: 1}
    assert any(move.after == "share_required" for move in tally.changes)
    assert service.study(database, ADMINISTRATOR, NEW, before=NEW).same == 1
    with database.read() as session:
        events = audit.events_about(session, "england/2026.2", (service.STUDIED,))
    assert [event.actor_id for event in events] == [ADMINISTRATOR.id] * 2


def test_a_study_lists_only_records_that_the_actor_may_read(sqlite_database, practitioner):
    here = seal(sqlite_database, practitioner, SCHOOL_TOLD)
    seal(sqlite_database, AT_THE_SURGERY, SCHOOL_TOLD)
    grants = [grant.model_copy(update={"agency_id": "school"}) for grant in AUDITOR.grants]
    auditor = AUDITOR.model_copy(update={"grants": frozenset(grants)})

    theirs = service.study(sqlite_database, auditor, NEW)
    everything = service.study(sqlite_database, ADMINISTRATOR, NEW)
    by_system = service.study(sqlite_database, SYSTEM, NEW)

    assert (theirs.decisions, [one.name for one in theirs.listed]) == (1, [here])
    assert (everything.decisions, everything.listed, everything.not_listed) == (2, [], 2)
    assert len(by_system.listed) == 2


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.SAFEGUARDING_LEAD, Role.IG_LEAD])
def test_a_study_is_for_auditors_and_administrators(sqlite_database, role):
    with pytest.raises(NotPermitted):
        service.study(sqlite_database, an_actor(role), NEW)


def test_a_study_says_nothing_about_a_person_and_hides_small_counts(sqlite_database, practitioner):
    seal(sqlite_database, practitioner, SCHOOL_TOLD)

    tally = service.study(sqlite_database, ADMINISTRATOR, NEW)
    told = json.dumps(impact_report.as_json(tally, "england/2026.2", smallest=5))

    for secret in ("Sami", "CASE-1042", SECRET, practitioner.id, 'school"'):
        assert secret not in told
    assert all(one["decisions"] is None for one in json.loads(told)["changes"])


def test_records_sealed_before_the_block_was_kept_are_found_too(database, practitioner):
    seal(database, practitioner, BRUISE)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE record_disclosure SET block = NULL"))

    tally = service.study(database, ADMINISTRATOR, OLD)

    assert (tally.same, tally.decisions) == (1, 1)


def test_a_study_reads_a_page_at_a_time_and_every_record_once(database, practitioner, monkeypatch):
    for _ in range(5):
        seal(database, practitioner, BRUISE)
    monkeypatch.setattr(rows, "PAGE", 2)

    assert service.study(database, ADMINISTRATOR, OLD).same == 5


def test_since_and_limit_take_the_newest(database, practitioner):
    for days in range(3):
        seal(database, practitioner, BRUISE, at=SEALED_AT + timedelta(days=days))
    seal(database, practitioner, BRUISE, at=datetime(2026, 11, 22, 0, 30, tzinfo=UTC))

    assert service.study(database, ADMINISTRATOR, OLD, since=date(2026, 11, 22)).decisions == 3
    assert service.study(database, ADMINISTRATOR, OLD, limit=2).decisions == 2
    assert service.study(database, ADMINISTRATOR, OLD, limit=9).decisions == 4


def test_the_day_decides_which_law_has_started(sqlite_database, practitioner):
    seal(sqlite_database, practitioner, SCHOOL_TOLD)

    started = service.study(sqlite_database, ADMINISTRATOR, NEW)
    not_yet = service.study(sqlite_database, ADMINISTRATOR, NEW, on=date(2025, 11, 6))

    assert "share_required" in {move.after for move in started.changes}
    assert "share_required" not in {move.after for move in not_yet.changes}
