"""What has been kept long enough, what stops it from going, and what stays of it (pure)."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from decisions.assessment import Frozen
from isa.platform.wording import gettext as _

RULE = "retention"


class HoldKind(StrEnum):
    """Why a record must stay whatever its age. Codes never change meaning."""

    LITIGATION = "litigation"
    INQUEST = "inquest"
    INQUIRY = "inquiry"
    REVIEW = "review"
    POLICE = "police"


HOLDS = {
    HoldKind.LITIGATION: _("a claim or a court case"),
    HoldKind.INQUEST: _("an inquest"),
    HoldKind.INQUIRY: _("a public inquiry"),
    HoldKind.REVIEW: _("a child safeguarding practice review or a safeguarding adult review"),
    HoldKind.POLICE: _("a police investigation"),
}


class Hold(Frozen):
    """A hold that is in force."""

    id: str
    kind: HoldKind
    placed_at: datetime
    placed_by: str


class Due(Frozen):
    """A record that has been kept for as long as the agency keeps one."""

    record_id: str
    agency_id: str
    sealed_at: datetime
    due_on: date
    stopped_by: tuple[str, ...] = ()
    """Why it stays all the same, as sentences; empty where it may go."""


class Certificate(Frozen):
    """That a record's content was disposed of: what, when, by whom, why, and the digests."""

    record_id: str
    agency_id: str
    sealed_at: datetime
    disposed_at: datetime
    disposed_by: str
    rule: str
    why: str
    fingerprint: str
    blocks: int
    casework: int
    removed: str


def due_on(sealed: date, years: int) -> date:
    """The first day on which a record may go: so many years after it was sealed."""
    try:
        return sealed.replace(year=sealed.year + years)
    except ValueError:  # the 29 February of a year without one
        return date(sealed.year + years, 3, 1)


def last_of_chain(record_id: str, newer: Mapping[str, str]) -> str:
    """The record that replaces a record, or the one that replaces that, and so on; itself if none does."""
    seen = {record_id}
    while (later := newer.get(record_id)) is not None and later not in seen:
        seen.add(later)
        record_id = later
    return record_id
