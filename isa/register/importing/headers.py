"""The fields a column can hold, and which words head it in the registers people really keep (pure)."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from isa.platform.wording import gettext as _
from isa.register.importing.heading_words import AGENCY_HEADINGS, AGREEMENT_HEADINGS
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
    Field("reference", _("Reference"), AGREEMENT_HEADINGS["reference"]),
    Field("title", _("Title"), AGREEMENT_HEADINGS["title"]),
    Field("summary", _("Purpose, in words"), AGREEMENT_HEADINGS["summary"]),
    Field("type", _("Kind of agreement"), AGREEMENT_HEADINGS["type"]),
    Field("status", _("Status"), AGREEMENT_HEADINGS["status"]),
    Field("lead", _("Lead agency"), AGREEMENT_HEADINGS["lead"]),
    Field("parties", _("Parties, several in a cell"), AGREEMENT_HEADINGS["parties"]),
    Field("party", _("Party, one in a row"), AGREEMENT_HEADINGS["party"]),
    Field("starts_on", _("Starts"), AGREEMENT_HEADINGS["starts_on"]),
    Field("ends_on", _("Ends"), AGREEMENT_HEADINGS["ends_on"]),
    Field("review_due_on", _("Review due"), AGREEMENT_HEADINGS["review_due_on"]),
    Field("publication", _("May be published"), AGREEMENT_HEADINGS["publication"]),
    Field("signed_on", _("Signed on"), AGREEMENT_HEADINGS["signed_on"]),
    Field("is_signed", _("Signed, yes or no"), AGREEMENT_HEADINGS["is_signed"]),
    Field(
        "signatory_title", _("Role of the person who signed"), AGREEMENT_HEADINGS["signatory_title"]
    ),
    Field("withdrawn_on", _("Withdrew on"), AGREEMENT_HEADINGS["withdrawn_on"]),
    Field("parent", _("Relies on (reference)"), AGREEMENT_HEADINGS["parent"]),
    Field("supersedes", _("Replaces (reference)"), AGREEMENT_HEADINGS["supersedes"]),
)

AGENCY_FIELDS = (
    Field("name", _("Name"), AGENCY_HEADINGS["name"]),
    Field("other_names", _("Other names"), AGENCY_HEADINGS["other_names"]),
    Field("kind", _("Kind of agency"), AGENCY_HEADINGS["kind"]),
    Field("area", _("The place it serves"), AGENCY_HEADINGS["area"]),
    Field("ods", _("ODS code"), AGENCY_HEADINGS["ods"]),
    Field("urn", _("URN"), AGENCY_HEADINGS["urn"]),
    Field("ukprn", _("UKPRN"), AGENCY_HEADINGS["ukprn"]),
    Field("gss", _("GSS code"), AGENCY_HEADINGS["gss"]),
    Field("ico", _("ICO registration"), AGENCY_HEADINGS["ico"]),
    Field("companies_house", _("Company number"), AGENCY_HEADINGS["companies_house"]),
    Field("charity", _("Charity number"), AGENCY_HEADINGS["charity"]),
    Field("local", _("Local reference"), AGENCY_HEADINGS["local"]),
    Field("parent", _("Part of"), AGENCY_HEADINGS["parent"]),
    Field("closed_on", _("Closed on"), AGENCY_HEADINGS["closed_on"]),
)

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
_NOT_WHETHER = re.compile(r"\b(date|day|when|link|url|where)\b")
"""A heading of when or where something was published does not say whether it may be."""


_SHORT = {
    "org": "organisation",
    "orgs": "organisations",
    "organization": "organisation",
    "organizations": "organisations",
    "agmt": "agreement",
}
_APOSTROPHE = re.compile(r"[\u2019']")


def plain_heading(text: str) -> str:
    """A heading as it is compared: short forms written out, 'What's it for' as 'what is it for'."""
    folded = fold(_APOSTROPHE.sub("", text)).replace("whats ", "what is ")
    return " ".join(_SHORT.get(word, word) for word in folded.split())


def guess(heading: str, fields: Sequence[Field]) -> list[tuple[int, str]]:
    """The fields a heading may name, with how sure that is, the surest first."""
    folded = plain_heading(heading)
    if not folded:
        return []
    if _LOOKS_BACK.search(folded):
        fields = [each for each in fields if not each.code.endswith("_on")]
    if _NOT_WHETHER.search(folded):
        fields = [each for each in fields if each.code != "publication"]
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
        told = {plain_heading(cell) for cell in filled}
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
