"""The map of the journey: fresh, whole, and in the order in which pages come."""

from typer.testing import CliRunner

from decisions.journey.fields import Scope, path_of, questions
from decisions.journey.step_map import step_map
from decisions.journey.steps import STEPS
from isa.cli import app
from isa.platform.config import ROOT


def test_the_map_is_fresh() -> None:
    kept = (ROOT / "docs" / "step-map.md").read_text(encoding="utf-8")

    assert kept == step_map().rstrip() + "\n", "The map is not today's: run make handbook."


def test_every_question_is_on_it_once_with_what_it_feeds() -> None:
    found = step_map().splitlines()
    for step in STEPS.values():
        owner = {Scope.CASE: None, Scope.CELL: "<id>/<id>"}.get(step.scope, "<id>")
        for asked in questions(step):
            path = f"`{path_of(step, owner, asked.name)}` |"
            lines = [line for line in found if line.endswith(path)]
            assert len(lines) == 1, path
            assert asked.ask.label in lines[0]
            assert all(f"`{fact}`" in lines[0] for fact in asked.ask.facts)


def test_conditions_are_words_and_not_codes() -> None:
    assert "fact:" not in step_map()
    assert "\u201cIs it safe to tell the person" in step_map()
    assert "A child and an adult are both involved" in step_map()


def test_the_command_prints_it_and_refuses_two_shapes_at_once() -> None:
    run = CliRunner()

    assert run.invoke(app, ["questions", "--map"]).output == step_map().rstrip() + "\n"
    assert run.invoke(app, ["questions", "--map", "--json"]).exit_code == 2
