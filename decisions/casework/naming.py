"""Whether words that should name nobody look as if they do: a guess, to look again, never to stop anybody.

It knows the shapes of a name after a title, two names in a row, a date of birth, a postcode, a house
in a street and an NHS number. What it does not find may name somebody all the same.
"""

import re

from isa.platform.wording import gettext as _

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?[ ./-](?:(?:{_MONTHS})[a-z]*|\d{{1,2}})[ ./-]\d{{2,4}}"
_NAME = r"[A-Z][a-z]+(?:['-][A-Z][a-z]+)?"
_SHAPES = (
    (
        _("a name"),
        (
            rf"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? {_NAME}",
            rf"\b(?:called|named|is|for|about|with) {_NAME} {_NAME}\b",
        ),
    ),
    (
        _("a date of birth"),
        (rf"(?i:\b(?:born|birth|dob|d\.o\.b\.?)\b)[^.\n]{{0,20}}?{_DAY}", rf"\b{_DAY}\b"),
    ),
    (
        _("an address"),
        (
            r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
            r"\b\d{1,4}[a-z]? [A-Z][a-z]+ (?:Road|Street|Avenue|Lane|Close|Drive|Way|Court|Place)\b",
        ),
    ),
    (_("an NHS or other number"), (r"\b\d{3} ?\d{3} ?\d{4}\b",)),
)


def looks_like(*texts: str) -> tuple[str, ...]:
    """What the texts seem to hold that says who it is, in words and each once."""
    whole = "\n".join(texts)
    return tuple(
        what for what, shapes in _SHAPES if any(re.search(shape, whole) for shape in shapes)
    )
