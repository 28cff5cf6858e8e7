"""The demonstration and ``isa coverage``: every gap that is worth finding is found."""

import json
from collections.abc import Iterator
from datetime import date

import pytest
from typer.testing import CliRunner

from isa.coverage.model import CoverageQuestion, ReasonCode, Verdict
from isa.platform import clock, installation, users
from isa.platform.config import Settings, settings
from isa.platform.database import Database
from isa.platform.identity import SYSTEM, Role
from isa.register import cli, service
from isa.register.agencies.tables import ContactKind
from isa.register.demo import load_demo

ON = date(2026, 11, 21)
COUNCIL, SCHOOL = "exampleshire-council", "exampleshire-primary"
CHILDREN, ADULTS = "exampleshire-childrens-services", "exampleshire-adult-services"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'isa.sqlite'}"
    patch = pytest.MonkeyPatch()
    patch.setenv("ISA_DATABASE_URL", url)
    settings.cache_clear()
    database = installation.create(Settings(database_url=url), installation.Kind.DEMO)
    load_demo(database)
    yield database
    database.engine.dispose()
    patch.undo()
    settings.cache_clear()


@pytest.mark.parametrize(
    ("provider", "recipient", "purpose", "category", "subject", "verdict", "reasons"),
    [
        (SCHOOL, CHILDREN, "cp_s47", "edu_record", "child", "covered", set()),
        (SCHOOL, CHILDREN, "mash_triage", "csc_record", "child", "covered", set()),
        ("brookfield-academy", CHILDREN, "cp_s47", "id_contact", "child", "covered", set()),
        (COUNCIL, SCHOOL, "cp_s47", "csc_record", "child", "covered", set()),
        ("exampleshire-gp", CHILDREN, "cp_s47", "health_gp", "child", "covered", set()),
        (
            "riverside-surgery",
            COUNCIL,
            "cp_s47",
            "health_gp",
            "child",
            "indeterminate",
            {ReasonCode.CLASS_MEMBERSHIP_UNKNOWN},
        ),
        (
            "hill-view-surgery",
            COUNCIL,
            "cp_s47",
            "health_gp",
            "child",
            "not_covered",
            {ReasonCode.PROVIDER_UNSIGNED},
        ),
        (
            "exampleshire-sexual-health",
            CHILDREN,
            "cp_s47",
            "health_sexual",
            "child",
            "not_covered",
            {ReasonCode.CATEGORY_EXCLUDED},
        ),
        (
            SCHOOL,
            "exampleshire-hospital",
            "early_help",
            "send",
            "child",
            "not_covered",
            {ReasonCode.EXPIRED},
        ),
        (
            "exampleshire-homes",
            ADULTS,
            "concern",
            "housing",
            "adult_at_risk",
            "not_covered",
            {ReasonCode.PROVIDER_UNSIGNED},
        ),
        (
            SCHOOL,
            "exampleshire-police",
            "domestic_abuse",
            "id_contact",
            "child",
            "not_covered",
            {ReasonCode.DIRECTION_OUT},
        ),
        (
            "exampleshire-police",
            "exampleshire-refuge",
            "marac",
            "domestic_abuse",
            "victim_witness",
            "with_conditions",
            {ReasonCode.REVIEW_OVERDUE, ReasonCode.CONDITION_UNKNOWN},
        ),
        (
            "exampleshire-drugs-service",
            CHILDREN,
            "early_help",
            "substance",
            "parent_carer",
            "with_conditions",
            {ReasonCode.CONDITION_UNKNOWN},
        ),
        (
            "exampleshire-police",
            "exampleshire-homes",
            "crime_prevention",
            "police_crime",
            "alleged_perpetrator",
            "indeterminate",
            {ReasonCode.DATES_UNKNOWN},
        ),
        (
            "exampleshire-icb",
            ADULTS,
            "concern",
            "health_gp",
            "adult_at_risk",
            "indeterminate",
            {ReasonCode.SUCCESSION_UNCONFIRMED},
        ),
        (
            COUNCIL,
            "neighbourshire-childrens-services",
            "cp_s47",
            "csc_record",
            "child",
            "not_covered",
            {ReasonCode.PROVIDER_UNSIGNED, ReasonCode.RECIPIENT_UNSIGNED, "not_yet_in_force"},
        ),
        (CHILDREN, ADULTS, "concern", "csc_record", "child", "not_applicable", {"same_controller"}),
        (
            "exampleshire-college",
            "exampleshire-homes",
            "housing_homeless",
            "housing",
            "child",
            "not_covered",
            {ReasonCode.TIER1_ONLY},
        ),
    ],
)
def test_each_gap_of_the_demonstration_is_found(
    demo, provider, recipient, purpose, category, subject, verdict, reasons
):
    answer = service.ask_coverage(
        demo,
        SYSTEM,
        CoverageQuestion(
            provider=provider,
            recipient=recipient,
            purpose=purpose,
            categories=(category,),
            subjects=(subject,),
            on=ON,
        ),
    )

    assert (answer.verdict, set(answer.reasons)) == (verdict, reasons)


def test_the_first_version_of_the_mash_agreement_held_until_the_second(demo):
    def by(on: date) -> str | None:
        question = CoverageQuestion(
            provider=SCHOOL,
            recipient=CHILDREN,
            purpose="mash_triage",
            categories=("edu_record",),
            subjects=("child",),
            on=on,
        )
        return service.ask_coverage(demo, SYSTEM, question).pairs[0].agreement_reference

    assert by(date(2025, 8, 31)) == "ESH-002"
    assert by(date(2025, 9, 1)) == "ESH-010"


def test_every_number_is_from_the_fictional_range_and_most_are_checked(demo):
    page = service.list_agencies(demo, SYSTEM, limit=200)
    contacts = [
        contact for hit in page.hits for contact in service.agency(demo, SYSTEM, hit.id).contacts
    ]

    assert page.total >= 30
    assert all(contact.number.startswith("01632 960") for contact in contacts)
    assert service.agency(demo, SYSTEM, CHILDREN).verified_number == "01632 960112"
    at_night = service.agency(demo, SYSTEM, CHILDREN).contact(ContactKind.OUT_OF_HOURS)
    assert at_night.number == "01632 960113"
    assert service.agency(demo, SYSTEM, CHILDREN).controller_id == COUNCIL
    assert any(contact.verified_on is None for contact in contacts)


def test_there_is_one_person_for_each_role_and_loading_again_changes_nothing(demo):
    before = service.known_version(demo, SYSTEM, clock.now())

    load_demo(demo)

    held = {role for actor in users.all_actors(demo) for role in actor.roles}
    assert held == set(Role)
    assert service.known_version(demo, SYSTEM, clock.now()) == before


def test_front_doors_are_those_of_the_place_and_closed_agencies_are_not_offered(demo):
    teacher = users.actor_by_id(demo, "demo-practitioner")
    neighbour = teacher.model_copy(update={"agency_id": "neighbourshire-council"})

    here = service.nearby_agencies(demo, teacher, "children_sc")
    there = service.nearby_agencies(demo, neighbour, "children_sc")

    assert [hit.id for hit in here] == [CHILDREN]
    assert [hit.id for hit in there] == ["neighbourshire-childrens-services"]
    if clock.today() >= date(2026, 4, 1):
        boards = service.search_agencies(demo, SYSTEM, "integrated care")
        assert [hit.id for hit in boards] == ["exampleshire-icb"]


def run(*arguments: str):
    return CliRunner().invoke(cli.app, list(arguments))


ASK = ("--purpose", "cp_s47", "--category", "id_contact", "--category", "health_gp")
ABOUT = ("--subject", "child", "--on", "2026-11-21")


@pytest.mark.usefixtures("demo")
def test_the_command_answers_in_json_for_ids_names_and_identifiers():
    result = run(
        "--from", "990001", "--to", "Exampleshire Children's Services", *ASK, *ABOUT, "--json"
    )

    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert answer["verdict"] == Verdict.PARTLY
    assert answer["question"]["provider"] == SCHOOL
    assert [pair["verdict"] for pair in answer["pairs"]] == ["covered", "not_covered"]
    assert answer["closest_miss"]["agreement_reference"] == "ESH-010"


@pytest.mark.usefixtures("demo")
def test_the_command_answers_in_words_and_never_with_a_bare_no():
    result = run("--from", SCHOOL, "--to", CHILDREN, *ASK, *ABOUT)

    assert result.exit_code == 0
    assert "Partly covered" in result.stdout
    assert "does not stop you sharing to protect someone" in result.stdout


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("--from", "Exampleshire Primry", "--to", CHILDREN, *ASK, *ABOUT),
            "Nearest: Exampleshire",
        ),
        (("--from", SCHOOL, "--to", "zzz", *ASK, *ABOUT), "--to: There is no agency 'zzz'"),
        (("--from", SCHOOL, "--to", CHILDREN, *ASK, "--subject", "dogs"), "--subject"),
        (("--from", SCHOOL, "--to", CHILDREN, *ASK, *ABOUT, "--on", "tomorrow"), "--on"),
        (("--from", SCHOOL, "--to", CHILDREN, *ASK, *ABOUT, "--known-at", "then"), "--known-at"),
        (("--from", SCHOOL, "--to", CHILDREN, *ASK, *ABOUT, "--known-at", "999"), "versions 0 to"),
    ],
)
def test_what_the_command_does_not_know_is_said_with_exit_code_2(arguments, said):
    result = run(*arguments)

    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.usefixtures("demo")
def test_the_command_answers_as_it_was_known_before():
    result = run("--from", SCHOOL, "--to", CHILDREN, *ASK, *ABOUT, "--known-at", "0", "--json")
    earlier = run(
        "--from", SCHOOL, "--to", CHILDREN, *ASK, *ABOUT, "--known-at", "2020-01-01", "--json"
    )

    assert json.loads(result.stdout)["verdict"] == Verdict.NOT_COVERED
    assert json.loads(earlier.stdout)["register_version"] == 0
