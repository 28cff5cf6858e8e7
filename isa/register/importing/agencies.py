"""A list of agencies, thousands of rows at a time: who is known, who is new, which codes are added (pure).

Most rows of a long list are alike: a plain name that nobody has, codes that look as they should and
stand once. What a rule says of a column is asked of all its cells at once, and only a row that one of
them speaks of is looked at closely.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from isa.platform.wording import ngettext
from isa.register.importing.headers import IDENTIFIERS
from isa.register.importing.larger_bodies import find_larger_bodies
from isa.register.importing.likeness import plain_key
from isa.register.importing.listed import (
    LONGEST_CODE,
    LOOKED_NEAR,
    SURELY_PLAIN,
    Listed,
    add,
    kind_in,
    pattern,
    take,
)
from isa.register.importing.matching import Register
from isa.register.importing.model import ColumnMap, Sheet
from isa.register.importing.plan import Plan
from isa.register.importing.rows import Table, table
from isa.register.naming import fold
from isa.register.vocabulary import vocabulary

_LOOKED_AT = ("closed_on", "other_names", "parent", "area")
"""Fields that few lists hold: a row that says one is looked at closely."""


def plan_agencies(
    plan: Plan,
    sheet: Sheet,
    mapping: ColumnMap,
    register: Register,
    chosen: Mapping[str, str],
    *,
    today: date,
) -> None:
    """Fill a plan from a list of agencies. Nothing of an agency that is known is taken away."""
    kinds = tuple(code for code in IDENTIFIERS if code in mapping.fields)
    reading = Listed(plan, mapping, register, chosen, today, kinds)
    told = table(sheet, mapping, plan.findings)
    plan.rows = len(told.numbers)
    _read(reading, told)
    find_larger_bodies(reading)
    plan.agencies = list(reading.new.values())
    if reading.ended:
        plan.findings.note(
            0,
            0,
            ngettext(
                "One agency of the list has closed and is not in the register: left out",
                "{ended:,} agencies of the list have closed and are not in the register: left out",
                reading.ended,
            ).format(ended=reading.ended),
        )


def _read(reading: Listed, told: Table) -> None:
    names, written = told.column("name"), told.column("kind")
    keys = [*map(fold, names)]
    closely = _to_look_at(reading, told, names, keys)
    codes = [(kind, told.column(kind)) for kind in reading.kinds]
    for place, (number, name, key, word) in enumerate(
        zip(told.numbers, names, keys, written, strict=True)
    ):
        if place in closely or len(reading.new) < LOOKED_NEAR:
            take(reading, told.line(place))
            continue
        identifiers = {kind: texts[place] for kind, texts in codes if texts[place]}
        made = add(reading, number, name, key, identifiers)
        if made is not None:
            made.type = kind_in(reading, word, name)


def _to_look_at(
    reading: Listed, told: Table, names: Sequence[str], keys: Sequence[str]
) -> frozenset[int]:
    """The places of rows of which anything has to be said, or that the register may have."""
    register = reading.register
    found: set[int] = {
        place for place, name in enumerate(names) if not SURELY_PLAIN.fullmatch(name)
    }
    for held in (register.by_name, reading.chosen):
        if held:
            found.update(place for place, key in enumerate(keys) if key in held)
    if register.by_key:
        found.update(
            place for place, name in enumerate(names) if plain_key(name) in register.by_key
        )
    for field in _LOOKED_AT:
        texts = told.columns.get(field, ())
        found.update(place for place, text in enumerate(texts) if text)
    for kind in reading.kinds:
        found.update(_codes_to_look_at(reading, kind, told.column(kind)))
    return frozenset(found)


def _codes_to_look_at(reading: Listed, kind: str, texts: Sequence[str]) -> Iterator[int]:
    """Codes that look as they should not, stand twice, or are known."""
    usual = pattern(vocabulary().identifier_kinds[kind].pattern).match
    yield from (place for place, text in enumerate(texts) if text and not usual(text))
    if usual("<"):  # a kind of code that may be anything at all
        plain = SURELY_PLAIN.fullmatch
        yield from (
            place
            for place, text in enumerate(texts)
            if text and not (len(text) <= LONGEST_CODE and plain(text))
        )
    told = [text.upper() for text in texts]
    again = {value for value, count in Counter(told).items() if count > 1 and value}
    again |= {value for held, value in reading.register.by_identifier if held == kind}
    if again:
        yield from (place for place, value in enumerate(told) if value in again)
