"""The sources of a pack as text for a terminal and as JSON for a program."""

import textwrap
from collections.abc import Sequence
from datetime import date

from decisions.policy.pack import Pack
from decisions.policy.source import Source
from decisions.policy.sources import CONFIDENCE, Listed, counts, listed, stale

_HEADINGS = {"to_verify": "To verify", "secondary": "At second hand", "checked": "Checked"}


def tally(pack: Pack) -> str:
    """How many sources there are of each confidence, in one line."""
    found = counts(pack)
    parts = [f"{found[one]} {_HEADINGS[one].lower()}" for one in reversed(CONFIDENCE)]
    return f"{sum(found.values())} sources: {', '.join(parts)}."


def warning(pack: Pack, on: date) -> str:
    """What ``isa policy check`` adds: the tally, and the sources nobody has looked at for a year."""
    old = stale(pack, on)
    if not old:
        return tally(pack)
    head = f"{len(old)} not checked in the twelve months before {on}:"
    return "\n".join([tally(pack), head, *(f"  {_last(key, one)}" for key, one in old)])


def warning_json(pack: Pack, on: date) -> dict[str, object]:
    """The same, for a program: ``sources`` counts, ``stale_sources`` lists key, title, checked_on."""
    return {
        "sources": counts(pack),
        "stale_sources": [
            {"key": key, "title": _title(one), "checked_on": _day(one.checked_on)}
            for key, one in stale(pack, on)
        ],
    }


def sources(pack: Pack, on: date) -> str:
    """Every source under how sure we are of it, with what is missing and the author's note."""
    found = listed(pack, on)
    lines = [f"{pack.id}: {tally(pack)}"]
    for confidence in CONFIDENCE:
        group = [one for one in found if one.source.confidence == confidence]
        lines += ["", f"{_HEADINGS[confidence]} ({len(group)})"]
        lines += [line for one in group for line in _lines(one)]
    return "\n".join([*lines, ""])


def sources_json(pack: Pack, on: date) -> dict[str, object]:
    """Every source with what is missing, for a program."""
    return {
        "pack": pack.id,
        "on": on.isoformat(),
        "counts": counts(pack),
        "sources": [
            {
                "key": one.key,
                **one.source.model_dump(mode="json", by_alias=True),
                "cited": one.cited,
                "missing": list(one.missing),
            }
            for one in listed(pack, on)
        ],
    }


def _lines(one: Listed) -> Sequence[str]:
    source = one.source
    parts = [
        f"{source.edition}. {source.commencement}.".replace("..", "."),
        f"Missing: {'; '.join(one.missing)}." if one.missing else "",
        source.note or "",
    ]
    body = [
        textwrap.fill(part, 100, initial_indent=" " * 6, subsequent_indent=" " * 6)
        for part in parts
        if part
    ]
    return [f"  {_last(one.key, source)}", *body]


def _last(key: str, source: Source) -> str:
    return f"{key}: {_title(source)} (last checked: {source.checked_on or 'never'})"


def _title(source: Source) -> str:
    return f"{source.title}, {source.pinpoint}".rstrip(", ")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
