"""Whether what was written for a reader repeats what is kept back from that reader.

Words are compared, never meant: a name, a number or a rarer word that stands both in the text and in
what is kept back is pointed out, and the person who wrote it looks. What goes to the reader anyway is
no find. Silence proves nothing: the same thing can be said in other words.
"""

import calendar
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from decisions.journey.answers import Answers, ItemAnswers, RecipientAnswers
from decisions.journey.choices_decided import ItemRule
from decisions.journey.steps_decide import Message
from isa.platform.config import data_dir

_REWORDED = (ItemRule.REDACT, ItemRule.FACTS_ONLY, ItemRule.ANONYMISE)
_WORD = re.compile(r"\w+(?:['\u2019\-]\w+)*")
_RARE = 6
"""Letters from which a word that is not everywhere is pointed out by itself."""
_COUNTED = re.compile(r"\d{1,3}|(?:19|20)\d\d|\d+(?:st|nd|rd|th|am|pm)", re.IGNORECASE)
"""A count, a year, a day or an hour: it gives nobody away."""


@lru_cache
def _everywhere(path: Path) -> frozenset[str]:
    """Words that stand in any account, and the days and months: too common to give anybody away."""
    days = (day.lower() for day in (*calendar.month_name, *calendar.day_name))
    return frozenset([*path.read_text(encoding="utf-8").split(), *days])


def repeated(
    answers: Answers, recipient_id: str, *, may_hear_where: bool, is_named: bool
) -> tuple[str, ...]:
    """The words written for a recipient that stand in what is kept back from them, as they were written.

    ``may_hear_where`` and ``is_named`` are False where they are not told where the person is, or who.
    """
    one = answers.recipient(recipient_id)
    if one is None:
        return ()
    written = list(_written(answers, one))
    who = _words_of(_who(answers))
    goes = _words_of(_goes_anyway(answers, one)) | (who if is_named else set())
    hidden = set() if is_named else {word for word in who if len(word) > 1}
    for kept, instead in _kept_back(answers, one, may_hear_where=may_hear_where):
        names = _names((kept, *written))
        words = _words_of([kept]) - _words_of([instead]) - goes
        hidden |= {word for word in words if _gives_away(word, names)}
    found: dict[str, str] = {}
    for word in (word for text in written for word in _WORD.findall(text)):
        if _key(word) in hidden:
            found.setdefault(_key(word), word)
    return tuple(found.values())


def _kept_back(
    answers: Answers, one: RecipientAnswers, *, may_hear_where: bool
) -> Iterator[tuple[str, str]]:
    """What this recipient does not get, each with the words that go instead of it."""
    for item in answers.items:
        rule = _rule(one, item)
        if item.item and rule is not None and rule is not ItemRule.SHARE:
            yield f"{item.item.label or ''}. {item.item.words or ''}", _instead(one, item)
    if not may_hear_where:
        yield (answers.person.address if answers.person else None) or "", ""
        yield (answers.introduced.where if answers.introduced else None) or "", ""


def _who(answers: Answers) -> Iterator[str]:
    """The words that say who it is about."""
    yield (answers.person.name if answers.person else None) or ""
    yield (answers.introduced.who if answers.introduced else None) or ""
    yield (answers.about.initials if answers.about else None) or ""


def _goes_anyway(answers: Answers, one: RecipientAnswers) -> Iterator[str]:
    """What goes as it was described, and who sends and who reads it."""
    for item in answers.items:
        if _rule(one, item) is ItemRule.SHARE and item.item:
            yield item.item.words or ""
    yield answers.discloser.name if answers.discloser else ""
    yield (one.decided.sent_to if one.decided else None) or ""


def _written(answers: Answers, one: RecipientAnswers) -> Iterator[str]:
    """Every text that was written for this recipient, in the order in which it is asked."""
    for item in answers.items:
        yield _instead(one, item)
    message = one.message or Message()
    for name in Message.model_fields:
        yield getattr(message, name) or ""


def _instead(one: RecipientAnswers, item: ItemAnswers) -> str:
    """The words that go instead of an item, where it goes in words of its own."""
    cell = one.items.get(item.id)
    if cell is None or cell.as_sent is None or cell.as_sent.rule not in _REWORDED:
        return ""
    return cell.as_sent.wording or ""


def _rule(one: RecipientAnswers, item: ItemAnswers) -> ItemRule | None:
    cell = one.items.get(item.id)
    return cell.as_sent.rule if cell and cell.as_sent else None


def _key(word: str) -> str:
    return word.replace("\u2019", "'").lower()


def _words_of(texts: Iterable[str]) -> set[str]:
    return {_key(word) for text in texts for word in _WORD.findall(text)}


def _names(texts: Iterable[str]) -> set[str]:
    """Words with a capital letter inside a sentence, or in capitals, somewhere in these texts."""
    found = set()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group()
            before = text[: match.start()].rstrip(" \"'\u2018\u201c(")
            is_first = not before or before[-1] in ".!?:;\n"
            if word[0].isupper() and (not is_first or word.isupper()):
                found.add(_key(word))
    return {word for word in found if len(word.partition("'")[0]) > 1}


def _gives_away(word: str, names: set[str]) -> bool:
    everyday = data_dir() / "vocabulary" / "everyday_words.txt"
    if word in _everywhere(everyday) or _COUNTED.fullmatch(word):
        return False
    return word in names or len(word) >= _RARE or any(letter.isdigit() for letter in word)
