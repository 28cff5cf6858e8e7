"""What a row of an export must be by itself before it is written (pure)."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from isa.coverage.view import (
    ANY,
    AgreementStatus,
    AgreementType,
    Direction,
    MembershipState,
    PartyRole,
    PartyState,
)
from isa.platform.wording import gettext as _
from isa.register.agencies.tables import ContactKind
from isa.register.agreements.checks import ONWARD
from isa.register.agreements.fields import fields as agreement_fields
from isa.register.agreements.lifecycle import CHECK_ANSWERS
from isa.register.agreements.papers.content import LARGEST, MediaType
from isa.register.checks import (
    Faults,
    day_faults,
    id_faults,
    name_faults,
    number_faults,
    text_faults,
)
from isa.register.exporting.shape import Row
from isa.register.tables import AgencyState
from isa.register.vocabulary import vocabulary
from isa.register.worklist.model import Wanted, wanted_faults

_DIGEST = re.compile(r"^[0-9a-f]{64}$")
_Check = Callable[[str, str], Faults]


def _among(values: Callable[[], Sequence[str]]) -> _Check:
    def check(path: str, value: str) -> Faults:
        allowed = values()
        return (
            {}
            if value in allowed
            else {
                path: _("There is no '{value}'. One of: {names}").format(
                    value=value[:40], names=", ".join(allowed)[:200]
                )
            }
        )

    return check


def _name(what: str, limit: int = 200) -> _Check:
    return lambda path, value: name_faults(path, value, what, limit=limit)


def _text(what: str, limit: int = 4000) -> _Check:
    return lambda path, value: text_faults(path, value, what, limit=limit)


_CHECKS: dict[str, dict[str, _Check]] = {
    "agencies": {
        "id": lambda path, value: id_faults(path, value),
        "name": _name(_("the agency's name")),
        "type": _among(lambda: list(vocabulary().agency_types)),
        "area": _text(_("the place"), 200),
    },
    "identifiers": {
        "kind": _among(lambda: list(vocabulary().identifier_kinds)),
        "value": _name(_("the code"), 40),
    },
    "contacts": {
        "kind": _among(lambda: [each.value for each in ContactKind]),
        "label": _name(_("what people call the number")),
        "number": number_faults,
        "hours": _text(_("the hours"), 100),
    },
    "officers": {
        "role": _among(lambda: list(vocabulary().officer_roles)),
        "post": _name(_("the post")),
    },
    "signatories": {"title": _name(_("the post"))},
    "details": {
        "field": _among(lambda: list(agreement_fields())),
        "value": _text(_("the value")),
    },
    "agency_status": {"status": _among(lambda: [each.value for each in AgencyState])},
    "membership": {"state": _among(lambda: [each.value for each in MembershipState])},
    "agreements": {
        "agreement_id": lambda path, value: id_faults(path, value),
        "reference": _name("a reference", 40),
        "title": _name("a title"),
        "summary": _text(_("the summary")),
        "type": _among(lambda: [each.value for each in AgreementType]),
        "status": _among(lambda: [each.value for each in AgreementStatus]),
        "onward_sharing": _among(lambda: list(ONWARD)),
    },
    "parties": {
        "role": _among(lambda: [each.value for each in PartyRole]),
        "state": _among(lambda: [each.value for each in PartyState]),
        "signatory_title": _text(_("the role"), 100),
    },
    "data_rows": {
        "data_row_id": lambda path, value: id_faults(path, value),
        "direction": _among(lambda: [each.value for each in Direction]),
        "items": _text(_("the items")),
        "justification": _text(_("the reason")),
    },
    "assurances": {
        "id": lambda path, value: id_faults(path, value),
        "kind": _among(lambda: list(vocabulary().assurances)),
        "confirmed_by": _name(_("the post that confirmed it"), 100),
        "note": _text(_("the note"), 300),
    },
    "events": {
        "id": lambda path, value: id_faults(path, value),
        "kind": _name(_("what happened"), 40),
        "before": _text(_("what it was before"), 4000),
        "after": _text(_("what it was after"), 4000),
        "clause": _text(_("the clause"), 1000),
        "reason": _text(_("the reason"), 4000),
    },
    "checks": {
        "id": lambda path, value: id_faults(path, value),
        "code": _among(lambda: list(vocabulary().quality_checks)),
        "answer": _among(lambda: list(CHECK_ANSWERS)),
        "note": _text(_("the note"), 1000),
    },
    "versions": {
        "id": lambda path, value: id_faults(path, value),
        "number": _name(_("a version number"), 11),
        "note": _text(_("the note"), 1000),
    },
    "notes": {
        "id": lambda path, value: id_faults(path, value),
        "text": _text(_("the note"), 2000),
    },
    "papers": {
        "id": lambda path, value: id_faults(path, value),
        "kind": _among(lambda: list(vocabulary().paper_kinds)),
        "title": _name(_("what the paper is")),
        "media_type": _among(lambda: [each.value for each in MediaType]),
        "sha256": lambda path, value: _digest_faults(path, value),
        "removed_why": _text(_("why it was removed"), 200),
    },
    "version_texts": {
        "label": _name(_("which part of the agreement it is")),
        "text": _text(_("what the version said"), 30_000),
    },
    "filters": {
        "name": _name(_("a name for this filter"), 60),
        "wanted": lambda path, value: _filter_faults(path, value),
    },
}


def _digest_faults(path: str, value: str) -> Faults:
    return (
        {} if _DIGEST.match(value) else {path: _("A sha256 has 64 characters, digits and a to f")}
    )


def _filter_faults(path: str, value: str) -> Faults:
    try:
        found = wanted_faults(Wanted.model_validate_json(value))
    except ValueError:
        return {path: _("This is not what a filter looks for. Export it again")}
    return {path: next(iter(found.values()))} if found else {}


_CODES: dict[tuple[str, str], Callable[[], Sequence[str]]] = {
    ("agreements", "purpose"): lambda: list(vocabulary().purposes),
    ("agreements", "exclusion"): lambda: list(vocabulary().categories),
    ("data_rows", "category"): lambda: list(vocabulary().categories),
    ("data_rows", "exclusion"): lambda: list(vocabulary().categories),
    ("data_rows", "subject"): lambda: [ANY, *vocabulary().subjects],
    ("data_rows", "purpose"): lambda: list(vocabulary().purposes),
    ("data_rows", "method"): lambda: list(vocabulary().transfer_methods),
    ("data_rows", "hard"): lambda: list(vocabulary().conditions),
    ("data_rows", "soft"): lambda: list(vocabulary().conditions),
}
_DAYS = {
    "starts_on": _("the start"),
    "ends_on": _("the end"),
    "review_due_on": _("the review"),
    "signed_on": _("the signature"),
    "asked_on": _("the day it was asked"),
}


def check_row(sheet: str, row: Row) -> Iterator[tuple[str, str]]:
    """Each column of a row that is wrong, with a sentence."""
    for column, check in _CHECKS.get(sheet, {}).items():
        yield from check(column, str(row[column])).items()
    for (name, column), allowed in _CODES.items():
        if name == sheet and (unknown := set(row[column] or ()) - set(allowed())):  # type: ignore[arg-type]
            yield column, _("There is no code '{unknown}'").format(unknown=min(unknown)[:40])
    for column, what in _DAYS.items():
        if column in row:
            day = row[column]
            yield from day_faults(column, day if isinstance(day, date) else None, what).items()
    yield from _order(sheet, row)


def _order(sheet: str, row: Row) -> Iterator[tuple[str, str]]:
    first, last = row.get("valid_from"), row.get("valid_to")
    if isinstance(first, date) and isinstance(last, date) and last <= first:
        yield "valid_to", _("The day it stopped holding must be after the day it began to")
    if sheet == "agreements":
        starts, ends = row["starts_on"], row["ends_on"]
        if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
            yield "ends_on", _("The end must be on or after the start")
    size = row.get("size")
    if isinstance(size, int) and not 0 < size <= LARGEST:
        yield "size", _("A paper has from 1 to {most:,} bytes").format(most=LARGEST)
