"""What has been kept long enough, what stops it from going, and what stays of it (pure)."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum

from decisions.assessment import Frozen
from isa.platform.clock import LONDON
from isa.platform.wording import gettext as _

RULE = "retention"
MOST_AT_ONCE = 100
"""How many a person disposes of at once on a page: a list has to be read first."""


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


class Which(StrEnum):
    """Which of what is due a list shows."""

    FREE = "free"
    STOPPED = "stopped"


class DueLine(Due):
    """The same as a line of a list, with the agency's own reference where the reader may know it."""

    reference: str


class DuePage(Frozen):
    """Some of what is due, how many may go, and how many something stops."""

    lines: tuple[DueLine, ...]
    free: int
    stopped: int


class HeldLine(Hold):
    """A hold that is in force, as a line of a list."""

    record_id: str
    reference: str
    """Empty for whoever may not read the record."""
    why: str
    placed_by_name: str


class HeldPage(Frozen):
    """Some of the holds in force, oldest first, and how many there are."""

    lines: tuple[HeldLine, ...]
    total: int


class ToHold(Frozen):
    """A record that may be held: nothing of what it says, its reference for whoever may read it."""

    record_id: str
    reference: str
    sealed_at: datetime
    is_disposed: bool
    holds: int


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
    """SHA-256 over the digests of the blocks that went."""


class CertificateLine(Certificate):
    """The same as somebody reads it on a page: with the names of who disposed of it and where."""

    disposed_by_name: str
    agency_name: str
    """Or that it was not in the register."""


class CertificatePage(Frozen):
    """Some of what was disposed of, newest first, and how many there are."""

    lines: tuple[CertificateLine, ...]
    total: int


class Disposed(Frozen):
    """What went, and what something stopped, as sentences by record."""

    made: tuple[Certificate, ...]
    stopped: dict[str, str]


def due_on(sealed: date, years: int) -> date:
    """The first day on which a record may go: so many years after it was sealed."""
    try:
        return sealed.replace(year=sealed.year + years)
    except ValueError:  # the 29 February of a year without one
        return date(sealed.year + years, 3, 1)


def sealed_before(on: date, years: int) -> datetime:
    """The instant before which a record must have been sealed for ``due_on`` to have come by a day."""
    try:
        last = on.replace(year=on.year - years)
    except ValueError:  # the 29 February: whatever was sealed on 1 March then is due a day later
        last = date(on.year - years, 2, 28)
    return datetime.combine(last + timedelta(days=1), time.min, LONDON)


def confirmation(count: int) -> str:
    """What a person types before so many records are disposed of."""
    return _("dispose of {count}").format(count=count)


def confirms(typed: str, count: int) -> bool:
    """Whether somebody typed that; capitals and spaces do not matter."""
    return " ".join(typed.split()).casefold() == confirmation(count).casefold()
