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
from decisions.policy.model import Answer, Evaluation, Facts, Finding, FiredRow
from decisions.policy.source import Row
from decisions.policy.subjects import plain, with_subjects
from isa.platform.wording import gettext as _

_MOST_KEPT = 256


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
    return "; ".join(words[member] for member in value) if value else _("none of these")


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
    """The trace as JSON text, put together from rows that were written out once for what they read.

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
        rows.append(f"[{', '.join(cells)}]")
    return (
        f'{{"pack": "{pack.pack.id}", "digest": "{pack.pack.digest}", '
        f'"case": {_object(pack, evaluation.case, case_values)}, '
        f'"recipients": [{", ".join(recipients)}], "items": [{", ".join(rows)}]}}'
    )


Value = Answer | None
"""What a row read: an answer, what a finding left possible, or None for not answered."""


class _Row(dict[tuple[Value, ...], str]):
    """One row of a table as JSON: from what it read to its text, written once and kept.

    Where it is all that fired, the text is that of the whole finding.
    """

    def __init__(self, pack: CompiledPack, finding: Finding, fired: FiredRow) -> None:
        super().__init__()
        source = source_row(pack, finding.table, fired.row)
        renamed = read_as(pack.pack, finding.table)
        self.names = [renamed.get(name, name) for name in source.when]
        self._told = {"row": fired.row, "then": fired.then, "is_certain": fired.is_certain}
        self._cites = source.cites
        self._whole = finding if len(finding.fired) == 1 else None

    def __missing__(self, values: tuple[Value, ...]) -> str:
        read = {
            name: value[0] if isinstance(value, tuple) and len(value) == 1 else value
            for name, value in zip(self.names, values, strict=True)
        }
        text = json.dumps({**self._told, "read": read, "cites": self._cites})
        if self._whole is not None:
            text = _told(self._whole, text)
        if len(self) < _MOST_KEPT:
            self[values] = text
        return text


def _told(finding: Finding, rows: str) -> str:
    return (
        f'"{finding.table}": {{"possible": {_listed(finding.possible)}, '
        f'"certain": {_listed(finding.certain)}, "rows": [{rows}]}}'
    )


def _listed(codes: tuple[str, ...]) -> str:
    """Codes as a JSON list; a code holds nothing that JSON would have to escape."""
    inner = '", "'.join(codes)
    return f'["{inner}"]' if codes else "[]"


@lru_cache(maxsize=8)
def _rows(_pack: CompiledPack) -> dict[tuple[str, str, bool, bool], _Row]:
    """The rows of one pack by table, id, whether they certainly hold, and whether they stand alone."""
    return {}


@lru_cache(maxsize=4096)
def _ticks(pack: CompiledPack, name: str, ticked: Answer) -> dict[str, str]:
    """Each tick box of a set as the rows name it, with yes or no."""
    fact = pack.pack.facts[name]
    return {f"{fact.prefix}.{m}": "yes" if m in ticked else "no" for m in fact.values}


@lru_cache(maxsize=8)
def _sets(pack: CompiledPack) -> tuple[str, ...]:
    return tuple(name for name, fact in pack.pack.facts.items() if fact.kind == "set")


def _values(
    pack: CompiledPack, answers: Mapping[str, Answer], findings: Mapping[str, Finding]
) -> dict[str, Answer]:
    values: dict[str, Answer] = {name: finding.possible for name, finding in findings.items()}
    values |= answers
    for name in _sets(pack):
        if name in answers:
            values |= _ticks(pack, name, answers[name])
    return values


def _object(pack: CompiledPack, findings: Mapping[str, Finding], values: dict[str, Answer]) -> str:
    kept, said = _rows(pack), values.get
    texts = []
    for finding in findings.values():
        rows = []
        is_alone = len(finding.fired) == 1
        for fired in finding.fired:
            key = finding.table, fired.row, fired.is_certain, is_alone
            row = kept.get(key)
            if row is None:
                row = kept[key] = _Row(pack, finding, fired)
            rows.append(row[tuple(map(said, row.names))])
        texts.append(rows[0] if is_alone else _told(finding, ", ".join(rows)))
    return f"{{{', '.join(texts)}}}"
