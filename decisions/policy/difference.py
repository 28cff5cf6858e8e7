"""What two packs say differently: facts, values, tables, rows, sources, switches and words.

Compared entry by entry as their authors wrote them, by the codes that never change meaning. The
order of rows counts in every table: it decides where the first row that holds answers, and is the
order in which steps and law are shown where every row adds its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel

from decisions.policy.checks import original
from decisions.policy.pack import Pack

Entry = Mapping[str, object]
"""An entry's parts as plain values, a part within a part by a dotted name."""


@dataclass(frozen=True, slots=True)
class Altered:
    """One part of an entry before and after; None where it was not there."""

    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Differences:
    """The entries of one kind that are new, that are gone, and that say something else, part by part."""

    added: dict[str, Entry] = field(default_factory=dict)
    removed: dict[str, Entry] = field(default_factory=dict)
    changed: dict[str, dict[str, Altered]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.removed or self.changed)


def difference(before: Pack, after: Pack) -> dict[str, Differences]:
    """By kind of entry, in the order in which a reader wants them; a kind without any is left out."""
    then, now = _entries(before), _entries(after)
    found = {kind: _compared(then[kind], now[kind]) for kind in then}
    _reordered(before, after, found["tables"])
    return {kind: differences for kind, differences in found.items() if differences}


def _compared(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> Differences:
    return Differences(
        added={key: after[key] for key in after if key not in before},
        removed={key: before[key] for key in before if key not in after},
        changed={
            key: altered
            for key in before
            if key in after and (altered := dict(_altered(before[key], after[key])))
        },
    )


def _altered(before: Entry, after: Entry) -> Iterator[tuple[str, Altered]]:
    for part in dict.fromkeys((*before, *after)):
        if before.get(part) != after.get(part):
            yield part, Altered(before.get(part), after.get(part))


def _entries(pack: Pack) -> dict[str, dict[str, Entry]]:
    return {
        "pack": {pack.header.id: _plain(pack.header, "id", "switch")},
        "switches": {name: _plain(switch) for name, switch in pack.switches.items()},
        "facts": {name: _plain(fact) for name, fact in pack.facts.items()},
        "orders": {pack.header.id: _plain(pack.order)},
        "tables": {name: _plain(table, "row") for name, table in pack.tables.items()},
        "rows": {
            f"{name}/{row.id}": _plain(row, "id")
            for name, table in pack.tables.items()
            for row in table.row
        },
        "constraints": {one.id: _plain(one, "id") for one in pack.constraints},
        "promises": {name: _plain(one) for name, one in pack.invariants.items()},
        "sources": {key: _plain(source) for key, source in pack.citations.items()},
        "wording": {
            f"{kind}.{code}": dict(_flat(words if isinstance(words, dict) else {"text": words}))
            for kind, entries in pack.wording.model_dump(mode="json", exclude_defaults=True).items()
            for code, words in entries.items()
        },
        "timescales": {name: _plain(clock) for name, clock in pack.timescales.items()},
    }


def _plain(entry: BaseModel, *without: str) -> Entry:
    dumped = entry.model_dump(mode="json", exclude=set(without), exclude_defaults=True)
    return dict(_flat(dumped))


def _flat(parts: Mapping[str, object], under: str = "") -> Iterator[tuple[str, object]]:
    """A condition stays whole: it is read as one sentence. A variant is named by what it turns on."""
    for name, value in parts.items():
        if name == "variant" and isinstance(value, list):
            for variant in value:
                words = {part: text for part, text in variant.items() if part != "given"}
                yield from _flat(words, f"{under}where {_turning(variant['given'])}: ")
        elif isinstance(value, dict) and name not in ("when", "then"):
            yield from _flat(value, f"{under}{name}.")
        else:
            yield f"{under}{name}", value


def _turning(given: Mapping[str, list[str]]) -> str:
    return " and ".join(f"{name} is {' or '.join(values)}" for name, values in given.items())


def _reordered(before: Pack, after: Pack, found: Differences) -> None:
    """Note tables whose rows stand in another order."""
    for name in before.tables:
        if name not in after.tables or after.tables[name].copy_of:
            continue
        then, now = ([row.id for row in original(pack, name).row] for pack in (before, after))
        kept = set(then) & set(now)
        was, comes = ([row for row in rows if row in kept] for rows in (then, now))
        if was != comes:
            found.changed.setdefault(name, {})["order of rows"] = Altered(was, comes)


def as_json(before: Pack, after: Pack) -> dict[str, object]:
    """The differences as plain values."""
    return {
        "from": before.id,
        "to": after.id,
        **{
            kind: {
                "added": found.added,
                "removed": found.removed,
                "changed": {
                    key: {
                        part: {"from": one.before, "to": one.after} for part, one in altered.items()
                    }
                    for key, altered in found.changed.items()
                },
            }
            for kind, found in difference(before, after).items()
        },
    }
