"""The command line: advice for a file of answers, without a database, and clear faults."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from decisions import cli
from isa.platform import installation, put_back
from isa.platform.config import ROOT, Settings
from isa.register.demo import load_demo
from tests.unit.journey.cases import CHILD, SCHOOL

EXAMPLE = ROOT / "tests" / "golden" / "answers_example.json"
BRUISE = ROOT / "data" / "demo" / "answers-bruise.json"

_MAY_BE_IDLE = ("choice.", "views.", "people.")
"""Pages that are asked only while they can change something; the example answers them all."""

app = typer.Typer()
app.command("decide")(cli.decide)
app.command("questions")(cli.questions)


def run(*arguments: str, given: str | None = None):
    return CliRunner().invoke(app, list(arguments), input=given)


def decided(path: Path) -> dict:
    result = run("decide", "--answers", str(path), "--on", "2026-11-21", "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_bruise_is_shared_without_asking_and_the_old_health_is_kept_back() -> None:
    found = decided(BRUISE)

    assert found["act_now"] == "front_door_now"
    one = found["recipients"][0]
    assert (one["outcome"], one["scope"]) == ("share_without_agreement", "some")
    assert [item["rule"] for item in one["items"]] == ["share", "share", "withhold"]
    assert one["bases"] == ["6_1_e"]
    assert one["coverage_sentence"]
    assert not found["telling"]["is_contact_safe"]
    assert (found["missing"], found["questions_left"]) == ([], [])
    assert not [path for path in found["ignored"] if not path.startswith(_MAY_BE_IDLE)]
    assert found["citations"]
    assert found["trace"]["items"][0][0]["outcome"]["rows"]


def test_the_adult_who_can_be_asked_is_asked_first() -> None:
    found = decided(EXAMPLE)

    assert found["act_now"] == "none"
    assert found["recipients"][0]["outcome"] == "ask_first"


def test_answers_can_be_piped_in_and_an_open_outcome_is_null() -> None:
    given = {
        "discloser": SCHOOL.model_dump(),
        "harm": {"seriousness": "immediate"},
        "recipients": [{"id": "r1"}],
    }
    result = run("decide", "--answers", "-", "--json", given=json.dumps(given))

    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert found["act_now"] == "call_999"
    assert found["recipients"][0]["outcome"] is None
    assert "about.who" in found["questions_left"]


def test_an_answer_that_counts_for_nothing_is_named() -> None:
    given = {**CHILD, "discloser": SCHOOL.model_dump(), "person": {"name": "x"}}
    given["recipients"] = [
        {
            **CHILD["recipients"][0],
            "recipient": {"recipient_class": "police", "verified": "verified"},
        }
    ]
    given["recipients"][0]["recipient"]["name"] = "Exampleshire Police"
    result = run("decide", "--answers", "-", "--json", given=json.dumps(given))

    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["ignored"] == [
        "person.name",
        "items.i1.use.effect",
        "items.i1.use.weighed",
    ]


def test_words_come_without_json() -> None:
    result = run("decide", "--answers", str(BRUISE), "--on", "2026-11-21")

    assert result.exit_code == 0
    assert "RING THE FRONT DOOR TODAY" in result.stdout
    assert "a person decides" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (("--answers", "no-such-file.json"), None, "There is no file"),
        (("--answers", "-"), "{", "not valid JSON"),
        (("--answers", "-"), "{}", "Say who would share"),
        (("--answers", "-"), '{"about": {"who": "x"}, "z": 1}', "z: There is no such question"),
        (("--answers", "-", "--on", "tomorrow"), "{}", "real date"),
        (("--answers", "-", "--on", "1999-01-01"), '{"discloser": %s}', "in force"),
        (("--answers", "-"), '{"items": NaN}', "NaN"),
    ],
)
def test_faults_leave_with_two_and_one_line_each(
    arguments: tuple[str, ...], given: str | None, said: str
) -> None:
    text = given % SCHOOL.model_dump_json() if given and "%s" in given else given
    result = run("decide", *arguments, given=text)

    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_an_agency_of_the_register_needs_a_register_and_makes_none(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(cli, "settings", lambda: Settings(database_url=f"sqlite:///{tmp_path}/x"))
    given = {"discloser_id": "exampleshire-primary", **CHILD}
    result = run("decide", "--answers", "-", given=json.dumps(given))

    assert result.exit_code == 2
    assert "recipients.r1.recipient.agency_id: There is no register here" in result.stderr
    assert "discloser_id: There is no register here" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_register_that_is_closed_says_how_it_is_opened_again(monkeypatch, tmp_path) -> None:
    config = Settings(database_url=f"sqlite:///{tmp_path}/isa.sqlite")
    database = installation.create(config, installation.Kind.DEMO)
    put_back.note(database)
    database.engine.dispose()
    monkeypatch.setattr(cli, "settings", lambda: config)
    given = {"discloser_id": "exampleshire-primary", **CHILD}

    result = run("decide", "--answers", "-", given=json.dumps(given))

    assert result.exit_code == 2
    assert "isa dispose --again FILE" in result.stderr
    assert "There is no register here" not in result.stderr


def test_agencies_are_looked_up_where_there_is_a_register(monkeypatch, tmp_path) -> None:
    config = Settings(database_url=f"sqlite:///{tmp_path}/isa.sqlite")
    database = installation.create(config, installation.Kind.DEMO)
    load_demo(database)
    database.engine.dispose()
    monkeypatch.setattr(cli, "settings", lambda: config)
    to = {"agency_id": "exampleshire-childrens-services", "verified": "known_route"}
    given = {**CHILD, "discloser_id": "exampleshire-primary"}
    given["recipients"] = [{**CHILD["recipients"][0], "recipient": to}]

    result = run("decide", "--answers", "-", "--json", given=json.dumps(given))
    unknown = run(
        "decide", "--answers", "-", given=json.dumps({**given, "discloser_id": "nowhere"})
    )

    assert result.exit_code == 0, result.output
    one = json.loads(result.stdout)["recipients"][0]
    assert one["outcome"] == "share_without_agreement"
    assert one["coverage"]["verdict"]
    assert unknown.exit_code == 2
    assert "discloser_id: There is no agency" in unknown.stderr


def test_questions_are_the_schema_or_a_list_in_words() -> None:
    schema = json.loads(run("questions", "--json").stdout)

    assert schema["properties"]["recipients"]["maxItems"] == 30
    assert "harm.seriousness: What harm could come" in run("questions").stdout
