"""What the tables said about a scenario, beside what its authors expected."""

from decisions.policy.compiled import CompiledPack
from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.model import Evaluation
from decisions.workshop.scenarios import Library, Scenario, read, scenarios_dir

LIBRARY: Library = read(scenarios_dir())
SCENARIOS = LIBRARY.scenarios
COLLECTED = {
    "steps": ("next_steps",),
    "conditions": ("conditions",),
    "consult": ("consult",),
    "prompts": ("record_prompts",),
    "law": (
        *("duties_powers", "adult_override", "article6", "special_offence", "part3"),
        "notice_exemptions",
    ),
}


def answered(pack: CompiledPack, scenario: Scenario) -> Evaluation:
    return evaluate(pack, validate_facts(pack, scenario.facts), on=scenario.on)


def codes(evaluation: Evaluation, *tables: str) -> set[str]:
    """Every code these collect tables give, for the case or for any recipient and item."""
    places = [evaluation.case, *evaluation.recipients]
    places += [cell for row in evaluation.cells for cell in row]
    found = [place[table] for place in places for table in tables if table in place]
    return {code for finding in found for code in finding.certain}


def said(evaluation: Evaluation) -> dict[str, object]:
    """What the tables said, under the names that expectations use."""
    cells = evaluation.cells
    told = sorted({str(cell["openness"].value) for row in cells for cell in row})
    return {
        "act_now": evaluation.act_now,
        "act_now_may_become": list(evaluation.act_now_may_become),
        "outcomes": [outcome or "unsettled" for outcome in evaluation.outcomes],
        "scopes": list(evaluation.scopes),
        "rules": [[cell["item_rule"].value for cell in row] for row in cells],
        "second_person": [[cell["second_person"].value for cell in row] for row in cells],
        "when": list(evaluation.whens),
        "telling": told[0] if len(told) == 1 else told,
        "missing": list(evaluation.missing),
        **{name: sorted(codes(evaluation, *tables)) for name, tables in COLLECTED.items()},
    }


def differences(expect: dict, got: dict[str, object]) -> dict[str, object]:
    """Where the tables said something else, by name."""
    found: dict[str, object] = {}
    for key, wanted in expect.items():
        name, _, how = key.rpartition("_")
        if how == "include":
            is_met = set(wanted) <= set(got[name])
        elif how == "exclude":
            is_met = not set(wanted) & set(got[name])
        else:
            name, is_met = key, got[key] == wanted
        if not is_met:
            found[key] = {"expected": wanted, "said": got[name]}
    return found
