"""Whether two names may be of one agency: by the words that make each its own (pure)."""

import re
from functools import lru_cache

from isa.register.naming import fold

ALIKE = 88

_LONGER: dict[str, str] = dict(
    re.findall(
        r"(\w[\w ]*): (.+)",
        """
        ft: foundation trust
        icb: integrated care board
        ccg: clinical commissioning group
        yos: youth offending service
        yot: youth offending team
        yjs: youth justice service
        frs: fire and rescue service
        dwp: department for work and pensions
        hmrc: hm revenue and customs
        cqc: care quality commission
        dbs: disclosure and barring service
        mat: multi academy trust
        cic: community interest company
        hosp: hospital
        hosps: hospitals
        uni: university
        cc: county council
        bc: borough council
        dc: district council
        mbc: metropolitan borough council
        lb: london borough
        dept: department
        svc: service
        ltd: limited
        constabulary: police
        ambulance service nhs trust: ambulance service
        """,
    )
)
_COMMON = frozenset(
    re.findall(
        r"\w+",
        """the of and for in on nhs trust foundation council borough city county district metropolitan
        london unitary service services police limited school academy primary high hospital hospitals
        university board care integrated health authority royal group association""",
    )
)
_TELLING = frozenset(
    re.findall(r"\w+", "county city district borough primary secondary infant junior high")
)
"""Words that part two bodies of one place: the city council and the county council of Sampleton."""
ANYBODYS = frozenset(
    re.findall(
        r"\w+",
        """housing community care health mental education social children adult adults fire ambulance
        probation rescue drug alcohol homes""",
    )
)
"""Words that say what a body does and not whose it is."""
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@lru_cache(maxsize=200_000)
def plain_key(name: str) -> str:
    """A name without brackets, short forms written out: what two spellings of one name share."""
    words = fold(_BRACKETS.sub(" ", name) if "(" in name or "[" in name else name).split()
    longer = " ".join(_LONGER.get(word, word) for word in words if word != "the")
    return longer.replace("ambulance service nhs trust", "ambulance service")


def own_words(name: str) -> frozenset[str]:
    """The words that make a name its own: none of 'Care Trust', 'sampleton' of 'Sampleton Care Trust'."""
    return words_of_its_own(plain_key(name))


def words_of_its_own(key: str) -> frozenset[str]:
    """The same of a plain key."""
    return frozenset(word for word in key.split() if word not in _COMMON)


def are_one(key: str, other: str) -> bool:
    """Whether the words that make a name its own are the same, and none tells the two apart."""
    own = words_of_its_own(key)
    here, there = (_TELLING & frozenset(each.split()) for each in (key, other))
    return bool(own) and own == words_of_its_own(other) and (not here or not there or here == there)


def are_alike(name: str, other: str, score: int) -> bool:
    """Whether two names with this likeness, out of 100, are taken for one."""
    return score >= ALIKE and are_one(plain_key(name), plain_key(other))


def may_be_one(name: str, other: str) -> bool:
    """Whether one name says all that makes the other its own, so that a person should look."""
    key, another = plain_key(name), plain_key(other)
    own, theirs = words_of_its_own(key), words_of_its_own(another)
    here, there = (_TELLING & frozenset(each.split()) for each in (key, another))
    both = own & theirs
    goes_on = both in (own, theirs) and bool(both - ANYBODYS)
    return goes_on and (not here or not there or here == there)
