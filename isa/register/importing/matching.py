"""Which agency of the register a name means: by identifier, by name, by likeness (pure).

Taking two agencies for one is worse than keeping one twice, so a likeness alone is never sure: the
words that make a name its own must all be the same, and a person sees the match and what else it
might be.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from isa.platform.wording import gettext as _
from isa.register.naming import fold

MOST_ALTERNATIVES = 4
_WORTH_SHOWING = 70
_SET_LESS = 8
"""How much less a likeness counts that leaves out words only one of the names has."""
_ALIKE = 88
_OFTEN = 300
"""A word in more names than this says little about which one is meant."""

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


class Sureness(StrEnum):
    """How a name was matched."""

    IDENTIFIER = "identifier"
    SAME = "same"
    CHOSEN = "chosen"
    LIKELY = "likely"
    NEW = "new"
    SKIPPED = "skipped"
    SPLIT = "split"
    """Several agencies in one name, as a person said."""
    UNSURE = "unsure"
    """An identifier and a name say different things; a person has to choose."""


class Code(NamedTuple):
    """A code that another register gave an agency."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """An agency of the register, as far as matching needs it."""

    id: str
    name: str
    type: str
    names: tuple[str, ...] = ()
    """Its names, folded."""
    identifiers: tuple[Code, ...] = ()
    parent_id: str | None = None
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another agency that a name might mean, and how alike it is, out of 100."""

    agency_id: str
    name: str
    score: int


@dataclass(frozen=True, slots=True)
class Match:
    """What a name was taken for."""

    sureness: Sureness
    agency_id: str = ""
    name: str = ""
    """The name in the register; empty for a new agency."""
    score: int = 0
    alternatives: tuple[Alternative, ...] = ()
    reason: str = ""


NEW = Match(Sureness.NEW)


@lru_cache(maxsize=200_000)
def plain_key(name: str) -> str:
    """A name without brackets, short forms written out: what two spellings of one name share."""
    words = fold(_BRACKETS.sub(" ", name) if "(" in name or "[" in name else name).split()
    longer = " ".join(_LONGER.get(word, word) for word in words if word != "the")
    return longer.replace("ambulance service nhs trust", "ambulance service")


def own_words(name: str) -> frozenset[str]:
    """The words that make a name its own: none of 'Care Trust', 'sampleton' of 'Sampleton Care Trust'."""
    return _own_words(plain_key(name))


def _own_words(key: str) -> frozenset[str]:
    return frozenset(word for word in key.split() if word not in _COMMON)


def _is_alike(key: str, other: str) -> bool:
    """Whether the words that make a name its own are the same, and none tells the two apart."""
    own = _own_words(key)
    here, there = (_TELLING & frozenset(each.split()) for each in (key, other))
    return bool(own) and own == _own_words(other) and (not here or not there or here == there)


def are_alike(name: str, other: str, score: int) -> bool:
    """Whether two names with this likeness, out of 100, are taken for one."""
    return score >= _ALIKE and _is_alike(plain_key(name), plain_key(other))


def may_be_one(name: str, other: str) -> bool:
    """Whether one name says all that makes the other its own, so that a person should look."""
    key, another = plain_key(name), plain_key(other)
    own, theirs = _own_words(key), _own_words(another)
    here, there = (_TELLING & frozenset(each.split()) for each in (key, another))
    both = own & theirs
    goes_on = both in (own, theirs) and bool(both - ANYBODYS)
    return goes_on and (not here or not there or here == there)


@dataclass(slots=True)
class Register:
    """The agencies to match with, looked up by identifier, name and word."""

    agencies: Mapping[str, KnownAgency]
    by_identifier: dict[tuple[str, str], str] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_key: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[tuple[str, str]]] | None = None

    @classmethod
    def of(cls, agencies: Iterable[KnownAgency]) -> "Register":
        """Look-up tables for these agencies."""
        made = cls(agencies={each.id: each for each in agencies})
        for each in made.agencies.values():
            for identifier in each.identifiers:
                made.by_identifier[identifier.kind, identifier.value.upper()] = each.id
            for name in dict.fromkeys((fold(each.name), *each.names)):
                made.by_name[name].append(each.id)
            for key in dict.fromkeys((plain_key(each.name), *map(plain_key, each.names))):
                made.by_key[key].append(each.id)
        return made

    def names(self) -> frozenset[str]:
        """Every name, folded."""
        return frozenset(self.by_name)

    def near(self, name: str) -> tuple[Alternative, ...]:
        """The agencies whose names are most like this one, best first."""
        key = plain_key(name)
        found = list(self._candidates(key))
        keys = [other for _agency_id, other in found]
        best: dict[str, int] = {}
        for scorer, less in ((fuzz.token_sort_ratio, 0), (fuzz.token_set_ratio, _SET_LESS)):
            for _other, score, place in process.extract(
                key, keys, scorer=scorer, score_cutoff=_WORTH_SHOWING + less, limit=None
            ):
                agency_id = found[place][0]
                best[agency_id] = max(best.get(agency_id, 0), int(score - less))
        ranked = sorted(best.items(), key=lambda each: (-each[1], self.agencies[each[0]].name))
        return tuple(
            Alternative(agency_id, self.agencies[agency_id].name, score)
            for agency_id, score in ranked[:MOST_ALTERNATIVES]
        )

    def _candidates(self, key: str) -> dict[tuple[str, str], None]:
        if self.by_word is None:
            self.by_word = defaultdict(list)
            for other, ids in self.by_key.items():
                for word in frozenset(other.split()):
                    self.by_word[word[:4]].extend((agency_id, other) for agency_id in ids)
        found: dict[tuple[str, str], None] = {}
        for word in _own_words(key) or frozenset(key.split()):
            held = self.by_word.get(word[:4], [])
            if len(held) <= _OFTEN:
                found.update(dict.fromkeys(held))
        return found


def match(
    register: Register,
    name: str,
    identifiers: Sequence[Code] = (),
    chosen: str = "",
    *,
    looks_near: bool = True,
) -> Match:
    """What a name means; ``chosen`` is what a person or an earlier import decided."""
    if chosen == "skip":
        return Match(Sureness.SKIPPED)
    if chosen == "new":
        return Match(Sureness.NEW, reason=_("You said it is new"))
    if chosen and chosen in register.agencies:
        return Match(Sureness.CHOSEN, chosen, register.agencies[chosen].name, 100)
    for identifier in identifiers:
        found = register.by_identifier.get((identifier.kind, identifier.value.upper()))
        if found:
            return _by_identifier(register.agencies[found], name, identifier)
    exact = register.by_name.get(fold(name), [])
    exact = [each for each in exact if not _contradicts(register.agencies[each], identifiers)]
    if len(exact) == 1:
        return _same(register.agencies[exact[0]], 100)
    if exact:
        return _several(register, exact)
    return _by_key(register, name, identifiers, looks_near=looks_near)


def _by_identifier(agency: KnownAgency, name: str, identifier: Code) -> Match:
    key = plain_key(name)
    alike = max(
        int(fuzz.token_set_ratio(key, plain_key(each))) for each in (agency.name, *agency.names)
    )
    if alike < 50:
        return Match(
            Sureness.UNSURE,
            alternatives=(Alternative(agency.id, agency.name, alike),),
            reason=_("{value} belongs to {name} in the register").format(
                value=identifier.value, name=agency.name
            ),
        )
    return Match(Sureness.IDENTIFIER, agency.id, agency.name, 100, reason=identifier.value)


def _contradicts(agency: KnownAgency, identifiers: Sequence[Code]) -> bool:
    """Whether both have an identifier of one kind and they differ: two schools of one name."""
    held = {each.kind: each.value.upper() for each in agency.identifiers}
    return any(
        held.get(each.kind, each.value.upper()) != each.value.upper() for each in identifiers
    )


def _same(agency: KnownAgency, score: int) -> Match:
    reason = _("It is recorded as closed") if agency.is_closed else ""
    return Match(Sureness.SAME, agency.id, agency.name, score, reason=reason)


def _several(register: Register, ids: Sequence[str]) -> Match:
    shown = tuple(
        Alternative(each, register.agencies[each].name, 100) for each in ids[:MOST_ALTERNATIVES]
    )
    return Match(Sureness.UNSURE, alternatives=shown, reason=_("Several agencies have this name"))


def _by_key(
    register: Register, name: str, identifiers: Sequence[Code], *, looks_near: bool
) -> Match:
    key = plain_key(name)
    held = [
        each
        for each in register.by_key.get(key, [])
        if not _contradicts(register.agencies[each], identifiers)
    ]
    if len(held) == 1:
        agency = register.agencies[held[0]]
        if "(" in name:
            return Match(
                Sureness.LIKELY,
                agency.id,
                agency.name,
                95,
                reason=_("What stands in brackets was left out"),
            )
        return _same(agency, 98)
    if len(held) > 1:
        return _several(register, held)
    if not looks_near:
        return NEW
    near = register.near(name)
    best = near[0] if near else None
    if best and best.score >= _ALIKE and not identifiers:
        names = (register.agencies[best.agency_id].name, *register.agencies[best.agency_id].names)
        if any(_is_alike(key, plain_key(each)) for each in names):
            return Match(
                Sureness.LIKELY,
                best.agency_id,
                best.name,
                best.score,
                near[1:],
                _("The names are alike"),
            )
    return Match(Sureness.NEW, alternatives=near)
