"""How a fault is pointed at without repeating what somebody typed.

A path is made of keys and positions. A key is shown only where it is written like one: what could
be a name or a sentence in the wrong place is shown as its position. Values are never shown.
"""

import difflib
import re
from collections.abc import Iterable, Mapping
from itertools import islice

from isa.platform.wording import gettext as _

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,59}")
_NEAR = 0.7
_MOST_TOLD = 100
_LATER = _("It may come from a later version.")


def within(path: str, part: object, place: int) -> str:
    """The path of an entry that stands at a place: ``recipients[0].link`` or ``harm.[key 2]``."""
    if isinstance(part, int):
        return f"{path}[{part}]"
    key = str(part)
    if not _KEY.fullmatch(key):
        key = _("[key {value}]").format(value=place + 1)
    return f"{path}.{key}" if path else key


def place_of(holder: object, part: object) -> int:
    """Where a key that cannot be shown stands among the keys of its object; else 0."""
    if not isinstance(holder, Mapping) or part not in holder or _KEY.fullmatch(str(part)):
        return 0
    return list(holder).index(part)


def did_you_mean(given: object, known: Iterable[str]) -> str:
    """The nearest known name as a question, or nothing."""
    if not isinstance(given, str) or not _KEY.fullmatch(given):
        return ""
    near = difflib.get_close_matches(given.lower(), list(known), n=1, cutoff=_NEAR)
    return _("Did you mean {near}?").format(near=near[0]) if near else ""


def unknown_name(given: object, known: Iterable[str]) -> str:
    """What to say of a key that this release does not know."""
    near = did_you_mean(given, known)
    return _("There is no such question or key in this release. {value}").format(
        value=near or _LATER
    )


def unknown_value(given: object, known: Iterable[str], *, takes: str = _("one of")) -> str:
    """What to say of a value that is none of those that are known."""
    values = list(known)
    allowed = _("It takes {takes}: {values}.").format(takes=takes, values=", ".join(values))
    if given is None:
        return _("This has no value. Leave it out if it was not answered. {allowed}").format(
            allowed=allowed
        )
    if not isinstance(given, str):
        return _("This must be one code, as text. {allowed}").format(allowed=allowed)
    near = did_you_mean(given, values)
    return _("This release does not know this value. {value}").format(
        value=near or f"{_LATER} {allowed}"
    )


def first_of(faults: Iterable[tuple[str, str]], count: int) -> dict[str, str]:
    """The first hundred faults, and how many more there are: nobody reads ten thousand."""
    told = dict(islice(faults, _MOST_TOLD))
    if count > _MOST_TOLD:
        told["..."] = _("There are {value:,} more faults like these.").format(
            value=count - _MOST_TOLD
        )
    return told
