"""Names of one file that are new to the register, set beside each other (pure).

A file spells one body in several ways. Spellings of one name are taken together, and so are names that
are alike in every word that makes them their own; a person sees which. What only may be the same is
said and kept apart: taking two agencies for one is worse than keeping one twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from isa.platform.wording import gettext as _
from isa.register.importing.kinds import CLASS, UNKNOWN, is_role_only, kind_of
from isa.register.importing.likeness import are_alike, may_be_one, plain_key
from isa.register.importing.matching import Alternative, KnownAgency, Match, Register, Sureness
from isa.register.importing.plan import NEW_PREFIX

MOST_COMPARED = 3_000
"""New names for which likenesses are looked up; in a longer file only spellings of one name count."""
_SPELLED = _("Both are new, and spelled in two ways in this file")
_BRACKETS = _("Both are new in this file. What stands in brackets was left out")
_ALIKE = _("Both are new in this file, and the names are alike")


@dataclass(slots=True)
class Twins:
    """What new names were taken for among themselves, and what else each may be; by folded name."""

    taken: dict[str, Match] = field(default_factory=dict)
    near: dict[str, tuple[Alternative, ...]] = field(default_factory=dict)


def twins(names: Mapping[str, str], counts: Mapping[str, int]) -> Twins:
    """Compare new names, given by their folded form, with each other; ``counts`` is how often each stands."""
    found = Twins()
    leading: dict[str, str] = {}
    for key in _leading_first(names, counts):
        plain = plain_key(names[key])
        first = leading.setdefault(plain, key) if plain else key
        if first == key:
            continue
        if "(" not in names[key]:
            found.taken[key] = _as(names, first, Sureness.SAME, 98, _SPELLED)
        elif "(" not in names[first]:
            found.taken[key] = _as(names, first, Sureness.LIKELY, 95, _BRACKETS)
    apart = [key for key in _leading_first(names, counts) if key not in found.taken]
    if len(apart) <= MOST_COMPARED:
        _look_near(names, apart, found)
    return found


def _leading_first(names: Mapping[str, str], counts: Mapping[str, int]) -> Sequence[str]:
    """The names that others are taken for come first: without brackets, written out, common ones."""
    return sorted(names, key=lambda key: ("(" in names[key], -len(key), -counts[key], key))


def _look_near(names: Mapping[str, str], apart: Sequence[str], found: Twins) -> None:
    register = Register.of(
        KnownAgency(id=f"{NEW_PREFIX}{key}", name=names[key], type="") for key in apart
    )
    place = {key: number for number, key in enumerate(apart)}
    for key in apart:
        if _says_little(names[key]):
            continue
        near = [
            each for each in register.near(names[key]) if each.agency_id != f"{NEW_PREFIX}{key}"
        ]
        before = [each for each in near if place[_key(each)] < place[key]]
        same = next((e for e in before if are_alike(names[key], e.name, e.score)), None)
        if (
            same is not None
            and _key(same) not in found.taken
            and _kinds_go_together(names[key], same.name)
        ):
            found.taken[key] = _as(names, _key(same), Sureness.LIKELY, same.score, _ALIKE)
            continue
        maybe = tuple(  # said once of two, of the one that says less
            each
            for each in before
            if may_be_one(names[key], each.name) and _kinds_go_together(names[key], each.name)
        )
        if maybe:
            found.near[key] = maybe


def _says_little(name: str) -> bool:
    return is_role_only(name) or kind_of(name) == CLASS


def _kinds_go_together(name: str, other: str) -> bool:
    kinds = {kind_of(name), kind_of(other)} - {UNKNOWN}
    return len(kinds) < 2


def _key(each: Alternative) -> str:
    return each.agency_id.removeprefix(NEW_PREFIX)


def _as(names: Mapping[str, str], key: str, sureness: Sureness, score: int, reason: str) -> Match:
    return Match(sureness, f"{NEW_PREFIX}{key}", names[key], score, reason=reason)
