"""How long one decision takes, beside its peers, in one interleaved run.

Ours answers the whole pack (possible values, reasons, missing questions); the peers do less: pydantic
only validates the facts, zen-engine runs the same first-hit tables on complete facts and nothing
else. Bars: with validation at most 1/10 of zen-engine without trace and at most 3 times pydantic
alone; with the full trace as JSON at most 1/8 of zen-engine with trace. Ratios count, not times.

Run: python -m bench.decision
"""

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

import zen
from pydantic import BaseModel, ConfigDict, create_model

from bench.measure import Measure, compared, race
from decisions.policy.compiled import CompiledPack, CompiledTable, compile_pack
from decisions.policy.evaluate import evaluate, validate_facts
from decisions.policy.explain import trace_json
from decisions.policy.fact_faults import WRITTEN_WITH
from decisions.policy.pack import load_pack
from decisions.policy.released import newest_folder
from decisions.policy.subjects import CASE_PERSON, WHOSE, with_subjects

DAY = date(2026, 11, 21)
WITNESSES = Path(__file__).parents[1] / "tests" / "golden" / "witnesses.json"
ROUNDS = 25
BATCH = 100
BEFORE = 2500


def cases(pack: CompiledPack) -> list[dict]:
    """Complete and coherent facts, no two the same, in a fixed random order.

    The cases, recipients and items of the witnesses, which between them fire every row, put together
    anew, with an answer of each changed and as few boxes ticked as people tick (a witness ticks what
    it may); every second item is about the person the case is about.
    """
    told = json.loads(WITNESSES.read_text(encoding="utf-8"))
    witnesses = [one["facts"] for one in told if one["pack"] == pack.pack.id]
    chance = random.Random(1)  # noqa: S311
    found: dict[str, dict] = {}
    while len(found) < BEFORE + ROUNDS * BATCH:
        raw = {
            "case": {**chance.choice(witnesses)["case"]},
            "recipients": [{**chance.choice(witnesses)["recipients"][0]}],
            "items": [{**chance.choice(witnesses)["items"][0]}],
        }
        if len(found) % 2:
            raw["items"] = [{n: v for n, v in raw["items"][0].items() if n not in pack.people}]
            raw["items"][0][WHOSE] = CASE_PERSON
        for answers in (raw["case"], raw["recipients"][0], raw["items"][0]):
            change(pack, answers, chance)
        if not evaluate(pack, validate_facts(pack, raw), on=DAY).breached:
            found[json.dumps(raw, sort_keys=True)] = raw
    return list(found.values())


def change(pack: CompiledPack, answers: dict, chance: random.Random) -> None:
    """Give one fact another answer, and leave each set between none and three ticks."""
    name = chance.choice([name for name in answers if name != WHOSE])
    if pack.pack.facts[name].kind == "one":
        answers[name] = chance.choice(pack.pack.facts[name].values)
    for name, ticked in answers.items():
        if isinstance(ticked, list):
            most = min(len(ticked), chance.choice((0, 1, 1, 2, 3)))
            answers[name] = sorted(chance.sample(ticked, most))


def validator(pack: CompiledPack) -> type[BaseModel]:
    """The strictest pydantic model of the facts: closed values, no unknown names."""
    strict = ConfigDict(extra="forbid", frozen=True)
    levels: dict[str, type[BaseModel]] = {}
    for level in ("case", "recipient", "item"):
        fields = {}
        for name, fact in pack.pack.facts.items():
            if fact.level in WRITTEN_WITH[level]:
                value = Literal[fact.values]
                kind = tuple[value, ...] if fact.kind == "set" else value
                fields[name] = (kind | None, None)
        levels[level] = create_model(level, __config__=strict, **fields)
    return create_model(
        "facts",
        __config__=strict,
        case=(levels["case"], ...),
        recipients=(list_of(levels["recipient"]), ()),
        items=(list_of(levels["item"]), ()),
    )


def list_of(entry: type[BaseModel]) -> object:
    return tuple[entry, ...]


def zen_decision(pack: CompiledPack) -> zen.ZenDecision:
    """The same first-hit tables, in the same order, each passing on what it was given."""
    nodes = [{"id": "in", "type": "inputNode", "name": "in"}]
    edges = []
    last = "in"
    opened = pack.open_gates(DAY)
    for table in pack.tables:
        if table.is_first_hit:
            nodes.append(zen_table(pack, table, opened))
            edges.append(
                {"id": f"e{table.name}", "sourceId": last, "targetId": table.name, "type": "edge"}
            )
            last = table.name
    nodes.append({"id": "out", "type": "outputNode", "name": "out"})
    edges.append({"id": "eout", "sourceId": last, "targetId": "out", "type": "edge"})
    return zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))


def zen_table(pack: CompiledPack, table: CompiledTable, opened: frozenset[str]) -> dict:
    """One table as zen-engine writes it; an empty cell accepts anything."""
    rules = []
    for row in table.rows:
        if opened.issuperset(row.gates):
            cells = {f"i{place}": "" for place in table.reads}
            for place, mask in row.when:
                values = pack.variables[place].values
                chosen = [f'"{v}"' for at, v in enumerate(values) if mask >> at & 1]
                cells[f"i{place}"] = ", ".join(chosen)
            code = table.codes[row.then.bit_length() - 1]
            rules.append({"_id": row.id, **cells, "o": f'"{code}"'})
    return {
        "id": table.name,
        "name": table.name,
        "type": "decisionTableNode",
        "content": {
            "hitPolicy": "first",
            "inputs": [
                {"id": f"i{place}", "name": field(pack, place), "field": field(pack, place)}
                for place in table.reads
            ],
            "outputs": [{"id": "o", "name": table.name, "field": table.name}],
            "rules": rules,
            "passThrough": True,
            "executionMode": "single",
        },
    }


def field(pack: CompiledPack, place: int) -> str:
    return pack.variables[place].name.replace(".", "_")


def zen_input(pack: CompiledPack, raw: dict) -> dict:
    """Facts as zen-engine takes them: one flat object, sets as yes or no for each member."""
    (item,) = with_subjects(validate_facts(pack, raw), pack.people)
    flat = {**raw["case"], **raw["recipients"][0]}
    flat |= {name.replace(".", "_"): value for name, value in item.items()}
    for name, fact in pack.pack.facts.items():
        if fact.kind == "set":
            ticked = flat.pop(name)
            flat |= {f"{fact.prefix}_{m}": "yes" if m in ticked else "no" for m in fact.values}
    return flat


def measure() -> list[Measure]:
    pack = compile_pack(load_pack(newest_folder()))
    raws = cases(compile_pack(load_pack(newest_folder())))
    flats = [zen_input(pack, raw) for raw in raws]
    model, peer = validator(pack), zen_decision(pack)
    agree(pack, raws[:BATCH], flats[:BATCH], peer)
    for raw in raws[:BEFORE]:  # a program that has run for a while, on other cases
        facts = validate_facts(pack, raw)
        trace_json(pack, facts, evaluate(pack, facts, on=DAY))

    def ours(at: int) -> object:
        return evaluate(pack, validate_facts(pack, raws[at]), on=DAY)

    def ours_traced(at: int) -> object:
        facts = validate_facts(pack, raws[at])
        return trace_json(pack, facts, evaluate(pack, facts, on=DAY))

    ways: dict[str, Callable[[int], object]] = {
        "ours": ours,
        "ours, trace": ours_traced,
        "pydantic alone": lambda at: model.model_validate(raws[at]),
        "zen-engine": lambda at: peer.evaluate(flats[at]),
        "zen-engine, trace": lambda at: peer.evaluate(flats[at], {"trace": True}),
    }
    rounds = [range(start, start + BATCH) for start in range(BEFORE, len(raws), BATCH)]
    took = race(ways, rounds)
    return [
        compared("decision with validation", took, "ours", "zen-engine", 1 / 10),
        compared("decision with validation", took, "ours", "pydantic alone", 3),
        compared("full trace as JSON", took, "ours, trace", "zen-engine, trace", 1 / 8),
    ]


def agree(pack: CompiledPack, raws: list[dict], flats: list[dict], peer: zen.ZenDecision) -> None:
    """Both engines give every first-hit finding the same value, or the race means nothing."""
    for raw, flat in zip(raws, flats, strict=True):
        found = evaluate(pack, validate_facts(pack, raw), on=DAY)
        findings = found.case | found.recipients[0] | found.cells[0][0]
        result = peer.evaluate(flat)["result"]
        for table in pack.tables:
            if table.is_first_hit:
                assert result[table.name] == findings[table.name].value, (table.name, raw)


if __name__ == "__main__":
    for one in measure():
        print(one.told())
