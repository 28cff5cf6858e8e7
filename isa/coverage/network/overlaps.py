"""Where agreements say the same thing twice, or two different things."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from isa.coverage.model import Frozen
from isa.coverage.network.book import Book
from isa.coverage.view import Agreement, AgreementStatus, AgreementType

_RUNNING = (AgreementStatus.IN_FORCE, AgreementStatus.REVIEW_DUE, AgreementStatus.IN_REVIEW)
_SHARES = {
    AgreementType.TIER2_ISA,
    AgreementType.TIER3_PSA,
    AgreementType.DDA,
    AgreementType.JCA_ART26,
    AgreementType.MOU,
    AgreementType.NATIONAL_DSA,
}


class Overlap(Frozen):
    """Two agreements in force that reach the same purpose and categories between the same parties."""

    one: str
    other: str
    """References, in order."""
    keys: tuple[str, str]
    """Their ids."""
    purposes: tuple[str, ...]
    categories: tuple[str, ...]
    parties: tuple[str, ...]
    contradicted: tuple[str, ...] = ()
    """Categories that one of them includes and the other leaves out in so many words."""


def overlaps(book: Book) -> tuple[Overlap, ...]:
    """Each pair of agreements in force with two parties, a purpose and a category in common.

    A schedule narrows the agreement it belongs to, so those two are no overlap.
    """
    members: dict[str, set[str]] = {}
    for agency, found in book.stands.items():
        for key in found:
            members.setdefault(key, set()).add(agency)
    live = [one for one in book.agreements.values() if _is_live(one, book)]
    live.sort(key=lambda one: one.reference)
    included = {one.id: _included(one) for one in live}
    every = (_between(one, other, members, included) for one, other in _for_one_purpose(live))
    return tuple(overlap for overlap in every if overlap is not None)


def _for_one_purpose(live: Sequence[Agreement]) -> Iterator[tuple[Agreement, Agreement]]:
    """Each pair with a purpose in common, once, in order: of thousands of agreements few are alike."""
    later: dict[str, list[int]] = {}
    for place, one in enumerate(live):
        for purpose in one.purposes:
            later.setdefault(purpose, []).append(place)
    for place, one in enumerate(live):
        others = {at for purpose in one.purposes for at in later[purpose] if at > place}
        for at in sorted(others):
            yield one, live[at]


def _is_live(one: Agreement, book: Book) -> bool:
    has_ended = one.ends_on is not None and one.ends_on < book.on
    has_begun = one.starts_on is not None and one.starts_on <= book.on
    return one.type in _SHARES and one.status in _RUNNING and has_begun and not has_ended


def _between(
    one: Agreement,
    other: Agreement,
    members: Mapping[str, AbstractSet[str]],
    included: Mapping[str, AbstractSet[str]],
) -> Overlap | None:
    if one.parent_id == other.id or other.parent_id == one.id:
        return None
    parties = members.get(one.id, set()) & members.get(other.id, set())
    if len(parties) < 2:
        return None
    purposes = one.purposes & other.purposes
    mine, theirs = included[one.id], included[other.id]
    against = (mine & other.exclusions) | (theirs & one.exclusions)
    if not (mine & theirs or against):
        return None
    return Overlap(
        one=one.reference,
        other=other.reference,
        keys=(one.id, other.id),
        purposes=tuple(sorted(purposes)),
        categories=tuple(sorted(mine & theirs)),
        parties=tuple(sorted(parties)),
        contradicted=tuple(sorted(against)),
    )


def _included(one: Agreement) -> frozenset[str]:
    return frozenset(code for row in one.rows for code in row.categories - row.exclusions)
