"""``isa record replay`` on a file and ``isa policy impact`` on facts: words, JSON, CSV, exit codes."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.released import load_named
from decisions.policy.replay import TITLE
from decisions.records import bundle, payload
from decisions.records.payload import Material
from decisions.records.seal import Claims, copy, seal
from isa.cli import app
from tests.unit.policy.expected import SCENARIOS
from tests.unit.records.sample import MATERIAL, SEALED_AT
from tests.unit.records.test_seal import KEY
from tests.unit.replaying.sealed_facts import BRUISE

NEW = load_named("england/2026.2")
GOLDEN = Path(__file__).parents[2] / "golden" / "records" / "0.1.0"


@pytest.fixture(autouse=True)
def _no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISA_DATABASE_URL", "sqlite:////nowhere/at/all.sqlite")


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """A whole record of the newest pack, as it leaves the building."""
    read = validate_facts(NEW, BRUISE)
    found = evaluate(NEW, read, on=SEALED_AT.date())
    blocks = payload.compose(Material(**{**vars(MATERIAL), "facts": read, "evaluation": found}))
    claims = Claims(
        iss="school",
        iat=int(SEALED_AT.timestamp()),
        record_id="rec_x",
        answers_schema="1",
        facts_schema="2",
        engine="1",
        pack_digest=NEW.pack.digest,
    )
    file = tmp_path / "record.sdjwt"
    file.write_text(bundle.pack(copy(seal(blocks, claims, KEY), blocks), [bundle.public_jwk(KEY)]))
    return file


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(one) for one in arguments])
    return result.exit_code, result.output


def test_a_file_under_its_own_pack_is_the_same(exported: Path) -> None:
    status, output = run("record", "replay", exported)

    assert status == 0
    assert output.startswith(f"{TITLE}\n")
    assert "Under england/2026.2, read on 2026-11-21, its facts give the same advice." in output
    assert "Sami" not in output


def test_as_json_it_is_titled_and_says_when_the_answers_cannot_be_tried(exported: Path) -> None:
    status, output = run("record", "replay", exported, "--json")
    found = json.loads(output)

    assert status == 0
    assert (found["title"], found["result"]) == (TITLE, "same")
    assert found["sealed_under"] == found["pack"] == "england/2026.2"
    assert found["derivation"]["changed"] is None
    assert "does not read" in found["derivation"]["why_not"]


def test_a_pack_that_cannot_read_the_facts_is_a_no(exported: Path) -> None:
    status, output = run("record", "replay", exported, "--pack", "england/2026.1", "--json")
    found = json.loads(output)

    assert (status, found["result"]) == (1, "cannot_replay")
    assert "england/2026.1 cannot read" in found["why"]
    assert "answers for days from" not in str(found["notes"])


def test_another_day_than_the_packs_own_is_noted(exported: Path) -> None:
    _, output = run("record", "replay", exported, "--on", "2020-01-01")

    assert (
        "england/2026.2 answers for days from 2026-09-01; the day used here is 2020-01-01" in output
    )


def test_an_altered_file_is_a_no_and_says_so(exported: Path) -> None:
    exported.write_text(exported.read_text().replace("~", "~AAAA~", 1))

    status, output = run("record", "replay", exported, "--json")

    assert (status, json.loads(output)["result"]) == (1, "not_valid")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((GOLDEN / "copy-rec_golden010.sdjwt",), "Only the whole record"),
        (("/nowhere/at/all.sdjwt",), "cannot be read"),
        ((GOLDEN / "record-rec_golden010.sdjwt", "--pack", "england/1066.1"), "There is no pack"),
        ((GOLDEN / "record-rec_golden010.sdjwt", "--on", "tomorrow"), "--on"),
    ],
)
def test_a_fault_in_what_was_given_ends_with_two(arguments: tuple[object, ...], said: str) -> None:
    status, output = run("record", "replay", *arguments)

    assert status == 2
    assert said in output


def test_a_record_of_a_pack_that_is_not_here_needs_one_named() -> None:
    golden = GOLDEN / "record-rec_golden010.sdjwt"

    status, output = run("record", "replay", golden)
    named, with_pack = run("record", "replay", golden, "--pack", "england/2026.2")

    assert (status, named) == (1, 1)
    assert "not among the released packs" in output
    assert "its facts give different advice" in with_pack


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """The scenarios, and a case that only the newest pack knows."""
    file = tmp_path / "facts.jsonl"
    new = {"case": {"trigger": "routine_sending"}}
    lines = [json.dumps(one) for one in (*(each.facts for each in SCENARIOS), new)]
    file.write_text("\n".join(lines) + "\n\n")
    return file


@pytest.mark.parametrize(("before", "moved"), [("england/2026.8", 0), ("england/2026.7", 2)])
def test_what_moves_between_two_packs_is_counted(facts: Path, before: str, moved: int) -> None:
    both = ("--to", "england/2026.8", "--from-pack", before)

    status, output = run("policy", "impact", *both, "--facts", facts, "--json")
    found = json.loads(output)

    assert status == 0
    assert (found["title"], found["different"]) == (TITLE, moved)
    assert found["same"] + moved == found["decisions"] == len(SCENARIOS) + 1
    assert found["fewer_than"] is None


def test_the_study_of_a_file_as_words_and_as_csv(facts: Path, tmp_path: Path) -> None:
    asked = ("--to", "england/2026.1", "--from-pack", "england/2026.2", "--facts", facts)
    out = tmp_path / "study.csv"

    status, words = run("policy", "impact", *asked)
    written, said = run("policy", "impact", *asked, "--out", out)

    assert (status, written) == (0, 0)
    assert words.startswith(f"{TITLE}\n")
    assert "england/2026.1 cannot read trigger = routine_sending." in words
    assert said.strip() == str(out)
    assert next(csv.reader(out.open()))[0] == TITLE


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "--from-pack"),
        (("--from-pack", "england/1066.1"), "There is no pack"),
        (("--from-pack", "england/2026.1", "--since", "2026-11-01"), "--since"),
        (("--from-pack", "england/2026.1", "--limit", "5"), "--limit"),
        (("--from-pack", "england/2026.1", "--on", "x"), "--on"),
        (("--from-pack", "england/2026.1", "--out", "/nowhere/at/all.csv"), "--out"),
    ],
)
def test_a_study_that_cannot_be_made_ends_with_two(
    facts: Path, more: tuple[str, ...], said: str
) -> None:
    status, output = run("policy", "impact", "--to", "england/2026.2", "--facts", facts, *more)

    assert status == 2
    assert said in output


def test_a_line_that_is_not_facts_is_named(tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    file.write_text('{"case":{}}\nnonsense\n')

    status, output = run(
        *("policy", "impact", "--to", "england/2026.2", "--from-pack", "england/2026.1"),
        *("--facts", file),
    )

    assert status == 2
    assert "line 2: This is not JSON" in output
