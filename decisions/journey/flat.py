"""Between one stored value per answer and the nested answers, in both directions."""

from collections.abc import Mapping
from typing import Any

from decisions.journey.answers import Answers
from decisions.journey.paths import LISTS
from decisions.journey.reading import build


def answers_from(flat: Mapping[str, Any], *, trigger: str, depth: str) -> Answers:
    """Answers from values by path, in order; a bare ``items.<id>`` (or of another list) makes one."""
    raw: dict[str, Any] = {"trigger": trigger, "depth": depth}
    entries: dict[str, dict[str, dict[str, Any]]] = {name: {} for name in LISTS}
    for path, value in flat.items():
        parts = path.split(".")
        if parts[0] in entries:
            entry = entries[parts[0]].setdefault(parts[1], {"id": parts[1]})
            _set(entry, parts[2:], value)
        else:
            _set(raw, parts, value)
    for kind, found in entries.items():
        raw[kind] = list(found.values())
    return build(raw)


def _set(holder: dict[str, Any], parts: list[str], value: Any) -> None:  # noqa: ANN401 -- JSON
    """Put a value at the end of a path of keys, making the objects on the way."""
    if not parts:
        return
    for part in parts[:-1]:
        holder = holder.setdefault(part, {})
    holder[parts[-1]] = value
