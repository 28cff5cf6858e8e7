"""The network as networkx sees it: who holds it together, and where each agency stands in a picture.

An edge is a pair of agencies with the best answer there is between them, either way. Nothing here
decides coverage; it arranges what the matrix found.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import networkx as nx

from isa.coverage.model import Frozen, Verdict
from isa.coverage.network.flow import COVERS, Cell

_BEST_FIRST = (
    Verdict.COVERED,
    Verdict.WITH_CONDITIONS,
    Verdict.PARTLY,
    Verdict.INDETERMINATE,
    Verdict.NOT_COVERED,
)
INNER, OUTER = 0.5, (0.86, 1.0)
"""Radii of the two rings, of a picture that reaches from -1 to 1."""
MOST_IN_THE_MIDDLE = 12
"""How many agencies the inner ring holds before their squares and names touch."""


class Link(Frozen):
    """Two agencies and the answer between them; ``forward`` is first to second, None: not asked."""

    one: str
    other: str
    forward: Verdict | None = None
    back: Verdict | None = None
    agreements: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The answer to draw: where both ways were asked, the worse of the two."""
        asked = [verdict for verdict in (self.forward, self.back) if verdict is not None]
        return max(asked, key=_BEST_FIRST.index)


class Place(Frozen):
    """Where an agency is drawn, from -1 to 1 each way."""

    x: float
    y: float


def links(found: Iterable[Cell]) -> tuple[Link, ...]:
    """One link for each pair of agencies, of the worst answer among the flows each way."""
    held: dict[tuple[str, str], Link] = {}
    for cell in found:
        if cell.verdict is Verdict.NOT_APPLICABLE:
            continue
        ends = (cell.flow.provider, cell.flow.recipient)
        first, second = sorted(ends)
        side = "forward" if ends == (first, second) else "back"
        link = held.get((first, second)) or Link(one=first, other=second)
        verdicts = [v for v in (getattr(link, side), cell.verdict) if v is not None]
        held[first, second] = link.model_copy(
            update={
                side: max(verdicts, key=_BEST_FIRST.index),
                "agreements": tuple(dict.fromkeys((*link.agreements, *cell.agreements))),
            }
        )
    return tuple(held[key] for key in sorted(held))


def drawn_first(
    found: Collection[Link], picked: str, core: Collection[str], most: int
) -> tuple[Link, ...]:
    """The links a picture shows where it cannot show all: those of the agency picked, then of the core.

    Among equals those with an answer come before those that nothing covers.
    """

    def order(link: Link) -> tuple[bool, int, int, str, str]:
        ends = (link.one, link.other)
        outside = sum(end not in core for end in ends)
        return picked not in ends, outside, _BEST_FIRST.index(link.verdict), *ends

    return tuple(sorted(found, key=order)[:most])


def graph(found: Collection[Link]) -> "nx.Graph[str]":
    """The undirected network of links that are covered, conditions or not, or in part."""
    made: nx.Graph[str] = nx.Graph()
    made.add_nodes_from(sorted({end for link in found for end in (link.one, link.other)}))
    made.add_edges_from(
        (link.one, link.other)
        for link in found
        if link.verdict in COVERS or link.verdict is Verdict.PARTLY
    )
    return made


def single_points(found: Collection[Link]) -> tuple[tuple[str, int], ...]:
    """Agencies whose leaving would cut others off, with how many are cut from the largest part left."""
    whole = graph(found)
    return tuple(
        sorted(
            ((agency, _cut_off(whole, agency)) for agency in nx.articulation_points(whole)),
            key=lambda pair: (-pair[1], pair[0]),
        )
    )


def _cut_off(whole: "nx.Graph[str]", agency: str) -> int:
    beside = nx.node_connected_component(whole, agency) - {agency}
    parts = nx.connected_components(whole.subgraph(beside))
    return len(beside) - max(len(part) for part in parts)


def alone(found: Collection[Link]) -> tuple[str, ...]:
    """Agencies that no agreement joins to anyone else of the picture."""
    return tuple(nx.isolates(graph(found)))


def middle(core: Collection[str], types: Mapping[str, str]) -> tuple[str, ...]:
    """Those of the core to draw in the middle: whole kinds, the rarest first, while there is room.

    A hub needs its schools too, but two hundred of them are a ring of their own and no middle.
    """
    kinds = Counter(types[agency] for agency in core)
    inside: set[str] = set()
    room = MOST_IN_THE_MIDDLE
    for kind, count in sorted(kinds.items(), key=lambda one: (one[1], one[0])):
        if count > room:
            break
        inside.add(kind)
        room -= count
    return tuple(agency for agency in core if types[agency] in inside)


def places(
    agencies: Collection[str], core: Collection[str], found: Collection[Link]
) -> dict[str, Place]:
    """Two rings: the middle inside, everyone else outside by the direction of their partners.

    The same agencies and links always give the same picture.
    """
    inner = sorted(one for one in agencies if one in core)
    outer = sorted(one for one in agencies if one not in core)
    if not inner:
        inner, outer = outer[:1], outer[1:]
    placed = {one: _at(INNER, step, len(inner)) for step, one in enumerate(inner)}
    if len(inner) == 1:
        placed[inner[0]] = Place(x=0.0, y=0.0)
    turn = {one: _turn(one, placed, found) for one in outer}
    for step, one in enumerate(sorted(outer, key=lambda agency: (turn[agency], agency))):
        placed[one] = _at(OUTER[step % 2], step, len(outer))
    return placed


def _at(radius: float, step: int, of: int) -> Place:
    angle = 2 * math.pi * step / max(of, 1) - math.pi
    return Place(x=round(radius * math.cos(angle), 4), y=round(radius * math.sin(angle), 4))


def _turn(agency: str, placed: dict[str, Place], found: Collection[Link]) -> float:
    """The direction in which an agency's partners of the core lie."""
    ends = [
        placed[link.other if link.one == agency else link.one]
        for link in found
        if agency in (link.one, link.other)
        and (link.other if link.one == agency else link.one) in placed
        and link.verdict is not Verdict.NOT_COVERED
    ]
    return math.atan2(sum(one.y for one in ends), sum(one.x for one in ends))
