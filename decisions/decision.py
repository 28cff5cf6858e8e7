"""What a named person decided, in their own words. The tool recommends; the person decides."""

from datetime import date, datetime

from decisions.assessment import Frozen


class ItemDecision(Frozen):
    """What was decided for one item and one recipient; ``wording`` is what will be sent, as written."""

    item_id: str
    rule: str
    wording: str


class RecipientDecision(Frozen):
    """What was decided about one recipient. ``differs_because`` is required when it is not the advice."""

    recipient_id: str
    outcome: str
    reasons: str
    weighed_against: str
    differs_because: str
    items: tuple[ItemDecision, ...]
    method: str
    sent_to: str
    verified_how: str
    sent_on: datetime | None
    sent_words: str = ""
    """When it was sent as they told it, where they knew no exact time; empty otherwise."""
    is_gone: bool | None = None
    """Whether it had been sent or said when it was sealed; None in records from before it was asked."""


class Decision(Frozen):
    """The decision with its four times: event, known, decided, entered."""

    recipients: tuple[RecipientDecision, ...]
    telling_by: str
    telling_when: str
    review_on: date | None
    happened: str
    known: str
    decided_at: datetime
    """When it was decided as they told it; the time of the entry where they decided as they sealed it."""
    entered_at: datetime
    """When it was written down and sealed, by the machine's clock."""
    decided_by: str
    decided_by_name: str
    decided_by_role: str
    agency_id: str
    agency_name: str
    """Empty where the register did not have it yet; in older records its id then."""
    refusal: str = ""
    """What the person said when they refused, in their own words, where that was let stand."""
    seen_alone: str = ""
    """How they were seen alone when they refused, or why not."""
    decided_words: str = ""
    """When it was decided as they told it, where they knew no exact time; empty otherwise."""
    advice_first: datetime | None = None
    """When any advice was first shown on the draft; None in records from before it was kept."""
    advice_shown: datetime | None = None
    """When the advice that was decided on, word for word, was first shown; None likewise."""
