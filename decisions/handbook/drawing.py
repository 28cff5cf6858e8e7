"""Where the boxes of the flow picture stand: layers from left to right, few crossings, same every time."""

import textwrap
from dataclasses import dataclass

from decisions.handbook.model import Picture

BOX, GAP, TALL, BETWEEN, MARGIN = 196, 64, 52, 14, 12
_LETTERS = 31
_MOST_LINES = 3
_SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A table in the picture: its place, and its title cut into lines."""

    name: str
    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes, and arrows as two points each: out of the right side of one into the left of another."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[tuple[int, int, int, int], ...]


def drawing(picture: Picture) -> Drawing:
    """Place the tables of a picture."""
    layers = _untangled(picture)
    tallest = max(len(layer) for layer in layers)
    height = 2 * MARGIN + tallest * (TALL + BETWEEN) - BETWEEN
    boxes: dict[str, Box] = {}
    for column, layer in enumerate(layers):
        top = (height - len(layer) * (TALL + BETWEEN) + BETWEEN) // 2
        for row, name in enumerate(layer):
            boxes[name] = Box(
                name,
                MARGIN + column * (BOX + GAP),
                top + row * (TALL + BETWEEN),
                _cut(picture.titles[name]),
            )
    arrows = tuple(
        (
            boxes[start].x + BOX,
            boxes[start].y + TALL // 2,
            boxes[end].x,
            boxes[end].y + TALL // 2,
        )
        for start, end in picture.arrows
    )
    width = 2 * MARGIN + len(layers) * (BOX + GAP) - GAP
    return Drawing(width, height, tuple(boxes.values()), arrows)


def _cut(title: str) -> tuple[str, ...]:
    found = textwrap.wrap(title, _LETTERS)
    if len(found) > _MOST_LINES:
        return (*found[: _MOST_LINES - 1], f"{found[_MOST_LINES - 1]}\u2026")
    return tuple(found)


def _untangled(picture: Picture) -> list[list[str]]:
    """Each layer in the order of the middle of its neighbours, back and forth (barycentre method)."""
    layers = [list(layer) for layer in picture.layers]
    near: dict[str, list[str]] = {name: [] for name in picture.titles}
    for start, end in picture.arrows:
        near[start].append(end)
        near[end].append(start)
    for sweep in range(_SWEEPS):
        place = {
            name: number / max(len(layer), 1)
            for layer in layers
            for number, name in enumerate(layer)
        }
        for layer in layers if sweep % 2 else reversed(layers):
            middles = {name: _middle(near[name], place, place[name]) for name in layer}
            layer.sort(key=lambda name: (middles[name], name))
            place.update({name: number / len(layer) for number, name in enumerate(layer)})
    return layers


def _middle(names: list[str], place: dict[str, float], here: float) -> float:
    return sum(place[name] for name in names) / len(names) if names else here
