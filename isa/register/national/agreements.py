"""The agreements of an invented nation: most within one place, some across a region, a few everywhere.

Sizes are heavy-tailed: many have a handful of parties, some have hundreds; each national body is in
a fixed part of all of them. The same size always gives the same agreements.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from isa.register.national.agencies import GPS, Place, Size, hubs, names, places
from isa.register.vocabulary import Vocabulary

START = date(2024, 4, 1)
MOST_PARTIES = 600
_REGION = 10
_SPECIAL = (1, 1, 2, 3)
_STATES = (*["signed"] * 93, *["invited"] * 4, "queried", "declined", "signed_unverified")
_STATUSES = (*["in_force"] * 6, "review_due", "expired")
_USUAL = {
    "safeguard_child": (("household", "chronology", "csc_record"), ("child", "parent_carer")),
    "safeguard_adult": (("household", "health", "capacity_best"), ("adult_at_risk",)),
    "domestic_abuse": (
        ("household", "domestic_abuse"),
        ("victim_witness", "alleged_perpetrator", "child"),
    ),
}
"""What agreements for a purpose, or one under it, share about whom in any case."""


@dataclass(frozen=True)
class Line:
    """One row of a sharing table. ``recipient`` is an agency's number, None: every party."""

    direction: str
    recipient: int | None
    categories: tuple[str, ...]
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class Agreed:
    """One agreement with everything the register keeps of it."""

    number: int
    place: str
    lead: int
    status: str
    starts_on: date
    ends_on: date | None
    needs_everyone: bool
    purposes: tuple[str, ...]
    parties: tuple[int, ...]
    states: tuple[str, ...]
    """How far each party has come, in the order of ``parties``."""
    lines: tuple[Line, ...]


def agreements(size: Size, words: Vocabulary) -> Iterator[Agreed]:
    """Every agreement; together they have exactly the party rows asked for."""
    chance = random.Random(20_261_121)  # noqa: S311 -- an invented register, no secret
    where = places(size)
    purposes = sorted(words.purposes)
    for number, (home, parties) in enumerate(_parties(size, where, chance)):
        starts_on = START + timedelta(days=chance.randrange(700))
        status = chance.choice(_STATUSES)
        chosen = tuple(chance.sample(purposes, chance.choice(_SPECIAL)))
        yield Agreed(
            number=number,
            place=home.name,
            lead=home.first,
            status=status,
            starts_on=starts_on,
            ends_on=_ends_on(status, starts_on, chance),
            needs_everyone=number % 10 == 0,
            purposes=chosen,
            parties=parties,
            states=tuple(chance.choices(_STATES, k=len(parties))),
            lines=(
                _line("reciprocal", None, words, chosen, chance),
                _line("one_way", home.first, words, chosen, chance),
            ),
        )


def _ends_on(status: str, starts_on: date, chance: random.Random) -> date | None:
    if status == "expired":
        return starts_on + timedelta(days=180)
    return starts_on + timedelta(days=3 * 365) if chance.random() < 0.4 else None


def _line(
    direction: str,
    recipient: int | None,
    words: Vocabulary,
    purposes: tuple[str, ...],
    chance: random.Random,
) -> Line:
    usual = [_USUAL[one] for code in purposes for one in words.purpose_line(code) if one in _USUAL]
    categories = {code for some, _about in usual for code in some}
    subjects = {code for _some, about in usual for code in about}
    return Line(
        direction=direction,
        recipient=recipient,
        categories=_drawn("id_contact", categories, sorted(words.categories), 5, chance),
        subjects=_drawn("", subjects, sorted(words.subjects), 2, chance),
    )


def _drawn(
    first: str, usual: set[str], every: list[str], more: int, chance: random.Random
) -> tuple[str, ...]:
    drawn = [*sorted(usual), *chance.sample(every, more)]
    return tuple(dict.fromkeys([first, *drawn] if first else drawn))


def _parties(
    size: Size, where: tuple[Place, ...], chance: random.Random
) -> list[tuple[Place, tuple[int, ...]]]:
    """The place and the parties of each agreement, evened out to the number of rows asked for."""
    typical = size.parties / size.agreements - hubs() * size.hub_share
    found: list[tuple[Place, set[int]]] = []
    for _number in range(size.agreements):
        at = chance.randrange(len(where))
        home, pool = where[at], _pool(where, at, chance)
        # Pareto with this shape has a mean of 2.5 times its least value.
        many = int(chance.paretovariate(1.65) * typical / 2.4)
        many = max(2, min(many, MOST_PARTIES, len(pool) // 2))
        members = {hub for hub in range(hubs()) if chance.random() < size.hub_share}
        members |= set(_core(home, many, chance))
        members.add(home.first)
        while len(members) < many:
            members.add(chance.choice(pool))
        found.append((home, members))
    _even_out(found, size.parties, chance)
    return [(home, tuple(sorted(members))) for home, members in found]


def _pool(where: tuple[Place, ...], at: int, chance: random.Random) -> range:
    """Who else may be a party: the place, its region, or the nation."""
    reach = chance.random()
    if reach < 0.8:
        return range(where[at].first + GPS, where[at].end)
    if reach < 0.95:
        near = where[at // _REGION * _REGION : at // _REGION * _REGION + _REGION]
        return range(near[0].first, near[-1].end)
    return range(where[0].first, where[-1].end)


def _core(home: Place, many: int, chance: random.Random) -> Iterable[int]:
    """Some of those who are in every place, as many as the agreement has room for."""
    those = range(home.first, min(home.first + len(names().core), home.end))
    return [one for one in chance.sample(those, len(those)) if chance.random() < 0.5][: many - 1]


def _even_out(found: list[tuple[Place, set[int]]], wanted: int, chance: random.Random) -> None:
    """Add or take away parties one by one until there are as many rows as wanted."""
    total = sum(len(members) for _home, members in found)
    while total != wanted:
        home, members = chance.choice(found)
        before = len(members)
        if total < wanted and before < MOST_PARTIES:
            members.add(chance.randrange(home.first, home.end))
        elif total > wanted and before > 3:
            members.discard(chance.choice([one for one in members if one != home.first]))
        total += len(members) - before
