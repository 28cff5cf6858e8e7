"""Words that were typed already and fit a later question: offered there, and never typed twice.

They are offered and not filled in: what goes to a reader is read once more by whoever sends it.
"""

from collections.abc import Callable

from decisions.journey.answers import Answers
from decisions.journey.fields import Question

Words = Callable[[Answers, str | None], str | None]
"""What was said before, for the question's owner."""


def _concern(answers: Answers, owner: str | None) -> str | None:
    """For the first item alone: what is happening is most often the first thing one would share."""
    is_first = bool(answers.items) and answers.items[0].id == owner
    return answers.story.concern if answers.story and is_first else None


def _their_words(answers: Answers, _owner: str | None) -> str | None:
    told = answers.story.their_words if answers.story else None
    return told or (answers.views.words if answers.views else None)


def _refusal(answers: Answers, _owner: str | None) -> str | None:
    told = answers.views.words if answers.views else None
    return told or (answers.story.their_words if answers.story else None)


def _name(answers: Answers, _owner: str | None) -> str | None:
    named = answers.person.name if answers.person else None
    return named or (answers.about.initials if answers.about else None)


def _expected(answers: Answers, owner: str | None) -> str | None:
    one = answers.recipient(owner)
    told = one.link.would_do if one and one.link else None
    return told or (answers.purpose.hope if answers.purpose else None)


def _other_message(name: str) -> Words:
    """What was written for another recipient."""

    def found(answers: Answers, owner: str | None) -> str | None:
        told = (one.message for one in answers.recipients if one.id != owner and one.message)
        return next((words for one in told if (words := getattr(one, name))), None)

    return found


def _asked_for(answers: Answers, _owner: str | None) -> str | None:
    return answers.request.asked_for if answers.request else None


_BEFORE: dict[str, tuple[Words, ...]] = {
    "story.concern": (_asked_for,),
    "item.words": (_concern,),
    "message.reason": (_other_message("reason"),),
    "message.risk": (_other_message("risk"),),
    "message.chronology": (_other_message("chronology"),),
    "message.done": (_other_message("done"),),
    "message.protective": (_other_message("protective"),),
    "message.ask": (_expected, _other_message("ask")),
    "message.words": (_their_words, _other_message("words")),
    "introduced.who": (_name,),
    "after.refusal": (_refusal,),
}
OFFERED = frozenset(_BEFORE)
"""The questions for which words may be offered, by step and name."""


def said_before(asked: Question, owner: str | None, answers: Answers) -> str:
    """The words to offer for a question that is still empty; "" where nothing fits."""
    if getattr(answers.step(asked.step, owner), asked.name, None):
        return ""
    for words in _BEFORE.get(f"{asked.step.key}.{asked.name}", ()):
        if found := words(answers, owner):
            return found
    return ""
