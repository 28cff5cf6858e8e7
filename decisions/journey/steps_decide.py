"""The steps of the decision itself: what a named person decided, in their own words.

Nothing is preselected, and the advice is not an option. What is required depends on what was
decided and on the advice, so the faults of these steps come from ``decide.faults``.
"""

from datetime import date
from typing import Annotated, ClassVar

from decisions.journey import choices_decided as c
from decisions.journey.choices_consent import SafeToTell
from decisions.journey.fields import Ask, Dated, Line, Narrative, Scope, Step, When, Widget

SHARING = ("share", "share_some")


class Decided(Step):
    """What was decided about one recipient, and why."""

    key: ClassVar[str] = "decided"
    title: ClassVar[str] = "What have you decided?"
    lede: ClassVar[str] = "The advice is advice. You decide."
    scope: ClassVar[Scope] = Scope.RECIPIENT

    outcome: Annotated[
        c.Outcome | None, Ask("What have you decided?", error="Select what you have decided")
    ] = None
    reasons: Annotated[
        Narrative | None,
        Ask(
            "Why, in your own words",
            hint="What you knew, and why this is right now.",
            error="Enter why you have decided this",
            widget=Widget.NARRATIVE,
        ),
    ] = None
    weighed_against: Annotated[
        Narrative | None,
        Ask(
            "What spoke against it?",
            hint="The best reason on the other side, and why it did not outweigh the rest.",
            error="Enter what spoke against it",
            widget=Widget.NARRATIVE,
        ),
    ] = None
    differs_because: Annotated[
        Narrative | None,
        Ask(
            "What makes this case different from the advice?",
            hint="Asked only where your decision differs from the advice.",
            error="Enter what makes this case different",
            widget=Widget.NARRATIVE,
            is_required=False,
        ),
    ] = None
    method: Annotated[
        c.Method | None,
        Ask(
            "How was it, or will it be, sent?",
            error="Select how it is sent",
            when=When("outcome", SHARING),
        ),
    ] = None
    sent_to: Annotated[
        Line | None,
        Ask(
            "To which named person?",
            hint="Name and role, or the desk that takes calls.",
            error="Enter who it goes to",
            widget=Widget.LINE,
            when=When("outcome", SHARING),
        ),
    ] = None
    verified_how: Annotated[
        Line | None,
        Ask(
            "How did you check that it is them?",
            hint="For example 'rang the number held here'.",
            error="Enter how you checked that it is them",
            widget=Widget.LINE,
            when=When("outcome", SHARING),
        ),
    ] = None
    gone: Annotated[
        c.Gone | None,
        Ask(
            "Have you sent it or said it already?",
            hint="What you are asked to do next follows from this.",
            error="Select whether you have sent it or said it already",
            when=When("outcome", SHARING),
        ),
    ] = None
    sent: Annotated[
        Dated | None,
        Ask(
            "When was it sent or said?",
            hint="The record keeps this time beside the time you write it down.",
            error="Select whether you know when it was sent or said",
            widget=Widget.DATED,
            when=When("gone", (c.Gone.NOW, c.Gone.EARLIER)),
        ),
    ] = None


class Cell(Step):
    """What was decided about one item for one recipient, and the words that will be sent."""

    key: ClassVar[str] = "as_sent"
    title: ClassVar[str] = "What will be sent"
    scope: ClassVar[Scope] = Scope.CELL

    rule: Annotated[
        c.ItemRule | None,
        Ask(
            "What have you decided about this item?",
            error="Select what you decided about this item",
        ),
    ] = None
    wording: Annotated[
        Narrative | None,
        Ask(
            "The words that will be sent",
            hint="Write them as the reader will see them, without what is taken out.",
            error="Enter the words that will be sent",
            widget=Widget.NARRATIVE,
            when=When("rule", ("redact", "facts_only", "anonymise")),
        ),
    ] = None


class Message(Step):
    """What a recipient is told besides the items, in the order in which a referral is read.

    The account of the concern is never sent by itself: it may say what was left out.
    """

    key: ClassVar[str] = "message"
    title: ClassVar[str] = "What else should they know?"
    lede: ClassVar[str] = (
        "Each answer is sent to them as you write it, with the items. Leave out what they do not need."
    )
    scope: ClassVar[Scope] = Scope.RECIPIENT

    reason: Annotated[
        Line | None,
        Ask(
            "Why are you telling them, in one sentence?",
            error="Enter why you are telling them",
            widget=Widget.LINE,
            when=When("decided.outcome", SHARING),
        ),
    ] = None
    risk: Annotated[
        Narrative | None,
        Ask(
            "What is the immediate risk, and what may happen next?",
            widget=Widget.NARRATIVE,
            is_required=False,
            when=When("decided.outcome", SHARING),
        ),
    ] = None
    chronology: Annotated[
        Narrative | None,
        Ask(
            "What happened when?",
            hint="Only what they need, oldest first, each with its date.",
            widget=Widget.NARRATIVE,
            is_required=False,
            when=When("decided.outcome", SHARING),
        ),
    ] = None
    done: Annotated[
        Narrative | None,
        Ask(
            "What have you done, and what came of it?",
            widget=Widget.NARRATIVE,
            is_required=False,
            when=When("decided.outcome", SHARING),
        ),
    ] = None
    protective: Annotated[
        Narrative | None,
        Ask(
            "What helps to keep them safe?",
            widget=Widget.NARRATIVE,
            is_required=False,
            when=When("decided.outcome", SHARING),
        ),
    ] = None
    ask: Annotated[
        Narrative | None,
        Ask(
            "What do you ask them to do?",
            widget=Widget.NARRATIVE,
            is_required=False,
            when=When("decided.outcome", SHARING),
        ),
    ] = None
    words: Annotated[
        Narrative | None,
        Ask(
            "What did the child or adult say, in their own words?",
            widget=Widget.NARRATIVE,
            is_required=False,
            when=When("decided.outcome", SHARING),
        ),
    ] = None


class After(Step):
    """Who tells the person and when, and when the decision is looked at again."""

    key: ClassVar[str] = "after"
    title: ClassVar[str] = "What happens next?"

    decided: Annotated[
        Dated | None,
        Ask(
            "When did you decide this?",
            hint="Something was said or sent before you write this down. Both times are kept.",
            error="Select whether you know when you decided this",
            widget=Widget.DATED,
        ),
    ] = None
    telling_by: Annotated[
        c.TellingBy | None,
        Ask(
            "Who tells the person?",
            error="Select who tells the person",
            when=When("telling.safe", (SafeToTell.YES, SafeToTell.PERSON_ONLY)),
            offered_when=((c.TellingBy.RECIPIENT, When("fact:shared", ("yes",))),),
        ),
    ] = None
    telling_when: Annotated[
        Line | None,
        Ask(
            "When?",
            hint="For example 'today, after the call to social care'.",
            error="Enter when the person will be told",
            widget=Widget.LINE,
            when=When("telling_by", ("me", "colleague", "recipient", "already_told")),
        ),
    ] = None
    refusal: Annotated[
        Narrative | None,
        Ask(
            "What did they say when they refused, in their own words?",
            hint="And what they were told could happen.",
            error="Enter what they said when they refused",
            widget=Widget.NARRATIVE,
            when=When("fact:refused", ("yes",)),
        ),
    ] = None
    seen_alone: Annotated[
        Narrative | None,
        Ask(
            "How were they seen alone?",
            hint="Where, and who else was near. If they were not seen alone, say why not.",
            error="Enter how they were seen alone, or why not",
            widget=Widget.NARRATIVE,
            when=When("fact:refused", ("yes",)),
        ),
    ] = None
    review_on: Annotated[
        date | None,
        Ask(
            "When will you look at this again?",
            hint="Needed for every decision not to share.",
            error="Enter the date when you will look at this again",
            widget=Widget.DATE,
            is_required=False,
        ),
    ] = None
