"""What the lists of agreements and of agencies are narrowed to, and in which order they come (pure).

Codes and ids only, apart from the words of a search: an address may hold the codes, never the words.
"""

from enum import StrEnum
from typing import Literal

from isa.coverage.model import Frozen
from isa.coverage.view import AgreementType
from isa.platform.wording import gettext as _
from isa.register.agreements.standing import LABELS as STANDING_LABELS
from isa.register.agreements.standing import Stands
from isa.register.checks import Faults, text_faults
from isa.register.vocabulary import vocabulary

RUNNING: Literal["running"] = "running"
"""In force on the day, whatever is due."""


class Review(StrEnum):
    """When the next review is due, of agreements that are running."""

    OVERDUE = "overdue"
    SOON = "soon"
    NO_DAY = "no_day"


class Gap(StrEnum):
    """What an agreement does not say."""

    CANNOT_SAY = "cannot_say"
    NO_START = "no_start"
    NO_ROWS = "no_rows"
    SOMETHING = "something"
    NOTHING = "nothing"


class Signing(StrEnum):
    """How far the parties of an agreement that is not over have come."""

    WAITED_FOR = "waited_for"
    NOT_ASKED = "not_asked"
    TO_CHECK = "to_check"


class Publicity(StrEnum):
    """Whether somebody said that it may be published: the codes of that field, and two of our own."""

    NOT_DECIDED = "not_decided"
    EITHER = "either"
    WHOLE = "whole"
    ENTRY_ONLY = "entry_only"
    NO = "no"


class Lack(StrEnum):
    """What is not recorded about an agency."""

    NO_NUMBER = "no_number"
    NOT_CHECKED = "not_checked"
    NO_POST = "no_post"
    NO_SIGNATORY = "no_signatory"
    NO_ASSURANCE = "no_assurance"
    ASSURANCE_OVER = "assurance_over"


class Operating(StrEnum):
    """Whether an agency operates."""

    OPEN = "open"
    CLOSED = "closed"


REVIEW_LABELS = {
    Review.OVERDUE: _("Overdue"),
    Review.SOON: _("Due within 90 days"),
    Review.NO_DAY: _("No day recorded"),
}
GAP_LABELS = {
    Gap.CANNOT_SAY: _("No start or no table: the register cannot say what it covers"),
    Gap.NO_START: _("No start is recorded"),
    Gap.NO_ROWS: _("No table of what is shared"),
    Gap.SOMETHING: _("Something is missing"),
    Gap.NOTHING: _("Nothing is missing"),
}
SIGNING_LABELS = {
    Signing.WAITED_FOR: _("A signature is waited for"),
    Signing.NOT_ASKED: _("A party was not asked"),
    Signing.TO_CHECK: _("The authority of whoever signed is to be checked"),
}
PUBLICITY_LABELS = {
    Publicity.NOT_DECIDED: _("Nobody has said"),
    Publicity.EITHER: _("Yes, whole or only its entry"),
    Publicity.WHOLE: _("Yes, whole"),
    Publicity.ENTRY_ONLY: _("Only its entry"),
    Publicity.NO: _("No"),
}
LACK_LABELS = {
    Lack.NO_NUMBER: _("No number to ring"),
    Lack.NOT_CHECKED: _("A number or a post not checked for a year"),
    Lack.NO_POST: _("Nobody who answers for information"),
    Lack.NO_SIGNATORY: _("Nobody who may sign"),
    Lack.NO_ASSURANCE: _("No assurance"),
    Lack.ASSURANCE_OVER: _("An assurance that has run out"),
}
OPERATING_LABELS = {
    Operating.OPEN: _("Operates"),
    Operating.CLOSED: _("Closed"),
}


class Order(StrEnum):
    """What a list of agreements is sorted by."""

    REFERENCE = "reference"
    TITLE = "title"
    STANDING = "standing"
    LEAD = "lead"
    REVIEW = "review"
    ENDS = "ends"
    UNSIGNED = "unsigned"


class AgencyOrder(StrEnum):
    """What a list of agencies is sorted by."""

    NAME = "name"
    KIND = "kind"
    AREA = "area"


class AgreementsWanted(Frozen):
    """What a list of agreements is narrowed to; everything empty is all of them."""

    text: str = ""
    """Words of the title or the reference."""
    standing: Stands | Literal["running"] | None = None
    type: AgreementType | None = None
    purpose: str = ""
    """Agreements for it, for a broader purpose that includes it, or for one under it."""
    category: str = ""
    """Agreements with a row for it, for a group it belongs to, or for a kind under it."""
    lead: str = ""
    party: str = ""
    """An agency that is a party, itself or through its controller, a group or one it took over from."""
    review: Review | None = None
    signing: Signing | None = None
    gap: Gap | None = None
    public: Publicity | None = None


class AgenciesWanted(Frozen):
    """What a list of agencies is narrowed to; everything empty is all of them."""

    text: str = ""
    """The beginnings of words of a name."""
    type: str = ""
    group: str = ""
    """A group whose members are listed."""
    operating: Operating | None = None
    lack: Lack | None = None


def agreements_faults(wanted: AgreementsWanted) -> Faults:
    """What is wrong with a filter of agreements, by its field."""
    words = vocabulary()
    found = text_faults("text", wanted.text, _("the words"), limit=200)
    if wanted.purpose and wanted.purpose not in words.purposes:
        found["purpose"] = _("Choose a purpose from the list")
    if wanted.category and wanted.category not in words.categories:
        found["category"] = _("Choose a kind of information from the list")
    return found


def agencies_faults(wanted: AgenciesWanted) -> Faults:
    """What is wrong with a filter of agencies, by its field."""
    found = text_faults("text", wanted.text, _("the words"), limit=200)
    if wanted.type and wanted.type not in vocabulary().agency_types:
        found["type"] = _("Choose a kind of agency from the list")
    return found


def standing_words(code: str) -> str:
    """A way to stand, or running, in words."""
    if code == RUNNING:
        return _("In force on the day, whatever is due")
    return STANDING_LABELS[Stands(code)]


def around(code: str, line: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A code, those it stands under and those under it; ``line`` gives each with those above it."""
    return tuple(each for each, above in line.items() if code in above or each in line[code])
