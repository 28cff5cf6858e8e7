"""A list of agencies, thousands of rows at a time: who is known, who is new, which codes are added (pure)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.register.checks import name_faults
from isa.register.importing.dates import read_day
from isa.register.importing.headers import IDENTIFIERS
from isa.register.importing.kinds import UNKNOWN, kind_of, written_kind
from isa.register.importing.matching import Code, Match, Register, Sureness, match
from isa.register.importing.model import ColumnMap, Findings, Sheet
from isa.register.importing.plan import (
    NEW_PREFIX,
    AddedIdentifiers,
    NamedAgency,
    Plan,
    PlannedAgency,
)
from isa.register.importing.rows import Line, lines
from isa.register.naming import fold
from isa.register.vocabulary import vocabulary

_SURELY_PLAIN = re.compile(r"[ -;=?-_a-z\u00c0-\u017f\u2018\u2019\u2013]{1,200}")
"""Letters that are always allowed in a name, so that most names need no closer look."""
_LOOKED_NEAR = 3_000
"""New names for which likenesses are looked up; in a longer list only identifiers and exact names count."""
_VERY_ALIKE = 88
"""A list of thousands has many names that are somewhat alike; only these are worth a look."""
_OTHERS = re.compile(r"[;|\n]+")


@dataclass(slots=True)
class _List:
    """A list as it is read."""

    plan: Plan
    mapping: ColumnMap
    register: Register
    chosen: Mapping[str, str]
    today: date
    kinds: tuple[str, ...]
    by_identifier: dict[tuple[str, str], int] = field(default_factory=dict)
    new: dict[str, PlannedAgency] = field(default_factory=dict)
    parents: list[tuple[PlannedAgency, str, int]] = field(default_factory=list)
    ended: int = 0

    @property
    def findings(self) -> Findings:
        return self.plan.findings


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
    reading = _List(plan, mapping, register, chosen, today, kinds)
    for line in lines(sheet, mapping, plan.findings):
        plan.rows += 1
        _take(reading, line)
    _find_parents(reading)
    plan.agencies = list(reading.new.values())
    if reading.ended:
        plan.findings.note(
            0,
            0,
            _(
                "{ended:,} agencies of the list have closed and are not in the register: left out"
            ).format(ended=reading.ended),
        )


def _take(reading: _List, line: Line) -> None:
    name = line.get("name")
    if not name:
        reading.findings.fault(
            line.number, reading.mapping.column("name"), _("No name. Enter one, or delete the row")
        )
        return
    if not _SURELY_PLAIN.fullmatch(name) and (
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
    near = len(reading.new) < _LOOKED_NEAR
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


def _fits(reading: _List, line: int, kind: str, value: str) -> bool:
    if len(value) > 40 or not _SURELY_PLAIN.fullmatch(value):
        column = reading.mapping.column(kind)
        reading.findings.fault(
            line,
            column,
            _("'{value}' cannot be a code. Correct it, or empty the cell").format(value=value[:40]),
        )
        return False
    term = vocabulary().identifier_kinds[kind]
    if not _pattern(term.pattern).match(value):
        column = reading.mapping.column(kind)
        reading.findings.doubt(
            line,
            column,
            _("'{value}' is not how a {label} usually looks").format(value=value, label=term.label),
        )
    return True


_PATTERNS: dict[str, re.Pattern[str]] = {}


def _pattern(text: str) -> re.Pattern[str]:
    found = _PATTERNS.get(text)
    if found is None:
        found = _PATTERNS[text] = re.compile(text)
    return found


def _is_repeated(reading: _List, line: Line, identifiers: tuple[Code, ...]) -> bool:
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


def _closed(reading: _List, line: Line) -> date | None:
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
    reading: _List,
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


def _keep(reading: _List, line: Line, found: Match) -> None:
    """Names a person may want to decide about."""
    name = line.get("name")
    reading.plan.names.append(
        NamedAgency(
            key=fold(name), name=name, line=line.number, count=1, match=found, kind=kind_of(name)
        )
    )


def _unsure(reading: _List, line: Line, found: Match) -> None:
    others = ", ".join(each.name for each in found.alternatives)
    reading.findings.fault(
        line.number,
        reading.mapping.column("name"),
        _("{reason}. Say whether '{name}' is one of these, or new: {others}").format(
            reason=found.reason, name=line.get("name")[:60], others=others
        ),
    )
    _keep(reading, line, found)


def _add(reading: _List, line: Line, found: Match, identifiers: tuple[Code, ...]) -> None:
    name = line.get("name")
    key = fold(name)
    first = reading.new.get(key)
    if first is not None and not identifiers:
        reading.findings.doubt(
            line.number,
            reading.mapping.column("name"),
            _("The name of row {line} again: taken once").format(line=first.line),
        )
        return
    if first is not None:
        key = f"{key} {identifiers[0].kind} {identifiers[0].value}"
    others = line.get("other_names")
    made = PlannedAgency(
        key=key,
        name=name,
        type=_kind(reading, line, name),
        line=line.number,
        area=line.get("area")[:60],
        other_names=tuple(each.strip() for each in _OTHERS.split(others) if each.strip())
        if others
        else (),
        identifiers=identifiers,
    )
    reading.new[key] = made
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


def _kind(reading: _List, line: Line, name: str) -> str:
    written = line.get("kind")
    if written:
        types = vocabulary().agency_types
        coded = fold(written).replace(" ", "_")
        if coded in types:
            return coded
    if reading.mapping.kind_means:
        return reading.mapping.kind_means
    if written and written_kind(written) == "school":
        return "school"
    by_name = kind_of(name)
    by_word = written_kind(written) if written else ""
    return by_word or by_name if by_name == UNKNOWN else by_name


def _find_parents(reading: _List) -> None:
    """The larger bodies that agencies are part of: in the register, in the list, or new themselves."""
    column = reading.mapping.column("parent")
    for child, text, line in reading.parents:
        key = fold(text)
        if key == fold(child.name):
            continue
        found = match(reading.register, text, chosen=reading.chosen.get(key, ""))
        if found.agency_id:
            child.parent = found.agency_id
            continue
        if found.sureness is not Sureness.NEW:
            reading.findings.doubt(
                line,
                column,
                _("It is not certain which body '{text}' is. It is left out").format(
                    text=text[:60]
                ),
            )
            continue
        if key not in reading.new:
            if wrong := name_faults("", text, _("the name of the larger body")):
                reading.findings.fault(line, column, wrong[""])
                continue
            kind = kind_of(text)
            if kind in (UNKNOWN, "charity") and child.type == "school":
                kind = "academy_trust"
            reading.new[key] = PlannedAgency(key=key, name=text, type=kind, line=line)
        child.parent = f"{NEW_PREFIX}{key}"
    _refuse_circles(reading)


def _refuse_circles(reading: _List) -> None:
    for child, _text, line in reading.parents:
        seen: set[str] = set()
        at: PlannedAgency | None = child
        while at is not None and at.key not in seen:
            seen.add(at.key)
            at = (
                reading.new.get(at.parent.removeprefix(NEW_PREFIX))
                if at.parent.startswith(NEW_PREFIX)
                else None
            )
        if at is not None:
            reading.findings.fault(
                line,
                reading.mapping.column("parent"),
                _("These bodies are part of one another in a circle"),
            )
            child.parent = ""
