"""One look at a partnership: what a profile needs, what there is, and what would help most.

Read once, on one day; every part of it rests on the same answers.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from weakref import WeakKeyDictionary

from isa.coverage.model import Frozen, Verdict
from isa.coverage.network import changes, closing, onward, overlaps, profiles, shape
from isa.coverage.network.book import Book
from isa.coverage.network.flow import COVERS, Cell, Flow
from isa.coverage.network.matrix import cells
from isa.platform.config import data_dir
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.register.network.service import (
    network_book,
    network_sides,
    partnership,
    stakeholders,
    version_now,
)

AHEAD_MONTHS = 12
MOST_FLOWS = 4_000
"""How many needed flows one picture may be asked about: a few seconds' work."""
_MOST_KEPT = 8
_kept: WeakKeyDictionary[Database, OrderedDict[tuple[object, ...], "Picture"]] = WeakKeyDictionary()
"""The newest pictures of each database. The register's version is in the key, so none is ever stale."""


class Receives(Frozen):
    """Of those who are needed to send to an agency, how many may, and who may not."""

    agency_id: str
    may: int
    of: int
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A partnership held against a profile, on one day."""

    profile: str
    on: date
    book: Book
    names: dict[str, str]
    core: tuple[str, ...]
    middle: tuple[str, ...]
    """Those of the core that a picture has room for in its middle."""
    cells: tuple[Cell, ...]
    gaps: tuple[Cell, ...]
    links: tuple[shape.Link, ...]
    places: dict[str, shape.Place]
    receives: tuple[Receives, ...]
    mends: tuple[closing.Mend, ...]
    proposals: tuple[closing.Proposal, ...]
    single_points: tuple[tuple[str, int], ...]
    lapses: tuple[changes.Lapse, ...]
    overlaps: tuple[overlaps.Overlap, ...]

    @property
    def covered(self) -> int:
        """How many of the needed flows are wholly covered."""
        return sum(cell.is_covered for cell in self.cells)


def every_profile() -> dict[str, profiles.Profile]:
    """The required-flow profiles of this installation, by code."""
    return profiles.profiles_in(data_dir() / "profiles")


def picture(
    database: Database,
    actor: Actor,
    profile: str,
    area: str | None,
    *,
    on: date,
    agreement: str = "",
    purpose: str = "",
    category: str = "",
) -> Picture:
    """A place, or the parties of one agreement, held against a profile.

    ``area`` is as for ``partnership``; ``agreement``, an id or a reference, comes before it. ``purpose``
    and ``category`` narrow what is asked about. Agencies the profile does not name are left out.
    ``Invalid`` when there is no such profile or agreement, or when too much would have to be asked.
    """
    wanted = every_profile().get(profile)
    if wanted is None:
        raise Invalid({"profile": _("Choose a profile from the list")})
    kept = _kept.setdefault(database, OrderedDict())
    key = (version_now(database, actor), wanted, area, agreement, on, purpose, category)
    if key not in kept:
        agencies = (
            stakeholders(database, actor, on=on, agreement_id=agreement)
            if agreement
            else partnership(database, actor, area, on=on)
        )
        sides = network_sides(database, actor, agencies, on=on)
        named = [one for one, kind in sides.types.items() if kind in wanted.kinds]
        sides = sides.only(named)
        asked = _narrowed(sides, wanted.needed(sides), purpose, category)
        needed = _few_enough(tuple(asked), purpose)
        book = network_book(database, actor, named, on=on) if needed else sides
        kept[key] = _picture(book, wanted, needed)
        while len(kept) > _MOST_KEPT:
            kept.popitem(last=False)
    return kept[key]


def ways_round(found: Picture, cell: Cell) -> tuple[onward.Path, ...]:
    """For a gap: who of those looked at might pass it on, with what either hop needs."""
    return onward.onward(found.book, cell.flow)


def last_days(found: Picture) -> tuple[tuple[str, str, date], ...]:
    """The id, the reference and the last day of each agreement with which cover ends."""
    ending = dict.fromkeys((key, lapse.on) for lapse in found.lapses for key in lapse.keys)
    agreements = found.book.agreements
    return tuple((key, agreements[key].reference, on - timedelta(days=1)) for key, on in ending)


def _few_enough(needed: tuple[Flow, ...], purpose: str) -> tuple[Flow, ...]:
    if len(needed) > MOST_FLOWS:
        words = _("{count:,} flows would be needed here, and the map can hold {most:,}.")
        told = words.format(count=len(needed), most=MOST_FLOWS)
        step = (
            _("Choose a smaller place, or the parties of one agreement.")
            if purpose
            else _("Choose one purpose, a smaller place, or the parties of one agreement.")
        )
        raise Invalid({"area": f"{told} {step}"})
    return needed


def _narrowed(book: Book, needed: Iterable[Flow], purpose: str, category: str) -> Iterator[Flow]:
    for flow in needed:
        if purpose and purpose not in book.words.purposes[flow.purpose]:
            continue
        if not category:
            yield flow
        elif any(category in (code, *book.words.leaves[code]) for code in flow.categories):
            yield flow.model_copy(update={"categories": (category,)})


def _picture(book: Book, profile: profiles.Profile, needed: tuple[Flow, ...]) -> Picture:
    found = tuple(cells(book, needed))
    missing = profiles.gaps(found)
    drawn = shape.links(found)
    ends = {end for link in drawn for end in (link.one, link.other)}
    core = tuple(agency for agency in sorted(ends) if book.types[agency] in profile.core)
    middle = shape.middle(core, book.types)
    return Picture(
        profile=profile.code,
        on=book.on,
        book=book,
        names={agency: book.name(agency) for agency in book.sides},
        core=core,
        middle=middle,
        cells=found,
        gaps=missing,
        links=drawn,
        places=shape.places(ends, middle, drawn),
        receives=_receives(found, core),
        mends=closing.mends(book, missing),
        proposals=closing.proposals(missing),
        single_points=shape.single_points(drawn),
        lapses=changes.lapses(book, needed, _months_on(book.on)),
        overlaps=overlaps.overlaps(book),
    )


def _months_on(day: date) -> date:
    return date(day.year + AHEAD_MONTHS // 12, day.month, min(day.day, 28))


def _receives(found: Collection[Cell], core: Collection[str]) -> tuple[Receives, ...]:
    """For each agency of the core, who of those needed may send to it."""
    senders: dict[str, dict[str, bool]] = defaultdict(dict)
    for cell in found:
        flow = cell.flow
        if flow.recipient in core and cell.verdict is not Verdict.NOT_APPLICABLE:
            before = senders[flow.recipient].get(flow.provider, True)
            senders[flow.recipient][flow.provider] = before and cell.verdict in COVERS
    return tuple(
        Receives(
            agency_id=agency,
            may=sum(mine.values()),
            of=len(mine),
            missing=tuple(sorted(one for one, may in mine.items() if not may)),
        )
        for agency, mine in sorted(senders.items())
    )
