"""JSON from outside, read without mercy: one way to read it, or a fault at its path.

No key twice, no number that is not one, no half of a character, nothing huge and nothing nested
more deeply than any answers or facts are. Nothing read is repeated in a fault.
"""

import json
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from decisions.pointing import first_of, place_of, within
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _

MAX_BYTES = 8_000_000
MAX_DEPTH = 24
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class _Twice(dict[str, Any]):
    """An object in which a key was given twice."""

    keys_twice: tuple[str, ...] = ()


class _NotANumber(ValueError):
    """NaN or an infinity: JavaScript writes them, JSON has none."""


def decoded(raw: bytes) -> str:
    """Bytes as UTF-8 text, with or without its mark. Raises Invalid for any others."""
    if len(raw) > MAX_BYTES:
        raise Invalid(
            {"": _("This is longer than {max_bytes:,} bytes.").format(max_bytes=MAX_BYTES)}
        )
    if raw.startswith(_UTF16):
        raise Invalid({"": _("This is UTF-16 text. Save it as UTF-8.")})
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Invalid(
            {"": _("This is not UTF-8 text: see byte {value:,}.").format(value=error.start + 1)}
        ) from None


def parsed(text: str) -> object:
    """The one value in a JSON text. Raises Invalid with every fault of its form, by path."""
    if len(text) > MAX_BYTES:
        raise Invalid(
            {"": _("This is longer than {max_bytes:,} characters.").format(max_bytes=MAX_BYTES)}
        )
    if not text.strip():
        raise Invalid({"": _("This is empty, which is not valid JSON.")})
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError:
        raise Invalid({"": _TOO_DEEP}) from None
    except json.JSONDecodeError as error:
        where = _("line {lineno}, column {colno}").format(lineno=error.lineno, colno=error.colno)
        raise Invalid({"": _("This is not valid JSON: see {where}.").format(where=where)}) from None
    except _NotANumber:
        raise Invalid({"": _("This is not valid JSON: it holds NaN or Infinity.")}) from None
    except ValueError:
        raise Invalid({"": _("This is not valid JSON: a number in it is too long.")}) from None
    if faults := list(_faults(value)):
        raise Invalid(first_of(faults, len(faults)))
    return value


_TOO_DEEP = _("This is nested more than {max_depth} levels deep.").format(max_depth=MAX_DEPTH)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    marked = _Twice(found)
    counts = Counter(name for name, _rest in pairs)
    marked.keys_twice = tuple(name for name, times in counts.items() if times > 1)
    return marked


def _no_constant(_name: str) -> NoReturn:
    raise _NotANumber


def _faults(value: object) -> Iterator[tuple[str, str]]:
    """Faults that are found only by walking the whole value, in its own order."""
    waiting: list[tuple[str, object, int]] = [("", value, 0)]
    while waiting:
        path, one, depth = waiting.pop()
        if isinstance(one, dict | list):
            if depth == MAX_DEPTH:
                yield path, _TOO_DEEP
                continue
            yield from _of_object(path, one)
            entries = enumerate(one.items() if isinstance(one, dict) else enumerate(one))
            waiting += [
                (within(path, part, place), held, depth + 1)
                for place, (part, held) in reversed(list(entries))
            ]
        elif isinstance(one, str) and not _is_text(one):
            yield path, _("This holds half of a character, which no document can hold.")
        elif isinstance(one, float) and not math.isfinite(one):
            yield path, _("This number is too large.")


def _of_object(path: str, one: dict[str, Any] | list[Any]) -> Iterator[tuple[str, str]]:
    if isinstance(one, _Twice):
        for name in one.keys_twice:
            yield (
                within(path, name, place_of(one, name)),
                _("This key is given twice. Keep one of them."),
            )
    if isinstance(one, dict) and not all(map(_is_text, one)):
        yield path, _("A key in this holds half of a character, which no document can hold.")


def _is_text(words: str) -> bool:
    if words.isascii():
        return True
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True
