"""One-row changes to a loaded pack, as an author's slip would make them.

A change is a table, a row and one of: ``delete``; ``swap`` (with the next row); ``then`` (another
result); ``drop`` (one condition); ``narrow`` or ``widen`` (values taken from or added to one
condition); ``always`` (whatever its switch and its dates say).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from decisions.policy import compiled
from decisions.policy.checks import vocabulary
from decisions.policy.compiled import CompiledPack
from decisions.policy.pack import Pack
from decisions.policy.source import Row, Table

Change = dict[str, object]


def mutated(pack: Pack, change: Change) -> Pack:
    """The pack with one row changed."""
    table = pack.tables[change["table"]]
    rows = list(table.row)
    place = next(at for at, row in enumerate(rows) if row.id == change["row"])
    if change.get("delete"):
        del rows[place]
    elif change.get("swap"):
        rows[place], rows[place + 1] = rows[place + 1], rows[place]
    else:
        rows[place] = rows[place].model_copy(update=_update(rows[place], change))
    tables = {**pack.tables, change["table"]: table.model_copy(update={"row": tuple(rows)})}
    return replace(pack, tables=tables)


def recompiled(pack: CompiledPack, slipped: Pack, table: str) -> CompiledPack:
    """A slipped pack in its compiled form: all but the table and its copies are as they were."""
    masked = compiled._masker(pack.variables, pack.index)
    names = {name for name, spec in slipped.tables.items() if table in (name, spec.copy_of)}
    tables = tuple(
        compiled._table(slipped, one.name, pack.index, masked, {}) if one.name in names else one
        for one in pack.tables
    )
    return replace(pack, pack=slipped, tables=tables)


def _update(row: Row, change: Change) -> Change:
    if "then" in change:
        then = change["then"]
        return {"then": then if isinstance(then, str) else tuple(then)}
    if "drop" in change:
        return {"when": {name: v for name, v in row.when.items() if name != change["drop"]}}
    if change.get("always"):
        return {"switch": None, "starts": None, "ends": None}
    how = "widen" if "widen" in change else "narrow"
    name, values = next(iter(change[how].items()))
    before = row.when[name]
    after = (*before, *values) if how == "widen" else tuple(v for v in before if v not in values)
    return {"when": {**row.when, name: after}}


def name_of(change: Change) -> str:
    """What a change is called in reports and in survivors.toml."""
    return f"{change['table']} {change['row']}: {what(change)}"


def what(change: Change) -> str:
    """What is done to the row, in a few words."""
    for how, said in (
        ("delete", "left out"),
        ("swap", "after the next row"),
        ("always", "whatever the day"),
    ):
        if change.get(how):
            return said
    if "then" in change:
        then = change["then"]
        return f"then {then if isinstance(then, str) else ' '.join(then)}"
    if "drop" in change:
        return f"whatever {change['drop']}"
    how = "widen" if "widen" in change else "narrow"
    name, values = next(iter(change[how].items()))
    return f"{name} {'also' if how == 'widen' else 'not'} {' '.join(values)}"


def slips(pack: Pack, table: str) -> Iterator[Change]:
    """Every slip that is tried in a table's own rows.

    Values are taken from and added to a condition one at a time, one each, chosen by the row's id:
    the choice stays the same from run to run, and all rows together sample all values. Adding the
    only value that is missing is the same as dropping the condition. The order of a collect table
    says nothing, so its rows are not swapped.
    """
    spec = pack.tables[table]
    names = vocabulary(pack)
    for place, row in enumerate(spec.row):
        this = {"table": table, "row": row.id}
        yield {**this, "delete": True}
        if spec.hit == "first" and place + 1 < len(spec.row):
            yield {**this, "swap": True}
        if row.switch or row.starts or row.ends:
            yield {**this, "always": True}
        yield from ({**this, "then": then} for then in _results(spec, row))
        yield from ({**this, **change} for change in _conditions(row, names))


def _results(spec: Table, row: Row) -> Iterator[str | tuple[str, ...]]:
    if spec.hit == "first":
        yield from (value for value in spec.values if value != row.then)
    elif len(row.codes) > 1:
        yield from (tuple(c for c in row.codes if c != code) for code in row.codes)


def _conditions(row: Row, names: dict[str, tuple[str, ...]]) -> Iterator[Change]:
    for name, values in row.when.items():
        yield {"drop": name}
        absent = [value for value in names[name] if value not in values]
        if len(values) > 1:
            yield {"narrow": {name: [_one_of(values, row.id, name)]}}
        if len(absent) > 1:
            yield {"widen": {name: [_one_of(absent, row.id, name)]}}


def _one_of(values: tuple[str, ...] | list[str], *seed: str) -> str:
    digest = hashlib.sha256(" ".join(seed).encode()).digest()
    return values[int.from_bytes(digest[:4]) % len(values)]
