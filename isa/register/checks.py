"""What may be written into the register: each fault as a sentence, keyed by where it is (pure)."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date

from isa.platform.clock import show_date
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _

NAME_LIMIT = 200
TEXT_LIMIT = 4000
EARLIEST = date(1950, 1, 1)
LATEST = date(2100, 1, 1)

_ID = re.compile(r"^[a-z0-9][a-z0-9_-]{1,63}$")
_NUMBER = re.compile(r"^\+?[0-9][0-9 ()-]{1,24}$")
_EMAIL = re.compile(r"^[^\s@<>\"]{1,64}@[^\s@<>\"]{1,180}\.[a-zA-Z]{2,}$")
_REFUSED_IN_NAMES = {"So", "Cs", "Co", "Cn", "Cc", "Sk", "Cf"}

Faults = dict[str, str]


def name_faults(path: str, value: str, what: str, *, limit: int = NAME_LIMIT) -> Faults:
    """A short text shown everywhere: present, not too long, plain characters only."""
    text = value.strip()
    if not text:
        return {path: _("Enter {what}").format(what=what)}
    if len(text) > limit:
        return {
            path: _("Shorten {what} to {limit} characters; it has {count}").format(
                what=what, limit=limit, count=len(text)
            )
        }
    if "<" in text or ">" in text:
        return {path: _("Take the characters < and > out of {what}").format(what=what)}
    if any(unicodedata.category(letter) in _REFUSED_IN_NAMES for letter in text):
        return {path: _("Use only letters, numbers and punctuation in {what}").format(what=what)}
    return {}


def text_faults(path: str, value: str, what: str, *, limit: int = TEXT_LIMIT) -> Faults:
    """A longer text: anything may be written, up to a limit."""
    if len(value) > limit:
        return {
            path: _("Shorten {what} to {limit:,} characters; it has {count:,}").format(
                what=what, limit=limit, count=len(value)
            )
        }
    if any(unicodedata.category(letter) == "Cc" and letter not in "\n\r\t" for letter in value):
        return {path: _("Take control characters out of {what}").format(what=what)}
    return {}


def id_faults(path: str, value: str | None) -> Faults:
    """An id that somebody chose: it may stand in an address."""
    if value is None or _ID.match(value):
        return {}
    return {path: _("Use 2 to 64 small letters, digits, hyphens or underscores for the id")}


def number_faults(path: str, value: str) -> Faults:
    """A telephone number."""
    if _NUMBER.match(value.strip()):
        return {}
    return {path: _("Enter a telephone number, like 01632 960 001")}


def email_faults(path: str, value: str) -> Faults:
    """An e-mail address as people write it; whether anybody reads it is for people to check."""
    if _EMAIL.match(value.strip()):
        return {}
    return {path: _("Enter an e-mail address, like records@council.example")}


def day_faults(path: str, value: date | None, what: str) -> Faults:
    """A day that can be meant: nobody signed in the year 205."""
    if value is None or EARLIEST <= value <= LATEST:
        return {}
    return {
        path: _("Check the year of {what}: {value} cannot be right").format(
            what=what, value=value.isoformat()
        )
    }


def order_faults(path: str, first: date | None, then: date | None, what: str) -> Faults:
    """A later day that must not come before an earlier one."""
    if first is None or then is None or first <= then:
        return {}
    return {path: _("{what} must be on or after {first}").format(what=what, first=show_date(first))}


def code_faults(
    path: str, values: Iterable[str], allowed: Collection[str], what: str, where: str
) -> Faults:
    """Codes that must be in a vocabulary file."""
    unknown = [value for value in values if value not in allowed]
    if not unknown:
        return {}
    shown = ", ".join(value[:40] for value in unknown[:3])
    return {
        path: _("There is no {what} '{shown}'. The codes are in data/vocabulary/{where}").format(
            what=what, shown=shown, where=where
        )
    }


def raise_if_any(*found: Faults) -> None:
    """Raise ``Invalid`` with every fault; the first sentence for a path wins."""
    faults: Faults = {}
    for each in found:
        faults = {**each, **faults}
    if faults:
        raise Invalid(faults)
