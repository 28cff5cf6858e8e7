"""Whether the parts of a pack fit together: names, values, rows, readings, sources, words.

Structure only: what the tables would answer is proved elsewhere (``decisions.policy.proof``).
Every check yields all it finds, with how to mend it.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from decisions.policy import checks_facts, checks_reading, checks_sources, checks_words
from decisions.policy.faults import Fault, nearest
from decisions.policy.rollup import SENDS
from decisions.policy.source import Condition, Row, Table
from decisions.policy.subjects import subject_of

if TYPE_CHECKING:
    from decisions.policy.pack import Pack

REQUIRED = {"act_now": "case", "outcome": "item", "item_rule": "item", "when": "item"}


def all_faults(pack: "Pack") -> Iterator[Fault]:
    """Everything wrong with the pack; the later checks run only on a pack whose names are sound."""
    found = [
        *_required(pack),
        *checks_facts.faults(pack),
        *tables(pack),
        *constraints(pack),
        *invariants(pack),
    ]
    yield from found
    if not found:
        yield from checks_reading.faults(pack)
        yield from checks_words.faults(pack)
        yield from checks_sources.faults(pack)


def vocabulary(pack: "Pack") -> dict[str, tuple[str, ...]]:
    """Every name a condition may use, with its values: facts, set members, first-hit tables."""
    names: dict[str, tuple[str, ...]] = {}
    for name, fact in pack.facts.items():
        if fact.kind == "set":
            names.update({f"{fact.prefix}.{member}": ("yes", "no") for member in fact.values})
        else:
            names[name] = fact.values
        if fact.level == "person":
            names[subject_of(name)] = fact.values
    for name in pack.tables:
        if pack.tables[name].hit == "first":
            names[name] = original(pack, name).values
    return names


def original(pack: "Pack", name: str) -> Table:
    """The table whose rows a table has: its own, or those it is a copy of."""
    table = pack.tables[name]
    return pack.tables.get(table.copy_of, table) if table.copy_of else table


def _required(pack: "Pack") -> Iterator[Fault]:
    """The four tables the program itself asks for, and item rules whose meaning it knows."""
    for name, level in REQUIRED.items():
        table = pack.tables.get(name)
        if table is None or (table.level, table.hit) != (level, "first"):
            problem = f"the program needs {name} as a first-hit table per {level}"
            yield Fault("tables.toml", f"table.{name}", problem, "Add it or correct level and hit")
    for rule in pack.tables["item_rule"].values if "item_rule" in pack.tables else ():
        if rule not in SENDS:
            problem = f"item rule {rule!r} is not one the program knows how much of an item sends"
            yield Fault("tables.toml", "table.item_rule.values", problem, nearest(rule, SENDS))


def tables(pack: "Pack") -> Iterator[Fault]:
    """Rows name known facts and values, ids are used once, first-hit values are all produced."""
    names = vocabulary(pack)
    seen: dict[str, str] = {}
    for name, table in pack.tables.items():
        if table.copy_of is not None:
            yield from _copy(pack, name, table)
            continue
        if name in pack.facts:
            yield Fault(
                "tables.toml", f"table.{name}", "a fact has the same name", "Rename the table"
            )
        for row in table.row:
            key = f"table.{name}.row {row.id}"
            if seen.setdefault(row.id, name) != name or sum(r.id == row.id for r in table.row) > 1:
                yield Fault(
                    "tables.toml",
                    key,
                    f"the row id is used more than once (in {seen[row.id]})",
                    "Give the row an id of its own",
                )
            yield from conditions("tables.toml", f"{key}.when", row.when, names)
            yield from _switches(pack, key, row)
        yield from (_first_hit if table.hit == "first" else _collect)(name, table)


def _copy(pack: "Pack", name: str, table: Table) -> Iterator[Fault]:
    key = f"table.{name}.copy_of"
    source = pack.tables.get(table.copy_of or "")
    if source is None or source.copy_of:
        yield Fault(
            "tables.toml",
            key,
            f"no table {table.copy_of!r} with rows of its own",
            nearest(table.copy_of or "", pack.tables),
        )
    elif table.row or table.values or (source.level, source.hit) != (table.level, table.hit):
        yield Fault(
            "tables.toml",
            key,
            "a copy differs from its original",
            "Leave out row and values; keep level and hit",
        )


def _switches(pack: "Pack", key: str, row: Row) -> Iterator[Fault]:
    if row.switch is not None and row.switch not in pack.switches:
        yield Fault(
            "tables.toml",
            f"{key}.switch",
            f"no switch {row.switch!r} in pack.toml",
            nearest(row.switch, pack.switches),
        )
    if row.starts and row.ends and row.ends <= row.starts:
        yield Fault(
            "tables.toml", f"{key}.until", "it ends before it starts", "Correct from or until"
        )


def _first_hit(name: str, table: Table) -> Iterator[Fault]:
    key = f"table.{name}"
    produced = {code for row in table.row for code in row.codes}
    for value in (*table.values, *table.unreachable_ok):
        if value not in produced:
            mend = "Add a row that gives it or remove the value"
            yield Fault("tables.toml", key, f"no row gives {value!r}", mend)
    for row in table.row:
        yield from _first_hit_row(name, table, row)


def _first_hit_row(name: str, table: Table, row: Row) -> Iterator[Fault]:
    where = f"table.{name}.row {row.id}"
    if not isinstance(row.then, str):
        problem = "a first-hit row gives one value"
        yield Fault("tables.toml", f"{where}.then", problem, "Write one value, not a list")
    for code in row.codes:
        if code not in table.values:
            problem = f"unknown value {code!r}"
            yield Fault("tables.toml", f"{where}.then", problem, nearest(code, table.values))
    if not row.when and name == "outcome":
        problem = "outcome may not have a catch-all row: it would hide a gap"
        yield Fault("tables.toml", f"{where}.when", problem, "Name the cases it is for")
    elif not row.when and row is not table.row[-1]:
        problem = "an empty condition hides the rows below it"
        mend = "Move the row to the end or add a condition"
        yield Fault("tables.toml", f"{where}.when", problem, mend)


def _collect(name: str, table: Table) -> Iterator[Fault]:
    if table.values:
        yield Fault(
            "tables.toml", f"table.{name}.values", "a collect table has no values", "Remove values"
        )
    for row in table.row:
        if isinstance(row.then, str) or not row.then:
            yield Fault(
                "tables.toml",
                f"table.{name}.row {row.id}.then",
                "a collect row gives a list",
                "Write a list with at least one code",
            )


def constraints(pack: "Pack") -> Iterator[Fault]:
    """Constraints are between facts, and never say something about the case from one recipient or item."""
    names = {name: values for name, values in vocabulary(pack).items() if name not in pack.tables}
    seen: set[str] = set()
    for constraint in pack.constraints:
        key = f"constraint {constraint.id}"
        if constraint.id in seen or not constraint.when or not constraint.then:
            yield Fault(
                "constraints.toml",
                key,
                "it has no id of its own, or one side is empty",
                "Name it and fill both sides",
            )
        seen.add(constraint.id)
        yield from conditions("constraints.toml", f"{key}.when", constraint.when, names)
        yield from conditions("constraints.toml", f"{key}.then", constraint.then, names)


def invariants(pack: "Pack") -> Iterator[Fault]:
    """Invariants speak of facts, findings, collect codes and rows that exist."""
    names = vocabulary(pack)
    collected = {
        f"@{name}": _codes(table) for name, table in pack.tables.items() if table.hit == "collect"
    }
    rows = tuple(row.id for table in pack.tables.values() for row in table.row)
    known = names | collected | {"#fired": rows}
    known |= {f"!{name}": values for name, values in known.items()}
    for name, invariant in pack.invariants.items():
        key = f"invariant.{name}"
        for part in (invariant.given, *invariant.given_any, invariant.always, invariant.never):
            yield from conditions("invariants.toml", key, part, known)
        named = (
            *invariant.vary,
            *invariant.not_on,
            *([invariant.raised] if invariant.raised else []),
        )
        for fact in named:
            if fact not in pack.facts:
                yield Fault("invariants.toml", key, f"no fact {fact!r}", nearest(fact, pack.facts))
        for table in (*invariant.tables, *([invariant.table] if invariant.table else [])):
            if table not in pack.tables:
                yield Fault(
                    "invariants.toml", key, f"no table {table!r}", nearest(table, pack.tables)
                )


def conditions(
    file: str, key: str, when: Condition, names: dict[str, tuple[str, ...]]
) -> Iterator[Fault]:
    """Each name is known and each value is one of its values, given once and not all of them."""
    for name, values in when.items():
        if name not in names:
            yield Fault(file, key, f"unknown fact or table {name!r}", nearest(name, names))
            continue
        if not values or len(set(values)) < len(values):
            yield Fault(file, key, f"{name} lists no value, or one twice", "List each value once")
        for value in values:
            if value not in names[name]:
                yield Fault(
                    file, key, f"{name} has no value {value!r}", nearest(value, names[name])
                )


def _codes(table: Table) -> tuple[str, ...]:
    return tuple(code for row in table.row for code in row.codes)
