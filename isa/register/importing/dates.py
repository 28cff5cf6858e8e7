"""Days as people write them in registers: 1/4/24, Mar-2024, July 2024, Under Review, 45383 (pure).

British order: the day comes first. What is not certain is said, never silently chosen.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from isa.platform.wording import gettext as _
from isa.register.checks import EARLIEST, LATEST

_MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"('?\d{4}|'?\d{2})"
_SEP = r"[\s./,_-]+"
_ORDINAL = r"(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,]+)?"
_TIME = re.compile(
    r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(\s?[ap]m|Z|[+-]\d{2}:\d{2})?", re.IGNORECASE
)
_FORMS = re.compile(
    rf"(?P<iso>\b\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\b)"
    rf"|(?P<dmy>\b\d{{1,2}}\s*[./-]\s*\d{{1,2}}\s*[./-]\s*(?:\d{{4}}|\d{{2}})\b)"
    rf"|(?P<words>\b{_WEEKDAY}\d{{1,2}}{_ORDINAL}(?:\s+of)?{_SEP}{_MONTH}{_SEP}{_YEAR}\b)"
    rf"|(?P<us>\b{_MONTH}\s+\d{{1,2}}{_ORDINAL},?\s+\d{{4}}\b)"
    rf"|(?P<month>\b{_MONTH}{_SEP}{_YEAR}\b)"
    rf"|(?P<tight>\b{_MONTH}\d{{2,4}}\b)"
    rf"|(?P<my>\b(?:0?[1-9]|1[0-2])\s*[/-]\s*\d{{4}}\b)"
    rf"|(?P<ym>\b\d{{4}}-(?:0[1-9]|1[0-2])\b)"
    rf"|(?P<year>\b(?:19|20)\d{{2}}\b)",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"^\d{5}(\.\d+)?$")
_STAMP = re.compile(r"^(19|20)\d{6}$")
_FIRST_SERIAL = date(1899, 12, 30)
_LEFT_WORDS = re.compile(r"[a-z]{3,}", re.IGNORECASE)
_IN_REVIEW = re.compile(
    r"\b(under|in|being)\s+review(ed)?\b|\breview(ing)?\s+(under\s*way|in progress)\b", re.I
)
_ENDED = re.compile(r"\b(expired|ended|closed|ceased|terminated|superseded|withdrawn)\b", re.I)
_NOTHING = re.compile(
    r"^\W*(tbc|tba|tbd|n/?a|none|nil|not (known|recorded|applicable|set|stated|dated)|unknown|undated|"
    r"ongoing|on-going|rolling|no (end|review|expiry)( date)?|open[- ]ended|blank|pending|awaited|"
    r"to be (confirmed|agreed|decided|advised)|as (needed|required)|annual(ly)?|yearly|see notes?|\?+|-+|x)?"
    r"\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell says of a day. ``first`` and ``last`` differ when it names a month or a year only."""

    first: date | None = None
    last: date | None = None
    state: str = ""
    """``in_review`` or ``ended`` when the cell says so in words."""
    doubt: str = ""
    is_readable: bool = True


NOTHING = Read()


@lru_cache(maxsize=20_000)
def read_day(text: str, *, takes_latest: bool = False) -> Read:
    """What a cell of a date column says. Of several days in one cell the first counts, or the latest."""
    cleaned = " ".join(text.replace("\u00a0", " ").replace("\u2013", "-").split())
    if _NOTHING.match(cleaned):
        return NOTHING
    if _SERIAL.match(cleaned):
        return _serial(cleaned)
    if _STAMP.match(cleaned):
        cleaned = f"{cleaned[:4]}-{cleaned[4:6]}-{cleaned[6:]}"
    state = "in_review" if _IN_REVIEW.search(cleaned) else "ended" if _ENDED.search(cleaned) else ""
    without_time = _TIME.sub(" ", cleaned) if ":" in cleaned else cleaned
    spans = [_span(found) for found in _FORMS.finditer(without_time)]
    if not spans:
        return Read(state=state) if state else Read(is_readable=False)
    good = [span for span in spans if span is not None and _is_meant(span)]
    if not good:
        return Read(is_readable=False)
    first, last, doubt = max(good, key=lambda each: each[1]) if takes_latest else good[0]
    if len({span[:2] for span in good}) > 1 or len(good) < len(spans):
        which = _("the latest") if takes_latest else _("the first")
        doubt = _("The cell holds several days; {which} is taken").format(which=which)
    elif not state and _LEFT_WORDS.search(_FORMS.sub(" ", without_time)):
        doubt = doubt or _("The cell holds more than a day; the words beside it are left out")
    return Read(first=first, last=last, state=state, doubt=doubt)


_Span = tuple[date, date, str]


def _is_meant(span: _Span) -> bool:
    return EARLIEST <= span[0] <= LATEST


def _serial(text: str) -> Read:
    """A day as Excel counts: 45383 is 1 April 2024."""
    day = _FIRST_SERIAL + timedelta(days=int(float(text)))
    if not date(1990, 1, 1) <= day <= LATEST:
        return Read(is_readable=False)
    return Read(first=day, last=day)


def _span(found: re.Match[str]) -> _Span | None:
    kind = str(found.lastgroup)
    return _READERS[kind](found[kind])


def _day(year: int, month: int, day: int, doubt: str = "") -> _Span | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made, made, doubt


def _iso(text: str) -> _Span | None:
    year, month, day = (int(part) for part in re.findall(r"\d+", text))
    return _day(year, month, day)


def _numbers(text: str) -> _Span | None:
    day, month, year = (int(part) for part in re.findall(r"\d+", text))
    if month > 12 >= day:
        return _day(
            _century(year), day, month, _("Read as month, day, year: there is no such month")
        )
    return _day(_century(year), month, day)


def _century(year: int) -> int:
    return year if year > 99 else 2000 + year if year < 70 else 1900 + year


def _parts(text: str) -> tuple[list[int], int]:
    named = re.search(_MONTH, re.sub(rf"^{_WEEKDAY}", "", text, flags=re.I), re.IGNORECASE)
    month = _MONTHS[named[1].lower()] if named else 0
    return [int(part) for part in re.findall(r"\d+", text)], month


def _worded(text: str) -> _Span | None:
    (day, year), month = _parts(text)
    return _day(_century(year), month, day)


def _american(text: str) -> _Span | None:
    (day, year), month = _parts(text)
    return _day(year, month, day)


def _month_of(text: str) -> _Span | None:
    (year,), month = _parts(text)
    return _whole_month(_century(year), month)


def _month_number(text: str) -> _Span | None:
    month, year = (int(part) for part in re.findall(r"\d+", text))
    return _whole_month(year, month)


def _year_month(text: str) -> _Span | None:
    year, month = (int(part) for part in re.findall(r"\d+", text))
    return _whole_month(year, month)


def _whole_month(year: int, month: int) -> _Span:
    last = calendar.monthrange(year, month)[1]
    return date(year, month, 1), date(year, month, last), _("Only a month is given")


def _year_of(text: str) -> _Span | None:
    return date(int(text), 1, 1), date(int(text), 12, 31), _("Only a year is given")


_READERS: dict[str, Callable[[str], _Span | None]] = {
    "iso": _iso,
    "dmy": _numbers,
    "words": _worded,
    "us": _american,
    "month": _month_of,
    "tight": _month_of,
    "my": _month_number,
    "ym": _year_month,
    "year": _year_of,
}
