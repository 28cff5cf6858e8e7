"""A list of agencies as it is read, and one row of it looked at closely (pure)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.register.checks import name_faults
from isa.register.importing.dates import read_day
from isa.register.importing.kinds import UNKNOWN, kind_of, written_kind
from isa.register.importing.matching import Code, Match, Register, Sureness, match
from isa.register.importing.model import ColumnMap, Findings
from isa.register.importing.plan import AddedIdentifiers, NamedAgency, Plan, PlannedAgency
from isa.register.importing.rows import Line
from isa.register.naming import fold
from isa.register.vocabulary import vocabulary

SURELY_PLAIN = re.compile(r"[ -;=?-_a-z\u00c0-\u017f\u2018\u2019\u2013]{1,200}")
"""Letters that are always allowed in a name, so that most names need no closer look."""
LONGEST_CODE = 40
LOOKED_NEAR = 3_000
"""New names for which likenesses are looked up; in a longer list only identifiers and exact names count."""
_VERY_ALIKE = 88
"""A list of thousands has many names that are somewhat alike; only these are worth a look."""
_OTHERS = re.compile(r"[;|\n]+")


@dataclass(slots=True)
class Listed:
    """A list as it is read."""

    plan: Plan
    mapping: ColumnMap
    register: Register
    chosen: Mapping[str, str]
    today: date
    kinds: tuple[str, ...]
    """The kinds of code that columns of the list hold."""
    by_identifier: dict[tuple[str, str], int] = field(default_factory=dict)
    new: dict[str, PlannedAgency] = field(default_factory=dict)
    parents: list[tuple[PlannedAgency, str, int]] = field(default_factory=list)
    ended: int = 0

    @property
    def findings(self) -> Findings:
        """What is said about the list."""
        return self.plan.findings


def take(reading: Listed, line: Line) -> None:
    """Put a row into the plan, or say what is wrong with it."""
    name = line.get("name")
    if not name:
        reading.findings.fault(
            line.number, reading.mapping.column("name"), _("No name. Enter one, or delete the row")
        )
        return
    if not SURELY_PLAIN.fullmatch(name) and (
        wrong := name_faults("", name, _("the agency's name"))
    ):
        reading.findings.fault(line.number, reading.mapping.column("name"), wrong[""])
        return
    identifiers = tuple(
        Code(kind, value)
        for kind in reading.kinds
        if (value := line.get(kind)) and _fits(reading, line.number, kind, value)
    )
    if _is_repeated(reading, line, identifiers):
        return
    chosen = reading.chosen.get(fold(name), "") if reading.chosen else ""
    near = len(reading.new) < LOOKED_NEAR
    found = match(reading.register, name, identifiers, chosen, looks_near=near)
    closed = _closed(reading, line)
    if found.agency_id:
        _known(reading, line, found, identifiers, closed)
    elif found.sureness is Sureness.UNSURE:
        _unsure(reading, line, found)
    elif found.sureness is Sureness.NEW and closed is not None and closed <= reading.today:
        reading.ended += 1
    elif found.sureness is Sureness.NEW:
        _add(reading, line, found, identifiers)


def _fits(reading: Listed, line: int, kind: str, value: str) -> bool:
    if len(value) > LONGEST_CODE or not SURELY_PLAIN.fullmatch(value):
        column = reading.mapping.column(kind)
        reading.findings.fault(
            line,
            column,
            _("'{value}' cannot be a code. Correct it, or empty the cell").format(value=value[:40]),
        )
        return False
    term = vocabulary().identifier_kinds[kind]
    if not pattern(term.pattern).match(value):
        column = reading.mapping.column(kind)
        reading.findings.doubt(
            line,
            column,
            _("'{value}' is not how a {label} usually looks").format(value=value, label=term.label),
        )
    return True


@lru_cache
def pattern(text: str) -> re.Pattern[str]:
    """How a kind of code usually looks."""
    return re.compile(text)


def _is_repeated(reading: Listed, line: Line, identifiers: tuple[Code, ...]) -> bool:
    for each in identifiers:
        key = (each.kind, each.value.upper())
        first = reading.by_identifier.setdefault(key, line.number)
        if first != line.number:
            reading.findings.fault(
                line.number,
                reading.mapping.column(each.kind),
                _(
                    "{value} is also in row {first}. Two agencies cannot have one code: correct or "
                    "delete a row"
                ).format(value=each.value, first=first),
            )
            return True
    return False


def _closed(reading: Listed, line: Line) -> date | None:
    text = line.get("closed_on")
    if not text:
        return None
    read = read_day(text)
    if not read.is_readable:
        sentence = _("'{text}' cannot be read as a day. Write it like 31/3/2026").format(
            text=text[:40]
        )
        tell = (
            reading.findings.doubt
            if reading.mapping.leave_out_unreadable
            else reading.findings.fault
        )
        tell(line.number, reading.mapping.column("closed_on"), sentence)
    return read.last


def _known(
    reading: Listed,
    line: Line,
    found: Match,
    identifiers: tuple[Code, ...],
    closed: date | None,
) -> None:
    reading.plan.matched += 1
    agency = reading.register.agencies[found.agency_id]
    held = {each.kind for each in agency.identifiers}
    fresh = tuple(each for each in identifiers if each.kind not in held)
    if fresh:
        reading.plan.identifiers.append(
            AddedIdentifiers(agency.id, agency.name, line.number, fresh)
        )
    column = reading.mapping.column("name")
    if found.sureness is Sureness.LIKELY:
        reading.findings.doubt(
            line.number,
            column,
            _("Taken to be {name} ({score} of 100). {reason}").format(
                name=found.name, score=found.score, reason=found.reason
            ),
        )
        _keep(reading, line, found)
    elif found.sureness is Sureness.IDENTIFIER and fold(line.get("name")) not in agency.names:
        reading.findings.note(
            line.number,
            column,
            _("In the register it is called {name}. That name stays").format(name=found.name),
        )
    if closed is not None and closed <= reading.today and not agency.is_closed:
        reading.findings.doubt(
            line.number,
            reading.mapping.column("closed_on"),
            _("The list has {name} as closed on {closed}. Record that on its page").format(
                name=agency.name, closed=show_date(closed)
            ),
        )


def _keep(reading: Listed, line: Line, found: Match) -> None:
    """Names a person may want to decide about."""
    name = line.get("name")
    reading.plan.names.append(
        NamedAgency(
            key=fold(name), name=name, line=line.number, count=1, match=found, kind=kind_of(name)
        )
    )


def _unsure(reading: Listed, line: Line, found: Match) -> None:
    others = ", ".join(each.name for each in found.alternatives)
    reading.findings.fault(
        line.number,
        reading.mapping.column("name"),
        _("{reason}. Say whether '{name}' is one of these, or new: {others}").format(
            reason=found.reason, name=line.get("name")[:60], others=others
        ),
    )
    _keep(reading, line, found)


def _add(reading: Listed, line: Line, found: Match, identifiers: tuple[Code, ...]) -> None:
    name = line.get("name")
    codes = {each.kind: each.value for each in identifiers}
    made = add(reading, line.number, name, fold(name), codes)
    if made is None:
        return
    others = line.get("other_names")
    made.type = kind_in(reading, line.get("kind"), name)
    made.area = line.get("area")[:60]
    made.other_names = tuple(each.strip() for each in _OTHERS.split(others) if each.strip())
    if parent := line.get("parent"):
        reading.parents.append((made, parent, line.number))
    if found.alternatives and found.alternatives[0].score >= _VERY_ALIKE:
        near = found.alternatives[0].name
        reading.findings.doubt(
            line.number,
            reading.mapping.column("name"),
            _("Added as new. The nearest in the register is {near}").format(near=near),
        )
        _keep(reading, line, found)


def add(
    reading: Listed, number: int, name: str, key: str, identifiers: dict[str, str]
) -> PlannedAgency | None:
    """A new agency of the list; None where a row above has this name and neither has another code."""
    first = reading.new.get(key)
    if first is not None and not identifiers:
        reading.findings.doubt(
            number,
            reading.mapping.column("name"),
            _("The name of row {line} again: taken once").format(line=first.line),
        )
        return None
    if first is not None:
        key = " ".join((key, *next(iter(identifiers.items()))))
    made = PlannedAgency(key=key, name=name, type="", line=number, identifiers=identifiers)
    reading.new[key] = made
    return made


def kind_in(reading: Listed, written: str, name: str) -> str:
    """The kind of an agency as its row writes it, as the person said of the whole list, or as its name tells."""
    by_word = ""
    if written:
        coded = fold(written).replace(" ", "_")
        if coded in vocabulary().agency_types:
            return coded
        by_word = written_kind(written)
    if reading.mapping.kind_means:
        return reading.mapping.kind_means
    if by_word == "school":
        return by_word
    by_name = kind_of(name)
    return by_word or by_name if by_name == UNKNOWN else by_name
