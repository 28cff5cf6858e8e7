"""``isa register``: exit codes, JSON for scripts, and sentences for people."""

import json
from datetime import date

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from isa.cli import app
from isa.platform import installation
from isa.platform.config import Settings, settings
from isa.platform.crypto import new_key_ring_json
from isa.register.checking.faults import register_faults
from isa.register.exporting.shape import SHAPE

RUN = CliRunner()
GOOD = "Ref,Title,Lead,Parties,Start\nT-1,Sharing for schools,Sampleton Council,Sampleton Police,1/4/24\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    keys = new_key_ring_json()
    url = f"sqlite:///{tmp_path / 'isa.sqlite'}"
    installation.create(
        Settings(database_url=url, keys=SecretStr(keys)), installation.Kind.LIVE
    ).engine.dispose()
    monkeypatch.setenv("ISA_DATABASE_URL", url)
    monkeypatch.setenv("ISA_KEYS", keys)
    settings.cache_clear()

    def command(*words, file=None):
        if file is not None:
            path = tmp_path / "register.csv"
            path.write_bytes(file if isinstance(file, bytes) else file.encode())
            words = tuple(str(path) if each == "FILE" else each for each in words)
        return RUN.invoke(app, ["register", *words])

    yield command
    settings.cache_clear()


def test_a_good_file_goes_in_and_comes_back_out(run, tmp_path):
    dry = run("import", "FILE", "--dry-run", "--json", file=GOOD)
    assert dry.exit_code == 0, dry.output
    assert json.loads(dry.stdout)["counts"]["agreements_new"] == 1
    assert not json.loads(dry.stdout)["imported"]

    done = run("import", "FILE", "--json", file=GOOD)
    batch = json.loads(done.stdout)["batch"]
    assert json.loads(done.stdout)["imported"]

    out = tmp_path / "all.xlsx"
    assert run("export", "--format", "xlsx", "--out", str(out)).exit_code == 0
    assert out.read_bytes()[:2] == b"PK"
    told = json.loads(run("export").stdout)
    assert told["agreements"][0]["reference"] == "T-1"

    assert run("erase", batch).exit_code == 2
    assert run("undo", batch).exit_code == 0
    assert json.loads(run("export").stdout)["agreements"] == []
    assert run("undo", batch).exit_code == 2
    assert json.loads(run("erase", batch, "--json").stdout) == {"erased": True, "reasons": []}
    assert run("erase", batch).exit_code == 2


def test_faults_are_told_by_row_and_column_and_nothing_goes_in(run):
    found = run("import", "FILE", file=GOOD.replace("1/4/24", "31/2/24"))

    assert found.exit_code == 1
    assert "Row 2, column E (Start): '31/2/24' cannot be read as a day" in found.stdout
    assert "Nothing was imported" in found.stdout
    assert json.loads(run("export").stdout)["agreements"] == []
    lenient = run(
        "import", "FILE", "--leave-out-unreadable", file=GOOD.replace("1/4/24", "31/2/24")
    )
    assert lenient.exit_code == 0


def test_what_is_no_spreadsheet_is_refused_with_two(run, tmp_path):
    assert "PDF" in run("import", "FILE", file=b"%PDF-1.7").stderr
    assert run("import", "FILE", file=b"%PDF-1.7").exit_code == 2
    assert run("import", str(tmp_path / "nothing.csv")).exit_code == 2
    assert run("undo", "imp_nothing").exit_code == 2
    assert run("export", "--format", "xlsx").exit_code == 2


def test_the_check_lists_gaps_and_fails_only_for_contradictions(run):
    run("import", "FILE", "--without-status", "in_force", file=GOOD)

    found = run("check")
    assert found.exit_code == 0
    assert "T-1: what is shared is not recorded" in found.stdout
    assert json.loads(run("check", "--json").stdout)["is_sound"]


def test_contradictions_of_a_register_are_found():
    rows = {name: [] for name in SHAPE}
    times = {"valid_from": date(1, 1, 1), "valid_to": None}
    empty = dict.fromkeys(("parent_id", "supersedes_id", "starts_on", "review_due_on"))
    said = {"status": "draft", "type": "tier2_isa", **times, **empty}
    rows["agencies"] = [
        {"id": "a", "name": "Sampleton Council"},
        {"id": "b", "name": "Sampleton Homes"},
    ]
    rows["agency_status"] = [
        {"agency_id": "a", "controller_id": "b", **times},
        {"agency_id": "b", "controller_id": "a", **times},
    ]
    rows["agreements"] = [
        {
            **said,
            "agreement_id": "x",
            "reference": "T-1",
            "parent_id": "y",
            "starts_on": date(2024, 4, 1),
        },
        {**said, "agreement_id": "y", "reference": "t-1", "parent_id": "x"},
        {
            **said,
            "agreement_id": "z",
            "reference": "T-2",
            "starts_on": date(2024, 4, 1),
            "review_due_on": date(2023, 4, 1),
        },
    ]
    rows["parties"] = [
        {
            "agreement_id": "x",
            "agency_id": "a",
            "state": "signed",
            "signed_on": date(2020, 1, 1),
            **times,
        },
        {
            "agreement_id": "x",
            "agency_id": "b",
            "state": "withdrawn",
            "signed_on": date(2024, 5, 1),
            "valid_from": date(2024, 4, 1),
            "valid_to": None,
        },
    ]

    codes = {each.code for each in register_faults(rows) if each.grade.value == "contradiction"}

    assert codes == {
        "circle",
        "duplicate_reference",
        "review_before_start",
        "signed_before_agreement",
        "withdrawn_before_signed",
    }


def test_without_a_word_for_its_status_an_agreement_is_a_draft_and_says_so(run):
    told = json.loads(run("import", "FILE", "--dry-run", "--json", file=GOOD).stdout)
    assert [each["sentence"] for each in told["doubts"]][-1].endswith("comes in as a draft")
    assert told["counts"]["agreements_assumed"] == 0

    said = run("import", "FILE", "--without-status", "in_force", file=GOOD).stdout
    assert "1 new agreement.\n1 of them in force because you said so: no status is given." in said
