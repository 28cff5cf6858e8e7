"""Records on both engines: sealed once, never rewritten, found, replaced, exported, and by whom read."""

import io
import re
import threading

import pytest
from docx import Document
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from decisions.journey import service as drafts
from decisions.journey.choices_case import Depth, Trigger
from decisions.records import bundle, correction, exports, payload, seal, service
from decisions.records.payload import Material
from decisions.records.service import Record, Seen
from decisions.records.tables import CorrectionRow
from isa.platform import audit
from isa.platform.database import Database
from isa.platform.errors import NotFound, NotPermitted, Stale, Tampered
from isa.platform.identity import Actor, Role
from isa.platform.ids import new_id
from tests.conftest import an_actor
from tests.unit.records.sample import DECISION, MATERIAL, SEALED_AT, SECRET

LEAD = an_actor(Role.SAFEGUARDING_LEAD)
STRANGER = an_actor(Role.PRACTITIONER, user="somebody-else")
OTHER_LEAD = an_actor(Role.SAFEGUARDING_LEAD, agency="surgery")
AUDITOR = an_actor(Role.AUDITOR, agency="council")
IG_LEAD = an_actor(Role.IG_LEAD, agency="council")


def material(reference: str = "CASE-1042", agency: str = "school") -> Material:
    decision = DECISION.model_copy(update={"agency_id": agency})
    fields = {**vars(MATERIAL), "decision": decision, "reference": reference}
    return Material(**fields)


def a_draft(database: Database, actor: Actor) -> Seen:
    draft = drafts.start_draft(database, actor, trigger=Trigger.OWN_CONCERN, depth=Depth.FULL)
    return Seen(draft_id=draft.id, version=draft.version, answers_schema="1", facts_schema="1")


def a_record(database: Database, actor: Actor, reference: str = "CASE-1042") -> Record:
    seen = a_draft(database, actor)
    told = material(reference, actor.agency_id)
    return service.store(database, actor, told, seen, at=SEALED_AT)


def events(database: Database, object_id: str, *types: str) -> list[audit.AuditEvent]:
    with database.read() as session:
        return audit.events_about(session, object_id, types)


def test_a_sealed_record_reads_back_whole(database, practitioner):
    made = a_record(database, practitioner)

    found = service.record(database, practitioner, made.line.id)

    assert found == made
    assert found.content is not None
    assert found.content.person == MATERIAL.person
    assert found.line.outcome == "share_some"
    assert found.line.reference == "CASE-1042"
    assert found.line.sealed_at == SEALED_AT


def test_sealing_a_draft_again_gives_the_same_record(database, practitioner):
    seen = a_draft(database, practitioner)
    first = service.store(database, practitioner, material(), seen, at=SEALED_AT)

    second = service.store(database, practitioner, material(), seen, at=SEALED_AT)

    assert second == first
    assert len(events(database, first.line.id, "decision_sealed")) == 1


def test_two_tabs_sealing_at_once_make_one_record(database, practitioner):
    seen = a_draft(database, practitioner)
    made: list[str] = []

    def press() -> None:
        made.append(service.store(database, practitioner, material(), seen, at=SEALED_AT).line.id)

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 4
    assert len(set(made)) == 1


def test_a_draft_changed_in_another_tab_meanwhile_is_not_sealed(sqlite_database, practitioner):
    seen = a_draft(sqlite_database, practitioner)
    drafts.save_field(
        sqlite_database, practitioner, seen.draft_id, "story.concern", "Something new"
    )

    with pytest.raises(Stale):
        service.store(sqlite_database, practitioner, material(), seen, at=SEALED_AT)

    assert service.my_records(sqlite_database, practitioner) == ()


def test_a_sealed_draft_is_no_longer_open(sqlite_database, practitioner):
    seen = a_draft(sqlite_database, practitioner)
    service.store(sqlite_database, practitioner, material(), seen, at=SEALED_AT)

    with pytest.raises(NotFound):
        drafts.load_draft(sqlite_database, practitioner, seen.draft_id)


def test_the_audit_event_holds_the_digest_of_the_signed_part(sqlite_database, practitioner):
    made = a_record(sqlite_database, practitioner)

    with sqlite_database.engine.connect() as connection:
        body = connection.execute(
            text("SELECT body FROM audit_event WHERE type = 'decision_sealed'")
        ).scalar_one()

    assert made.fingerprint.encode() in bytes(body)
    assert b"CASE" not in bytes(body)


def test_nothing_of_the_person_stands_in_the_database_in_clear(database, practitioner):
    a_record(database, practitioner)

    with database.engine.connect() as connection:
        for table in ("record", "record_disclosure", "record_reference", "audit_event"):
            stored = str([tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))])  # noqa: S608 -- our own names
            for secret in ("Sami", "CASE-1042", SECRET, "bruise"):
                assert secret not in stored


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET outcome = 'do_not_share'",
        "UPDATE record SET jws = ''",
        "DELETE FROM record",
        "DELETE FROM record_disclosure",
        "DELETE FROM record_reference",
        "UPDATE record_disclosure SET digest = 'x'",
        "UPDATE signing_key SET x = 'x'",
        "DELETE FROM signing_key",
    ],
)
def test_triggers_refuse_to_rewrite_a_record(database, practitioner, statement):
    a_record(database, practitioner)

    with pytest.raises(DBAPIError), database.engine.begin() as connection:
        connection.execute(text(statement))


def dispose(database: Database, record_id: str) -> None:
    with database.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO disposal VALUES (:id, '2033-01-01 00:00:00', 'u', 'retention')"),
            {"id": record_id},
        )
        for table in ("record_disclosure", "record_reference"):
            connection.execute(
                text(f"DELETE FROM {table} WHERE record_id = :id"),  # noqa: S608 -- our own names
                {"id": record_id},
            )


def test_content_goes_with_a_disposal_and_that_record_alone(database, practitioner):
    gone, kept = a_record(database, practitioner), a_record(database, practitioner, "CASE-2")

    dispose(database, gone.line.id)

    found = service.record(database, practitioner, gone.line.id)
    assert (found.content, found.line.is_disposed, found.line.reference) == (None, True, "")
    assert service.record(database, practitioner, kept.line.id) == kept
    with pytest.raises(NotFound):
        exports.decision_word(database, practitioner, gone.line.id)


def test_a_block_removed_around_the_trigger_is_noticed(database, practitioner):
    made = a_record(database, practitioner)
    name = "record_disclosure_kept"
    drop = (
        f"DROP TRIGGER {name} ON record_disclosure"
        if database.is_postgresql
        else f"DROP TRIGGER {name}"
    )
    with database.engine.begin() as connection:
        connection.execute(text(drop))
        connection.execute(
            text(
                "DELETE FROM record_disclosure "
                "WHERE digest = (SELECT min(digest) FROM record_disclosure)"
            )
        )

    with pytest.raises(Tampered, match="missing"):
        service.record(database, practitioner, made.line.id)


def test_a_block_moved_to_another_record_is_noticed(sqlite_database, practitioner):
    first, second = a_record(sqlite_database, practitioner), a_record(sqlite_database, practitioner)
    with sqlite_database.engine.begin() as connection:
        body = (
            connection.execute(
                text("SELECT body FROM record_disclosure WHERE record_id = :id"),
                {"id": first.line.id},
            )
            .scalars()
            .first()
        )
        connection.execute(
            text("UPDATE record_disclosure SET body = :body WHERE record_id = :id"),
            {"body": body, "id": second.line.id},
        )

    with pytest.raises(Tampered):
        service.record(sqlite_database, practitioner, second.line.id)


@pytest.mark.parametrize("actor", [STRANGER, OTHER_LEAD], ids=["colleague", "other agency"])
def test_somebody_elses_record_does_not_exist(sqlite_database, practitioner, actor):
    made = a_record(sqlite_database, practitioner)

    for use in (service.record, service.log_view, service.views, correction.supersede):
        with pytest.raises((NotFound, NotPermitted)):
            use(sqlite_database, actor, made.line.id)
    with pytest.raises(NotFound):
        service.record(sqlite_database, actor, made.line.id)
    assert service.readable_records(sqlite_database, actor) == ()
    assert service.find_by_reference(sqlite_database, actor, "CASE-1042") == ()


def test_a_lead_reads_what_their_agency_decided_and_an_ig_lead_does_not(database, practitioner):
    made = a_record(database, practitioner)

    assert service.record(database, LEAD, made.line.id) == made
    assert [one.id for one in service.readable_records(database, LEAD)] == [made.line.id]
    assert [one.id for one in service.readable_records(database, AUDITOR)] == [made.line.id]
    with pytest.raises(NotPermitted):
        service.record(database, IG_LEAD, made.line.id)
    assert service.my_records(database, LEAD) == ()


def test_an_auditor_may_read_but_not_take_a_copy(sqlite_database, practitioner):
    made = a_record(sqlite_database, practitioner)

    with pytest.raises(NotPermitted):
        exports.whole_file(sqlite_database, AUDITOR, made.line.id)
    assert events(sqlite_database, made.line.id, service.EXPORTED) == []


def test_a_case_reference_is_found_however_it_is_spaced(sqlite_database, practitioner):
    made = a_record(sqlite_database, practitioner)
    a_record(sqlite_database, practitioner, "CASE-10421")

    found = service.find_by_reference(sqlite_database, practitioner, " case - 1042 ")

    assert [one.id for one in found] == [made.line.id]


def test_lists_run_newest_first_a_page_at_a_time(database, practitioner, monkeypatch):
    monkeypatch.setattr(service, "PAGE", 2)
    made = {a_record(database, practitioner, f"CASE-{n}").line.id for n in range(5)}

    seen, after = [], None
    while page := service.my_records(database, practitioner, after=after):
        seen += [one.id for one in page]
        after = page[-1]

    assert len(seen) == 5
    assert set(seen) == made
    assert seen == sorted(seen, reverse=True)


def test_a_list_over_several_grants_is_one_list_with_each_record_once(
    database, practitioner, monkeypatch
):
    monkeypatch.setattr(service, "PAGE", 2)
    here = [a_record(database, practitioner, f"CASE-{n}").line.id for n in range(3)]
    elsewhere = an_actor(Role.PRACTITIONER, user="elsewhere", agency="surgery")
    there = [a_record(database, elsewhere, f"CASE-{n}").line.id for n in range(2)]
    grants = {*LEAD.grants, *OTHER_LEAD.grants, *practitioner.grants}
    both = practitioner.model_copy(update={"grants": frozenset(grants)})

    seen, after = [], None
    while page := service.readable_records(database, both, after=after):
        seen += [one.id for one in page]
        after = page[-1]

    assert seen == sorted([*here, *there], reverse=True)


def test_a_list_of_many_records_is_one_statement(sqlite_database, practitioner):
    made = {a_record(sqlite_database, practitioner).line.id for _ in range(3)}
    asked = []
    event.listen(
        sqlite_database.engine, "before_cursor_execute", lambda *told: asked.append(told[2])
    )

    assert {one.id for one in service.my_records(sqlite_database, practitioner)} == made
    assert len(asked) == 1


def test_looking_twice_in_a_day_is_noted_once_for_each_person(sqlite_database, practitioner):
    made = a_record(sqlite_database, practitioner)

    for actor in (practitioner, practitioner, LEAD):
        service.log_view(sqlite_database, actor, made.line.id)

    shown = service.views(sqlite_database, practitioner, made.line.id)
    assert [one.actor_name for one in shown] == ["user-safeguarding_lead", "user-practitioner"]
    assert not any(one.is_export for one in shown)


def test_every_export_is_noted_with_its_kind(sqlite_database, practitioner):
    made = a_record(sqlite_database, practitioner)
    record_id = made.line.id

    for take in (exports.decision_word, exports.whole_file, exports.as_json, exports.paste_text):
        take(sqlite_database, practitioner, record_id)
    for take in (exports.recipient_word, exports.recipient_file):
        take(sqlite_database, practitioner, record_id, "rcp_a")

    assert len(events(sqlite_database, record_id, service.EXPORTED)) == 6
    assert all(one.is_export for one in service.views(sqlite_database, practitioner, record_id))


def test_a_whole_file_verifies_without_us_and_reads_as_the_record(sqlite_database, practitioner):
    made = a_record(sqlite_database, practitioner)

    export = exports.whole_file(sqlite_database, practitioner, made.line.id)
    verified = bundle.check(export.data.decode(), thumbprint=made.kid)

    assert verified.key_is_confirmed
    assert payload.read(verified.blocks, made.line.id, verified.claims.iat) == made.content
    assert export.name == f"record-{made.line.id}.sdjwt"


def test_a_recipients_file_and_document_hold_nothing_held_back(sqlite_database, practitioner):
    made = a_record(sqlite_database, practitioner)

    file = exports.recipient_file(sqlite_database, practitioner, made.line.id, "rcp_a")
    word = exports.recipient_word(sqlite_database, practitioner, made.line.id, "rcp_a")

    verified = bundle.check(file.data.decode())
    assert sorted(name.partition(":")[0] for name in verified.blocks) == [
        "item",
        "item",
        "recipient",
    ]
    assert SECRET not in str(verified.blocks)
    assert file.name.removesuffix(".sdjwt") == word.name.removesuffix(".docx")
    assert Document(io.BytesIO(word.data)).paragraphs[0].text == "Information shared with you"
    assert SECRET not in str([one.text for one in Document(io.BytesIO(word.data)).paragraphs])


def test_two_recipients_copies_go_by_two_names_that_name_nobody():
    one, other = (exports.copy_name("rec_x", new_id("r")) for _again in range(2))

    assert one != other
    assert re.fullmatch(r"copy-rec_x-[0-9a-z]{6}", one)


def test_a_recipient_who_gets_nothing_has_no_copy_to_export(sqlite_database, practitioner):
    made = a_record(sqlite_database, practitioner)

    with pytest.raises(NotFound):
        exports.recipient_word(sqlite_database, practitioner, made.line.id, "rcp_b")


def test_the_signature_of_a_stored_record_is_made_with_this_installations_key(
    sqlite_database, practitioner
):
    made = a_record(sqlite_database, practitioner)

    assert made.kid == sqlite_database.keys.signing.thumbprint()
    assert seal.fingerprint("a") != made.fingerprint


def together(*presses) -> tuple[list[str], list[Exception]]:
    """What came of doing these at the same moment: records made, and refusals."""
    ready, made, refused = threading.Barrier(len(presses)), [], []

    def run(press) -> None:
        ready.wait()
        try:
            made.append(press().line.id)
        except Stale as error:
            refused.append(error)

    threads = [threading.Thread(target=run, args=(press,)) for press in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return made, refused


def test_the_first_records_of_a_new_key_may_be_sealed_at_the_same_moment(database, practitioner):
    drafted = [a_draft(database, practitioner) for _ in range(4)]

    made, refused = together(
        *(
            lambda seen=seen: service.store(database, practitioner, material(), seen, at=SEALED_AT)
            for seen in drafted
        )
    )

    assert len(set(made)) == 4
    assert refused == []
    with database.read() as session:
        assert audit.verify(session).events


def test_of_two_corrections_sealed_at_once_one_replaces_the_record(database, practitioner):
    first = a_record(database, practitioner)
    drafted = []
    for _ in range(2):
        seen = a_draft(database, practitioner)
        with database.write(practitioner) as work:
            work.session.add(CorrectionRow(draft_id=seen.draft_id, record_id=first.line.id))
            work.record("record_correction_started", first.line.id, draft=seen.draft_id)
        drafted.append(seen)

    made, refused = together(
        *(
            lambda seen=seen: service.store(database, practitioner, material(), seen, at=SEALED_AT)
            for seen in drafted
        )
    )

    assert len(made) == 1
    assert len(refused) == 1
    line = service.record(database, practitioner, first.line.id).line
    assert line.superseded_by == made[0]
