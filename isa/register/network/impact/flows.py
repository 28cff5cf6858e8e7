"""The flows a change touches, each pair of agencies once (pure)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import product

from isa.coverage.network.book import Book
from isa.coverage.network.lost import Pair
from isa.coverage.network.reach import Reach, reaches
from isa.platform.errors import Invalid
from isa.platform.wording import gettext as _

MOST_SINGLY = 100_000
"""How many pairs, for one purpose each, may have to be added up one by one."""
MOST_OF_AGENCY = 30_000
"""The same where an agency leaves all its agreements, each of which has to be read and weighed."""


def flows_of(
    book: Book, keys: Iterable[str], through: frozenset[str], purpose: str
) -> list[tuple[Reach, list[Pair]]]:
    """Each pair and purpose once, asked about everything that any of these agreements shares for it.

    Pairs that the same agreements join are asked the same, so they stand together.
    """
    reached: list[Reach] = []
    joins: dict[tuple[str, Pair], list[int]] = defaultdict(list)
    controllers = {agency: side.controller_id for agency, side in book.sides.items()}
    for key in keys:
        for reach in reaches(book, key, frozenset()) if key in book.agreements else ():
            if purpose and reach.purpose != purpose:
                continue
            for part in with_an_end_in(reach, through):
                for one, other in product(part.providers, part.recipients):
                    if controllers[one] != controllers[other]:
                        joins[reach.purpose, (one, other)].append(len(reached))
            reached.append(reach)
            few_enough(len(joins), MOST_OF_AGENCY, purpose)
    alike: dict[tuple[str, tuple[int, ...]], list[Pair]] = defaultdict(list)
    for (code, pair), places in joins.items():
        alike[code, tuple(dict.fromkeys(places))].append(pair)
    return [
        (_together(code, [reached[place] for place in places]), them)
        for (code, places), them in alike.items()
    ]


def _together(purpose: str, found: Sequence[Reach]) -> Reach:
    """What several agreements share for a purpose between the same agencies, as one."""
    return Reach(
        purpose,
        tuple(sorted({code for one in found for code in one.categories})),
        tuple(sorted({who for one in found for who in one.subjects})),
        (),
        (),
        frozenset(),
    )


def standing_through(book: Book, party_id: str, keys: Collection[str]) -> frozenset[str]:
    """Everyone who stands in one of these agreements because this party does."""
    return frozenset(
        agency
        for agency, found in book.stands.items()
        if any(way.party_id == party_id for key in keys for way in found.get(key, ()))
    )


def with_an_end_in(reach: Reach, some: frozenset[str]) -> tuple[Reach, ...]:
    """The same reach, where one end at least is among some agencies; each pair once."""
    inside = tuple(one for one in reach.providers if one in some)
    outside = tuple(one for one in reach.providers if one not in some)
    return (
        Reach(
            reach.purpose, reach.categories, reach.subjects, inside, reach.recipients, reach.base
        ),
        Reach(reach.purpose, reach.categories, reach.subjects, outside, inside, reach.base),
    )


def few_enough(asked: int, most: int, purpose: str) -> None:
    """``Invalid`` when more would have to be asked about than can be."""
    if asked > most:
        words = _("More than {most:,} flows would have to be asked about one by one.")
        raise Invalid({"purpose": f"{words.format(most=most)} {next_step(purpose)}"})


def next_step(purpose: str) -> str:
    """How to ask about less: what was chosen already is not asked for again."""
    if purpose:
        return _(
            "Ask about one agreement at a time: open it, and select “What would lapse?”. The list of "
            "agreements can be narrowed to one party and one purpose."
        )
    return _("Choose one purpose, or ask about one agreement at a time.")
