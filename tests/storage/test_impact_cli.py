"""``isa impact`` says who loses cover, in words and as JSON, and what was wrong with the question."""

import json
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from isa.cli import app
from isa.platform import installation
from isa.platform.config import Settings, settings
from isa.register.demo import load_demo


@pytest.fixture(scope="module", autouse=True)
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    url = f"sqlite:///{tmp_path_factory.mktemp('impact') / 'isa.sqlite'}"
    patch = pytest.MonkeyPatch()
    patch.setenv("ISA_DATABASE_URL", url)
    settings.cache_clear()
    database = installation.create(Settings(database_url=url), installation.Kind.DEMO)
    load_demo(database)
    database.engine.dispose()
    yield
    patch.undo()
    settings.cache_clear()


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["impact", *arguments])
    return result.exit_code, result.output


def test_an_agreement_that_ends_leaves_pairs_behind() -> None:
    status, words = run("--agreement", "ESH-010", "--on", "2026-11-21")
    again, printed = run("--agreement", "esh-010", "--on", "2026-11-21", "--json")
    found = json.loads(printed)

    assert (status, again) == (0, 0)
    assert f"{found['flows']} flows between {found['pairs']} pairs" in words
    assert found["pairs"] > 0
    assert all(change["before"] != "not_covered" for change in found["changes"])
    assert "does not stop you sharing to protect someone" in words


def test_an_agency_that_leaves_touches_its_own_flows_only() -> None:
    status, printed = run("--agency", "Exampleshire Police", "--on", "2026-11-21", "--json")

    ends = [(c["flow"]["provider"], c["flow"]["recipient"]) for c in json.loads(printed)["changes"]]
    assert status == 0
    assert ends
    assert all("exampleshire-police" in pair for pair in ends)


def test_an_agency_that_leaves_one_agreement_costs_no_more_than_leaving_all() -> None:
    _status, one = run(
        *("--agreement", "ESH-010", "--agency", "Exampleshire Police"),
        *("--on", "2026-11-21", "--json"),
    )
    _status, every = run("--agency", "Exampleshire Police", "--on", "2026-11-21", "--json")

    pairs = [
        {(c["flow"]["provider"], c["flow"]["recipient"]) for c in json.loads(words)["changes"]}
        for words in (one, every)
    ]
    assert pairs[0]
    assert pairs[0] <= pairs[1]


def test_an_agreement_that_has_ended_takes_nothing_with_it() -> None:
    status, words = run("--agreement", "ESH-002", "--on", "2026-11-21")

    assert status == 0
    assert "Nothing that is covered today would be covered less." in words


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Give --agreement, --agency, or both"),
        (("--agreement", "ESH-010", "--agency", "x"), "--agency:"),
        (("--agreement", "ESH-999"), "There is no agreement ESH-999"),
        (("--agency", "Nowhere Council"), "--agency:"),
        (("--agreement", "ESH-010", "--on", "tomorrow"), "Give the day like"),
    ],
)
def test_a_question_that_cannot_be_answered_ends_with_two(
    arguments: tuple[str, ...], said: str
) -> None:
    status, output = run(*arguments)

    assert status == 2
    assert said in output
