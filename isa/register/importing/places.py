"""Commas inside the name of one body that serves several places (pure).

'Barnham, Enfold and Harrow Mental Health NHS Trust' is one trust. What stands between the commas are
places and nothing else, an 'and' joins the last two, and only then does the name end as names of one body
end. 'Barnham, Enfold and Harrow Council' is left alone: a council serves one place, so it may be three.
"""

import re
from collections.abc import Collection, Sequence

from isa.register.importing.kinds import UNKNOWN, kind_of
from isa.register.importing.likeness import ANYBODYS, own_words
from isa.register.naming import fold

_ENDS_ONE = frozenset({"trust", "ft", "ccg", "icb", "icp", "constabulary", "police", "authority"})
"""Words that end the name of a body which may serve several places."""
_JOINED = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_PLACE = re.compile(
    r"[A-Z][\w'\u2019.-]*(?: (?:of|on|upon|in|the|le|with|[A-Z][\w'\u2019.-]*)){0,4}"
)
_NO_PLACE = ANYBODYS | frozenset(
    re.findall(
        r"\w+",
        """council councils school schools college colleges hospital hospitals police probation
        education gps nhs service services trust agency academy university charity authority court
        prison surgery practice group limited ltd department team""",
    )
)
MOST_PLACES = 5


def is_one_body(parts: Sequence[str], known: Collection[str]) -> bool:
    """Whether parts between commas are one name. ``known`` holds folded names, which stand for themselves."""
    *places, last = parts
    halves = _JOINED.split(last)
    if not places or len(halves) != 2:
        return False
    ending = fold(halves[1]).split()
    return (
        len(ending) > 1
        and ending[-1] in _ENDS_ONE
        and bool(own_words(halves[1]) - ANYBODYS)
        and fold(halves[1]) not in known
        and all(_is_place(each, known) for each in (*places, halves[0]))
    )


def _is_place(text: str, known: Collection[str]) -> bool:
    text = text.strip()
    folded = fold(text)
    return (
        bool(_PLACE.fullmatch(text))
        and not text.isupper()
        and folded not in known
        and not set(folded.split()) & _NO_PLACE
        and kind_of(text) == UNKNOWN
    )
