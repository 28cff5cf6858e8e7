"""How old a reader has to be, by the sentence: Flesch-Kincaid grade plus five, as years of age.

The measure counts syllables and words. It knows nothing of meaning, and a short sentence with one
long word ("Your organisation") scores high: so it is read over many sentences, and the ceiling is
for those of at least ``LEAST`` words. https://en.wikipedia.org/wiki/Flesch-Kincaid_readability_tests
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

LEAST = 5
"""Words a sentence has at least to be counted on its own."""
AIM = 11.0
"""The oldest reader we write for, where law allows."""

_HOLE = re.compile(r"\{[^}]*\}")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r":\w+-badge|:gray|:red|[*_`#\[\]]|https?://\S+|www\.\S+")
_END = re.compile(r"(?<=[.?!:;])\s+|\n+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'\u2019]*")
_VOWELS = re.compile(r"[aeiouy]+")
_TWO = re.compile(
    r"[^aeiouy]ia|[^tcgs]io[^u]|eo[^u]|iu|ua[lnr]|uou|[^q]ui[dnt]|ying|[^aeiouy]ism|thm"
)
_SILENT = re.compile(
    r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouysxzcg]es$|[^aeiou]ely$|[^aeiou]ement"
)
_SPELLED = (
    ("some", "sum"),
    ("people", "peple"),
    ("guard", "gard"),
    ("safeg", "safg"),
    ("cial", "shal"),
    ("being", "beying"),
)
"""Common words that are said shorter, or longer, than they are spelled."""
_KNOWN = {
    "area": 3,
    "areas": 3,
    "idea": 3,
    "science": 2,
    "suicide": 3,
    "serious": 3,
    "situation": 4,
}
_ACRONYM = re.compile(r"^[A-Z]{2,}s?$")


def syllables(word: str) -> int:
    """About how many syllables an English word has; an abbreviation counts as one word said short."""
    if _ACRONYM.match(word):
        return 2
    text = re.sub(r"['\u2019]\w*$", "", word.lower())
    if text in _KNOWN:
        return _KNOWN[text]
    for spelled, said in _SPELLED:
        text = text.replace(spelled, said)
    count = len(_VOWELS.findall(text)) + len(_TWO.findall(text))
    if _SILENT.search(text):
        count -= 1
    return max(count, 1)


def sentences(text: str) -> list[str]:
    """The sentences of a text; what stands in braces is one short word, marks of layout are dropped."""
    said = _MARKS.sub("", _LINK.sub(r"\1", _HOLE.sub("it", text)))
    return [part.strip() for part in _END.split(said) if _WORD.search(part)]


def words(sentence: str) -> list[str]:
    """The words of a sentence."""
    return _WORD.findall(sentence)


def age(found: Iterable[str]) -> float:
    """The reading age of these sentences together."""
    split = [words(one) for one in found]
    count = sum(map(len, split)) or 1
    spoken = sum(syllables(word) for one in split for word in one)
    return 0.39 * count / max(len(split), 1) + 11.8 * spoken / count - 15.59 + 5


@dataclass(frozen=True)
class Measured:
    """The sentences of one source, and what they ask of a reader."""

    source: str
    sentences: tuple[str, ...]

    @property
    def long_enough(self) -> list[str]:
        """The sentences that are counted on their own."""
        return [one for one in self.sentences if len(words(one)) >= LEAST]

    @property
    def whole(self) -> float:
        """The reading age of the text as a whole."""
        return age(self.sentences)

    @property
    def middle(self) -> float:
        """The median of the sentences."""
        return median(map(age, ([one] for one in self.long_enough))) if self.long_enough else 0.0

    @property
    def above(self) -> float:
        """The share of the sentences above what we aim at."""
        over = sum(age([one]) > AIM for one in self.long_enough)
        return over / max(len(self.long_enough), 1)

    def hardest(self) -> Iterator[tuple[float, str]]:
        """The sentences, the hardest first."""
        yield from sorted(((age([one]), one) for one in self.long_enough), reverse=True)


def measure(source: str, texts: Iterable[str]) -> Measured:
    """The texts of a source as sentences, each counted once."""
    found = dict.fromkeys(part for text in texts for part in sentences(text))
    return Measured(source, tuple(found))
