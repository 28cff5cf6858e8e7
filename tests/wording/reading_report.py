"""The reading age of every source as a page for people: docs/reading-age.md, by ``make words``."""

from collections.abc import Sequence

from isa.platform.config import ROOT
from tests.wording.reading_age import AIM, LEAST, Measured, age
from tests.wording.sources import CANNOT_BE_SIMPLER, CEILING

PAGE = ROOT / "docs" / "reading-age.md"
_HARDEST = 8
_PLAIN = "If someone is in immediate danger, ring 999."
_INTRODUCTION = f"""# How hard the words are to read

Written by `make words`; do not edit by hand.

The measure is the Flesch-Kincaid grade plus five: the age in years at which a reader in school would
follow the text. We aim at 9 to {AIM:.0f}, where law allows. It counts syllables and words and knows nothing of
meaning: "{_PLAIN}" scores {age([_PLAIN]):.1f}. So read the column "text",
over all sentences of a source together; a sentence on its own is counted from {LEAST} words.
Numbers and names in braces count as one short word, abbreviations as two syllables.

| source | sentences | text | median sentence | sentences above {AIM:.0f} |
|---|--:|--:|--:|--:|
"""
_STEPS = f"""
## Questions and answers

No sentence of a question, a hint, an error or an option may be above {CEILING:.0f}: a test fails.
These are, and stay:

| age | sentence | why |
|--:|---|---|
"""


def page(found: Sequence[Measured]) -> str:
    """The table, what is excused, and the hardest sentences of each source."""
    lines = [
        f"| {one.source} | {len(one.sentences)} | {one.whole:.1f} | {one.middle:.1f} | {one.above:.0%} |"
        for one in found
    ]
    excused = sorted(((age([text]), text) for text in CANNOT_BE_SIMPLER), reverse=True)
    steps = [f"| {years:.1f} | {text} | {CANNOT_BE_SIMPLER[text]} |" for years, text in excused]
    hardest = ["", "## The hardest sentences of each source", ""]
    for one in found:
        hardest += [f"**{one.source}**", ""]
        worst = [pair for pair, _place in zip(one.hardest(), range(_HARDEST), strict=False)]
        hardest += [f"- {years:.1f} {text}" for years, text in worst]
        hardest.append("")
    return _INTRODUCTION + "\n".join(lines) + "\n" + _STEPS + "\n".join([*steps, *hardest])
