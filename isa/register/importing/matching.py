"""Which agency of the register a name means: by identifier, by name, by likeness (pure).

Taking two agencies for one is worse than keeping one twice, so a likeness alone is never sure: the
words that make a name its own must all be the same, and a person sees the match and what else it
might be.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz, process

from isa.platform.wording import gettext as _
from isa.register.importing.likeness import ALIKE, are_one, plain_key, words_of_its_own
from isa.register.naming import fold

MOST_ALTERNATIVES = 4
_WORTH_SHOWING = 70
_SET_LESS = 8
"""How much less a likeness counts that leaves out words only one of the names has."""
_OFTEN = 300
"""A word in more names than this says little about which one is meant."""


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
        for word in words_of_its_own(key) or frozenset(key.split()):
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
    if best and best.score >= ALIKE and not identifiers:
        names = (register.agencies[best.agency_id].name, *register.agencies[best.agency_id].names)
        if any(are_one(key, plain_key(each)) for each in names):
            return Match(
                Sureness.LIKELY,
                best.agency_id,
                best.name,
                best.score,
                near[1:],
                _("The names are alike"),
            )
    return Match(Sureness.NEW, alternatives=near)
