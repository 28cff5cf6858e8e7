"""Who reads whom: no circles, no reading upwards, and nothing that the emergency path must wait for.

The table graph is also what the graph invariants are decided on: they need no search.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import networkx as nx

from decisions.policy.faults import Fault
from decisions.policy.subjects import SUBJECT, subject_of

if TYPE_CHECKING:
    from decisions.policy.pack import Pack

LEVELS = {"case": 0, "person": 0, "recipient": 1, "item": 2}


def fact_of(pack: "Pack", name: str) -> str:
    """The fact or table a condition's name is about: ``sp.hba_fm`` is about ``special_procedure``.

    A person fact is the same fact whoever it is read of.
    """
    prefix, dot, fact = name.partition(".")
    if not dot:
        return name
    if prefix == SUBJECT:
        return fact
    return next(name for name, spec in pack.facts.items() if spec.prefix == prefix)


def reads(pack: "Pack", table: str) -> tuple[str, ...]:
    """The names in a table's conditions, in order of first use; a copy reads the copies of what it reads."""
    spec = pack.tables[table]
    rows = pack.tables[spec.copy_of].row if spec.copy_of else spec.row
    renamed = read_as(pack, table)
    names = dict.fromkeys(name for row in rows for name in row.when)
    return tuple(renamed.get(name, name) for name in names)


def read_as(pack: "Pack", table: str) -> dict[str, str]:
    """What a table takes a name in its rows for, where that is not the name itself.

    A copy reads the as-answered copies of what it reads; an item table reads a person fact of the
    person the item is about.
    """
    renamed = as_answered_names(pack) if pack.tables[table].copy_of else {}
    if pack.tables[table].level == "item":
        people = (name for name, fact in pack.facts.items() if fact.level == "person")
        renamed |= {name: subject_of(name) for name in people}
    return renamed


def as_answered_names(pack: "Pack") -> dict[str, str]:
    """For each table that has an as-answered copy, the name of that copy."""
    return {
        spec.copy_of: name
        for name, spec in pack.tables.items()
        if spec.copy_of and spec.reading == "as_answered"
    }


def graph(pack: "Pack") -> "nx.DiGraph[str]":
    """An arrow from each fact or table to each table that reads it."""
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(pack.facts)
    found.add_nodes_from(pack.tables)
    for table in pack.tables:
        found.add_edges_from((fact_of(pack, name), table) for name in reads(pack, table))
    return found


def faults(pack: "Pack") -> Iterator[Fault]:
    """Every reading that is not allowed."""
    arrows = graph(pack)
    cycle = next(nx.simple_cycles(arrows), None)
    if cycle:
        path = " -> ".join([*cycle, cycle[0]])
        yield Fault(
            "tables.toml",
            f"table.{cycle[0]}",
            f"tables read each other in a circle: {path}",
            "Break the circle",
        )
        return
    for name in pack.tables:
        yield from _levels(pack, name)
        yield from _as_answered(pack, name)
    yield from _constraints(pack)
    yield from _act_now(pack, arrows)


def _levels(pack: "Pack", table: str) -> Iterator[Fault]:
    level = pack.tables[table].level
    for name in reads(pack, table):
        source = fact_of(pack, name)
        if name.startswith(f"{SUBJECT}.") and level != "item":
            problem, mend = f"a {level} table reads {name}", "Only an item is about somebody else"
            yield Fault("tables.toml", f"table.{table}.level", problem, mend)
        other = pack.facts[source].level if source in pack.facts else pack.tables[source].level
        if LEVELS[other] > LEVELS[level]:
            yield Fault(
                "tables.toml",
                f"table.{table}.level",
                f"a {level} table reads {name}, which is per {other}",
                f"Make the table level {other} or read something else",
            )


def _as_answered(pack: "Pack", table: str) -> Iterator[Fault]:
    if pack.tables[table].reading != "as_answered":
        return
    spec = pack.tables[table]
    rows = pack.tables[spec.copy_of].row if spec.copy_of else spec.row
    if not rows or rows[-1].when or rows[-1].switch or rows[-1].starts or rows[-1].ends:
        problem = "it is read as answered and may find nothing"
        mend = "End it with a row for every other case, with no condition, switch or date"
        yield Fault("tables.toml", f"table.{table}", problem, mend)
    for name in reads(pack, table):
        source = fact_of(pack, name)
        if source in pack.tables and pack.tables[source].reading != "as_answered":
            yield Fault(
                "tables.toml",
                f"table.{table}",
                f"it is read as answered but waits for {source}",
                f"Add a copy: [table.{source}_now] with copy_of = {source!r} and reading = 'as_answered'",
            )
        if source in pack.facts and (
            LEVELS[pack.facts[source].level] or pack.facts[source].ask == "computed"
        ):
            yield Fault(
                "tables.toml",
                f"table.{table}",
                f"it is read as answered but reads {source}",
                "Read only what the practitioner says about the case",
            )


def _constraints(pack: "Pack") -> Iterator[Fault]:
    for constraint in pack.constraints:
        when = max(LEVELS[pack.facts[fact_of(pack, name)].level] for name in constraint.when)
        then = min(LEVELS[pack.facts[fact_of(pack, name)].level] for name in constraint.then)
        if then < when:
            yield Fault(
                "constraints.toml",
                f"constraint {constraint.id}",
                "one recipient or item would settle something about the whole case",
                "Turn it round or split it",
            )


def _act_now(pack: "Pack", arrows: "nx.DiGraph[str]") -> Iterator[Fault]:
    if "act_now" not in pack.tables or pack.tables["act_now"].reading != "as_answered":
        yield Fault(
            "tables.toml",
            "table.act_now",
            "it is missing or waits for answers",
            "Add it with reading = 'as_answered'",
        )
        return
    for name in sorted(nx.ancestors(arrows, "act_now")):
        if name in pack.facts and LEVELS[pack.facts[name].level]:
            yield Fault(
                "tables.toml",
                "table.act_now",
                f"it depends on {name}, which is about a recipient or an item",
                "What to do now never waits for either",
            )
