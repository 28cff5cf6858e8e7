"""The facts of one recipient: who they are, how they are reached, and what they would do with it."""

from collections.abc import Mapping

from decisions.journey import people
from decisions.journey.answers import Answers, RecipientAnswers
from decisions.journey.choices_case import Depth
from decisions.journey.choices_recipient import RecipientUse
from decisions.journey.fields import Scope
from decisions.journey.listed import Listed, listed_id
from decisions.journey.said import ASKED_NOW, said
from decisions.journey.sending import is_check
from decisions.policy.model import Answer

_DOES_SOMETHING = {RecipientUse.ONLY_KNOW: "no", RecipientUse.NOT_KNOWN: "not_known"}
"""Whether a reader can do something with a letter, by what they would do; yes for all else."""


def recipient_facts(
    one: RecipientAnswers, answers: Answers, listed: Mapping[str, Listed]
) -> dict[str, Answer]:
    """What holds of one recipient; the register comes before what was said."""
    entry = entry_of(one, listed)
    facts: dict[str, Answer | None] = {
        "recipient_class": recipient_class(one, entry),
        "recipient_verified": _verified(one, entry),
        "recipient_listed_16la": _listed_16la(entry) if entry else "not_known",
        "recipient_conflict": said(one.link, "conflict"),
        "recipient_use": said(one.link, "use"),
        "unmet_without_them": said(one.link, "unmet"),
        "recipient_can_help": _can_help(one, answers) or ASKED_NOW,
        "channel_safe": _channel(one, answers),
        "harm_if_shared": said(one.effect, "harm"),
    }
    if not people.use_counts(answers, one.id):
        facts["recipient_can_help"] = "not_known"
    if facts["recipient_can_help"] != ASKED_NOW:
        facts["recipient_use"] = facts["unmet_without_them"] = ASKED_NOW
    return {name: value for name, value in facts.items() if value is not None}


def _channel(one: RecipientAnswers, answers: Answers) -> str | None:
    """What was said; safe where it is not asked, as for facts from before it was a question."""
    asked = people.work_out("channel", answers, Scope.RECIPIENT, one.id) == "ask"
    is_due = asked and answers.depth is not Depth.PHONE
    return said(one.recipient, "channel") if is_due else "yes"


def _can_help(one: RecipientAnswers, answers: Answers) -> str | None:
    """What was said, in old words; of an ordinary letter, whether the reader does anything with it."""
    use = one.link.use if one.link else None
    if is_check(answers) and use is not None:
        return _DOES_SOMETHING.get(use, "yes")
    return said(one.link, "can_help")


def entry_of(one: RecipientAnswers, listed: Mapping[str, Listed]) -> Listed | None:
    """What the register says of a recipient, if it was chosen from there."""
    found = listed_id(one)
    return listed.get(found) if found else None


def recipient_class(one: RecipientAnswers, entry: Listed | None) -> str | None:
    """The kind the register says it is, or that was said."""
    if entry is not None:
        return entry.recipient_class
    return said(one.recipient, "recipient_class")


def _verified(one: RecipientAnswers, entry: Listed | None) -> str | None:
    """A route counts as known only while somebody has checked it; otherwise it is not verified yet."""
    checked = said(one.recipient, "verified")
    if entry is None:
        return checked
    if checked is None and entry.has_checked_route:
        return "known_route"
    if checked == "known_route" and not entry.has_checked_route:
        return "not_verified"
    return checked


def _listed_16la(entry: Listed) -> str:
    if entry.listed_16la in ("listed", "designated", "commissioned", "yes"):
        return "yes"
    return "no" if entry.listed_16la in ("not_listed", "no") else "not_known"
