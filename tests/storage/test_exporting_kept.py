"""Papers, events, notes, checks, versions, assurances and filters: out with an export, in again, and back."""

import io
import json
import shutil
import zipfile
from datetime import date

import pytest
from sqlalchemy import text

from isa.coverage.view import AgreementStatus
from isa.platform import clock
from isa.platform.database import Database, make_engine
from isa.platform.errors import Invalid
from isa.platform.identity import Role
from isa.register import service as register
from isa.register.agencies.signatories.service import Assurance
from isa.register.agreements.checklist.service import answer_checks, quality_checks
from isa.register.agreements.notes.service import add_note, notes
from isa.register.agreements.papers.service import keep_paper, paper_bytes, papers, remove_paper
from isa.register.agreements.terms.revising.service import revise_terms
from isa.register.agreements.versions.service import compare_versions, mark_version
from isa.register.exporting.service import export_register
from isa.register.importing import service
from isa.register.importing.model import Unreadable, Weight
from isa.register.model import NewAgency, NewAgreement, NewParty
from isa.register.timeline.service import newest_version
from isa.register.vocabulary import vocabulary
from isa.register.worklist.filters.service import keep_filter, kept_filters
from isa.register.worklist.model import TaskKind, Wanted
from tests.conftest import an_actor

LEAD = an_actor(Role.IG_LEAD)
ON = date(2026, 6, 1)
PDF = b"%PDF-1.4\n% invented\n"
KEPT = ("assurances", "events", "checks", "versions", "notes", "papers", "version_texts", "filters")
TABLES = (
    "agency_assurance",
    "agreement_event",
    "agreement_check",
    "agreement_version",
    "agreement_note",
    "agreement_paper",
    "agreement_paper_body",
    "worklist_filter",
)


@pytest.fixture
def here(request, tmp_path, sqlite_template):
    """A register from which things are exported; the one they come into runs on each engine."""
    beside = "there" if "there" in request.fixturenames else "sqlite_database"
    path = tmp_path / "here.sqlite"
    shutil.copy(sqlite_template, path)
    opened = Database(make_engine(f"sqlite:///{path}"), request.getfixturevalue(beside).keys)
    filled(opened)
    yield opened
    opened.engine.dispose()


@pytest.fixture
def there(database):
    return database


def filled(database):
    for name in ("council", "police"):
        register.add_agency(
            database, LEAD, NewAgency(id=name, name=f"Exampleshire {name}", type="council")
        )
    register.record_agreement(
        database,
        LEAD,
        NewAgreement(
            id="agr", reference="E-1", title="Homes", parties=(NewParty(agency_id="police"),)
        ),
    )
    point = next(iter(vocabulary().quality_checks))
    answer_checks(database, LEAD, "agr", {point: ("yes", "=HYPERLINK(1)")})
    add_note(database, LEAD, "agr", "+cmd|' /C calc'!A0 \nsecond line")
    mark_version(database, LEAD, "agr", "1.0", "First")
    kind = next(iter(vocabulary().paper_kinds))
    keep_paper(database, LEAD, "agr", kind=kind, title="=1+1", data=PDF)
    gone = keep_paper(database, LEAD, "agr", kind=kind, title="Mistake", data=PDF + b"x")
    remove_paper(database, LEAD, "agr", gone, why="Another agreement")
    register.move_agreement(
        database, LEAD, "agr", status=AgreementStatus.DPO_REVIEW, on=clock.today(), reason="-ready"
    )
    register.confirm_assurance(
        database,
        LEAD,
        "police",
        Assurance(
            kind=next(iter(vocabulary().assurances)), confirmed_by="Head", confirmed_on=ON, note=""
        ),
    )
    keep_filter(database, LEAD, "Reviews", Wanted(kind=TaskKind.REVIEW, text="@SUM"))
    other = an_actor(Role.IG_LEAD, user="somebody-else")
    keep_filter(database, other, "Theirs", Wanted(text="secret"))


def content_of(database):
    told = json.loads(export_register(database, LEAD, form="json", on=ON))
    return {name: rows for name, rows in told.items() if isinstance(rows, list)}


def counts(database):
    with database.read() as session:
        return {
            name: session.execute(text(f"SELECT count(*) FROM {name}")).scalar()  # noqa: S608
            for name in TABLES
        }


def brought(database, data):
    batch = service.stage(database, LEAD, data, "whole")
    plan = service.plan_of(database, LEAD, batch.id)
    assert plan.is_ready, plan.of(Weight.FAULT)
    return service.commit(database, LEAD, batch.id, digest=plan.digest())


def test_everything_kept_comes_with_its_papers_and_goes_again_whole(here, there):
    before = content_of(here)
    assert all(before[name] for name in KEPT)
    assert [each["name"] for each in before["filters"]] == ["Reviews"]
    empty = counts(there)
    data = export_register(here, LEAD, form="zip", on=ON)

    batch = brought(there, data)

    assert content_of(there) == before
    assert not service.plan_of(
        there, LEAD, service.stage(there, LEAD, data, "again").id
    ).changes_anything
    kept = next(each for each in papers(there, LEAD, "agr") if each.removed_at is None)
    assert paper_bytes(there, LEAD, "agr", kept.id) == PDF
    assert notes(there, LEAD, "agr")[0].by == "as an imported file says"
    assert [each.is_older for each in quality_checks(there, LEAD, "agr") if each.answer] == [False]
    version = register.agreement_versions(there, LEAD, "agr")[0]
    changes = compare_versions(there, LEAD, "agr", before=version.id, after="now")
    assert [each.label for each in changes] == []
    assert [each.wanted.text for each in kept_filters(there, LEAD)] == ["@SUM"]

    service.undo(there, LEAD, batch.id)

    assert counts(there) == empty
    with there.read() as session:
        assert session.execute(text("SELECT count(*) FROM import_paper")).scalar() == 1
    service.erase(there, LEAD, batch.id)


def test_a_version_says_what_it_said_where_the_register_never_held_it(here, there):
    with here.read() as session:
        seen = newest_version(session)
    changes = {"title": "Homes and safety"}
    revise_terms(here, LEAD, "agr", changes, seen=seen, on=clock.today(), reason="Wider")
    assert all(each.is_older for each in quality_checks(here, LEAD, "agr") if each.answer)

    brought(there, export_register(here, LEAD, form="zip", on=ON))

    version = register.agreement_versions(there, LEAD, "agr")[0]
    changes = compare_versions(there, LEAD, "agr", before=version.id, after="now")
    assert [(each.before, each.after) for each in changes] == [("Homes", "Homes and safety")]
    assert all(each.is_older for each in quality_checks(there, LEAD, "agr") if each.answer)


def test_a_workbook_alone_leaves_papers_out_and_says_so(here, there):
    batch = service.stage(
        there, LEAD, export_register(here, LEAD, form="xlsx", on=ON), "whole.xlsx"
    )

    plan = service.plan_of(there, LEAD, batch.id)

    assert any("1 paper is left out" in each.sentence for each in plan.of(Weight.DOUBT))
    service.commit(there, LEAD, batch.id)
    assert counts(there)["agreement_paper"] == 1  # the line of the one that was removed
    assert counts(there)["agreement_paper_body"] == 0


def test_what_somebody_added_since_stops_an_undo_and_a_filter_kept_anew_stays(here, there):
    batch = brought(there, export_register(here, LEAD, form="zip", on=ON))
    keep_filter(there, LEAD, "Reviews", Wanted(text="mine now"))
    kept = next(each for each in papers(there, LEAD, "agr") if each.removed_at is None)
    remove_paper(there, LEAD, "agr", kept.id, why="Not ours")

    with pytest.raises(Invalid, match="the paper =1\\+1 was removed"):
        service.undo(there, LEAD, batch.id)

    add_note(there, LEAD, "agr", "A later note")
    assert any("agreement_note" in each for each in service.reasons_against(there, LEAD, batch.id))
    with there.read() as session:
        assert session.execute(text("SELECT batch_id FROM worklist_filter")).scalar() is None


def test_what_was_kept_is_never_edited_by_a_file(here):
    told = json.loads(export_register(here, LEAD, form="json", on=ON))
    told["notes"][0]["text"] = "In other words"
    told["assurances"] = []
    batch = service.stage(here, LEAD, json.dumps(told).encode(), "edited.json")

    plan = service.plan_of(here, LEAD, batch.id)

    assert not plan.changes_anything
    assert any("never edited" in each.sentence for each in plan.of(Weight.DOUBT))


@pytest.mark.parametrize("table", TABLES[:6])
def test_nothing_that_an_import_brought_is_deleted_while_it_stands(here, there, table):
    brought(there, export_register(here, LEAD, form="zip", on=ON))

    with there.engine.begin() as connection:
        connection.execute(text("DELETE FROM agreement_paper_body"))
    with (
        pytest.raises(Exception, match=r"append-only|never forgotten"),
        there.engine.begin() as connection,
    ):
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608


def repacked(data, change):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name, content in change({each: old.read(each) for each in old.namelist()}).items():
            new.writestr(name, content)
    return out.getvalue()


def renamed(parts):
    return {name.replace("papers/", "../../papers/"): each for name, each in parts.items()}


def altered(parts):
    return {name: each + b" " if "papers" in name else each for name, each in parts.items()}


def a_program(parts):
    return {name: b"MZ\x90" if "papers" in name else each for name, each in parts.items()}


def too_large(parts):
    size = 6 * 1024 * 1024
    return {name: bytes(size) if "papers" in name else each for name, each in parts.items()}


def with_another(parts):
    return parts | {"macro.exe": b"MZ"}


def both(parts):
    return parts | {"register.json": b"{}"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (renamed, "which no export holds"),
        (altered, "is not the paper its name says"),
        (a_program, "This kind of file is not taken"),
        (too_large, "is larger than 5 MB"),
        (with_another, "holds 'macro.exe'"),
        (both, "Leave the one you mean"),
    ],
)
def test_a_zip_that_is_not_what_was_exported_says_why_and_leaves_nothing(here, change, sentence):
    data = repacked(export_register(here, LEAD, form="zip", on=ON), change)

    with pytest.raises(Unreadable, match=sentence):
        service.stage(here, LEAD, data, "odd.zip")

    assert service.batches(here, LEAD) == ()


def test_a_damaged_zip_says_so_and_one_in_a_folder_is_read(here):
    data = export_register(here, LEAD, form="zip", on=ON)
    with pytest.raises(Unreadable, match="damaged, so nothing of it was read"):
        service.stage(here, LEAD, data[: len(data) // 2], "cut.zip")
    at = data.index(b"papers/") + 150
    with pytest.raises(Unreadable, match="damaged"):
        service.stage(here, LEAD, data[:at] + bytes(9) + data[at + 9 :], "flipped.zip")

    folder = repacked(
        data, lambda parts: {f"register/{name}": each for name, each in parts.items()}
    )
    assert service.stage(here, LEAD, folder, "again.zip").mapping.layout.value == "whole"


def test_a_paper_whose_row_lies_about_it_is_a_fault(here, there):
    told = json.loads(export_register(here, LEAD, form="json", on=ON))
    kept = next(each for each in told["papers"] if each["removed_at"] is None)
    kept["media_type"] = "image/png"
    data = repacked(
        export_register(here, LEAD, form="zip", on=ON),
        lambda parts: {
            "register.json": json.dumps(told).encode(),
            **{name: each for name, each in parts.items() if "papers" in name},
        },
    )
    batch = service.stage(there, LEAD, data, "lying.zip")

    faults = service.plan_of(there, LEAD, batch.id).of(Weight.FAULT)

    assert ["another kind or size" in each.sentence for each in faults] == [True]
    with pytest.raises(Invalid):
        service.commit(there, LEAD, batch.id)
    service.discard(there, LEAD, batch.id)
    with there.read() as session:
        assert session.execute(text("SELECT count(*) FROM import_paper")).scalar() == 0
