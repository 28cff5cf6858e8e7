"""The pages of the decision itself, in order: for each recipient what was decided and what is sent."""

from dataclasses import dataclass

from decisions.journey.answers import Answers, ItemAnswers
from decisions.journey.sending import is_check
from decisions.journey.steps_decide import SHARING

AFTER = "after"
AT_ONCE = 10
"""How many items are decided on one page; a longer list has more pages, each quick to draw and to read."""


@dataclass(frozen=True)
class Place:
    """One page: a recipient's decision, some of a recipient's items, or what happens next."""

    kind: str
    recipient: str = ""
    part: int = 1
    """Which page of a long list of items; the first page's address does not say it."""

    @property
    def key(self) -> str:
        """What identifies the page in an address."""
        start = f"{self.kind}/{self.recipient}" if self.recipient else self.kind
        return f"{start}/{self.part}" if self.part > 1 else start

    def items(self, answers: Answers) -> tuple[ItemAnswers, ...]:
        """The items that are decided on this page."""
        if self.kind != "items":
            return ()
        return answers.items[(self.part - 1) * AT_ONCE : self.part * AT_ONCE]

    def holds(self, path: str, answers: Answers) -> bool:
        """Whether the answer with this path is given on this page."""
        start = f"recipients.{self.recipient}." if self.recipient else ""
        if self.kind == "items":
            return any(path.startswith(f"{start}items.{one.id}.") for one in self.items(answers))
        return path.startswith(f"{start}{self.kind}.")


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
            pages = -(-len(answers.items) // AT_ONCE)
            found += [Place("items", recipient.id, part) for part in range(1, pages + 1)]
        if is_sharing(answers, recipient.id) and not is_check(answers):
            found.append(Place("message", recipient.id))
    return [*found, Place(AFTER)]


def introduces(answers: Answers, here: Place) -> bool:
    """Whether this page asks who it is about: the first on which words are written for a reader."""
    first = next((one for one in places(answers) if one.kind == "message"), None)
    return here == first


def place(answers: Answers, key: str) -> Place | None:
    """The page with this key, or the first when the key is empty; None when there is no such page."""
    found = places(answers)
    return next((one for one in found if one.key == key), found[0] if not key else None)


def beside(answers: Answers, here: Place, step: int) -> Place | None:
    """The page before (-1) or after (1) this one."""
    found = places(answers)
    at = found.index(here) + step
    return found[at] if 0 <= at < len(found) else None
