"""Disposal on both engines: only what is due, only by a person who may, whole, and never what is held."""

import io
import json
from datetime import date, timedelta

import pytest
from docx import Document
from sqlalchemy import text
from typer.testing import CliRunner

from decisions.casework import service as casework
from decisions.disposal import cli, service
from decisions.disposal.certificates import service as kept
from decisions.disposal.certificates.document import certificate_word
from decisions.disposal.due.service import due, due_page
from decisions.disposal.holding.service import (
    find_to_hold,
    held_page,
    hold,
    holds,
    lift,
    to_hold,
)
from decisions.disposal.model import CertificateLine, Which, confirms, due_on, sealed_before
from decisions.disposal.tables import HoldRow
from decisions.records import service as records
from decisions.records.tables import RecordRow
from isa.platform import audit, put_back
from isa.platform.errors import ConfigurationError, Invalid, NotFound, NotPermitted, Stale
from isa.platform.identity import SYSTEM, Role
from isa.register.unsaved.service import keep_unsaved, unsaved_form
from tests.conftest import an_actor
from tests.storage.test_casework import sealed
from tests.unit.records.sample import SEALED_AT

LEAD = an_actor(Role.SAFEGUARDING_LEAD, user="the-lead")
OTHER = an_actor(Role.SAFEGUARDING_LEAD, agency="surgery", user="another-lead")
LAWYER = an_actor(Role.LEGAL_ADVISER, user="the-lawyer")
YEARS = 10
DUE = due_on(SEALED_AT.date(), YEARS)
CONTENT = ("record_disclosure", "record_reference", "record_reason", "casework")


def closed(database, practitioner):
    """A record of which everything that follows was finished."""
    made = sealed(database, practitioner)
    with database.engine.begin() as connection:
        connection.execute(
            text("UPDATE casework SET closed_at = updated_at WHERE id = :id"), {"id": made.id}
        )
        connection.execute(text("UPDATE casework_action SET done_at = due_at"))
    return made.record_id


def count(database, table, record_id):
    with database.read() as session:
        query = f"SELECT count(*) FROM {table} WHERE record_id = :id"  # noqa: S608
        return session.execute(text(query), {"id": record_id}).scalar()


def dispose(database, record_id, actor=LEAD, **changes):
    told = {"why": "Kept for ten years", "years": YEARS, "on": DUE, **changes}
    return service.dispose(database, actor, record_id, **told)


def test_content_goes_whole_and_a_certificate_and_a_sound_trail_stay(database, practitioner):
    record_id, other = closed(database, practitioner), closed(database, practitioner)
    before = {table: count(database, table, other) for table in CONTENT}
    for about in (record_id, other):
        keep_unsaved(database, practitioner, f"{about}/follow_up/review", "Not sent yet")
    fingerprint = records.record(database, LEAD, record_id).fingerprint
    blocks = count(database, "record_disclosure", record_id)

    made = dispose(database, record_id)

    assert {table: count(database, table, record_id) for table in CONTENT} == dict.fromkeys(
        CONTENT, 0
    )
    assert {table: count(database, table, other) for table in CONTENT} == before
    assert unsaved_form(database, practitioner, f"{record_id}/follow_up/review") is None
    assert unsaved_form(database, practitioner, f"{other}/follow_up/review") is not None
    assert (made.blocks, made.casework, made.fingerprint) == (blocks, 1, fingerprint)
    assert (made.disposed_by, made.why) == ("the-lead", "Kept for ten years")
    assert kept.certificates(database, LEAD) == (made,)
    assert kept.certificates(database, OTHER) == ()
    found = records.record(database, LEAD, record_id)
    assert (found.content, found.fingerprint) == (None, fingerprint)
    with database.read() as session:
        audit.verify(session)
        body = session.execute(
            text("SELECT body FROM audit_event WHERE type = 'record_disposed'")
        ).scalar()
        codes = json.loads(bytes(body))["codes"]
        assert (codes["jws_sha256"], codes["removed_sha256"]) == (fingerprint, made.removed)
        assert "Kept" not in str(codes)
        stored = session.execute(text("SELECT why FROM disposal_certificate")).scalar()
        assert "Kept" not in stored
    with pytest.raises(Stale, match="already"):
        dispose(database, record_id)


def test_nothing_goes_before_its_day_or_without_a_period_a_reason_or_a_person(
    database, practitioner
):
    record_id = closed(database, practitioner)

    assert due(database, LEAD, years=YEARS, on=DUE - timedelta(days=1)) == ()
    assert [each.record_id for each in due(database, LEAD, years=YEARS, on=DUE)] == [record_id]
    with pytest.raises(Invalid, match="10 years yet"):
        dispose(database, record_id, on=DUE - timedelta(days=1))
    with pytest.raises(ConfigurationError, match="ISA_RETENTION_YEARS"):
        dispose(database, record_id, years=None)
    with pytest.raises(Invalid, match="Say why it may go"):
        dispose(database, record_id, why=" ")
    with pytest.raises(NotPermitted, match="A named person"):
        dispose(database, record_id, actor=SYSTEM)
    for nobody in (practitioner, an_actor(Role.IG_LEAD), an_actor(Role.ADMINISTRATOR), LAWYER):
        with pytest.raises(NotPermitted):
            dispose(database, record_id, actor=nobody)
    assert due(database, OTHER, years=YEARS, on=DUE) == ()
    with pytest.raises(NotFound):
        dispose(database, record_id, actor=OTHER)
    assert count(database, "record_disclosure", record_id)


def test_a_hold_stops_it_in_the_list_in_the_service_and_in_the_database(database, practitioner):
    record_id = closed(database, practitioner)
    held = hold(database, LAWYER, record_id, kind="inquest", why="Coroner wrote on Monday")

    (listed,) = due(database, LEAD, years=YEARS, on=DUE)
    assert "It is held for an inquest" in listed.stopped_by[0]
    with pytest.raises(Invalid, match="held for an inquest"):
        dispose(database, record_id)
    with (
        pytest.raises(Exception, match="held cannot be disposed of"),
        database.engine.begin() as connection,
    ):
        connection.execute(
            text(
                "INSERT INTO disposal (record_id, at, actor_id, rule)"
                " VALUES (:id, '2036-01-01 00:00:00', 'u', 'retention')"
            ),
            {"id": record_id},
        )
    with pytest.raises(Exception, match="never removed"), database.engine.begin() as connection:
        connection.execute(text("DELETE FROM record_hold"))
    with pytest.raises(NotFound):
        hold(database, OTHER, record_id, kind="police", why="Not theirs")
    with pytest.raises(Invalid, match="litigation"):
        hold(database, LEAD, record_id, kind="other", why="x")

    assert [each.kind.value for each in holds(database, LEAD, record_id)] == ["inquest"]
    lift(database, LEAD, held, why="The inquest ended")
    assert holds(database, LEAD, record_id) == ()
    with pytest.raises(Exception, match="only lifted"), database.engine.begin() as connection:
        connection.execute(text("UPDATE record_hold SET lifted_at = NULL"))
    assert dispose(database, record_id).blocks


def test_what_is_not_finished_and_what_replaces_it_keep_a_record(database, practitioner):
    made = sealed(database, practitioner)
    (listed,) = due(database, LEAD, years=YEARS, on=DUE)
    assert listed.stopped_by == ("What follows from it is not finished: close its follow-up first",)
    assert casework.follow_up_of(database, practitioner, made.record_id) is not None

    newer = closed(database, practitioner)
    with database.engine.begin() as connection:  # the triggers refuse this of any session
        table = RecordRow.__table__
        row = connection.execute(table.select().where(table.c.id == newer)).mappings().one()
        later = {**row, "id": "rec_later", "draft_id": "dft_later", "supersedes": newer}
        later["sealed_at"] = SEALED_AT + timedelta(days=900)
        connection.execute(table.insert(), later)
    assert newer not in {each.record_id for each in due(database, LEAD, years=YEARS, on=DUE)}
    both = DUE + timedelta(days=901)
    assert newer in {each.record_id for each in due(database, LEAD, years=YEARS, on=both)}


def test_what_a_copy_brought_back_is_disposed_of_again(database, practitioner):
    stays, gone = closed(database, practitioner), closed(database, practitioner)
    with database.read() as session:
        fingerprint = records.record(database, LEAD, gone).fingerprint
        assert session
    certificate = dispose(database, stays)
    elsewhere = certificate.model_copy(
        update={"record_id": gone, "fingerprint": fingerprint, "why": "As it was"}
    )
    strange = certificate.model_copy(update={"record_id": gone, "fingerprint": "0" * 64})

    assert kept.again(database, SYSTEM, [strange]) == 0
    assert kept.again(database, SYSTEM, [certificate, elsewhere]) == 1

    assert count(database, "record_disclosure", gone) == 0
    assert kept.again(database, SYSTEM, [certificate, elsewhere]) == 0


def test_years_end_on_a_day_that_exists_and_a_chain_on_its_last_record():
    assert due_on(date(2024, 2, 29), 1) == date(2025, 3, 1)
    assert due_on(date(2024, 2, 29), 4) == date(2028, 2, 29)
    for on in (date(2025, 2, 28), date(2025, 3, 1), date(2028, 2, 29), date(2028, 3, 1)):
        last = (sealed_before(on, 1) - timedelta(seconds=1)).date()
        assert due_on(last, 1) <= on < due_on(last + timedelta(days=1), 1)


def test_the_command_says_who_and_why_are_wanted(monkeypatch, sqlite_database, practitioner):
    from contextlib import contextmanager

    import typer

    from isa.platform.config import Settings

    record_id = closed(sqlite_database, practitioner)

    @contextmanager
    def opened():
        yield sqlite_database

    monkeypatch.setattr(cli, "_opened", opened)
    monkeypatch.setattr(cli, "settings", lambda: Settings(retention_years=YEARS))
    monkeypatch.setattr(cli.clock, "today", lambda: DUE)
    monkeypatch.setattr(cli, "_person", lambda _database, _email: LEAD)
    app = typer.Typer()
    app.command("dispose")(cli.dispose)
    app.command("hold")(cli.hold)
    run = CliRunner()

    listed = run.invoke(app, ["dispose", "--due", "--dry-run", "--json"])
    assert [each["record_id"] for each in json.loads(listed.stdout)] == [record_id]
    held = run.invoke(app, ["hold", record_id, "--for", "police", "--why", "x"])
    assert held.exit_code == 0
    stopped = run.invoke(app, ["dispose", record_id, "--why", "old"])
    assert stopped.exit_code == 1
    assert "police" in stopped.stderr
    assert run.invoke(app, ["dispose", "--due", "--why", "old"]).exit_code == 0
    assert count(sqlite_database, "record_disclosure", record_id)
    lifted = held.stdout.split()[-1]
    run.invoke(app, ["hold", record_id, "--lift", lifted, "--why", "over"])
    done = run.invoke(app, ["dispose", "--due", "--why", "old", "--json"])
    assert [each["record_id"] for each in json.loads(done.stdout)["disposed"]] == [record_id]
    shown = run.invoke(app, ["dispose", "--certificates"])
    assert json.loads(shown.stdout)[0]["why"] == "old"


def test_a_page_of_what_is_due_counts_as_its_rows_say(database, practitioner):
    free, held, open_ = (
        closed(database, practitioner),
        closed(database, practitioner),
        sealed(database, practitioner).record_id,
    )
    hold(database, LEAD, held, kind="review", why="Asked by the partnership")

    def page(which, **place):
        return due_page(database, LEAD, which, years=YEARS, on=DUE, **place)

    first = page(Which.FREE)
    assert (first.free, first.stopped) == (1, 2)
    assert [each.record_id for each in first.lines] == [free]
    assert first.lines[0].stopped_by == ()
    stopped = page(Which.STOPPED)
    assert {each.record_id for each in stopped.lines} == {held, open_}
    assert all(each.stopped_by for each in stopped.lines)
    assert len(page(Which.STOPPED, offset=1, limit=1).lines) == 1
    assert page(Which.FREE).lines[0].reference
    with pytest.raises(NotPermitted):
        due_page(database, LAWYER, Which.FREE, years=YEARS, on=DUE)


def test_a_legal_adviser_finds_what_to_hold_by_its_reference_and_reads_nothing(
    database, practitioner
):
    record_id = closed(database, practitioner)
    reference = records.record(database, LEAD, record_id).line.reference
    (found,) = find_to_hold(database, LAWYER, reference)
    assert (found.record_id, found.holds) == (record_id, 0)
    assert find_to_hold(database, LAWYER, reference + "x") == ()
    assert find_to_hold(database, OTHER, reference) == ()
    hold(database, LAWYER, record_id, kind="police", why="They asked on Monday")

    assert to_hold(database, LAWYER, record_id).holds == 1
    (line,) = held_page(database, LAWYER).lines
    assert (line.why, line.reference, line.record_id) == ("They asked on Monday", "", record_id)
    assert held_page(database, LEAD).lines[0].reference == reference
    assert held_page(database, OTHER).total == 0


def test_one_of_many_that_is_stopped_stays_and_says_why(database, practitioner):
    free, held = closed(database, practitioner), closed(database, practitioner)
    hold(database, LEAD, held, kind="review", why="Asked by the partnership")

    found = service.dispose_of_many(
        database, LEAD, [held, free, free], why="Old", years=YEARS, on=DUE
    )

    assert [each.record_id for each in found.made] == [free]
    assert "It is held for" in found.stopped[held]
    assert kept.certificate_page(database, LEAD).total == 1
    assert kept.certificate(database, LEAD, free).disposed_by_name == "the-lead"
    with pytest.raises(NotFound):
        kept.certificate(database, OTHER, free)
    with pytest.raises(NotFound):
        kept.taken_away(database, OTHER, free)
    assert kept.taken_away(database, LEAD, free) == kept.certificate(database, LEAD, free)
    assert len(kept.all_taken_away(database, LEAD)) == 1
    with database.read() as session:
        taken = ("certificate_exported",)
        noted = [audit.events_about(session, about, taken) for about in (free, "disposal")]
    assert [len(each) for each in noted] == [1, 1]
    assert noted[0][0].actor_id == LEAD.id
    assert confirms("  Dispose  of 2 ", 2)
    assert not confirms("dispose of 3", 2)


def test_what_was_put_back_stays_closed_until_somebody_says_what_went(database, practitioner):
    gone = closed(database, practitioner)
    held = hold(database, LEAD, gone, kind="inquest", why="Lifted after the copy was taken")
    with database.read() as session:
        placed = session.get(HoldRow, held).placed_at
    fingerprint = records.record(database, LEAD, gone).fingerprint
    other = dispose(database, closed(database, practitioner))
    went = other.model_copy(
        update={
            "record_id": gone,
            "fingerprint": fingerprint,
            "disposed_at": placed + timedelta(days=1),
        }
    )
    put_back.refuse_while_closed(database)
    put_back.note(database)

    for _twice in range(2):
        with pytest.raises(ConfigurationError, match="isa dispose --again"):
            put_back.refuse_while_closed(database)
    later = went.model_copy(update={"disposed_at": placed - timedelta(days=1)})
    with pytest.raises(Invalid, match="held for an inquest"):
        kept.again(database, SYSTEM, [later])
    with pytest.raises(ConfigurationError):
        put_back.refuse_while_closed(database)
    assert kept.again(database, SYSTEM, [went]) == 1
    put_back.refuse_while_closed(database)
    assert count(database, "record_disclosure", gone) == 0

    put_back.note(database)
    with pytest.raises(NotPermitted, match="--by"):
        kept.none_since(database, SYSTEM)
    with pytest.raises(NotPermitted):
        kept.none_since(database, practitioner)
    kept.none_since(database, LEAD)
    put_back.refuse_while_closed(database)
    with database.read() as session:
        audit.verify(session)


def test_a_digest_stands_on_one_line_of_the_certificate():
    line = CertificateLine(
        record_id="rec_x",
        agency_id="school",
        agency_name="The school",
        sealed_at=SEALED_AT,
        disposed_at=SEALED_AT,
        disposed_by="the-lead",
        disposed_by_name="The lead",
        rule="period",
        why="Kept for ten years",
        fingerprint="e" * 64,
        blocks=1,
        casework=0,
        removed="d" * 64,
    )

    (table,) = Document(io.BytesIO(certificate_word(line, demonstration=False))).tables

    wide = table.cell(0, 1).width.pt - 8.5  # the right margin of a cell
    assert wide > 64 * 0.556 * 9.5  # the widest digit of Arial at the size of a cell
