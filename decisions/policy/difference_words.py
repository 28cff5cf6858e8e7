"""The differences of two packs as a lawyer reads them: rows as sentences, sources by their titles."""

import textwrap
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import cast

from decisions.policy.checks_reading import fact_of
from decisions.policy.difference import Altered, Differences, Entry, difference
from decisions.policy.pack import Pack

_HEADINGS = {
    "pack": "The pack itself",
    "switches": "Law that waits behind a switch",
    "facts": "What is asked",
    "orders": "Orders of outcomes and of harm",
    "tables": "Tables",
    "rows": "Rows",
    "constraints": "What one answer implies about another",
    "promises": "What is proved of every case",
    "sources": "Sources",
    "wording": "Words on the screen",
    "timescales": "Clocks",
}
_LABELS = {
    "when": "when",
    "given": "given",
    "always": "then always",
    "never": "then never",
    "because": "because",
    "cites": "rests on",
    "is_on": "in force",
    "starts": "from",
    "ends": "until",
    "confidence": "how sure we are",
    "checked_on": "read on",
    "if_absent": "read in older records as",
}
_WIDTH = 100
_INDENT = " " * 6


def in_words(before: Pack, after: Pack) -> str:
    """Everything that differs, kind by kind."""
    found = difference(before, after)
    lines = [f"From {before.id} to {after.id}"]
    if not found:
        lines += ["", "The two packs say the same."]
    for kind, differences in found.items():
        lines += ["", _HEADINGS[kind], "=" * len(_HEADINGS[kind])]
        lines += _kind(_Speaker(before, kind), _Speaker(after, kind), differences)
    return "\n".join(lines)


def _kind(then: "_Speaker", now: "_Speaker", found: Differences) -> Iterator[str]:
    for key, entry in found.added.items():
        yield from ("", f"  New: {now.named(key)}")
        yield from now.whole(entry)
    for key, entry in found.removed.items():
        yield from ("", f"  Gone: {then.named(key)}")
        yield from then.whole(entry)
    for key, altered in found.changed.items():
        yield from ("", f"  Changed: {now.named(key)}")
        for part, one in altered.items():
            yield from _part(then, now, part, one)


def _part(then: "_Speaker", now: "_Speaker", part: str, one: Altered) -> Iterator[str]:
    yield f"    {_label(part)}"
    if _is_list_of_codes(one.before) and _is_list_of_codes(one.after):
        yield from _members(one)
        return
    if one.before is not None:
        yield from _wrapped(f"was: {then.said(part, one.before)}")
    if one.after is not None:
        yield from _wrapped(f"now: {now.said(part, one.after)}")
    else:
        yield from _wrapped("now: nothing")


def _is_list_of_codes(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _members(one: Altered) -> Iterator[str]:
    """What a list gained and lost, or that it stands in another order."""
    before, after = (
        [str(code) for code in cast(list[str], side)] for side in (one.before, one.after)
    )
    new, gone = (
        [c for c in these if c not in those] for these, those in ((after, before), (before, after))
    )
    for word, codes in (("new", new), ("gone", gone)):
        if codes:
            yield from _wrapped(f"{word}: {', '.join(codes)}")
    if not new and not gone:
        for code in _moved(before, after):
            yield from _wrapped(f"{code} now {_after(after, code)}, was {_after(before, code)}")


def _moved(before: list[str], after: list[str]) -> Iterator[str]:
    """The fewest codes that, moved, make the one order the other; the rest keeps its own order."""
    for kind, _from, _to, start, end in SequenceMatcher(None, before, after, False).get_opcodes():
        if kind in ("insert", "replace"):
            yield from after[start:end]


def _after(codes: list[str], code: str) -> str:
    place = codes.index(code)
    return f"after {codes[place - 1]}" if place else "first"


def _label(part: str) -> str:
    name, dot, rest = part.partition(".")
    return f"{_LABELS.get(name, name)}{dot and ' '}{rest}"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT + "  ")


class _Speaker:
    """Puts the entries of one kind into words, by the labels, titles and sources of their own pack."""

    def __init__(self, pack: Pack, kind: str) -> None:
        self._pack = pack
        self._kind = kind

    def named(self, key: str) -> str:
        """What to call an entry: a row by its table, a fact by its label, a source by its title."""
        pack = self._pack
        if self._kind == "rows":
            table, _, row = key.partition("/")
            return f"{table}, row {row} ({pack.tables[table].title.lower()})"
        if self._kind == "facts":
            return f"{key} ({pack.facts[key].label})"
        if self._kind == "tables":
            return f"{key} ({pack.tables[key].title.lower()})"
        if self._kind == "sources":
            source = pack.citations[key]
            return f"{key} ({', '.join(filter(None, (source.title, source.pinpoint)))})"
        return key

    def whole(self, entry: Entry) -> Iterator[str]:
        """Every part of an entry."""
        for part, value in entry.items():
            yield from _wrapped(f"{_label(part)}: {self.said(part, value)}")

    def said(self, part: str, value: object) -> str:
        """A value in words: a condition as a sentence, a list as a list, yes and no."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, dict):
            return " and ".join(self._condition(*one) for one in value.items()) or "in every case"
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return "; or ".join(self.said(part, one) for one in value)
        if isinstance(value, list):
            return ", ".join(str(one) for one in value) or "nothing"
        return str(value)

    def _condition(self, name: str, values: object) -> str:
        among = " or ".join(map(str, values)) if isinstance(values, list) else str(values)
        return f"{self._asked(name)} is {among}"

    def _asked(self, name: str) -> str:
        source = fact_of(self._pack, name)
        if source in self._pack.facts:
            return f"{self._pack.facts[source].label} ({name})"
        table = self._pack.tables.get(source)
        return f"\u2018{table.title}\u2019 ({name})" if table else name
