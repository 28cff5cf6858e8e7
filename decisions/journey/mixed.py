"""Whether one item of information seems to hold two kinds: what was seen, and what somebody said.

A copy that marks a bruise as an allegation, or an allegation as a fact, misleads its reader. This is a
hint to split the item; it decides nothing and holds nobody up.
"""

import re

from decisions.journey.choices_item import About
from decisions.journey.steps_item import Item

_QUOTED = re.compile('[\u201c"][^\u201c\u201d"]{3,}[\u201d"]|\u2018[^\u2019]{3,}\u2019')
_BESIDES = 15
"""Characters beside a quotation that make it more than the quotation."""


def is_mixed(item: Item | None) -> bool:
    """Whether it quotes somebody among other words, or names a suspect beside somebody else."""
    if item is None:
        return False
    words, about = item.words or "", item.about or ()
    beside = _QUOTED.sub("", words).strip()
    is_quoted = beside != words.strip() and len(beside) >= _BESIDES
    return is_quoted or (About.SUSPECTED in about and len(about) > 1)
