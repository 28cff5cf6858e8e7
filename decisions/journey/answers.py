"""The answers of one decision as a strict value: nothing unknown, nothing coerced, nothing lost.

None is "unanswered"; "I do not know" is an answer. ``reading`` makes them from a file or from what
was saved, ``paths`` says what a path is about. ``ANSWERS_SCHEMA`` changes when a stored answer could
be read differently; old records keep theirs.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from decisions.journey.choices_case import Depth, Trigger
from decisions.journey.fields import Line, Scope, Step
from decisions.journey.steps import steps_of
from decisions.journey.steps_caller import Caller
from decisions.journey.steps_case import About, Enquiries, Harm, Person, Purpose, Story
from decisions.journey.steps_choice import Them, Views, Whose
from decisions.journey.steps_circumstances import Circumstances
from decisions.journey.steps_decide import After, Cell, Decided, Message
from decisions.journey.steps_introduced import Introduced
from decisions.journey.steps_item import Care, Item, More, Use
from decisions.journey.steps_recipient import Effect, Link, Recipient
from decisions.journey.steps_start import Contents, Readers, Request, Sending
from decisions.journey.steps_telling import Telling
from decisions.policy.model import MOST
from isa.platform.wording import gettext as _

ANSWERS_SCHEMA = "1"
MAX_ITEMS = MOST["items"]
MAX_RECIPIENTS = MOST["recipients"]
MAX_PEOPLE = 20

Id = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Discloser(_Strict):
    """What the tool knows of the organisation that would share; from the register when there is one."""

    agency_id: Line = ""
    name: Line = ""
    acting_as: Literal[
        "public_authority_task",
        "private_or_charity",
        "commissioned_by_public",
        "police_law_enforcement",
        "police_general",
    ]
    health_or_secrecy: Literal["yes", "no"]
    listed_16la: Literal["listed", "designated", "commissioned", "not_listed", "not_known"]


class CellAnswers(_Strict):
    """What was decided about one item for one recipient."""

    as_sent: Cell | None = None


class RecipientAnswers(_Strict):
    """The answers about one recipient."""

    id: Id
    recipient: Recipient | None = None
    link: Link | None = None
    effect: Effect | None = None
    decided: Decided | None = None
    message: Message | None = None
    items: dict[Id, CellAnswers] = Field(default_factory=dict)


class ItemAnswers(_Strict):
    """The answers about one item of information."""

    id: Id
    item: Item | None = None
    use: Use | None = None
    care: Care | None = None


class PersonAnswers(_Strict):
    """The answers for somebody else than the person the case is about, whose choice an item is."""

    id: Id
    them: Them | None = None


class Answers(_Strict):
    """Everything a practitioner has answered, question by question."""

    answers_schema: Literal["1"] = "1"
    trigger: Trigger = Trigger.OWN_CONCERN
    depth: Depth = Depth.FULL
    discloser: Discloser | None = None
    """Who would share, given in full; in a file of answers only."""
    discloser_id: Line | None = None
    """Who would share, as an agency of the register; in a file of answers only."""
    request: Request | None = None
    caller: Caller | None = None
    sending: Sending | None = None
    contents: Contents | None = None
    readers: Readers | None = None
    about: About | None = None
    person: Person | None = None
    harm: Harm | None = None
    story: Story | None = None
    purpose: Purpose | None = None
    circumstances: Circumstances | None = None
    telling: Telling | None = None
    choice: Whose | None = None
    views: Views | None = None
    more: More | None = None
    enquiries: Enquiries | None = None
    introduced: Introduced | None = None
    after: After | None = None
    recipients: Annotated[tuple[RecipientAnswers, ...], Field(max_length=MAX_RECIPIENTS)] = ()
    items: Annotated[tuple[ItemAnswers, ...], Field(max_length=MAX_ITEMS)] = ()
    people: Annotated[tuple[PersonAnswers, ...], Field(max_length=MAX_PEOPLE)] = ()
    """Those whose choice an item is, besides the person the case is about; an item points to one."""

    def step(self, kind: type[Step], owner: str | None = None) -> Step | None:
        """The answers to one step, or None when nothing of it is answered."""
        holder: object = self
        if kind.scope is Scope.RECIPIENT:
            holder = self.recipient(owner)
        elif kind.scope is Scope.ITEM:
            holder = self.item(owner)
        elif kind.scope is Scope.PERSON:
            holder = self.another(owner)
        elif kind.scope is Scope.CELL:
            holder = self.cell(owner or "")
        found = getattr(holder, kind.key, None)
        return found if isinstance(found, Step) else None

    def recipient(self, owner: str | None) -> RecipientAnswers | None:
        """The recipient with this id."""
        return next((r for r in self.recipients if r.id == owner), None)

    def item(self, owner: str | None) -> ItemAnswers | None:
        """The item with this id."""
        return next((i for i in self.items if i.id == owner), None)

    @property
    def labels(self) -> dict[str, str]:
        """What each item is called, by id: its number where nobody named it."""
        return {
            one.id: (one.item.label if one.item else None)
            or _("Item {number}").format(number=number)
            for number, one in enumerate(self.items, start=1)
        }

    def another(self, owner: str | None) -> PersonAnswers | None:
        """The person with this id, who is not the one the case is about."""
        return next((p for p in self.people if p.id == owner), None)

    def cell(self, owner: str) -> CellAnswers | None:
        """The decision for ``<recipient id>/<item id>``."""
        recipient, _rest, item = owner.partition("/")
        found = self.recipient(recipient)
        return found.items.get(item) if found else None


def _check() -> None:
    """Every declared step has its place in ``Answers``, and nothing else does."""
    for scope, holder in (
        (Scope.CASE, Answers),
        (Scope.RECIPIENT, RecipientAnswers),
        (Scope.ITEM, ItemAnswers),
        (Scope.PERSON, PersonAnswers),
        (Scope.CELL, CellAnswers),
    ):
        for step in steps_of(scope):
            if step.key not in holder.model_fields:
                raise TypeError(f"Step {step.key} has no place in {holder.__name__}.")


_check()
