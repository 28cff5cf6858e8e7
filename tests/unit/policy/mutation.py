"""One-row changes to a loaded pack, as an author's slip would make them."""

from dataclasses import replace

from decisions.policy.pack import Pack
from decisions.policy.source import Row


def mutated(pack: Pack, change: dict) -> Pack:
    """The pack with one row changed; see mutants.toml for what a change may say."""
    table = pack.tables[change["table"]]
    rows = list(table.row)
    place = next(at for at, row in enumerate(rows) if row.id == change["row"])
    row = rows[place]
    if "then" in change:
        then = change["then"]
        rows[place] = row.model_copy(
            update={"then": then if isinstance(then, str) else tuple(then)}
        )
    elif "drop" in change:
        rows[place] = _without(row, change["drop"])
    elif "widen" in change:
        name, values = next(iter(change["widen"].items()))
        rows[place] = row.model_copy(
            update={"when": {**row.when, name: (*row.when[name], *values)}}
        )
    elif change.get("swap"):
        rows[place], rows[place + 1] = rows[place + 1], rows[place]
    else:
        del rows[place]
    tables = {**pack.tables, change["table"]: table.model_copy(update={"row": tuple(rows)})}
    return replace(pack, tables=tables)


def _without(row: Row, name: str) -> Row:
    return row.model_copy(update={"when": {key: v for key, v in row.when.items() if key != name}})
