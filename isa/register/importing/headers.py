"""The fields a column can hold, and which words head it in the registers people really keep (pure)."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from isa.register.importing.limits import HEADER_WITHIN
from isa.register.importing.model import Layout
from isa.register.naming import fold


@dataclass(frozen=True, slots=True)
class Field:
    """Something a column can hold: its code, its words on screen, and the headings it is known by."""

    code: str
    label: str
    headings: tuple[str, ...]
    """Folded headings, the surest first; a heading that begins with one counts for less."""


AGREEMENT_FIELDS = (
    Field("reference", "Reference", ("reference", "ref", "ref no", "reference number", "agreement reference", "isa ref", "isa reference", "isp ref", "dsa ref", "dsa reference", "agreement ref", "agreement number", "agreement no", "agreement id", "no", "number", "id", "identifier")),  # noqa: E501
    Field("title", "Title", ("title", "agreement", "agreement title", "agreement name", "name of agreement", "title of agreement", "protocol", "protocol title", "isa", "isa name", "isa title", "isp", "isp title", "dsa", "dsa title", "dsa name", "sharing agreement", "information sharing agreement", "data sharing agreement", "name", "document", "document title")),  # noqa: E501
    Field("summary", "Purpose, in words", ("purpose", "purpose of sharing", "purpose of agreement", "purposes", "summary", "description", "aim", "aims", "objective", "what is it for", "reason for sharing")),  # noqa: E501
    Field("type", "Kind of agreement", ("type", "agreement type", "type of agreement", "kind", "tier", "document type")),  # noqa: E501
    Field("status", "Status", ("status", "agreement status", "state", "current status", "stage")),
    Field("lead", "Lead agency", ("lead", "lead organisation", "lead organization", "lead agency", "lead partner", "lead body", "lead authority", "owner", "owning organisation", "host", "host organisation", "data controller", "controller")),  # noqa: E501
    Field("parties", "Parties, several in a cell", ("parties", "partners", "partner organisations", "partner agencies", "other organisations", "other organisations involved", "organisations involved", "organisations", "agencies", "signatories", "shared with", "sharing with", "participating organisations", "agencies involved", "parties to agreement", "other parties", "who with", "partner organisation s", "controllers")),  # noqa: E501
    Field("party", "Party, one in a row", ("signatory", "party", "partner", "partner organisation", "partner agency", "organisation", "organization", "agency", "signatory organisation", "other party", "partner name", "organisation name", "agency name", "signed by organisation")),  # noqa: E501
    Field("starts_on", "Starts", ("start", "start date", "starts", "date in force", "in force", "in force from", "effective", "effective date", "effective from", "commencement", "commencement date", "commences", "agreement date", "agr date", "date of agreement", "date agreed", "date", "from", "issue date", "live date", "date live", "go live", "implementation date")),  # noqa: E501
    Field("ends_on", "Ends", ("end", "end date", "ends", "expiry", "expiry date", "expires", "expires on", "termination date", "valid until", "until", "to")),  # noqa: E501
    Field("review_due_on", "Review due", ("review", "review date", "review due", "next review", "next review date", "review due date", "date of review", "date of next review", "due for review", "review by")),  # noqa: E501
    Field("signed_on", "Signed on", ("signed on", "date signed", "signed date", "signature date", "date of signature", "signing date")),  # noqa: E501
    Field("is_signed", "Signed, yes or no", ("signed", "signed y n", "signed yes no", "is signed", "signature", "signed up", "signed off")),  # noqa: E501
    Field("signatory_title", "Role of the person who signed", ("signatory role", "role of signatory", "signatory title", "job title", "role", "position", "signed by role", "signatory job title")),  # noqa: E501
    Field("withdrawn_on", "Withdrew on", ("withdrawn", "withdrawn on", "date withdrawn", "withdrawal date", "left on", "date left")),  # noqa: E501
    Field("parent", "Relies on (reference)", ("parent", "parent agreement", "overarching agreement", "tier 1", "tier 1 agreement", "parent reference", "parent ref", "under")),  # noqa: E501
    Field("supersedes", "Replaces (reference)", ("supersedes", "replaces", "supersedes reference", "replaces reference", "previous reference", "previous ref")),  # noqa: E501
)  # fmt: skip

AGENCY_FIELDS = (
    Field("name", "Name", ("name", "agency", "agency name", "organisation name", "organisation", "organization", "official name", "establishmentname", "establishment name", "school name", "schname", "trust name", "practice name", "provider name", "force name", "health board", "council", "authority", "local authority", "la name", "la", "company name", "full name", "title")),  # noqa: E501
    Field("other_names", "Other names", ("other names", "alternative names", "alt names", "also known as", "aka", "nice name", "short name", "known as", "former names", "previous names")),  # noqa: E501
    Field("kind", "Kind of agency", ("type", "kind", "agency type", "organisation type", "typeofestablishment name", "type of establishment", "local authority type name", "category", "sector", "establishment type")),  # noqa: E501
    Field("area", "The place it serves", ("area", "place", "area served", "locality")),
    Field("ods", "ODS code", ("ods code", "ods", "organisation code", "org code", "practice code", "code ods", "nacs", "nacs code", "trust code")),  # noqa: E501
    Field("urn", "URN", ("urn", "school urn", "establishment urn")),
    Field("ukprn", "UKPRN", ("ukprn",)),
    Field("gss", "GSS code", ("gss code", "gss", "ons code", "gss la code", "gsslacode name")),
    Field("ico", "ICO registration", ("ico", "ico registration", "ico number", "ico registration number", "ico reg", "ico reg no", "ico reference", "data protection registration", "dpa registration", "registration number")),  # noqa: E501
    Field("companies_house", "Company number", ("company number", "company no", "companies house", "companies house number", "company registration number", "crn")),  # noqa: E501
    Field("charity", "Charity number", ("charity number", "charity no", "registered charity number", "charity")),
    Field("local", "Local reference", ("local reference", "local authority code", "local ref", "reference", "id", "force id", "police force", "code")),  # noqa: E501
    Field("parent", "Part of", ("part of", "parent", "parent organisation", "responsible body", "trusts name", "trust", "controller", "parent body")),  # noqa: E501
    Field("closed_on", "Closed on", ("closed", "closed on", "close date", "closedate", "closed date", "end date", "date closed", "closing date")),  # noqa: E501
)  # fmt: skip

FIELDS = {Layout.AGREEMENTS: AGREEMENT_FIELDS, Layout.AGENCIES: AGENCY_FIELDS}
LABELS = {layout: {each.code: each.label for each in fields} for layout, fields in FIELDS.items()}
MANY_TIMES = frozenset({"parties", "other_names"})
"""Fields that several columns may hold."""
IDENTIFIERS = ("ods", "urn", "ukprn", "gss", "ico", "companies_house", "charity", "local")

_NUMBERED = re.compile(r"^(.*?)\s*\d{1,2}$")
_EXACT, _BEGINS, _HOLDS = 100, 60, 30
_LONGEST_HEADING = 80


_LOOKS_BACK = re.compile(r"\b(last|previous|prior|reviewed|original|first)\b")
"""A heading of what has been is not the day that is due: 'last review'."""


def guess(heading: str, fields: Sequence[Field]) -> list[tuple[int, str]]:
    """The fields a heading may name, with how sure that is, the surest first."""
    folded = fold(heading)
    if not folded:
        return []
    if _LOOKS_BACK.search(folded):
        fields = [each for each in fields if not each.code.endswith("_on")]
    bare = _NUMBERED.sub(r"\1", folded)
    found = []
    for field in fields:
        score = max(
            (_score(folded, bare, known, place) for place, known in enumerate(field.headings)),
            default=0,
        )
        if score:
            found.append((score, field.code))
    return sorted(found, key=lambda each: -each[0])


def _score(folded: str, bare: str, known: str, place: int) -> int:
    early = max(0, 20 - place)
    if folded == known:
        return _EXACT + early
    if bare == known:
        return _EXACT - 10 + early
    if folded.startswith(f"{known} ") and len(known) > 2:
        return _BEGINS + min(len(known), 20)
    if f" {known} " in f" {folded} " and len(known) > 4:
        return _HOLDS + min(len(known), 20)
    return 0


def assign(headings: Sequence[str], fields: Sequence[Field]) -> tuple[tuple[str, ...], int]:
    """A field for each column that has a likely one, no field twice, and how good the whole is."""
    wanted = sorted(
        (
            (score, -column, code)
            for column, heading in enumerate(headings)
            for score, code in guess(heading, fields)
        ),
        reverse=True,
    )
    found = [""] * len(headings)
    taken: set[str] = set()
    total = 0
    for score, minus, code in wanted:
        if not found[-minus] and (code not in taken or (code in MANY_TIMES and score > _BEGINS)):
            found[-minus] = code
            taken.add(code)
            total += score
    return tuple(found), total


def header_line(rows: Sequence[Sequence[str]], fields: Sequence[Field]) -> int:
    """The number of the row of headings among the first rows; 0 where none looks like one."""
    known = {heading for field in fields for heading in field.headings}
    best, most = 0, 0
    for number, row in enumerate(rows[:HEADER_WITHIN], start=1):
        filled = [cell for cell in row if cell.strip()]
        if len(filled) < min(2, len(row)) or any(len(cell) > _LONGEST_HEADING for cell in filled):
            continue
        told = {fold(cell) for cell in filled}
        score = 2 * len(told & known) + len(
            {_NUMBERED.sub(r"\1", each) for each in told - known} & known
        )
        if score > most:
            best, most = number, score
    return best


def signature(headings: Sequence[str], layout: Layout) -> str:
    """What a mapping is remembered by: the headings, whatever their case and spaces."""
    told = "\x1f".join([layout.value, *(fold(each) for each in headings)])
    return hashlib.sha256(told.encode()).hexdigest()
