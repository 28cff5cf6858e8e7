"""One look at a partnership: what a profile needs, what there is, and what would help most.

Read once, on one day; every part of it rests on the same answers.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from isa.coverage.model import Frozen, Verdict
from isa.coverage.network import changes, closing, overlaps, profiles, shape
from isa.coverage.network.book import Book
from isa.coverage.network.matrix import COVERS, Cell, Flow, cells
from isa.platform.config import data_dir
from isa.platform.database import Database
from isa.platform.errors import Invalid
from isa.platform.identity import Actor
from isa.platform.wording import gettext as _
from isa.register.network.service import network_book, partnership

AHEAD_MONTHS = 12


class Receives(Frozen):
    """Of those who are needed to send to an agency, how many may, and who may not."""

    agency_id: str
    may: int
    of: int
    missing: tuple[str, ...]


class Picture(Frozen):
    """A partnership held against a profile, on one day."""

    profile: str
    on: date
    names: dict[str, str]
    core: tuple[str, ...]
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
    area: str,
    *,
    on: date,
    purpose: str = "",
    category: str = "",
) -> Picture:
    """A place held against a profile; ``purpose`` and ``category`` narrow what is asked about.

    ``Invalid`` when there is no such profile. Agencies the profile does not name are left out.
    """
    wanted = every_profile().get(profile)
    if wanted is None:
        raise Invalid({"profile": _("Choose a profile from the list")})
    book = network_book(database, actor, partnership(database, actor, area, on=on), on=on)
    named = [agency for agency, kind in book.types.items() if kind in wanted.kinds]
    book = book.only(named)
    needed = tuple(_narrowed(book, wanted.needed(book), purpose, category))
    return _picture(book, wanted, needed)


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
    return Picture(
        profile=profile.code,
        on=book.on,
        names={agency: book.name(agency) for agency in book.sides},
        core=core,
        cells=found,
        gaps=missing,
        links=drawn,
        places=shape.places(ends, core, drawn),
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
