"""The agencies of an invented nation: a few national bodies, and places with everybody who works there.

Nothing here is anywhere: every name says that it is a sample. The same size always gives the same
agencies.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, cycle, islice

from isa.platform.config import data_dir

PLACE_SIZE = 300
SERVICES = frozenset({"children_sc", "adults_sc", "council_housing", "lado"})
"""Kinds of the agencies of a place that are services of its council."""
COUNCIL, CARE_BOARD, GPS, FORMER = 0, 6, 14, 15
"""Where some of the core stand in its list; the last was merged into the care board."""


@dataclass(frozen=True)
class Names:
    """What agencies and places are called: names and kinds, ``{place}`` and ``{n}`` to be filled in."""

    agreement: str
    hubs: tuple[tuple[str, str], ...]
    core: tuple[tuple[str, str], ...]
    many: tuple[tuple[str, str], ...]
    first: tuple[str, ...]
    last: tuple[str, ...]


@lru_cache
def names() -> Names:
    """The names in ``data/demo/nation.toml``."""
    held = tomllib.loads((data_dir() / "demo" / "nation.toml").read_text(encoding="utf-8"))
    return Names(
        agreement=held["agreement"],
        first=tuple(held["first"]),
        last=tuple(held["last"]),
        **{
            part: tuple(
                (one["name"], one["type"])
                for one in held[part]
                for _n in range(one.get("times", 1))
            )
            for part in ("hubs", "core", "many")
        },
    )


def hubs() -> int:
    """How many bodies are in agreements everywhere; they have the first numbers."""
    return len(names().hubs)


@dataclass(frozen=True)
class Size:
    """How many agencies, agreements and party rows there are, and how busy the national bodies are."""

    agencies: int = 45_000
    agreements: int = 20_000
    parties: int = 400_000
    hub_share: float = 0.15
    """The part of all agreements that each national body is in."""


@dataclass(frozen=True)
class Place:
    """Where a run of agencies works: the numbers ``first`` to ``end`` (not included)."""

    name: str
    first: int
    end: int


@dataclass(frozen=True)
class Invented:
    """One agency: its number, its name and kind, the place it serves (empty: everywhere)."""

    number: int
    name: str
    kind: str
    place: str = ""
    controller: int | None = None
    """The number of the body it is a service of."""


def agency_id(number: int) -> str:
    """The id of an agency of the invented nation."""
    return f"nat-{number:06}"


def places(size: Size) -> tuple[Place, ...]:
    """The places of a nation of this size, which share its agencies out evenly."""
    having = size.agencies - hubs()
    count = max(1, size.agencies // PLACE_SIZE)
    bounds = [hubs() + having * step // count for step in range(count + 1)]
    return tuple(
        Place(name=_place_name(step), first=bounds[step], end=bounds[step + 1])
        for step in range(count)
    )


def _place_name(step: int) -> str:
    """A name for each place; when every pair of words is taken, the names are counted."""
    first, last = names().first, names().last
    again, one = divmod(step, len(first) * len(last))
    name = f"{first[one // len(last)]} {last[one % len(last)]}"
    return f"{name} {again + 1}" if again else name


def agencies(size: Size) -> Iterator[Invented]:
    """Every agency in the order of its number."""
    for number, (name, kind) in enumerate(names().hubs):
        yield Invented(number=number, name=name, kind=kind)
    for place in places(size):
        many = enumerate(cycle(names().many), start=1)
        those = chain(((0, one) for one in names().core), many)
        shown = islice(those, place.end - place.first)
        for number, (n, (name, kind)) in enumerate(shown, start=place.first):
            yield Invented(
                number=number,
                name=name.format(n=n, place=place.name),
                kind=kind,
                place=place.name,
                controller=place.first + COUNCIL if kind in SERVICES else None,
            )
