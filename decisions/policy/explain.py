"""Why a finding holds: the row's sentence, the facts that fired it, its sources, in words.

Everything here is looked up in the pack; nothing is composed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from decisions.assessment import Citation
from decisions.policy.checks import original
from decisions.policy.checks_reading import as_answered_names, fact_of
from decisions.policy.compiled import CompiledPack
from decisions.policy.model import Answer, Evaluation, Facts, Finding
from decisions.policy.source import Row


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


def trace(pack: CompiledPack, facts: Facts, evaluation: Evaluation) -> dict[str, object]:
    """The whole evaluation as plain JSON: every finding, its rows, what they read, what they cite."""
    recipients = facts.recipients or ({},)
    items = facts.items or ({},)
    case_values: dict[str, Answer] = dict(facts.case)
    case_found = evaluation.case
    return {
        "pack": pack.pack.id,
        "digest": pack.pack.digest,
        "case": _findings(pack, case_found, case_values, case_found),
        "recipients": [
            _findings(pack, found, case_values | recipient, case_found | found)
            for recipient, found in zip(recipients, evaluation.recipients, strict=True)
        ],
        "items": [
            [
                _findings(
                    pack,
                    found,
                    case_values | recipient | item,
                    case_found | evaluation.recipients[number] | found,
                )
                for item, found in zip(items, row_of_cells, strict=True)
            ]
            for number, (recipient, row_of_cells) in enumerate(
                zip(recipients, evaluation.cells, strict=True)
            )
        ],
    }


def _findings(
    pack: CompiledPack,
    shown: Mapping[str, Finding],
    values: Mapping[str, Answer],
    known: Mapping[str, Finding],
) -> dict[str, object]:
    return {
        name: {
            "possible": finding.possible,
            "certain": finding.certain,
            "rows": [
                {
                    "row": fired.row,
                    "then": fired.then,
                    "is_certain": fired.is_certain,
                    "read": {
                        source: known[source].possible if source in known else values.get(source)
                        for source in _reads(pack, name, fired.row)[0]
                    },
                    "cites": _reads(pack, name, fired.row)[1],
                }
                for fired in finding.fired
            ],
        }
        for name, finding in shown.items()
    }


def _reads(pack: CompiledPack, table: str, row_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a row reads and cites, worked out once for each row of a pack."""
    kept = _kept(pack)
    key = (table, row_id)
    if key not in kept:
        kept[key] = (reads_of(pack, table, row_id), source_row(pack, table, row_id).cites)
    return kept[key]


@lru_cache(maxsize=8)
def _kept(_pack: CompiledPack) -> dict[tuple[str, str], tuple[tuple[str, ...], tuple[str, ...]]]:
    return {}
