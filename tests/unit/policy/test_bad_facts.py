"""Every fault in a file of facts is one clear sentence at its path, exit code 2, and nothing else.

What is not known is no fault: it leads to an outcome, or to what must be asked.
"""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from decisions.policy.cli import app
from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.fact_faults import WRITTEN_WITH
from decisions.policy.model import FACTS, Evaluation
from tests.any_json import TYPED, any_json, paths
from tests.unit.journey.cases import ADULT, CHILD, ON, answers, assessed, pack

PARTS = {"case": "case", "person": "case", "recipient": "recipients", "item": "items"}


def whole(base: dict[str, Any]) -> dict[str, Any]:
    """Facts in which every question that was asked is answered, as the journey gives them."""
    found: dict[str, Any] = json.loads(FACTS.dump_json(assessed(answers(base)).facts))
    return found


CHILDS, ADULTS = whole(CHILD), whole(ADULT)


def run(given: str | bytes, *options: str):
    return CliRunner().invoke(
        app, ["evaluate", "--facts", "-", "--on", ON.isoformat(), *options], input=given
    )


def refused(given: str | bytes) -> dict[str, str]:
    result = run(given, "--json")
    assert result.exit_code == 2, result.output
    faults = json.loads(result.stdout)
    assert list(faults) == ["faults"]
    assert result.stderr.splitlines() == [f"{p}: {told}" for p, told in faults["faults"].items()]
    assert "Traceback" not in result.output
    assert TYPED not in result.output
    return faults["faults"]


def changed(path: str, value: object) -> dict[str, Any]:
    raw = copy.deepcopy(CHILDS)
    holder, (*way, last) = raw, [int(k) if k.isdigit() else k for k in path.split("/")]
    for part in way:
        holder = holder[part]
    holder[last] = value
    return raw


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "empty"),
        (TYPED, "not valid JSON: see line 1, column 1"),
        ('{"items": NaN}', "NaN or Infinity"),
        ("[" * 10_000 + "]" * 10_000, "levels deep"),
        ('{"case": {}}'.encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n", "not UTF-8 text"),
        (json.dumps({"case": {"purpose": "x" * 40_000_000}}), "longer than 8,000,000 bytes"),
        ("[]", "one JSON object"),
        ("null", "one JSON object"),
    ],
)
def test_what_cannot_be_read_is_one_fault_of_the_whole(given: str | bytes, said: str) -> None:
    found = refused(given)

    assert list(found) == ["--facts"]
    assert said in found["--facts"]


@pytest.mark.parametrize(("name", "said"), [("no.json", "no file"), (".", "a folder")])
def test_files_that_cannot_be_opened_are_told_apart(tmp_path: Path, name: str, said: str) -> None:
    result = CliRunner().invoke(app, ["evaluate", "--facts", str(tmp_path / name)])

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize(
    ("path", "value", "at", "said"),
    [
        ("recipents", [], "recipents", "Did you mean recipients?"),
        ("weather", 1, "weather", "the parts are case, recipients, items"),
        (TYPED, 1, "[key 4]", "no part with this name"),
        ("case/purposes", "x", "purposes", "Did you mean purpose?"),
        ("case/phase_of_moon", "x", "phase_of_moon", "later version"),
        (
            "recipients/0/recipient_clas",
            "x",
            "recipients[0].recipient_clas",
            "mean recipient_class?",
        ),
        ("items/0/item_nedeed", "yes", "items[0].item_nedeed", "Did you mean item_needed?"),
        ("case/item_needed", "yes", "item_needed", "is about an item"),
        ("items/0/purpose", "protect", "items[0].purpose", "is about the case"),
        ("recipients/0/free_choice", "free", "recipients[0].free_choice", "an item about somebody"),
        ("case", None, "case", "maps each fact to its value"),
        ("recipients", {}, "recipients", "Give a list"),
        ("items", None, "items", "Give a list"),
        ("items/0", TYPED, "items[0]", "maps each fact to its value"),
        ("case/purpose", "protct", "purpose", "Did you mean protect?"),
        ("case/purpose", "terraforming", "purpose", "later version. It takes one of: protect"),
        ("case/purpose", TYPED, "purpose", "does not know this value"),
        ("case/purpose", None, "purpose", "no value. Leave it out"),
        ("case/purpose", ["protect"], "purpose", "one code, as text"),
        ("case/purpose", 7, "purpose", "one code, as text"),
        ("case/special_procedure", ["mapa"], "special_procedure", "Did you mean mappa?"),
        ("case/special_procedure", "mapa", "special_procedure", "Did you mean mappa?"),
        ("case/special_procedure", [TYPED], "special_procedure", "a list with any of"),
        ("case/special_procedure", [["mappa"]], "special_procedure", "a list with any of"),
        ("case/special_procedure", {"mappa": 1}, "special_procedure", "a list with any of"),
        ("case/special_procedure", None, "special_procedure", "Leave it out"),
    ],
)
def test_each_fault_is_one_sentence_at_its_path(
    path: str, value: object, at: str, said: str
) -> None:
    found = refused(json.dumps(changed(path, value)))

    assert list(found) == [at]
    assert said in found[at]


@pytest.mark.parametrize(("path", "most"), [("items", 200), ("recipients", 30)])
def test_ten_thousand_are_one_fault_that_names_the_limit(path: str, most: int) -> None:
    found = refused(json.dumps(changed(path, [CHILDS[path][0]] * 10_000)))

    assert found == {path: f"There are 10,000; a decision takes at most {most}. Split it up."}


def test_of_ten_thousand_faults_a_hundred_are_told_and_the_rest_counted() -> None:
    found = refused(json.dumps(changed("case", {f"fact{n}": 1 for n in range(10_000)})))

    assert len(found) == 101
    assert found["..."] == "There are 9,900 more faults like these."


def test_facts_that_contradict_each_other_are_doubted_and_named() -> None:
    raw = json.dumps(changed("case", {**ADULTS["case"], "person_competence": "gillick_competent"}))

    (one,) = [
        one
        for one in json.loads(run(raw, "--json").stdout)["contradictions"]
        if one["facts"] == ["child_in_play", "person_competence"]
    ]

    assert one["because"] in run(raw).stdout


def test_a_day_before_the_first_pack_is_a_fault() -> None:
    result = CliRunner().invoke(app, ["evaluate", "--facts", "-", "--on", "1999-01-01"], input="{}")

    assert result.exit_code == 2
    assert result.stderr == "--on: No law pack is in force on 1999-01-01. Give a later day.\n"


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    where=st.sampled_from(sorted(paths(CHILDS), key=str)),
    value=any_json(["yes", "not_known", "child", "none", "mappa", "whose", "another"]),
)
def test_any_json_at_any_path_is_an_answer_or_faults_and_never_a_traceback(
    where: tuple[Any, ...], value: object
) -> None:
    raw: Any = {"": copy.deepcopy(CHILDS)}
    holder, key = raw, ""
    for part in where:
        holder, key = holder[key], part
    holder[key] = value

    result = run(json.dumps(raw[""]), "--json")

    assert result.exception is None or isinstance(result.exception, SystemExit), where
    assert result.exit_code in (0, 2)
    assert result.exit_code == 0 or TYPED not in result.output


def unsure() -> Iterator[tuple[str, str]]:
    """Every fact that may be not known, with where it is written."""
    for name, fact in pack().pack.facts.items():
        if "not_known" in fact.values:
            yield name, fact.level


def is_led_somewhere(found: Evaluation) -> bool:
    """An outcome, or what to ask; where advice is to be sought, by when and what holds meanwhile."""
    if found.outcomes[0] is None:
        return bool(found.missing)
    if found.outcomes[0] != "seek_advice":
        return True
    told = {code for finding in found.cells[0][0].values() for code in finding.possible}
    has_default = any(code.startswith("default_") for code in told)
    return {"advice_deadline_and_default"} <= told and has_default


@pytest.mark.parametrize("base", [CHILDS, ADULTS], ids=["child", "adult"])
@pytest.mark.parametrize(("name", "level"), list(unsure()))
def test_not_knowing_a_fact_leads_somewhere(base: dict[str, Any], name: str, level: str) -> None:
    raw = copy.deepcopy(base)
    part = PARTS[level]
    value = ["not_known"] if pack().pack.facts[name].kind == "set" else "not_known"
    (raw[part] if part == "case" else raw[part][0])[name] = value
    alone = {"case": {}, part: {name: value} if part == "case" else [{name: value}]}

    for given_facts in (raw, alone):
        found = evaluate(pack(), validate_facts(pack(), given_facts), on=ON)
        assert is_led_somewhere(found), (name, found.outcomes, found.missing)


def test_every_fact_is_written_somewhere() -> None:
    assert {level for levels in WRITTEN_WITH.values() for level in levels} == set(PARTS)
