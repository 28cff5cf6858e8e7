"""What waits for whoever keeps the register: the kinds of task, and what a list is narrowed to (pure)."""

from datetime import date
from enum import StrEnum

from isa.coverage.model import Frozen
from isa.platform.wording import gettext as _
from isa.register.checks import Faults, text_faults

LONGEST_WAIT = 3650
MOST_FILTERS = 50
"""How many filters one person keeps."""
MOST_AT_ONCE = 500
"""How many tasks one change may reach: a preview has to be read."""


class TaskKind(StrEnum):
    """Why something waits. Codes never change meaning; saved filters hold them."""

    REVIEW = "review"
    ENDING = "ending"
    SIGNATURE = "signature"
    QUESTION = "question"
    AUTHORITY = "authority"
    CANNOT_SAY = "cannot_say"
    INCOMPLETE = "incomplete"
    CONTACT = "contact"


LABELS = {
    TaskKind.REVIEW: _("Review due"),
    TaskKind.ENDING: _("Ending"),
    TaskKind.SIGNATURE: _("Not signed"),
    TaskKind.QUESTION: _("Has a question"),
    TaskKind.AUTHORITY: _("Signed, authority to check"),
    TaskKind.CANNOT_SAY: _("The register cannot say"),
    TaskKind.INCOMPLETE: _("Something is missing"),
    TaskKind.CONTACT: _("Numbers and posts to confirm"),
}
OF_PARTIES = frozenset({TaskKind.SIGNATURE, TaskKind.QUESTION, TaskKind.AUTHORITY})
"""Tasks about one party of an agreement; the others are about the agreement."""
ONLY_ALONE = frozenset({TaskKind.INCOMPLETE, TaskKind.CONTACT})
"""Shown only when asked for: nearly every agreement misses something, and every agency changes a number."""


class Wanted(Frozen):
    """What a list is narrowed to; everything empty is the in-tray."""

    kind: TaskKind | None = None
    text: str = ""
    """Words of a title, a reference or the name of a party."""
    owner: str = ""
    """The post that looks after the agreement, as it stands in its terms."""
    days: int | None = None
    """Only what has waited, or been due, for this many days or more."""


class TaskKey(Frozen):
    """Which task: its kind, its agreement, and the party it is about (empty for the agreement).

    A task about an agency has no agreement.
    """

    kind: TaskKind
    agreement_id: str
    agency_id: str = ""

    def __str__(self) -> str:
        """The key as one text, for a selection on a page."""
        return f"{self.kind.value}/{self.agreement_id}/{self.agency_id}"

    @classmethod
    def read(cls, text: str) -> "TaskKey":
        """The key written by ``str``; ``ValueError`` when it is none."""
        kind, agreement_id, agency_id = text.split("/")
        return cls(kind=TaskKind(kind), agreement_id=agreement_id, agency_id=agency_id)


class Task(Frozen):
    """One thing that waits."""

    key: TaskKey
    reference: str
    title: str
    agency_name: str
    due: date | None
    """The day it is due, or since when it waits; None where nobody recorded one."""
    days: int | None
    """Days since then; negative for a day to come."""
    detail: str
    """What exactly: the clause and question, or what is missing."""
    owner: str
    chased_on: date | None
    """The last day on which a party was recorded as chased."""


class TaskPage(Frozen):
    """Some of the tasks, the most urgent first, and how many there are."""

    tasks: tuple[Task, ...]
    total: int


def wanted_faults(wanted: Wanted) -> Faults:
    """What is wrong with a filter."""
    found = {
        **text_faults("text", wanted.text, _("the words"), limit=200),
        **text_faults("owner", wanted.owner, _("the post"), limit=200),
    }
    if wanted.days is not None and not 0 <= wanted.days <= LONGEST_WAIT:
        found["days"] = _("Enter a number of days from 0 to {most}").format(most=LONGEST_WAIT)
    return found
