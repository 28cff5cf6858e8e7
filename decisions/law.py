"""The law as at a day: which switches, dated rows and dated sources count then, and why the rest do not.

The law is the same for everybody, so every signed-in role may read it. Nothing here is about a case.
"""

from collections.abc import Iterator
from datetime import date

from decisions.assessment import Citation, Frozen
from decisions.policy import explain
from decisions.policy.compiled import CompiledPack
from decisions.policy.in_force import (
    closed_because,
    source_closed_because,
    switched_off_because,
)
from decisions.policy.released import load_released
from decisions.policy.sources import counts
from isa.platform.identity import Actor
from isa.platform.permissions import Action, require
from isa.platform.wording import gettext as _


class Provision(Frozen):
    """Something whose place in law has a date or a doubt, and how it stands on the day."""

    code: str
    what: str
    is_open: bool
    state: str
    """Why it does not count, as a sentence without its stop; "in force" when it does."""
    why: str
    sources: tuple[Citation, ...]


class LawAt(Frozen):
    """The pack that answers for a day, and how everything in it that can change stands then."""

    pack: str
    title: str
    on: date
    released_on: date
    is_demo: bool
    reviewer: str
    switches: tuple[Provision, ...]
    rows: tuple[Provision, ...]
    sources: tuple[Provision, ...]
    confidence: dict[str, int]
    """How many sources there are of each confidence."""


def law_at(actor: Actor, on: date) -> LawAt:
    """How the law stands on a day, as far as the pack that answers for that day knows.

    Raises ``NotInForce`` when no pack answers for it and ``NotPermitted`` for no role at all.
    """
    require(actor, Action.LAW_READ)
    pack = load_released(on)
    header = pack.pack.header
    return LawAt(
        pack=pack.pack.id,
        title=header.title,
        on=on,
        released_on=header.released_on,
        is_demo=header.demo,
        reviewer=f"{header.reviewer.name}, {header.reviewer.role}" if header.reviewer else "",
        switches=tuple(_switches(pack, on)),
        rows=tuple(_rows(pack, on)),
        sources=tuple(_sources(pack, on)),
        confidence={str(name): count for name, count in counts(pack.pack).items()},
    )


def _provision(
    pack: CompiledPack, code: str, what: str, closed: str | None, why: str, cites: tuple[str, ...]
) -> Provision:
    return Provision(
        code=code,
        what=what,
        is_open=closed is None,
        state=closed or _("in force"),
        why=why,
        sources=tuple(explain.citation(pack, key) for key in cites),
    )


def _switches(pack: CompiledPack, on: date) -> Iterator[Provision]:
    for name, switch in pack.pack.switches.items():
        closed = switched_off_because(pack.pack, name, on)
        yield _provision(pack, name, _named(pack, name), closed, switch.because, switch.cites)


def _named(pack: CompiledPack, switch: str) -> str:
    """A switch by the first law behind it; by its code, in words, when it names none."""
    cites = pack.pack.switches[switch].cites
    if not cites:
        return switch.replace("_", " ").capitalize()
    first = explain.citation(pack, cites[0])
    return ", ".join(filter(None, (first.title, first.pinpoint)))


def _rows(pack: CompiledPack, on: date) -> Iterator[Provision]:
    """Rows with dates of their own or behind a switch, in the order they are read."""
    for table in pack.pack.tables.values():
        for row in table.row:
            if row.switch or row.starts or row.ends:
                closed = closed_because(pack.pack, row, on)
                what = _("{table} (row {id})").format(table=table.title, id=row.id)
                yield _provision(pack, row.id, what, closed, row.because, row.cites)


def _sources(pack: CompiledPack, on: date) -> Iterator[Provision]:
    """Sources that start or end on a known day, those that start last first."""
    dated = [(key, one) for key, one in pack.pack.citations.items() if one.starts or one.ends]
    for key, source in sorted(dated, key=lambda pair: pair[1].starts or date.min, reverse=True):
        closed = source_closed_because(source, on)
        what = ", ".join(filter(None, (source.title, source.pinpoint)))
        yield _provision(pack, key, what, closed, source.commencement, (key,))
