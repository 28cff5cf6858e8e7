"""The sources of a pack as a list to work from: how sure we are of each, and what is missing.

A source is looked at again every year. One that was not is listed as such; it is a warning to the
pack's author and never stops the pack.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from decisions.policy.pack import Pack
from decisions.policy.source import Confidence, Source

CONFIDENCE: tuple[Confidence, ...] = ("to_verify", "secondary", "checked")
"""From what needs work first to what needs none."""

_MISSING = {
    "to_verify": "its text has not been read, or its start is not confirmed",
    "secondary": "read at second hand, in part, or in a text amended since",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A source with its key, how many rows, switches and clocks cite it, and what is missing."""

    key: str
    source: Source
    cited: int
    missing: tuple[str, ...]


def counts(pack: Pack) -> dict[Confidence, int]:
    """How many sources there are of each confidence."""
    found = Counter(source.confidence for source in pack.citations.values())
    return {confidence: found[confidence] for confidence in CONFIDENCE}


def listed(pack: Pack, on: date) -> tuple[Listed, ...]:
    """Every source, those that need work first, with what was missing on a day."""
    cited = Counter(_cites(pack))
    found = [
        Listed(key, source, cited[key], tuple(_missing(source, cited[key], on)))
        for key, source in pack.citations.items()
    ]
    return tuple(sorted(found, key=lambda one: (CONFIDENCE.index(one.source.confidence), one.key)))


def stale(pack: Pack, on: date) -> tuple[tuple[str, Source], ...]:
    """The sources nobody had looked at in the twelve months before a day, or ever; oldest first."""
    found = [(key, one) for key, one in pack.citations.items() if is_stale(one, on)]
    return tuple(sorted(found, key=lambda one: (one[1].checked_on or date.min, one[0])))


def is_stale(source: Source, on: date) -> bool:
    """Whether a source was last looked at more than twelve months before a day, or never."""
    return source.checked_on is None or source.checked_on < _year_before(on)


def _year_before(on: date) -> date:
    is_leap_day = (on.month, on.day) == (2, 29)
    return on.replace(year=on.year - 1, day=28 if is_leap_day else on.day)


def _cites(pack: Pack) -> Iterator[str]:
    for table in pack.tables.values():
        for row in table.row:
            yield from row.cites
    for switch in pack.switches.values():
        yield from switch.cites
    for clock in pack.timescales.values():
        yield from clock.cites


def _missing(source: Source, cited: int, on: date) -> Iterator[str]:
    if source.confidence in _MISSING:
        yield _MISSING[source.confidence]
    if source.checked_on is None:
        yield "no day on which it was last checked"
    elif is_stale(source, on):
        yield "not checked for more than twelve months"
    if not source.address:
        yield "no address"
    if not cited:
        yield "nothing cites it"
