"""Why a finding holds: the row's sentence, the facts that fired it, its sources, in words.

Everything here is looked up in the pack; nothing is composed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from decisions.assessment import Citation
from decisions.policy.checks import original
from decisions.policy.checks_reading import fact_of, read_as
from decisions.policy.compiled import CompiledPack
from decisions.policy.model import Answer, Evaluation, Facts, Finding
from decisions.policy.source import Row
from decisions.policy.subjects import plain, with_subjects

_MOST_KEPT = 8192
_MARK = "\x00"


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
    renamed = read_as(pack.pack, table)
    names = (renamed.get(name, name) for name in source_row(pack, table, row_id).when)
    return tuple(dict.fromkeys(fact_of(pack.pack, name) for name in names))


def facts_behind(
    pack: CompiledPack, findings: Mapping[str, Finding], table: str
) -> tuple[str, ...]:
    """The facts a finding rests on: those its fired rows read, through every finding they read."""
    return tuple(dict.fromkeys(plain(name) for name in readings_behind(pack, findings, table)))


def readings_behind(
    pack: CompiledPack, findings: Mapping[str, Finding], table: str
) -> tuple[str, ...]:
    """The same, by the names they are read under: a person fact of whoever an item is about stays so.

    In asking order. Rows that only may still fire count too: the finding rests on what they read.
    """
    seen: dict[str, None] = {}
    facts: list[str] = []
    waiting = [table]
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen[name] = None
        if plain(name) in pack.pack.facts:
            facts.append(name)
        else:
            for fired in findings[name].fired:
                waiting += _read_by(pack, name, fired.row)
    return tuple(sorted(facts, key=lambda name: pack.pack.facts[plain(name)].step))


def _read_by(pack: CompiledPack, table: str, row_id: str) -> Iterator[str]:
    """What a row reads: tables, and facts whole, with the person they are read of."""
    renamed = read_as(pack.pack, table)
    for name in source_row(pack, table, row_id).when:
        read = renamed.get(name, name)
        yield read if plain(read) != read else fact_of(pack.pack, read)


def trace(pack: CompiledPack, facts: Facts, evaluation: Evaluation) -> dict[str, object]:
    """The whole evaluation as plain JSON: every finding, its rows, what they read, what they cite."""
    told: dict[str, object] = json.loads(trace_json(pack, facts, evaluation))
    return told


def trace_json(pack: CompiledPack, facts: Facts, evaluation: Evaluation) -> str:
    """The trace as JSON text, put together from findings that were written out once.

    ``read`` gives for each name a row reads what was answered, or what a finding left possible;
    null was not answered.
    """
    case_values = _values(pack, facts.case, evaluation.case)
    items = with_subjects(facts, pack.people)
    recipients, rows = [], []
    for number, recipient in enumerate(facts.recipients or ({},)):
        found = evaluation.recipients[number]
        values = case_values | _values(pack, recipient, found)
        recipients.append(_object(pack, found, values))
        cells = []
        for item, cell in zip(items, evaluation.cells[number], strict=True):
            cells.append(_object(pack, cell, values | _values(pack, item, cell)))
        rows.append("[" + ", ".join(cells) + "]")
    head = f'"pack": {json.dumps(pack.pack.id)}, "digest": {json.dumps(pack.pack.digest)}'
    case = _object(pack, evaluation.case, case_values)
    return (
        f'{{{head}, "case": {case}, '
        f'"recipients": [{", ".join(recipients)}], "items": [{", ".join(rows)}]}}'
    )


Piece = tuple[str, tuple[tuple[str, str], ...]]
"""A finding written out: its end, and before that the text up to each name read, with the name."""


class _Written:
    """What one pack's findings and answers look like as JSON, written once and kept."""

    def __init__(self) -> None:
        self.findings: dict[int, tuple[Finding, Piece, str]] = {}
        self.answers: dict[tuple[str, Answer], tuple[tuple[str, str], ...]] = {}


@lru_cache(maxsize=8)
def _written(_pack: CompiledPack) -> _Written:
    return _Written()


def _finding(pack: CompiledPack, finding: Finding) -> tuple[Finding, Piece, str]:
    """A finding by identity: it is kept beside its text, so its identity stays its own."""
    kept = _written(pack).findings
    found = kept.get(id(finding))
    if found is None or found[0] is not finding:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        possible = finding.possible[0] if len(finding.possible) == 1 else finding.possible
        found = finding, _piece(pack, finding), json.dumps(possible)
        kept[id(finding)] = found
    return found


def _values(
    pack: CompiledPack, answers: Mapping[str, Answer], findings: Mapping[str, Finding]
) -> dict[str, str]:
    kept = _written(pack).answers
    values: dict[str, str] = {}
    for pair in answers.items():
        texts = kept.get(pair)
        if texts is None:
            if len(kept) >= _MOST_KEPT:
                kept.clear()
            texts = kept[pair] = tuple(_answer(pack, *pair))
        values.update(texts)
    for name, finding in findings.items():
        values[name] = _finding(pack, finding)[2]
    return values


def _answer(pack: CompiledPack, name: str, answer: Answer) -> Iterator[tuple[str, str]]:
    fact = pack.pack.facts[plain(name)]
    if isinstance(answer, str):
        yield name, json.dumps(answer)
    else:
        for member in fact.values:
            yield f"{fact.prefix}.{member}", '"yes"' if member in answer else '"no"'


def _object(pack: CompiledPack, findings: Mapping[str, Finding], values: Mapping[str, str]) -> str:
    texts: list[str] = []
    for finding in findings.values():
        end, reads = _finding(pack, finding)[1]
        for text, name in reads:
            texts += (text, values.get(name, "null"))
        texts += (end, ", ")
    return "{" + "".join(texts[:-1]) + "}"


def _piece(pack: CompiledPack, finding: Finding) -> Piece:
    """Write a finding with a mark where each value goes, and cut the text at the marks."""
    renamed = read_as(pack.pack, finding.table)
    rows = []
    names: list[str] = []
    for fired in finding.fired:
        source = source_row(pack, finding.table, fired.row)
        read = [renamed.get(name, name) for name in source.when]
        names += read
        rows.append(
            {
                "row": fired.row,
                "then": fired.then,
                "is_certain": fired.is_certain,
                "read": dict.fromkeys(read, _MARK),
                "cites": source.cites,
            }
        )
    told = {"possible": finding.possible, "certain": finding.certain, "rows": rows}
    text = f"{json.dumps(finding.table)}: {json.dumps(told)}"
    *starts, end = text.split(json.dumps(_MARK))
    return end, tuple(zip(starts, names, strict=True))
