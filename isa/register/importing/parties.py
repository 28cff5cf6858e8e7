"""Several agencies in one cell, with separators or without: one name each (pure).

Names that the register or the file already holds are looked for first, so that a comma or an "and"
inside a name is left alone. Text in brackets is never cut.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from isa.platform.wording import gettext as _
from isa.register.importing.kinds import kind_of
from isa.register.importing.likeness import ANYBODYS, own_words
from isa.register.importing.limits import MOST_NAMES_IN_CELL
from isa.register.importing.name_ends import ENDS, STRONG
from isa.register.importing.places import MOST_PLACES, is_one_body
from isa.register.importing.run_together import apart
from isa.register.naming import fold

_HARD = re.compile(
    r"[\n\r;|\u2022\u00b7\u25aa\u25cf\t]+|\s+[\u2013\u2014]\s+|\s+/\s+|(?:^|\s)(?:\(?\d{1,2}[.)]|-|\*)\s+(?=[A-Z])"
)
_PLACEHOLDER = re.compile(
    r"^\W*(n/?a|none|nil|tbc|tba|unknown|not (known|recorded|applicable)|various|others?|see (list|below|above|attached|appendix.*|notes?)|as (listed|above|below)|multiple|\?+|-+)?\W*$",  # noqa: E501
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:and|&|plus|including|incl\.?|as well as)\s+", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[\s,;]+(?:and|plus)|[\s,;]*[&+/])+$", re.IGNORECASE)
_GOES_ON_BELOW = re.compile(r"\s*(&|\band)[ \t]*[\r\n]+\s*", re.IGNORECASE)
"""A line that ends in 'and' goes on in the next: one name or two, as in a single line."""
_JOINED = re.compile(r"\s+(?:and|&|\+)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r",\s*|\s+(?:and|&|\+)\s+", re.IGNORECASE)
_JOINER = re.compile(r"(?:and|plus)?")
_SHORT_FORM = re.compile(r"[A-Z]{3,6}")
_NO_NAME = frozenset({"nhs", "hmp", "yoi"})
"""Short forms that begin a name and are none."""
_NATIONAL = frozenset({"charity", "government", "dbs", "professional_regulator"})
"""Kinds that a name tells of without ending as names of local bodies do: Victim Support, Age UK."""
_MANY_OF_A_KIND = frozenset(
    re.findall(
        r"\w+", "councils schools colleges hospitals police probation health education housing gps"
    )
)


@dataclass(frozen=True, slots=True)
class Parties:
    """The names in a cell, and whether they were run together with nothing between."""

    names: tuple[str, ...]
    doubt: str = ""


def names_in(text: str, known: Collection[str], *, is_one: bool = False) -> Parties:
    """The names in a cell. ``known`` holds folded names; ``is_one`` for a column of one name a row."""
    if not text.strip() or _PLACEHOLDER.match(text):
        doubt = (
            ""
            if not text.strip(" \t\n-")
            else _("'{text}' names nobody").format(text=text.strip()[:40])
        )
        return Parties(names=(), doubt=doubt)
    if fold(text) in known:
        return Parties(names=(_tidy(text),))
    text = _GOES_ON_BELOW.sub(r" \1 ", text)
    pieces = [piece for piece in _cut(text, _HARD) if piece.strip()]
    if is_one:
        return Parties(names=_kept(pieces))
    return _several(pieces, known)


def _several(pieces: list[str], known: Collection[str]) -> Parties:
    found: list[str] = []
    doubt = ""
    whole = (
        name
        for piece in pieces
        for part in _at_commas(piece, known)
        for name in _at_and(part, known)
    )
    for name in whole:
        each = list(apart(name, known))
        if len(each) > 1:
            doubt = _("{count} names stand here with nothing between them: check the split").format(
                count=len(each)
            )
        found.extend(each)
    names = _kept(found)
    if len(names) > MOST_NAMES_IN_CELL:
        return Parties(
            names=(),
            doubt=_("More than {most_names_in_cell} names in one cell: put one in each row").format(
                most_names_in_cell=MOST_NAMES_IN_CELL
            ),
        )
    return Parties(names=names, doubt=doubt)


def _kept(found: list[str]) -> tuple[str, ...]:
    tidied = (_tidy(each) for each in found)
    return tuple(
        dict.fromkeys(
            each for each in tidied if not _PLACEHOLDER.match(each) and not _is_joiner(each)
        )
    )


def _is_joiner(text: str) -> bool:
    """Whether nothing is left but what stood between two names."""
    return bool(_JOINER.fullmatch(fold(text)))


def _tidy(text: str) -> str:
    line = " ".join(text.split()).strip(" ,;.-")
    return _TRAILING.sub("", _LEADING.sub("", line)).strip(" ,;.-")


def _cut(text: str, pattern: re.Pattern[str]) -> list[str]:
    """The text cut where the pattern matches outside brackets."""
    pieces, start = [], 0
    for found in pattern.finditer(text):
        if text.count("(", 0, found.start()) > text.count(")", 0, found.start()):
            continue
        pieces.append(text[start : found.start()])
        start = found.end()
    return [*pieces, text[start:]]


def _at_commas(text: str, known: Collection[str]) -> Iterator[str]:
    """Cut at commas, but keep together a known name, and the places of one body."""
    parts = _cut(text, re.compile(r",\s*"))
    start = 0
    while start < len(parts):
        end = start + 1
        for stop in range(min(len(parts), start + MOST_PLACES), start + 1, -1):
            some = parts[start:stop]
            if fold(" ".join(some)) in known or is_one_body(some, known):
                end = stop
                break
        yield ", ".join(parts[start:end])
        start = end


def _at_and(text: str, known: Collection[str]) -> Iterator[str]:
    """Cut at 'and' only where names stand on both sides of it."""
    if fold(text) in known:
        yield text
        return
    for found in _JOINED.finditer(text):
        left, right = text[: found.start()], text[found.end() :]
        if left.count("(") > left.count(")"):
            continue
        if _is_name(left, known) and (_is_name(right, known) or _ends_apart(left, right)):
            yield left
            yield from _at_and(right, known)
            return
    yield text


def _is_name(text: str, known: Collection[str]) -> bool:
    """Whether words can stand as a name: a known one, a short form, or one that ends as names end.

    'Care Trust' ends so and is the half of a name: it has no word that makes it anybody's own.
    """
    bare = re.sub(r"\([^)]*\)\s*$", "", text).strip(" ,;.-&")
    words = fold(bare).split()
    if not words or " ".join(words) in known:
        return bool(words)
    if len(words) == 1:
        return bool(_SHORT_FORM.fullmatch(bare)) and words[0] not in _NO_NAME
    parts = _JOINED.split(bare)
    if len(parts) > 1:
        return _is_name(parts[-1], known)
    if kind_of(bare) in _NATIONAL:
        return True
    return words[-1] in ENDS and bool(own_words(bare) - ANYBODYS)


def _ends_apart(left: str, right: str) -> bool:
    """Whether a name surely ends on the left and another on the right: 'Sampleton Police and Fire Service'."""
    before, after = fold(left).split(), fold(right).split()
    return before[-1] in STRONG and len(after) > 1 and after[-1] in ENDS


def are_several(text: str) -> bool:
    """Whether a cell surely holds several names: each of them stands as a name on its own."""
    names = names_in(text, ()).names
    return len(names) > 1 and all(_is_name(each, ()) for each in names)


def may_be_several(name: str) -> bool:
    """Whether a name joins what may be several agencies: 'Police and Probation', 'A & B & C'."""
    parts = _JOINED.split(re.sub(r"\([^)]*\)", " ", name))
    if len(parts) > 2:
        return not _ends_as_one(parts)
    left, right = ((fold(part).split() or [""])[-1] for part in (*parts, "")[:2])
    if left not in ENDS and right in STRONG:
        return False
    kinds = ENDS | _MANY_OF_A_KIND
    return left in kinds and right in kinds


def _ends_as_one(parts: Sequence[str]) -> bool:
    """Whether several words lead to one end: 'Barnet, Enfield and Haringey Mental Health NHS Trust'."""
    *before, last = (fold(part).split() for part in parts)
    return bool(last) and last[-1] in STRONG and not any(set(each) & ENDS for each in before)


def split(name: str) -> tuple[str, ...]:
    """A name cut at every 'and' and comma outside brackets, as a person said it should be."""
    return tuple(part for piece in _cut(name, _BETWEEN) if (part := _tidy(piece)))
