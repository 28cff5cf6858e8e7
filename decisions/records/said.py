"""One answer to a question about a decision, and whose words it is."""

from enum import StrEnum

from decisions.assessment import Frozen
from decisions.records.content import Told


class Voice(StrEnum):
    """Whose words an answer is."""

    TOOL = "tool"
    OWN = "own"
    FACT = "fact"


class Said(Frozen):
    """One answer: what it is about, the words, and whose they are."""

    about: str
    words: str
    voice: Voice


class Asked(Frozen):
    """A question and everything the record says to it."""

    question: str
    said: tuple[Said, ...]


def fact(about: str, words: str) -> Said:
    """Something that nobody worded for this: a time, an outcome, an option that was chosen."""
    return Said(about=about, words=words, voice=Voice.FACT)


def given(found: Told) -> Said:
    """An answer as it was given: own words, or an option that was chosen."""
    voice = Voice.OWN if found.is_own_words else Voice.FACT
    return Said(about=found.question, words=found.answer, voice=voice)
