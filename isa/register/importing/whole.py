"""Our own export read in again, compared with the register row by row (pure).

An agency or agreement that the file leaves out is left alone. Of one that it has, the rows that are
only in the register would go and the rows that are only in the file would come.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from isa.coverage.view import PartyState
from isa.platform.wording import ngettext
from isa.register.exporting.shape import ADDED, COMPARED, SHAPE, Row, Value, written
from isa.register.importing.checked_numbers import CHECKABLE, as_checked_here, as_named_here
from isa.register.importing.kept import BytesThere, compare_kept
from isa.register.importing.model import Findings
from isa.register.importing.whole_reading import Entry
from isa.register.importing.whole_together import check_together

_OWNER = {
    "agencies": ("agency", ("id",)),
    "identifiers": ("agency", ("agency_id",)),
    "contacts": ("agency", ("agency_id",)),
    "officers": ("agency", ("agency_id",)),
    "signatories": ("agency", ("agency_id",)),
    "agency_status": ("agency", ("agency_id",)),
    "succession": ("succession", ("predecessor_id", "successor_id")),
    "membership": ("membership", ("class_id", "member_id", "agreement_id")),
    "agreements": ("agreement", ("agreement_id",)),
    "details": ("agreement", ("agreement_id",)),
    "parties": ("agreement", ("agreement_id",)),
    "data_rows": ("agreement", ("agreement_id",)),
}
Owner = tuple[str, ...]


@dataclass(slots=True)
class Whole:
    """What importing an export would change: rows to take out and to put in, sheet by sheet.

    Of what was kept as it was made, rows only ever come.
    """

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    come: dict[str, list[Row]] = field(default_factory=dict)
    go: dict[str, list[Row]] = field(default_factory=dict)
    new: list[Owner] = field(default_factory=list)
    changed: list[Owner] = field(default_factory=list)
    same: int = 0

    @property
    def changes_anything(self) -> bool:
        """Whether anything of it would be written."""
        return bool(self.new or self.changed or any(self.come.get(name) for name in ADDED))

    def counts(self) -> dict[str, int]:
        """The figures of the preview."""
        return {
            "rows": sum(map(len, self.entries.values())),
            "agencies_new": sum(each[0] == "agency" for each in self.new),
            "agencies_changed": sum(each[0] == "agency" for each in self.changed),
            "agreements_new": sum(each[0] == "agreement" for each in self.new),
            "agreements_changed": sum(each[0] == "agreement" for each in self.changed),
            "unchanged": self.same,
            "kept_in": sum(len(self.come.get(name, ())) for name in ADDED),
            "rows_in": sum(map(len, self.come.values())),
            "rows_out": sum(map(len, self.go.values())),
        }


def compare_whole(
    entries: dict[str, list[Entry]],
    held: Mapping[str, Sequence[Row]],
    findings: Findings,
    *,
    today: date,
    papers: BytesThere | None = None,
) -> Whole:
    """What would change. ``held`` is the whole register in the same sheets, ``papers`` the papers in the file."""
    check_together(entries, held, findings)
    entries = entries | _checked_here(entries, held, findings, today)
    made = Whole(entries=entries)
    there = dict.fromkeys(
        owner_of(name, entry.values) for name in COMPARED for entry in entries[name]
    )
    before: set[Owner] = set()
    touched: set[Owner] = set()
    for name in COMPARED:
        before.update(owner_of(name, row) for row in held[name])
        old = {row_key(name, row): row for row in held[name] if owner_of(name, row) in there}
        new = {row_key(name, entry.values): entry.values for entry in entries[name]}
        made.come[name] = [row for key, row in new.items() if key not in old]
        made.go[name] = [row for key, row in old.items() if key not in new]
        touched.update(owner_of(name, row) for row in (*made.come[name], *made.go[name]))
    made.new = [owner for owner in there if owner not in before]
    made.changed = [owner for owner in there if owner in before and owner in touched]
    made.same = len(there) - len(made.new) - len(made.changed)
    made.come |= compare_kept(entries, held, papers or {}, findings, today=today)
    made.go |= {name: [] for name in ADDED}
    shown = {row["id"] for row in (*held.get("papers", ()), *made.come["papers"])}
    _tell_signatures(made, shown, findings)
    return made


def _tell_signatures(made: Whole, papers: Collection[Value], findings: Findings) -> None:
    """A signature was checked in the register it comes from, and what shows it stays there."""
    signed = PartyState.SIGNED.value
    before = {_party(row) for row in made.go["parties"] if row["state"] == signed}
    fresh = {
        _party(row)
        for row in made.come["parties"]
        if row["state"] == signed and row["evidence"] not in papers
    } - before
    if fresh:
        findings.doubt(
            0,
            0,
            ngettext(
                "{count} party comes as signed. What shows it is not in this file: it stays where the "
                "signature was checked",
                "{count} parties come as signed. What shows it is not in this file: it stays where the "
                "signatures were checked",
                len(fresh),
            ).format(count=len(fresh)),
        )


def _party(row: Row) -> tuple[Value, Value]:
    return row["agreement_id"], row["agency_id"]


def _checked_here(
    entries: dict[str, list[Entry]],
    held: Mapping[str, Sequence[Row]],
    findings: Findings,
    today: date,
) -> dict[str, list[Entry]]:
    """Numbers without the checks that nobody made here, under the names they were checked by."""
    made: dict[str, list[Entry]] = {}
    for name in CHECKABLE:
        of: defaultdict[Value, list[Row]] = defaultdict(list)
        for row in held[name]:
            of[row["agency_id"]].append(row)
        made[name] = [
            Entry(
                line, as_checked_here(name, line, row, of[row["agency_id"]], findings, today=today)
            )
            for line, row in ((each.line, each.values) for each in entries[name])
        ]
    checked = {
        row["agency_id"]
        for name in CHECKABLE
        for row in held[name]
        if row["verified_on"] is not None
    }
    by_id: dict[object, Row] = {row["id"]: row for row in held["agencies"]}
    made["agencies"] = [
        Entry(each.line, as_named_here(each.line, each.values, by_id, checked, findings))
        for each in entries["agencies"]
    ]
    return made


def owner_of(sheet: str, row: Row) -> Owner:
    """The agency, agreement, succession or membership that a row belongs to."""
    what, columns = _OWNER[sheet]
    return (what, *(str(row[column] or "") for column in columns))


def row_key(name: str, row: Row) -> tuple[str, ...]:
    """What makes a row the same row in the file and in the register."""
    return tuple(
        "; ".join(sorted(value)) if isinstance(value, tuple) else written(value)
        for value in (row[column.name] for column in SHAPE[name])
    )
