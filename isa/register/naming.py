"""Names as a search compares them: no accents, no case, no punctuation (pure)."""

import re
import unicodedata

_NOT_A_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """A name in plain small letters, words parted by single spaces: ``Ŵyn-Jones`` is ``wyn jones``.

    Letters that have no plain form (as in Cyrillic) are left out.
    """
    if text.isascii():
        return _NOT_A_WORD.sub(" ", text.lower()).strip()
    spread = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "L")).casefold()
    plain = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", plain).strip()


def search_key(name: str, other_names: tuple[str, ...]) -> str:
    """What a search looks in: every name, folded, each beginning after a bar and a space."""
    return "".join(f"| {fold(each)} " for each in (name, *other_names))
