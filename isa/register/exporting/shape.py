"""The form of an export: which sheets, which columns, how each value is written as text and read back.

What is exported is what the register holds today about every day, past and to come, and what was kept
beside it and is never edited: papers, events, notes, checks, versions, assurances. What the register
held once and no longer holds stays behind. Columns are taken from the tables, so that a new column travels
from the day it exists. Writing and reading are each other's inverse for every value.
"""

import types
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Union, get_args, get_origin

from sqlmodel import SQLModel

from isa.register.agencies.tables import (
    AgencyAssuranceRow,
    AgencyContactRow,
    AgencyOfficerRow,
    AgencySignatoryRow,
)
from isa.register.agreements.tables import (
    AgreementCheckRow,
    AgreementDetailRow,
    AgreementEventRow,
    AgreementNoteRow,
    AgreementPaperRow,
    AgreementVersionRow,
)
from isa.register.tables import (
    AgencyIdentifierRow,
    AgencyRow,
    AgencyStatusRow,
    AgreementCode,
    AgreementCodeRow,
    AgreementPartyRow,
    AgreementRow,
    ClassMembershipRow,
    DataRowCode,
    DataRowCodeRow,
    DataRowRow,
    SuccessionRow,
    Versioned,
)

FORMAT = "isa-register"
FORMAT_VERSION = 1
ABOUT = "about"


class Kind(StrEnum):
    """How a value is written."""

    TEXT = "text"
    ID = "id"
    """A text that may be missing."""
    DAY = "day"
    DAY_OR_NONE = "day_or_none"
    INSTANT = "instant"
    INSTANT_OR_NONE = "instant_or_none"
    FLAG = "flag"
    NUMBER = "number"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet.

    ``default`` is taken where an older export lacks the column; ``None`` where it must be there.
    """

    name: str
    kind: Kind
    default: str | None = None


Value = str | date | datetime | bool | int | tuple[str, ...] | None
Row = dict[str, Value]

VERSIONED: Mapping[str, type[Versioned]] = {
    "agency_status": AgencyStatusRow,
    "succession": SuccessionRow,
    "membership": ClassMembershipRow,
    "agreements": AgreementRow,
    "details": AgreementDetailRow,
    "parties": AgreementPartyRow,
    "data_rows": DataRowRow,
}
ORDINARY: Mapping[str, type[SQLModel]] = {
    "agencies": AgencyRow,
    "identifiers": AgencyIdentifierRow,
    "contacts": AgencyContactRow,
    "officers": AgencyOfficerRow,
    "signatories": AgencySignatoryRow,
}
KEPT: Mapping[str, type[SQLModel]] = {
    "assurances": AgencyAssuranceRow,
    "events": AgreementEventRow,
    "checks": AgreementCheckRow,
    "versions": AgreementVersionRow,
    "notes": AgreementNoteRow,
    "papers": AgreementPaperRow,
}
"""What was kept as it was made: told apart by its id, only ever added, never edited."""
IS_CURRENT = "is_current"
"""Whether the agreement says the same since: what an approval and a quality answer rest on."""
VERSION_TEXTS, FILTERS = "version_texts", "filters"
CODED: Mapping[str, tuple[type[AgreementCodeRow] | type[DataRowCodeRow], tuple[str, ...]]] = {
    "agreements": (AgreementCodeRow, tuple(AgreementCode)),
    "data_rows": (DataRowCodeRow, tuple(DataRowCode)),
}
_OURS = frozenset(
    {"row_id", "known_from", "known_to", "created_at", "search_key", "other_names"}
    | {"register_version", "batch_id", "told"}
)
_KINDS = {
    str: Kind.TEXT,
    bool: Kind.FLAG,
    int: Kind.NUMBER,
    date: Kind.DAY,
    datetime: Kind.INSTANT,
}
_OPTIONAL = {str: Kind.ID, date: Kind.DAY_OR_NONE, datetime: Kind.INSTANT_OR_NONE}


def _columns(name: str, model: type[SQLModel]) -> tuple[Column, ...]:
    found = []
    for field, info in model.model_fields.items():
        if field in _OURS or (field == "id" and name != "agencies" and name not in KEPT):
            continue
        kind, is_optional = _kind(info.annotation)
        default = written(info.default) if not info.is_required() else "" if is_optional else None
        found.append(Column(field, kind, default))
    if name == "agencies":
        found.append(Column("other_names", Kind.TEXT, ""))
    if name in ("events", "checks"):
        found.append(Column(IS_CURRENT, Kind.FLAG, "no"))
    codes = CODED[name][1] if name in CODED else ()
    found.extend(Column(str(code), Kind.CODES, "") for code in codes)
    return tuple(sorted(found, key=lambda each: each.name in ("valid_from", "valid_to")))


def _kind(annotation: object) -> tuple[Kind, bool]:
    if get_origin(annotation) in (Union, types.UnionType):
        plain = next(each for each in get_args(annotation) if each is not type(None))
        return _OPTIONAL[plain], True
    return _KINDS[annotation], False  # type: ignore[index]  # a type the tables use


AGENCIES = frozenset(
    {"agency_id", "lead_agency_id", "controller_id", "predecessor_id", "successor_id", "class_id"}
    | {"member_id", "provider", "recipient"}
)
AGREEMENTS = frozenset({"agreement_id", "parent_id", "supersedes_id"})


def beside(sheet: str, column: str) -> str:
    """The heading of the column that says in words whom or what an id means; empty where nothing does.

    It stands in brackets: it is for reading, and no import reads it again.
    """
    if column not in AGENCIES | AGREEMENTS or (sheet, column) == ("agreements", "agreement_id"):
        return ""  # an agreement's own sheet has its reference and its title
    return f"({column.removesuffix('_id').replace('_', ' ')})"


def is_for_reading(head: str) -> bool:
    """Whether a heading is one of ``beside``."""
    return head.startswith("(") and head.endswith(")")


_RISKY = "=+-@'\t\r\n"
"""A cell that begins with one of these could be run as a formula by a spreadsheet program."""


def guarded(text: str) -> str:
    """A text that no spreadsheet program takes for a formula; ``unguarded`` gives it back as it was."""
    return f"'{text}" if text[:1] and text[0] in _RISKY else text


def unguarded(text: str) -> str:
    """The text before ``guarded``."""
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in _RISKY else text


def written(value: object) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    if isinstance(value, tuple):
        return "; ".join(value)
    return str(value)


def understood(text: str, column: Column) -> Value:
    """The value of a cell; ``ValueError`` holds a sentence when it cannot be one."""
    if column.kind is Kind.TEXT:
        return text
    text = text.strip()
    if column.kind is Kind.ID:
        return text or None
    if column.kind is Kind.CODES:
        return tuple(sorted({each.strip() for each in text.split(";") if each.strip()}))
    if column.kind is Kind.FLAG:
        if text not in ("yes", "no"):
            raise ValueError("Write yes or no")
        return text == "yes"
    if column.kind is Kind.NUMBER:
        if not text.isdecimal() or len(text) > 9:
            raise ValueError("Write a whole number")
        return int(text)
    return _time(text, column.kind)


def _time(text: str, kind: Kind) -> date | None:
    if not text and kind in (Kind.DAY_OR_NONE, Kind.INSTANT_OR_NONE):
        return None
    if kind in (Kind.INSTANT, Kind.INSTANT_OR_NONE):
        return _instant(text)
    return _day(text)


def _instant(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
        if found.tzinfo is None:
            raise ValueError
        return found.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(
            f"'{text[:40]}' is not a day and time. Write it like 2026-03-31T09:30:00+00:00"
        ) from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"'{text[:20]}' is not a day. Write it like 2026-03-31") from error


COMPARED: Mapping[str, tuple[Column, ...]] = {
    name: _columns(name, model) for name, model in {**ORDINARY, **VERSIONED}.items()
}
"""The sheets whose rows come and go; those of one agency or agreement are compared whole."""
ADDED: Mapping[str, tuple[Column, ...]] = {
    **{name: _columns(name, model) for name, model in KEPT.items()},
    VERSION_TEXTS: (
        Column("id", Kind.TEXT),
        Column("place", Kind.NUMBER),
        Column("label", Kind.TEXT),
        Column("text", Kind.TEXT),
    ),
    FILTERS: (Column("name", Kind.TEXT), Column("wanted", Kind.TEXT)),
}
"""The sheets whose rows only come: what was kept, what numbered versions said, the exporter's filters."""
SHAPE: Mapping[str, tuple[Column, ...]] = {**COMPARED, **ADDED}
"""Every sheet with its columns."""
