"""The one form of a pack that both the evaluator and the proof read: variables, masks, rows.

Neither of them ever sees TOML, so they cannot read the same row differently. A variable is a fact,
one member of a set fact (``yes`` or ``no``) or the finding of a first-hit table; the values that
are still possible for it are the bits of one integer.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

import networkx as nx

from decisions.policy.checks import original, vocabulary
from decisions.policy.checks_reading import LEVELS, fact_of, graph, read_as
from decisions.policy.pack import Pack
from decisions.policy.source import Condition, Constraint, Fact, Row
from decisions.policy.subjects import SUBJECT, subject_of


@dataclass(frozen=True, slots=True)
class Variable:
    """A name a condition may use. ``fact`` is the fact it belongs to, None for a finding.

    A person fact has two: of the person the case is about, and, as ``subject.<fact>`` and per item,
    of the person an item is about.
    """

    name: str
    values: tuple[str, ...]
    level: str
    fact: str | None

    @property
    def everything(self) -> int:
        """The mask on which every value is possible."""
        return (1 << len(self.values)) - 1


@dataclass(frozen=True, slots=True)
class CompiledRow:
    """A row: every variable of ``when`` within its mask, then these codes, if every gate is open."""

    id: str
    when: tuple[tuple[int, int], ...]
    then: int
    gates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CompiledTable:
    """A table. ``variable`` is where its finding goes, None for a collect table: nothing reads those."""

    name: str
    level: str
    is_first_hit: bool
    is_as_answered: bool
    codes: tuple[str, ...]
    variable: int | None
    reads: tuple[int, ...]
    rows: tuple[CompiledRow, ...]


@dataclass(frozen=True, slots=True)
class CompiledConstraint:
    """An implication between facts; ``level`` says how many times it is looked at."""

    id: str
    level: str
    when: tuple[tuple[int, int], ...]
    then: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """What a row waits for: a confirmed switch, or a day within ``[starts, ends)``."""

    is_on: bool
    starts: date | None
    ends: date | None

    def is_open(self, on: date) -> bool:
        """Whether rows behind this gate count on that day."""
        has_started = self.starts is None or self.starts <= on
        return self.is_on and has_started and (self.ends is None or on < self.ends)


@dataclass(frozen=True, eq=False)
class CompiledPack:
    """A pack made ready: ``tables`` stand so that each comes after everything it reads.

    ``people`` names the person facts.
    """

    pack: Pack
    variables: tuple[Variable, ...]
    tables: tuple[CompiledTable, ...]
    constraints: tuple[CompiledConstraint, ...]
    gates: Mapping[str, Gate]
    index: Mapping[str, int]
    people: frozenset[str]
    digest: str

    def open_gates(self, on: date) -> frozenset[str]:
        """The gates that are open on a day."""
        return frozenset(name for name, gate in self.gates.items() if gate.is_open(on))


def compile_pack(pack: Pack) -> CompiledPack:
    """Turn a checked pack into the form that is evaluated and proved."""
    variables = _variables(pack)
    index = {variable.name: place for place, variable in enumerate(variables)}
    masked = _masker(variables, index)
    gates: dict[str, Gate] = {}
    arrows = graph(pack)
    order = {name: place for place, name in enumerate(nx.lexicographical_topological_sort(arrows))}
    tables = tuple(
        _table(pack, name, index, masked, gates)
        for name in sorted(pack.tables, key=order.__getitem__)
    )
    constraints = tuple(
        CompiledConstraint(
            id=constraint.id,
            level=_level(variables, index, (*constraint.when, *constraint.then)),
            when=masked(constraint.when),
            then=masked(constraint.then),
        )
        for constraint in _of_each_person(pack)
    )
    form = [
        [asdict(variable) for variable in variables],
        [asdict(table) for table in tables],
        [asdict(constraint) for constraint in constraints],
        {name: [gate.is_on, str(gate.starts), str(gate.ends)] for name, gate in gates.items()},
    ]
    text = json.dumps(form, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return CompiledPack(pack, variables, tables, constraints, gates, index, people_of(pack), digest)


def _variables(pack: Pack) -> tuple[Variable, ...]:
    names = vocabulary(pack)
    found = []
    for name, values in names.items():
        source = fact_of(pack, name)
        if name.startswith(f"{SUBJECT}."):
            found.append(Variable(name, values, "item", name))
        elif source in pack.facts:
            level = pack.facts[source].level
            found.append(Variable(name, values, "case" if level == "person" else level, source))
        else:
            found.append(Variable(name, values, pack.tables[source].level, None))
    return tuple(found)


def _masker(
    variables: tuple[Variable, ...], index: Mapping[str, int]
) -> Callable[[Condition], tuple[tuple[int, int], ...]]:
    def masked(when: Condition) -> tuple[tuple[int, int], ...]:
        return tuple(
            (index[name], mask_of(variables[index[name]].values, values))
            for name, values in when.items()
        )

    return masked


def mask_of(values: tuple[str, ...], chosen: tuple[str, ...]) -> int:
    """The bits of the chosen values."""
    return sum(1 << values.index(value) for value in chosen)


def _table(
    pack: Pack,
    name: str,
    index: Mapping[str, int],
    masked: Callable[[Condition], tuple[tuple[int, int], ...]],
    gates: dict[str, Gate],
) -> CompiledTable:
    spec, source = pack.tables[name], original(pack, name)
    renamed = read_as(pack, name)
    is_first = spec.hit == "first"
    codes = source.values or tuple(dict.fromkeys(code for row in source.row for code in row.codes))
    rows = tuple(
        CompiledRow(
            id=row.id,
            when=masked({renamed.get(key, key): values for key, values in row.when.items()}),
            then=mask_of(codes, tuple(dict.fromkeys(row.codes))),
            gates=_gates(pack, row, gates),
        )
        for row in source.row
    )
    return CompiledTable(
        name=name,
        level=spec.level,
        is_first_hit=is_first,
        is_as_answered=spec.reading == "as_answered",
        codes=codes,
        variable=index[name] if is_first else None,
        reads=tuple(dict.fromkeys(variable for row in rows for variable, _ in row.when)),
        rows=rows,
    )


def _gates(pack: Pack, row: Row, gates: dict[str, Gate]) -> tuple[str, ...]:
    names = []
    if row.switch is not None:
        switch = pack.switches[row.switch]
        gates[row.switch] = Gate(switch.is_on, switch.starts, None)
        names.append(row.switch)
    if row.starts or row.ends:
        dated = f"{row.starts or ''}/{row.ends or ''}"
        gates[dated] = Gate(True, row.starts, row.ends)
        names.append(dated)
    return tuple(names)


def _level(
    variables: tuple[Variable, ...], index: Mapping[str, int], names: tuple[str, ...]
) -> str:
    return max((variables[index[name]].level for name in names), key=LEVELS.__getitem__)


def _of_each_person(pack: Pack) -> Iterator[Constraint]:
    """Every constraint; one about a person holds of the person an item is about as well."""
    people = {name: subject_of(name) for name in people_of(pack)}
    for constraint in pack.constraints:
        yield constraint
        if people.keys() & {*constraint.when, *constraint.then}:
            sides = (
                {people.get(name, name): values for name, values in side.items()}
                for side in (constraint.when, constraint.then)
            )
            yield constraint.model_copy(update=dict(zip(("when", "then"), sides, strict=True)))


def people_of(pack: Pack) -> frozenset[str]:
    """The person facts of a pack."""
    return frozenset(name for name, fact in pack.facts.items() if fact.level == "person")


def facts_at(pack: Pack, level: str) -> dict[str, Fact]:
    """The facts a case, a recipient or an item is evaluated with, under the names it uses."""
    if level == "case":
        return {n: fact for n, fact in pack.facts.items() if fact.level in ("case", "person")}
    own = {name: fact for name, fact in pack.facts.items() if fact.level == level}
    if level == "item":
        own |= {subject_of(name): pack.facts[name] for name in sorted(people_of(pack))}
    return own
