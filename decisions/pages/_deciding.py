"""The pages of the decision itself, in order: for each recipient what was decided and what is sent."""

from dataclasses import dataclass

from decisions.journey.answers import Answers
from decisions.journey.sending import is_check
from decisions.journey.steps_decide import SHARING

AFTER = "after"


@dataclass(frozen=True)
class Place:
    """One page: a recipient's decision, a recipient's items, or what happens next."""

    kind: str
    recipient: str = ""

    @property
    def key(self) -> str:
        """What identifies the page in an address."""
        return f"{self.kind}/{self.recipient}" if self.recipient else self.kind


def is_sharing(answers: Answers, recipient_id: str) -> bool:
    """Whether something was decided to go to this recipient."""
    recipient = answers.recipient(recipient_id)
    outcome = recipient.decided.outcome if recipient and recipient.decided else None
    return outcome is not None and outcome.value in SHARING


def places(answers: Answers) -> list[Place]:
    """The pages that apply now. What was only checked speaks for itself: nothing is written beside it."""
    found = []
    for recipient in answers.recipients:
        found.append(Place("decided", recipient.id))
        if is_sharing(answers, recipient.id) and answers.items:
            found.append(Place("items", recipient.id))
        if is_sharing(answers, recipient.id) and not is_check(answers):
            found.append(Place("message", recipient.id))
    return [*found, Place(AFTER)]


def place(answers: Answers, key: str) -> Place | None:
    """The page with this key, or the first when the key is empty; None when there is no such page."""
    found = places(answers)
    return next((one for one in found if one.key == key), found[0] if not key else None)


def beside(answers: Answers, here: Place, step: int) -> Place | None:
    """The page before (-1) or after (1) this one."""
    found = places(answers)
    at = found.index(here) + step
    return found[at] if 0 <= at < len(found) else None
