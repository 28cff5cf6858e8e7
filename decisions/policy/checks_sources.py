"""Whether rows and switches rest on sources that can bear them: named, dated, read and in force.

What has not been verified may be shown, marked as such. It never makes sharing required, not even
in a demonstration.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from decisions.policy.faults import Fault
from decisions.policy.source import Row, Source

if TYPE_CHECKING:
    from decisions.policy.pack import Pack

REQUIRED = frozenset({"absolute", "must_unless_detriment", "share_required"})
"""What a row gives when it says that the law requires sharing."""

_STATE = "_state"
_VERIFY = "Verify a source, or put the row behind a switch that is off"


def faults(pack: "Pack") -> Iterator[Fault]:
    """Unknown, unfinished and ended sources, and law that is relied on though nobody has verified it."""
    yield from _cited(pack)
    yield from _complete(pack)
    yield from _switches(pack)
    yield from _reviewed(pack)
    for name, table in pack.tables.items():
        for row in table.row:
            key = f"table.{name}.row {row.id}"
            yield from _verified(pack, key, row)
            yield from _in_time(pack, key, row)


def waits_for(pack: "Pack", row: Row) -> tuple[str, ...]:
    """The switches a row waits for: the one it names, and any that a computed state stands for."""
    named = [row.switch] if row.switch else []
    states = [
        name.removesuffix(_STATE)
        for name, values in row.when.items()
        if name.endswith(_STATE) and values == ("in_force",) and _is_computed(pack, name)
    ]
    return (*named, *states)


def _is_computed(pack: "Pack", name: str) -> bool:
    return name in pack.facts and pack.facts[name].ask == "computed"


def _is_silent(pack: "Pack", row: Row) -> bool:
    """Whether a switch keeps the row from counting on any day; one the pack does not name is off."""
    waits = waits_for(pack, row)
    return any(name not in pack.switches or not pack.switches[name].is_on for name in waits)


def _cited(pack: "Pack") -> Iterator[Fault]:
    places: list[tuple[str, str, tuple[str, ...]]] = [
        ("pack.toml", f"switch.{name}", switch.cites) for name, switch in pack.switches.items()
    ]
    places += [
        ("timescales.toml", f"timescale.{name}", clock.cites)
        for name, clock in pack.timescales.items()
    ]
    for name, table in pack.tables.items():
        places += [("tables.toml", f"table.{name}.row {row.id}", row.cites) for row in table.row]
    for file, key, cites in places:
        for cite in cites:
            if cite not in pack.citations:
                problem = f"it cites {cite!r}, which is not in citations.toml"
                yield Fault(file, key, problem, "Add it there or correct the key")


def _complete(pack: "Pack") -> Iterator[Fault]:
    for key, source in pack.citations.items():
        for name in ("pinpoint", "edition", "commencement"):
            if not getattr(source, name).strip():
                problem = f"it has no {name}"
                yield Fault("citations.toml", f"{key}.{name}", problem, f'Add {name} = "..."')
        if source.confidence == "checked" and source.checked_on is None:
            problem = "it is said to be checked and no day is given"
            yield Fault("citations.toml", f"{key}.checked_on", problem, "Add the day it was read")
        if source.starts and source.ends and source.ends <= source.starts:
            problem = "it ends before it starts"
            yield Fault("citations.toml", f"{key}.until", problem, "Correct from or until")


def _switches(pack: "Pack") -> Iterator[Fault]:
    for name, switch in pack.switches.items():
        if switch.is_on and not _is_borne(_sources(pack, switch.cites)):
            problem = "it is on and no source of it has been verified"
            mend = "Read the instrument that starts the law and cite it, or turn the switch off"
            yield Fault("pack.toml", f"switch.{name}", problem, mend)


def _reviewed(pack: "Pack") -> Iterator[Fault]:
    if not pack.header.demo and pack.header.reviewer is None:
        problem = "a pack for real use names who reviewed it"
        yield Fault("pack.toml", "reviewer", problem, "Add [reviewer] or set demo = true")


def _verified(pack: "Pack", key: str, row: Row) -> Iterator[Fault]:
    sources = _sources(pack, row.cites)
    if _is_borne(sources) or _is_silent(pack, row):
        return
    if REQUIRED & set(row.codes):
        problem = "it says that sharing is required, and no source of it has been verified"
        yield Fault("tables.toml", key, problem, _VERIFY)
    elif sources and not pack.header.demo:
        yield Fault("tables.toml", key, "it rests only on sources still to verify", _VERIFY)


def _in_time(pack: "Pack", key: str, row: Row) -> Iterator[Fault]:
    if _is_silent(pack, row):
        return
    begins = _begins(pack, row)
    for cite in row.cites:
        source = pack.citations.get(cite)
        if source and source.ends and (row.ends is None or row.ends > source.ends):
            problem = f"it cites {cite!r}, which holds no longer from {source.ends}"
            mend = f"Cite the law that holds, or add until = {source.ends}"
            yield Fault("tables.toml", key, problem, mend)
        if source and source.starts and source.starts > begins:
            problem = f"it cites {cite!r}, which holds only from {source.starts}"
            yield Fault("tables.toml", key, problem, f"Add from = {source.starts}")


def _begins(pack: "Pack", row: Row) -> date:
    """The first day on which the row may count."""
    days = [pack.switches[name].starts for name in waits_for(pack, row) if name in pack.switches]
    return max(day for day in (pack.header.in_force_from, row.starts, *days) if day is not None)


def _sources(pack: "Pack", cites: tuple[str, ...]) -> list[Source]:
    return [pack.citations[cite] for cite in cites if cite in pack.citations]


def _is_borne(sources: list[Source]) -> bool:
    """Whether at least one source has been verified, if only at second hand."""
    return any(source.confidence != "to_verify" for source in sources)
