"""What each list said of its answers, so that what is chosen is what was shown.

The browser sends the words of an answer, and they are looked up in the list as it was last drawn. Two
answers with the same words (two agencies of one name) would both be the last of them, and an answer
chosen just before the list changed would be heard as its words. So no two answers of a list say the
same to the browser, and words heard late still mean what they meant when they were shown.
"""

from collections.abc import Mapping, Sequence

from isa.ui import state
from isa.ui.fields.parts import Option, text_or_none
from isa.ui.frame import current

_APART = "\u2060"
"""Invisible and not spoken."""


def _name(key: str) -> str:
    return f"offered.{key}"


def said(key: str, options: Sequence[Option], words: Mapping[str, str]) -> dict[str, str]:
    """The words of each answer by its code, no two alike; they are remembered until the page is left."""
    held = state.notes(current().key).setdefault(_name(key), {})
    meaning: dict[str, str] = held if isinstance(held, dict) else {}
    found: dict[str, str] = {}
    for code, *_rest in options:
        spoken = words[code]
        while meaning.setdefault(spoken, code) != code:
            spoken += _APART
        found[code] = spoken
    return found


def picked(key: str) -> str | None:
    """The code of what a list holds now, also in a callback; None where nothing is chosen."""
    value = text_or_none(state.widget_value(key))
    meaning = state.noted(_name(key))
    if value is None or not isinstance(meaning, dict) or value in meaning.values():
        return value
    found = meaning.get(value)
    return found if isinstance(found, str) else None
