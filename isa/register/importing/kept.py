"""What was kept as it was made, come again in an export: told apart by its id, only ever added (pure).

What is here stays as it is here, whatever a file says of it. A paper comes with its bytes or not at all,
but for one that was removed where it was, of which the line comes.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from isa.platform.wording import gettext as _
from isa.platform.wording import ngettext
from isa.register.exporting.shape import FILTERS, IS_CURRENT, KEPT, VERSION_TEXTS, Row
from isa.register.importing.model import Findings
from isa.register.importing.whole_reading import Entry
from isa.register.worklist.model import MOST_FILTERS

_MAY_DIFFER = frozenset({IS_CURRENT, "removed_at", "removed_by", "removed_why"})
"""What may have become another since the export without anybody having edited the file."""


class PaperThere(NamedTuple):
    """A paper in the file, by what its own bytes say."""

    media_type: str
    size: int


BytesThere = Mapping[str, PaperThere]
"""The papers in the file by the digest of their bytes."""
Entries = Mapping[str, Sequence[Entry]]
Held = Mapping[str, Sequence[Row]]


def compare_kept(
    entries: Entries, held: Held, there: BytesThere, findings: Findings, *, today: date
) -> dict[str, list[Row]]:
    """The rows that would come, by sheet."""
    come = {name: _new(name, entries[name], held.get(name, ()), findings) for name in KEPT}
    for name, rows in come.items():
        for entry in rows:
            _check_instants(name, entry, findings, today)
    come["papers"] = _with_bytes(come["papers"], entries["papers"], there, findings)
    _check_versions(come["versions"], entries, held, findings)
    numbers = {entry.values["id"] for entry in come["versions"]}
    come[VERSION_TEXTS] = [each for each in entries[VERSION_TEXTS] if each.values["id"] in numbers]
    come[FILTERS] = _new_filters(entries[FILTERS], held.get(FILTERS, ()), findings)
    return {name: [entry.values for entry in rows] for name, rows in come.items()}


def _new(name: str, found: Sequence[Entry], held: Sequence[Row], findings: Findings) -> list[Entry]:
    here = {row["id"]: row for row in held}
    for entry in found:
        old = here.get(entry.values["id"])
        if old is not None and any(
            old[column] != value
            for column, value in entry.values.items()
            if column not in _MAY_DIFFER
        ):
            findings.doubt(
                entry.line,
                0,
                _(
                    "Sheet {sheet}: this was kept here in other words. It stays as it is here, because "
                    "what was kept is never edited"
                ).format(sheet=name),
            )
    return [entry for entry in found if entry.values["id"] not in here]


def _check_instants(name: str, entry: Entry, findings: Findings, today: date) -> None:
    for column, value in entry.values.items():
        # The server's day may be behind that of whoever kept it just before midnight.
        if isinstance(value, datetime) and (value.date() - today).days > 1:
            findings.fault(
                entry.line,
                0,
                _("Sheet {sheet}, {column}: the day must not be after today").format(
                    sheet=name, column=column
                ),
            )


def _with_bytes(
    new: Sequence[Entry], found: Sequence[Entry], there: BytesThere, findings: Findings
) -> list[Entry]:
    come, missing = [], 0
    for entry in new:
        row = entry.values
        paper = there.get(str(row["sha256"]))
        if row["removed_at"] is not None:
            come.append(entry)
        elif paper is None:
            missing += 1
        elif (row["media_type"], row["size"]) != paper:
            findings.fault(
                entry.line,
                0,
                _(
                    "Sheet papers: the paper in the file is another kind or size than this row says. "
                    "Export it again"
                ),
            )
        else:
            come.append(entry)
    if missing:
        findings.doubt(
            0,
            0,
            ngettext(
                "{count} paper is left out, because the file holds its line and not the paper itself. "
                "Import the export with papers (.zip) to bring it",
                "{count} papers are left out, because the file holds their lines and not the papers "
                "themselves. Import the export with papers (.zip) to bring them",
                missing,
            ).format(count=missing),
        )
    if spare := len(there.keys() - {str(entry.values["sha256"]) for entry in found}):
        findings.doubt(
            0,
            0,
            ngettext(
                "{count} paper in the file is left out, because no row of the sheet papers names it",
                "{count} papers in the file are left out, because no row of the sheet papers names them",
                spare,
            ).format(count=spare),
        )
    return come


def _check_versions(new: Sequence[Entry], entries: Entries, held: Held, findings: Findings) -> None:
    numbers = {(row["agreement_id"], row["number"]) for row in held.get("versions", ())}
    told = {entry.values["id"] for entry in entries[VERSION_TEXTS]}
    for entry in new:
        row = entry.values
        if (row["agreement_id"], row["number"]) in numbers:
            findings.fault(
                entry.line,
                0,
                _("Sheet versions: there is a version {number} already").format(
                    number=row["number"]
                ),
            )
        if row["id"] not in told:
            findings.fault(
                entry.line,
                0,
                _(
                    "Sheet versions: what version {number} said is missing from the sheet version_texts"
                ).format(number=row["number"]),
            )


def _new_filters(found: Sequence[Entry], held: Sequence[Row], findings: Findings) -> list[Entry]:
    here = {row["name"]: row["wanted"] for row in held}
    come = [entry for entry in found if entry.values["name"] not in here]
    for entry in found:
        name, wanted = entry.values["name"], entry.values["wanted"]
        if here.get(name, wanted) != wanted:
            findings.doubt(
                entry.line,
                0,
                _("Sheet filters: you have a filter called '{name}' already, and it stays").format(
                    name=str(name)[:60]
                ),
            )
    if len(here) + len(come) > MOST_FILTERS:
        findings.fault(
            0, 0, _("Nobody can keep more than {most} filters").format(most=MOST_FILTERS)
        )
    return come
