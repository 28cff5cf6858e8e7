"""Why a finding holds: the row's sentence, the facts that fired it, its sources, in words.

Everything here is looked up in the pack; nothing is composed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from decisions.assessment import Citation
from decisions.policy.checks import original
from decisions.policy.checks_reading import as_answered_names, fact_of
from decisions.policy.compiled import CompiledPack
from decisions.policy.model import Answer, Evaluation, Finding
from decisions.policy.source import Row

_MOST_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Because:
    """What a row says for itself, and the keys of the sources it rests on."""

    sentence: str
    cites: tuple[str, ...]


def row(pack: CompiledPack, table: str, row_id: str) -> Because:
    """The sentence and sources of a row. Raises KeyError for a row the pack does not have."""
    found = source_row(pack, table, row_id)
    return Because(found.because, found.cites)


def source_row(pack: CompiledPack, table: str, row_id: str) -> Row:
    """A row as its author wrote it; a copy of a table has the rows of its original."""
    for found in original(pack.pack, table).row:
        if found.id == row_id:
            return found
    raise KeyError(f"{pack.pack.id}: {table} has no row {row_id}")


def says(pack: CompiledPack, fact: str, value: Answer) -> str:
    """What the practitioner said, fit to follow "You said": the words for the value or values."""
    words = pack.pack.facts[fact].says
    if isinstance(value, str):
        return words[value]
    return "; ".join(words[member] for member in value) if value else "none of these"


def citation(pack: CompiledPack, key: str) -> Citation:
    """A source with how sure we are of it. Raises KeyError for a key the pack does not have."""
    source = pack.pack.citations[key]
    return Citation(
        key=key,
        title=source.title,
        pinpoint=source.pinpoint,
        address=source.address,
        edition=source.edition,
        confidence=source.confidence,
        checked_on=source.checked_on,
        commencement=source.commencement,
    )


def reads_of(pack: CompiledPack, table: str, row_id: str) -> tuple[str, ...]:
    """The facts and tables a row names, in the order it names them."""
    spec = pack.pack.tables[table]
    renamed = as_answered_names(pack.pack) if spec.copy_of else {}
    names = (renamed.get(name, name) for name in source_row(pack, table, row_id).when)
    return tuple(dict.fromkeys(fact_of(pack.pack, name) for name in names))


def facts_behind(
    pack: CompiledPack, findings: Mapping[str, Finding], table: str
) -> tuple[str, ...]:
    """The facts a finding rests on: those its fired rows read, through every finding they read."""
    seen: dict[str, None] = {}
    facts: list[str] = []
    waiting = [table]
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen[name] = None
        if name in pack.pack.facts:
            facts.append(name)
        else:
            for fired in findings[name].fired:
                waiting += reads_of(pack, name, fired.row)
    return tuple(sorted(facts, key=lambda fact: pack.pack.facts[fact].step))


def trace(pack: CompiledPack, evaluation: Evaluation) -> dict[str, object]:
    """The whole evaluation as plain JSON: every finding, its rows, what they read, what they cite."""
    told: dict[str, object] = json.loads(trace_json(pack, evaluation))
    return told


def trace_json(pack: CompiledPack, evaluation: Evaluation) -> str:
    """The trace as JSON text, put together from findings that were written out once."""
    fragments = _fragments(pack)
    case = _object(pack, fragments, evaluation.case)
    recipients = ", ".join(_object(pack, fragments, one) for one in evaluation.recipients)
    rows = (
        "[" + ", ".join(_object(pack, fragments, cell) for cell in row) + "]"
        for row in evaluation.cells
    )
    head = f'"pack": {json.dumps(pack.pack.id)}, "digest": {json.dumps(pack.pack.digest)}'
    return f'{{{head}, "case": {case}, "recipients": [{recipients}], "items": [{", ".join(rows)}]}}'


Fragments = dict[int, tuple[Finding, str]]


@lru_cache(maxsize=8)
def _fragments(_pack: CompiledPack) -> Fragments:
    """Findings written out already, by identity: the finding is kept, so its identity is its own."""
    return {}


def _object(pack: CompiledPack, fragments: Fragments, findings: Mapping[str, Finding]) -> str:
    parts = []
    for finding in findings.values():
        kept = fragments.get(id(finding))
        if kept is None or kept[0] is not finding:
            if len(fragments) >= _MOST_KEPT:
                fragments.clear()
            kept = finding, f"{json.dumps(finding.table)}: {json.dumps(_told(pack, finding))}"
            fragments[id(finding)] = kept
        parts.append(kept[1])
    return "{" + ", ".join(parts) + "}"


def _told(pack: CompiledPack, finding: Finding) -> dict[str, object]:
    read = dict(finding.read)
    renamed = as_answered_names(pack.pack) if pack.pack.tables[finding.table].copy_of else {}
    rows = []
    for fired in finding.fired:
        source = source_row(pack, finding.table, fired.row)
        names = [renamed.get(name, name) for name in source.when]
        rows.append(
            {
                "row": fired.row,
                "then": fired.then,
                "is_certain": fired.is_certain,
                "read": {name: read[name] for name in names},
                "cites": source.cites,
            }
        )
    return {"possible": finding.possible, "certain": finding.certain, "rows": rows}
