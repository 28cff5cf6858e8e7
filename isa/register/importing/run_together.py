"""Names of agencies that stand in a cell with nothing between them (pure)."""

from collections.abc import Collection, Iterator

from isa.register.importing.name_ends import ENDS, GOES_ON, STRONG
from isa.register.naming import fold

_LONGEST_NAME_WORDS = 14


def apart(text: str, known: Collection[str]) -> Iterator[str]:
    """Names run together: the longest known name first, otherwise up to a word that ends names."""
    if fold(text) in known or (
        "(" in text.rstrip(")").rstrip()[:-1] and text.rstrip().endswith(")")
    ):
        yield text
        return
    words = text.split()
    while words:
        size = (
            _known_start(words, known)
            or _strong_start(words, known)
            or _before_known(words, known)
            or len(words)
        )
        yield " ".join(words[:size])
        words = words[size:]


def _known_start(words: list[str], known: Collection[str]) -> int:
    """How many words at the beginning are a known name, when what follows begins another."""
    for size in range(min(len(words) - 1, _LONGEST_NAME_WORDS), 1, -1):
        if fold(" ".join(words[:size])) in known and _begins(words[size:], known):
            return size
    return 0


def _begins(rest: list[str], known: Collection[str]) -> bool:
    """Whether words begin another name: a known one, or one that ends as names end."""
    if not rest[0][:1].isupper() or fold(rest[0]) in GOES_ON:
        return False
    if any(
        fold(" ".join(rest[:size])) in known
        for size in range(1, min(len(rest), _LONGEST_NAME_WORDS) + 1)
    ):
        return True
    return len(rest) > 1 and fold(rest[-1]) in ENDS and any(fold(word) in STRONG for word in rest)


def _strong_start(words: list[str], known: Collection[str]) -> int:
    for place, word in enumerate(words[:-1], start=1):
        rest = words[place:]
        ends = place > 1 and fold(word) in STRONG
        if ends and _begins(rest, known) and _known_or_strong_end(rest, known):
            return place
    return 0


def _known_or_strong_end(rest: list[str], known: Collection[str]) -> bool:
    return fold(rest[-1]) in STRONG or fold(" ".join(rest)) in known


def _before_known(words: list[str], known: Collection[str]) -> int:
    """How many words stand before a known name, where they end as names end."""
    for place in range(2, len(words) - 1):
        if fold(words[place - 1]) in ENDS and fold(words[place]) not in GOES_ON:
            rest = words[place:]
            if any(fold(" ".join(rest[:size])) in known for size in range(2, len(rest) + 1)):
                return place
    return 0
