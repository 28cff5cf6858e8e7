"""What the rows of an export must be together: ids that lead somewhere, nothing twice, no circle (pure)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Protocol

from isa.coverage.view import ANY
from isa.platform.wording import gettext as _
from isa.register.circles import leads_back
from isa.register.exporting.shape import KEPT, Row
from isa.register.importing.model import Findings


class _Entry(Protocol):
    @property
    def line(self) -> int: ...

    @property
    def values(self) -> Row: ...


_REFERS = (
    ("agency_status", "controller_id", "agencies", "id"),
    ("succession", "predecessor_id", "agencies", "id"),
    ("succession", "successor_id", "agencies", "id"),
    ("membership", "class_id", "agencies", "id"),
    ("membership", "member_id", "agencies", "id"),
    ("agreements", "lead_agency_id", "agencies", "id"),
    ("agreements", "parent_id", "agreements", "agreement_id"),
    ("agreements", "supersedes_id", "agreements", "agreement_id"),
    ("parties", "agency_id", "agencies", "id"),
    ("assurances", "agency_id", "agencies", "id"),
    ("events", "agreement_id", "agreements", "agreement_id"),
    ("events", "agency_id", "agencies", "id"),
    ("checks", "agreement_id", "agreements", "agreement_id"),
    ("versions", "agreement_id", "agreements", "agreement_id"),
    ("notes", "agreement_id", "agreements", "agreement_id"),
    ("papers", "agreement_id", "agreements", "agreement_id"),
    ("papers", "agency_id", "agencies", "id"),
)
_ONE_AT_A_TIME = {
    "agency_status": ("agency_id",),
    "succession": ("predecessor_id", "successor_id"),
    "membership": ("class_id", "member_id", "agreement_id"),
    "agreements": ("agreement_id",),
    "details": ("agreement_id", "field"),
    "parties": ("agreement_id", "agency_id"),
    "data_rows": ("data_row_id",),
}
_CIRCLES = (
    (
        "agency_status",
        "agency_id",
        "controller_id",
        _("These bodies are part of one another in a circle"),
    ),
    (
        "agreements",
        "agreement_id",
        "parent_id",
        _("These agreements rely on one another in a circle"),
    ),
    (
        "agreements",
        "agreement_id",
        "supersedes_id",
        _("These agreements replace one another in a circle"),
    ),
    (
        "succession",
        "predecessor_id",
        "successor_id",
        _("These agencies follow one another in a circle"),
    ),
    (
        "membership",
        "class_id",
        "member_id",
        _("These groups are members of one another in a circle"),
    ),
)

Entries = Mapping[str, Sequence[_Entry]]


def check_together(entries: Entries, held: Mapping[str, Sequence[Row]], findings: Findings) -> None:
    """Ids that lead nowhere, stretches of one thing that overlap, codes and references given twice, circles."""
    _check_parts(entries, findings)
    _check_ids(entries, held, findings)
    for sheet, columns in _ONE_AT_A_TIME.items():
        _check_overlaps(sheet, entries[sheet], columns, findings)
    _check_twice("agencies", entries, ("id",), findings)
    _check_twice("identifiers", entries, ("kind", "value"), findings)
    for sheet in KEPT:
        _check_twice(sheet, entries, ("id",), findings)
    _check_twice("versions", entries, ("agreement_id", "number"), findings)
    _check_twice("version_texts", entries, ("id", "place"), findings)
    _check_twice("filters", entries, ("name",), findings)
    _check_references(entries, held, findings)
    _check_identifiers(entries, held, findings)
    for sheet, start, end, sentence in _CIRCLES:
        _check_circles(sheet, entries[sheet], held[sheet], (start, end), sentence, findings)


_PARTS = (
    ("identifiers", "agency_id", "agencies", "id"),
    ("contacts", "agency_id", "agencies", "id"),
    ("officers", "agency_id", "agencies", "id"),
    ("signatories", "agency_id", "agencies", "id"),
    ("agency_status", "agency_id", "agencies", "id"),
    ("details", "agreement_id", "agreements", "agreement_id"),
    ("parties", "agreement_id", "agreements", "agreement_id"),
    ("data_rows", "agreement_id", "agreements", "agreement_id"),
)


def _check_parts(entries: Entries, findings: Findings) -> None:
    """Part of an agency or agreement alone would take the rest of it away."""
    for sheet, column, main, key in _PARTS:
        here = {entry.values[key] for entry in entries[main]}
        for entry in entries[sheet]:
            if (whose := entry.values[column]) not in here:
                findings.fault(
                    entry.line,
                    0,
                    _(
                        "Sheet {sheet}: '{whose}' is not in the sheet {main}. Keep all its rows, or none"
                    ).format(sheet=sheet, whose=str(whose)[:40], main=main),
                )


def _check_ids(entries: Entries, held: Mapping[str, Sequence[Row]], findings: Findings) -> None:
    known = {
        (sheet, column): {row[column] for row in held[sheet]}
        | {each.values[column] for each in entries[sheet]}
        for _sheet, _column, sheet, column in _REFERS
    }
    for sheet, column, other, other_column in _REFERS:
        for entry in entries[sheet]:
            value = entry.values[column]
            if value is not None and value not in known[other, other_column]:
                findings.fault(
                    entry.line,
                    0,
                    _("Sheet {sheet}, {column}: there is no '{value}' in the sheet {other}").format(
                        sheet=sheet, column=column, value=str(value)[:40], other=other
                    ),
                )
    for entry in entries["data_rows"]:
        for column in ("provider", "recipient"):
            ids = entry.values[column]
            for each in ids if isinstance(ids, tuple) else ():
                if each != ANY and each not in known["agencies", "id"]:
                    findings.fault(
                        entry.line,
                        0,
                        _("Sheet data_rows, {column}: there is no agency '{each}'").format(
                            column=column, each=each[:40]
                        ),
                    )


def _check_overlaps(
    sheet: str, found: Sequence[_Entry], columns: tuple[str, ...], findings: Findings
) -> None:
    stretches: dict[tuple[object, ...], list[tuple[date, date, int]]] = defaultdict(list)
    for entry in found:
        first, last = entry.values["valid_from"], entry.values["valid_to"]
        if isinstance(first, date):
            end = last if isinstance(last, date) else date.max
            stretches[tuple(entry.values[each] for each in columns)].append(
                (first, end, entry.line)
            )
    for held in stretches.values():
        held.sort()
        for (_since, until, line), (since, _until, other) in pairwise(held):
            if since < until:
                findings.fault(
                    other,
                    0,
                    _("Sheet {sheet}: this row and row {line} speak of the same days").format(
                        sheet=sheet, line=line
                    ),
                )


def _check_twice(
    sheet: str, entries: Entries, columns: tuple[str, ...], findings: Findings
) -> None:
    first: dict[tuple[object, ...], int] = {}
    for entry in entries[sheet]:
        key = tuple(entry.values[each] for each in columns)
        if first.setdefault(key, entry.line) != entry.line:
            findings.fault(
                entry.line,
                0,
                _("Sheet {sheet}: '{key}' is also in row {first}").format(
                    sheet=sheet, key=key[-1], first=first[key]
                ),
            )


def _check_references(
    entries: Entries, held: Mapping[str, Sequence[Row]], findings: Findings
) -> None:
    here = {entry.values["agreement_id"] for entry in entries["agreements"]}
    owner = {
        row["reference"]: row["agreement_id"]
        for row in held["agreements"]
        if row["agreement_id"] not in here
    }
    for entry in entries["agreements"]:
        reference, own = entry.values["reference"], entry.values["agreement_id"]
        if owner.setdefault(reference, own) != own:
            findings.fault(
                entry.line,
                0,
                _("Sheet agreements: another agreement has the reference '{reference}'").format(
                    reference=reference
                ),
            )


def _check_identifiers(
    entries: Entries, held: Mapping[str, Sequence[Row]], findings: Findings
) -> None:
    here = {entry.values["id"] for entry in entries["agencies"]}
    owner = {
        (row["kind"], row["value"]): row["agency_id"]
        for row in held["identifiers"]
        if row["agency_id"] not in here
    }
    for entry in entries["identifiers"]:
        key = (entry.values["kind"], entry.values["value"])
        if owner.get(key, entry.values["agency_id"]) != entry.values["agency_id"]:
            findings.fault(
                entry.line,
                0,
                _("Sheet identifiers: another agency of the register has the code '{key}'").format(
                    key=key[1]
                ),
            )


def _check_circles(
    sheet: str,
    found: Sequence[_Entry],
    held: Sequence[Row],
    columns: tuple[str, str],
    sentence: str,
    findings: Findings,
) -> None:
    start, end = columns
    here = {entry.values[start] for entry in found}
    rows = [entry.values for entry in found] + [row for row in held if row[start] not in here]
    leads: dict[object, set[object]] = defaultdict(set)
    for row in rows:
        if row[end] is not None:
            leads[row[start]].add(row[end])
    for entry in found:
        first = {entry.values[end]} - {None}
        if leads_back(leads, entry.values[start], first):
            findings.fault(
                entry.line, 0, _("Sheet {sheet}: {sentence}").format(sheet=sheet, sentence=sentence)
            )
