"""What contradicts itself in a register, and what coverage misses, one sentence each (pure)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from isa.coverage.model import Frozen
from isa.platform.clock import show_date
from isa.platform.wording import gettext as _
from isa.register.circles import leads_back
from isa.register.exporting.shape import Row

LONG_BEFORE = timedelta(days=366)
"""A signature may precede the start by some months, but not by more than a year."""
_WITHOUT_ROWS = ("tier1_charter", "ioa")
_RUNNING = ("in_force", "review_due", "in_review")
_SIGNED = ("signed", "signed_unverified")
Rows = Mapping[str, Sequence[Row]]


class Grade(StrEnum):
    """A contradiction is wrong; a gap keeps the register from answering."""

    CONTRADICTION = "contradiction"
    GAP = "gap"


class RegisterFault(Frozen):
    """Something to mend; ``object_id`` is the agency or agreement it is about."""

    code: str
    grade: Grade
    object_id: str
    name: str
    sentence: str


class _Names:
    """The names of agencies and the references of agreements, by id."""

    def __init__(self, rows: Rows) -> None:
        self._agencies = {str(row["id"]): str(row["name"]) for row in rows["agencies"]}
        self._agreements = {
            str(row["agreement_id"]): str(row["reference"]) for row in rows["agreements"]
        }

    def agency(self, agency_id: str) -> str:
        return self._agencies.get(agency_id, agency_id)

    def agreement(self, agreement_id: str) -> str:
        return self._agreements.get(agreement_id, agreement_id)

    def party(self, row: Row) -> str:
        return f"{self.agreement(str(row['agreement_id']))}: {self.agency(str(row['agency_id']))}"


def register_faults(rows: Rows) -> list[RegisterFault]:
    """Every fault of a register, contradictions first, in an order that stays the same."""
    names = _Names(rows)
    found = [
        *_circles(rows, names),
        *_duplicate_references(rows, names),
        *_agreement_days(rows),
        *_party_days(rows, names),
        *_gaps(rows, names),
    ]
    return sorted(found, key=lambda each: (each.grade.value, each.code, each.name, each.object_id))


_LINKS = (
    (
        "agency_status",
        "agency_id",
        "controller_id",
        _("is part of itself, through the bodies above it"),
    ),
    (
        "agreements",
        "agreement_id",
        "parent_id",
        _("relies on itself, through the agreements it relies on"),
    ),
    (
        "agreements",
        "agreement_id",
        "supersedes_id",
        _("replaces itself, through the agreements it replaces"),
    ),
    (
        "succession",
        "predecessor_id",
        "successor_id",
        _("took over from itself, through its successors"),
    ),
    ("membership", "class_id", "member_id", _("is a member of itself, through the groups in it")),
)


def _circles(rows: Rows, names: _Names) -> Iterator[RegisterFault]:
    for sheet, start, end, words in _LINKS:
        leads: dict[str, set[str]] = defaultdict(set)
        for row in rows[sheet]:
            if row[end]:
                leads[str(row[start])].add(str(row[end]))
        for each in sorted(leads):
            if leads_back(leads, each, leads[each]):
                name = names.agreement(each) if sheet == "agreements" else names.agency(each)
                yield _fault("circle", Grade.CONTRADICTION, each, name, f"{name} {words}")


def _duplicate_references(rows: Rows, names: _Names) -> Iterator[RegisterFault]:
    held: dict[str, set[str]] = defaultdict(set)
    for row in rows["agreements"]:
        held[" ".join(str(row["reference"]).casefold().split())].add(str(row["agreement_id"]))
    for ids in held.values():
        if len(ids) > 1:
            for each in sorted(ids):
                name = names.agreement(each)
                yield _fault(
                    "duplicate_reference",
                    Grade.CONTRADICTION,
                    each,
                    name,
                    _("{count} agreements have the reference {name}").format(
                        count=len(ids), name=name
                    ),
                )


def _agreement_days(rows: Rows) -> Iterator[RegisterFault]:
    for row in rows["agreements"]:
        start, review = row["starts_on"], row["review_due_on"]
        if isinstance(start, date) and isinstance(review, date) and review < start:
            yield _fault(
                "review_before_start",
                Grade.CONTRADICTION,
                str(row["agreement_id"]),
                str(row["reference"]),
                _("{reference}: its review ({review}) is due before it starts ({start})").format(
                    reference=row["reference"], review=show_date(review), start=show_date(start)
                ),
            )


def _party_days(rows: Rows, names: _Names) -> Iterator[RegisterFault]:
    starts = {str(row["agreement_id"]): row["starts_on"] for row in rows["agreements"]}
    for row in rows["parties"]:
        agreement, signed = str(row["agreement_id"]), row["signed_on"]
        if not isinstance(signed, date):
            continue
        who = names.party(row)
        start, since = starts.get(agreement), row["valid_from"]
        if isinstance(start, date) and start - signed > LONG_BEFORE and row["state"] in _SIGNED:
            yield _fault(
                "signed_before_agreement",
                Grade.CONTRADICTION,
                agreement,
                names.agreement(agreement),
                _("{who} signed on {signed}, long before the agreement began on {start}").format(
                    who=who, signed=show_date(signed), start=show_date(start)
                ),
            )
        if row["state"] == "withdrawn" and isinstance(since, date) and since < signed:
            yield _fault(
                "withdrawn_before_signed",
                Grade.CONTRADICTION,
                agreement,
                names.agreement(agreement),
                _("{who} withdrew on {since}, before it signed on {signed}").format(
                    who=who, since=show_date(since), signed=show_date(signed)
                ),
            )


def _gaps(rows: Rows, names: _Names) -> Iterator[RegisterFault]:
    with_rows = {row["agreement_id"] for row in rows["data_rows"]}
    latest = {str(row["agreement_id"]): row for row in rows["agreements"]}
    for agreement_id, row in latest.items():
        if row["status"] not in _RUNNING:
            continue
        for code, is_missing, words in (
            ("no_start", row["starts_on"] is None, _("the day it starts is not recorded")),
            (
                "no_review",
                row["review_due_on"] is None,
                _("the day its review is due is not recorded"),
            ),
            (
                "no_rows",
                agreement_id not in with_rows and row["type"] not in _WITHOUT_ROWS,
                _("what is shared is not recorded"),
            ),
        ):
            if is_missing:
                yield _fault(
                    code,
                    Grade.GAP,
                    agreement_id,
                    str(row["reference"]),
                    f"{row['reference']}: {words}",
                )
    for row in rows["parties"]:
        if row["state"] == "signed" and row["signed_on"] is None and row["valid_to"] is None:
            agreement = str(row["agreement_id"])
            who = names.party(row)
            yield _fault(
                "no_signature_day",
                Grade.GAP,
                agreement,
                names.agreement(agreement),
                _("{who} has signed, and the day is not recorded").format(who=who),
            )


def _fault(code: str, grade: Grade, object_id: str, name: str, sentence: str) -> RegisterFault:
    return RegisterFault(code=code, grade=grade, object_id=object_id, name=name, sentence=sentence)
