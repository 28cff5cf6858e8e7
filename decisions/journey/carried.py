"""What of a stored draft this release can read, and what it cannot: set aside and said, never in the way.

A draft outlives a release. A question it answered may be asked no more, an option it chose may be gone.
Such an answer counts for nothing and is asked for again where there is still a question; the rest of the
draft is as it was.
"""

import json
from collections.abc import Mapping

from decisions.assessment import Frozen
from decisions.journey.answers import Answers
from decisions.journey.fields import Question
from decisions.journey.flat import answers_from
from decisions.journey.paths import LISTS, question_at
from decisions.journey.reading import parse_field
from isa.platform.errors import Invalid

_KIND = ".item.category"
_MARKER = 2
"""How many parts the path of an entry of a list has: ``items.<id>``."""


class SetAside(Frozen):
    """One answer that counts no more: the question where it is still asked, and what was answered."""

    question: str
    """Empty where this release has no such question."""
    words: str
    """What was written, or the options that are still known; empty for a code that says nothing."""
    is_own_words: bool


def carried(
    flat: Mapping[str, object], *, trigger: str, depth: str
) -> tuple[Answers, tuple[SetAside, ...]]:
    """The answers that can be read, and what was set aside; ``flat`` are stored values by path."""
    try:
        _require_known_kinds(flat)
        return answers_from(flat, trigger=trigger, depth=depth), ()
    except Invalid:
        kept = {path: value for path, value in flat.items() if _is_known(path, value)}
        aside = tuple(
            _set_aside(path, value)
            for path, value in flat.items()
            if path not in kept and not (path.count(".") < _MARKER and value == {})
        )
        return answers_from(kept, trigger=trigger, depth=depth), aside


def _require_known_kinds(flat: Mapping[str, object]) -> None:
    """A kind of record stands in a vocabulary that a release may change, not in the declaration."""
    for path, value in flat.items():
        if path.endswith(_KIND):
            parse_field(path, value)


def _is_known(path: str, value: object) -> bool:
    parts = path.split(".")
    if parts[0] in LISTS and len(parts) == _MARKER:
        return True
    try:
        parse_field(path, value)
    except Invalid:
        return False
    return True


def _set_aside(path: str, value: object) -> SetAside:
    try:
        asked = question_at(path)
    except Invalid:
        return SetAside(question="", words=_own_words(value), is_own_words=True)
    words, is_own = _known_options(asked, value), not asked.options
    return SetAside(question=asked.ask.label, words=words, is_own_words=is_own)


def _own_words(value: object) -> str:
    """What a person wrote; a code is one word and says nothing to a reader."""
    return value if isinstance(value, str) and " " in value.strip() else ""


def _known_options(asked: Question, value: object) -> str:
    if not asked.options:
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    texts = {option.value: option.text for option in asked.options}
    codes = value if isinstance(value, list) else [value]
    return "; ".join(texts[str(code)] for code in codes if str(code) in texts)
